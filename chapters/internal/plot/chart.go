package plot

import (
	"fmt"
	"math"
	"strings"
	"unicode/utf8"
)

// A Point is one pair of values, in the units of the axes.
type Point struct{ X, Y float64 }

// The frame of a chart, in units of the picture.
const left, right, top, bottom = 66.0, 456.0, 34.0, 296.0

// A Chart is a picture with two axes. What is drawn later lies on top.
type Chart struct {
	canvas
	title  string
	x, y   Axis
	legend []string // an SVG sample for each series, with its name
	names  []string
}

// New returns a chart with nothing in it but its axes.
func New(title string, x, y Axis) *Chart {
	c := &Chart{title: title, x: x, y: y}
	for _, v := range x.ticks() {
		c.line(c.px(v), top, c.px(v), bottom, faint, 1)
		c.text(c.px(v), bottom+18, "middle", grey, x.label(v))
	}
	for _, v := range y.ticks() {
		c.line(left, c.py(v), right, c.py(v), faint, 1)
		c.text(left-6, c.py(v)+5, "end", grey, y.label(v))
	}
	c.text((left+right)/2, bottom+38, "middle", ink, x.Name)
	c.upright(16, (top+bottom)/2, y.Name)
	return c
}

func (c *Chart) px(x float64) float64 { return left + float64(c.x.at(x)*(right-left)) }
func (c *Chart) py(y float64) float64 { return bottom - float64(c.y.at(y)*(bottom-top)) }

// clamp keeps what runs out of the chart within a unit of its edge.
func (c *Chart) clamp(p Point) (x, y float64) {
	return min(max(c.px(p.X), left-1), right+1), min(max(c.py(p.Y), top-1), bottom+1)
}

// next returns the colour and the number of the next series, which is called name.
func (c *Chart) next(name string) (colour string, n int) {
	n = len(c.names)
	c.names = append(c.names, name)
	return colours[n%len(colours)], n
}

var dashes = []string{"", "7 4", "2 3", "10 3 2 3", "4 2", "1 4"}

// Line joins the points in their order. Each line and each set of dots is a
// series: it takes the next colour, and name goes to the legend.
func (c *Chart) Line(name string, points []Point) {
	colour, n := c.next(name)
	var path []string
	for _, p := range points {
		x, y := c.clamp(p)
		path = append(path, fmt.Sprintf("%.1f,%.1f", x, y))
	}
	style := fmt.Sprintf(`fill="none" stroke="%s" stroke-width="2" stroke-dasharray="%s"`, colour, dashes[n%len(dashes)])
	c.add(`<polyline points="%s" %s/>`, strings.Join(path, " "), style)
	c.legend = append(c.legend, fmt.Sprintf(`<polyline points="0,-5 24,-5" %s/>`, style))
}

// Path is Line with a dot at each point.
func (c *Chart) Path(name string, points []Point) {
	n := len(c.names)
	c.Line(name, points)
	for _, p := range points {
		x, y := c.clamp(p)
		c.add(`%s`, dot(n, x, y, colours[n%len(colours)]))
	}
}

// Dots draws each point as a dot, whose shape is the series' own.
func (c *Chart) Dots(name string, points []Point) {
	colour, n := c.next(name)
	for _, p := range points {
		x, y := c.clamp(p)
		c.add(`%s`, dot(n, x, y, colour))
	}
	c.legend = append(c.legend, dot(n, 12, -5, colour))
}

// Columns draws an upright bar of the given width at each point, from 0 to its height.
func (c *Chart) Columns(name string, points []Point, wide float64) {
	colour, _ := c.next(name)
	half := float64(wide / 2)
	for _, p := range points {
		x0, y0 := c.clamp(Point{p.X - half, min(p.Y, 0)})
		x1, y1 := c.clamp(Point{p.X + half, max(p.Y, 0)})
		c.rect(x0, y1, x1-x0, y0-y1, colour)
	}
	c.legend = append(c.legend, fmt.Sprintf(`<rect x="4" y="-11" width="16" height="12" fill="%s"/>`, colour))
}

// dot is a circle, a square, a triangle or a diamond.
func dot(n int, x, y float64, colour string) string {
	shapes := [][]Point{nil, {{-3.5, -3.5}, {3.5, -3.5}, {3.5, 3.5}, {-3.5, 3.5}},
		{{0, -5}, {4.5, 3}, {-4.5, 3}}, {{0, -5}, {5, 0}, {0, 5}, {-5, 0}}}
	shape := shapes[n%len(shapes)]
	if shape == nil {
		return fmt.Sprintf(`<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>`, x, y, colour)
	}
	var corners []string
	for _, p := range shape {
		corners = append(corners, fmt.Sprintf("%.1f,%.1f", x+p.X, y+p.Y))
	}
	return fmt.Sprintf(`<polygon points="%s" fill="%s"/>`, strings.Join(corners, " "), colour)
}

