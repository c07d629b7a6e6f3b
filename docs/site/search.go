package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"strings"
)

// addIndex adds what the search looks through, a script that sets a list of places:
// where it is, the page, the heading, and the words below it. It is a script because a
// page that was opened as a file may load one, and nothing else.
func (b *book) addIndex() {
	var places [][4]string
	for _, p := range b.pages {
		for _, h := range p.headings {
			to, name := p.out+"#"+h.id, h.title
			if h.level == 1 {
				to, name = p.out, p.title
			}
			places = append(places, [4]string{to, p.label(), name, strings.TrimSpace(h.text)})
		}
	}
	for _, dir := range libraries {
		places = append(places, b.functions(dir)...)
	}
	list, _ := json.Marshal(places) // strings alone: cannot fail
	b.files["assets/search.js"] = append(append([]byte("window.bookIndex="), list...), ";\n"...)
}

// functions returns the places of the exported functions and types of a package.
func (b *book) functions(dir string) (places [][4]string) {
	fset := token.NewFileSet()
	var files []*ast.File
	names, _ := fs.Glob(b.fsys, dir+"/*.go") // the pattern is right
	for _, name := range names {
		src, err := fs.ReadFile(b.fsys, name)
		if err != nil || strings.HasSuffix(name, "_test.go") {
			continue
		}
		if f, err := parser.ParseFile(fset, name, src, parser.ParseComments); err == nil {
			files = append(files, f)
		}
	}
	pkg, err := doc.NewFromFiles(fset, files, "chainrule/"+dir)
	if err != nil {
		return nil
	}
	add := func(name, text string, at token.Pos) {
		if !ast.IsExported(path.Base(name)) {
			return
		}
		pos := fset.Position(at)
		places = append(places, [4]string{fmt.Sprintf("%s#L%d", b.sourcePage(pos.Filename), pos.Line),
			"package " + dir, dir + "." + name, strings.Join(strings.Fields(text), " ")})
	}
	for _, f := range pkg.Funcs {
		add(f.Name, f.Doc, f.Decl.Pos())
	}
	for _, t := range pkg.Types {
		add(t.Name, t.Doc, t.Decl.Pos())
		for _, f := range t.Funcs {
			add(f.Name, f.Doc, f.Decl.Pos())
		}
		for _, m := range t.Methods {
			add(t.Name+"."+m.Name, m.Doc, m.Decl.Pos())
		}
	}
	return places
}
