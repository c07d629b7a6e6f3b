package numgrad

import (
	"math"
	"slices"
	"testing"
)

func TestDescendLiterals(t *testing.T) {
	for _, tc := range []struct {
		name  string
		lr    float64
		steps int
		want  []float64
	}{
		{"the notes", 0.1, 100, []float64{-6.111107928998789e-10, 8.148143905314271e-10}},
		// True arithmetic would be at (-2.25e128, 3.00e128): the walk stands
		// still where x is so large that Gradient returns 0.
		{"rate too large", 10, 100, []float64{-2.5898374737328363e+13, -1.2952486168965398e+12}},
		{"no step", 0.1, 0, []float64{-3, 4}},
		{"rate 0", 0, 7, []float64{-3, 4}},
	} {
		start := []float64{-3, 4}
		x, path := Descend(bowl, start, tc.lr, tc.steps)
		if !slices.Equal(x, tc.want) {
			t.Errorf("%s: Descend arrives at %v, want %v", tc.name, x, tc.want)
		}
		if len(path) != tc.steps+1 || !slices.Equal(path[0], start) || !slices.Equal(path[tc.steps], x) {
			t.Errorf("%s: path of %d points from %v to %v, want %d from %v to %v",
				tc.name, len(path), path[0], path[len(path)-1], tc.steps+1, start, x)
		}
		if !slices.Equal(start, []float64{-3, 4}) {
			t.Errorf("%s: start is now %v", tc.name, start)
		}
	}
}

// x ← x − 0.25·2x halves x, up to the noise of the slopes.
func TestDescendHalves(t *testing.T) {
	_, path := Descend(bowl, []float64{-8, 4}, 0.25, 5)
	for n, point := range path {
		want := []float64{-8 / math.Exp2(float64(n)), 4 / math.Exp2(float64(n))}
		if !(math.Abs(point[0]-want[0]) <= 1e-10) || !(math.Abs(point[1]-want[1]) <= 1e-10) {
			t.Errorf("point %d is %v, want %v", n, point, want)
		}
	}
}

// Both variables move at once: on x0·x1 from (1, 1) with rate 1, one after the
// other would reach (0, 1), not (0, 0).
func TestDescendAtOnce(t *testing.T) {
	x, _ := Descend(func(x []float64) float64 { return x[0] * x[1] }, []float64{1, 1}, 1, 1)
	if !(math.Abs(x[0]) <= 1e-11) || !(math.Abs(x[1]) <= 1e-11) {
		t.Errorf("Descend on x0·x1 from [1 1] = %v, want [0 0]", x)
	}
}

// A gradient of zero stops the walk, also on a saddle; uphill it leaves.
func TestDescendSaddle(t *testing.T) {
	saddle := func(x []float64) float64 { return float64(x[0]*x[0]) - float64(x[1]*x[1]) }
	if x, _ := Descend(saddle, []float64{0, 0}, 0.1, 50); x[0] != 0 || x[1] != 0 {
		t.Errorf("Descend from the saddle = %v, want [0 0]", x)
	}
	if x, _ := Descend(saddle, []float64{1, 1e-3}, 0.1, 50); !(math.Abs(x[0]) < 1e-4 && x[1] > 1) {
		t.Errorf("Descend beside the saddle = %v, want x0 near 0, x1 beyond 1", x)
	}
}

func TestDescendSharesNothing(t *testing.T) {
	start := []float64{-3, 4}
	x, path := Descend(bowl, start, 0.1, 3)
	all := append([][]float64{start, x}, path...)
	var want [][]float64
	for _, point := range all {
		want = append(want, slices.Clone(point))
	}
	for n, point := range all {
		was := slices.Clone(point)
		point[0], point[1] = 77, 78
		_ = append(point, 79)
		for m := range all {
			if m != n && !slices.Equal(all[m], want[m]) {
				t.Errorf("writing to slice %d changed slice %d", n, m)
			}
		}
		copy(point, was)
	}
}
