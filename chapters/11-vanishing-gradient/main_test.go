package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/internal/chaptertest"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

func data() (x, target backprop.Matrix) {
	train, _ := digits.Load()
	return train.X[:100], losses.OneHot(train.Labels[:100], 10)
}

// walk fills the same gradients as backprop.Network, to the last bit.
func TestWalk(t *testing.T) {
	x, target := data()
	for _, s := range settings {
		a, b := s.stack(64, 20, 3, 10), s.stack(64, 20, 3, 10)
		r := a.walk(x, target)
		net := b.network()
		net.Loss(x, target)
		net.Backward()
		for i := range a.affines {
			if got, want := fmt.Sprint(a.affines[i].DW), fmt.Sprint(b.affines[i].DW); got != want {
				t.Errorf("%s: gradient of layer %d differs from that of Network", s.name, i)
			}
		}
		if len(r) != 3 || r[2].dW != length(b.affines[2].DW) {
			t.Errorf("%s: walk = %v, want 3 reports, the last with dW %v", s.name, r,
				length(b.affines[2].DW))
		}
	}
}

// The orders of magnitude that the text speaks of.
func TestRatios(t *testing.T) {
	x, target := data()
	tests := []struct {
		setting   int
		low, high float64
	}{
		{0, 1e-7, 1e-5},
		{1, 1e-4, 1e-2},
		{2, 0.5, 2},
		{3, 0.1, 2},
		{4, 0.5, 2},
		{5, 0.1, 1},
		{6, 5, 100},
		{7, 0.1, 2},
	}
	for _, tt := range tests {
		s := settings[tt.setting]
		r := s.stack(64, 100, 5, 10).walk(x, target)
		if ratio := r[0].dW / r[4].dW; !(ratio >= tt.low && ratio <= tt.high) {
			t.Errorf("%s: W0/W4 = %.2g, want %g to %g", s.name, ratio, tt.low, tt.high)
		}
	}
}

// Slopes go back by the factor that the text predicts, and a sigmoid's are
// never more than 1/4.
func TestPredictedFactor(t *testing.T) {
	x, target := data()
	for _, s := range settings {
		n := s.stack(64, 100, 10, 10)
		r := n.walk(x, target)
		predicted, measured := 1.0, r[0].delta/r[9].delta
		for i := range 9 {
			predicted *= rms(n.affines[i+1].W) * 10 * r[i].slope
			if strings.HasPrefix(s.name, "sigmoid") && !(r[i].slope <= 0.25) {
				t.Errorf("%s: slope %v in layer %d, more than 1/4", s.name, r[i].slope, i)
			}
		}
		if off := math.Pow(measured/predicted, 1./9); !(math.Abs(off-1) <= 0.1) {
			t.Errorf("%s: a layer's factor is %.3f times the predicted one", s.name, off)
		}
	}
}

// Why W0's gradient under sigmoids with std 0.01 is longer than W4's times the
// factors: in layer 4 the inputs are alike for all digits, so its gradient is their
// row times the sum of δ, in which different digits cancel. In layer 0 the inputs
// differ, and what they have in common makes the smaller part.
func TestCancel(t *testing.T) {
	x, target := data()
	n := settings[0].stack(64, 100, 5, 10)
	r := n.walk(x, target)
	sum := func(layer int) float64 { return length(backprop.Matrix{n.affines[layer].DB}) } // DB = Σδ
	if ratio := sum(4) / r[4].delta; !(ratio < 0.6) {
		t.Errorf("layer 4: |Σδ|/|δ| = %v: nothing cancels", ratio) // 1 by chance, 10 if all alike
	}
	half := 0.5 * math.Sqrt(100) // the length of a row of 100 sigmoids at ½
	if ratio := r[4].dW / (half * sum(4)); !(math.Abs(ratio-1) < 0.02) {
		t.Errorf("layer 4: |dW| is %v times |x|·|Σδ|", ratio)
	}
	mean := backprop.NewMatrix(1, 64)
	for _, row := range x {
		for d := range row {
			mean[0][d] += row[d] / 100
		}
	}
	if common := length(mean) * sum(0); !(common < r[0].dW/2) {
		t.Errorf("layer 0: %v of %v comes from what all digits have in common", common, r[0].dW)
	}
}

func TestCompare(t *testing.T) {
	for _, s := range settings[:2] {
		c := compare(s)
		if !(c.exact < 1e-12) || !(c.tried > 1e-4) || strings.Contains(c.verdict.String(), "FAILED") {
			t.Errorf("%s: exact %.1e, tried %.1e, %v", s.name, c.exact, c.tried, c.verdict)
		}
	}
	if c := compare(settings[0]); c.verdict.OK || !strings.Contains(c.verdict.String(), "not judged: 16") {
		t.Errorf("the check claims to judge slopes of 1e-25:\n%v", c.verdict)
	}
}

