package check

import "testing"

// Of several results, the first wrong one is explained alone, by a mistake that spoils no other one.
func TestPart(t *testing.T) {
	type both = func(x float64) (y, slope float64)
	square := Exercise[both]{
		Returns: "y, slope",
		Cases: []Case[both]{
			{Args: []any{3.0}, Want: []any{9.0, 6.0}},
			{Args: []any{-2.0}, Want: []any{4.0, -4.0}},
		},
		Mistakes: []Mistake[both]{
			{"add nothing", func(x float64) (y, slope float64) { return x*x + 1, 2 * x }},
			{"y is a square", func(x float64) (y, slope float64) { return x, 2 * x }},
			{"9 is too much for a least value", func(x float64) (y, slope float64) { return max(x*x, 9), 2 * x }},
			{"slope is 2x", func(x float64) (y, slope float64) { return x * x, x * x * x }},
		},
	}
	for _, tc := range []struct {
		hint   string
		answer both
	}{
		{"y: add nothing", func(x float64) (y, slope float64) { return x*x + 1, 0 }},
		{"y is a square", func(x float64) (y, slope float64) { return x, x * x * x }},
		{"y: 9 is too much for a least value", func(x float64) (y, slope float64) { return max(x*x, 9), -2 * x }},
		{"", func(x float64) (y, slope float64) { return x + 1, x * x * x }}, // y comes first
		{"slope is 2x", func(x float64) (y, slope float64) { return x * x, x * x * x }},
		{"", func(x float64) (y, slope float64) { return x * x, -2 * x }},
		{"y is a square", func(x float64) (y, slope float64) { return x, 2 * x }},
		{"", func(x float64) (y, slope float64) { return x * x, x + 4 }},
	} {
		if got := square.exam().judge(tc.answer, "").hint; got != tc.hint {
			t.Errorf("hint is %q, want %q", got, tc.hint)
		}
	}
}
