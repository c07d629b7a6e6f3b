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
// to the right, what the backward pass says upward. Right is the diagonal.
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

func (f *check) axes() axes {
	reach := 0.0
	for i := range f.grad {
		reach = max(reach, math.Abs(f.grad[i]), math.Abs(f.slope[i]))
	}
	m := 0.05
	for m < reach*1.05 {
		m *= 2
	}
	return axes{left: 44, top: 28, right: 408, bottom: 330, x0: -m, x1: m, y0: -m, y1: m}
}

func (f *check) Scene() *Scene {
	s, a := newScene(368), f.axes()
	ticks := []float64{-a.x1, -a.x1 / 2, 0, a.x1 / 2, a.x1}
	s.frame(a, ticks[1:], ticks, number, "slope found numerically", "slope by the backward pass")
	s.line("quiet", "dashed", a.left, a.bottom, a.right, a.top)
	for i := range f.grad {
		colour := "red"
		if math.Abs(f.grad[i]-f.slope[i]) <= 1e-6*max(math.Abs(f.slope[i]), 1e-3) {
			colour = "blue"
		} else {
			s.thin("red", "", a.px(f.slope[i]), a.py(f.slope[i]), a.px(f.slope[i]), a.py(f.grad[i]))
		}
		s.circle(colour, "", 5.5, a.px(f.slope[i]), a.py(f.grad[i]))
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
	return "Choose a mistake. Do its dots lie on another line, on a mirror image, or anywhere? " +
		"And which mistakes does the verdict name?"
}

func (f *check) Call() string { return "numgrad.Check(loss, w, grad)" }
