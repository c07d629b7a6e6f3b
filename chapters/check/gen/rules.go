package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"
)

// results exchanges those of a return, and doubles a slice that was made.
func (w *walker) results(f *ast.FuncDecl, r *ast.ReturnStmt) {
	var names []string
	if f.Type.Results != nil {
		for _, field := range f.Type.Results.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
	}
	w.named = append(w.named, names...)
	for i, a := range r.Results {
		if id, ok := a.(*ast.Ident); ok {
			name := "the result"
			if slices.Contains(names, id.Name) {
				name = id.Name
			} else if len(id.Name) > 2 { // and no letter of a formula
				w.returned = append(w.returned, id.Name)
			}
			if made := w.made(f, id.Name); made != "" {
				w.twice(name, at(a, "append("+made+", "+id.Name+"...)"))
			}
		}
		for j, b := range r.Results[:i] {
			first, second := w.src(b), w.src(a)
			if len(names) == len(r.Results) {
				first, second = names[j], names[i]
			}
			w.add(fmt.Sprintf("%s and %s have changed places in what is returned", first, second),
				at(a, w.src(b)), at(b, w.src(a)))
		}
	}
}

// made returns the call that made the slice of this name, or "".
func (w *walker) made(f *ast.FuncDecl, name string) (call string) {
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if a, ok := n.(*ast.AssignStmt); ok && len(a.Lhs) == len(a.Rhs) {
			for i, left := range a.Lhs {
				if src := w.src(a.Rhs[i]); w.src(left) == name && making.MatchString(src) {
					call = src
				}
			}
		}
		return true
	})
	return call
}

var making = regexp.MustCompile(`^(make\(\[|backprop\.NewMatrix\()`)

// twice makes a slice as long again, with what belongs into it at the end.
func (w *walker) twice(name string, c change) {
	w.add(name+" is twice as long as it should be, and its first half is empty or 0: append adds behind what make(…, n) has made. "+
		"Begin with length 0, or assign to each place", c)
}

// index takes one element for all, here or everywhere in the loop.
func (w *walker) index(n *ast.IndexExpr) {
	key := w.src(n.Index)
	at0 := slices.IndexFunc(w.loops, func(l loop) bool { return l.key == key })
	if at0 < 0 {
		return
	}
	list, whole := w.src(n.X), w.src(n)
	var first, last []change
	ast.Inspect(w.loops[at0].body, func(other ast.Node) bool {
		if x, ok := other.(*ast.IndexExpr); ok && w.src(x) == whole {
			first, last = append(first, at(x.Index, "0")), append(last, at(x.Index, "len("+list+")-1"))
		}
		return true
	})
	element, _ := strings.CutSuffix(w.name(n), "["+key+"]")
	hint := fmt.Sprintf("%s[0] stands in the place of %[1]s[%s]: each %[2]s has its own", element, key)
	w.add(hint, first...)
	w.add(hint, at(n.Index, "0"))
	hint = fmt.Sprintf("it is as if the last of %s stood in the place of %[1]s[%s]: each %[2]s has its own", element, key)
	w.add(hint, last...)
	w.add(hint, at(n.Index, "len("+list+")-1"))
	if inner, ok := n.X.(*ast.IndexExpr); ok {
		list, _ := strings.CutSuffix(element, "["+w.src(inner.Index)+"]")
		w.add(fmt.Sprintf("%s[%s][%s] stands in the place of %[1]s[%[3]s][%[2]s]: rows and columns are exchanged",
			list, key, w.src(inner.Index)),
			at(n.Index, w.src(inner.Index)), at(inner.Index, key))
	}
}

var borders = map[token.Token]string{token.GTR: ">=", token.GEQ: ">", token.LSS: "<=", token.LEQ: "<"}

// condition moves the border of an if, turns it round, and leaves it out.
func (w *walker) condition(n *ast.IfStmt) {
	cond, said := w.src(n.Cond), w.name(n.Cond)
	if !w.common(n.Cond) {
		return
	}
	if b, ok := n.Cond.(*ast.BinaryExpr); ok && borders[b.Op] != "" {
		w.add(fmt.Sprintf("where the two sides of %s are equal, it goes the other way: the condition should have %s, not %s",
			said, b.Op, borders[b.Op]), change{b.OpPos, b.OpPos + token.Pos(len(b.Op.String())), borders[b.Op]})
	}
	w.add(fmt.Sprintf("the condition is the wrong way round: it should be %s", said), at(n.Cond, "!("+cond+")"))
	w.add(fmt.Sprintf("the result is as if %s were always true", said), at(n.Cond, "true || "+cond))
	w.add(fmt.Sprintf("the result is as if %s were never true", said), at(n.Cond, "false && ("+cond+")"))
}

// common tells whether an expression has only names that its reader knows: of the header, of what
// is kept in a layer, and of a loop.
func (w *walker) common(e ast.Expr) bool {
	known := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr: // math.Abs, l.x
			return false
		case *ast.Ident:
			known = known && (slices.Contains(w.named, n.Name) || n.Name == "len" || n.Name == "true" ||
				slices.ContainsFunc(w.loops, func(l loop) bool { return l.key == n.Name }))
		}
		return true
	})
	return known
}

