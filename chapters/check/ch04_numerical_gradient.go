package check

import "slices"

func tasks04() []*Task { return []*Task{&Derivative.Task, &Gradient.Task, &SecondDerivative.Task} }

// A curve has one variable, and slope finds a number for its graph at x.
type (
	curve = func(x float64) float64
	slope = func(f func(x float64) float64, x float64) float64
)

// Derivative examines the central difference.
var Derivative = Exercise[slope]{
	Task: Task{"04-numerical-gradient", "Derivative", "Forward or central", [3]string{
		"Work out x³ at 2 by hand, with a large step h = 1: f(3) = 27 and f(1) = 1. How high does the graph " +
			"rise from 1 to 3, and over which distance? (13; a smaller h comes nearer to 12.)",
		"(f(x+h) − f(x−h)) / 2h, with h = 1e-4: one step to the right and one to the left are 2h apart.",
		"const h = 1e-4, then one return: a difference of two calls of f, in parentheses, divided by (2 * h), " +
			"in parentheses too.",
	}},
	// The formula errs by h² = 1e-8 in the first case; another h from 1e-3 to 1e-10
	// may pass too. The forward difference is off by 5e-5 of 12.
	Params: "f, x",
	Tol:    1e-6,
	Cases: []Case[slope]{
		{Args: []any{Named{"f", "f(x) = x³", cubeAt}, 2.0}, Want: []any{12.0}}, // 3·2²
		// A line: its slope is the same everywhere, and so large that a result of
		// a hundred-millionth of it is not taken for 0.
		{Args: []any{Named{"f", "f(x) = 5 − 1000·x", lineAt}, 0.0}, Want: []any{-1000.0}},
	},
	Mistakes: []Mistake[slope]{
		{"this is the forward difference; its error shrinks like h, the central one's like h²: " +
			"look to the left of x too", forwardQuotient},
		{"this is the backward difference, to the left only; its error shrinks like h, the central one's like h²: " +
			"look to the right of x too", backwardQuotient},
		{"from x − h to x + h it is 2h, so the difference is to be divided by 2h, not by h",
			func(f curve, x float64) float64 { return 2 * centralQuotient(1e-4)(f, x) }},
		{"the step is h to one side only, but divided by 2h: 2h is for a step to both sides, f(x+h) − f(x−h)",
			func(f curve, x float64) float64 { return forwardQuotient(f, x) / 2 }},
		{"in Go, a / 2 * h is (a / 2) · h: put the 2 * h into parentheses", halfTimesH},
		{"only one call of f is divided: put the difference into parentheses before the /",
			func(f curve, x float64) float64 { return f(x+1e-4) - f(x-1e-4)/(2*1e-4) }},
		{"only f(x) is divided, and nothing looks to the left: the difference f(x+h) − f(x−h) is to be divided, so it " +
			"needs parentheses", func(f curve, x float64) float64 { return f(x+1e-4) - f(x)/1e-4 }},
		{"this is the slope of x³, whatever f is: call f, on both sides of x",
			func(_ curve, x float64) float64 { return 3 * x * x }},
		{"the two calls have changed places, so that a rising graph seems to fall: right minus left",
			func(f curve, x float64) float64 { return -centralQuotient(1e-4)(f, x) }},
		{"it is the mean of f(x+h) and f(x−h): a slope needs their difference",
			func(f curve, x float64) float64 { return (f(x+1e-4) + f(x-1e-4)) / 2 }},
		{"the sum of the two calls is divided, not their difference: right minus left",
			func(f curve, x float64) float64 { return (f(x+1e-4) + f(x-1e-4)) / (2 * 1e-4) }},
		{"it is only the difference f(x+h) − f(x−h), tiny because h is: divide it by the distance, 2h",
			func(f curve, x float64) float64 { return f(x+1e-4) - f(x-1e-4) }},
		{"a step of 0.01 is too large here: the error of the formula is h² times something; take h = 1e-4",
			centralQuotient(0.01)},
		{"a step of 0.1 is too large: the error of the formula is h² times something; take h = 1e-4",
			centralQuotient(0.1)},
		{"this is the forward difference, and with h = 0.1: take the central one, with h = 1e-4",
			func(f curve, x float64) float64 { return (f(x+0.1) - f(x)) / 0.1 }},
		{"a step of 1e-12 is too small: what is left of f(x+h) − f(x−h) has few right digits; take h = 1e-4",
			centralQuotient(1e-12)},
		{"a step of 1e-15 is too small: f(x+h) and f(x−h) agree in nearly all digits, and what is left of their " +
			"difference is rounding; take h = 1e-4", centralQuotient(1e-15)},
		{"every slope is 0: both calls of f are at the same place. Is a sign wrong, or h so small that x + h " +
			"is rounded to x?", func(func(float64) float64, float64) float64 { return 0 }},
		{"the step is −10: in Go, ^ is no power, and 10^-4 is an operation on bits. Write 1e-4",
			centralQuotient(10 ^ -4)},
		{"a step of 1e4 is ten thousand: it should be 1e-4", centralQuotient(1e4)},
		{"h is a part of x here, so at x = 0 there is no step, and 0/0: take a fixed h",
			func(f curve, x float64) float64 { return centralQuotient(float64(1e-4*x))(f, x) }},
	},
}

