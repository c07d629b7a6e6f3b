package live

import (
	"fmt"
	"math"
	"slices"

	"chainrule/backprop"
	"chainrule/losses"
)

// softmax turns three scores into probabilities, and shows y − t, by which learning
// moves the scores. A push on all scores changes nothing, but for the textbook formula.
type softmax struct {
	controls
	grip int // the score that is being dragged
}

func newSoftmax() Figure {
	return &softmax{controls: controls{
		slider("a0", "score 0", -6, 6, 0.1, 1),
		slider("a1", "score 1", -6, 6, 0.1, 3),
		slider("a2", "score 2", -6, 6, 0.1, -1),
		choice("true", "true class", 0, "0", "1", "2"),
		slider("push", "added to all scores", 0, 1000, 10, 0),
		button("step", "Learn one step, rate 3"),
	}}
}

// scores returns the scores that go into softmax, pushed.
func (f *softmax) scores() []float64 {
	a := make([]float64, 3)
	for k := range a {
		a[k] = round(f.value(fmt.Sprint("a", k))+f.value("push"), 6)
	}
	return a
}

func (f *softmax) target() []float64 { return losses.OneHot([]int{f.int("true")}, 3)[0] }

// slopes returns ∂L/∂a, which is y − t.
func (f *softmax) slopes() []float64 {
	var end backprop.SoftmaxWithLoss
	end.Forward(backprop.Matrix{f.scores()}, backprop.Matrix{f.target()})
	return end.Backward(1)[0]
}

// textbook is softmax as the formula has it: e^a_k / Σ e^a_j. It overflows.
func textbook(a []float64) []float64 {
	y, sum := make([]float64, len(a)), 0.0
	for k, v := range a {
		y[k] = math.Exp(v)
		sum += y[k]
	}
	for k := range y {
		y[k] /= sum
	}
	return y
}

// fails tells whether the textbook's formula gives NaN for the scores of now.
func (f *softmax) fails() bool {
	for _, y := range textbook(f.scores()) {
		if math.IsNaN(y) {
			return true
		}
	}
	return false
}

// softmaxRate is large enough that a step, which the arrows show, is to be seen.
const softmaxRate = 3

// Set moves a control; "step" moves the scores against their slopes.
func (f *softmax) Set(name string, v float64) {
	f.controls.Set(name, v)
	if name == "step" {
		for k, slope := range f.slopes() {
			score := fmt.Sprint("a", k)
			f.controls.Set(score, f.value(score)-float64(softmaxRate*slope))
		}
	}
}

var softmaxScores = axes{left: 34, top: 28, right: 408, bottom: 198, x0: -0.5, x1: 2.5, y0: -6.5,
	y1: 6.5}
var softmaxProbs = axes{left: 34, top: 250, right: 408, bottom: 350, x0: -0.5, x1: 2.5, y0: 0,
	y1: 1}

func (f *softmax) Press(x, y float64) {
	u, _ := softmaxScores.value(x, y)
	f.grip = int(math.Round(min(max(u, 0), 2)))
	f.Drag(x, y)
}

func (f *softmax) Drag(x, y float64) {
	_, v := softmaxScores.value(x, y)
	f.Set(fmt.Sprint("a", f.grip), v)
}

func (f *softmax) Release() {}

func (f *softmax) Scene() *Scene {
	s, a, b := newScene(404), softmaxScores, softmaxProbs
	pushed := func(v float64) string { return number(v + f.value("push")) }
	s.frame(a, nil, []float64{-6, -3, 0, 3, 6}, pushed, "", "scores a, and what a step adds")
	s.frame(b, nil, []float64{0, 0.5, 1}, number, "",
		"probabilities y, and the targets t as lines")
	scores, y, t, slopes := f.scores(), losses.Softmax(f.scores()), f.target(), f.slopes()
	for k := range 3 {
		x, own := float64(k), f.value(fmt.Sprint("a", k))
		s.rect("blue", "", a.px(x-0.2), a.py(0), a.px(x+0.2), a.py(own))
		s.circle("blue", "grip", 8, a.px(x), a.py(own))
		s.text("ink", "bold", "start", a.px(x+0.26), a.py(own)+5, number(scores[k]))
		if step := -float64(softmaxRate * slopes[k]); math.Abs(step) >= 0.3 { // else all head
			_, end := a.at(x, own+step)
			s.arrow("red", 3, a.px(x-0.32), a.py(own), a.px(x-0.32), end)
		}
		if f.fails() {
			v := textbook(scores)[k]
			words := fixed(v, 3)
			if math.IsNaN(v) {
				words = "NaN"
			}
			s.text("red", "bold", "middle", a.px(x), a.bottom+18, "textbook: "+words)
		}
		s.rect("blue", "", b.px(x-0.2), b.bottom, b.px(x+0.2), b.py(y[k]))
		s.line("gold", "", b.px(x-0.22), b.py(t[k]), b.px(x+0.22), b.py(t[k]))
		s.text("ink", "bold", "start", b.px(x+0.26), min(b.py(y[k])+5, b.bottom-6),
			fmt.Sprintf("%.3f", y[k]))
		s.text("quiet", "", "middle", b.px(x), b.bottom+18, fmt.Sprintf("class %d", k))
		s.text("red", "bold", "middle", b.px(x), b.bottom+38, "y−t = "+fixed(slopes[k], 3))
	}
	return s
}

// fixed writes v with so many decimals, and never minus zero.
func fixed(v float64, decimals int) string {
	p := math.Pow(10, float64(decimals))
	v = math.Round(v*p) / p
	if v < 0 {
		return fmt.Sprintf("−%.*f", decimals, -v)
	}
	return fmt.Sprintf("%.*f", decimals, math.Abs(v))
}

func (f *softmax) Say() string {
	if f.fails() {
		return fmt.Sprintf("The textbook's e^a/Σe^a now gives NaN, because e^%s is too large for "+
			"a float64. losses.Softmax subtracts the largest score first and gets the same "+
			"probabilities as without the push.",
			literal(slices.Max(f.scores())))
	}
	y, k := losses.Softmax(f.scores()), f.int("true")
	return fmt.Sprintf("The true class %d has probability %s, so the loss is %.3f. One step of "+
		"learning at rate %d would raise its score by %s and lower the other two by the same "+
		"amount in total.", k, probability(y[k]), losses.SoftmaxCrossEntropy(f.scores(),
		f.target()), softmaxRate, short(math.Abs(softmaxRate*f.slopes()[k])))
}

// probability writes p with two digits, or three decimals where these would make it 1.
func probability(p float64) string {
	if p >= 0.995 {
		return fixed(p, 3)
	}
	return short(p)
}

func (f *softmax) Try() string {
	return "Drag a score. Which arrow is longest? Then add to all scores until the textbook's " +
		"formula breaks: at which score is it?"
}

func (f *softmax) Call() string { return "losses.Softmax(" + literals(f.scores()) + ")" }
