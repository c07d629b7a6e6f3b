package numgrad

import (
	"math"
	"slices"
	"strings"
	"testing"
)

// The doubts of the formula above Check, 16ε/h·(max|f| + Σ|x·slope|) with
// h = 1e-4·max(1, |x|): what is left of the digits of f.
func TestDoubt(t *testing.T) {
	const unit = 16 * 0x1p-52 / 1e-4
	for _, tc := range []struct {
		name      string
		f         func(x []float64) float64
		x         float64
		want, tol float64 // in units
	}{
		{"constant", at(func(float64) float64 { return 1 }), 0, 1, 1e-9},
		{"zero: as if it were the smallest normal number", at(func(float64) float64 { return 0 }), 0, 0x1p-1022, 1e-311},
		{"constant, below 0", at(func(float64) float64 { return -3 }), 0, 3, 1e-9},
		{"constant, h = 4e-4", at(func(float64) float64 { return 1 }), 4, 0.25, 1e-9},
		{"2x at 1: 2 + 2·1", at(func(x float64) float64 { return 2 * x }), 1, 4, 0.2},
		{"kink at 1: the steeper side, 8·1", at(func(x float64) float64 { return 8 * relu(x-1) }), 1, 8, 0.6},
		{"kink at 1, turned", at(func(x float64) float64 { return 8 * relu(1-x) }), 1, 8, 0.6},
	} {
		r := Check(tc.f, []float64{tc.x}, []float64{1})
		if got := r.items[0].doubt / unit; !(math.Abs(got-tc.want) <= tc.tol) {
			t.Errorf("%s: doubt of %v units, want %v", tc.name, got, tc.want)
		}
	}
}

// When Check looks closer: 4n+1 calls, and 4 for h/10 and h/100 each.
func TestCheckLooksCloser(t *testing.T) {
	// 1 + c·x³ at 0 has the slope 0, in doubt by 3.55e-11 of rounding and by
	// f‴h²/24 = c·2.5e-9.
	cubic := func(c float64) func(x []float64) float64 {
		return at(func(x float64) float64 { return 1 + c*x*x*x })
	}
	for _, tc := range []struct {
		name    string
		f       func(x []float64) float64
		x, grad float64
		want    int
	}{
		{"zero, no doubt", at(func(float64) float64 { return 0 }), 2, 0, 5},
		{"constant, rounding only", at(func(float64) float64 { return 7 }), 2, 0, 5},
		{"half as much bend as rounding", cubic(0.007), 0, 0, 5},
		{"1.5 times as much bend as rounding", cubic(0.0213), 0, 0, 13},
		{"bent, but within 1e-7 of the slope", at(math.Exp), 7, math.Exp(7), 5},
		{"wrong", at(math.Exp), 1, 3, 13},
	} {
		calls := 0
		Check(func(x []float64) float64 { calls++; return tc.f(x) }, []float64{tc.x}, []float64{tc.grad})
		if calls != tc.want {
			t.Errorf("%s: f is called %d times, want %d", tc.name, calls, tc.want)
		}
	}
	var points []float64
	Check(func(x []float64) float64 { points = append(points, x[0]); return x[0] }, []float64{0}, []float64{3})
	slices.Sort(points)
	want := []float64{-1e-4, -5e-5, -1e-5, -5e-6, -1e-6, -5e-7, 0, 5e-7, 1e-6, 5e-6, 1e-5, 5e-5, 1e-4}
	if !slices.Equal(points, want) {
		t.Errorf("f is tried at %v, want %v", points, want)
	}
}

// A kink bends from 0.75 to 1.5 times as much at h/2 as at h, and by more than
// four roundings, here of 1 each, or of 2⁻¹⁰.
func TestKinkBounds(t *testing.T) {
	for _, tc := range []struct {
		name                  string
		noise, wideBend, bend float64
		want                  bool
	}{
		{"four roundings", 1, 4, 4, false},
		{"more than four", 1, 4.5, 4.5, true},
		{"less than four", 1, 3.5, 3.5, false},
		{"0.75", 0x1p-10, 4, 3, false},
		{"above 0.75", 0x1p-10, 4, 3.01, true},
		{"1.5", 0x1p-10, 4, 6, false},
		{"below 1.5", 0x1p-10, 4, 5.99, true},
	} {
		c := checker{noise: tc.noise}
		it := c.compare(0, slope{h: 1, wideBend: tc.wideBend, bend: tc.bend})
		if it.kink != tc.want {
			t.Errorf("%s: a bend of %v at h and %v at h/2: kink = %v, want %v", tc.name, tc.wideBend, tc.bend, it.kink, tc.want)
		}
	}
}