func cubeAt(x float64) float64 { return x * x * x }
func lineAt(x float64) float64 { return 5 - float64(1000*x) }

func centralQuotient(h float64) slope {
	return func(f curve, x float64) float64 { return (f(x+h) - f(x-h)) / (2 * h) }
}

func forwardQuotient(f curve, x float64) float64 {
	return (f(x+1e-4) - f(x)) / 1e-4
}

func backwardQuotient(f curve, x float64) float64 {
	return (f(x) - f(x-1e-4)) / 1e-4
}

func halfTimesH(f curve, x float64) float64 {
	return (f(x+1e-4) - f(x-1e-4)) / 2 * 1e-4
}

// A landscape has many variables, and slopes finds a number for each at the point x.
type (
	landscape = func(x []float64) float64
	slopes    = func(f func(x []float64) float64, x []float64) []float64
)

// Gradient examines the central difference along each variable.
var Gradient = Exercise[slopes]{
	Task: Task{"04-numerical-gradient", "Gradient", "Many variables: the gradient", [3]string{
		"Take x0·x1·x2 at (1, 2, 3) and write down the points where f must be called: for the first slope " +
			"(1+h, 2, 3) and (1−h, 2, 3). For the second slope, x0 is 1 again.",
		"(f(…, x_i+h, …) − f(…, x_i−h, …)) / 2h is Derivative, along one variable of z, a copy of x. What must be true " +
			"of z before the next i has its turn? And is your z a copy, or only a second name for x?",
		"Make grad, a slice of len(x) numbers, and z, a copy of x (slices.Clone). A loop over i: set z[i] to x[i] + h, " +
			"call f(z); set it to x[i] - h, call f(z); set it back to x[i]; fill grad[i].",
	}},
	Params: "f, x",
	Tol:    1e-6, // as for Derivative
	Cases: []Case[slopes]{
		// (3·3² + 3·(−2), 3·3)
		{Args: []any{Named{"f", "f(x) = x0³ + 3·x0·x1", cubicPair}, vec{3, -2}}, Want: []any{vec{21, 9}}},
		// (20·30, 10·30, 10·20)
		{Args: []any{Named{"f", "f(x) = x0·x1·x2", productOfThree}, vec{10, 20, 30}},
			Want: []any{vec{600, 300, 200}}},
		{Probe: pointAfterPanic, Want: []any{vec{3, 4}},
			Call: "x after Gradient(f, x) with x = [3 4], and a function f that panics"},
	},
	Mistakes: []Mistake[slopes]{
		{"this is the forward difference; its error shrinks like h, the central one's like h²",
			slopesBy(forwardQuotient)},
		{"this is the backward difference; its error shrinks like h, the central one's like h²",
			slopesBy(backwardQuotient)},
		{"from x_i − h to x_i + h it is 2h, so the difference is to be divided by 2h, not by h",
			slopesBy(func(f curve, x float64) float64 { return 2 * centralQuotient(1e-4)(f, x) })},
		{"the step is h to one side only, but divided by 2h: x_i + h minus h is x_i again, so take 2h away, or set " +
			"the variable to x[i] - h",
			slopesBy(func(f curve, x float64) float64 { return forwardQuotient(f, x) / 2 })},
		{"z and x are one slice (z := x is no copy, but a second name): x[i] − h is taken from the moved x. " +
			"slices.Clone(x) makes a copy", func(f landscape, x vec) vec {
			z, grad := x, make([]float64, len(x))
			for i := range x {
				z[i] = x[i] + 1e-4
				right := f(z)
				z[i] = x[i] - 1e-4
				left := f(z)
				z[i] = x[i]
				grad[i] = (right - left) / 2e-4
			}
			return grad
		}},
		{"in Go, a / 2 * h is (a / 2) · h: put the 2 * h into parentheses", slopesBy(halfTimesH)},
		{"right and left have changed places: the slope is right minus left",
			slopesBy(func(f curve, x float64) float64 { return -centralQuotient(1e-4)(f, x) })},
		{"a step of 0.01 is too large here: the error of the formula is h² times something; take h = 1e-4",
			slopesBy(centralQuotient(0.01))},
		{"a step of 1e-15 is too small: what is left of the difference is rounding; take h = 1e-4",
			slopesBy(centralQuotient(1e-15))},
		{"every slope is 0: f sees the same point in both calls. Is the moved slice the one that f gets? Is h large " +
			"enough? And right := x and left := x are no copies, but names of one slice", func(_ landscape, x vec) vec { return make(vec, len(x)) }},
		{"the first slope is right, the later ones are taken at a moved point: set each variable back to x[i] " +
			"before you move the next", notSetBack},
		{"it moves the caller's x and does not set it back: work on a copy, and set each variable back before you " +
			"move the next", func(f landscape, x vec) vec {
			grad := make([]float64, len(x))
			for i := range x {
				x[i] += 1e-4
				right := f(x)
				x[i] -= 2e-4
				grad[i] = (right - f(x)) / 2e-4
			}
			return grad
		}},
		{"plus h, minus 2h, plus h need not give the old number back: each step is rounded. Work on a copy, and set " +
			"its variable to x[i] again", func(f landscape, x vec) vec {
			grad := make([]float64, len(x))
			for i := range x {
				x[i] += 1e-4
				right := f(x)
				x[i] -= 2e-4
				grad[i] = (right - f(x)) / 2e-4
				x[i] += 1e-4
			}
			return grad
		}},
		{"it moves the variables in the caller's x: where f panics half way, x stays moved. Move those of a copy. " +
			"(z := x is no copy, but a second name.)", movedInPlace},
		{"the slopes are written into x, so the second one is taken at a wrong point, and the caller's x is lost: " +
			"make a slice for the slopes", func(f landscape, x vec) vec {
			for i := range x {
				old := x[i]
				x[i] = old + 1e-4
				right := f(x)
				x[i] = old - 1e-4
				left := f(x)
				x[i] = (right - left) / 2e-4
			}
			return x
		}},
		{"all variables are moved at once, which gives the sum of all slopes: move one, and hold the others still",
			func(f landscape, x vec) vec {
				right, left := slices.Clone(x), slices.Clone(x)
				for i := range x {
					right[i] += 1e-4
					left[i] -= 1e-4
				}
				return slices.Repeat(vec{(f(right) - f(left)) / 2e-4}, len(x))
			}},
		{"the moved slice begins with zeros: it must hold a copy of x, for the other variables to be held still",
			func(f landscape, x vec) vec {
				z, grad := make([]float64, len(x)), make([]float64, len(x))
				for i := range x {
					z[i] = x[i] + 1e-4
					right := f(z)
					z[i] = x[i] - 1e-4
					left := f(z)
					z[i] = x[i]
					grad[i] = (right - left) / 2e-4
				}
				return grad
			}},
		{"only the last slope is left: make the slice of slopes once, before the loop",
			func(f landscape, x vec) vec {
				grad := make([]float64, len(x))
				last := len(x) - 1
				grad[last] = slopesBy(centralQuotient(1e-4))(f, x)[last]
				return grad
			}},
		{"twice as many numbers as variables, zeros first: append adds behind what make has made. " +
			"Set grad[i] instead", func(f landscape, x vec) vec {
			return append(make([]float64, len(x)), slopesBy(centralQuotient(1e-4))(f, x)...)
		}},
		{"two slopes, whatever n is: let the loop run over all of x",
			func(f landscape, x vec) vec {
				return slopesBy(centralQuotient(1e-4))(f, x)[:2]
			}},
	},
}

