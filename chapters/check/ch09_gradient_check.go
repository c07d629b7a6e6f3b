package check

import (
	"math"
	"slices"
)

func tasks09() []*Task { return []*Task{&RelativeError.Task, &Check.Task, &SlopesAlong.Task} }

type slopesApart = func(a, n []float64) float64

// RelativeError examines the largest relative error of a gradient.
var RelativeError = Exercise[slopesApart]{
	Task: Task{"09-gradient-check", "RelativeError", "How far apart are two numbers?", [3]string{
		"By hand: 0.002 and 0.001 are 0.001 apart, which is half of the larger. Then ask what your code does with " +
			"−4 and −1, with 0 and 0, and with NaN and 1.",
		"|a − n| / max(|a|, |n|) for each pair, and the largest of these. Where |a − n| is 0, so is the error. " +
			"NaN > x is false for every x, but the built-in max lets a NaN through.",
		"worst := 0.0; a loop over i with diff := math.Abs(a[i] - n[i]); if diff != 0, worst becomes the max of " +
			"itself and the quotient. (NaN != 0 is true.)",
	}},
	Params: "a, n",
	Cases: []Case[slopesApart]{
		{Args: []any{vec{0.002}, vec{0.001}}, Want: []any{0.5}},               // 0.001/0.002
		{Args: []any{vec{-1, 5, -4}, vec{-4, 5, -2}}, Want: []any{0.75}},      // 3/4, 0, 2/4
		{Args: []any{vec{0, -3}, vec{0, 3}}, Want: []any{2.0}},                // 0, 6/3
		{Args: []any{vec{-7}, vec{0}}, Want: []any{1.0}},                      // 7/7
		{Args: []any{vec{1, math.NaN()}, vec{1, 1}}, Want: []any{math.NaN()}}, // 0, and then NaN
		{Args: []any{vec{1, 1}, vec{math.NaN(), 1}}, Want: []any{math.NaN()}}, // by trying, too
	},
	Mistakes: []Mistake[slopesApart]{
		{"this is the absolute error: divide by the size of the slopes, or 0.001 looks little beside 0.002",
			worstOf(func(a, n float64) float64 { return math.Abs(a - n) })},
		{"divided by max(1, |a|, |n|), as if small slopes did not matter: half of a small slope is a mistake too",
			worstOf(func(a, n float64) float64 { return math.Abs(a-n) / max(1, math.Abs(a), math.Abs(n)) })},
		{"a − n keeps its sign, so that an error downwards is below 0 and never the largest: take |a − n|",
			worstOf(func(a, n float64) float64 { return (a - n) / max(math.Abs(a), math.Abs(n)) })},
		{"max(a, n) without the absolute values: of −4 and −1 the larger in size is −4",
			worstOf(func(a, n float64) float64 { return math.Abs(a-n) / max(a, n) })},
		{"neither difference nor divisor has its absolute value: both keep their sign, and the error comes out " +
			"below 0, or with the wrong size",
			worstOf(func(a, n float64) float64 { return (a - n) / max(a, n) })},
		{"this is |max(a, n)|: of −4 and −1 the larger is −1, but the larger in size is −4; take |a| and |n| first",
			worstOf(func(a, n float64) float64 { return math.Abs(a-n) / math.Abs(max(a, n)) })},
		{"something is added below the line to avoid 0/0, which makes the error of small slopes too small: where a " +
			"and n are equal, say 0 yourself", worstOf(func(a, n float64) float64 {
			return math.Abs(a-n) / (max(math.Abs(a), math.Abs(n)) + 1e-8)
		})},
		{"divided by |n| alone: the formula takes the larger of |a| and |n|, so that neither side is special",
			worstOf(func(a, n float64) float64 { return math.Abs(a-n) / math.Abs(n) })},
		{"divided by |a| alone: the formula takes the larger of |a| and |n|, so that neither side is special",
			worstOf(func(a, n float64) float64 { return math.Abs(a-n) / math.Abs(a) })},
		{"divided by |a| + |n|: other books do that, this one divides by the larger of the two, so that the wrong " +
			"sign gives 2", worstOf(func(a, n float64) float64 {
			return math.Abs(a-n) / (math.Abs(a) + math.Abs(n))
		})},
		{"divided by the smaller of |a| and |n|: the formula takes the larger",
			worstOf(func(a, n float64) float64 { return math.Abs(a-n) / min(math.Abs(a), math.Abs(n)) })},
		{"the errors are added up: what counts is the largest, else many good slopes look like a bad one",
			func(a, n []float64) float64 {
				sum := 0.0
				for i := range a {
					sum += relativeOf(a[i], n[i])
				}
				return sum
			}},
		{"this is the mean of the errors: among many right slopes a wrong one would drown. Take the largest",
			func(a, n []float64) float64 {
				sum := 0.0
				for i := range a {
					sum += relativeOf(a[i], n[i])
				}
				return sum / float64(len(a))
			}},
		{"only the first pair counts: return when the loop is over, not in it",
			func(a, n []float64) float64 { return relativeOf(a[0], n[0]) }},
		{"only the last pair counts: each error overwrites the one before; keep the largest",
			func(a, n []float64) float64 { return relativeOf(a[len(a)-1], n[len(a)-1]) }},
		{"a right slope of 0 gives 0/0, which is NaN: where a and n are equal, the error is 0",
			func(a, n []float64) float64 {
				worst := 0.0
				for i := range a {
					worst = max(worst, math.Abs(a[i]-n[i])/max(math.Abs(a[i]), math.Abs(n[i])))
				}
				return worst
			}},
		{"a NaN is passed over, because NaN > worst is false, as is every comparison with NaN: let it come through",
			func(a, n []float64) float64 {
				worst := 0.0
				for i := range a {
					if rel := relativeOf(a[i], n[i]); rel > worst {
						worst = rel
					}
				}
				return worst
			}},
		{"a NaN comes through in the first place only, where the search begins; later, NaN > worst is false, as is " +
			"every comparison with NaN: the built-in max lets it through",
			func(a, n []float64) float64 {
				worst := relativeOf(a[0], n[0])
				for i := range a {
					if rel := relativeOf(a[i], n[i]); rel > worst {
						worst = rel
					}
				}
				return worst
			}},
		{"a NaN is looked for in a only: the slopes n, by trying, may have one too",
			func(a, n []float64) float64 {
				worst := 0.0
				for i := range a {
					if rel := relativeOf(a[i], n[i]); rel > worst || math.IsNaN(a[i]) {
						worst = rel
					}
					if math.IsNaN(a[i]) {
						break
					}
				}
				return worst
			}},
		{"pairs with a 0 are passed over: only where both are 0 do they agree; a 7 that should be 0 is an error of 1",
			func(a, n []float64) float64 {
				worst := 0.0
				for i := range a {
					if a[i] != 0 && n[i] != 0 {
						worst = max(worst, relativeOf(a[i], n[i]))
					}
				}
				return worst
			}},
		{"the largest difference is divided by the largest slope: a small slope hides behind a large one. Divide " +
			"each difference by its own pair", func(a, n []float64) float64 {
			diff, size := 0.0, 0.0
			for i := range a {
				diff = max(diff, math.Abs(a[i]-n[i]))
				size = max(size, math.Abs(a[i]), math.Abs(n[i]))
			}
			return diff / size
		}},
	},
}

