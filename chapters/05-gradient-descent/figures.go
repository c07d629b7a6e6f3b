package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
	"chainrule/numgrad"
)

// figures draws the picture that the notes promise, the walk in the bowl, and
// the walks in the valley at three rates.
func figures() []plot.Figure {
	walk := chart("Downhill in the bowl x0² + x1²", bowl)
	_, path := numgrad.Descend(bowl, start(), 0.1, 100)
	walk.Dots("learning rate 0.1, 101 points", points(path))

	rates := chart("Downhill in the valley x0² + 6·x1²", valley)
	for _, lr := range valleyRates {
		_, path := numgrad.Descend(valley, start(), lr, 30)
		rates.Path(fmt.Sprintf("rate %g", lr), points(path))
	}
	return []plot.Figure{{Name: "walk", SVG: walk.SVG()}, {Name: "three-rates", SVG: rates.SVG()}}
}

// chart returns the map of f, with contour lines. One unit is as long along x0
// as along x1, so that the bowl is round.
func chart(title string, f func([]float64) float64) *plot.Chart {
	c := plot.New(title, plot.Axis{Name: "x0", Min: -7, Max: 7}, plot.Axis{Name: "x1", Min: -4.7, Max: 4.7})
	c.Contour(func(x, y float64) float64 { return f([]float64{x, y}) }, []float64{1, 4, 9, 16, 25, 36, 49, 64, 81, 100})
	return c
}

func points(path [][]float64) []plot.Point {
	var p []plot.Point
	for _, x := range path {
		p = append(p, plot.Point{X: x[0], Y: x[1]})
	}
	return p
}