// What was bent at h, and is flat (f is 0) when looked at closer, is a kink if
// the slope moved, and the bend was more than the slope's doubt of 1.
func TestKinkBeside(t *testing.T) {
	for _, tc := range []struct {
		name            string
		value, wideBend float64
		want            bool
	}{
		{"moved and bent", 5, 2, true},
		{"moved, not bent by more", 5, 1, false},
		{"bent, not moved", 0, 2, false},
	} {
		c := checker{f: func([]float64) float64 { return 0 }, z: []float64{0}}
		it := c.judge(0, 0, slope{h: Step, value: tc.value, shift: 1, wideBend: tc.wideBend})
		if it.kink != tc.want || !it.ok || it.doubt != 0 {
			t.Errorf("%s: kink = %v, ok = %v, doubt = %v, want %v, true, 0", tc.name, it.kink, it.ok, it.doubt, tc.want)
		}
	}
}

// A closer look that is no surer does not count. Here f is 0, and so are slope and
// doubt at h/10; at h the slope was 5, without a doubt or in doubt by 1.
func TestNoCloser(t *testing.T) {
	for _, tc := range []struct{ doubt, want float64 }{{0, 5}, {1, 0}} {
		c := checker{f: func([]float64) float64 { return 0 }, z: []float64{0}}
		it := c.judge(0, 9, slope{h: Step, value: 5, shift: tc.doubt})
		if it.slope != tc.want || it.ok {
			t.Errorf("doubt of %v at h: the slope is %v, want %v", tc.doubt, it.slope, tc.want)
		}
	}
}

// A doubt of two roundings, here of 1 + 1, is small enough; more is not.
func TestEnough(t *testing.T) {
	for _, tc := range []struct {
		shift float64
		calls int
	}{{1, 0}, {1 + 0x1p-50, 8}} {
		calls := 0
		c := checker{f: func([]float64) float64 { calls++; return 0 }, z: []float64{0}, noise: 1}
		if it := c.judge(0, 0, slope{h: 1, shift: tc.shift}); !it.ok || calls != tc.calls {
			t.Errorf("a doubt of 1 + %v: ok = %v, f is called %d times, want true, %d", tc.shift, it.ok, calls, tc.calls)
		}
	}
}

// 1e-7 itself passes: |1e7 − 9999999|/1e7, and |1 − 0|/(1 + 0.9999999/1e-7), but
// for rounding.
func TestToleranceItself(t *testing.T) {
	var c checker
	if it := c.compare(1e7, slope{h: 1, value: 9999999}); !it.ok || it.rel != 1e-7 {
		t.Errorf("9999999 for 1e7: ok = %v, relative error %v, want true, 1e-7", it.ok, it.rel)
	}
	for _, tc := range []struct {
		doubt float64
		want  bool
	}{{0.9999999, true}, {0.99999989, false}} {
		var c checker
		if it := c.compare(1, slope{h: 1, shift: tc.doubt}); it.ok != tc.want || !(math.Abs(it.rel-1e-7) <= 1e-14) {
			t.Errorf("doubt %v: ok = %v, relative error %v, want %v, 1e-7", tc.doubt, it.ok, it.rel, tc.want)
		}
	}
}

func TestWorse(t *testing.T) {
	for _, tc := range []struct {
		rel, other float64
		want       bool
	}{
		{2, 1, true},
		{1, 2, false},
		{1 + 0.9e-6, 1, false},
		{1 + 1e-6, 1, false},
		{1 + 1.1e-6, 1, true},
		{nan, 1, true},
		{1, nan, false},
		{nan, nan, false},
	} {
		if got := (item{rel: tc.rel}).worse(item{rel: tc.other}); got != tc.want {
			t.Errorf("relative error %v worse than %v: %v, want %v", tc.rel, tc.other, got, tc.want)
		}
	}
}

