package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
	"chainrule/losses"
)

// figures draws both losses over the probability of the true class, a neuron that
// learns under each, the sixteen students, and the loss and the accuracy over
// the one weight of the classifier.
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
	return []plot.Figure{{Name: "two-judges", SVG: judges.SVG()}, {Name: "confident-and-wrong", SVG: neuron()},
		{Name: "students", SVG: students()}, {Name: "loss-and-accuracy", SVG: slopes.SVG()}}
}

// neuron draws how the probability recovers, step by step, under each loss.
func neuron() string {
	c := plot.New("Confident and wrong: how long until it notices?",
		plot.Axis{Name: "steps of learning", Max: neuronSteps},
		plot.Axis{Name: "probability p of the true class", Max: 1})
	for _, l := range []struct {
		name string
		loss func(w float64) float64
	}{{"cross entropy", underCEE}, {"MSE", underMSE}} {
		var points []plot.Point
		for k, w := range walk(l.loss, wrongStart, neuronRate, neuronSteps) {
			points = append(points, plot.Point{X: float64(k), Y: probability(w)})
		}
		c.Line(l.name, points)
	}
	return c.SVG()
}

// students draws the sixteen, and the probability of passing at two weights: where
// learning starts, and where the loss leads to.
func students() string {
	c := plot.New("Sixteen students, and two guesses about them",
		plot.Axis{Name: "hours of study", Max: 6},
		plot.Axis{Name: "probability of passing", Max: 1})
	end := walk(loss, startW, 0.5, 200)[200]
	for _, w := range []float64{startW, end} {
		var points []plot.Point
		for i := range 121 {
			h := float64(i) / 20
			points = append(points, plot.Point{X: h, Y: losses.Softmax([]float64{4, float64(w * h)})[1]})
		}
		c.Line(fmt.Sprintf("w = %.2f", w), points)
	}
	for class, name := range []string{"failed", "passed"} {
		var points []plot.Point
		for n, h := range hours {
			if passed[n][class] == 1 {
				points = append(points, plot.Point{X: h, Y: 0.03 + float64(0.94*float64(class))})
			}
		}
		c.Dots(name, points)
	}
	return c.SVG()
}
