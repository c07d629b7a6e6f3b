package live

import "math"

// A Scene is a picture, Width×Height, made of shapes. Later shapes are drawn over
// earlier ones.
type Scene struct {
	Width, Height float64
	Shapes        []Shape
}

// A Shape is one line, circle, … of a Scene. Colours are names with a meaning, for
// which the page has one colour on light ground and one on dark: ink, quiet, grid,
// ground, node, and blue, red, gold, purple, grey for data; of a map heat, height, ink.
type Shape struct {
	Kind   string    // line, arrow, circle, rect, text or map
	At     []float64 // the points x, y, x, y, …; of rect and map the upper left and lower right
	R      float64   // radius of a circle, width of a line or an arrow
	Colour string
	Style  string // dashed, faint, hollow, grip or bold; of a text small, bold, big or huge
	Anchor string // of a text: start, middle or end
	Text   string
	Cols   int    // of a map: pixels in a row
	Pixels []byte // of a map, row by row: from the lowest colour, 0, to the highest, 255
}

const width = 420 // of every scene, so that all have letters of the same size

func newScene(height float64) *Scene { return &Scene{Width: width, Height: height} }

// add appends a shape, with its places rounded to a tenth of a unit and kept finite.
func (s *Scene) add(shape Shape) {
	for i, v := range shape.At {
		if !(v > -1000) { // NaN, too
			v = -1000
		}
		shape.At[i] = math.Round(min(v, 2000)*10) / 10
	}
	s.Shapes = append(s.Shapes, shape)
}

func (s *Scene) line(colour, style string, at ...float64) {
	s.add(Shape{Kind: "line", At: at, R: 2, Colour: colour, Style: style})
}

func (s *Scene) thin(colour, style string, at ...float64) {
	s.add(Shape{Kind: "line", At: at, R: 1, Colour: colour, Style: style})
}

func (s *Scene) arrow(colour string, w, x0, y0, x1, y1 float64) {
	s.add(Shape{Kind: "arrow", At: []float64{x0, y0, x1, y1}, R: w, Colour: colour})
}

func (s *Scene) circle(colour, style string, r, x, y float64) {
	s.add(Shape{Kind: "circle", At: []float64{x, y}, R: r, Colour: colour, Style: style})
}

func (s *Scene) rect(colour, style string, x0, y0, x1, y1 float64) {
	s.add(Shape{Kind: "rect", At: []float64{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)},
		Colour: colour, Style: style})
}

func (s *Scene) text(colour, style, anchor string, x, y float64, words string) {
	s.add(Shape{Kind: "text", At: []float64{x, y}, Colour: colour, Style: style, Anchor: anchor,
		Text: words})
}

func middle(a, b float64) float64 { return float64((a + b) / 2) }

// pixels draws a map, cols pixels wide.
func (s *Scene) pixels(colour, style string, x0, y0, x1, y1 float64, cols int, p []byte) {
	s.add(Shape{Kind: "map", At: []float64{x0, y0, x1, y1}, Colour: colour, Style: style,
		Cols: cols, Pixels: p})
}

// shade turns a number from 0 to 1 into a pixel.
func shade(v float64) byte {
	if !(v > 0) {
		return 0
	}
	return byte(math.Round(min(v, 1) * 255))
}

// axes turn numbers into places: x0…x1 runs from left to right, y0…y1 upward.
type axes struct {
	left, top, right, bottom float64
	x0, x1, y0, y1           float64
	logX, logY               bool
}

func share(v, v0, v1 float64, log bool) float64 {
	if log {
		v, v0, v1 = math.Log10(v), math.Log10(v0), math.Log10(v1)
	}
	return (v - v0) / (v1 - v0)
}

func (a axes) px(x float64) float64 {
	return a.left + float64(share(x, a.x0, a.x1, a.logX)*(a.right-a.left))
}

func (a axes) py(y float64) float64 {
	return a.bottom - float64(share(y, a.y0, a.y1, a.logY)*(a.bottom-a.top))
}

// at returns the place of (x, y), kept within a few units of the axes.
func (a axes) at(x, y float64) (px, py float64) {
	return min(max(a.px(x), a.left-4), a.right+4), min(max(a.py(y), a.top-4), a.bottom+4)
}

// value returns the numbers that belong to a place, inside the axes.
func (a axes) value(px, py float64) (x, y float64) {
	u := min(max((px-a.left)/(a.right-a.left), 0), 1)
	v := min(max((a.bottom-py)/(a.bottom-a.top), 0), 1)
	return a.x0 + float64(u*(a.x1-a.x0)), a.y0 + float64(v*(a.y1-a.y0))
}

// frame draws grid lines with labels at the given values, and the names of the axes:
// that of x below, that of y above the upper left corner.
func (s *Scene) frame(a axes, xs, ys []float64, label func(v float64) string, xName, yName string) {
	for _, v := range xs {
		s.thin("grid", "", a.px(v), a.top, a.px(v), a.bottom)
		s.text("quiet", "small", "middle", a.px(v), a.bottom+15, label(v))
	}
	for _, v := range ys {
		s.thin("grid", "", a.left, a.py(v), a.right, a.py(v))
		s.text("quiet", "small", "end", a.left-6, a.py(v)+4, label(v))
	}
	s.text("quiet", "small", "middle", (a.left+a.right)/2, a.bottom+31, xName)
	s.text("quiet", "small", "start", a.left-24, a.top-13, yName)
}

// curve draws f over the whole width of the axes, and only what lies inside them.
func (s *Scene) curve(colour, style string, a axes, f func(x float64) float64) {
	const n = 120
	var at []float64
	for i := range n + 1 {
		x := a.x0 + float64(float64(i)/n*(a.x1-a.x0))
		px, py := a.px(x), a.py(f(x))
		if py < a.top-1 || py > a.bottom+1 {
			if len(at) > 2 {
				s.line(colour, style, at...)
			}
			at = nil
			continue
		}
		at = append(at, px, py)
	}
	if len(at) > 2 {
		s.line(colour, style, at...)
	}
}
