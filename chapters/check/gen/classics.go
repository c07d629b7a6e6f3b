package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// addClassics adds what every loop, sum, index and copy can get wrong. Each hint says
// only what the edit does, so that it holds for every answer with the same results.
func (e *exercise) addClassics() error {
	w := &walker{prefix: "package p\n" + imports(e.answer, "") + "\n"}
	w.text = w.prefix + e.answer
	file, err := parser.ParseFile(token.NewFileSet(), "", w.text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			w.function(f)
		}
	}
	if err := e.compile(); err != nil {
		return err
	}
	known := map[string]bool{e.answer: true}
	for _, m := range e.mistakes {
		known[m.answer] = true
	}
	used := map[string]bool{}
	for _, m := range w.found {
		m.answer, err = compiled(m.answer[len(w.prefix):])
		if err != nil || known[m.answer] {
			continue
		}
		if e.same[m.hint] {
			used[m.hint] = true
			continue
		}
		known[m.answer] = true
		e.classics = append(e.classics, m)
	}
	for hint := range e.same {
		if !used[hint] {
			return fmt.Errorf("same: no classic is called %q", hint)
		}
	}
	return nil
}

// compile makes all answers such that they compile.
func (e *exercise) compile() error {
	if _, err := compiled(e.answer); err != nil {
		return fmt.Errorf("the right answer does not compile: %w", err)
	}
	for i, m := range e.mistakes {
		answer, err := compiled(m.answer)
		if err != nil {
			return fmt.Errorf("%q does not compile: %w in\n%s", m.hint, err, m.answer)
		}
		e.mistakes[i].answer = answer
	}
	return nil
}

// imported finds packages in their source, and each only once.
var imported = known{importer.ForCompiler(token.NewFileSet(), "source", nil), map[string]*types.Package{}}

type known struct {
	types.Importer
	packages map[string]*types.Package
}

func (k known) Import(path string) (p *types.Package, err error) {
	if k.packages[path] == nil {
		k.packages[path], err = k.Importer.Import(path)
	}
	return k.packages[path], err
}

// compiled returns declarations with every variable in use, or what keeps them from being
// compiled.
func compiled(answer string) (string, error) {
	prefix := "package p\n" + imports(answer, "") + "\n"
	lines := strings.Count(prefix, "\n")
	for {
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, "", prefix+answer, parser.SkipObjectResolution)
		if err != nil {
			return "", err
		}
		config := types.Config{Importer: imported}
		_, err = config.Check("p", set, []*ast.File{file}, nil)
		var fault types.Error
		if !errors.As(err, &fault) {
			return answer, err
		}
		name, unused := strings.CutPrefix(fault.Msg, "declared and not used: ")
		if !unused {
			return "", err
		}
		text := strings.SplitAfter(answer, "\n")
		line := set.Position(fault.Pos).Line - lines // from 1
		answer = strings.Join(slices.Insert(text, line, "_ = "+name+"\n"), "")
	}
}

// A walker collects edits of the text that it walks through.
type walker struct {
	prefix, text string
	found        []mistake
	params       []param // of the function
	loops        []loop  // around the place
	last         string  // the last statement of the function, if it is a return
}

type param struct{ name, kind string }

// A loop has a variable that counts from first to last, "" for an unnamed one.
type loop struct {
	stmt             ast.Stmt
	body             *ast.BlockStmt
	key, first, last string
}

// A change puts text in the place of another.
type change struct {
	from, to token.Pos
	text     string
}

func at(n ast.Node, text string) change { return change{n.Pos(), n.End(), text} }

// before inserts text at a place.
func before(p token.Pos, text string) change { return change{p, p, text} }

func (w *walker) src(n ast.Node) string { return w.text[n.Pos()-1 : n.End()-1] }

func (w *walker) add(hint string, changes ...change) {
	slices.SortStableFunc(changes, func(a, b change) int { return int(b.from - a.from) })
	text := w.text
	for _, c := range changes {
		text = text[:c.from-1] + c.text + text[c.to-1:]
	}
	w.found = append(w.found, mistake{hint, text})
}

func (w *walker) function(f *ast.FuncDecl) {
	w.params, w.loops, w.last = nil, nil, ""
	var idents []*ast.Ident
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			w.params = append(w.params, param{name.Name, w.src(field.Type)})
			idents = append(idents, name)
		}
	}
	if n := len(f.Body.List); n > 0 {
		if r, ok := f.Body.List[n-1].(*ast.ReturnStmt); ok {
			w.last = w.src(r)
			w.results(f, r)
		}
	}
	for i, a := range w.params {
		for j, b := range w.params[:i] {
			if a.kind == b.kind {
				w.add(fmt.Sprintf("%s and %s have changed places", b.name, a.name),
					at(idents[i], b.name), at(idents[j], a.name))
			}
		}
		if a.kind == "float64" {
			w.add(fmt.Sprintf("%s does not count: this is the result for %[1]s = 1", a.name),
				before(f.Body.Lbrace+1, fmt.Sprintf("\n%s = 1\n", a.name)))
		}
	}
	w.block(f, f.Body)
}

