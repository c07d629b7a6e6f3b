package check

import (
	"fmt"
	"math"
	"reflect"
	"slices"
)

func tasks09() []*Task { return []*Task{&RelativeError.Task, &Check.Task, &SlopesAlong.Task} }

type slopesApart = func(a, n []float64) float64

// RelativeError examines the largest relative error of a gradient.
var RelativeError = Exercise[slopesApart]{
	Task: Task{"09-gradient-check", "RelativeError", "How far apart are two numbers?", [3]string{
		"The slopes 0.002 and 0.001 are 0.001 apart, which is half the larger one. Then ask what your code does with " +
			"−4 and −1, with 0 and 0, and with NaN and 1.",
		"|a − n| / max(|a|, |n|) for each pair, and the largest of these. Where |a − n| is 0, so is the error. NaN > x " +
			"is false for every x, but the built-in max lets a NaN through.",
		"Start with worst := 0.0. In a loop over i, set diff := math.Abs(a[i] - n[i]), and if diff != 0, set worst to " +
			"the max of worst and the quotient. (NaN != 0 is true.)",
	}},
	Params: "a, n",
	Cases: []Case[slopesApart]{
		{Args: []any{vec{0.002}, vec{0.001}}, Want: []any{0.5}},               // 0.001/0.002
		{Args: []any{vec{-1, 5, -4}, vec{-4, 5, -2}}, Want: []any{0.75}},      // 3/4, 0, 2/4
		{Args: []any{vec{0, -3}, vec{0, 3}}, Want: []any{2.0}},                // 0, 6/3
		{Args: []any{vec{-7}, vec{0}}, Want: []any{1.0}},                      // 7/7
		{Args: []any{vec{1e-9}, vec{2e-9}}, Want: []any{0.5}},                 // as for large slopes
		{Args: []any{vec{1, math.NaN()}, vec{1, 1}}, Want: []any{math.NaN()}}, // 0, and then NaN
		{Args: []any{vec{1, 1}, vec{math.NaN(), 1}}, Want: []any{math.NaN()}}, // by trying, too
	},
	Random: func(d *Dice) []any {
		a := d.Vec(d.Few())
		n := slices.Clone(a)
		for i, v := range a {
			n[i] = []float64{v, v, -v, 0, d.Number(), 1.001 * v}[d.IntN(6)]
		}
		if d.IntN(6) == 0 {
			[][]float64{a, n}[d.IntN(2)][d.IntN(len(a))] = math.NaN()
		}
		return []any{a, n}
	},
	Right:    rightRelativeError,
	AnyScale: true,
}

type gradientCheck = func(f func(x []float64) float64, x, grad []float64) bool

// The functions to check: two simple ones, a steep one, one that has no values on the
// left, one with a slope of 0, and a straight line.
var (
	checkProduct = Named{"f", "f(x) = x0·x1", func(x []float64) float64 { return x[0] * x[1] }}
	checkDown    = Named{"f", "f(x) = −x0²·x1", func(x []float64) float64 { return -x[0] * x[0] * x[1] }}
	checkSteep   = Named{"f", "f(x) = −1000000·x0³", func(x []float64) float64 { return -1e6 * x[0] * x[0] * x[0] }}
	checkRoot    = Named{"f", "f(x) = √x0", func(x []float64) float64 { return math.Sqrt(x[0]) }}
	checkLine    = Named{"f", "f(x) = 2·x0", func(x []float64) float64 { return 2 * x[0] }}
	checkSlope   = Named{"f", "f(x) = 1000·x0 + x1", func(x []float64) float64 { return float64(1000*x[0]) + x[1] }}
	checkHigh    = Named{"f", "f(x) = 1000 + x0²", func(x []float64) float64 { return 1000 + float64(x[0]*x[0]) }}
	checkLevel   = Named{"f", "f(x) = x0² + x0³", func(x []float64) float64 {
		return float64(x[0]*x[0]) + float64(x[0]*x[0]*x[0])
	}}
)

