package main

import (
	"chainrule/chapters/internal/plot"
	"chainrule/losses"
)

// figures draws both losses over the probability of the true class, and the
// loss and the accuracy over the one weight of the classifier.
func figures() []plot.Figure {
	judges := plot.New("What a probability costs",
		plot.Axis{Name: "probability p of the true class, of two", Max: 1},
		plot.Axis{Name: "loss (cross entropy in nats)", Max: 5})
	var cee, mse []plot.Point
	t := []float64{1, 0}
	for i := 1; i <= 200; i++ {
		p := float64(i) / 200
		y := []float64{p, 1 - p}
		cee = append(cee, plot.Point{X: p, Y: losses.CrossEntropy(y, t)})
		mse = append(mse, plot.Point{X: p, Y: losses.MSE(y, t)})
	}
	judges.Line("cross entropy, −log p", cee)
	judges.Line("MSE, (1 − p)²", mse)

	slopes := plot.New("A staircase and a valley",
		plot.Axis{Name: "weight w: what an hour is worth", Min: 0.75, Max: 3.15},
		plot.Axis{Name: "share right; loss in nats", Max: 1})
	var right, loss []plot.Point
	for _, c := range steps(0.75, 3.15) {
		right = append(right, plot.Point{X: c[0], Y: c[1]})
	}
	for _, p := range curve(0.75, 3.15, 481) {
		loss = append(loss, plot.Point{X: p.W, Y: p.Loss})
	}
	slopes.Line("accuracy, the share right", right)
	slopes.Line("loss, cross entropy", loss)
	return []plot.Figure{{Name: "two-judges", SVG: judges.SVG()}, {Name: "loss-and-accuracy", SVG: slopes.SVG()}}
}
