package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var libraries = []string{"losses", "numgrad", "backprop"}

// Each exported name of the three packages stands in some text.
func TestNames(t *testing.T) {
	var texts strings.Builder
	for _, text := range pages(t, root) {
		texts.WriteString(text)
	}
	for _, name := range exported(t) {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(texts.String()) {
			t.Errorf("no text says anything of %s", name)
		}
	}
}

// exported returns the exported functions, types, constants and methods.
func exported(t *testing.T) (names []string) {
	for _, folder := range libraries {
		files, _ := fs.Glob(root, path.Join(folder, "*.go"))
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			src, err := fs.ReadFile(root, file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, src, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				ast.Inspect(d, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.FuncDecl:
						if n.Name.IsExported() {
							names = append(names, n.Name.Name)
						}
						return false
					case *ast.TypeSpec:
						names = appendExported(names, n.Name)
					case *ast.ValueSpec:
						names = appendExported(names, n.Names...)
						return false
					case *ast.Field:
						names = appendExported(names, n.Names...)
					}
					return true
				})
			}
		}
	}
	return names
}

func appendExported(names []string, idents ...*ast.Ident) []string {
	for _, id := range idents {
		if id.IsExported() {
			names = append(names, id.Name)
		}
	}
	return names
}

// Each exported function of the three packages has an Example.
func TestExamples(t *testing.T) {
	for _, folder := range libraries {
		files, _ := fs.Glob(root, path.Join(folder, "*.go"))
		var functions, examples []string
		for _, file := range files {
			src, err := fs.ReadFile(root, file)
			if err != nil {
				t.Fatal(err)
			}
			f, err := parser.ParseFile(token.NewFileSet(), file, src, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || fn.Recv != nil || !fn.Name.IsExported() {
					continue
				}
				if name, ok := strings.CutPrefix(fn.Name.Name, "Example"); ok {
					examples = append(examples, name)
				} else if !strings.HasSuffix(file, "_test.go") {
					functions = append(functions, fn.Name.Name)
				}
			}
		}
		for _, name := range functions {
			if !slices.Contains(examples, name) {
				t.Errorf("%s.%s has no Example", folder, name)
			}
		}
	}
}
