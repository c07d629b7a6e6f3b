package main

import (
	"bytes"
	"fmt"
	"html"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	htmlrenderer "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A page is one text of the project: a chapter, a page of docs, or the README.
type page struct {
	file     string // chapters/06-chain-rule/README.md
	out      string // 06-chain-rule.html
	chapter  string // 06-chain-rule; "" outside the chapters
	number   int    // of the chapter
	title    string // The chain rule
	src      []byte
	doc      ast.Node
	headings []heading
	anchors  map[string]bool
	alive    bool // has a figure to play with
	body     string
}

// A heading is a place to jump to. Text is what stands below it, for the search.
type heading struct {
	level           int
	id, title, text string
}

// line returns the line of the text on which a node begins.
func (p *page) line(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		if n.Pos() >= 0 {
			return 1 + bytes.Count(p.src[:min(n.Pos(), len(p.src))], []byte("\n"))
		}
	}
	return 1
}

var markdown = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough),
	goldmark.WithParserOptions(
		parser.WithAutoHeadingID(),
		parser.WithInlineParsers(util.Prioritized(formulaParser{}, 50)), // before code
	),
	goldmark.WithRendererOptions(
		htmlrenderer.WithUnsafe(), // the texts are our own, and use <details>
		renderer.WithNodeRenderers(util.Prioritized(nodes{}, 50)),
	),
)

var chapterTitle = regexp.MustCompile(`^Chapter (\d+): (.)(.*)$`)

// parse reads a text, and finds its title, headings and anchors.
func parse(file string, src []byte) *page {
	p := &page{file: file, src: src, anchors: map[string]bool{}}
	p.doc = markdown.Parser().Parse(text.NewReader(src), parser.WithContext(parser.NewContext(parser.WithIDs(anchorIDs{p.anchors}))))
	switch dir, base := path.Split(file); {
	case file == "README.md":
		p.out = "index.html"
	case base == "README.md":
		p.chapter = path.Base(dir)
		p.out = p.chapter + ".html"
		p.number, _ = strconv.Atoi(p.chapter[:2]) // digits, says the pattern in places
	case dir == "docs/":
		p.out = strings.TrimSuffix(base, ".md") + ".html"
	default:
		p.out = path.Base(dir) + "-" + strings.ToLower(strings.TrimSuffix(base, ".md")) + ".html"
	}
	for n := p.doc.FirstChild(); n != nil; n = n.NextSibling() {
		words := strings.Join(strings.Fields(p.plain(n)), " ")
		if h, ok := n.(*ast.Heading); ok {
			id, _ := h.AttributeString("id")
			p.headings = append(p.headings, heading{h.Level, string(id.([]byte)), words, ""})
		} else if last := len(p.headings) - 1; last >= 0 && words != "" {
			p.headings[last].text += words + " "
		}
	}
	if len(p.headings) > 0 {
		p.title = p.headings[0].title
	}
	if m := chapterTitle.FindStringSubmatch(p.title); m != nil {
		p.title = strings.ToUpper(m[2]) + m[3]
		if h := p.doc.FirstChild(); h.Kind() == ast.KindHeading { // the number in a line of its own
			p.doc.ReplaceChild(p.doc, h, &prepared{html: fmt.Sprintf("<h1 id=\"%s\"><span class=\"eyebrow\">Chapter %s</span> %s</h1>\n",
				p.headings[0].id, m[1], html.EscapeString(p.title))})
		}
	}
	return p
}

// plain returns the words of a node, without its blocks of code.
func (p *page) plain(n ast.Node) string {
	var b strings.Builder
	ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			if entering {
				b.Write(n.Value(p.src))
				if n.SoftLineBreak() {
					b.WriteByte(' ')
				}
			}
		case *formula:
			if entering {
				if !strings.Contains(n.tex, `\`) { // nobody searches for TeX
					b.WriteString(n.tex)
				}
			}
		case *ast.CodeSpan, *ast.Emphasis, *ast.Link:
		default:
			if !entering {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// anchorIDs names headings as GitHub does: small letters without signs, hyphens
// for spaces, and a number for what has been there before.
type anchorIDs struct{ used map[string]bool }

func (a anchorIDs) Generate(value []byte, _ ast.NodeKind) []byte {
	base := strings.Map(func(r rune) rune {
		switch {
		case r == ' ' || r == '-':
			return '-'
		case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, strings.TrimSpace(string(value)))
	id := base
	for i := 1; a.used[id]; i++ {
		id = fmt.Sprintf("%s-%d", base, i)
	}
	a.used[id] = true
	return []byte(id)
}

func (a anchorIDs) Put(value []byte) { a.used[string(value)] = true }

// A formula is one in a line, written $`…`$ as on GitHub.
type formula struct {
	ast.BaseInline
	tex string
}

var kindFormula = ast.NewNodeKind("Formula")

func (*formula) Kind() ast.NodeKind           { return kindFormula }
func (f *formula) Dump(src []byte, level int) { ast.DumpHelper(f, src, level, nil, nil) }

type formulaParser struct{}

func (formulaParser) Trigger() []byte { return []byte{'$'} }

func (formulaParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	lineNumber, position := block.Position()
	var b strings.Builder
	for first := true; ; first = false {
		line, _ := block.PeekLine()
		if first && !bytes.HasPrefix(line, []byte("$`")) || line == nil {
			block.SetPosition(lineNumber, position)
			return nil
		}
		from := 0
		if first {
			from = 2
		}
		if end := bytes.Index(line[from:], []byte("`$")); end >= 0 {
			b.Write(line[from : from+end])
			block.Advance(from + end + 2)
			return &formula{tex: b.String()}
		}
		b.Write(line[from:])
		block.AdvanceLine()
	}
}

// A prepared node is HTML that stands for a block of the text.
type prepared struct {
	ast.BaseBlock
	html string
}

var kindPrepared = ast.NewNodeKind("Prepared")

func (*prepared) Kind() ast.NodeKind           { return kindPrepared }
func (p *prepared) Dump(src []byte, level int) { ast.DumpHelper(p, src, level, nil, nil) }

// nodes renders what is not as goldmark has it.
type nodes struct{}

func (nodes) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(kindFormula, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			fmt.Fprintf(w, `<span class="math">%s</span>`, html.EscapeString(n.(*formula).tex))
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(kindPrepared, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering {
			w.WriteString(n.(*prepared).html)
		}
		return ast.WalkSkipChildren, nil
	})
	r.Register(extast.KindTable, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		if entering { // a wide one scrolls by itself
			w.WriteString("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>\n")
		} else {
			w.WriteString("</table></div>\n")
		}
		return ast.WalkContinue, nil
	})
	r.Register(ast.KindHeading, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		level, id := n.(*ast.Heading).Level, ""
		if a, ok := n.AttributeString("id"); ok {
			id = html.EscapeString(string(a.([]byte)))
		}
		switch {
		case entering:
			fmt.Fprintf(w, `<h%d id="%s">`, level, id)
		case level == 1:
			w.WriteString("</h1>\n")
		default:
			fmt.Fprintf(w, ` <a class="anchor" href="#%s" aria-label="Link to this section">#</a></h%d>`+"\n", id, level)
		}
		return ast.WalkContinue, nil
	})
}
