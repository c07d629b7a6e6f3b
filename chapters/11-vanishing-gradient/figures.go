package main

import (
	"fmt"
	"slices"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/chapters/internal/plot"
	"chainrule/losses"
)

// figures draws one unit a layer, the slopes of three activations, and the length of
// the gradient by layer and by depth. Of the settings it leaves out sigmoid with std 1, which
// would lie on others, and ReLU with std 1, which is beyond the others by far.
func figures() []plot.Figure {
	train, _ := digits.Load()
	x := backprop.Matrix(train.X[:100])
	t := backprop.Matrix(losses.OneHot(train.Labels[:100], 10))

	byLayer := plot.New("5 layers of 100 units: the gradient of each layer",
		plot.Axis{Name: "layer (0 is the first, next to the pixels)", Min: 0, Max: 4},
		plot.Axis{Name: "length of ∂L/∂W", Min: 1e-9, Max: 1e3, Log: true})
	byDepth := plot.New("The gradient of the first layer, by depth",
		plot.Axis{Name: "layers before the scores", Min: 0, Max: 20},
		plot.Axis{Name: "length of ∂L/∂W of layer 0", Min: 1e-33, Max: 1e9, Log: true})
	for _, s := range slices.Concat(settings[:5], settings[6:7]) {
		var line []plot.Point
		for i, r := range s.stack(64, 100, 5, 10).walk(x, t) {
			line = append(line, plot.Point{X: float64(i), Y: r.dW})
		}
		byLayer.Line(s.name, line)
		line = nil
		for i, dW := range firstLayer(s, x, t) {
			line = append(line, plot.Point{X: float64(depths[i]), Y: dW})
		}
		byDepth.Line(s.name, line)
	}
	return []plot.Figure{
		{Name: "one-unit", SVG: unitGraph()},
		{Name: "slopes", SVG: slopes()},
		{Name: "by-layer", SVG: byLayer.SVG()},
		{Name: "by-depth", SVG: byDepth.SVG()},
	}
}

// unitGraph draws four layers of one unit each, with weights of 1: every sigmoid on
// the path back multiplies the slope.
func unitGraph() string {
	const layers = 4
	chain := unitChain(layers)
	nodes := []plot.Node{{X: 16, Y: 110, Sign: "x", Bare: true}}
	y, dout := backprop.Matrix{{1}}, backprop.Matrix{{1}}
	values, slopes := make([]float64, layers+1), make([]float64, layers+1)
	values[0], slopes[layers] = 1, 1
	for i := range layers {
		nodes = append(nodes, plot.Node{X: 98 + float64(94*float64(i)), Y: 110, Sign: "S"})
		y = chain[2*i : 2*i+2].Forward(y)
		values[i+1] = y[0][0]
	}
	for i := layers - 1; i >= 0; i-- {
		dout = chain[2*i : 2*i+2].Backward(dout)
		slopes[i] = dout[0][0]
	}
	nodes = append(nodes, plot.Node{X: 466, Y: 110, Sign: "y", Bare: true})
	var edges []plot.Edge
	for i, v := range values {
		edges = append(edges, plot.Edge{From: i, To: i + 1, At: 0.5, Forward: fmt.Sprintf("%.3f", v), Backward: fmt.Sprintf("%.4f", slopes[i])})
	}
	return plot.Graph("One unit in each layer: every sigmoid shrinks the slope", 150, nodes, edges)
}

// slopes draws what each activation multiplies a slope by in the backward pass.
func slopes() string {
	c := plot.New("The slope of three activations",
		plot.Axis{Name: "input a", Min: -4, Max: 4}, plot.Axis{Name: "slope", Min: -0.1, Max: 1.1})
	for _, act := range []struct {
		name  string
		layer backprop.Layer
	}{{"sigmoid, at most ¼", sigmoid()}, {"tanh, at most 1", tanh()}, {"ReLU, 0 or 1", relu()}} {
		var curve []plot.Point
		for i := range 321 {
			a := float64(i-160) / 40
			act.layer.Forward(backprop.Matrix{{a}})
			curve = append(curve, plot.Point{X: a, Y: act.layer.Backward(backprop.Matrix{{1}})[0][0]})
		}
		c.Line(act.name, curve)
	}
	return c.SVG()
}
