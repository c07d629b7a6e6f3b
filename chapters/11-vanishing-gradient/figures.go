package main

import (
	"slices"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/chapters/internal/plot"
	"chainrule/losses"
)

// figures draws the slopes of three activations, and the length of the gradient
// by layer and by depth. Of the settings it leaves out sigmoid with std 1, which
// would lie on others, and ReLU with std 1, which is beyond the others by far.
func figures() []plot.Figure {
	train, _ := digits.Load()
	x := backprop.Matrix(train.X[:100])
	t := backprop.Matrix(losses.OneHot(train.Labels[:100], 10))

	byLayer := plot.New("5 layers of 100 units: the gradient of each layer",
		plot.Axis{Name: "layer (1 is the first, next to the pixels)", Min: 1, Max: 5},
		plot.Axis{Name: "length of ∂L/∂W", Min: 1e-9, Max: 1e3, Log: true})
	byDepth := plot.New("The gradient of the first layer, by depth",
		plot.Axis{Name: "layers in all", Min: 0, Max: 20},
		plot.Axis{Name: "length of ∂L/∂W of layer 1", Min: 1e-33, Max: 1e9, Log: true})
	for _, s := range slices.Concat(settings[:5], settings[6:7]) {
		var line []plot.Point
		for i, r := range s.stack(64, 100, 5, 10).walk(x, t) {
			line = append(line, plot.Point{X: float64(i + 1), Y: r.dW})
		}
		byLayer.Line(s.name, line)
		line = nil
		for i, dW := range firstLayer(s, depths, x, t) {
			line = append(line, plot.Point{X: float64(depths[i]), Y: dW})
		}
		byDepth.Line(s.name, line)
	}
	return []plot.Figure{
		{Name: "slopes", SVG: slopes()},
		{Name: "by-layer", SVG: byLayer.SVG()},
		{Name: "by-depth", SVG: byDepth.SVG()},
	}
}

// slopes draws what each activation multiplies a slope by on the way back.
func slopes() string {
	c := plot.New("The slope of three activations",
		plot.Axis{Name: "what came in, a", Min: -4, Max: 4}, plot.Axis{Name: "slope", Min: -0.1, Max: 1.1})
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
