package main

import (
	"math"

	"chainrule/chapters/internal/plot"
	"chainrule/numgrad"
)

// figures draws how the difference of a right and of wrong gradients changes with
// h, the limits of three judges, and finite differences near a kink.
func figures() []plot.Figure {
	return []plot.Figure{
		{Name: "right-or-wrong", SVG: rightOrWrong()},
		{Name: "limits", SVG: limits()},
		{Name: "kink", SVG: kink()},
	}
}

// rightOrWrong leaves out the h where rounding, which differs by computer, would
// show: at 1e-4 it is already 1 in 100 of the difference.
func rightOrWrong() string {
	c := plot.New("The error as h gets smaller",
		plot.Axis{Name: "step h", Min: 3e-4, Max: 1e-1, Log: true},
		plot.Axis{Name: "worst |a − n|/max(|a|, |n|)", Min: 1e-7, Max: 10, Log: true})
	net, p := small()
	for _, grad := range []struct {
		name   string
		factor float64
	}{{"right", 1}, {"all slopes times 1.0001", 1.0001}, {"all slopes times 2", 2}} {
		a := net.gradient(p)
		for i := range a {
			a[i] *= grad.factor
		}
		var line []plot.Point
		for i := range 11 {
			h := math.Pow(10, -float64(i+4)/4)
			line = append(line, plot.Point{X: h, Y: compare(a, central(net.loss, p, h)).rel})
		}
		c.Line(grad.name, line)
	}
	return c.SVG()
}

// limits draws for each of the ten layers how far off the three judges let its
// largest slope be, and how far off it is: by rounding, and if it is doubled.
func limits() string {
	c := plot.New("How far off a slope may be, in ten layers of sigmoids",
		plot.Axis{Name: "layer (0 is the first, next to the input)", Min: 0, Max: 9},
		plot.Axis{Name: "error allowed, or made", Min: 1e-14, Max: 1, Log: true})
	net, p := deep()
	grad, loss := net.gradient(p), net.loss(p)
	spread := 0.0
	for i := range p {
		spread = math.Hypot(spread, float64(p[i]*grad[i]))
	}
	const eps = 0x1p-52
	uncertainty := float64(16 * eps / numgrad.Step * math.Hypot(loss, spread)) // roundoff only
	var doubled, rounding, absolute, relative, check []plot.Point
	from := 0
	for i, end := range net.ends() {
		x, largest := float64(i), largest(grad[from:end])
		doubled = append(doubled, plot.Point{X: x, Y: largest})
		rounding = append(rounding, plot.Point{X: x, Y: eps / (2 * numgrad.Step)})
		absolute = append(absolute, plot.Point{X: x, Y: 1e-6})
		relative = append(relative, plot.Point{X: x, Y: 1e-7 * largest})
		check = append(check, plot.Point{X: x, Y: float64(1e-7*largest) + uncertainty})
		from = end
	}
	c.Line("error if doubled", doubled)
	c.Line("error by rounding", rounding)
	c.Line("allowed: absolute 1e-6", absolute)
	c.Line("allowed: relative 1e-7", relative)
	c.Line("allowed: Check", check)
	return c.SVG()
}

// kink draws ReLU with the two lines whose slopes are the finite differences.
func kink() string {
	const h = numgrad.Step
	relu := func(x float64) float64 { return max(x, 0) }
	c := plot.New("Finite differences near a kink",
		plot.Axis{Name: "x, in steps h", Min: -2, Max: 2},
		plot.Axis{Name: "max(x, 0), in steps h", Min: -0.25, Max: 2})
	c.Line("ReLU", []plot.Point{{X: -2, Y: 0}, {X: 0, Y: 0}, {X: 2, Y: 2}})
	for _, try := range []struct {
		name string
		x    float64
	}{{"at 0: slope 0.5", 0}, {"at 0.3 h: slope 0.65", 3e-5}} {
		var ends []plot.Point
		for _, x := range []float64{try.x - h, try.x + h} {
			ends = append(ends, plot.Point{X: x / h, Y: relu(x) / h})
		}
		c.Line(try.name, ends)
	}
	return c.SVG()
}
