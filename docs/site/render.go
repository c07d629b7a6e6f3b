package main

import (
	"bytes"
	"fmt"
	"html"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"chainrule/chapters/live"
)

var (
	comment  = regexp.MustCompile(`^<!--[\s\S]*?-->\s*$`)
	liveMark = regexp.MustCompile(`^<!-- live: (\S+) -->$`)
	address  = regexp.MustCompile(`\b(src|href)="([^"]*)"`)
	external = regexp.MustCompile(`^(https?:|mailto:)`)
	lineMark = regexp.MustCompile(`^L[0-9]+$`)
)

// render makes the body of a page: it puts captions on blocks, figures in the
// place of pictures, exercises below their section, and follows each link.
func (b *book) render(p *page) error {
	b.prepare(p, p.doc)
	b.exercises(p)
	err := ast.Walk(p.doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *formula:
			if err := b.tex.check(n.tex); err != nil {
				b.fault(p, p.line(n), "the formula %s: %v", n.tex, err)
			}
		case *ast.Text:
			text := string(n.Value(p.src))
			if n.NextSibling() != nil && strings.HasSuffix(text, "$") {
				text += string(p.src[n.Segment.Stop : n.Segment.Stop+1]) // what follows is a node of its own
			}
			if n.Parent().Kind() != ast.KindCodeSpan && strings.Contains(text, "$`") {
				b.fault(p, p.line(n), "a formula that begins with $` does not end with `$ in the same paragraph")
			}
		case *ast.Link:
			n.Destination = []byte(b.follow(p, n, string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(b.picture(p, n, string(n.Destination)))
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		return err
	}
	dropFooter(p)
	var body bytes.Buffer
	if err := markdown.Renderer().Render(&body, p.src, p.doc); err != nil {
		return err
	}
	p.body = body.String()
	return nil
}

// prepare makes HTML of the blocks in parent, which is the document, a list or a quotation.
func (b *book) prepare(p *page, parent ast.Node) {
	above := "" // the comment above n
	for n := parent.FirstChild(); n != nil; {
		next := n.NextSibling()
		if text := strings.TrimSpace(p.html(n)); comment.MatchString(text) {
			b.unused(p, n, above)
			above = text
			parent.RemoveChild(parent, n)
		} else {
			b.prepareBlock(p, n, above)
			above = ""
		}
		n = next
	}
	b.unused(p, parent, above)
}

// html returns the HTML of a block that is nothing else, or "".
func (p *page) html(n ast.Node) string {
	raw, ok := n.(*ast.HTMLBlock)
	if !ok {
		return ""
	}
	text := string(raw.Lines().Value(p.src))
	if raw.HasClosure() {
		text += string(raw.ClosureLine.Value(p.src))
	}
	return text
}

// unused notes a comment that must stand above something, and does not.
func (b *book) unused(p *page, n ast.Node, comment string) {
	if marker.MatchString(comment) || liveMark.MatchString(comment) {
		b.fault(p, p.line(n), "%s is not directly above a block or a picture", comment)
	}
}

// prepareBlock replaces a block of code, a formula on display, a picture in a paragraph of
// its own, or HTML by what stands for it in the book.
func (b *book) prepareBlock(p *page, n ast.Node, above string) {
	stand := func(html string) { n.Parent().ReplaceChild(n.Parent(), n, &prepared{html: html}) }
	figure := liveMark.FindStringSubmatch(above)
	switch n := n.(type) {
	case *ast.FencedCodeBlock:
		code := strings.TrimSuffix(string(n.Lines().Value(p.src)), "\n")
		lang := string(n.Language(p.src))
		if lang == "math" {
			if err := b.tex.check(code); err != nil {
				b.fault(p, p.line(n), "the formula %s: %v", strings.Join(strings.Fields(code), " "), err)
			}
			stand(fmt.Sprintf("<div class=\"math display\" tabindex=\"0\">%s</div>\n", html.EscapeString(code)))
			break
		}
		stand(block(lang, code, b.caption(p, n, above)))
	case *ast.HTMLBlock:
		text := strings.ReplaceAll(p.html(n), "<details><summary>Answer<", "<details class=\"answer\"><summary>Answer<")
		stand(address.ReplaceAllStringFunc(text, func(attr string) string {
			m := address.FindStringSubmatch(attr)
			to := html.UnescapeString(m[2])
			if m[1] == "src" {
				to = b.picture(p, n, to)
			} else {
				to = b.follow(p, n, to)
			}
			return fmt.Sprintf(`%s="%s"`, m[1], html.EscapeString(to))
		}))
	case *ast.Paragraph:
		image, ok := n.FirstChild().(*ast.Image)
		if !ok || n.ChildCount() > 1 {
			b.unused(p, n, above)
			break
		}
		alt := html.EscapeString(strings.TrimSpace(p.plain(image)))
		file := path.Join(path.Dir(p.file), string(image.Destination))
		img := fmt.Sprintf(`<img src="%s" alt="%s"%s>`, html.EscapeString(b.picture(p, n, string(image.Destination))), alt, b.look(file))
		if figure == nil {
			stand(fmt.Sprintf("<figure class=\"picture\">%s</figure>\n", img))
			break
		}
		if !slices.Contains(live.Names(), figure[1]) {
			b.fault(p, p.line(n), "no figure in chapters/live is called %s; there are %s", figure[1], strings.Join(live.Names(), ", "))
			break
		}
		p.alive = true
		stand(fmt.Sprintf("<figure class=\"live\" data-live=\"%s\" aria-label=\"%s\">%s<p class=\"live-note\">%s</p><p class=\"live-paper\">%s</p></figure>\n",
			html.EscapeString(figure[1]), alt, img, stillNote, html.EscapeString(onPaper+live.New(figure[1]).Try())))
	default:
		b.unused(p, n, above)
		if n.Type() == ast.TypeBlock {
			b.prepare(p, n)
		}
	}
}

// stillNote stands below a picture for as long as it is still.
const stillNote = "This is a still picture. You can play with it where the book comes from a server " +
	"(<code>go run -C docs/site .</code>) and the browser runs JavaScript and WebAssembly."

// onPaper begins what is printed in the place of a figure, before what there is to try.
const onPaper = "In the browser, you can play with a figure here. "

var programOutput = regexp.MustCompile(`^testdata/([0-9][0-9]-[^/]+)/output\.golden$`)

// caption returns the line above a block, which says where it comes from.
func (b *book) caption(p *page, n ast.Node, above string) string {
	m := marker.FindStringSubmatch(above)
	if m == nil {
		return ""
	}
	line, err := lineOf(b.fsys, m[2], m[3])
	if err != nil {
		b.fault(p, p.line(n), "%v", err)
	}
	b.show(m[2])
	to := fmt.Sprintf("%s#L%d", b.sourcePage(m[2]), line)
	if m[1] == "go" {
		return fmt.Sprintf(`<figcaption><a href="%s">%s, line %d</a></figcaption>`, html.EscapeString(to), html.EscapeString(m[2]), line)
	}
	what := "output of " + m[2]
	if program := programOutput.FindStringSubmatch(m[2]); program != nil {
		what = "output of go run ./chapters/" + program[1]
	}
	return fmt.Sprintf(`<figcaption><a href="%s">%s</a></figcaption>`, html.EscapeString(to), html.EscapeString(what))
}

// follow returns where a link of p leads in the book, and notes a dead one.
func (b *book) follow(p *page, n ast.Node, to string) string {
	if external.MatchString(to) {
		return to
	}
	file, anchor, hasAnchor := strings.Cut(to, "#")
	target := p
	if file != "" {
		name := path.Join(path.Dir(p.file), file)
		if target = b.byFile[name]; target == nil {
			if _, err := fs.Stat(b.fsys, name); err != nil && !readers(name) {
				b.fault(p, p.line(n), "the link %s leads nowhere", to)
				return to
			}
			b.show(name)
			if hasAnchor && lineMark.MatchString(anchor) {
				return b.sourcePage(name) + "#" + anchor
			}
			return b.sourcePage(name)
		}
	}
	if !hasAnchor {
		return target.out
	}
	if !target.anchors[anchor] {
		b.fault(p, p.line(n), "the link %s leads to no heading", to)
	}
	if target == p {
		return "#" + anchor
	}
	return target.out + "#" + anchor
}

// readers tells whether a file is one that readers edit: they may delete it.
func readers(name string) bool {
	ok, _ := path.Match("chapters/*/exercise/exercise.go", name)
	return ok
}

// picture adds a picture to the book, and returns where it is there.
func (b *book) picture(p *page, n ast.Node, to string) string {
	if external.MatchString(to) {
		b.fault(p, p.line(n), "the picture %s is on another host: the book works offline", to)
		return to
	}
	name := path.Join(path.Dir(p.file), to)
	data, err := fs.ReadFile(b.fsys, name)
	if err != nil {
		b.fault(p, p.line(n), "no picture %s", to)
	}
	out := "pictures/" + strings.TrimPrefix(strings.TrimPrefix(name, "docs/"), "figures/")
	b.files[out] = data
	return out
}

var size = regexp.MustCompile(`^<svg[^>]*\bwidth="([0-9.]+)" height="([0-9.]+)"`)

// look returns the size of a picture, so that the page keeps its place while it loads.
func (b *book) look(name string) string {
	data, err := fs.ReadFile(b.fsys, name)
	if m := size.FindSubmatch(data); err == nil && m != nil {
		return fmt.Sprintf(` width="%s" height="%s"`, m[1], m[2])
	}
	return ""
}

// dropFooter removes the last line of a chapter, links to its neighbours below a
// rule: the page has them anyway.
func dropFooter(p *page) {
	last := p.doc.LastChild()
	if p.chapter == "" || last == nil || last.PreviousSibling() == nil || last.PreviousSibling().Kind() != ast.KindThematicBreak {
		return
	}
	for n := last.FirstChild(); n != nil; n = n.NextSibling() {
		text, isText := n.(*ast.Text)
		if n.Kind() != ast.KindLink && !(isText && strings.Trim(string(text.Value(p.src)), " ·|") == "") {
			return
		}
	}
	p.doc.RemoveChild(p.doc, last.PreviousSibling())
	p.doc.RemoveChild(p.doc, last)
}