// Items by hand, on the bounds and beside them.
func TestReportBounds(t *testing.T) {
	for _, tc := range []struct {
		name  string
		items []item
		want  string // is in the report
	}{
		{"first wrong, hardly worse than a right one", []item{{rel: 1e-7, ok: true}, {grad: 1, rel: 1.0000001e-7}}, "worst: grad[1]"},
		{"as large as its doubt", []item{{grad: 1, slope: 1, doubt: 1, ok: true}}, "passed: 1 of 1"},
		{"smaller than its doubt", []item{{grad: 1, slope: 1, doubt: 1.1, ok: true}}, "passed: 0 of 1"},
		{"slope of its doubt", []item{{grad: 9, slope: 1, doubt: 1}}, "the slope 0,"},
		{"slope above its doubt", []item{{grad: 9, slope: 1.1, doubt: 1}}, "the slope 1.1,"},
		{"no factor of a slope of its doubt", []item{{grad: 2, slope: 1, doubt: 1}}, "likely cause: the formula"},
		{"1e-6 of the slope is not 0", []item{{grad: 1e-6, slope: 1}}, "the slopes times 1e-06:"},
		{"1.5e-6 of the slope is not 0", []item{{grad: 1.5e-6, slope: 1}, {grad: 3e-6, slope: 2}}, "the slopes times 1.5e-06:"},
		{"0.9e-6 of the slope is 0", []item{{grad: 0.9e-6, slope: 1}}, "0: never filled in"},
		{"factor beyond 1e-3", []item{{grad: 1.0016, slope: 1}, {grad: 2.0032, slope: 2}}, "the slopes times 1.002:"},
		{"no factor within 1e-3", []item{{grad: 1.0009, slope: 1}, {grad: 2.0018, slope: 2}}, "likely cause: the formula"},
		{"2/3 alone is no simple factor", []item{{grad: 2, slope: 3}}, "likely cause: the formula"},
	} {
		if got := (Report{items: tc.items}).String(); !strings.Contains(got, tc.want) {
			t.Errorf("%s: want %q in\n%s", tc.name, tc.want, got)
		}
	}
}

// grad = factor·slope, but for 1e-4 of the larger and the doubts of both.
func TestCommonBounds(t *testing.T) {
	for _, tc := range []struct {
		name   string
		it     item
		factor float64
		want   bool
	}{
		{"0, no slack", item{}, 1, true},
		{"1e-4 of the grad", item{grad: 1 + 1.00005e-4, slope: 1}, 1, true},
		{"beyond 1e-4 of the grad", item{grad: 1 + 1.0002e-4, slope: 1}, 1, false},
		{"1e-4 of the slope", item{grad: 1 - 0.99995e-4, slope: 1}, 1, true},
		{"beyond 1e-4 of the slope", item{grad: 1 - 1.0001e-4, slope: 1}, 1, false},
		{"1 + 3 doubts", item{grad: 7, slope: 1, doubt: 1}, 3, true},
		{"1 + 3 doubts, factor below 0", item{grad: -7, slope: 1, doubt: 1}, -3, true},
		{"beyond 1 + 3 doubts", item{grad: 7.5, slope: 1, doubt: 1}, 3, false},
	} {
		if got := common([]item{tc.it}, tc.factor); got != tc.want {
			t.Errorf("%s: %+v is %v times its slope: %v, want %v", tc.name, tc.it, tc.factor, got, tc.want)
		}
	}
}

// The largest doubt counts for all: sorted, no slope says whose it is.
func TestMovedBounds(t *testing.T) {
	for _, tc := range []struct {
		name  string
		items []item
		want  bool
	}{
		{"0, no slack", []item{{}}, true},
		{"off by the doubt", []item{{grad: 1, slope: 2, doubt: 0.5}, {grad: 2, slope: 1.5}}, true},
		{"off by the other's doubt", []item{{grad: 1, slope: 2}, {grad: 2, slope: 1.5, doubt: 0.5}}, true},
		{"off by more", []item{{grad: 1, slope: 2, doubt: 0.4}, {grad: 2, slope: 1.5, doubt: 0.4}}, false},
	} {
		if got := moved(tc.items); got != tc.want {
			t.Errorf("%s: %+v moved: %v, want %v", tc.name, tc.items, got, tc.want)
		}
	}
}
