package main

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"chainrule/chapters/internal/chaptertest"
	"chainrule/losses"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// The values of the notes and of the Python book that they follow. Logarithms may
// differ in the last place between CPUs.
func TestKnownValues(t *testing.T) {
	for _, test := range []struct {
		name            string
		got, want, slip float64
	}{
		{"MSE of A", losses.MSE(modelA, target), 0.09750000000000003, 0},
		{"MSE of B", losses.MSE(modelB, target), 0.5974999999999999, 0},
		{"−log 0.6", losses.CrossEntropy(modelA, target), 0.5108256237659907, 2e-16},
		{"−log(0.6+1e-7)", withEpsilon(modelA, target), 0.510825457099338, 2e-16},
		{"−log 0.1", losses.CrossEntropy(modelB, target), 2.302585092994046, 5e-16},
		{"−log(0.1+1e-7)", withEpsilon(modelB, target), 2.3025840929945458, 5e-16},
	} {
		if !(math.Abs(test.got-test.want) <= test.slip) {
			t.Errorf("%s = %v, want %v", test.name, test.got, test.want)
		}
	}
}

// What the formula as written, and the epsilon, make of 0.
func TestEdges(t *testing.T) {
	perfect, impossible, target := []float64{1, 0}, []float64{0, 1}, []float64{1, 0}
	if e := asWritten(perfect, target); !math.IsNaN(e) {
		t.Errorf("as written, a perfect prediction costs %v, want NaN", e)
	}
	if e := withEpsilon(perfect, target); !(math.Abs(e+1e-7) <= 1e-13) {
		t.Errorf("with 1e-7, a perfect prediction costs %v, want -1e-7", e)
	}
	if e := withEpsilon(impossible, target); !(math.Abs(e-7*math.Ln10) <= 1e-14) {
		t.Errorf("with 1e-7, the impossible costs %v, want 7 log 10", e)
	}
}

// E = 1.25 (w−2)²: slope 2.5 (w−2), so that a step of rate 0.1 leaves ¾ of the
// distance from 2, and 5/4 of it with the notes' sign.
func TestMinusSign(t *testing.T) {
	for _, test := range []struct {
		name   string
		e      func(w float64) float64
		factor float64
	}{
		{"right", lineError, 0.75},
		{"a minus too many", minusError, 1.25},
	} {
		path := walk(test.e, 1, 0.1, 20)
		for k, w := range path {
			want := 2 - math.Pow(test.factor, float64(k))
			if !(math.Abs(w-want) <= 1e-8) {
				t.Errorf("%s: after %d steps w = %v, want %v", test.name, k, w, want)
			}
			if k > 0 && !(test.e(w) < test.e(path[k-1])) {
				t.Errorf("%s: step %d does not go down", test.name, k)
			}
		}
	}
	if !(minusError(3) <= 0) || minusError(3) != -lineError(3) {
		t.Errorf("minusError(3) = %v, lineError(3) = %v", minusError(3), lineError(3))
	}
}

// One weight, confident and wrong. With p = 1/(1 + e⁻ʷ), p' = p(1 − p): the slope of
// (1 − p)² is −2p(1 − p)², that of −log p is p − 1.
func TestNeuronSlopes(t *testing.T) {
	for _, w := range []float64{-4, -1, 0, 2} {
		p := 1 / (1 + math.Exp(-w))
		if got, want := numgrad.Derivative(underMSE, w), -2*p*(1-p)*(1-p); !(math.Abs(got-want) <= 1e-7) {
			t.Errorf("MSE at w = %v: slope %v, want %v", w, got, want)
		}
		if got, want := numgrad.Derivative(underCEE, w), p-1; !(math.Abs(got-want) <= 1e-7) {
			t.Errorf("CEE at w = %v: slope %v, want %v", w, got, want)
		}
	}
	if got := stepsTo([]float64{-4, -1, 1}, 0.5) + " " + stepsTo([]float64{-4}, 0.5); got != "2 never" {
		t.Errorf("stepsTo says %s, want 2 never", got)
	}
}

func TestWalkOfNoSteps(t *testing.T) {
	if path := walk(lineError, 1, 0.1, 0); !slices.Equal(path, []float64{1}) {
		t.Errorf("path = %v, want [1]", path)
	}
}

