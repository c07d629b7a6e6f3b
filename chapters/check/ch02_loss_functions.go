package check

import "math"

func tasks02() []*Task { return []*Task{&MSE.Task, &CrossEntropy.Task, &Huber.Task} }

type loss = func(y, t []float64) float64

// MSE examines half the sum of squared errors.
var MSE = Exercise[loss]{
	Task: Task{"02-loss-functions", "MSE", "The mean squared error", [3]string{
		"Work out y = (0.2, 0.5, 0.3), t = (0, 1, 0) by hand first: three errors, three squares, one half.",
		"E = ½ Σ_k (y_k − t_k)². In spite of its name it is half a sum: nothing is divided by K.",
		"A sum that starts at 0, a loop over k that adds the square of y[k] − t[k], and sum / 2 at the end.",
	}},
	Params: "y, t",
	Cases: []Case[loss]{
		{Args: []any{vec{0.2, 0.5, 0.3}, vec{0, 1, 0}}, Want: []any{0.19}}, // (0.04 + 0.25 + 0.09)/2
		{Args: []any{vec{-7}, vec{-3}}, Want: []any{8.0}},                  // 16/2
	},
	Mistakes: []Mistake[loss]{
		{"the ½ is missing: its 2 cancels the 2 of the derivative", func(y, t []float64) float64 {
			return 2 * halfSquares(y, t)
		}},
		{"divided by K, the number of classes: this E is half a sum, not a mean", func(y, t []float64) float64 {
			return 2 * halfSquares(y, t) / float64(len(y))
		}},
		{"divided by K besides the ½: the ½ alone is in the formula", func(y, t []float64) float64 {
			return halfSquares(y, t) / float64(len(y))
		}},
		{"divided by K − 1 instead of 2: that is the variance of a sample", func(y, t []float64) float64 {
			return 2 * halfSquares(y, t) / float64(len(y)-1)
		}},
		{"the errors are not squared, and cancel: square each one before it is added", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum += y[k] - t[k]
			}
			return sum / 2
		}},
		{"every result is 0: is it 1/2 * sum? In Go, 1/2 divides whole numbers, and is 0. Write sum / 2",
			func(y, t []float64) float64 { return 0 }},
		{"absolute values instead of squares", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum += math.Abs(y[k] - t[k])
			}
			return sum / 2
		}},
		{"the sum is squared: square each error first, then add", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum += y[k] - t[k]
			}
			return sum * sum / 2
		}},
		{"this is the length of the error, the root of the sum of squares: no root in this formula", func(y, t []float64) float64 {
			return math.Sqrt(2 * halfSquares(y, t))
		}},
		{"the loop leaves out the last class: k runs from 0 to K − 1", func(y, t []float64) float64 {
			return halfSquares(y[:len(y)-1], t)
		}},
	},
}

func halfSquares(y, t []float64) float64 {
	sum := 0.0
	for k := range y {
		sum += float64((y[k] - t[k]) * (y[k] - t[k]))
	}
	return sum / 2
}

