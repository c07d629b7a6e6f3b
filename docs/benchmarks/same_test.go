package main

import (
	"math"
	"testing"

	"chainrule/backprop"
)

// Both sides do the same work: they draw the same batches, and lose alike.
func TestSameWork(t *testing.T) {
	n := newNetwork(20)
	us, them := ourStep(n), gonumStep(n)
	first, last := 0.0, 0.0
	for i := range 50 {
		a, b := us(), them()
		if !(math.Abs(a-b) <= 1e-12) {
			t.Fatalf("step %d: our loss is %v, gonum's %v", i, a, b)
		}
		if last = a; i == 0 {
			first = a
		}
	}
	if !(last < first) {
		t.Errorf("nothing is learned: the loss goes from %v to %v", first, last)
	}
}

func TestSameProduct(t *testing.T) {
	a, b := backprop.Matrix{{1, 2}, {3, 4}}, backprop.Matrix{{5, 6}, {7, 8}}
	for name, f := range map[string]func() float64{
		"ours": ourProduct(a, b), "gonum": gonumProduct(a, b), "gomlx": gomlxProduct(a, b),
	} {
		if got := f(); got != 19 { // 1·5 + 2·7
			t.Errorf("%s = %v, want 19", name, got)
		}
	}
}

func TestRatio(t *testing.T) {
	times := map[string][]float64{"ours": {2, 3, 4}, "NumPy, 1 thread": {1, 6, 8}, "NumPy, all threads": {4, 2, 16}}
	if got := ratio(times, "ours", "NumPy"); got != "1.50" { // 2/1, 3/2, 4/8
		t.Errorf("ratio = %s, want 1.50", got)
	}
	if got := ratio(times, "ours", "gonum"); got != "–" {
		t.Errorf("ratio without the other side = %s", got)
	}
}
