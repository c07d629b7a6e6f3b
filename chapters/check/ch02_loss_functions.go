package check

import "math"

func tasks02() []*Task { return []*Task{&MSE.Task, &CrossEntropy.Task, &Huber.Task} }

type loss = func(y, t []float64) float64

// MSE examines half the sum of squared errors.
var MSE = Exercise[loss]{
	Task: Task{"02-loss-functions", "MSE", "The mean squared error", [3]string{
		"Work out the loss for y = (0.2, 0.5, 0.3) and t = (0, 1, 0) by hand first: three errors, three squares, one " +
			"half.",
		"E = ½ Σ_k (y_k − t_k)². In spite of its name it is half a sum: nothing is divided by K.",
		"Start a sum at 0, add the square of y[k] − t[k] in a loop over k, and return sum / 2.",
	}},
	Params: "y, t",
	Cases: []Case[loss]{
		{Args: []any{vec{0.2, 0.5, 0.3}, vec{0, 1, 0}}, Want: []any{0.19}}, // (0.04 + 0.25 + 0.09)/2
		{Args: []any{vec{-7}, vec{-3}}, Want: []any{8.0}},                  // 16/2
	},
	Right:    rightMSE,
	AnyScale: true,
}

// CrossEntropy examines −Σ t log y.
var CrossEntropy = Exercise[loss]{
	Task: Task{"02-loss-functions", "CrossEntropy", "Cross entropy, and why a logarithm", [3]string{
		"Work out the loss for y = (0.25, 0.75) and t = (0, 1) by hand: one term is left, and the loss is positive. " +
			"Then ask what your code does where y is 0 and t is 0.",
		"E = −Σ_k t_k log y_k, with the natural logarithm. The factor t_k may be 0, and so may y_k: which of the two " +
			"makes the term 0, and which makes it infinite? (See \"At the edges\".) Test only for the one that makes " +
			"the term 0.",
		"Start a sum at 0; in a loop over k, skip t[k] == 0 and otherwise subtract t[k] * math.Log(y[k]).",
	}},
	Params: "y, t",
	Cases: []Case[loss]{
		{Args: []any{vec{0.25, 0.75}, vec{0, 1}}, Want: []any{0.28768207245178085}}, // −log 0.75
		{Args: []any{vec{0.5, 0.5}, vec{0.5, 0.5}}, Want: []any{math.Ln2}},          // 2·½·log 2
		{Args: []any{vec{0, 1}, vec{0, 1}}, Want: []any{0.0}},                       // 0·log 0 counts as 0
		{Args: []any{vec{1, 0}, vec{0, 1}}, Want: []any{math.Inf(1)}},               // −log 0
	},
	Random: func(d *Dice) []any { return []any{d.Probs(d.Size("K")), d.Target(d.Size("K"))} },
	Right:  rightCrossEntropy,
}

type huber = func(y, t []float64, delta float64) (loss float64, grad []float64)

// Huber examines a loss that forgives wild values, and its gradient.
var Huber = Exercise[huber]{
	Task: Task{"02-loss-functions", "Huber", "Exercises", [3]string{
		"Treat each error by itself. Take δ = 1 and the errors ½ and −3. Which line of the formula applies to each?",
		"The gradient has two lines too, and the same threshold. Take the derivative of each line with respect to e. In " +
			"the second line only |e| changes: how steep is it to the right of 0, and how steep to the left?",
		"Start with grad := make([]float64, len(y)). In a loop over k, set e := y[k] - t[k] and test math.Abs(e) in " +
			"one if. Both branches add to loss and set grad[k]. The call math.Copysign(delta, e) gives δ with the sign " +
			"of e.",
	}},
	Params:  "y, t, delta",
	Returns: "loss, grad",
	Cases: []Case[huber]{
		// Errors ½ and −3: ⅛ + (3 − ½) and slopes ½ and −1.
		{Args: []any{vec{1.5, 0}, vec{1, 3}, 1.0}, Want: []any{2.625, vec{0.5, -1}}},
		// Errors 4 and −1: 2·(4 − 1) + ½ and slopes 2 and −1.
		{Args: []any{vec{5, 0}, vec{1, 1}, 2.0}, Want: []any{6.5, vec{2, -1}}},
	},
	Right:    rightHuber,
	AnyScale: true,
}