// CrossEntropy examines −Σ t log y.
var CrossEntropy = Exercise[loss]{
	Task: Task{"02-loss-functions", "CrossEntropy", "Cross entropy, and why a logarithm", [3]string{
		"Work out y = (0.25, 0.75), t = (0, 1) by hand: one term is left, and the loss is positive. " +
			"Then ask what your code does where y is 0 and t is 0.",
		"E = −Σ_k t_k log y_k, with the natural logarithm. The factor t_k may be 0, and so may y_k: which of the two " +
			"makes the term 0, and which makes it infinite? (See \"At the edges\".) Test for that one alone.",
		"A sum that starts at 0; a loop over k that skips t[k] == 0 and subtracts t[k] * math.Log(y[k]).",
	}},
	Params: "y, t",
	Cases: []Case[loss]{
		{Args: []any{vec{0.25, 0.75}, vec{0, 1}}, Want: []any{0.28768207245178085}}, // −log 0.75
		{Args: []any{vec{0.5, 0.5}, vec{0.5, 0.5}}, Want: []any{math.Ln2}},          // 2·½·log 2
		{Args: []any{vec{0, 1}, vec{0, 1}}, Want: []any{0.0}},                       // 0·log 0 counts as 0
		{Args: []any{vec{1, 0}, vec{0, 1}}, Want: []any{math.Inf(1)}},               // −log 0
	},
	Mistakes: []Mistake[loss]{
		{"the minus is missing: log y is negative for y < 1, and a loss should be positive", func(y, t []float64) float64 {
			return -entropy(t, y)
		}},
		{"y and t have changed places: the logarithm is that of the prediction y", func(y, t []float64) float64 {
			return entropy(y, t)
		}},
		{"0·log 0 is NaN in a computer: skip the terms whose t is 0 (see \"At the edges\")", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum -= t[k] * math.Log(y[k])
			}
			return sum
		}},
		{"it skips where y is 0; but an impossible truth has an infinite loss: skip where t is 0 " +
			"(see \"At the edges\")", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				if y[k] != 0 {
					sum -= t[k] * math.Log(y[k])
				}
			}
			return sum
		}},
		{"it looks only at a class whose t is 1; t may also be (½, ½): every term counts", func(y, t []float64) float64 {
			for k := range y {
				if t[k] == 1 {
					return -math.Log(y[k])
				}
			}
			return 0
		}},
		{"something is added to y to avoid log 0, which makes a perfect loss negative and the impossible finite: " +
			"skip the terms whose t is 0, and let log 0 be infinite (see \"At the edges\")", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum -= t[k] * math.Log(y[k]+1e-7)
			}
			return sum
		}},
		{"this is log₂ or log₁₀: the formula has the natural logarithm, math.Log", func(y, t []float64) float64 {
			return entropy(t, y) / math.Ln2
		}},
		{"divided by K: nothing is averaged over the classes", func(y, t []float64) float64 {
			return entropy(t, y) / float64(len(y))
		}},
	},
}

func entropy(t, y []float64) float64 {
	sum := 0.0
	for k := range y {
		if t[k] != 0 {
			sum -= float64(t[k] * math.Log(y[k]))
		}
	}
	return sum
}

type huber = func(y, t []float64, delta float64) (loss float64, grad []float64)