// relativeOf returns the relative error of one slope.
func relativeOf(a, n float64) float64 {
	if a == n {
		return 0
	}
	return math.Abs(a-n) / max(math.Abs(a), math.Abs(n))
}

// worstOf returns the largest of the errors of all pairs, in which equal ones
// have none.
func worstOf(err func(a, n float64) float64) slopesApart {
	return func(a, n []float64) float64 {
		worst := 0.0
		for i := range a {
			if a[i] != n[i] {
				worst = max(worst, err(a[i], n[i]))
			}
		}
		return worst
	}
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
	checkLevel   = Named{"f", "f(x) = x0² + x0³", func(x []float64) float64 {
		return float64(x[0]*x[0]) + float64(x[0]*x[0]*x[0])
	}}
)

// Check examines a small gradient check.
var Check = Exercise[gradientCheck]{
	Task: Task{"09-gradient-check", "Check", "The uncertainty of the slope", [3]string{
		"f(x) = x0·x1 at (3, 4) has the slopes 4 and 3, so Check(f, (3, 4), (4, 3)) is true. With one of the two " +
			"wrong, or NaN, it is false. What does your code compare, and what does it do with NaN?",
		"n_i = (f(…, x_i + h, …) − f(…, x_i − h, …)) / 2h, and |grad_i − n_i| ≤ 1e-6·max(|grad_i|, |n_i|) + 1e-7 for " +
			"each i. With NaN, both <= and > are false: ask whether it agrees, not whether it disagrees.",
		"z := slices.Clone(x); a loop over i that sets z[i] to x[i] + h and to x[i] - h, calls f(z) each time, and puts " +
			"x[i] back; if !(diff <= limit), return false. After the loop, return true.",
	}},
	Params: "f, x, grad",
	Cases: []Case[gradientCheck]{
		{Args: []any{checkProduct, vec{3, 4}, vec{4, 3}}, Want: []any{true}},
		{Args: []any{checkDown, vec{3, 2}, vec{-12, -9}}, Want: []any{true}},         // −2·3·2, −3²
		{Args: []any{checkDown, vec{3, 2}, vec{-12, -3}}, Want: []any{false}},        // a square forgotten
		{Args: []any{checkDown, vec{3, 2}, vec{-24, -18}}, Want: []any{false}},       // twice too large
		{Args: []any{checkDown, vec{3, 2}, vec{12, -9}}, Want: []any{false}},         // the wrong sign
		{Args: []any{checkDown, vec{3, 2}, vec{math.NaN(), -9}}, Want: []any{false}}, // no number
		// By trying, 1e6·h² = 0.01 is added to 3e6·½², which is 1e-8 of it. (With h = 1e-3 it
		// would be 1e-6, too much.)
		{Args: []any{checkSteep, vec{0.5}, vec{-7.5e5}}, Want: []any{true}},
		{Args: []any{checkSteep, vec{0.5}, vec{-750075}}, Want: []any{false}}, // a ten-thousandth too large
		// By trying it is h² = 1e-8, and so much less than a thousandth.
		{Args: []any{checkLevel, vec{0}, vec{0}}, Want: []any{true}},
		{Args: []any{checkLevel, vec{0}, vec{0.001}}, Want: []any{false}},
		{Args: []any{checkLine, vec{0}, vec{2}}, Want: []any{true}},     // with any h
		{Args: []any{checkRoot, vec{-1}, vec{0.5}}, Want: []any{false}}, // by trying, no number
	},
	Mistakes: []Mistake[gradientCheck]{
		{"this is the forward difference: its error of the size of h makes right slopes look wrong. Go to both sides",
			checkOf(func(f func([]float64) float64, z []float64, i int) float64 {
				x, here := z[i], f(z)
				z[i] = x + 1e-4
				right := f(z)
				z[i] = x
				return (right - here) / 1e-4
			}, agreesOne, everyOne)},
		{"h is too large: 10⁻⁴ is written 1e-4, and 10e-4 is 10⁻³; the error of the formula grows like h²",
			checkOf(triedWith(1e-3), agreesOne, everyOne)},
		{"h is too small: what rounding does to f is divided by 2h. 10⁻⁴ is written 1e-4",
			checkOf(triedWith(1e-10), agreesOne, everyOne)},
		{"h is far too small: what rounding does to f is divided by 2h, and drowns the slope. 10⁻⁴ is written 1e-4",
			checkOf(triedWith(1e-12), agreesOne, everyOne)},
		{"divided by h instead of 2h: from x − h to x + h it is 2h, so every slope by trying is twice too large",
			checkOf(func(f func([]float64) float64, z []float64, i int) float64 {
				return 2 * triedOne(f, z, i)
			}, agreesOne, everyOne)},
		{"brackets are missing: / 2 * h divides by 2 and multiplies by h; it is / (2 * h)",
			checkOf(func(f func([]float64) float64, z []float64, i int) float64 {
				return triedOne(f, z, i) * 1e-8
			}, agreesOne, everyOne)},
		{"one variable is tried while another has moved: put each back before the next, so that one differs from x at " +
			"a time",
			checkOf(func(f func([]float64) float64, z []float64, i int) float64 {
				x, n := z[i], triedOne(f, z, i)
				z[i] = x - 1e-4
				return n
			}, agreesOne, everyOne)},
		{"x does not come back exactly: + h, − 2h and + h are rounded each time. Work on a copy of x, and write the " +
			"old value back", func(f func([]float64) float64, x, grad []float64) bool {
			return checkOf(func(f func([]float64) float64, z []float64, i int) float64 {
				n := triedOne(f, z, i)
				x[i] += 1e-4
				x[i] -= 2e-4
				x[i] += 1e-4
				return n
			}, agreesOne, everyOne)(f, x, grad)
		}},
		{"a NaN passes, because \"difference > limit\" is false for it: return true only where \"difference ≤ limit\" " +
			"holds", checkOf(triedOne, func(a, n float64) bool {
			return !(math.Abs(a-n) > relativeLimit(a, n)+1e-7)
		}, everyOne)},
		{"the sizes of the two slopes are compared, without their signs: take |grad − n|, not |grad| − |n|",
			checkOf(triedOne, func(a, n float64) bool {
				return math.Abs(math.Abs(a)-math.Abs(n)) <= relativeLimit(a, n)+1e-7
			}, everyOne)},
		{"a NaN is looked for in grad only: n is NaN where f is, and does not agree either",
			checkOf(triedOne, func(a, n float64) bool {
				return !math.IsNaN(a) && !(math.Abs(a-n) > relativeLimit(a, n)+1e-7)
			}, everyOne)},
		{"the difference keeps its sign, so a slope that is too small passes: take |grad − n|",
			checkOf(triedOne, func(a, n float64) bool {
				return a-n <= relativeLimit(a, n)+1e-7
			}, everyOne)},
		{"the difference keeps its sign, so a slope that is too large passes: take |grad − n|",
			checkOf(triedOne, func(a, n float64) bool {
				return n-a <= relativeLimit(a, n)+1e-7
			}, everyOne)},
		{"this limit is absolute: of a slope of 750000, the error of the formula alone is more. Multiply the 1e-6 " +
			"by the size of the slopes", checkOf(triedOne, func(a, n float64) bool {
			return math.Abs(a-n) <= 1e-6+1e-7
		}, everyOne)},
		{"the relative limit is too wide: a slope that is off by a ten-thousandth is a wrong one. 10⁻⁶ is written 1e-6",
			checkOf(triedOne, func(a, n float64) bool {
				return math.Abs(a-n) <= float64(1e3*relativeLimit(a, n))+1e-7
			}, everyOne)},
		{"the doubt is too wide: beside a slope of 0, a thousandth is a mistake. 10⁻⁷ is written 1e-7",
			checkOf(triedOne, func(a, n float64) bool {
				return math.Abs(a-n) <= relativeLimit(a, n)+1e-3
			}, everyOne)},
		{"both limits are too wide, the relative one and the doubt: 10⁻⁶ is written 1e-6, and 10⁻⁷ is 1e-7",
			checkOf(triedOne, func(a, n float64) bool {
				return math.Abs(a-n) <= float64(1e-3*max(math.Abs(a), math.Abs(n)))+1e-2
			}, everyOne)},
		{"this limit is relative only: where the slope is 0, nothing but 0 itself passes, and n is never so exact. " +
			"Add the doubt", checkOf(triedOne, func(a, n float64) bool {
			return math.Abs(a-n) <= relativeLimit(a, n)
		}, everyOne)},
		{"the 1e-6 is multiplied by max(grad, n), which is negative where the slopes are: take the absolute values",
			checkOf(triedOne, func(a, n float64) bool {
				return math.Abs(a-n) <= float64(1e-6*max(a, n))+1e-7
			}, everyOne)},
		{"this limit is relative only, and a NaN passes besides: add the doubt, and return true only where " +
			"\"difference ≤ limit\" holds", checkOf(triedOne, func(a, n float64) bool {
			return !(relativeOf(a, n) > 1e-6)
		}, everyOne)},
		{"only the first variable is tried: return true when the loop is over, not in it",
			checkOf(triedOne, agreesOne, func(ok []bool) bool { return ok[0] })},
		{"only the last variable counts: one that disagrees must stay a disagreement, so return false there",
			checkOf(triedOne, agreesOne, func(ok []bool) bool { return ok[len(ok)-1] })},
		{"one variable that agrees is enough here: all must",
			checkOf(triedOne, agreesOne, func(ok []bool) bool { return slices.Contains(ok, true) })},
		{"true and false have changed places: Check is true where grad is right",
			checkOf(triedOne, agreesOne, func(ok []bool) bool { return slices.Contains(ok, false) })},
	},
}