// A complex step tells a wrong slope of any size: its rule is tried on one layer,
// where the slope is known, dE/dW = xᵀ(y − t)/N.
func TestComplexStep(t *testing.T) {
	n := settings[1].stack(4, 4, 0, 3)
	x := backprop.Gaussian(rand.New(rand.NewPCG(3, 11)), 1, 2, 4)
	target := backprop.Matrix(losses.OneHot([]int{2, 0}, 3))
	dout := backprop.NewMatrix(2, 3)
	for i, a := range n.affines[0].Forward(x) {
		for k, y := range losses.Softmax(a) {
			dout[i][k] = (y - target[i][k]) / 2
		}
	}
	n.affines[0].Backward(dout)
	if e := worst(n.complexStep(x, target), flat(n.affines[0].DW)); !(e <= 1e-13) {
		t.Errorf("complexStep: relative error %v", e)
	}
}

func TestLearn(t *testing.T) {
	train, _ := digits.Load()
	x, target := backprop.Matrix(train.X), backprop.Matrix(losses.OneHot(train.Labels, 10))
	for i, s := range settings[:6] {
		p := learn(s.stack(64, 100, 5, 10), x, target, 60, 30)
		if len(p) != 3 || p[2].steps != 60 || p[0].first != 0 || p[0].final != 0 {
			t.Fatalf("%s: points %v", s.name, p)
		}
		loss, first, learns := p[2].loss, p[2].first, i == 2 || i == 3
		if s.name == "sigmoid, std 1" { // late, but it does: the factor of its layers is about 1
			if !(p[0].loss > 10 && loss < 1.5 && loss > 0.5 && first > 0.005) {
				t.Errorf("%s: loss from %v to %v, W0 moved by %v", s.name, p[0].loss, loss, first)
			}
			continue
		}
		if learns && !(loss < 0.5) || !learns && !(loss > 2.3 && loss < 2.4) {
			t.Errorf("%s: loss %v after 60 steps", s.name, loss)
		}
		if learns && !(first > 0.05) || !learns && !(first > 0 && first < 1e-3) {
			t.Errorf("%s: W0 moved by %v", s.name, first)
		}
	}
}

func TestMeasures(t *testing.T) {
	m := backprop.Matrix{{3, 0}, {0, 4}}
	if got := length(m); got != 5 {
		t.Errorf("length = %v, want 5", got)
	}
	if got := rms(m); got != 2.5 {
		t.Errorf("rms = %v, want 2.5", got) // √(25/4)
	}
	if got, want := fmt.Sprint(fromMean(m)), "[[1.5 -2] [-1.5 2]]"; got != want {
		t.Errorf("fromMean = %v, want %v", got, want)
	}
	if got := moved(backprop.Matrix{{3, 5}, {1, 4}}, m); !(math.Abs(got-math.Sqrt(26)/5) <= 1e-15) {
		t.Errorf("moved = %v, want √26/5", got)
	}
	if got := worst([]float64{1, 3}, []float64{1, -1}); got != 1 { // |3+1|/(3+1)
		t.Errorf("worst = %v, want 1", got)
	}
}

// One unit a layer, by hand: each sigmoid multiplies the slope by y(1 − y).
func TestUnitChain(t *testing.T) {
	chain := unitChain(5)
	y, want := 1.0, 1.0
	for range 5 {
		y = 1 / (1 + math.Exp(-y))
		want *= y * (1 - y)
	}
	if got := chain.Forward(backprop.Matrix{{1}})[0][0]; !(math.Abs(got-y) <= 1e-15) {
		t.Errorf("the result is %v, want %v", got, y)
	}
	if got := chain.Backward(backprop.Matrix{{1}})[0][0]; !(math.Abs(got-want) <= 1e-15) {
		t.Errorf("the slope is %v, want %v", got, want)
	}
}

// The answer to "Try it".
func TestTryIt(t *testing.T) {
	train, test := digits.Load()
	x, target := backprop.Matrix(train.X), backprop.Matrix(losses.OneHot(train.Labels, 10))
	s := setting{"sigmoid, std 0.4", sigmoid, std(0.4)}
	r := s.stack(64, 100, 5, 10).walk(x[:100], target[:100])
	slope := 1.0
	for _, layer := range r[:4] {
		slope *= layer.slope
	}
	n := s.stack(64, 100, 5, 10)
	points := learn(n, x, target, 100, 100)
	right := losses.Accuracy(n.network().Predict(test.X), losses.OneHot(test.Labels, 10))
	for i, want := range []float64{0.65, 0.165, 1.976, 0.269} {
		got := []float64{math.Pow(r[0].delta/r[4].delta, 1./4), math.Pow(slope, 1./4), points[1].loss, right}[i]
		if !(math.Abs(got-want) <= 0.003) {
			t.Errorf("number %d is %.4f, want %v", i, got, want)
		}
	}
}
