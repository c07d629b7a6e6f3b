package main

import (
	"fmt"

	"chainrule/backprop"
	"chainrule/chapters/internal/plot"
)

// figures draws the two lines that make XOR, four activations, the output of the net after
// and during learning, and how many starts learn, by the number of hidden units.
func figures() []plot.Figure {
	n := starts[0].net(2, 0)
	n.train(longest, 1)
	after := plane("After learning: y from 0 (blue) to 1 (orange)")
	after.Shade(48, n.at)
	after.Contour(n.at, []float64{0.5})
	points(after)
	return []plot.Figure{
		{Name: "two-lines", SVG: twoLines()},
		{Name: "activations", SVG: activations()},
		{Name: "after", SVG: after.SVG()},
		{Name: "learning", SVG: learning()},
		{Name: "success", SVG: success()},
	}
}

// at returns the output of n at one point.
func (n *net) at(x1, x2 float64) float64 { return n.Forward(backprop.Matrix{{x1, x2}})[0][0] }

// plane returns a chart of the inputs.
func plane(title string) *plot.Chart {
	return plot.New(title,
		plot.Axis{Name: "input x0 (the number in a circle is the target t)", Min: -0.5, Max: 1.5},
		plot.Axis{Name: "input x1", Min: -0.5, Max: 1.5})
}

// points draws the four points, with their targets.
func points(c *plot.Chart) {
	for i, x := range xorX {
		c.Discs(fmt.Sprint(xorT[i][0]), []plot.Point{{X: x[0], Y: x[1]}})
	}
}

// twoLines draws where the hidden units of gates switch.
func twoLines() string {
	c := plane("Two lines separate what one line cannot")
	nandOr, _ := gates(1)
	for k, name := range []string{"NAND: 1 below this line", "OR: 1 above this line"} {
		w1, w2, b := nandOr.W[0][k], nandOr.W[1][k], nandOr.B[k]
		x2 := func(x1 float64) float64 { return -(float64(w1*x1) + b) / w2 } // w1·x1 + w2·x2 + b = 0
		from, to := max(-0.5, x2(1.5)), min(1.5, x2(-0.5))                   // w1 = w2: x2(x2(x1)) = x1
		c.Line(name, []plot.Point{{X: from, Y: x2(from)}, {X: to, Y: x2(to)}})
	}
	c.Note(-0.45, -0.4, "NAND only")
	c.Note(0.28, 0.47, "both: XOR")
	c.Note(1.06, 1.3, "OR only")
	points(c)
	return c.SVG()
}

func activations() string {
	c := plot.New("Four activations",
		plot.Axis{Name: "input a", Min: -4, Max: 4}, plot.Axis{Name: "output y", Min: -1.2, Max: 2.2})
	for _, act := range []struct {
		name  string
		layer backprop.Layer
	}{{"step", Step{}}, {"sigmoid", sigmoid()}, {"tanh", tanh()}, {"ReLU", relu()}} {
		var curve []plot.Point
		for i := range 321 {
			a := float64(i-160) / 40
			if y := act.layer.Forward(backprop.Matrix{{a}})[0][0]; y <= 2.2 {
				curve = append(curve, plot.Point{X: a, Y: y})
			}
		}
		c.Line(act.name, curve)
	}
	return c.SVG()
}

func success() string {
	c := plot.New("How many starts learn XOR",
		plot.Axis{Name: "hidden units", Min: 2, Max: 8}, plot.Axis{Name: "starts that learn, of 50", Max: 52})
	for i, s := range starts {
		var line []plot.Point
		for j, units := range widths {
			all := counted()[i][j]
			learned := len(all) - len(failures(all))
			line = append(line, plot.Point{X: float64(units), Y: float64(learned)})
		}
		c.Path(s.name, line)
	}
	return c.SVG()
}