// checkOf returns a check that finds the slopes of f at z by one function,
// judges each by another, and all of them by a third.
func checkOf(slope func(f func([]float64) float64, z []float64, i int) float64,
	agrees func(a, n float64) bool, verdict func(ok []bool) bool) gradientCheck {
	return func(f func([]float64) float64, x, grad []float64) bool {
		z, ok := slices.Clone(x), make([]bool, len(x))
		for i, a := range grad {
			ok[i] = agrees(a, slope(f, z, i))
		}
		return verdict(ok)
	}
}

// triedWith returns the central difference of f along variable i, with this h.
func triedWith(h float64) func(f func([]float64) float64, z []float64, i int) float64 {
	return func(f func([]float64) float64, z []float64, i int) float64 {
		x := z[i]
		z[i] = x + h
		right := f(z)
		z[i] = x - h
		left := f(z)
		z[i] = x
		return (right - left) / (2 * h)
	}
}

var triedOne = triedWith(1e-4)

func agreesOne(a, n float64) bool {
	return math.Abs(a-n) <= relativeLimit(a, n)+1e-7
}

// relativeLimit is a millionth of the size of the slopes.
func relativeLimit(a, n float64) float64 {
	return float64(1e-6 * max(math.Abs(a), math.Abs(n)))
}

