package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"regexp"
	"strings"
)

// mutants returns the right answer with one token changed, in every way that compiles:
// operators, numbers, and variables that stand for others. The hint says where, and what.
func (e *exercise) mutants() []mistake {
	w := &walker{prefix: "package p\n" + imports(e.answer, "") + "\n"}
	w.text = w.prefix + e.answer
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "", w.text, parser.SkipObjectResolution)
	if err != nil {
		return nil
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			w.mutate(f)
		}
	}
	var all []mistake
	known := map[string]bool{}
	for _, m := range w.found {
		answer, err := compiled(m.answer[len(w.prefix):])
		if err == nil && !known[answer] {
			known[answer] = true
			all = append(all, mistake{e.name + ": " + m.hint, answer})
		}
	}
	return all
}

var alternatives = map[token.Token]string{
	token.ADD: "- * /", token.SUB: "+ * /", token.MUL: "+ - /", token.QUO: "+ - *",
	token.LSS: "<= > >= == !=", token.LEQ: "< > >= == !=", token.GTR: "< <= >= == !=", token.GEQ: "< <= > == !=",
	token.EQL: "!= < >", token.NEQ: "== < >", token.LAND: "||", token.LOR: "&&",
	token.ASSIGN: "+= -= *=", token.ADD_ASSIGN: "= -= *=", token.SUB_ASSIGN: "= += *=", token.INC: "--", token.DEC: "++",
}

func (w *walker) mutate(f *ast.FuncDecl) {
	var names []string
	declared := map[*ast.Ident]bool{}
	declare := func(e ast.Expr) {
		if id, ok := e.(*ast.Ident); ok {
			declared[id] = true
			if id.Name != "_" {
				names = append(names, id.Name)
			}
		}
	}
	for _, list := range []*ast.FieldList{f.Type.Params, f.Type.Results} {
		if list != nil {
			for _, field := range list.List {
				for _, name := range field.Names {
					declare(name)
				}
			}
		}
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				for _, left := range n.Lhs {
					declare(left)
				}
			}
		case *ast.RangeStmt:
			declare(n.Key)
			if n.Value != nil {
				declare(n.Value)
			}
		case *ast.SelectorExpr:
			declared[n.Sel] = true
		}
		return true
	})
	one := func(from, to token.Pos, text string) {
		line, _, _ := strings.Cut(w.text[strings.LastIndex(w.text[:from-1], "\n")+1:], "\n")
		start := int(from) - 1 - strings.LastIndex(w.text[:from-1], "\n") - 1
		changed := line[:start] + text + line[start+int(to-from):]
		w.add(fmt.Sprintf("%s → %s", strings.TrimSpace(line), strings.TrimSpace(changed)), change{from, to, text})
	}
	operator := func(at token.Pos, op token.Token) {
		for _, other := range strings.Fields(alternatives[op]) {
			one(at, at+token.Pos(len(op.String())), other)
		}
	}
	ast.Inspect(f.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			operator(n.OpPos, n.Op)
		case *ast.AssignStmt:
			operator(n.TokPos, n.Tok)
		case *ast.IncDecStmt:
			operator(n.TokPos, n.Tok)
		case *ast.UnaryExpr:
			if n.Op == token.SUB || n.Op == token.NOT {
				one(n.OpPos, n.OpPos+1, "")
			}
		case *ast.BasicLit:
			one(n.Pos(), n.End(), "("+n.Value+"+1)")
			one(n.Pos(), n.End(), "("+n.Value+"-1)")
			if strings.Trim(n.Value, "0.") != "" {
				one(n.Pos(), n.End(), "("+n.Value+"*2)")
			}
		case *ast.Ident:
			if declared[n] || !strings.Contains(" "+strings.Join(names, " ")+" ", " "+n.Name+" ") {
				break
			}
			seen := map[string]bool{n.Name: true}
			for _, other := range names {
				if !seen[other] {
					one(n.Pos(), n.End(), other)
				}
				seen[other] = true
			}
		}
		return true
	})
}

var countingLoop = regexp.MustCompile(`(?m)^(\s*for [^;\n]*;[^\n]*\{)$`)

// mutantTest is a test of package check that names the mutants that are called ok. A
// loop that does not end is ended.
func mutantTest(all []*exercise) ([]byte, int, error) {
	var b bytes.Buffer
	n := 0
	fmt.Fprintf(&b, "\nvar rounds int\n\nfunc round() {\n\tif rounds++; rounds > 1e6 {\n\t\tpanic(\"without an end\")\n\t}\n}\n")
	fmt.Fprintf(&b, "\nfunc survives[F any](t *testing.T, e *Exercise[F], all []Mistake[F]) {\n\tfor _, m := range all {\n"+
		"\t\trounds = 0\n\t\tif !slices.Contains(e.exam().examine(m.Answer, \"\").right, false) {\n\t\t\tfmt.Println(\"survives:\", m.Hint)\n\t\t}\n\t}\n}\n")
	var calls strings.Builder
	for _, e := range all {
		fmt.Fprintf(&calls, "\tsurvives(t, &%s, []Mistake[%s]{\n", e.name, e.kind)
		own := *e // under other names than those in the package
		for i, m := range e.mutants() {
			n++
			decls, value := own.variant(100000+i, countingLoop.ReplaceAllString(m.answer, "$1\nround()"))
			b.WriteString("\n" + decls)
			fmt.Fprintf(&calls, "\t\t{%q, %s},\n", m.hint, value)
		}
		fmt.Fprintf(&calls, "\t})\n")
	}
	fmt.Fprintf(&b, "\nfunc TestMutants(t *testing.T) {\n%s}\n", calls.String())
	out, err := pretty("package check\n", b.String(), "")
	return out, n, err
}
