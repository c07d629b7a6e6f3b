package main

import "chainrule/chapters/internal/plot"

// figures draws the V: the error of both quotients over the step.
func figures() []plot.Figure {
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
	return []plot.Figure{{Name: "step-size", SVG: c.SVG()}}
}
