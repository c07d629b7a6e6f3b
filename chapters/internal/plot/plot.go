// Package plot draws the pictures of the book as SVG: charts with lines, dots,
// contours and bars (chart.go, contour.go), tables of shades and small images
// (cells.go), and graphs of a computation (graph.go).
//
// A picture is 480 units wide with letters of 14, so that it can be read at 400
// pixels; it has a white ground, so that it can be read in dark mode; and its
// colours, by Okabe and Ito, are told apart by colour-blind readers, with dashes
// and shapes of dots as a second sign. Every element is a line of its own.
package plot

import (
	"fmt"
	"html"
	"strings"
)

// A Figure is a picture with the name of its file, without .svg.
type Figure struct {
	Name string
	SVG  string
}

const width = 480.0

// colours are in the order in which a chart uses them: blue, vermilion, green,
// purple, sky blue, black.
var colours = []string{"#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000"}

const grey, faint = "#555555", "#dddddd"

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

func (c *canvas) rect(x, y, w, h float64, fill string) {
	c.add(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" fill="%s"/>`, x, y, w, h, fill)
}

// text writes s at (x, y); anchor is start, middle or end.
func (c *canvas) text(x, y float64, anchor, colour, s string) {
	c.add(`<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s">%s</text>`,
		x, y, anchor, colour, html.EscapeString(s))
}

// upright writes s along the y axis, centred at (x, y).
func (c *canvas) upright(x, y float64, s string) {
	c.add(`<text transform="translate(%.1f %.1f) rotate(-90)" text-anchor="middle">%s</text>`,
		x, y, html.EscapeString(s))
}

// svg wraps the elements into a picture of the given height, with the title in
// bold on top.
func (c *canvas) svg(title string, height float64) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %g %g" width="%g" height="%g" font-family="sans-serif" font-size="14">`+"\n",
		width, height, width, height)
	title = html.EscapeString(title)
	fmt.Fprintf(&b, "<title>%s</title>\n", title)
	fmt.Fprintf(&b, `<rect width="%g" height="%g" fill="#ffffff"/>`+"\n", width, height)
	fmt.Fprintf(&b, `<text x="%g" y="20" text-anchor="middle" font-weight="bold">%s</text>`+"\n", width/2, title)
	return b.String() + c.b.String() + "</svg>\n"
}
