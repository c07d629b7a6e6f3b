// Package docs holds the texts of the project to its code. Each fenced block of
// Go or of output in a README or in docs/ names its source in a comment above it:
//
//	<!-- go: losses/mse.go MSE -->                             declarations, without their doc comments
//	<!-- go: backprop/example_test.go ExampleNetwork -->       the body of an example
//	<!-- output: backprop/example_test.go ExampleNetwork -->   what the example prints
//	<!-- output: testdata/NN-name/output.golden -->            a golden
//	<!-- output: testdata/NN-name/output.golden "One node" --> its paragraph that begins so
//
// DOCS_UPDATE=1 go test ./docs writes the blocks anew. Blocks in sh, math, python
// and golang (Go that is not ours) need no source; links, numbers and snippets
// have tests of their own.
package docs

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var root = os.DirFS("..")

// places is where the texts of the project are. Others are the reader's own notes.
var places = []string{"README.md", "docs/*.md", "chapters/*/README.md", "chapters/internal/digits/DATA.md"}

// pages returns the texts of the project by path.
func pages(t *testing.T, fsys fs.FS) map[string]string {
	t.Helper()
	found := map[string]string{}
	for _, place := range places {
		names, err := fs.Glob(fsys, place)
		if err != nil || len(names) == 0 {
			t.Fatalf("no text at %s, %v", place, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				t.Fatal(err)
			}
			found[name] = string(text)
		}
	}
	return found
}

// Every text that a page links to is a page: a text in a new place is not missed.
func TestPages(t *testing.T) {
	for _, fault := range checkPages(pages(t, root)) {
		t.Error(fault)
	}
}

// checkPages returns a line for each link of a page to a text that is none.
func checkPages(all map[string]string) (faults []string) {
	for name, text := range all {
		for _, target := range targets(text) {
			file, _, _ := strings.Cut(target, "#")
			if path.Ext(file) != ".md" || strings.Contains(target, "://") {
				continue
			}
			if _, ok := all[path.Join(path.Dir(name), file)]; !ok {
				faults = append(faults, fmt.Sprintf("%s: the link %s leads to a text that no test reads: see places", name, target))
			}
		}
	}
	return faults
}

// readers tells whether a file is one that readers edit: they may break it, and delete it.
func readers(name string) bool {
	ok, _ := path.Match("chapters/*/exercise/exercise.go", name)
	return ok
}

