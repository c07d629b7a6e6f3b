package main

import (
	"math"
	"testing"

	"chainrule/backprop"
)

// All sides do the same work: they draw the same batches, and lose alike.
func TestSameWork(t *testing.T) {
	n := newNetwork(20)
	us, gonum, gomlx := ourStep(n), gonumStep(n), gomlxStep(n)
	first, last := 0.0, 0.0
	for i := range 400 {
		a, b, c := us(), gonum(), gomlx()
		if !(math.Abs(a-b) <= 1e-12) || !(math.Abs(a-c) <= 1e-12) {
			t.Fatalf("step %d: our loss is %v, gonum's %v, GoMLX's %v", i, a, b, c)
		}
		switch i / 100 {
		case 0:
			first += a
		case 3:
			last += a
		}
	}
	if !(last < first) {
		t.Errorf("nothing is learned: 100 losses are %v at first, and %v in the end", first, last)
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
	r := samples{
		"ours, 1 core":       {{"a": 2}, {"a": 3}, {"a": 4}},
		"NumPy, 1 thread":    {{"a": 1}, {"a": 6}, nil},
		"NumPy, all threads": {{"a": 4}, {"a": 2}, {"a": 16}},
		"gonum":              {nil, nil, nil},
	}
	if got := r.ratio(r.of("ours, 1 core", "a"), r.of("NumPy", "a")); got != 1.5 { // 2/1, 3/2, 4/16
		t.Errorf("ratio = %v, want 1.5", got)
	}
	if got := r.ratio(r.of("ours, 1 core", "a"), r.of("gonum", "a")); got != 0 {
		t.Errorf("ratio without the other side = %v", got)
	}
	zeros := samples{"ours": {{"allocations": 0}, {"allocations": 0}, {"allocations": 3}}}
	if got := zeros.middle("ours", "allocations"); got != 0 {
		t.Errorf("the median of 0, 0 and 3 = %v", got)
	}
}

func TestReadBenchmark(t *testing.T) {
	s := make(sample)
	err := s.readBenchmark("goos: linux\n" +
		"BenchmarkSmallStep/2-2-1-2  10  90000 ns/op  300 ns/step  3.0 ×hand\n" +
		"BenchmarkSmallStep/2-8-1    10  90000 ns/op  800 ns/step  2.0 ×hand\nPASS\n")
	if err != nil || s["step/2-2-1"] != 300 || s["×hand/2-2-1"] != 3 || s["step/2-8-1"] != 800 || s["×hand/2-8-1"] != 2 {
		t.Errorf("readBenchmark: %v, %v", s, err)
	}
	if err := s.readBenchmark("BenchmarkSmallStep/2-2-1 10 x ns/op 3 ns/step 3 ×hand"); err == nil {
		t.Error("readBenchmark takes x for a number")
	}
	if err := (sample{}).readBenchmark("PASS"); err == nil {
		t.Error("readBenchmark finds times where there are none")
	}
}

// The products of a step of 784-50-10 on 100 samples: two with the images, three with
// the ten classes.
func TestOperations(t *testing.T) {
	if got, want := operations("step/784-50-10"), 2*(2*100*784*50+3*100*50*10.); got != want {
		t.Errorf("operations of the step = %v, want %v", got, want)
	}
	if got := operations("mul/2x3x5"); got != 60 {
		t.Errorf("operations of 2×3 times 3×5 = %v, want 60", got)
	}
}

// A limit is a limit: the loops do what they say, 24 operations a round.
func TestLimits(t *testing.T) {
	for name, l := range limits {
		if got := l.loop(0); got != 78 { // 1 + 2 + … + 12
			t.Errorf("%s: no round gives %v, want 78", name, got)
		}
		if got := l.loop(1); got != 51 { // half of it, and twelve times 1
			t.Errorf("%s: one round gives %v, want 51", name, got)
		}
	}
}
