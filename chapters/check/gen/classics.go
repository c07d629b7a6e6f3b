package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"regexp"
	"slices"
	"strings"
)

// addClassics adds what every loop, sum, index and copy can get wrong. Each hint says
// only what the edit does, so that it holds for every answer with the same results.
func (e *exercise) addClassics() error {
	w := &walker{prefix: "package p\n" + imports(e.answer, "") + "\n", forward: map[string][][]change{}}
	w.text = w.prefix + e.answer
	file, err := parser.ParseFile(token.NewFileSet(), "", w.text, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && ast.IsExported(f.Name.Name) { // and no helper, whose names are ours
			w.function(f, e.name)
		}
	}
	w.outside()
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

// What hints about the methods of a layer begin with.
const inForward, inBackward = "in Forward: ", "in Backward: "

// A walker collects edits of the text that it walks through.
type walker struct {
	prefix, text string
	found        []mistake
	where        string   // what hints begin with: the method
	params       []param  // of the function
	named        []string // what its header names
	returned     []string // variables that it returns, if they are not named there
	loops        []loop   // around the place
	last         string   // the last statement of the function, if it is a return

	forward map[string][][]change // by hint: what can be wrong in Forward, and then in Backward too
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

var (
	lead  = regexp.MustCompile(`^\w+`)
	field = regexp.MustCompile(`\bl\.([xys])\b`)
)

// name is what a hint calls a variable, or an element of one. Readers know the letters and
// the names of their own header, and not how we call what is ours: a result is the result, a
// sum is the sum, and the x that Forward keeps is x.
func (w *walker) name(n ast.Node) string {
	s := field.ReplaceAllString(w.src(n), "$1")
	first := lead.FindString(s)
	switch {
	case s == first && slices.Contains(w.returned, s), s == first && len(s) > 2 && !slices.Contains(w.named, s):
		return "the " + s
	case slices.Contains(w.returned, first):
		return "result" + s[len(first):]
	}
	return s
}

// add makes a mistake. One of Forward is made in both passes too, where Backward can have the same.
func (w *walker) add(hint string, changes ...change) {
	w.edit(w.where+hint, changes)
	switch w.where {
	case inForward:
		w.forward[hint] = append(w.forward[hint], changes)
	case inBackward:
		for _, same := range w.forward[hint] {
			w.edit("in both passes: "+hint, slices.Concat(same, changes))
		}
	}
}

func (w *walker) edit(hint string, changes []change) {
	slices.SortStableFunc(changes, func(a, b change) int { return int(b.from - a.from) })
	text := w.text
	for _, c := range changes {
		text = text[:c.from-1] + c.text + text[c.to-1:]
	}
	w.found = append(w.found, mistake{hint, text})
}

func (w *walker) function(f *ast.FuncDecl, exercise string) {
	*w = walker{prefix: w.prefix, text: w.text, found: w.found, forward: w.forward}
	if f.Name.Name != exercise {
		w.where = "in " + f.Name.Name + ": "
	}
	var idents []*ast.Ident
	for _, field := range f.Type.Params.List {
		for _, name := range field.Names {
			w.params = append(w.params, param{name.Name, w.src(field.Type)})
			w.named = append(w.named, name.Name)
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
	w.block(f.Body)
}

func (w *walker) block(body ast.Node) {
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			w.rangeLoop(n)
			return false
		case *ast.ForStmt:
			w.forLoop(n)
			return false
		case *ast.IfStmt:
			w.condition(n)
		case *ast.AssignStmt:
			w.assign(n)
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

func (w *walker) rangeLoop(n *ast.RangeStmt) {
	l := loop{stmt: n, body: n.Body, first: "0"}
	if key, ok := n.Key.(*ast.Ident); ok && key.Name != "_" {
		l.key, l.last = key.Name, "len("+w.src(n.X)+")-1"
	}
	w.loop(l)
}

func (w *walker) forLoop(n *ast.ForStmt) {
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
	w.loop(l)
}

func (w *walker) loop(l loop) {
	w.loops = append(w.loops, l)
	start, end := l.body.Lbrace+1, l.body.Rbrace
	if l.key != "" {
		w.add(fmt.Sprintf("%s = %s is left out: the loop over %[1]s should begin with it", l.key, l.first),
			before(start, fmt.Sprintf("\nif %s == %s { continue }\n", l.key, l.first)))
		last := []string{l.last}
		if x, ok := l.stmt.(*ast.RangeStmt); ok { // over a number
			last = append(last, w.src(x.X)+"-1")
		}
		for _, last := range last {
			w.add(fmt.Sprintf("the last %s is left out: the loop over %[1]s ends too early", l.key),
				before(start, fmt.Sprintf("\nif %s == %s { continue }\n", l.key, last)))
		}
		for _, out := range []string{"break", w.last} {
			if out != "" {
				w.add(fmt.Sprintf("only the first %s counts, as with a return or a break inside the loop over %[1]s", l.key),
					before(end, "\n"+out+"\n"))
			}
		}
	}
	w.block(l.body)
	w.loops = w.loops[:len(w.loops)-1]
}
