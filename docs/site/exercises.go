package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"html"
	"io/fs"
	"regexp"
	"strings"

	mdast "github.com/yuin/goldmark/ast"

	"chainrule/chapters/check"
)

// exercises adds to a chapter a card for each of its exercises: the command, the stub,
// what to read, and the hints, each behind the one before. They come at the
// end of the section that links to the file where the answers are written.
func (b *book) exercises(p *page) {
	var cards strings.Builder
	for _, task := range b.tasks {
		if task.Chapter == p.chapter && p.chapter != "" {
			card, err := b.card(p, task)
			if err != nil {
				b.fault(p, 1, "exercise %s: %v", task.Name, err)
				return
			}
			cards.WriteString(card)
		}
	}
	if cards.Len() == 0 {
		return
	}
	inside := false
	for n := p.doc.FirstChild(); n != nil; n = n.NextSibling() {
		_, isHeading := n.(*mdast.Heading)
		if inside && (isHeading || n.Kind() == mdast.KindThematicBreak) {
			p.doc.InsertBefore(p.doc, n, &prepared{html: cards.String()})
			return
		}
		mdast.Walk(n, func(n mdast.Node, _ bool) (mdast.WalkStatus, error) {
			link, ok := n.(*mdast.Link)
			inside = inside || ok && string(link.Destination) == "exercise/exercise.go"
			return mdast.WalkContinue, nil
		})
	}
	p.doc.AppendChild(p.doc, &prepared{html: cards.String()})
}

// card returns the HTML of one exercise.
func (b *book) card(p *page, task *check.Task) (string, error) {
	file := "chapters/" + task.Chapter + "/exercise/exercise.go"
	stub, err := stub(b.fsys, "chapters/check/testdata/stubs/"+task.Chapter+".go", task.Name)
	if err != nil {
		return "", err
	}
	command := "go test ./chapters/" + task.Chapter + "/exercise"
	tests, _ := fs.ReadFile(b.fsys, "chapters/"+task.Chapter+"/exercise/exercise_test.go")
	if strings.Contains(string(tests), "func Test"+task.Name+"(") {
		command += " -run Test" + task.Name + "$"
	}
	read := string(anchorIDs{map[string]bool{}}.Generate([]byte(task.Read), 0))
	if !p.anchors[read] {
		return "", fmt.Errorf("it says to read %q, but the chapter has no such heading", task.Read)
	}
	b.show(file)
	var c strings.Builder
	name := html.EscapeString(task.Name)
	fmt.Fprintf(&c, "<section class=\"exercise\" id=\"exercise-%s\" aria-label=\"Exercise %s\">\n", name, name)
	fmt.Fprintf(&c, "<p class=\"exercise-name\"><code>%s</code> <a href=\"#%s\">Read: %s</a></p>\n", name, read, html.EscapeString(task.Read))
	c.WriteString(block("sh", command, ""))
	fmt.Fprintf(&c, "<details><summary>The stub</summary>\n%s</details>\n",
		block("go", stub, fmt.Sprintf(`<figcaption><a href="%s">%s</a></figcaption>`, b.sourcePage(file), file)))
	end := ""
	for i, hint := range task.Hints {
		fmt.Fprintf(&c, "<details class=\"hint\"><summary>Hint %d of %d</summary>\n<p>%s</p>\n", i+1, len(task.Hints), html.EscapeString(hint))
		end += "</details>"
	}
	c.WriteString(end + "\n</section>\n")
	return c.String(), nil
}

// stub returns what a file of stubs holds for an exercise, with the doc comments:
// the function or type of that name, the type's methods, and its New function.
func stub(fsys fs.FS, file, name string) (string, error) {
	src, err := fs.ReadFile(fsys, file)
	if err != nil {
		return "", fmt.Errorf("no file %s", file)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.ParseComments)
	if err != nil {
		return "", err
	}
	belongs := regexp.MustCompile(`^(New)?` + regexp.QuoteMeta(name) + `(\.|$)`)
	var parts []string
	for _, d := range f.Decls {
		for _, n := range declared(d) {
			if !belongs.MatchString(n) {
				continue
			}
			from := d.Pos()
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Doc != nil {
					from = d.Doc.Pos()
				}
			case *ast.GenDecl:
				if d.Doc != nil {
					from = d.Doc.Pos()
				}
			}
			parts = append(parts, string(src[fset.Position(from).Offset:fset.Position(d.End()).Offset]))
			break
		}
	}
	if len(parts) == 0 {
		return "", fmt.Errorf("%s has no %s", file, name)
	}
	return strings.Join(parts, "\n\n"), nil
}
