package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
)

// moments are the steps at which learning shows the net while it learns XOR.
var moments = []int{0, 300, 500, 600, 700, 800, 900, 1100, 1851}

// learning shows how y changes over the plane, from the initial weights until XOR
// is learned.
func learning() string {
	n := starts[0].net(2, 0)
	var frames []*plot.Chart
	at := 0
	for _, moment := range moments {
		n.train(moment-at, 1)
		at = moment
		c := plane("A network learns XOR: y from 0 (blue) to 1 (orange)")
		c.Shade(20, n.at)
		c.Contour(n.at, []float64{0.5})
		points(c)
		c.Note(-0.47, 1.36, fmt.Sprintf("after %d steps", moment))
		frames = append(frames, c)
	}
	return plot.Film(frames)
}
