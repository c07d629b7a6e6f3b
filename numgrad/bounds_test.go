package numgrad

import (
	"math"
	"strings"
	"testing"
)

// 1e-7 itself passes: |1e7 − 9999999|/1e7.
func TestToleranceItself(t *testing.T) {
	if it := newItem(1e7, 9999999, 0); !it.agrees() || it.rel != 1e-7 {
		t.Errorf("9999999 for 1e7: agrees = %v, relative error %v, want true, 1e-7", it.agrees(), it.rel)
	}
	for _, tc := range []struct {
		uncertainty float64
		want        bool
	}{{0.9999999, true}, {0.99999989, false}} { // |1 − 0|/(1 + 0.9999999/1e-7), but for rounding
		if it := newItem(1, 0, tc.uncertainty); it.agrees() != tc.want || !(math.Abs(it.rel-1e-7) <= 1e-14) {
			t.Errorf("uncertainty %v: agrees = %v, relative error %v, want %v, 1e-7", tc.uncertainty, it.agrees(), it.rel, tc.want)
		}
	}
}

// A slope known to 1 % of itself, or to 1e-4 of the gradient's size, can be judged.
func TestKnown(t *testing.T) {
	for _, tc := range []struct {
		it   item
		size float64
		want bool
	}{
		{item{grad: 1, slope: 1, uncertainty: 0.01}, 1, true},
		{item{grad: 1, slope: 1, uncertainty: 0.011}, 1, false},
		{item{grad: 0, slope: 0, uncertainty: 1e-4}, 1, true},
		{item{grad: 0, slope: 0, uncertainty: 1.1e-4}, 1, false},
		{item{grad: 1, slope: 0.5, uncertainty: 0.01}, 0, true},
		{item{grad: 0.5, slope: 1, uncertainty: 0.01}, 0, true},
		{item{why: "f jumps at x"}, 1, false},
	} {
		if got := tc.it.known(tc.size); got != tc.want {
			t.Errorf("%+v is known: %v, want %v", tc.it, got, tc.want)
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
	wrong := func(grad, slope, uncertainty float64) item {
		return item{grad: grad, slope: slope, uncertainty: uncertainty, abs: math.Abs(grad - slope), rel: 1}
	}
	for _, tc := range []struct {
		name  string
		items []item
		want  string // is in the report; "" stands for no likely cause
	}{
		{"first wrong, hardly worse than a right one", []item{{rel: 1e-7}, {grad: 1, rel: 1.0000001e-7}}, "worst: grad[1]"},
		{"smaller than its uncertainty", []item{{grad: 1, slope: 1, uncertainty: 1.1}}, "undecided: 1 of 1"},
		{"slope of its uncertainty", []item{wrong(9, 1, 1)}, "numerical 0,"},
		{"slope above its uncertainty", []item{wrong(9, 1.1, 1)}, "numerical 1.1,"},
		{"no factor of a slope of its uncertainty", []item{wrong(2, 1, 1)}, ""},
		{"1e-6 of the slope is not 0", []item{wrong(1e-6, 1, 0)}, "1e-06 times the numerical slopes:"},
		{"1.5e-6 of the slope is not 0", []item{wrong(1.5e-6, 1, 0), wrong(3e-6, 2, 0)}, "1.5e-06 times the numerical slopes:"},
		{"0.9e-6 of the slope is 0", []item{wrong(0.9e-6, 1, 0)}, "0: never filled in"},
		{"factor beyond 1e-3", []item{wrong(1.0016, 1, 0), wrong(2.0032, 2, 0)}, "1.002 times the numerical slopes:"},
		{"no factor within 1e-3", []item{wrong(1.0009, 1, 0), wrong(2.0018, 2, 0)}, ""},
		{"right to 1e-4 of grad", []item{wrong(1e4, 9999, 0), wrong(1, 1, 0)}, "right to 4 digits"},
		{"beyond 1e-4 of grad", []item{wrong(9999, 1e4, 0), wrong(1, 1, 0)}, ""},
		{"2/3 alone is no simple factor", []item{wrong(2, 3, 0)}, ""},
		{"−1.0015 is not the opposite sign", []item{wrong(-1.0015, 1, 0)}, ""},
	} {
		if got := (Report{items: tc.items}).String(); !strings.Contains(got, tc.want) || tc.want == "" && strings.Contains(got, "likely cause") {
			t.Errorf("%s: want %q in\n%s", tc.name, tc.want, got)
		}
	}
}

// grad = factor·slope, but for 1e-4 of the larger and the uncertainties of both.
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
		{"1 + 3 uncertainties", item{grad: 7, slope: 1, uncertainty: 1}, 3, true},
		{"1 + 3 uncertainties, factor below 0", item{grad: -7, slope: 1, uncertainty: 1}, -3, true},
		{"beyond 1 + 3 uncertainties", item{grad: 7.5, slope: 1, uncertainty: 1}, 3, false},
	} {
		if got := common([]item{tc.it}, tc.factor); got != tc.want {
			t.Errorf("%s: %+v is %v times its slope: %v, want %v", tc.name, tc.it, tc.factor, got, tc.want)
		}
	}
}

// The largest uncertainty counts for all, twice: sorted, no slope says whose it is.
func TestMovedBounds(t *testing.T) {
	for _, tc := range []struct {
		name  string
		items []item
		want  bool
	}{
		{"0, in its place", []item{{}}, false},
		{"0, no slack", []item{{grad: 1}, {slope: 1}}, true},
		{"off by the uncertainty", []item{{grad: 1, slope: 2, uncertainty: 0.5}, {grad: 2, slope: 1.5}}, true},
		{"off by the other's uncertainty", []item{{grad: 1, slope: 2}, {grad: 2, slope: 1.5, uncertainty: 0.5}}, true},
		{"off by more than twice", []item{{grad: 1, slope: 2, uncertainty: 0.2}, {grad: 2, slope: 1.5, uncertainty: 0.2}}, false},
	} {
		if got := moved(tc.items); got != tc.want {
			t.Errorf("%s: %+v moved: %v, want %v", tc.name, tc.items, got, tc.want)
		}
	}
}

func TestPower(t *testing.T) {
	for _, tc := range []struct {
		x    float64
		want string
	}{{1e-5, "1e-5"}, {1.1e-5, "1e-4"}, {0.9e-5, "1e-5"}, {1e-5 * (1 + 1e-9), "1e-5"}, {1e-5 * (1 + 3.5e-9), "1e-4"}} {
		if got := power(tc.x); got != tc.want {
			t.Errorf("power(%v) = %s, want %s", tc.x, got, tc.want)
		}
	}
	if !finite(-math.MaxFloat64) || finite(inf) || finite(nan) {
		t.Error("finite: want the largest float64 only")
	}
}