// with also prints the slopes at x, of which the answer says only whether grad agrees.
func (n Named) with(slopes ...float64) Named {
	n.Text += ", whose slopes at x are " + show(reflect.ValueOf(slopes), -1)
	return n
}

// Check examines a small gradient check.
var Check = Exercise[gradientCheck]{
	Task: Task{"09-gradient-check", "Check", "The uncertainty of the slope", [3]string{
		"f(x) = x0·x1 at (3, 4) has the slopes 4 and 3, so Check(f, (3, 4), (4, 3)) is true. With one of the slopes " +
			"wrong or NaN, it is false. What does your code compare, and what does it do with NaN?",
		"n_i = (f(…, x_i + h, …) − f(…, x_i − h, …)) / 2h, and |grad_i − n_i| ≤ 1e-6·max(|grad_i|, |n_i|) + 1e-7 for " +
			"each i. With NaN, both <= and > are false: ask whether the slope agrees, not whether it disagrees.",
		"Start with z := slices.Clone(x). A loop over i sets z[i] to x[i] + h and to x[i] - h, calls f(z) each time, " +
			"and sets z[i] back to x[i]; if !(diff <= limit), return false. After the loop, return true.",
	}},
	Params: "f, x, grad",
	Cases: []Case[gradientCheck]{
		{Args: []any{checkProduct.with(4, 3), vec{3, 4}, vec{4, 3}}, Want: []any{true}},
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{-12, -9}}, Want: []any{true}},         // −2·3·2, −3²
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{-12, -3}}, Want: []any{false}},        // a square forgotten
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{-24, -18}}, Want: []any{false}},       // twice too large
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{12, -9}}, Want: []any{false}},         // the wrong sign
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{12, 9}}, Want: []any{false}},          // both
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{math.NaN(), -9}}, Want: []any{false}}, // no number
		{Args: []any{checkProduct.with(3, 3), vec{3, 3}, vec{3, 7}}, Want: []any{false}},
		{Args: []any{checkDown.with(-12, -9), vec{3, 2}, vec{0, 0}}, Want: []any{false}},
		{Args: []any{checkSlope.with(1000, 1), vec{1, 1}, vec{0, 1}}, Want: []any{false}},
		// By trying, 1e6·h² = 0.01 is added to 3e6·½², which is 1e-8 of it. (With h = 1e-3 it
		// would be 1e-6, too much.)
		{Args: []any{checkSteep.with(-7.5e5), vec{0.5}, vec{-7.5e5}}, Want: []any{true}},
		{Args: []any{checkSteep.with(-7.5e5), vec{0.5}, vec{-750075}}, Want: []any{false}}, // a ten-thousandth too large
		// By trying it is h² = 1e-8, and so much less than a thousandth.
		{Args: []any{checkLevel.with(0), vec{0}, vec{0}}, Want: []any{true}},
		{Args: []any{checkLevel.with(0), vec{0}, vec{0.001}}, Want: []any{false}},
		{Args: []any{checkHigh.with(2.4), vec{1.2}, vec{2.4}}, Want: []any{true}}, // a far smaller h has not enough digits
		{Args: []any{checkHigh.with(2), vec{1}, vec{2.0005}}, Want: []any{false}}, // the size of f does not count
		{Args: []any{checkLine.with(2), vec{0}, vec{2}}, Want: []any{true}},       // with any h
		{Args: []any{checkRoot, vec{-1}, vec{0.5}}, Want: []any{false}},           // by trying, no number
		// Half a thousandth is little beside 1000, but not beside 1.
		{Args: []any{checkSlope.with(1000, 1), vec{1, 1}, vec{1000, 1}}, Want: []any{true}},
		{Args: []any{checkSlope.with(1000, 1), vec{1, 1}, vec{1000, 1.0005}}, Want: []any{false}},
		{Call: "x after Check(f, x, [4 3]) with x = [3 4], and a function f that panics", Want: []any{vec{3, 4}},
			Probe: func(answer gradientCheck) []any {
				return pointAfterPanic(func(f func(x []float64) float64, x []float64) []float64 {
					answer(f, x, vec{4, 3})
					return nil
				})
			}},
	},
	Random: func(d *Dice) []any {
		x := d.each(d.Few(), d.Modest)
		f, grad := cubic(d, x)
		f = f.with(grad...)
		if i := d.IntN(len(x)); d.IntN(3) > 0 { // a wrong one, by more than any limit
			g := grad[i]
			grad[i] = []float64{-g - 1, 2*g + 1, 1.01*g + 0.01, g - 0.01, g + 0.01, math.NaN()}[d.IntN(6)]
			if j := d.IntN(len(x)); j != i && d.IntN(2) == 0 { // and another one that makes up for it
				grad[j] += g - grad[i]
			}
		}
		return []any{f, x, grad}
	},
	Right: rightCheck,
}

