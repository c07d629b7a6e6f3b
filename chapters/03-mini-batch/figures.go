package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"chainrule/backprop"
	"chainrule/chapters/internal/plot"
)

// figures draws mini-batch gradients as arrows around the true one, the error of a
// batch's gradient over its size, as measured and in theory, and what learning with
// batches leads to at each rate.
func figures() []plot.Figure {
	return []plot.Figure{{Name: "arrows", SVG: arrows()}, {Name: "error", SVG: errorChart()}, {Name: "pay-off", SVG: payOffChart()}}
}

// arrows draws, for the two steepest of the 650 slopes, what batches of two sizes
// say of them, and what all samples say.
func arrows() string {
	train, _ := load()
	net, rng := newNet(), rand.New(rand.NewPCG(3, 9))
	full := gradient(net, train)
	i, j := steepest(full)
	c := plot.New("Two of the 650 slopes, from batches and from all",
		plot.Axis{Name: "the steepest slope", Max: 0.1},
		plot.Axis{Name: "the second steepest", Max: 0.1})
	origin := plot.Point{}
	for _, size := range []int{10, 100} {
		var ends []plot.Point
		for range 20 {
			g := gradient(net, train.rows(backprop.MiniBatch(rng, len(train.x), size)))
			ends = append(ends, plot.Point{X: g[i], Y: g[j]})
		}
		c.Dots(fmt.Sprintf("batches of %d", size), ends)
		for _, end := range ends {
			if size == 10 { // the arrows of the others would hide these
				c.Arrow(origin, end)
			}
		}
	}
	all := plot.Point{X: full[i], Y: full[j]}
	c.Dots("all 1437", []plot.Point{all})
	c.Arrow(origin, all)
	return c.SVG()
}

// steepest returns the places of the two steepest slopes of a gradient.
func steepest(g []float64) (first, second int) {
	first, second = 0, 1
	for k, slope := range g {
		if math.Abs(slope) > math.Abs(g[first]) {
			first, second = k, first
		} else if k != first && math.Abs(slope) > math.Abs(g[second]) {
			second = k
		}
	}
	return first, second
}

func errorChart() string {
	c := plot.New("How wrong is the gradient of a batch?",
		plot.Axis{Name: "samples in the batch, of 1437", Min: 1, Max: 2000, Log: true},
		plot.Axis{Name: "error, as a multiple of the gradient", Min: 0.01, Max: 10, Log: true})
	train, _ := load()
	N := len(train.x)
	var fine []int // close together where the curves bend, at either end
	for size := 1; size < N; size += 1 + min(size, N-size)/20 {
		fine = append(fine, size)
	}
	var without, with, dots, dotsWith []plot.Point
	for _, p := range errorCurve(train, fine, 0) { // no draws: theory alone
		without = append(without, plot.Point{X: float64(p.Size), Y: p.Theory})
		with = append(with, plot.Point{X: float64(p.Size), Y: p.TheoryWith})
	}
	for _, p := range measured() {
		if p.Size < N { // the error of all is 0, which no logarithmic axis has
			dots = append(dots, plot.Point{X: float64(p.Size), Y: p.Without})
		}
		dotsWith = append(dotsWith, plot.Point{X: float64(p.Size), Y: p.With})
	}
	c.Line("theory, without replacement", without)
	c.Line("theory, with", with)
	c.Dots("measured, without", dots)
	c.Dots("measured, with", dotsWith)
	return c.SVG()
}

func payOffChart() string {
	c := plot.New("The same work, in batches of different size",
		plot.Axis{Name: "learning rate", Min: 0.01, Max: 10, Log: true},
		plot.Axis{Name: "loss on held-back digits, in nats", Max: 2.5})
	for i, size := range payOffSizes {
		var line []plot.Point
		for j, r := range learned()[i] {
			line = append(line, plot.Point{X: rates[j], Y: r.Test})
		}
		c.Line(fmt.Sprintf("batches of %d", size), line)
	}
	return c.SVG()
}
