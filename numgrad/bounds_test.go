package numgrad

import (
	"math"
	"strings"
	"testing"
)

// 1e-7 itself passes: |1e7 − 9999999|/1e7.
func TestToleranceItself(t *testing.T) {
	it := item{grad: 1e7, slope: 9999999}
	if it.measure(); !it.ok || it.rel != 1e-7 {
		t.Errorf("9999999 for 1e7: ok = %v, relative error %v, want true, 1e-7", it.ok, it.rel)
	}
	for _, tc := range []struct {
		uncertainty float64
		want        bool
	}{{0.9999999, true}, {0.99999989, false}} { // |1 − 0|/(1 + 0.9999999/1e-7), but for rounding
		it := item{grad: 1, uncertainty: tc.uncertainty}
		if it.measure(); it.ok != tc.want || !(math.Abs(it.rel-1e-7) <= 1e-14) {
			t.Errorf("uncertainty %v: ok = %v, relative error %v, want %v, 1e-7", tc.uncertainty, it.ok, it.rel, tc.want)
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
	for _, tc := range []struct {
		name  string
		items []item
		want  string // is in the report; "" stands for no likely cause
	}{
		{"first wrong, hardly worse than a right one", []item{{rel: 1e-7, ok: true}, {grad: 1, rel: 1.0000001e-7}}, "worst: grad[1]"},
		{"smaller than its uncertainty", []item{{grad: 1, slope: 1, uncertainty: 1.1, ok: true}}, "undecided: 1 of 1"},
		{"slope of its uncertainty", []item{{grad: 9, slope: 1, uncertainty: 1}}, "the slope 0,"},
		{"slope above its uncertainty", []item{{grad: 9, slope: 1.1, uncertainty: 1}}, "the slope 1.1,"},
		{"no factor of a slope of its uncertainty", []item{{grad: 2, slope: 1, uncertainty: 1}}, ""},
		{"1e-6 of the slope is not 0", []item{{grad: 1e-6, slope: 1}}, "the slopes times 1e-06:"},
		{"1.5e-6 of the slope is not 0", []item{{grad: 1.5e-6, slope: 1}, {grad: 3e-6, slope: 2}}, "the slopes times 1.5e-06:"},
		{"0.9e-6 of the slope is 0", []item{{grad: 0.9e-6, slope: 1}}, "0: never filled in"},
		{"factor beyond 1e-3", []item{{grad: 1.0016, slope: 1}, {grad: 2.0032, slope: 2}}, "the slopes times 1.002:"},
		{"no factor within 1e-3", []item{{grad: 1.0009, slope: 1}, {grad: 2.0018, slope: 2}}, ""},
		{"2/3 alone is no simple factor", []item{{grad: 2, slope: 3}}, ""},
		{"−1.0015 is not the other sign", []item{{grad: -1.0015, slope: 1}}, ""},
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

// The largest uncertainty counts for all: sorted, no slope says whose it is.
func TestMovedBounds(t *testing.T) {
	for _, tc := range []struct {
		name  string
		items []item
		want  bool
	}{
		{"0, no slack", []item{{}}, true},
		{"off by the uncertainty", []item{{grad: 1, slope: 2, uncertainty: 0.5}, {grad: 2, slope: 1.5}}, true},
		{"off by the other's uncertainty", []item{{grad: 1, slope: 2}, {grad: 2, slope: 1.5, uncertainty: 0.5}}, true},
		{"off by more", []item{{grad: 1, slope: 2, uncertainty: 0.4}, {grad: 2, slope: 1.5, uncertainty: 0.4}}, false},
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
