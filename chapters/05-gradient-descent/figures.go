package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
	"chainrule/numgrad"
)

// figures draws the walk in the bowl, what each rate leaves of the distance, a
// walk on each side of the valley, and two on the saddle.
func figures() []plot.Figure {
	contours := []float64{1, 4, 9, 16, 25, 36, 49, 64, 81, 100}
	walk := chart("Downhill in the bowl x0² + x1²", bowl, contours)
	_, path := numgrad.Descend(bowl, start(), 0.1, 100)
	walk.Dots("rate 0.1, 101 points", points(path))

	// The valley is the same on both sides of its axes, so that the walks can start
	// at mirror images of one point, and keep out of each other's way.
	valleys := chart("Downhill in the valley x0² + 6·x1²", valley, contours)
	_, slow := numgrad.Descend(valley, []float64{3, 4}, 0.02, 30)
	valleys.Path("rate 0.02", points(slow))
	_, wild := numgrad.Descend(valley, start(), 0.15, 30)
	valleys.Path("rate 0.15", points(wild))

	horse := chart("On the saddle x0² − x1²", saddle, []float64{-16, -9, -4, -1, 0, 1, 4, 9, 16, 25, 36})
	_, off := numgrad.Descend(saddle, []float64{-3, 1e-6}, 0.1, 84)
	horse.Path("start (-3, 0.000001)", points(off))
	_, on := numgrad.Descend(saddle, []float64{3, 0}, 0.1, 84)
	horse.Path("start (3, 0)", points(on))
	horse.Note(4.77, 0.4, "high")
	horse.Note(0.4, -4.2, "low")
	return []plot.Figure{{Name: "walk", SVG: walk.SVG()}, {Name: "rates", SVG: distances()},
		{Name: "valley", SVG: valleys.SVG()}, {Name: "saddle", SVG: horse.SVG()}}
}

// distances draws how far each walk is from the lowest point, step by step.
func distances() string {
	c := plot.New("How far from the lowest point?", plot.Axis{Name: "steps", Max: 100},
		plot.Axis{Name: "distance", Min: 1e-9, Max: 1e9, Log: true})
	for _, lr := range []float64{0.01, 0.1, 0.3, 1, 1.1} {
		_, path := numgrad.Descend(bowl, start(), lr, 100)
		var line []plot.Point
		for k, x := range path {
			if distance(x) < 1e-9 {
				break // beyond the picture
			}
			line = append(line, plot.Point{X: float64(k), Y: distance(x)})
		}
		c.Line(fmt.Sprintf("rate %g", lr), line)
	}
	return c.SVG()
}

// chart returns the map of f, with contour lines. One unit is as long along x0
// as along x1, so that the bowl is round.
func chart(title string, f func([]float64) float64, levels []float64) *plot.Chart {
	c := plot.New(title, plot.Axis{Name: "x0", Min: -7, Max: 7}, plot.Axis{Name: "x1", Min: -4.7, Max: 4.7})
	c.Contour(func(x, y float64) float64 { return f([]float64{x, y}) }, levels)
	return c
}

func points(path [][]float64) []plot.Point {
	var p []plot.Point
	for _, x := range path {
		p = append(p, plot.Point{X: x[0], Y: x[1]})
	}
	return p
}