func TestBlocks(t *testing.T) {
	for name, text := range pages(t, root) {
		fixed, faults := checkBlocks(root, text)
		for _, fault := range faults {
			if os.Getenv("DOCS_UPDATE") == "" {
				t.Errorf("%s:%s\n(DOCS_UPDATE=1 go test ./docs writes blocks anew)", name, fault)
			}
		}
		if os.Getenv("DOCS_UPDATE") != "" && fixed != text {
			if err := os.WriteFile("../"+name, []byte(fixed), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

var fence = regexp.MustCompile("^ *```([^`]*)$")
var marker = regexp.MustCompile(`^<!-- (go|output): (\S+)(?: (.*?))? -->$`)

// checkBlocks compares the fenced blocks of a text with their sources in fsys. It
// returns the text with the blocks as they should be, and a line for each fault.
func checkBlocks(fsys fs.FS, text string) (fixed string, faults []string) {
	lines := strings.Split(text, "\n")
	var out []string
	for i := 0; i < len(lines); i++ {
		out = append(out, lines[i])
		open := fence.FindStringSubmatch(lines[i])
		if open == nil {
			continue
		}
		end := i + 1
		for end < len(lines) && !endsBlock(lines[end]) {
			end++
		}
		if end == len(lines) {
			return text, append(faults, fmt.Sprintf("%d: the block has no end", i+1))
		}
		body := lines[i+1 : end]
		if lang, _, _ := strings.Cut(strings.TrimSpace(open[1]), " "); lang == "go" || lang == "text" || lang == "" {
			want, err := source(fsys, lang, lines[max(i-1, 0)])
			if err == nil && slices.ContainsFunc(strings.Split(want, "\n"), endsBlock) {
				err = fmt.Errorf("the source has a line that ends the block, and cannot stand in it:\n%s", want)
			}
			switch {
			case err != nil:
				faults = append(faults, fmt.Sprintf("%d: %v", i+1, err))
			case want != strings.Join(body, "\n"):
				faults = append(faults, fmt.Sprintf("%d: the block differs from its source, which has\n%s", i+1, want))
				body = strings.Split(want, "\n")
			}
		}
		out = append(append(out, body...), lines[end])
		i = end
	}
	return strings.Join(out, "\n"), faults
}

func endsBlock(line string) bool { return strings.TrimSpace(line) == "```" }

// source returns what stands where the marker points.
func source(fsys fs.FS, lang, line string) (string, error) {
	m := marker.FindStringSubmatch(line)
	if m == nil || (m[1] == "go") != (lang == "go") {
		return "", fmt.Errorf("no marker above the block that names its source, but %q", line)
	}
	text, err := fs.ReadFile(fsys, m[2])
	if err != nil {
		return "", err
	}
	if path.Ext(m[2]) == ".go" {
		return declarations(m[2], text, m[1], strings.FieldsFunc(m[3], func(r rune) bool { return r == ',' || r == ' ' }))
	}
	if m[3] == "" {
		return strings.TrimSuffix(string(text), "\n"), nil
	}
	begin := strings.TrimSuffix(strings.TrimPrefix(m[3], `"`), `"`)
	for _, paragraph := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n\n") {
		if strings.HasPrefix(paragraph, begin) {
			return paragraph, nil
		}
	}
	return "", fmt.Errorf("%s has no paragraph that begins %q", m[2], begin)
}

// declarations returns the named declarations of a Go file, or for examples
// their bodies, or what they print.
func declarations(name string, src []byte, kind string, names []string) (string, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		return "", err
	}
	if len(names) == 0 {
		return "", fmt.Errorf("the marker names no declaration of %s", name)
	}
	var parts []string
	for _, want := range names {
		part, ok := "", false
		for _, d := range f.Decls {
			if !declares(d, want) {
				continue
			}
			ok = true
			from, to := d.Pos(), d.End()
			fn, _ := d.(*ast.FuncDecl)
			switch {
			case fn != nil && fn.Body != nil && strings.HasPrefix(want, "Example"):
				part = example(src[fset.Position(fn.Body.Lbrace).Offset+1:fset.Position(fn.Body.Rbrace).Offset], kind)
			default:
				part = string(src[fset.Position(from).Offset:fset.Position(to).Offset])
			}
		}
		if !ok {
			return "", fmt.Errorf("%s declares no %s", name, want)
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "\n\n"), nil
}

// declares says whether d declares name: a function, a method written
// Type.Method, a type, a constant or a variable.
func declares(d ast.Decl, name string) bool {
	switch d := d.(type) {
	case *ast.FuncDecl:
		full := d.Name.Name
		if d.Recv != nil && len(d.Recv.List) > 0 {
			typ := d.Recv.List[0].Type
			if star, ok := typ.(*ast.StarExpr); ok {
				typ = star.X
			}
			full = fmt.Sprint(typ) + "." + full
		}
		return full == name
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				if s.Name.Name == name {
					return true
				}
			case *ast.ValueSpec:
				for _, n := range s.Names {
					if n.Name == name {
						return true
					}
				}
			}
		}
	}
	return false
}

// example returns the code of an example's body, or the lines after // Output:.
func example(body []byte, kind string) string {
	var code, output []string
	inOutput := false
	for _, line := range strings.Split(string(bytes.Trim(body, "\n")), "\n") {
		line = strings.TrimPrefix(line, "\t")
		first, begins := strings.CutPrefix(line, "// Output:")
		switch {
		case begins:
			inOutput = true
			output = append(output, strings.TrimPrefix(first, " "))
		case inOutput:
			output = append(output, strings.TrimPrefix(strings.TrimPrefix(line, "//"), " "))
		default:
			code = append(code, line)
		}
	}
	if kind == "output" {
		return strings.Trim(strings.Join(output, "\n"), "\n")
	}
	return strings.TrimRight(strings.Join(code, "\n"), "\n")
}
