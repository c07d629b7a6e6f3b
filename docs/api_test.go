package docs

import (
	"bytes"
	"go/ast"
	"go/doc"
	"go/format"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"
)

// TestAPI holds what other modules may rely on to testdata/docs/api.golden: a
// changed name is then seen in review. GOLDIE_UPDATE=1 go test ./docs writes it.
func TestAPI(t *testing.T) {
	var all bytes.Buffer
	for _, folder := range []string{"losses", "numgrad", "backprop", "chapters/check"} {
		if err := printAPI(&all, folder); err != nil {
			t.Fatal(err)
		}
	}
	goldie.New(t, goldie.WithFixtureDir("../testdata/docs")).Assert(t, "api", all.Bytes())
}

// printAPI prints the exported declarations of a package, without bodies,
// comments and what is not exported in them.
func printAPI(w *bytes.Buffer, folder string) error {
	names, err := fs.Glob(root, path.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		src, err := fs.ReadFile(root, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, name, src, 0)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	pkg, err := doc.NewFromFiles(fset, files, "chainrule/"+folder)
	if err != nil {
		return err
	}
	w.WriteString("package chainrule/" + folder + "\n\n")
	show := func(decl ast.Node) {
		if f, ok := decl.(*ast.FuncDecl); ok {
			f.Body = nil
		}
		format.Node(w, fset, decl)
		w.WriteString("\n\n")
	}
	values := func(list []*doc.Value) {
		for _, v := range list {
			for _, spec := range v.Decl.Specs {
				if s := spec.(*ast.ValueSpec); len(s.Values) == 1 && !isLiteral(s.Values[0]) {
					s.Values = nil // the exercises: their cases are not what others rely on
					w.WriteString(v.Decl.Tok.String() + " " + s.Names[0].Name + "\n\n")
					continue
				}
				show(v.Decl)
			}
		}
	}
	funcs := func(list []*doc.Func) {
		for _, f := range list {
			show(f.Decl)
		}
	}
	values(pkg.Consts)
	values(pkg.Vars)
	funcs(pkg.Funcs)
	for _, typ := range pkg.Types {
		show(typ.Decl)
		values(typ.Consts)
		values(typ.Vars)
		funcs(typ.Funcs)
		funcs(typ.Methods)
	}
	return nil
}

func isLiteral(e ast.Expr) bool {
	_, ok := e.(*ast.BasicLit)
	return ok
}
