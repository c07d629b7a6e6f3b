package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
)

// figures draws the graph of the price, with the value that goes forward above
// each edge and the slope that comes back below it.
func figures() []plot.Figure {
	price, d := buy(notes)
	b := notes
	apples, oranges := float64(b.Apple*b.AppleNum), float64(b.Orange*b.OrangeNum)
	nodes := []plot.Node{
		{X: 44, Y: 80, Sign: "apple", Bare: true}, {X: 44, Y: 170, Sign: "apple num", Bare: true},
		{X: 44, Y: 240, Sign: "orange num", Bare: true}, {X: 44, Y: 330, Sign: "orange", Bare: true},
		{X: 186, Y: 125, Sign: "×"}, {X: 186, Y: 285, Sign: "×"}, {X: 282, Y: 205, Sign: "+"},
		{X: 282, Y: 340, Sign: "tax", Bare: true}, {X: 376, Y: 205, Sign: "×"}, {X: 456, Y: 205, Sign: "price", Bare: true},
	}
	var edges []plot.Edge
	for _, e := range []struct {
		from, to          int
		forward, backward float64
	}{
		{0, 4, b.Apple, d.Apple}, {1, 4, b.AppleNum, d.AppleNum}, {2, 5, b.OrangeNum, d.OrangeNum}, {3, 5, b.Orange, d.Orange},
		{4, 6, apples, d.All}, {5, 6, oranges, d.All}, {6, 8, apples + oranges, d.All}, {7, 8, b.Tax, d.Tax}, {8, 9, price, 1},
	} {
		at := 0.5
		if e.to < 6 {
			at = 0.3 // the edges from the four inputs run close together
		}
		edges = append(edges, plot.Edge{From: e.from, To: e.to, At: at,
			Forward: fmt.Sprintf("%.5g", e.forward), Backward: fmt.Sprintf("%.5g", e.backward)})
	}
	return []plot.Figure{{Name: "apples-and-oranges", SVG: plot.Graph("Apples and oranges", 370, nodes, edges)}}
}