func everyOne(ok []bool) bool { return !slices.Contains(ok, false) }

type slopesAlong = func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64)

// SlopesAlong examines the slope along one direction, by both ways.
var SlopesAlong = Exercise[slopesAlong]{
	Task: Task{"09-gradient-check", "SlopesAlong", "Two ways to the same number", [3]string{
		"By hand: f(x) = x0·x1 at (3, 4), v = (1, 2), h = ½. All move at once: to (3.5, 5), where f is 17.5, and to " +
			"(2.5, 3), where it is 7.5.",
		"a = Σ_i grad_i v_i, and n = (f(x + h·v) − f(x − h·v)) / 2h, where x + h·v has the values x_i + h·v_i.",
		"Two new slices of len(x) values, right and left; one loop over i that adds to a and sets right[i] and left[i]; " +
			"then f is called twice, outside the loop.",
	}},
	Params:  "f, x, grad, v, h",
	Returns: "a, n",
	Cases: []Case[slopesAlong]{
		// 4·1 + 3·2, and (3.5·5 − 2.5·3)/1.
		{Args: []any{checkProduct, vec{3, 4}, vec{4, 3}, vec{1, 2}, 0.5}, Want: []any{10.0, 10.0}},
		// A grad that is wrong in its second sign: −2 + 1, and (−1.1³ + 0.9³)/0.2 = (−1.331 + 0.729)/0.2.
		{Args: []any{checkDown, vec{1, 1}, vec{-2, 1}, vec{1, 1}, 0.1}, Want: []any{-1.0, -3.01}},
	},
	Mistakes: []Mistake[slopesAlong]{
		{"this n is the forward difference: its error is much larger. Go to both sides, to x + h·v and x − h·v",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), (f(movedAlong(x, v, h)) - f(x)) / h
			}},
		{"n is divided by h instead of 2h: from x − h·v to x + h·v it is 2h",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), 2 * triedAlong(f, x, v, h)
			}},
		{"brackets are missing: / 2 * h divides by 2 and multiplies by h; it is / (2 * h)",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), triedAlong(f, x, v, h) * h * h
			}},
		{"h is forgotten on the way to both sides: it is x + h·v, not x + v",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), triedAlong(f, x, v, 1) / h
			}},
		{"both sides are one and the same slice, so n is 0: an assignment copies no values. Make two slices",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), 0
			}},
		{"n has the wrong sign: it is the value at x + h·v less the value at x − h·v",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), -triedAlong(f, x, v, h)
			}},
		{"x + h·v less h·v is x again, and not x − h·v: the way to the other side is 2h long",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), (f(movedAlong(x, v, h)) - f(x)) / (2 * h)
			}},
		{"all variables move by h here: each is to move by its own h·v_i",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), triedAlong(f, x, onesOf(len(x)), h)
			}},
		{"the variables move by h·grad_i: the way to go is v, and grad is what is to be checked",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, v), triedAlong(f, x, grad, h)
			}},
		{"one variable at a time is tried: move all at once, and call f only twice",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				for i := range x {
					only := make([]float64, len(x))
					only[i] = 1
					n += float64(v[i] * triedAlong(f, x, only, h))
				}
				return sumOfProducts(grad, v), n
			}},
		{"v is forgotten in a: the slopes of grad count as much as their variables move",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return sumOfProducts(grad, onesOf(len(v))), triedAlong(f, x, v, h)
			}},
		{"h is a factor of a here: a is a slope, a change per h, and does not depend on how large h is",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return h * sumOfProducts(grad, v), triedAlong(f, x, v, h)
			}},
		{"only the last variable counts in a: add up the paths of all",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				last := len(x) - 1
				return grad[last] * v[last], triedAlong(f, x, v, h)
			}},
		{"v is brought to the length 1 first: it is given as it is meant, and both slopes grow with it",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				unit := movedAlong(make([]float64, len(v)), v, 1/math.Sqrt(sumOfProducts(v, v)))
				return sumOfProducts(grad, unit), triedAlong(f, x, unit, h)
			}},
		{"a is found by trying too: it comes from grad, or there is nothing to compare",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				n = triedAlong(f, x, v, h)
				return n, n
			}},
		{"n is made of grad too: it comes from f, by trying, or there is nothing to compare",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				a = sumOfProducts(grad, v)
				return a, a
			}},
		{"a and n have changed places: a is the slope by grad, n the one by trying",
			func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
				return triedAlong(f, x, v, h), sumOfProducts(grad, v)
			}},
	},
}

// triedAlong returns the central difference of f along v.
func triedAlong(f func([]float64) float64, x, v []float64, h float64) float64 {
	return (f(movedAlong(x, v, h)) - f(movedAlong(x, v, -h))) / (2 * h)
}

// movedAlong returns x + h·v.
func movedAlong(x, v []float64, h float64) []float64 {
	z := make([]float64, len(x))
	for i := range x {
		z[i] = x[i] + float64(h*v[i])
	}
	return z
}

func sumOfProducts(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64(a[i] * b[i])
	}
	return sum
}

func onesOf(n int) []float64 {
	v := make([]float64, n)
	for i := range v {
		v[i] = 1
	}
	return v
}
