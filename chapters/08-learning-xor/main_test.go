package main

import (
	"fmt"
	"math"
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/internal/chaptertest"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

func TestSearchGrid(t *testing.T) {
	best, right, tried := searchGrid()
	if tried != 41*41*41 || right != 3 {
		t.Errorf("searchGrid: %d settings, at most %d points right, want 68921 and 3", tried, right)
	}
	// y = 0.5 everywhere: L = 1/8 · 4 · 0.25.
	if want := (setting{0, 0, 0, 0.125}); best != want {
		t.Errorf("searchGrid: best %v, want %v", best, want)
	}
}

func TestOnTheRightSide(t *testing.T) {
	tests := []struct {
		name string
		y    backprop.Matrix
		want int
	}{
		{"all", backprop.Matrix{{0.4}, {0.6}, {0.6}, {0.4}}, 4},
		{"none", backprop.Matrix{{0.6}, {0.4}, {0.4}, {0.6}}, 0},
		{"on the line", backprop.Matrix{{0.5}, {0.5}, {0.5}, {0.5}}, 0},
		{"NaN", backprop.Matrix{{math.NaN()}, {1}, {1}, {0}}, 3},
	}
	for _, tt := range tests {
		if got := onTheRightSide(tt.y); got != tt.want {
			t.Errorf("%s: onTheRightSide = %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestGates(t *testing.T) {
	nandOr, and := gates(1)
	h := Step{}.Forward(nandOr.Forward(xorX))
	y := Step{}.Forward(and.Forward(h))
	for i, want := range [][3]float64{{1, 0, 0}, {1, 1, 1}, {1, 1, 1}, {0, 1, 0}} {
		if got := [3]float64{h[i][0], h[i][1], y[i][0]}; got != want {
			t.Errorf("NAND, OR, XOR of %v = %v, want %v", xorX[i], got, want)
		}
	}
}

func TestAreSums(t *testing.T) {
	x := backprop.Matrix{{1, 2, 3}, {4, 5, 6}}
	dout := backprop.Matrix{{1, -1}, {2, 3}}
	dw := backprop.Matrix{{9, 11}, {12, 13}, {15, 15}} // 1·1 + 4·2, 1·-1 + 4·3, …
	if !areSums(x, dout, dw) {
		t.Errorf("areSums(%v, %v, %v) = false", x, dout, dw)
	}
	dw[2][1] = 14
	if areSums(x, dout, dw) {
		t.Errorf("areSums(%v, %v, %v) = true", x, dout, dw)
	}
}

// The loop of this chapter finds the same slopes as finite differences do.
func TestBackward(t *testing.T) {
	for _, s := range starts {
		n := s.net(3, 5)
		var x, grad []float64
		n.end.Forward(n.Forward(xorX), xorT)
		n.Backward(n.end.Backward(1))
		for _, p := range n.params {
			for r := range p.Value {
				x = append(x, p.Value[r]...)
				grad = append(grad, p.Grad[r]...)
			}
		}
		loss := func(x []float64) float64 {
			i := 0
			for _, p := range n.params {
				for r := range p.Value {
					i += copy(p.Value[r], x[i:])
				}
			}
			return n.loss()
		}
		if r := numgrad.Check(loss, x, grad); !r.OK {
			t.Errorf("%s: %v", s.name, r)
		}
	}
}

func TestTrain(t *testing.T) {
	n := starts[0].net(2, 0)
	if steps, learned := n.train(100, 1); steps != 100 || learned {
		t.Errorf("train(100) = %d, %v, want 100, false", steps, learned)
	}
	more, learned := n.train(longest, 1)
	if !learned || pointsOff(n.Forward(xorX)) != 0 {
		t.Errorf("seed 0 has not learned after %d steps: %v", 100+more, n.Forward(xorX))
	}
	again := starts[0].net(2, 0)
	if steps, _ := again.train(longest, 1); steps != 100+more {
		t.Errorf("in two parts %d steps, at once %d", 100+more, steps)
	}
	if steps, learned := n.train(longest, 1); steps != 0 || !learned {
		t.Errorf("train, once learned, = %d, %v, want 0, true", steps, learned)
	}
}

// What the text says of the failures is true of each of them.
func TestWhereStuck(t *testing.T) {
	for i := range starts {
		for j := range widths {
			for _, f := range failures(counted()[i][j]) {
				checkFailure(t, f)
			}
		}
	}
}

func checkFailure(t *testing.T, f trial) {
	t.Helper()
	name := fmt.Sprintf("%s %d, seed %d", f.start.name, f.units, f.seed)
	n := f.start.net(f.units, f.seed)
	n.train(longest, 1)
	h := n.Chain[1].Forward(n.Chain[0].Forward(xorX))
	_, relu := n.Chain[1].(*backprop.ReLU)
	var off []int // the points off
	mean := 0.0   // of their targets
	for i := range f.y {
		if !(math.Abs(f.y[i][0]-xorT[i][0]) < 0.1) {
			off = append(off, i)
			mean += xorT[i][0]
		}
	}
	mean /= float64(len(off))
	for _, i := range off {
		y := f.y[i][0]
		if len(off) == 1 && !(y*(1-y) < 0.001) {
			t.Errorf("%s: one point off, y = %v, not flat", name, y)
		}
		if len(off) > 1 && !(math.Abs(y-mean) < 0.01) {
			t.Errorf("%s: y = %v where the mean is %v", name, y, mean)
		}
		for k := range h[i] {
			alike := math.Abs(h[i][k] - h[off[0]][k])
			bend := math.Abs(h[0][k] + h[3][k] - h[1][k] - h[2][k])
			if len(off) < 4 && !(alike < 0.01) || len(off) == 4 && !(bend < 0.01) {
				t.Errorf("%s: %d points off, hidden %v", name, len(off), h)
			}
			if relu && (len(off) == 2 || len(off) == 3) && h[i][k] != 0 {
				t.Errorf("%s: not cut off at point %d: %v", name, i, h)
			}
		}
	}
}

func TestUnitsEqual(t *testing.T) {
	n := start{act: sigmoid, weights: constant}.net(4, 0)
	n.train(100, 1)
	if !unitsEqual(n) {
		t.Error("units that began equal are not equal")
	}
	n.Chain[0].(*backprop.Affine).W[1][3] += 1e-15
	if unitsEqual(n) {
		t.Error("unitsEqual does not see a difference of 1e-15")
	}
}

// The film ends where the text says that XOR is learned.
func TestMoments(t *testing.T) {
	if steps, _ := starts[0].net(2, 0).train(longest, 1); steps != moments[len(moments)-1] {
		t.Errorf("XOR is learned in %d steps, and the film ends at %d", steps, moments[len(moments)-1])
	}
}

// The answer to "Try it": a single unit gets AND right, and so do tiny weights.
func TestTryIt(t *testing.T) {
	before := xorT
	defer func() { xorT = before }()
	xorT = backprop.Matrix{{0}, {0}, {0}, {1}}
	if _, right, _ := searchGrid(); right != 4 {
		t.Errorf("one layer gets %d of 4 points of AND right", right)
	}
	for _, s := range tinyStarts[:2] {
		for seed := range 3 {
			if steps, learned := s.net(4, seed).train(longest, 1); !learned || steps > 4000 {
				t.Errorf("%s, seed %d: AND learned = %v after %d steps, want within 4000", s.name, seed, learned, steps)
			}
		}
	}
}
