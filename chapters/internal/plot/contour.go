package plot

import (
	"fmt"
	"strings"
)

// Contour draws, in grey, the lines along which f has one of the given levels.
// The chart is cut into squares; where a level lies between the values at the
// two ends of an edge, the line crosses the edge there, and it crosses a square
// from edge to edge (marching squares, with a straight line for the crossing).
func (c *Chart) Contour(f func(x, y float64) float64, levels []float64) {
	const n = 60
	at := func(a Axis, i int) float64 { return a.Min + float64((a.Max-a.Min)*float64(i)/n) }
	for _, level := range levels {
		var d []string
		for i := range n {
			for j := range n {
				x0, x1, y0, y1 := at(c.x, i), at(c.x, i+1), at(c.y, j), at(c.y, j+1)
				corners := []Point{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
				var cuts []Point
				for k, p := range corners {
					q := corners[(k+1)%4]
					fp, fq := f(p.X, p.Y)-level, f(q.X, q.Y)-level
					if (fp < 0) != (fq < 0) {
						s := fp / (fp - fq)
						cuts = append(cuts, Point{p.X + float64(s*(q.X-p.X)), p.Y + float64(s*(q.Y-p.Y))})
					}
				}
				for k := 0; k+1 < len(cuts); k += 2 {
					d = append(d, fmt.Sprintf("M%.1f %.1fL%.1f %.1f",
						c.px(cuts[k].X), c.py(cuts[k].Y), c.px(cuts[k+1].X), c.py(cuts[k+1].Y)))
				}
			}
		}
		c.add(`<path fill="none" stroke="%s" stroke-opacity="0.6" d="%s"/>`, grey, strings.Join(d, ""))
	}
}