// assign forgets what a sum was, does not assign, keeps the first value for ever, and
// takes the arguments for each other in one statement.
func (w *walker) assign(n *ast.AssignStmt) {
	left, right, name := w.src(n.Lhs[0]), w.src(n.Rhs[0]), w.name(n.Lhs[0])
	rest := right
	switch n.Tok {
	case token.SUB_ASSIGN:
		rest = "-(" + right + ")"
		fallthrough
	case token.ADD_ASSIGN:
		if len(w.loops) > 0 {
			hint := "%s has only the last of what should be added up, as with = in the place of %s"
			if strings.Contains(left, "["+w.loops[len(w.loops)-1].key+"]") {
				hint = "%s lacks what it was before, as with = in the place of %s"
			}
			w.add(fmt.Sprintf(hint, name, n.Tok), at(n, left+" = "+rest))
		}
		if n.Tok == token.ADD_ASSIGN {
			w.add(fmt.Sprintf("what should be added to %s is subtracted", name), at(n, left+" -= "+right))
		} else {
			w.add(fmt.Sprintf("what should be subtracted from %s is added", name), at(n, left+" += "+right))
		}
	}
	_, isIndex := n.Lhs[0].(*ast.IndexExpr)
	_, isField := n.Lhs[0].(*ast.SelectorExpr)
	if isIndex && len(n.Lhs) == 1 {
		w.add(fmt.Sprintf("it is as if nothing were ever assigned to %s. (In for _, v := range …, v is a copy: assign to %[1]s itself.)", name),
			at(n, "_ = "+right))
		if making.MatchString(right) && len(w.loops) > 0 { // a row
			end := w.loops[len(w.loops)-1].body.Rbrace
			w.twice("each row", before(end, left+" = append("+right+", "+left+"...)\n"))
		}
	}
	if isField && w.where == inForward && len(n.Lhs) == 1 {
		w.where = ""
		defer func() { w.where = inForward }()
		if _, ok := n.Rhs[0].(*ast.Ident); ok { // and not a matrix that is filled later
			hint := fmt.Sprintf("Backward always looks at the %s of the first Forward: keep it anew in every Forward", name)
			w.add(hint, before(n.Pos(), "if "+left+" == nil {\n"), before(n.End(), "\n}"))
		}
		w.add(fmt.Sprintf("%s is as if Forward had not kept it. (With func (l T) for func (l *T), it would keep it in a copy.)", name), at(n, "_ = "+right))
	}
	w.exchange(n)
}

// exchange takes two arguments of one type for each other in a single statement.
func (w *walker) exchange(n *ast.AssignStmt) {
	for i, a := range w.params {
		for _, b := range w.params[:i] {
			if a.kind != b.kind {
				continue
			}
			var changes []change
			seen := map[string]bool{}
			ast.Inspect(n, func(n ast.Node) bool {
				if id, ok := n.(*ast.Ident); ok {
					switch id.Name {
					case a.name:
						changes = append(changes, at(id, b.name))
						seen[a.name] = true
					case b.name:
						changes = append(changes, at(id, a.name))
						seen[b.name] = true
					}
				}
				return true
			})
			if len(seen) == 2 {
				w.add(fmt.Sprintf("%s and %s have changed places where it should say %s", b.name, a.name, w.name(n.Rhs[0])), changes...)
			}
		}
	}
}

// binary divides whole numbers.
func (w *walker) binary(n *ast.BinaryExpr) {
	if n.Op != token.QUO {
		return
	}
	y := w.src(n.Y)
	if length, ok := strings.CutPrefix(y, "float64("); ok {
		length = strings.TrimSuffix(length, ")")
		w.add(fmt.Sprintf("the result is as with a factor 1/%s, which in Go divides whole numbers, and is 0 above 1: divide the sum by %s", length, y),
			change{n.OpPos, n.End(), "* float64(1/(" + length + "))"})
		w.add(fmt.Sprintf("nothing is divided by %s", y), change{n.OpPos, n.End(), ""})
	} else if b, ok := n.Y.(*ast.BasicLit); ok && b.Kind == token.INT {
		w.add(fmt.Sprintf("what is divided by %s comes out as 0, as with a factor 1/%[1]s, which in Go divides whole numbers: divide by %[1]s "+
			"at the end instead", y), change{n.OpPos, n.End(), "* 0"})
	}
}

// call leaves out a copy, or makes one slice for all rows.
func (w *walker) call(n *ast.CallExpr) {
	fn := w.src(n.Fun)
	switch {
	case fn == "slices.Clone":
		w.add(fmt.Sprintf("%s is not copied: an assignment of slices copies no numbers, and slices.Clone does", w.src(n.Args[0])),
			at(n, w.src(n.Args[0])))
	case fn == "make" || fn == "backprop.NewMatrix":
		if i := len(w.loops) - 1; i >= 0 {
			l := w.loops[i]
			w.add(fmt.Sprintf("all rows are one and the same slice: make a new one for each %s", l.key),
				before(l.stmt.Pos(), "shared := "+w.src(n)+"\n"), at(n, "shared"))
			return
		}
		for _, p := range w.params {
			w.add(fmt.Sprintf("%s is written into, and should stay as it is: make a new slice", p.name), at(n, p.name))
		}
	}
}

// outside keeps in variables of the package what Forward keeps in fields.
func (w *walker) outside() {
	kept := field.FindAllString(w.text, -1)
	if kept == nil {
		return
	}
	kind, text := "float64", field.ReplaceAllString(w.text, "kept$1")
	if strings.Contains(text, "NewMatrix") {
		kind = "backprop.Matrix"
	}
	for _, f := range slices.Compact(slices.Sorted(slices.Values(kept))) {
		text += fmt.Sprintf("\nvar kept%s %s\n", strings.TrimPrefix(f, "l."), kind)
	}
	w.found = append(w.found, mistake{"Backward looks at what another one of its kind kept in Forward: " +
		"keep it in a field of l, not in a variable outside", text})
}
