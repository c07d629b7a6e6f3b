package main

import (
	"fmt"
	"slices"
	"strings"

	"chainrule/chapters/internal/plot"
)

// figures draws what one fix at a time is worth, the accuracy over the number of
// digits and over that of steps, and what each choice of weights and bend reaches.
func figures() []plot.Figure {
	r := measured()
	return []plot.Figure{
		{Name: "fixes", SVG: fixes(r)},
		{Name: "digits", SVG: byDigits(r)},
		{Name: "steps", SVG: bySteps(r)},
		{Name: "choices", SVG: choices(r)},
	}
}

// choices are the non-linearities with their usual weights and with He's, and the
// sigmoids with larger weights or a larger rate.
func choices(r results) string {
	var names, words []string
	var values []float64
	var spread [][2]float64
	add := func(s setup) {
		name := s.bend + ", " + s.start
		if s.rate != base.rate {
			name += fmt.Sprintf(", rate %v", s.rate)
		}
		if slices.Contains(names, name) {
			return
		}
		o := r.of(s)
		names, words = append(names, name), append(words, fmt.Sprintf("%.3f", o.Mean))
		values, spread = append(values, o.Mean), append(spread, [2]float64{o.Low, o.High})
	}
	suited, same := bendSetups()
	for i := range suited {
		add(suited[i])
		add(same[i])
	}
	for _, rate := range []int{0, 1} {
		for _, s := range sigmoids() {
			add(s[rate])
		}
	}
	return plot.Ranges("Non-linearity, initial weights, rate",
		plot.Axis{Name: accuracy + ", 3 seeds", Max: 1}, names, values, spread, words)
}

func fixes(r results) string {
	var names, words []string
	var values []float64
	var spread [][2]float64
	for _, b := range bars(r) {
		names = append(names, strings.Replace(b.Name, " instead of ", ", not ", 1))
		words = append(words, fmt.Sprintf("%.3f", b.Mean))
		values, spread = append(values, b.Mean), append(spread, [2]float64{b.Low, b.High})
	}
	return plot.Ranges("Undoing one fix at a time",
		plot.Axis{Name: accuracy + ", 3 seeds", Max: 1}, names, values, spread, words)
}

const accuracy = "test accuracy"

func byDigits(r results) string {
	c := plot.New("More training digits, 1000 steps",
		plot.Axis{Name: "training digits", Min: 30, Max: 3000, Log: true},
		plot.Axis{Name: accuracy, Min: 0.6, Max: 1})
	var x []float64
	var all []Spread
	for _, s := range dataSetups() {
		x, all = append(x, float64(s.digits)), append(all, r.of(s))
		c.Note(float64(s.digits), r.of(s).Mean-0.04, fmt.Sprint(s.digits))
	}
	curve(c, "mean of 3 seeds, with lowest and highest", x, all)
	return c.SVG()
}

// curve draws a line through the means, with whiskers from lowest to highest.
func curve(c *plot.Chart, name string, x []float64, y []Spread) {
	var line []plot.Point
	var low, high []float64
	for i, s := range y {
		line = append(line, plot.Point{X: x[i], Y: s.Mean})
		low, high = append(low, s.Low), append(high, s.High)
	}
	c.Line(name, line)
	c.Whiskers(x, low, high)
}

// bySteps leaves out the accuracy before the first step: 0 has no logarithm.
func bySteps(r results) string {
	c := plot.New("Learning, by initial weights and non-linearity",
		plot.Axis{Name: fmt.Sprintf("steps of %d digits", batch), Min: 8, Max: 1200, Log: true},
		plot.Axis{Name: accuracy, Max: 1})
	var x []float64
	for _, step := range milestones[1:] {
		x = append(x, float64(step))
	}
	deep := pairs(base.hidden)
	equal := base
	equal.start = "all equal"
	for _, s := range []setup{base, deep[1][0], deep[0][1], equal, sigmoids()[2][0]} {
		curve(c, s.bend+", "+s.start, x, r[s].after[1:])
	}
	return c.SVG()
}
