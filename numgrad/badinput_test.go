package numgrad

import (
	"fmt"
	"math"
	"testing"
)

func TestBadInput(t *testing.T) {
	two, three := []float64{3, 4}, []float64{6, 8, 0}
	const lengths = "numgrad: Check: x has %d values, grad has %d; want as many, at least 1"
	for _, tc := range []struct {
		want string
		call func()
	}{
		{"numgrad: Derivative: f is nil", func() { Derivative(nil, 1) }},
		{"numgrad: Gradient: f is nil", func() { Gradient(nil, two) }},
		{"numgrad: Gradient: f is nil", func() { Gradient(nil, nil) }},
		{"numgrad: Descend: f is nil", func() { Descend(nil, two, 0.1, 0) }},
		{"numgrad: Descend: -1 steps; want 0 or more", func() { Descend(bowl, two, 0.1, -1) }},
		{fmt.Sprintf("numgrad: Descend: %d steps; want 0 or more", math.MinInt), func() { Descend(bowl, nil, nan, math.MinInt) }},
		{"numgrad: Check: f is nil", func() { Check(nil, two, two) }},
		{"numgrad: Check: f is nil", func() { Check(nil, nil, nil) }},
		{fmt.Sprintf(lengths, 0, 0), func() { Check(bowl, nil, nil) }},
		{fmt.Sprintf(lengths, 0, 2), func() { Check(bowl, nil, two) }},
		{fmt.Sprintf(lengths, 2, 0), func() { Check(bowl, two, nil) }},
		{fmt.Sprintf(lengths, 2, 1), func() { Check(bowl, two, two[:1]) }},
		{fmt.Sprintf(lengths, 2, 3), func() { Check(bowl, two, three) }},
	} {
		panics(t, tc.want, tc.want, tc.call)
	}
}

// Numbers that are none come out again.
func TestBadNumbers(t *testing.T) {
	twice := func(x []float64) float64 { return 2 * x[0] }
	always := func(y float64) func(x []float64) float64 { return func([]float64) float64 { return y } }
	for _, tc := range []struct{ name, got, want string }{
		{"Gradient, x NaN", fmt.Sprint(Gradient(bowl, []float64{nan, 4})), "[NaN NaN]"},
		{"Gradient, x Inf", fmt.Sprint(Gradient(bowl, []float64{3, -inf})), "[NaN NaN]"},
		{"Gradient, f NaN", fmt.Sprint(Gradient(always(nan), []float64{3, 4})), "[NaN NaN]"},
		{"Gradient, f Inf", fmt.Sprint(Gradient(always(-inf), []float64{3, 4})), "[NaN NaN]"},
		{"Descend, no variables", fmt.Sprint(Descend(always(1), nil, 0.1, 2)), "[] [[] [] []]"},
		{"Descend, start NaN", fmt.Sprint(Descend(twice, []float64{nan}, 0.1, 1)), "[NaN] [[NaN] [NaN]]"},
		{"Descend, start Inf", fmt.Sprint(Descend(twice, []float64{inf}, 0.1, 1)), "[NaN] [[+Inf] [NaN]]"},
		{"Descend, lr NaN", fmt.Sprint(Descend(twice, []float64{0}, nan, 1)), "[NaN] [[0] [NaN]]"},
		{"Descend, lr Inf", fmt.Sprint(Descend(twice, []float64{0}, inf, 1)), "[-Inf] [[0] [-Inf]]"},
		{"Descend, lr < 0 climbs", fmt.Sprint(Descend(twice, []float64{0}, -0.5, 1)), "[1] [[0] [1]]"}, // 0 + 0.5·2
		{"Descend, lr NaN, no step", fmt.Sprint(Descend(twice, []float64{0}, nan, 0)), "[0] [[0]]"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, tc.got, tc.want)
		}
	}
}