func cubicPair(x []float64) float64 { return float64(x[0]*x[0]*x[0]) + float64(3*x[0]*x[1]) }

func productOfThree(x []float64) float64 { return x[0] * x[1] * x[2] }

// pointAfterPanic returns the caller's point, after f has panicked.
func pointAfterPanic(answer slopes) []any {
	x := vec{3, 4}
	func() {
		defer func() { _ = recover() }()
		answer(func([]float64) float64 { panic("f fails") }, x)
	}()
	return []any{x}
}

// slopesBy applies a quotient along each variable of a copy.
func slopesBy(one slope) slopes {
	return func(f landscape, x vec) vec {
		z, grad := slices.Clone(x), make([]float64, len(x))
		for i := range x {
			grad[i] = one(func(v float64) float64 { z[i] = v; return f(z) }, x[i])
			z[i] = x[i]
		}
		return grad
	}
}

func notSetBack(f landscape, x vec) vec {
	z, grad := slices.Clone(x), make([]float64, len(x))
	for i := range x {
		z[i] = x[i] + 1e-4
		right := f(z)
		z[i] = x[i] - 1e-4
		grad[i] = (right - f(z)) / 2e-4
	}
	return grad
}

func movedInPlace(f landscape, x vec) vec {
	grad := make([]float64, len(x))
	for i, old := range x {
		x[i] = old + 1e-4
		right := f(x)
		x[i] = old - 1e-4
		left := f(x)
		x[i] = old
		grad[i] = (right - left) / 2e-4
	}
	return grad
}

