package numgrad

import (
	"fmt"
	"math"
	"testing"
)

func TestReportErrors(t *testing.T) {
	for _, tc := range []struct {
		name             string
		f                func(x []float64) float64
		x, grad          []float64
		maxAbs, maxRel   float64
		absHere, relHere float64 // tolerances
	}{
		{"exact", at(func(x float64) float64 { return 2 * x }), []float64{0}, []float64{2}, 0, 0, 1e-12, 1e-12},
		{"h² extrapolated away", at(math.Exp), []float64{1}, []float64{math.E}, 0, 0, 1e-10, 1e-10}, // of D(h/2): 1.1e-9
		{"half off", bowl, []float64{3, 4}, []float64{6, 16}, 8, 0.5, 1e-8, 1e-3},
		{"other sign", bowl, []float64{3, 4}, []float64{-6, 8}, 12, 2, 1e-8, 1e-2},
		{"steeper downhill", bowl, []float64{-3, -4}, []float64{-6, -16}, 8, 0.5, 1e-8, 1e-3},
		{"flatter downhill", bowl, []float64{-3, -4}, []float64{-6, -4}, 4, 0.5, 1e-8, 1e-3},
		{"largest of two", bowl, []float64{3, 4}, []float64{6.06, 8.8}, 0.8, 0.8 / 8.8, 1e-8, 1e-4},
		{"not the same one", bowl, []float64{0.3, 4}, []float64{0.3, 9}, 1, 0.5, 1e-8, 0.02},
		{"kink", at(math.Abs), []float64{0}, []float64{4}, 3, 0.75, 1e-8, 1e-6},
		{"NaN", bowl, []float64{3, 4}, []float64{6, nan}, nan, nan, 0, 0},
		{"Inf", bowl, []float64{3, 4}, []float64{6, inf}, inf, nan, 0, 0},
		{"f is NaN", at(func(float64) float64 { return nan }), []float64{1}, []float64{5}, nan, nan, 0, 0},
		{"a jump", at(func(x float64) float64 { return math.Copysign(1, x-1) }), []float64{1}, []float64{5}, nan, nan, 0, 0},
		{"a jump of 1e300", at(func(x float64) float64 { return 1e300 * max(0, math.Copysign(1, x-1)) }), []float64{1}, []float64{5}, nan, nan, 0, 0},
	} {
		r := Check(tc.f, tc.x, tc.grad)
		same := func(got, want, tol float64) bool {
			return got == want || math.IsNaN(got) && math.IsNaN(want) || math.Abs(got-want) <= tol
		}
		if !same(r.MaxAbs, tc.maxAbs, tc.absHere) || !same(r.MaxRel, tc.maxRel, tc.relHere) {
			t.Errorf("%s: MaxAbs, MaxRel = %v, %v, want %v, %v", tc.name, r.MaxAbs, r.MaxRel, tc.maxAbs, tc.maxRel)
		}
	}
}

