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

// exported returns the exported functions, types, constants, fields and methods.
func exported(t *testing.T) (names []string) {
	for _, folder := range libraries {
		for file, decls := range declarationsIn(t, folder) {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			for _, d := range decls {
				ast.Inspect(d, func(n ast.Node) bool {
					switch n := n.(type) {
					case *ast.FuncDecl:
						names = appendExported(names, n.Name)
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

// declarationsIn returns the declarations of each Go file in a folder.
func declarationsIn(t *testing.T, folder string) map[string][]ast.Decl {
	found := map[string][]ast.Decl{}
	files, _ := fs.Glob(root, path.Join(folder, "*.go"))
	for _, file := range files {
		src, err := fs.ReadFile(root, file)
		if err != nil {
			t.Fatal(err)
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		found[file] = f.Decls
	}
	return found
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
		var functions, examples []string
		for file, decls := range declarationsIn(t, folder) {
			for _, d := range decls {
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
