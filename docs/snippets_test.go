package docs

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A row of the table in snippets.md: the function, and what it takes along.
var snippetRow = regexp.MustCompile("(?m)^\\| `(\\w+)\\.([\\w.]+)` \\| ([^|]*) \\|")

func TestSnippets(t *testing.T) {
	page, err := fs.ReadFile(root, "docs/snippets.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := snippetRow.FindAllStringSubmatch(string(page), -1)
	if len(rows) == 0 {
		t.Fatal("snippets.md lists no functions")
	}
	for _, row := range rows {
		names := []string{row[2]}
		for _, m := range regexp.MustCompile("`([\\w.]+)`").FindAllStringSubmatch(row[3], -1) {
			names = append(names, m[1])
		}
		if err := compilesAlone(root, row[1], names); err != nil {
			t.Errorf("%s.%s: %v", row[1], row[2], err)
		}
	}
}

// std knows the packages of the standard library, as compiled.
var std = importer.Default()

// compilesAlone type-checks a file that holds nothing but the named declarations
// of the package in folder, and the imports that they use.
func compilesAlone(fsys fs.FS, folder string, names []string) error {
	files, err := fs.Glob(fsys, path.Join(folder, "*.go"))
	if err != nil {
		return err
	}
	var body bytes.Buffer
	var imports []string
	found := map[string]bool{}
	for _, file := range files {
		src, err := fs.ReadFile(fsys, file)
		if err != nil {
			return err
		}
		fset := token.NewFileSet()
		f, err := parser.ParseFile(fset, file, src, 0)
		if err != nil {
			return err
		}
		if bytes.HasPrefix(src, []byte("//go:build goexperiment")) {
			continue // the form for vectors; there is another one
		}
		for _, d := range f.Decls {
			copied := false // a group of constants, once
			for _, name := range names {
				if declares(d, name) {
					found[name] = true
					if copied {
						continue
					}
					copied = true
					fmt.Fprintf(&body, "%s\n\n", src[fset.Position(d.Pos()).Offset:fset.Position(d.End()).Offset])
				}
			}
		}
		for _, spec := range f.Imports {
			imports = append(imports, spec.Path.Value)
		}
	}
	for _, name := range names {
		if !found[name] {
			return fmt.Errorf("%s declares no %s", folder, name)
		}
	}
	return typeChecks(body.Bytes(), imports)
}

// typeChecks type-checks a file that holds these declarations and, of the imports,
// those that they use.
func typeChecks(body []byte, imports []string) error {
	slices.Sort(imports)
	var head bytes.Buffer
	fmt.Fprintln(&head, "package alone")
	for _, imp := range slices.Compact(imports) {
		base := path.Base(strings.TrimSuffix(strings.Trim(imp, `"`), "/v2"))
		if regexp.MustCompile(`\b` + base + `\.[A-Z]`).Match(body) {
			fmt.Fprintf(&head, "import %s\n", imp)
		}
	}
	src, err := format.Source(append(head.Bytes(), body...))
	if err != nil {
		return err
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, "alone.go", src, 0)
	if err != nil {
		return err
	}
	conf := types.Config{Importer: std}
	_, err = conf.Check("alone", fset, []*ast.File{f}, nil)
	return err
}

// What go doc prints, treated as the page says, is a file: each command of the page, and one
// whole row of a function and of a type.
func TestSnippetsPrinted(t *testing.T) {
	page := readFile(t, "docs/snippets.md")
	commands := regexp.MustCompile(`(?m)^go doc (.*?)( +#.*)?$`).FindAllStringSubmatch(page, -1)
	if len(commands) != 3 {
		t.Fatalf("the page has %d commands go doc, want 3", len(commands))
	}
	for _, m := range commands {
		if out := goDoc(t, strings.Fields(m[1])...); !strings.HasPrefix(out, "package ") || !strings.Contains(out, "\nfunc ") {
			t.Errorf("go doc %s prints\n%s", m[1], out)
		}
	}
	for _, row := range snippetRow.FindAllStringSubmatch(page, -1) {
		if row[2] != "CrossEntropyBatch" && row[2] != "MulLayer" {
			continue
		}
		var body strings.Builder
		names := []string{row[2]}
		for _, m := range regexp.MustCompile("`([\\w.]+)`").FindAllStringSubmatch(row[3], -1) {
			names = append(names, m[1])
		}
		for _, name := range names {
			out := goDoc(t, "-u", "-src", "chainrule/"+row[1], name)
			out = regexp.MustCompile(`(?m)^(package .*|func [^{]*)$`).ReplaceAllString(out, "")
			body.WriteString(out)
		}
		if err := typeChecks([]byte(body.String()), []string{`"fmt"`, `"math"`}); err != nil {
			t.Errorf("%s, as go doc prints it: %v\n%s", row[2], err, &body)
		}
	}
}

func TestCompilesAlone(t *testing.T) {
	for _, test := range []struct {
		name  string
		names []string
		fault string
	}{
		{"alone", []string{"G"}, ""},
		{"with its helper", []string{"F", "double"}, ""},
		{"without its helper", []string{"F"}, "undefined: double"},
		{"unknown", []string{"H"}, "a declares no H"},
	} {
		err := compilesAlone(small, "a", test.names)
		if test.fault == "" && err != nil || test.fault != "" && (err == nil || !strings.Contains(err.Error(), test.fault)) {
			t.Errorf("%s: %v, want %q", test.name, err, test.fault)
		}
	}
}
