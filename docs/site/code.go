package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

// predeclared are the names of Go that are coloured as types or values.
var predeclared = strings.Fields("any bool byte complex64 complex128 error float32 float64 int int8 int16 int32 int64 " +
	"rune string uint uint8 uint16 uint32 uint64 uintptr true false nil iota")

// colour returns Go code, or a piece of it, as HTML: keywords are marked k, strings
// and numbers s, comments c, predeclared names t, and names being declared or
// called f. No mark goes across the end of a line.
func colour(src string) string {
	fset := token.NewFileSet()
	var s scanner.Scanner
	s.Init(fset.AddFile("", -1, len(src)), []byte(src), func(token.Position, string) {}, scanner.ScanComments)
	var b strings.Builder
	done := 0
	for {
		pos, tok, lit := s.Scan()
		if tok == token.EOF {
			break
		}
		begin := int(pos) - 1
		end := begin + len(lit)
		if !tok.IsLiteral() && !tok.IsKeyword() && tok != token.COMMENT {
			continue // an operator, or the semicolon at a line's end
		}
		class := ""
		switch {
		case tok == token.COMMENT:
			class = "c"
		case tok.IsKeyword():
			class = "k"
		case tok != token.IDENT:
			class = "s"
		case slices.Contains(predeclared, lit):
			class = "t"
		case strings.HasPrefix(src[end:], "("):
			class = "f"
		}
		if class == "" {
			continue
		}
		b.WriteString(html.EscapeString(src[done:begin]))
		for i, line := range strings.Split(src[begin:end], "\n") {
			if i > 0 {
				b.WriteByte('\n')
			}
			if line != "" {
				fmt.Fprintf(&b, `<span class="%s">%s</span>`, class, html.EscapeString(line))
			}
		}
		done = end
	}
	b.WriteString(html.EscapeString(src[done:]))
	return b.String()
}

// marker is the comment above a block that names its source; docs/docs_test.go
// says what it may hold, and that the block is as its source.
var marker = regexp.MustCompile(`^<!-- (go|output): (\S+)(?: (.*?))? -->$`)

// lineOf returns the line on which the part that a marker names begins.
func lineOf(fsys fs.FS, name, part string) (int, error) {
	src, err := fs.ReadFile(fsys, name)
	if err != nil {
		return 0, fmt.Errorf("no file %s", name)
	}
	if part == "" {
		return 1, nil
	}
	if path.Ext(name) != ".go" {
		begin := strings.TrimSuffix(strings.TrimPrefix(part, `"`), `"`)
		if at := strings.Index("\n\n"+string(src), "\n\n"+begin); at >= 0 {
			return 1 + strings.Count(string(src[:at]), "\n"), nil
		}
		return 0, fmt.Errorf("%s has no paragraph that begins %q", name, begin)
	}
	want := strings.FieldsFunc(part, func(r rune) bool { return r == ',' || r == ' ' })[0]
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, 0)
	if err != nil {
		return 0, err
	}
	for _, d := range f.Decls {
		if slices.Contains(declared(d), want) {
			return fset.Position(d.Pos()).Line, nil
		}
	}
	return 0, fmt.Errorf("%s declares no %s", name, want)
}

// declared returns the names that d declares: a method's is Type.Method.
func declared(d ast.Decl) (names []string) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		name := d.Name.Name
		if d.Recv != nil {
			name = receiver(d) + "." + name
		}
		return []string{name}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.TypeSpec:
				names = append(names, s.Name.Name)
			case *ast.ValueSpec:
				for _, n := range s.Names {
					names = append(names, n.Name)
				}
			}
		}
	}
	return names
}

// receiver returns the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	return fmt.Sprint(typ)
}

// languages are the captions of code that comes from no file.
var languages = map[string]string{"go": "Go", "golang": "Go", "sh": "Shell", "python": "Python"}

// block returns a block of code as HTML, with a caption above it.
func block(lang, code, caption string) string {
	if name := languages[lang]; caption == "" && name != "" {
		caption = "<figcaption>" + name + "</figcaption>"
	}
	body := html.EscapeString(code)
	if lang == "go" || lang == "golang" {
		body = colour(code)
	}
	class := lang
	if class == "" {
		class = "text"
	}
	return fmt.Sprintf("<figure class=\"code %s\">%s<pre tabindex=\"0\"><code>%s</code></pre></figure>\n",
		html.EscapeString(class), caption, body)
}
