package main

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"chainrule/chapters/internal/chaptertest"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// Two ends, to the last digit.
func TestEnds(t *testing.T) {
	for _, test := range []struct {
		lr   float64
		want string
	}{
		{0.1, "[-6.111107928998789e-10 8.148143905314271e-10]"},
		{10, "[-2.5898374737328363e+13 -1.2952486168965398e+12]"},
	} {
		x, path := numgrad.Descend(bowl, start(), test.lr, 100)
		if got := fmt.Sprint(x); got != test.want || len(path) != 101 {
			t.Errorf("rate %v: %s after %d points, want %s after 101", test.lr, got, len(path), test.want)
		}
	}
}

// What the text says of a rate of 10 with exact slopes: Inf, and then Inf − Inf.
func TestExactSlopesOverflow(t *testing.T) {
	x := start()
	for k := 1; k <= 242; k++ {
		for i := range x {
			x[i] -= float64(10 * (2 * x[i]))
			if inf, nan := math.IsInf(x[i], 0), math.IsNaN(x[i]); inf != (k == 241) || nan != (k == 242) {
				t.Fatalf("step %d: x%d = %v, want Inf at 241 and NaN at 242", k, i, x[i])
			}
		}
	}
}

// Without copies the walk reaches the same point, but takes the start along, and
// each point of the path is the last one.
func TestWithoutCopies(t *testing.T) {
	mine := start()
	x, path := withoutCopies(bowl, mine, 0.1, 100)
	want, _ := numgrad.Descend(bowl, start(), 0.1, 100)
	if !slices.Equal(x, want) || !slices.Equal(mine, x) || len(path) != 101 || !slices.Equal(path[0], x) {
		t.Errorf("x = %v, start = %v, path of %d from %v; want %v each, and 101", x, mine, len(path), path[0], want)
	}
}

// The answer to "Try it": a step makes 1.2·x1 of x1.
func TestTryIt(t *testing.T) {
	x, _ := numgrad.Descend(saddle, []float64{-3, 1e-3}, 0.1, 100)
	if !(math.Abs(x[1]-82818) <= 0.5) {
		t.Errorf("x1 = %v after 100 steps, want 82,818", x[1])
	}
}

func TestBend(t *testing.T) {
	f := func(x []float64) float64 { return float64(3*x[0]*x[0]) - float64(x[1]*x[1]) } // bends 6 and −2
	for i, want := range []float64{6, -2} {
		if got := bend(f, i); !(math.Abs(got-want) <= 1e-6) {
			t.Errorf("bend along x%d = %v, want %v", i, got, want)
		}
	}
}