// results exchanges those of a return, and turns their signs.
func (w *walker) results(f *ast.FuncDecl, r *ast.ReturnStmt) {
	var names []string
	if f.Type.Results != nil {
		for _, field := range f.Type.Results.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
	}
	for i, a := range r.Results {
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

func (w *walker) block(f *ast.FuncDecl, body ast.Node) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			w.rangeLoop(f, n)
			return false
		case *ast.ForStmt:
			w.forLoop(f, n)
			return false
		case *ast.IfStmt:
			w.condition(n)
		case *ast.AssignStmt:
			w.assign(f, n)
		case *ast.IndexExpr:
			w.index(n)
		case *ast.BinaryExpr:
			w.binary(n)
		case *ast.CallExpr:
			w.call(n)
		}
		return true
	})
}

func (w *walker) rangeLoop(f *ast.FuncDecl, n *ast.RangeStmt) {
	l := loop{stmt: n, body: n.Body, first: "0"}
	if key, ok := n.Key.(*ast.Ident); ok && key.Name != "_" {
		l.key, l.last = key.Name, "len("+w.src(n.X)+")-1"
	}
	w.loop(f, l)
}

func (w *walker) forLoop(f *ast.FuncDecl, n *ast.ForStmt) {
	l := loop{stmt: n, body: n.Body}
	init, ok1 := n.Init.(*ast.AssignStmt)
	cond, ok2 := n.Cond.(*ast.BinaryExpr)
	if ok1 && ok2 && len(init.Lhs) == 1 && (cond.Op == token.LSS || cond.Op == token.LEQ) {
		l.key, l.first = w.src(init.Lhs[0]), w.src(init.Rhs[0])
		l.last = w.src(cond.Y)
		if cond.Op == token.LSS {
			l.last += "-1"
		}
	}
	w.loop(f, l)
}

func (w *walker) loop(f *ast.FuncDecl, l loop) {
	w.loops = append(w.loops, l)
	start, end := l.body.Lbrace+1, l.body.Rbrace
	if l.key != "" {
		w.add(fmt.Sprintf("%s = %s is left out: %[1]s begins at %[2]s", l.key, l.first),
			before(start, fmt.Sprintf("\nif %s == %s { continue }\n", l.key, l.first)))
		over := strings.TrimSuffix(strings.TrimPrefix(l.last, "len("), ")-1")
		w.add(fmt.Sprintf("the last %s is left out: the loop must reach the end of %s", l.key, over),
			before(start, fmt.Sprintf("\nif %s == %s { continue }\n", l.key, l.last)),
		)
		if x, ok := l.stmt.(*ast.RangeStmt); ok { // over a number
			w.add(fmt.Sprintf("the last %s is left out: the loop ends too early", l.key),
				before(start, fmt.Sprintf("\nif %s == %s-1 { continue }\n", l.key, w.src(x.X))))
		}
		w.add(fmt.Sprintf("only the first %s counts: a return or a break inside the loop ends it after the first round", l.key),
			before(end, "\nbreak\n"))
		if w.last != "" {
			w.add(fmt.Sprintf("only the first %s counts: this is what a return inside the loop over %[1]s does", l.key),
				before(end, "\n"+w.last+"\n"))
		}
	}
	w.block(f, l.body)
	w.loops = w.loops[:len(w.loops)-1]
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
	hint := fmt.Sprintf("%s[0] stands in the place of %s: each %s has its own", list, whole, key)
	w.add(hint, first...)
	w.add(hint, at(n.Index, "0"))
	hint = fmt.Sprintf("the last of %s stands in the place of %s: each %s has its own", list, whole, key)
	w.add(hint, last...)
	w.add(hint, at(n.Index, "len("+list+")-1"))
	if inner, ok := n.X.(*ast.IndexExpr); ok {
		w.add(fmt.Sprintf("%s[%s][%s] stands in the place of %s: rows and columns are exchanged",
			w.src(inner.X), key, w.src(inner.Index), whole),
			at(n.Index, w.src(inner.Index)), at(inner.Index, key))
	}
}

var borders = map[token.Token]string{token.GTR: ">=", token.GEQ: ">", token.LSS: "<=", token.LEQ: "<"}