func TestReportString(t *testing.T) {
	line := func(w ...float64) func(x []float64) float64 {
		return func(x []float64) float64 {
			sum := 0.0
			for i := range w {
				sum += float64(w[i] * x[i])
			}
			return sum
		}
	}
	const all, some = "all values are ", "the values that disagree are "
	passed := func(n int) string { return fmt.Sprintf("gradient check passed: %d of %d agree within 1e-7", n, n) }
	failed := func(wrong, n int, worst, cause string) string {
		s := fmt.Sprintf("gradient check FAILED: %d of %d disagree\nworst: %s", wrong, n, worst)
		if cause != "" {
			s += "\nlikely cause: " + cause
		}
		return s
	}
	const kinks = "\nkinks in variables [0]; any value between the slopes on the two sides is right"
	one, two, three := []float64{1}, []float64{1, 1}, []float64{1, 1, 1}
	for _, tc := range []struct {
		name    string
		f       func(x []float64) float64
		x, grad []float64
		want    string
	}{
		{"passed", line(2, -3, 4), three, []float64{2, -3, 4}, passed(3)},
		{"f NaN", at(func(float64) float64 { return nan }), one, []float64{2},
			"gradient check undecided: 1 of 1 could not be judged\nnot judged: 1, the first is grad[0] = 2: x, or f at or near x, is not finite"},
		{"grad NaN goes first", line(2, 3, 4), three, []float64{4, nan, 8},
			failed(3, 3, "grad[1] = NaN, numerical 3, absolute error NaN, relative NaN", "grad is not finite")},
		{"grad Inf", line(2, 3), two, []float64{2, -inf},
			failed(1, 2, "grad[1] = -Inf, numerical 3, absolute error +Inf, relative NaN", "grad is not finite")},
		{"all 0", line(2, 3), []float64{1, 1000}, []float64{0, 0}, // the large x makes the first doubtful
			failed(2, 2, "grad[1] = 0, numerical 3, absolute error 3, relative 1", all+"0: never filled in, or shut off by a mask")},
		{"some 0", line(2, 3), two, []float64{2, 0},
			failed(1, 2, "grad[1] = 0, numerical 3, absolute error 3, relative 1", some+"0: never filled in, or shut off by a mask")},
		{"sign", line(2, -3), two, []float64{2, 3},
			failed(1, 2, "grad[1] = 3, numerical -3, absolute error 6, relative 2", some+"the numerical slopes with the opposite sign")},
		{"N, all", line(2), one, []float64{8},
			failed(1, 1, "grad[0] = 8, numerical 2, absolute error 6, relative 0.75", all+"4 times the numerical slopes: a factor such as N, ½ or 2")},
		{"½, one of two", line(2, -4), two, []float64{2, -2},
			failed(1, 2, "grad[1] = -2, numerical -4, absolute error 2, relative 0.5", some+"0.5 times the numerical slopes: a factor such as N, ½ or 2")},
		{"2.5, several", line(2, 4e3), two, []float64{5, 1e4},
			failed(2, 2, "grad[1] = 10000, numerical 4000, absolute error 6000, relative 0.6", all+"2.5 times the numerical slopes: a factor such as N, ½ or 2")},
		{"2.5, one alone", line(2, 4), two, []float64{2, 10},
			failed(1, 2, "grad[1] = 10, numerical 4, absolute error 6, relative 0.6", "")},
		{"swapped", line(2, 8, 4), three, []float64{8, 2, 4},
			failed(2, 3, "grad[0] = 8, numerical 2, absolute error 6, relative 0.75", some+"right, but misplaced: swapped or transposed")},
		{"turned", line(2, 8, 5), three, []float64{5, 2, 8},
			failed(3, 3, "grad[1] = 2, numerical 8, absolute error 6, relative 0.75", all+"right, but misplaced: swapped or transposed")},
		{"2.5, within 1e-4", line(2, 4e3), two, []float64{5 * (1 + 0.9e-4), 1e4},
			failed(2, 2, "grad[1] = 10000, numerical 4000, absolute error 6000, relative 0.6", all+"2.5 times the numerical slopes: a factor such as N, ½ or 2")},
		{"2.5, beyond 1e-4", line(2, 4e3), two, []float64{5 * (1 + 1.1e-4), 1e4},
			failed(2, 2, "grad[1] = 10000, numerical 4000, absolute error 6000, relative 0.6", "")},
		{"swapped, within 1e-4", line(2, 8), two, []float64{8 * (1 + 0.9e-4), 2},
			failed(2, 2, "grad[0] = 8.00072, numerical 2, absolute error 6.001, relative 0.75", all+"right, but misplaced: swapped or transposed")},
		{"swapped, beyond 1e-4", line(2, 8), two, []float64{8 * (1 + 1.1e-4), 2},
			failed(2, 2, "grad[0] = 8.00088, numerical 2, absolute error 6.001, relative 0.75", "")},
		{"sign, nearly", line(2, -3), two, []float64{2, 3.002},
			failed(1, 2, "grad[1] = 3.002, numerical -3, absolute error 6.002, relative 1.999", some+"the numerical slopes with the opposite sign")},
		{"sign, not nearly", line(2, -3), two, []float64{2, 3.006},
			failed(1, 2, "grad[1] = 3.006, numerical -3, absolute error 6.006, relative 1.998", "")},
		{"2, nearly", line(2, -4), two, []float64{2, -8.003},
			failed(1, 2, "grad[1] = -8.003, numerical -4, absolute error 4.003, relative 0.5002", some+"2.001 times the numerical slopes: a factor such as N, ½ or 2")},
		{"2, not nearly", line(2, -4), two, []float64{2, -8.006},
			failed(1, 2, "grad[1] = -8.006, numerical -4, absolute error 4.006, relative 0.5004", "")},
		{"⅓", line(2, -3), two, []float64{2, -1},
			failed(1, 2, "grad[1] = -1, numerical -3, absolute error 2, relative 0.6667", some+"0.3333 times the numerical slopes: a factor such as N, ½ or 2")},
		{"1.0001", line(2, 4), two, []float64{2 * 1.0001, 4 * 1.0001},
			failed(2, 2, "grad[1] = 4.0004, numerical 4, absolute error 0.0004, relative 9.999e-05", all+"right to 4 digits: float32, an epsilon, or an iteration that stops early")},
		{"1.0001 and 1.0002", line(2, 4), two, []float64{2 * 1.0001, 4 * 1.0002},
			failed(2, 2, "grad[1] = 4.0008, numerical 4, absolute error 0.0008, relative 0.0002", "")},
		{"formula", line(2, 8, 4), three, []float64{2, 9, 7},
			failed(2, 3, "grad[2] = 7, numerical 4, absolute error 3, relative 0.4286", "")},
		{"slope 0", func(x []float64) float64 { return 1 + 1e-14*x[0] + 2*x[1] }, []float64{1, 0}, []float64{3, 2},
			failed(1, 2, "grad[0] = 3, numerical 0, absolute error 3, relative 1", "")},
		{"kink", at(math.Abs), []float64{0}, []float64{0.5}, passed(1) + kinks},
		{"kink, outside", at(math.Abs), []float64{0}, []float64{-4},
			failed(1, 1, "grad[0] = -4, numerical -1, absolute error 3, relative 0.75", all+"4 times the numerical slopes: a factor such as N, ½ or 2") + kinks},
		{"faint", func(x []float64) float64 { return 1 + 1e-15*x[0] + 0*x[1] }, []float64{1, 1}, []float64{1e-15, 0},
			"gradient check undecided: 2 of 2 could not be judged\nnot judged: 2, the first is grad[0] = 1e-15: slope known only within 1e-13"},
		{"faint beside a large slope", func(x []float64) float64 { return 1 + 1e-15*x[0] + x[1] }, []float64{1, 0}, []float64{1e-15, 1}, passed(2)},
	} {
		if got := Check(tc.f, tc.x, tc.grad).String(); got != tc.want {
			t.Errorf("%s:\n%s\nwant:\n%s", tc.name, got, tc.want)
		}
	}
	if got, want := (Report{}).String(), passed(0); got != want {
		t.Errorf("zero Report: %s, want %s", got, want)
	}
}
