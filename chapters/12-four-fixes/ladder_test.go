package main

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"chainrule/backprop"
)

// Every rung of the ladder gives the bits of the textbook loop.
func TestLadder(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 12))
	for _, size := range [][3]int{{1, 1, 1}, {2, 3, 4}, {5, 4, 7}, {7, 13, 3}, {3, 5, 4}, {10, 50, 9}} {
		a := backprop.Gaussian(rng, 1, size[0], size[1])
		b := backprop.Gaussian(rng, 1, size[1], size[2])
		want := textbook(a, b)
		for name, mul := range map[string]func(a, b backprop.Matrix) backprop.Matrix{
			"alongRows": alongRows, "inTiles": inTiles, "MatMul": backprop.MatMul,
		} {
			if !sameBits(mul(a, b), want) {
				t.Errorf("%v: %s is not the textbook's", size, name)
			}
		}
	}
}

// Nothing about the times is certain, but that there are some.
func TestClimb(t *testing.T) {
	var b strings.Builder
	if err := climb(&b); err != nil || strings.Count(b.String(), "GFLOP/s") != 6 {
		t.Errorf("climb: %v\n%s", err, &b)
	}
	if strings.Contains(b.String(), " 0.000 ms") || strings.Contains(b.String(), "Inf") {
		t.Errorf("a rung took no time:\n%s", &b)
	}
}

// However short the work and coarse the clock, a time is found.
func TestFastest(t *testing.T) {
	start := time.Now()
	seconds := fastest(1, func() {})
	if passed := time.Since(start); passed < 20*time.Millisecond || !(seconds > 0) || !(seconds < 1e-3) {
		t.Errorf("nothing takes %v s, measured for %v, want 20 ms or more", seconds, passed)
	}
}