// condition moves the border of an if, turns it round, and leaves it out.
func (w *walker) condition(n *ast.IfStmt) {
	cond := w.src(n.Cond)
	if b, ok := n.Cond.(*ast.BinaryExpr); ok && borders[b.Op] != "" {
		w.add(fmt.Sprintf("where the two sides of %s are equal, it goes the other way: the condition is %s, not %s",
			cond, b.Op, borders[b.Op]), change{b.OpPos, b.OpPos + token.Pos(len(b.Op.String())), borders[b.Op]})
	}
	w.add(fmt.Sprintf("the condition is the wrong way round: it should be %s", cond), at(n.Cond, "!("+cond+")"))
	w.add(fmt.Sprintf("it always does what only %s should lead to", cond), at(n.Cond, "true || "+cond))
	w.add(fmt.Sprintf("it never does what %s should lead to", cond), at(n.Cond, "false && ("+cond+")"))
}

// assign forgets what a sum was, does not assign, keeps the first value for ever, and
// takes the arguments for each other in one statement.
func (w *walker) assign(f *ast.FuncDecl, n *ast.AssignStmt) {
	left, right := w.src(n.Lhs[0]), w.src(n.Rhs[0])
	rest := right
	switch n.Tok {
	case token.SUB_ASSIGN:
		rest = "-(" + right + ")"
		fallthrough
	case token.ADD_ASSIGN:
		if len(w.loops) > 0 {
			w.add(fmt.Sprintf("%s keeps only the last of what should be added up: = where %s should be", left, n.Tok),
				at(n, left+" = "+rest))
		}
		if n.Tok == token.ADD_ASSIGN {
			w.add(fmt.Sprintf("this subtracts from %s what should be added", left), at(n, left+" -= "+right))
		} else {
			w.add(fmt.Sprintf("this adds to %s what should be subtracted", left), at(n, left+" += "+right))
		}
	}
	_, isIndex := n.Lhs[0].(*ast.IndexExpr)
	selector, isField := n.Lhs[0].(*ast.SelectorExpr)
	if isIndex && len(n.Lhs) == 1 {
		w.add(fmt.Sprintf("%s is as if it never got a value. (In for _, v := range …, v is a copy: assign to %[1]s itself.)", left),
			at(n, "_ = "+right))
	}
	if isField && f.Recv != nil && f.Name.Name == "Forward" && len(n.Lhs) == 1 {
		if _, ok := n.Rhs[0].(*ast.Ident); ok { // and not a matrix that is filled later
			hint := fmt.Sprintf("%s is forever what the first Forward kept: set it anew in every Forward", w.src(selector))
			w.add(hint, before(n.Pos(), "if "+left+" == nil {\n"), before(n.End(), "\n}"))
		}
		w.add(fmt.Sprintf("%s is not set in Forward", w.src(selector)), at(n, "_ = "+right))
	}
	w.exchange(n)
}

// exchange takes two arguments of one type for each other in a single statement.
func (w *walker) exchange(n ast.Node) {
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
				w.add(fmt.Sprintf("%s and %s have changed places in %s", b.name, a.name, w.src(n)), changes...)
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
		w.add(fmt.Sprintf("1/%s is a division of whole numbers, which is 0 above 1: divide the sum by %s", length, y),
			change{n.OpPos, n.End(), "* float64(1/(" + length + "))"})
		w.add(fmt.Sprintf("nothing is divided by %s", y), change{n.OpPos, n.End(), ""})
	} else if b, ok := n.Y.(*ast.BasicLit); ok && b.Kind == token.INT {
		w.add(fmt.Sprintf("a factor is 0 where it should be 1/%s: in Go, 1/%[1]s divides whole numbers and is 0, so divide by %[1]s "+
			"at the end instead", y), change{n.OpPos, n.End(), "* 0"})
	}
}

// call leaves out a copy, or makes one slice for all rows.
func (w *walker) call(n *ast.CallExpr) {
	fn := w.src(n.Fun)
	switch {
	case fn == "slices.Clone":
		w.add(fmt.Sprintf("%s is not copied: an assignment of slices copies no numbers, slices.Clone does", w.src(n.Args[0])),
			at(n, w.src(n.Args[0])))
	case fn == "make" || fn == "backprop.NewMatrix":
		if i := len(w.loops) - 1; i >= 0 {
			l := w.loops[i]
			w.add(fmt.Sprintf("all rows are one and the same slice: make a new one for each %s", l.key),
				before(l.stmt.Pos(), "shared := "+w.src(n)+"\n"), at(n, "shared"))
			return
		}
		for _, p := range w.params {
			w.add(fmt.Sprintf("the result is written into %s, which should stay as it is: make a slice for it", p.name), at(n, p.name))
		}
	}
}