// Huber examines a loss that forgives wild values, and its gradient.
var Huber = Exercise[huber]{
	Task: Task{"02-loss-functions", "Huber", "Exercises", [3]string{
		"Treat each error alone. By hand: δ = 1, errors ½ and −3. Which of the two lines holds for each?",
		"The gradient has two lines too, and the same border. Take the derivative of one line after the other, along e. " +
			"In the second only |e| moves: how steep is it to the right of 0, and how steep to the left?",
		"grad := make([]float64, len(y)); a loop over k with e := y[k] - t[k] and one if on math.Abs(e); " +
			"both branches add to loss and set grad[k]; math.Copysign(delta, e) is δ with the sign of e.",
	}},
	Params:  "y, t, delta",
	Returns: "loss, grad",
	Cases: []Case[huber]{
		// Errors ½ and −3: ⅛ + (3 − ½) and slopes ½ and −1.
		{Args: []any{vec{1.5, 0}, vec{1, 3}, 1.0}, Want: []any{2.625, vec{0.5, -1}}},
		// Errors 4 and −1: 2·(4 − 1) + ½ and slopes 2 and −1.
		{Args: []any{vec{5, 0}, vec{1, 1}, 2.0}, Want: []any{6.5, vec{2, -1}}},
	},
	Mistakes: []Mistake[huber]{
		{"this is MSE: beyond delta the loss must grow like |e|, not like e²",
			huberOf(func(e, d float64) (float64, float64) { return e * e / 2, e })},
		{"the ½ is missing before e²; without it, the two lines do not meet at |e| = δ",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return e * e, 2 * e
				}
				return d * (math.Abs(e) - d/2), math.Copysign(d, e)
			})},
		{"−½δ is missing in the second line; without it, the two lines do not meet at |e| = δ",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return e * e / 2, e
				}
				return d * math.Abs(e), math.Copysign(d, e)
			})},
		{"the condition needs |e|: an error of −3 is a large one",
			huberOf(func(e, d float64) (float64, float64) {
				if e <= d {
					return e * e / 2, e
				}
				return d * (math.Abs(e) - d/2), d
			})},
		{"for large errors the slope has the sign of the error: −δ where y is below t",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return e * e / 2, e
				}
				return d * (math.Abs(e) - d/2), d
			})},
		{"for large errors the slope is ±δ, not ±1",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return e * e / 2, e
				}
				return d * (math.Abs(e) - d/2), math.Copysign(1, e)
			})},
		{"the gradient has the wrong sign: with e = y − t, the slope along y is +e",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return e * e / 2, -e
				}
				return d * (math.Abs(e) - d/2), math.Copysign(d, -e)
			})},
		{"the two lines have changed places: the square is for small errors",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) > d {
					return e * e / 2, e
				}
				return d * (math.Abs(e) - d/2), math.Copysign(d, e)
			})},
		{"small errors add nothing to the loss: is there a 1/2 before e*e? In Go, 1/2 divides whole numbers, and " +
			"is 0. Write e * e / 2",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return 0, e
				}
				return d * (math.Abs(e) - d/2), math.Copysign(d, e)
			})},
		{"what has a ½ adds nothing to the loss, in both lines: in Go, 1/2 divides whole numbers, and is 0. Write " +
			"e * e / 2 and delta / 2",
			huberOf(func(e, d float64) (float64, float64) {
				if math.Abs(e) <= d {
					return 0, e
				}
				return d * math.Abs(e), math.Copysign(d, e)
			})},
		{"loss is divided by K: it is a sum, and nothing is averaged over the classes",
			func(y, t []float64, delta float64) (float64, []float64) {
				loss, grad := huberLoss(y, t, delta)
				return loss / float64(len(y)), grad
			}},
		{"all is divided by K: the loss is a sum over the classes, and so its slopes are not averaged either",
			func(y, t []float64, delta float64) (float64, []float64) {
				loss, grad := huberLoss(y, t, delta)
				for k := range grad {
					grad[k] /= float64(len(y))
				}
				return loss / float64(len(y)), grad
			}},
		{"grad is empty: make([]float64, len(y)), then set grad[k]",
			func(y, t []float64, delta float64) (float64, []float64) {
				loss, _ := huberLoss(y, t, delta)
				return loss, nil
			}},
		{"grad is 0 everywhere: the slope must be written into grad[k], in both branches",
			func(y, t []float64, delta float64) (float64, []float64) {
				loss, _ := huberLoss(y, t, delta)
				return loss, make([]float64, len(y))
			}},
		{"a small error sets the loss anew, and what the ones before it had added is lost: add it, with +=",
			huberAnewWhere(func(e, delta float64) bool { return e <= delta })},
		{"a large error sets the loss anew, and what the ones before it had added is lost: add it, with +=",
			huberAnewWhere(func(e, delta float64) bool { return e > delta })},
		{"this is the loss of the last error alone: add up those of all, with +=",
			func(y, t []float64, delta float64) (loss float64, grad []float64) {
				_, grad = huberLoss(y, t, delta)
				last := len(y) - 1
				loss, _ = huberLoss(y[last:], t[last:], delta)
				return loss, grad
			}},
	},
}

// huberAnewWhere forgets the loss so far at errors of a kind; e is the size of one.
func huberAnewWhere(kind func(e, delta float64) bool) func(y, t []float64, delta float64) (float64, []float64) {
	return func(y, t []float64, delta float64) (loss float64, grad []float64) {
		_, grad = huberLoss(y, t, delta)
		for k := range y {
			if kind(math.Abs(y[k]-t[k]), delta) {
				loss = 0
			}
			one, _ := huberLoss(y[k:k+1], t[k:k+1], delta)
			loss += one
		}
		return loss, grad
	}
}

// huberLoss is the right loss.
func huberLoss(y, t []float64, delta float64) (loss float64, grad []float64) {
	return huberOf(func(e, d float64) (float64, float64) {
		if math.Abs(e) <= d {
			return e * e / 2, e
		}
		return d * (math.Abs(e) - d/2), math.Copysign(d, e)
	})(y, t, delta)
}

// huberOf sums a loss over the classes, of which one gives loss and slope for
// one error.
func huberOf(one func(e, delta float64) (loss, slope float64)) huber {
	return func(y, t []float64, delta float64) (float64, []float64) {
		sum, grad := 0.0, make([]float64, len(y))
		for k := range y {
			loss, slope := one(y[k]-t[k], delta)
			sum += loss
			grad[k] = slope
		}
		return sum, grad
	}
}