type slopesAlong = func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64)

// SlopesAlong examines the slope along one direction, by both ways.
var SlopesAlong = Exercise[slopesAlong]{
	Task: Task{"09-gradient-check", "SlopesAlong", "Two ways to the same number", [3]string{
		"Take f(x) = x0·x1 at (3, 4), with v = (1, 2) and h = ½. Both variables move at once: to (3.5, 5), where f is " +
			"17.5, and to (2.5, 3), where it is 7.5.",
		"a = Σ_i grad_i v_i, and n = (f(x + h·v) − f(x − h·v)) / 2h, where x + h·v has the values x_i + h·v_i.",
		"Make two new slices of len(x) values, right and left. One loop over i adds to a and sets right[i] and " +
			"left[i]. Then call f twice, outside the loop.",
	}},
	Params:  "f, x, grad, v, h",
	Returns: "a, n",
	Cases: []Case[slopesAlong]{
		// 4·1 + 3·2, and (3.5·5 − 2.5·3)/1.
		{Args: []any{checkProduct, vec{3, 4}, vec{4, 3}, vec{1, 2}, 0.5}, Want: []any{10.0, 10.0}},
		// A grad that is wrong in its second sign: −2 + 1, and (−1.1³ + 0.9³)/0.2 = (−1.331 + 0.729)/0.2.
		{Args: []any{checkDown, vec{1, 1}, vec{-2, 1}, vec{1, 1}, 0.1}, Want: []any{-1.0, -3.01}},
		{Call: "SlopesAlong(f, [3 4], [4 3], [1 2], 0.5) with f(x) = x0·x1, which panics if it is called a third time",
			Probe: func(answer slopesAlong) []any {
				calls := 0
				a, n := answer(func(x []float64) float64 {
					if calls++; calls > 2 {
						panic("f is called a third time")
					}
					return x[0] * x[1]
				}, vec{3, 4}, vec{4, 3}, vec{1, 2}, 0.5)
				return []any{a, n}
			},
			Want: []any{10.0, 10.0}},
	},
	Random: func(d *Dice) []any {
		x := d.each(d.Few(), d.Modest)
		f, grad := cubic(d, x)
		return []any{f, x, grad, d.Vec(len(x)), []float64{0.01, 0.1, 0.25, 0.5, 2}[d.IntN(5)]}
	},
	Right: rightSlopesAlong,
}

// cubic is a function f of as many variables as x has, and its gradient there.
func cubic(d *Dice, x []float64) (f Named, grad []float64) {
	a, b, c := float64(d.Between(-3, 3)), float64(d.Between(-3, 3)), float64(d.Between(1, 3))
	text := fmt.Sprintf("f(x) = %v·x0³ + %v·x0", a, c)
	grad = d.each(len(x), func() float64 { return 0 })
	grad[0] = float64(3*a*x[0]*x[0]) + c
	for i := 1; i < len(x); i++ {
		text += fmt.Sprintf(" + %v·x%d·x%d", b, i-1, i)
		grad[i-1] += float64(b * x[i])
		grad[i] += float64(b * x[i-1])
	}
	return Named{"f", text, func(x []float64) float64 {
		sum := float64(a*x[0]*x[0]*x[0]) + float64(c*x[0])
		for i := 1; i < len(x); i++ {
			sum += float64(b * x[i-1] * x[i])
		}
		return sum
	}}, grad
}
