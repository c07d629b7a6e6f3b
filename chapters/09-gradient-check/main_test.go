package main

import (
	"math"
	"slices"
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/internal/chaptertest"
	"chainrule/losses"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// Each mistake is caught with the right diagnosis, and its right version passes.
func TestMuseum(t *testing.T) {
	const (
		formula = noPattern
		factor  = " times the numerical slopes: a factor such as N, ½ or 2"
		places  = "right, but misplaced: swapped or transposed"
	)
	want := map[string]string{
		"cross entropy: 1/N forgotten":            "all values are 3" + factor,
		"cross entropy: t − y instead of y − t":   "all values are the numerical slopes with the opposite sign",
		"squares: ½ forgotten in the loss":        "all values are 0.5" + factor,
		"−t/y where t and y are both 0":           "grad is not finite",
		"x·y: dx and dy exchanged":                "all values are " + places,
		"x·y + x: x's second path forgotten":      formula,
		"affine: dx = dout·W instead of dout·Wᵀ":  formula,
		"affine: DW = doutᵀ·x instead of xᵀ·dout": "the values that disagree are " + places,
		"affine: DW added to the previous one":    "all values are 2" + factor,
		"affine: DB of the first sample only":     formula,
		"affine: DB never filled in":              "all values are 0: never filled in, or shut off by a mask",
		"sigmoid: slope from x instead of y":      formula,
		"tanh: slope 1 − y instead of 1 − y²":     formula,
		"tanh: dout forgotten":                    formula,
		"ReLU: the mask inverted":                 formula,
		"softmax: y(1 − y), as if one by one":     formula,
	}
	all := slices.Concat(lossHall(), graphHall(), affineHall(), activationHall())
	if len(all) != len(want) {
		t.Errorf("%d exhibits, want %d", len(all), len(want))
	}
	for _, e := range all {
		if r := numgrad.Check(e.f, e.x, e.right); !r.OK || len(r.Kinks) > 0 {
			t.Errorf("%s: the right version: %v", e.name, r)
		}
		r := numgrad.Check(e.f, e.x, e.wrong)
		if r.OK {
			t.Errorf("%s: not caught", e.name)
		}
		if got := cause(r); got != want[e.name] {
			t.Errorf("%s: likely cause %q, want %q", e.name, got, want[e.name])
		}
	}
}

// No mistake in the museum is saved by a near miss.
func TestMuseumIsFarOff(t *testing.T) {
	for _, e := range slices.Concat(lossHall(), graphHall(), affineHall(), activationHall()) {
		if d := compare(e.wrong, e.right); d.rel < 0.1 {
			t.Errorf("%s: off by a relative %v at most", e.name, d.rel)
		}
	}
}

func TestRows(t *testing.T) {
	v := []float64{1, 2, 3, 4, 5, 6}
	m := rows(v, 2)
	if len(m) != 3 || m[2][1] != 6 {
		t.Fatalf("rows(%v, 2) = %v", v, m)
	}
	m[1][0] = 30
	if v[2] != 30 {
		t.Error("rows copies the numbers")
	}
	f := flat(m, backprop.Matrix{{7}})
	if !slices.Equal(f, []float64{1, 2, 30, 4, 5, 6, 7}) {
		t.Errorf("flat = %v", f)
	}
	if f[0] = 10; v[0] != 1 {
		t.Error("flat does not copy the numbers")
	}
}

// The slice p is cut up in the order of the doc comment.
func TestNetwork(t *testing.T) {
	l := layered{sizes: []int{2, 1, 2}, act: tanh}
	net := l.network([]float64{1, 2, 0.5, 3, 4, 10, 20})
	h := math.Tanh(1*1 + 2*(-1) + 0.5) // of x = (1, −1)
	got := net.Predict(backprop.Matrix{{1, -1}})[0]
	if want := 3*h + 10; !(math.Abs(got[0]-want) <= 1e-12) {
		t.Errorf("score 0 = %v, want %v", got[0], want)
	}
	if want := 4*h + 20; !(math.Abs(got[1]-want) <= 1e-12) {
		t.Errorf("score 1 = %v, want %v", got[1], want)
	}
}

func TestSmall(t *testing.T) {
	net, p := small()
	if r := numgrad.Check(net.loss, p, net.gradient(p)); !r.OK || !(r.MaxAbs <= 1e-9) {
		t.Errorf("%v, MaxAbs %v", r, r.MaxAbs)
	}
	if net, p := deep(); len(p) != net.ends()[9] || len(p) != 16+8*20+15 {
		t.Errorf("deep has %d parameters, its layers end at %v", len(p), net.ends())
	}
}

func TestCompare(t *testing.T) {
	got := compare([]float64{1, 4, 0}, []float64{1.5, 3, 0})
	if want := (difference{1, 0.5 / 1.5}); got != want {
		t.Errorf("compare = %v, want %v", got, want)
	}
	nan := math.NaN()
	if got := compare([]float64{nan, 1}, []float64{1, 1}); got.abs == got.abs || got.rel == got.rel {
		t.Errorf("a NaN got lost: %v", got)
	}
	if got := compare([]float64{0}, []float64{1e-12}); got.rel != 1 {
		t.Errorf("0 against 1e-12: relative %v, want 1", got.rel)
	}
}

func TestCentral(t *testing.T) {
	x := []float64{3, -2}
	f := func(x []float64) float64 { return float64(x[0]*x[0]) + float64(4*x[1]) }
	if got := central(f, x, 0.5); !slices.Equal(got, []float64{6, 4}) {
		t.Errorf("central = %v, want [6 4]", got)
	}
	if !slices.Equal(x, []float64{3, -2}) {
		t.Errorf("central moved x to %v", x)
	}
}

// "A tenth of h is a hundredth of the error."
func TestStepSize(t *testing.T) {
	net, p := small()
	grad := net.gradient(p)
	worst := func(h float64) float64 { return compare(grad, central(net.loss, p, h)).rel }
	for _, h := range []float64{1e-2, 1e-3, 1e-4} {
		if ratio := worst(10*h) / worst(h); !(ratio > 90 && ratio < 110) {
			t.Errorf("h = %g: the error shrinks %.1f times, want about 100", h, ratio)
		}
	}
}

// What the ten layers are there for, and "1e-10": a gradient of layer 1 that is off by
// 1e-9 is caught, one that is off by 1e-12 is not.
func TestVanishing(t *testing.T) {
	net, p := deep()
	grad := net.gradient(p)
	d := compare(grad, numgrad.Gradient(net.loss, p))
	if !(d.abs < 1e-9 && d.rel > 1e-5) {
		t.Errorf("errors: absolute %v, relative %v", d.abs, d.rel)
	}
	for off, want := range map[float64]bool{1e-12: true, 1e-9: false} {
		near := slices.Clone(grad)
		near[0] += off
		if got := numgrad.Check(net.loss, p, near).OK; got != want {
			t.Errorf("off by %g: passes %v, want %v", off, got, want)
		}
	}
}

func TestUnevenDout(t *testing.T) {
	for _, c := range []struct {
		name         string
		layer        backprop.Layer
		ones, uneven bool
	}{
		{"softmax", &Softmax{}, false, true},
		{"softmaxNoY", &softmaxNoY{}, false, false},
		{"sigmoid", &backprop.Sigmoid{}, true, true},
		{"sigmoidNoDout", &sigmoidNoDout{}, true, false},
		{"tanh", &backprop.Tanh{}, true, true},
	} {
		if r := checkLayer(c.layer, layerX, ones(2, 3)); r.OK != c.ones || word(r) == "FAILED" {
			t.Errorf("%s with ones: %v", c.name, r)
		}
		if r := checkLayer(c.layer, layerX, uneven); r.OK != c.uneven {
			t.Errorf("%s with an uneven dout: %v", c.name, r)
		}
	}
}

// Kinks are named and not blamed, but what is wrong there is.
func TestKinks(t *testing.T) {
	relu := func(x []float64) float64 { return max(x[0], 0) }
	for _, c := range []struct {
		x, grad  float64
		ok, kink bool
	}{
		{0, 0, true, true},
		{0, 0.5, true, true},
		{0, 1, true, true},
		{0, 2, false, true},
		{0, -0.1, false, true},
		{3e-5, 1, true, false},
		{3e-5, 0, false, false},
		{3e-5, 0.65, false, false}, // what the difference says
		{0.5, 1, true, false},
	} {
		r := numgrad.Check(relu, []float64{c.x}, []float64{c.grad})
		if r.OK != c.ok || (len(r.Kinks) > 0) != c.kink && c.ok {
			t.Errorf("x = %v, gradient %v: %v", c.x, c.grad, r)
		}
	}
}

// Both wrong formulas are consistent and wrong, and the hand computation tells.
func TestWrongForward(t *testing.T) {
	a, target := []float64{0.3, 2.9, 4.0}, []float64{0, 0, 1}
	byHand := math.Log(math.Exp(0.3)+math.Exp(2.9)+math.Exp(4)) - 4
	if got := losses.SoftmaxCrossEntropy(a, target); !(math.Abs(got-byHand) <= 1e-12) {
		t.Errorf("the right loss is %v, by hand %v", got, byHand)
	}
	for name, c := range map[string]struct {
		f    formula
		want float64
	}{
		"minus": {minusForgotten, -byHand},
		"exp":   {expForgotten, math.Log(7.2 / 4)},
	} {
		value, grad := c.f(a, target)
		if !(math.Abs(value-c.want) <= 1e-12) || math.Abs(value-byHand) < 0.1 {
			t.Errorf("%s: %v, want %v, and far from %v", name, value, c.want, byHand)
		}
		if r := numgrad.Check(valueOf(c.f, target), a, grad); !r.OK {
			t.Errorf("%s: %v", name, r)
		}
	}
}

// With 1e-7 inside the logarithm the relative error is 1e-7/y, and without it there is none.
func TestEpsilonInLog(t *testing.T) {
	for _, y := range []float64{0.5, 0.1, 0.01, 0.0001} {
		a := []float64{math.Log(y), math.Log(1 - y)}
		d := compare(epsilonSlopes(a), numgrad.Gradient(withEpsilon, a))
		if want := 1e-7 / y; !(math.Abs(d.rel-want) <= 0.05*want) {
			t.Errorf("y = %v: relative error %v, want about %v", y, d.rel, want)
		}
		without := func(a []float64) float64 { return losses.SoftmaxCrossEntropy(a, []float64{1, 0}) }
		if r := numgrad.Check(without, a, epsilonSlopes(a)); !r.OK {
			t.Errorf("y = %v, without the 1e-7: %v", y, r)
		}
	}
}

// The answer to "Try it": with ones for dout, the tanh that forgets dout gets away,
// and it alone of the five; the museum does not call that a mistake without a pattern.
func TestTryIt(t *testing.T) {
	before := uneven
	defer func() { uneven = before }()
	uneven = ones(2, 3)
	for _, e := range activationHall() {
		r := numgrad.Check(e.f, e.x, e.wrong)
		if r.OK != (e.name == "tanh: dout forgotten") || r.OK == (cause(r) == noPattern) {
			t.Errorf("%s: OK = %v, cause %q", e.name, r.OK, cause(r))
		}
	}
}
