package live

import (
	"fmt"
	"math"

	"chainrule/losses"
	"chainrule/numgrad"
)

// confident is the smallest learner of chapter 2: one weight w, the score of the true
// class, whose probability is p = sigmoid(w). Two balls begin at the same w and roll
// down their loss: cross entropy, and MSE, which is flat where the learner is confident
// and wrong.
type confident struct {
	controls
	entropy, square float64 // where the two balls are
	steps           int
}

func newConfident() Figure {
	f := &confident{controls: controls{
		slider("start", "weight w at the start", -8, 4, 0.25, -4),
		list("rate", "learning rate", confidentRates, 2),
		button("again", "Back to the start"),
	}}
	f.reset()
	return f
}

var confidentRates = []float64{0.1, 0.25, 0.5, 1, 2}

func (f *confident) rate() float64 { return confidentRates[f.int("rate")] }

func (f *confident) reset() {
	f.entropy, f.square, f.steps = f.value("start"), f.value("start"), 0
}

func (f *confident) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.reset()
}

func sigmoid(w float64) float64 { return 1 / (1 + math.Exp(-w)) }

// entropyOf and squareOf are the two losses of the pair (p, 1 − p) as functions of w.
func entropyOf(w float64) float64 {
	return losses.SoftmaxCrossEntropy([]float64{w, 0}, []float64{1, 0})
}

func squareOf(w float64) float64 {
	p := sigmoid(w)
	return losses.MSE([]float64{p, 1 - p}, []float64{1, 0})
}

const confidentSteps = 200

func (f *confident) Over() bool { return f.steps == confidentSteps }

func (f *confident) Step() bool {
	if f.Over() {
		f.reset()
	}
	f.entropy = descend(entropyOf, f.entropy, f.rate())
	f.square = descend(squareOf, f.square, f.rate())
	f.steps++
	return !f.Over()
}

// descend takes one step of gradient descent with a function of one number.
func descend(f func(float64) float64, x, rate float64) float64 {
	end, _ := numgrad.Descend(func(v []float64) float64 { return f(v[0]) }, []float64{x}, rate, 1)
	return end[0]
}

func (f *confident) Pace() float64 { return 0.25 }

var confidentAxes = axes{left: 34, top: 28, right: 408, bottom: 264, x0: -8.4, x1: 8.4,
	y0: 0, y1: 8.4}

func (f *confident) Press(x, y float64) { f.Drag(x, y) }
func (f *confident) Drag(x, y float64) {
	w, _ := confidentAxes.value(x, y)
	f.Set("start", w)
}
func (f *confident) Release() {}

func (f *confident) Scene() *Scene {
	s, a := newScene(300), confidentAxes
	s.frame(a, []float64{-8, -4, 0, 4, 8}, []float64{0, 2, 4, 6, 8}, number,
		"weight w (it should be large)", "loss")
	s.curve("blue", "", a, entropyOf)
	s.curve("red", "", a, squareOf)
	s.thin("quiet", "dashed", a.px(f.value("start")), a.top, a.px(f.value("start")), a.bottom)
	s.ball("blue", a, entropyOf, f.entropy)
	s.ball("red", a, squareOf, f.square)
	s.text("blue", "bold", "end", a.right, a.top+18, "cross entropy")
	s.text("blue", "", "end", a.right, a.top+35, fmt.Sprintf("p = %.3f", sigmoid(f.entropy)))
	s.text("red", "bold", "end", a.right, a.top+63, "MSE")
	s.text("red", "", "end", a.right, a.top+80, fmt.Sprintf("p = %.3f", sigmoid(f.square)))
	s.text("quiet", "", "end", a.right, a.top+108, count(f.steps, "step"))
	return s
}

// ball draws the point of f at x, with a piece of the tangent.
func (s *Scene) ball(colour string, a axes, f func(float64) float64, x float64) {
	slope := numgrad.Derivative(f, x)
	px, py := a.at(x, f(x))
	dx, dy := a.px(1)-a.px(0), float64(slope*(a.py(1)-a.py(0)))
	l := 34 / math.Hypot(dx, dy)
	s.thin("ink", "", px-float64(l*dx), py-float64(l*dy), px+float64(l*dx), py+float64(l*dy))
	s.circle(colour, "grip", 8, px, py)
}

func (f *confident) Say() string {
	se, sq := numgrad.Derivative(entropyOf, f.entropy), numgrad.Derivative(squareOf, f.square)
	if f.steps == 0 {
		return fmt.Sprintf("At the start p = %.4f, and it should be 1. Cross entropy has slope "+
			"%s here. MSE has slope %s, which is only 1/%s of that.",
			sigmoid(f.entropy), number(round(se, 2)), number(round(sq, 2)), number(round(se/sq, 2)))
	}
	s := fmt.Sprintf("After %s, cross entropy has moved p from %.4f to %.3f, and MSE has moved "+
		"it to %.3f.",
		count(f.steps, "step"), sigmoid(f.value("start")), sigmoid(f.entropy), sigmoid(f.square))
	if f.Over() {
		s += " That was the last step."
	}
	return s
}

func (f *confident) Try() string {
	return "Press Play. Then drag the balls to where the learner is confident and wrong (far " +
		"left) or undecided (at 0), and play again."
}

func (f *confident) Call() string {
	return fmt.Sprintf("numgrad.Descend(loss, []float64{%s}, %s, %d)", literal(f.value("start")),
		literal(f.rate()), max(f.steps, 1))
}
