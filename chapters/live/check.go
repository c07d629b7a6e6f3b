package live

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/numgrad"
)

// check has a layer whose backward pass the reader can break, and the gradient check
// that should notice. Each of its nine weights is a dot: the slope found numerically
// to the right, what the backward pass says upward. Right is the dashed line.
type check struct {
	controls
	layer *backprop.Affine
	x, t  backprop.Matrix
	slope []float64 // numerically
	grad  []float64 // by the backward pass, broken or not
	said  numgrad.Report
}

var mistakes = []string{"none", "wrong sign", "½ of the loss forgotten",
	"1/N of the loss forgotten", "transposed",
	"stale, of the step before", "first sample only", "sigmoid's slope forgotten"}

func newCheck() Figure {
	f := &check{controls: controls{
		choice("mistake", "mistake in the backward pass", 0, mistakes...),
		slider("seed", "seed of weights and data", 0, 20, 1, 0),
	}}
	f.run()
	return f
}

func (f *check) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.run()
}

// loss is that of the layer, its sigmoid and the squared error, over the nine weights.
func (f *check) loss(w []float64) float64 {
	var act backprop.Sigmoid
	var end backprop.SquaredError
	y := act.Forward(backprop.NewAffine(square3(w), f.layer.B).Forward(f.x))
	return end.Forward(y, f.t)
}

// square3 returns nine numbers as a matrix, 3×3.
func square3(w []float64) backprop.Matrix { return backprop.Matrix{w[0:3], w[3:6], w[6:9]} }

func (f *check) run() {
	rng := rand.New(rand.NewPCG(uint64(f.int("seed")), 9))
	f.layer = backprop.NewAffine(backprop.Gaussian(rng, 1, 3, 3), []float64{0.1, -0.2, 0.3})
	f.x, f.t = backprop.Gaussian(rng, 1, 4, 3), backprop.NewMatrix(4, 3)
	for n := range f.t {
		f.t[n][n%3] = 1
	}
	w := slices.Concat(f.layer.W...)
	f.slope = numgrad.Gradient(f.loss, w)
	f.grad = f.backward()
	f.said = numgrad.Check(f.loss, w, f.grad)
}

// backward is the backward pass with the mistake in it.
func (f *check) backward() []float64 {
	var act backprop.Sigmoid
	var end backprop.SquaredError
	x, t := f.x, f.t
	if f.option("mistake") == "first sample only" {
		x, t = x[:1], t[:1]
	}
	end.Forward(act.Forward(f.layer.Forward(x)), t)
	da := act.Backward(end.Backward(1 / float64(len(f.x)/len(x))))
	if f.option("mistake") == "sigmoid's slope forgotten" {
		da = end.Backward(1)
	}
	f.layer.Backward(da)
	grad := slices.Concat(f.layer.DW...)
	if f.option("mistake") == "stale, of the step before" {
		w := square3(slices.Concat(f.layer.W...)) // where a step of rate 5 would have come from, nearly
		for i, row := range w {
			for j := range row {
				row[j] += float64(5 * f.layer.DW[i][j])
			}
		}
		before := backprop.NewAffine(w, f.layer.B)
		end.Forward(act.Forward(before.Forward(x)), t)
		before.Backward(act.Backward(end.Backward(1)))
		grad = slices.Concat(before.DW...)
	}
	factor := map[string]float64{"wrong sign": -1, "½ of the loss forgotten": 2,
		"1/N of the loss forgotten": float64(len(f.x))}
	for i := range grad {
		if by, ok := factor[f.option("mistake")]; ok {
			grad[i] *= by
		}
	}
	if f.option("mistake") == "transposed" {
		g := slices.Clone(grad)
		for i := range grad {
			grad[i] = g[3*(i%3)+i/3]
		}
	}
	return grad
}

// checkAxes are the same for all mistakes and seeds, so that nothing moves but the dots.
var checkAxes = axes{left: 44, top: 28, right: 408, bottom: 330, x0: -0.15, x1: 0.15, y0: -0.4,
	y1: 0.4}

func (f *check) Scene() *Scene {
	s, a := newScene(368), checkAxes
	s.frame(a, []float64{-0.1, 0, 0.1}, []float64{-0.4, -0.2, 0, 0.2, 0.4}, number,
		"slope found numerically", "slope by the backward pass")
	s.line("quiet", "dashed", a.px(a.x0), a.py(a.x0), a.px(a.x1), a.py(a.x1))
	for i, grad := range f.grad {
		x, right, y := a.px(f.slope[i]), a.py(f.slope[i]), a.py(grad)
		switch {
		case math.Abs(grad-f.slope[i]) <= 1e-6*max(math.Abs(f.slope[i]), 1e-3):
			s.circle("blue", "", 5.5, x, y)
		case math.Abs(grad) > a.y1: // beyond the picture
			s.arrow("red", 2, x, right, x, min(max(y, a.top), a.bottom))
		default:
			s.thin("red", "", x, right, x, y)
			s.circle("red", "", 5.5, x, y)
		}
	}
	verdict, colour := "passed", "blue"
	if !f.said.OK {
		verdict, colour = "FAILED", "red"
	}
	s.text(colour, "big", "start", a.left+12, a.top+26, verdict)
	return s
}

// Say is the verdict of numgrad.Check, and what it says of the cause.
func (f *check) Say() string {
	head, _, _ := strings.Cut(f.said.String(), "\n")
	s := strings.ToUpper(head[:1]) + head[1:] + ". "
	if slices.ContainsFunc(f.grad, func(g float64) bool { return math.Abs(g) > checkAxes.y1 }) {
		s += "An arrow leads to a value beyond the picture. "
	}
	for line := range strings.Lines(f.said.String()) {
		if cause, ok := strings.CutPrefix(line, "likely cause: "); ok {
			return s + "Likely cause: " + strings.TrimSpace(cause) + "."
		}
	}
	if f.said.OK {
		return s + "The largest relative error is " + short(f.said.MaxRel) + "."
	}
	return s + "The values have no simple pattern that would name the cause."
}

func (f *check) Try() string {
	return "Choose a mistake. Are its dots on another line than the dashed one, on its mirror " +
		"image, or anywhere? And which mistakes does the verdict name?"
}

func (f *check) Call() string { return "numgrad.Check(loss, w, grad)" }
