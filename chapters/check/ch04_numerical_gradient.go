package check

func tasks04() []*Task { return []*Task{&Derivative.Task, &Gradient.Task, &SecondDerivative.Task} }

type slope = func(f func(x float64) float64, x float64) float64

// Derivative examines the central difference.
var Derivative = Exercise[slope]{
	Task: Task{"04-numerical-gradient", "Derivative", "Forward or central", [3]string{
		"Work out the slope of x³ at 2 by hand, with a large step h = 1: f(3) = 27 and f(1) = 1. How far does the " +
			"graph rise from 1 to 3, and over what distance? (The slope is 13; a smaller h comes nearer to 12.)",
		"(f(x+h) − f(x−h)) / 2h, with h = 1e-4: the points one step right and one step left are 2h apart.",
		"Write const h = 1e-4, then one return: the difference of two calls of f, divided by 2 * h, with both in " +
			"parentheses.",
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
	Random: func(d *Dice) []any { return []any{d.Curve(), d.Modest()} },
	Right:  rightDerivative,
}

func cubeAt(x float64) float64 { return x * x * x }
func lineAt(x float64) float64 { return 5 - float64(1000*x) }

type slopes = func(f func(x []float64) float64, x []float64) []float64

// Gradient examines the central difference along each variable.
var Gradient = Exercise[slopes]{
	Task: Task{"04-numerical-gradient", "Gradient", "Many variables: the gradient", [3]string{
		"Take x0·x1·x2 at (1, 2, 3) and write down the points where f must be called. For the first slope, they are " +
			"(1+h, 2, 3) and (1−h, 2, 3). For the second slope, x0 is 1 again.",
		"(f(…, x_i+h, …) − f(…, x_i−h, …)) / 2h is Derivative along one variable, which you move in z, a copy of x. " +
			"What must be true of z before the next i has its turn? And is your z a copy, or only a second name for x?",
		"Make grad, a slice of len(x) numbers, and z, a copy of x (slices.Clone). In a loop over i, set z[i] to x[i] + " +
			"h and call f(z), set it to x[i] - h and call f(z), set it back to x[i], and set grad[i].",
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
	Random: func(d *Dice) []any {
		n := d.Size("n")
		return []any{d.Landscape(n), d.each(n, d.Modest)}
	},
	Right: rightGradient,
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

// SecondDerivative examines the slope of the slope.
var SecondDerivative = Exercise[slope]{
	Task: Task{"04-numerical-gradient", "SecondDerivative", "Forward or central", [3]string{
		"Work out the second derivative of x² at 3 by hand, with a large step h = 1: f(4) = 16, f(3) = 9, f(2) = 4. " +
			"The left piece, from 2 to 3, has slope 5, and the right piece, from 3 to 4, has slope 7. How fast does " +
			"the slope grow?",
		"(f(x+h) − 2 f(x) + f(x−h)) / h² with h = 1e-3: from the right slope, (f(x+h) − f(x))/h, subtract the left " +
			"one, (f(x) − f(x−h))/h, and divide the difference by h.",
		"Write const h = 1e-3, then one return: three terms that call f, divided by h * h, with both in parentheses.",
	}},
	// The formula errs by 2h² = 2e-6 in the first case, of 12; the forward form by 24h.
	Params: "f, x",
	Tol:    1e-6,
	Cases: []Case[slope]{
		{Args: []any{Named{"f", "f(x) = x⁴", fourthPower}, 1.0}, Want: []any{12.0}},   // 12·1²
		{Args: []any{Named{"f", "f(x) = 4 − 3·x²", hilltop}, 0.0}, Want: []any{-6.0}}, // 2·(−3)
		{Args: []any{Named{"f", "f(x) = x²/10000", plain}, 1.0}, Want: []any{0.0002}}, // hardly bent
	},
	Random: func(d *Dice) []any { return []any{d.Curve(), d.Modest()} },
	Right:  rightSecondDerivative,
}

func fourthPower(x float64) float64 { return x * x * x * x }
func plain(x float64) float64       { return x * x / 10000 }
func hilltop(x float64) float64     { return 4 - float64(3*x*x) }
