package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
)

// figures draws two secants beside the tangent, and the V: the error of both
// quotients over the step.
func figures() []plot.Figure {
	return []plot.Figure{{Name: "secants", SVG: secants()}, {Name: "step-size", SVG: theV()}}
}

// secants draws x³ near 1 with a step large enough to be seen.
func secants() string {
	const x, h = 1, 0.6
	cube := func(x float64) float64 { return float64(x * x * x) }
	c := plot.New("The slope of x³ at 1, and two attempts to find it",
		plot.Axis{Name: "x", Max: 2}, plot.Axis{Name: "f(x)", Min: -2, Max: 6})
	var curve []plot.Point
	for i := range 73 { // to 1.8
		at := float64(i) / 40
		curve = append(curve, plot.Point{X: at, Y: cube(at)})
	}
	c.Line("f(x) = x³", curve)
	line := func(name string, through, slope float64) { // through (through, f(through))
		at := func(x float64) plot.Point {
			return plot.Point{X: x, Y: cube(through) + float64(slope*(x-through))}
		}
		c.Line(fmt.Sprintf("%s, slope %.4g", name, slope), []plot.Point{at(0.34), at(1.8)})
	}
	line("forward difference", x, forward(cube, x, h))
	line("central difference", x-h, central(cube, x, h))
	line("tangent", x, 3)
	c.Dots("", []plot.Point{{X: x - h, Y: cube(x - h)}, {X: x, Y: cube(x)}, {X: x + h, Y: cube(x + h)}})
	return c.SVG()
}

func theV() string {
	c := plot.New("The error of a slope, over the step h",
		plot.Axis{Name: "step h", Min: 1e-15, Max: 1e-1, Log: true},
		plot.Axis{Name: "error of the slope of 1/(1 + x²)", Min: 1e-12, Max: 1, Log: true})
	var forward, central []plot.Point
	for _, try := range sweep(hill, 0.5, -0.64) {
		forward = append(forward, plot.Point{X: try.H, Y: try.Forward})
		central = append(central, plot.Point{X: try.H, Y: try.Central})
	}
	c.Line("forward", forward)
	c.Line("central", central)
	return c.SVG()
}
