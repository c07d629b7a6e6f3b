// Package plot draws the pictures of the book as SVG: charts with lines, dots,
// contours and bars (chart.go, contour.go), tables of shades and small images
// (cells.go), and graphs of a computation (graph.go).
//
// A picture is 480 units wide with letters of 14, so that it can be read at 400
// pixels. Its ground is transparent, and its colours follow the reader's choice of
// a light or a dark page. They are those of Okabe and Ito, which colour-blind
// readers can tell apart, with dashes and shapes of dots as a second sign. Every
// element is a line of its own.
package plot

import (
	"fmt"
	"html"
	"math"
	"strings"
)

// A Figure is a picture with the name of its file, without .svg.
type Figure struct {
	Name string
	SVG  string
}

const width = 480.0

const ink, paper, grey, faint = "#000000", "#ffffff", "#555555", "#dddddd"

// colours are in the order in which a chart uses them: blue, vermilion, green,
// purple, sky blue, black.
var colours = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", ink}

// onDark are the rules that replace colours on a dark page. They look for the
// attributes of elements, so that those who draw need not know of them.
var onDark = func() string {
	rules := ""
	for _, c := range [][2]string{{ink, "#e6edf3"}, {paper, "#0d1117"}, {grey, "#a0a8b2"}, {faint, "#30363d"},
		{colours[0], "#58a6ff"}, {colours[1], "#ff8c42"}, {colours[2], "#2fc99a"}, {colours[3], "#e3a0c4"}, {colours[4], "#a5d8ff"}} {
		rules += fmt.Sprintf(`[fill="%s"]{fill:%[2]s}[stroke="%[1]s"]{stroke:%[2]s}`, c[0], c[1])
	}
	return "@media (prefers-color-scheme:dark){" + rules + "}"
}()

// A canvas collects the elements of a picture, one a line. Coordinates are
// rounded to a tenth, so that they are the same on every machine.
type canvas struct{ b strings.Builder }

func (c *canvas) add(format string, args ...any) {
	fmt.Fprintf(&c.b, format+"\n", args...)
}

func (c *canvas) line(x1, y1, x2, y2 float64, colour string, thick float64) {
	c.add(`<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s" stroke-width="%g"/>`,
		x1, y1, x2, y2, colour, thick)
}

// arrow is a line with a head at (x2, y2). One that has no length is only a head.
func (c *canvas) arrow(x1, y1, x2, y2 float64, colour string) {
	dx, dy := x2-x1, y2-y1
	d := max(math.Hypot(dx, dy), 1e-9)
	dx, dy = dx/d, dy/d
	c.line(x1, y1, x2, y2, colour, 1.5)
	c.add(`<polygon points="%.1f,%.1f %.1f,%.1f %.1f,%.1f" fill="%s"/>`, x2, y2,
		x2-float64(8*dx)-float64(4*dy), y2-float64(8*dy)+float64(4*dx),
		x2-float64(8*dx)+float64(4*dy), y2-float64(8*dy)-float64(4*dx), colour)
}

func (c *canvas) rect(x, y, w, h float64, fill string) {
	c.add(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, x, y, w, h, fill)
}

// cell is a rectangle whose attributes are those of shade.
func (c *canvas) cell(x, y, w, h float64, style string) {
	c.add(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" %s/>`, x, y, w, h, style)
}

// text writes s at (x, y); anchor is start, middle or end.
func (c *canvas) text(x, y float64, anchor, colour, s string) {
	c.add(`<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>`,
		x, y, anchor, colour, html.EscapeString(s))
}

// upright writes s along the y axis, centred at (x, y).
func (c *canvas) upright(x, y float64, s string) {
	c.add(`<text transform="translate(%.1f %.1f) rotate(-90)" text-anchor="middle" fill="%s">%s</text>`,
		x, y, ink, html.EscapeString(s))
}

// svg wraps the elements into a picture of the given height, with the title in
// bold on top.
func (c *canvas) svg(title string, height float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" font-family="sans-serif" font-size="14">`+"\n",
		width, height, width, height)
	title = html.EscapeString(title)
	fmt.Fprintf(&b, "<title>%s</title>\n", title)
	fmt.Fprintf(&b, "<style>%s</style>\n", onDark)
	fmt.Fprintf(&b, `<text x="%g" y="20" text-anchor="middle" font-weight="bold" fill="%s">%s</text>`+"\n", width/2, ink, title)
	return b.String() + c.b.String() + "</svg>\n"
}