// SecondDerivative examines the slope of the slope.
var SecondDerivative = Exercise[slope]{
	Task: Task{"04-numerical-gradient", "SecondDerivative", "Forward or central", [3]string{
		"Work out x² at 3 by hand, with a large step h = 1: f(4) = 16, f(3) = 9, f(2) = 4. The slope of the left " +
			"piece is 5, that of the right piece 7. How fast does the slope grow?",
		"(f(x+h) − 2 f(x) + f(x−h)) / h² with h = 1e-3: the slope of the right piece minus that of the left one, " +
			"(f(x+h) − f(x))/h − (f(x) − f(x−h))/h, divided by h once more.",
		"const h = 1e-3, then one return: three calls of f in one pair of parentheses, divided by (h * h), in " +
			"parentheses too.",
	}},
	// The formula errs by 2h² = 2e-6 in the first case, of 12; the forward form by 24h.
	Params: "f, x",
	Tol:    1e-6,
	Cases: []Case[slope]{
		{Args: []any{Named{"f", "f(x) = x⁴", fourthPower}, 1.0}, Want: []any{12.0}},   // 12·1²
		{Args: []any{Named{"f", "f(x) = 4 − 3·x²", hilltop}, 0.0}, Want: []any{-6.0}}, // 2·(−3)
	},
	Mistakes: []Mistake[slope]{
		{"divided by 2h²: there is no 2 below here. From the middle of the left piece to the middle of the right one " +
			"it is h", bendBy(1, -2, 1, 2e-6)},
		{"divided by (2h)²: the 2h belongs to the slope across both pieces; here it is h²", bendBy(1, -2, 1, 4e-6)},
		{"divided by h once only: a slope of slopes is divided twice, so by h²", bendBy(1, -2, 1, 1e-3)},
		{"divided by 2h, as for the first derivative: a slope of slopes is divided by h²", bendBy(1, -2, 1, 2e-3)},
		{"in Go, a / h * h is (a / h) · h, which is a: put the h * h into parentheses", bendBy(1, -2, 1, 1)},
		{"the 2 before f(x) is missing: both pieces, the left and the right one, end there", bendBy(1, -1, 1, 1e-6)},
		{"2 alone is subtracted: the middle counts twice, so it is − 2 f(x)",
			func(f curve, x float64) float64 { return (f(x+1e-3) - 2 + f(x-1e-3)) / 1e-6 }},
		{"+ 2 f(x) instead of − 2 f(x): a straight line must give 0", bendBy(1, 2, 1, 1e-6)},
		{"only f(x−h) is divided: put the sum of all three into parentheses before the /",
			func(f curve, x float64) float64 { return f(x+1e-3) - float64(2*f(x)) + f(x-1e-3)/1e-6 }},
		{"f(x) is missing: without − 2 f(x), a straight line does not give 0", bendBy(1, 0, 1, 1e-6)},
		{"minus f(x−h): both neighbours count with a plus; the minus is for the middle, f(x), twice",
			bendBy(1, -2, -1, 1e-6)},
		{"the sign is turned: the neighbours count with a plus, the middle with a minus, so that a valley is positive",
			bendBy(-1, 2, -1, 1e-6)},
		{"this is the first derivative, the slope itself, not the slope of the slope",
			centralQuotient(1e-3)},
		{"this is the square of the first derivative; the second one is the slope of the slope",
			func(f curve, x float64) float64 {
				s := centralQuotient(1e-3)(f, x)
				return s * s
			}},
		{"it looks to the right only, at x, x+h and x+2h: so its error shrinks like h. Look at both sides of x",
			func(f curve, x float64) float64 {
				const h = 1e-3
				return (f(x+2*h) - float64(2*f(x+h)) + f(x)) / (h * h)
			}},
		{"one of the two differences looks to one side only, which adds an error like h: let both be central, or take " +
			"the formula of the task", func(f curve, x float64) float64 {
			s := centralQuotient(1e-3)
			return (s(f, x+1e-3) - s(f, x)) / 1e-3
		}},
		{"a step of 0.1 is too large: the error of the formula is h² times something; take h = 1e-3",
			bendInOrder(0.1)},
		{"a step of 0.01 is too large: the error of the formula is h² times something; take h = 1e-3",
			bendInOrder(1e-2)},
		{"a step of 1e-6 is too small: rounding errors are divided by h², here 1e-12; take h = 1e-3",
			bendInOrder(1e-6)},
		{"a step of 1e-6 is too small: the three calls agree in nearly all digits, and what is left of them is divided " +
			"by 1e-12; take h = 1e-3", bendMiddleLast(1e-6)},
		{"a step of 1e-7 is too small: rounding errors are divided by h², here 1e-14; take h = 1e-3",
			bendInOrder(1e-7)},
		{"a step of 1e-8 is too small: rounding errors are divided by h², here 1e-16; take h = 1e-3",
			bendInOrder(1e-8)},
		{"a step of 1e-8 is too small: the three calls agree in nearly all digits, and what is left of them is divided " +
			"by 1e-16; take h = 1e-3", bendMiddleLast(1e-8)},
		{"a step of 1e-8 is too small: both slopes are little more than rounding, and their difference is divided by " +
			"1e-8 once more; take h = 1e-3", func(f curve, x float64) float64 {
			const h = 1e-8
			return ((f(x+h)-f(x))/h - (f(x)-f(x-h))/h) / h
		}},
		{"a step of 1e-9 is too small: rounding errors are divided by h², here 1e-18; take h = 1e-3",
			bendInOrder(1e-9)},
		{"every result is 0: is h 1e-10 or less? Within so small a step the bend is lost in rounding, and the graph " +
			"looks straight; take h = 1e-3", func(curve, float64) float64 { return 0 }},
		{"h is a part of x here, so at x = 0 there is no step, and 0/0: take a fixed h",
			func(f curve, x float64) float64 {
				h := float64(1e-3 * x)
				return (f(x+h) - float64(2*f(x)) + f(x-h)) / (h * h)
			}},
	},
}

// bendBy weighs three values of f, h = 1e-3 apart, and divides their sum.
func bendBy(right, middle, left, below float64) slope {
	return func(f curve, x float64) float64 {
		return (float64(right*f(x+1e-3)) + float64(middle*f(x)) + float64(left*f(x-1e-3))) / below
	}
}

// bendInOrder is the right formula with another step, and so is bendMiddleLast, which rounds
// differently: with a tiny step, this makes all the difference.
func bendInOrder(h float64) slope {
	return func(f curve, x float64) float64 { return (f(x+h) - float64(2*f(x)) + f(x-h)) / (h * h) }
}

func bendMiddleLast(h float64) slope {
	return func(f curve, x float64) float64 { return (f(x+h) + f(x-h) - float64(2*f(x))) / (h * h) }
}

func fourthPower(x float64) float64 { return x * x * x * x }
func hilltop(x float64) float64     { return 4 - float64(3*x*x) }
