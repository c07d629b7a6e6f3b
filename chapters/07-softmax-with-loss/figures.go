package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
)

// figures draws what y − t says of three scores, and the graph of the smallest
// softmax, the one with two classes.
func figures() []plot.Figure {
	return []plot.Figure{{Name: "y-minus-t", SVG: yMinusT()}, {Name: "two-paths", SVG: twoPaths()}}
}

// yMinusT draws the probabilities as columns, and an arrow from each to its target.
func yMinusT() string {
	c := plot.New("How much too likely is each class?",
		plot.Axis{Name: "class", Min: -1, Max: 3}, plot.Axis{Name: "probability", Max: 1.1})
	v := walk(scores, target)
	var y, t []plot.Point
	for k := range scores {
		y = append(y, plot.Point{X: float64(k), Y: v.Y[k]})
		t = append(t, plot.Point{X: float64(k) + 0.3, Y: target[k]})
	}
	c.Columns("prediction y", y, 0.3)
	c.Dots("target t", t)
	for k := range scores {
		x := float64(k) + 0.3
		c.Arrow(plot.Point{X: x, Y: v.Y[k]}, plot.Point{X: x, Y: target[k]})
		c.Note(float64(k)-0.35, max(v.Y[k], target[k])+0.02, fmt.Sprintf("y − t = %.3f", v.DA[k]))
	}
	return c.SVG()
}

// twoPaths draws scores and probabilities of two classes, with all values of walk.
func twoPaths() string {
	v := walk([]float64{1, 2}, []float64{0, 1})
	nodes := []plot.Node{
		{X: 14, Y: 90, Sign: "a0", Bare: true}, {X: 14, Y: 290, Sign: "a1", Bare: true},
		{X: 88, Y: 90, Sign: "exp"}, {X: 88, Y: 290, Sign: "exp"}, {X: 206, Y: 190, Sign: "Σ"},
		{X: 324, Y: 90, Sign: "÷"}, {X: 324, Y: 290, Sign: "÷"},
		{X: 436, Y: 90, Sign: "to −t·log y", Bare: true}, {X: 436, Y: 290, Sign: "to −t·log y", Bare: true},
	}
	var edges []plot.Edge
	edge := func(from, to int, at, forward, backward float64) {
		edges = append(edges, plot.Edge{From: from, To: to, At: at,
			Forward: fmt.Sprintf("%.3f", forward), Backward: fmt.Sprintf("%.3f", backward+0)}) // + 0: no minus zero
	}
	for k := range 2 {
		edge(k, 2+k, 0.5, v.A[k], v.DA[k])
		edge(2+k, 5+k, 0.5, v.E[k], v.DEOwn[k])
		edge(2+k, 4, 0.42, v.E[k], v.DS)
		edge(4, 5+k, 0.58, v.S, v.DSOwn[k])
		edge(5+k, 7+k, 0.5, v.Y[k], v.DY[k])
	}
	return plot.Graph("Softmax of two scores: two paths from each exp", 340, nodes, edges)
}
