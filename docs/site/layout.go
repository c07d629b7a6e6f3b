package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"
)

//go:embed layout.html
var layoutHTML string

var layoutTemplate = template.Must(template.New("layout").Parse(layoutHTML))

// A layout is what goes around the body of a page.
type layout struct {
	Title, Class string
	Body         template.HTML
	Root         template.URL
	Chapters     []entry
	Docs         []entry
	Prev, Next   *entry
	From         string
	Math, Live   bool // has formulas, has a figure to play with
}

// An entry is a page in the contents.
type entry struct {
	To       template.URL
	Number   int
	Title    string
	Current  bool
	Headings []entry
}

// label is how a page is called in a line of its own.
func (p *page) label() string {
	if p.number > 0 {
		return fmt.Sprintf("%d. %s", p.number, p.title)
	}
	return p.title
}

// layOut makes the page that is the i-th to read.
func (b *book) layOut(p *page, i int) error {
	l := layout{Title: p.title, Class: "text", Body: template.HTML(p.body), From: p.file, Live: p.alive, Math: strings.Contains(p.body, `class="math`)}
	switch {
	case p.out == "index.html":
		l.Title, l.Class = "", "text front"
	case p.file == "docs/glossary.md":
		l.Class = "text glossary"
	case p.number > 0:
		l.Class = "text chapter"
	}
	beside := func(i int) *entry {
		if i < 0 || i >= len(b.pages) {
			return nil
		}
		return &entry{To: template.URL(b.pages[i].out), Title: b.pages[i].label()}
	}
	l.Prev, l.Next = beside(i-1), beside(i+1)
	return b.execute(p.out, l)
}

// execute puts a page into its layout, and into the book.
func (b *book) execute(out string, l layout) error {
	l.Root = template.URL(toRoot(out))
	for _, p := range b.pages {
		e := entry{To: l.Root + template.URL(p.out), Number: p.number, Title: p.title, Current: p.out == out}
		if e.Current {
			for _, h := range p.headings {
				if h.level == 2 {
					e.Headings = append(e.Headings, entry{To: template.URL("#" + h.id), Title: h.title})
				}
			}
		}
		switch {
		case p.number > 0:
			l.Chapters = append(l.Chapters, e)
		case p.out != "index.html":
			l.Docs = append(l.Docs, e)
		}
	}
	var page bytes.Buffer
	if err := layoutTemplate.Execute(&page, l); err != nil {
		return fmt.Errorf("%s: %w", out, err)
	}
	b.files[out] = page.Bytes()
	return nil
}
