package plot

import "math"

// A Node is a circle with a sign in it, or bare words if Bare is set; X and Y
// are its centre, in units of the picture.
type Node struct {
	X, Y float64
	Sign string
	Bare bool
}

// An Edge is an arrow between two nodes, with the value that goes forward above
// it and the slope that comes back below it. Without words it is drawn faintly.
type Edge struct {
	From, To          int
	Forward, Backward string
	At                float64 // where the words stand, from 0 (From) to 1 (To)
}

// Graph draws a computation: values in blue above the edges, slopes in vermilion
// below them.
func Graph(title string, height float64, nodes []Node, edges []Edge) string {
	var c canvas
	c.text(width/2-12, 42, "end", colours[0], "above: forward, the value →")
	c.text(width/2+12, 42, "start", colours[1], "below: backward, the slope ←")
	type label struct {
		x, y      float64
		colour, s string
	}
	var words []label
	for _, e := range edges {
		a, b := nodes[e.From], nodes[e.To]
		dx, dy := b.X-a.X, b.Y-a.Y
		d := math.Hypot(dx, dy)
		dx, dy = dx/d, dy/d
		ra, rb := a.radius(dx), b.radius(dx)
		x1, y1, x2, y2 := a.X+float64(dx*ra), a.Y+float64(dy*ra), b.X-float64(dx*(rb+2)), b.Y-float64(dy*(rb+2))
		colour := grey
		if e.Forward == "" {
			colour = "#999999" // readable on both grounds
		}
		c.arrow(x1, y1, x2, y2, colour)
		x, y := x1+float64(e.At*(x2-x1)), y1+float64(e.At*(y2-y1))
		for i, s := range []string{e.Forward, e.Backward} { // on both sides of the edge, the wider the further away
			away := (float64(10) + float64(math.Abs(dy)*4*float64(len([]rune(s))))) * float64(1-2*i)
			words = append(words, label{x + float64(dy*away), y - float64(dx*away) + 5, colours[i], s})
		}
	}
	for _, l := range words { // over all the edges, with a rim of the page's colour
		c.add(`<text x="%.1f" y="%.1f" text-anchor="middle" fill="%s" stroke="%s" stroke-width="4" paint-order="stroke">%s</text>`,
			l.x, l.y, l.colour, paper, l.s)
	}
	for _, n := range nodes {
		if !n.Bare {
			c.add(`<circle cx="%.1f" cy="%.1f" r="16" fill="%s" stroke="%s" stroke-width="1.5"/>`, n.X, n.Y, paper, ink)
		}
		c.text(n.X, n.Y+5, "middle", ink, n.Sign)
	}
	return c.svg(title, height)
}

// radius is how much of an edge the node hides: bare words are wide, not high.
func (n Node) radius(dx float64) float64 {
	if n.Bare {
		return 6 + float64(math.Abs(dx)*3.8*float64(len([]rune(n.Sign))))
	}
	return 16
}