// A student h hours into the course is passed from w = 4/h on: the accuracy can
// change there and nowhere else. The loss has a slope everywhere but at its one
// lowest point, left of which it falls and right of which it rises.
func TestStaircaseAndSlope(t *testing.T) {
	points := curve(0.75, 3.15, 2401)
	lowest := 0
	var edges []float64
	for i, p := range points {
		onEdge := slices.ContainsFunc(hours, func(h float64) bool {
			return math.Abs(4/h-p.W) <= 1.0001*numgrad.Step
		})
		if p.AccuracySlope != 0 {
			edges = append(edges, p.W)
		}
		if p.AccuracySlope != 0 && !onEdge {
			t.Errorf("w = %v: accuracy has slope %v off the edges", p.W, p.AccuracySlope)
		}
		if p.Loss < points[lowest].Loss {
			lowest = i
		}
	}
	for i, p := range points {
		slope := numgrad.Derivative(loss, p.W)
		if i < lowest && !(slope < 0) || i > lowest && !(slope > 0) {
			t.Errorf("w = %v: loss has slope %v, lowest at w = %v", p.W, slope, points[lowest].W)
		}
	}
	if got := fmt.Sprintf("%.4f", edges); got != "[0.8000 1.0000 1.6000 2.0000]" {
		t.Errorf("weights on an edge: %s, want 0.8, 1, 1.6 and 2", got)
	}
	if first, last := points[0].W, points[2400].W; first != 0.75 || !(math.Abs(last-3.15) <= 1e-15) {
		t.Errorf("the curve goes from %v to %v, want 0.75 to 3.15", first, last)
	}
}

// The staircase is drawn with level treads and upright risers of one student,
// and its treads are the accuracy.
func TestSteps(t *testing.T) {
	corners := steps(0.75, 3.15)
	if n := len(corners); n != 2*12+2 || corners[0][0] != 0.75 || corners[n-1][0] != 3.15 {
		t.Fatalf("%d corners %v, want 26, as 12 students change sides from 0.75 to 3.15", n, corners)
	}
	for i := 0; i+1 < len(corners); i += 2 {
		a, b := corners[i], corners[i+1]
		for _, part := range []float64{0.01, 0.99} {
			if w := a[0] + part*(b[0]-a[0]); a[1] != b[1] || accuracy(w) != a[1] {
				t.Errorf("tread from %v to %v, but the accuracy at w = %v is %v", a, b, w, accuracy(w))
			}
		}
		if i+2 < len(corners) {
			if c := corners[i+2]; c[0] != b[0] || math.Abs(c[1]-b[1]) != 1.0/16 {
				t.Errorf("riser from %v to %v, want an upright one of 1/16", b, c)
			}
		}
	}
}

// The slope of the loss as the chain rule will have it: the mean of
// (probability of passing − passed)·hours.
func TestLossSlope(t *testing.T) {
	for _, p := range curve(0.75, 3.15, 9) {
		want := 0.0
		for n, h := range hours {
			want += (1/(1+math.Exp(4-p.W*h)) - passed[n][1]) * h / float64(len(hours))
		}
		if got := numgrad.Derivative(loss, p.W); !(math.Abs(got-want) <= 1e-7) {
			t.Errorf("w = %v: slope %v, want %v", p.W, got, want)
		}
	}
}

// The accuracy leads nowhere, the loss to its lowest point.
func TestWhoArrives(t *testing.T) {
	if end := walk(func(w float64) float64 { return -accuracy(w) }, 0.75, 0.5, 200)[200]; end != 0.75 {
		t.Errorf("the accuracy led from 0.75 to %v", end)
	}
	if end := walk(loss, 0.75, 0.5, 200)[200]; !(math.Abs(numgrad.Derivative(loss, end)) <= 1e-9) {
		t.Errorf("the loss led to %v, where its slope is %v", end, numgrad.Derivative(loss, end))
	}
}

// The answer to "Try it": with a clean border at 2.5 hours, all 16 are right for w
// from 4/2.5 = 1.6 to 4/2.25 = 1.78. The lowest loss lies beyond, and is not 0.
func TestTryIt(t *testing.T) {
	before := passed
	defer func() { passed = before }()
	passed = losses.OneHot([]int{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1}, 2)
	for w, want := range map[float64]float64{1.59: 15, 1.61: 16, 1.77: 16, 1.79: 15} {
		if got := accuracy(w) * 16; got != want {
			t.Errorf("w = %v: %v right, want %v", w, got, want)
		}
	}
	end := walk(loss, startW, 0.5, 2000)[2000]
	if !(math.Abs(end-1.815) <= 0.0005) || !(math.Abs(loss(end)-0.221) <= 0.0005) || accuracy(end)*16 != 15 {
		t.Errorf("the loss leads to w = %.4f, where it is %.4f and %v are right; want 1.815, 0.221 and 15",
			end, loss(end), accuracy(end)*16)
	}
}
