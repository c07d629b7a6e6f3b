package main

import (
	"fmt"

	"chainrule/backprop"
	"chainrule/chapters/internal/plot"
)

// figures draws the graph of the price and the fork of x·x, with the value that
// goes forward above each edge and the slope that comes back below it.
func figures() []plot.Figure {
	price, d := buy(basket)
	b := basket
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
	return []plot.Figure{{Name: "apples-and-oranges", SVG: plot.Graph("Apples and oranges", 370, nodes, edges)},
		{Name: "fork", SVG: fork()}}
}

// fork draws z = x·x at x = 3: one value on two paths.
func fork() string {
	var square backprop.MulLayer
	z := square.Forward(3, 3)
	above, below := square.Backward(1)
	edge := func(from, to int, forward, backward float64) plot.Edge {
		return plot.Edge{From: from, To: to, At: 0.5, Forward: fmt.Sprint(forward), Backward: fmt.Sprint(backward)}
	}
	return plot.Graph("One value on two paths: z = x·x", 246, []plot.Node{
		{X: 60, Y: 150, Sign: "x", Bare: true}, {X: 200, Y: 90, Sign: "x", Bare: true}, {X: 200, Y: 210, Sign: "x", Bare: true},
		{X: 330, Y: 150, Sign: "×"}, {X: 440, Y: 150, Sign: "z", Bare: true},
		{X: 84, Y: 225, Sign: fmt.Sprintf("dz/dx = %v + %v = %v", above, below, above+below), Bare: true},
	}, []plot.Edge{edge(0, 1, 3, above), edge(0, 2, 3, below), edge(1, 3, 3, above), edge(2, 3, 3, below), edge(3, 4, z, 1)})
}