// Discs draws a white disc with the sign s in it at each point. Discs stand out
// from any ground, and belong to no series.
func (c *Chart) Discs(s string, points []Point) {
	for _, p := range points {
		x, y := c.clamp(p)
		c.add(`<circle cx="%.1f" cy="%.1f" r="12" fill="%s" stroke="%s" stroke-width="1.5"/>`, x, y, paper, ink)
		c.text(x, y+5, "middle", ink, s)
	}
}

// Whiskers draws a vertical line from low to high at each x: the spread of the
// points of the last series.
func (c *Chart) Whiskers(x, low, high []float64) {
	colour := colours[(len(c.names)-1)%len(colours)]
	for i := range x {
		_, y1 := c.clamp(Point{x[i], low[i]})
		_, y2 := c.clamp(Point{x[i], high[i]})
		c.line(c.px(x[i]), y1, c.px(x[i]), y2, colour, 1.5)
	}
}

// Shade colours the ground: blue where f is 0, not at all where it is ½, vermilion
// where it is 1, in n×n cells. Neighbours of one colour in a row are one element.
func (c *Chart) Shade(n int, f func(x, y float64) float64) {
	w, h := (right-left)/float64(n), (bottom-top)/float64(n)
	c.add(`<g shape-rendering="crispEdges">`) // no hairlines between cells
	defer c.add("</g>")
	for j := range n {
		y := c.y.Min + float64((c.y.Max-c.y.Min)*(float64(j)+0.5)/float64(n))
		style, from := "", 0
		for i := range n + 1 {
			next := "" // past the last cell
			if i < n {
				next = shade(f(c.x.Min+float64((c.x.Max-c.x.Min)*(float64(i)+0.5)/float64(n)), y))
			}
			if next != style {
				if i > 0 {
					x0, x1 := tenth(left+float64(float64(from)*w)), tenth(left+float64(float64(i)*w))
					y0, y1 := tenth(bottom-float64(float64(j+1)*h)), tenth(bottom-float64(float64(j)*h))
					c.cell(x0, y0, x1-x0, y1-y0, style)
				}
				style, from = next, i
			}
		}
	}
}

// tenth rounds to what is printed, so that neighbours share an edge.
func tenth(x float64) float64 { return math.Round(10*x) / 10 }

// shade returns the attributes of a cell: blue below ½ and vermilion above, the
// stronger the farther from ½, in 16 steps.
func shade(v float64) string {
	colour, part := colours[0], 1-float64(2*v)
	if v > 0.5 {
		colour, part = colours[1], float64(2*v)-1
	}
	return fmt.Sprintf(`fill="%s" fill-opacity="%g"`, colour, math.Round(min(max(part, 0), 1)*8)/10)
}

// Arrow draws an arrow from a to b in the colour of the last series, with its
// head at b.
func (c *Chart) Arrow(a, b Point) {
	x1, y1 := c.clamp(a)
	x2, y2 := c.clamp(b)
	c.arrow(x1, y1, x2, y2, colours[max(len(c.names)-1, 0)%len(colours)])
}

// Note writes s beside the point (x, y).
func (c *Chart) Note(x, y float64, s string) {
	c.text(c.px(x)+8, c.py(y)-6, "start", ink, s)
}

// SVG returns the picture, with the legend below the axes where there are names.
func (c *Chart) SVG() string {
	_, height := c.body()
	return c.svg(c.title, height)
}

// body closes the frame and adds the legend; it returns all elements, and the
// height that they need.
func (c *Chart) body() (elements string, height float64) {
	c.add(`<rect x="%g" y="%g" width="%g" height="%g" fill="none" stroke="%s"/>`, left, top, right-left, bottom-top, grey)
	x, y := 24.0, bottom+64
	height = bottom + 48
	for i, name := range c.names {
		if name == "" {
			continue
		}
		wide := 44 + float64(7.5*float64(utf8.RuneCountInString(name)))
		if x+wide > width && x > 24 {
			x, y = 24, y+20
		}
		c.add(`<g transform="translate(%.1f %.1f)">%s</g>`, x, y, c.legend[i])
		c.text(x+30, y, "start", ink, name)
		x += wide
		height = y + 12
	}
	return c.b.String(), height
}
