package backprop

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// byHand is a network 2-H-1 of sigmoids with the squared error at its end, as one
// writes it for this task alone: fixed arrays, plain loops, nothing checked. It is
// what a step of a small network is measured against.
type byHand[H [2]float64 | [8]float64] struct {
	w1 [2]H
	b1 H
	w2 H
	b2 float64
}

func (p *byHand[H]) step(x *[4][2]float64, t *[4]float64, lr float64) {
	var h [4]H
	var dy [4]float64
	for n := range x {
		y := 0.0
		for k := range len(p.b1) {
			z := float64(x[n][0]*p.w1[0][k]) + float64(x[n][1]*p.w1[1][k])
			h[n][k] = sigmoid(z + p.b1[k])
			y += float64(h[n][k] * p.w2[k])
		}
		y = sigmoid(y + p.b2)
		dy[n] = float64((y - t[n]) / 4 * y * (1 - y))
	}
	var dw1 [2]H
	var db1, dw2 H
	db2 := 0.0
	for n := range x {
		for k := range len(p.b1) {
			dw2[k] += float64(h[n][k] * dy[n])
			dz := float64(float64(dy[n]*p.w2[k]) * h[n][k] * (1 - h[n][k]))
			dw1[0][k] += float64(x[n][0] * dz)
			dw1[1][k] += float64(x[n][1] * dz)
			db1[k] += dz
		}
		db2 += dy[n]
	}
	for k := range len(p.b1) {
		p.w1[0][k] -= float64(lr * dw1[0][k])
		p.w1[1][k] -= float64(lr * dw1[1][k])
		p.b1[k] -= float64(lr * db1[k])
		p.w2[k] -= float64(lr * dw2[k])
	}
	p.b2 -= float64(lr * db2)
}

// small returns a step of a network 2-H-1 on the four points of XOR as a library
// and by hand, from the same weights, and what tells whether they are the same now.
func small[H [2]float64 | [8]float64](seed uint64) (library, hand func(), same func() bool) {
	rng := rand.New(rand.NewPCG(15, seed))
	var p byHand[H]
	units := len(p.b1)
	first, last := NewAffine(Xavier(rng, 2, units), make([]float64, units)), NewAffine(Xavier(rng, units, 1), make([]float64, 1))
	for k := range units {
		p.w1[0][k], p.w1[1][k], p.w2[k] = first.W[0][k], first.W[1][k], last.W[k][0]
	}
	chain, end := Chain{first, new(Sigmoid), last, new(Sigmoid)}, new(SquaredError)
	params := chain.Params()
	x, t := Matrix{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, Matrix{{0}, {1}, {1}, {0}}
	library = func() {
		end.Forward(chain.Forward(x), t)
		chain.Backward(end.Backward(1))
		SGD(params, 0.5)
	}
	hand = func() { p.step(&[4][2]float64{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, &[4]float64{0, 1, 1, 0}, 0.5) }
	same = func() bool {
		for k := range units {
			if p.w1[0][k] != first.W[0][k] || p.w1[1][k] != first.W[1][k] || p.b1[k] != first.B[k] || p.w2[k] != last.W[k][0] {
				return false
			}
		}
		return p.b2 == last.B[0]
	}
	return library, hand, same
}

// The two that are measured do the same work, to the last bit.
func TestSmallStepByHand(t *testing.T) {
	for seed := range uint64(5) {
		for name, start := range map[string]func(uint64) (func(), func(), func() bool){"2-2-1": small[[2]float64], "2-8-1": small[[8]float64]} {
			library, hand, same := start(seed)
			for step := range 200 {
				library()
				if hand(); !same() {
					t.Fatalf("%s, seed %d: after %d steps the weights differ", name, seed, step+1)
				}
			}
			if got := testing.AllocsPerRun(10, library); got != 0 {
				t.Errorf("%s: a step allocates %v times, want 0", name, got)
			}
		}
	}
}

// The metric ×hand is how many times longer a step takes than by hand, the median
// over rounds in which both take turns. An op is a round.
func BenchmarkSmallStep(b *testing.B) {
	for _, s := range []struct {
		name  string
		start func(uint64) (func(), func(), func() bool)
	}{{"2-2-1", small[[2]float64]}, {"2-8-1", small[[8]float64]}} {
		b.Run(s.name, func(b *testing.B) {
			library, hand, _ := s.start(1)
			var ratios, times []float64
			for b.Loop() {
				long, short := timed(library), timed(hand)
				ratios, times = append(ratios, long/short), append(times, long)
			}
			slices.Sort(ratios)
			slices.Sort(times)
			b.ReportMetric(ratios[len(ratios)/2], "×hand")
			b.ReportMetric(times[len(times)/2], "ns/step")
		})
	}
}

// timed returns how many nanoseconds a step takes, in the mean over a hundred.
func timed(step func()) float64 {
	begin := time.Now()
	for range 100 {
		step()
	}
	return float64(time.Since(begin).Nanoseconds()) / 100
}
