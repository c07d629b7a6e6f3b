package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
)

// figures draws the graph from the scores to the loss, with all values of walk.
func figures() []plot.Figure {
	v := walk(scores, target)
	var nodes []plot.Node
	var edges []plot.Edge
	edge := func(from, to int, forward, backward, at float64) {
		edges = append(edges, plot.Edge{From: from, To: to, At: at,
			Forward: fmt.Sprintf("%.3f", forward+0), Backward: fmt.Sprintf("%.3f", backward+0)})
	}
	const sum, plus, end = 12, 13, 14
	for i := range scores {
		y := 90 + float64(100*i)
		nodes = append(nodes, plot.Node{X: 22, Y: y, Sign: fmt.Sprintf("a%d", i), Bare: true},
			plot.Node{X: 104, Y: y, Sign: "exp"}, plot.Node{X: 212, Y: y, Sign: "÷"}, plot.Node{X: 312, Y: y, Sign: "f2"})
	}
	nodes = append(nodes, plot.Node{X: 158, Y: 360, Sign: "Σ"}, plot.Node{X: 400, Y: 190, Sign: "−Σ"},
		plot.Node{X: 470, Y: 190, Sign: "L", Bare: true},
		plot.Node{X: 300, Y: 365, Sign: fmt.Sprintf("s = %.3f, slope %.3f", v.S, v.DS), Bare: true})
	for i := range scores {
		edge(4*i, 4*i+1, v.A[i], v.DA[i], 0.5)
		edge(4*i+1, 4*i+2, v.E[i], v.DEOwn[i], 0.5)
		edge(4*i+2, 4*i+3, v.Y[i], v.DY[i], 0.5)
		edge(4*i+3, plus, v.F2[i], v.DF2[i], 0.4)
		edges = append(edges, plot.Edge{From: 4*i + 1, To: sum}, plot.Edge{From: sum, To: 4*i + 2})
	}
	edge(plus, end, v.L, v.DL, 0.5)
	return []plot.Figure{{Name: "softmax-with-loss", SVG: plot.Graph("Softmax with loss", 400, nodes, edges)}}
}
