package check

import (
	"math"

	"chainrule/backprop"
)

func tasks11() []*Task { return []*Task{&Tanh.Task, &Factor.Task, &ClipNorm.Task} }

// Tanh examines the activation layer, forward and back.
var Tanh = Exercise[LayerUse]{
	Task: Task{"11-vanishing-gradient", "Tanh", "Why a sigmoid shrinks slopes", [3]string{
		"Take x = log 2: eˣ = 2 and e⁻ˣ = ½, so y = 1.5/2.5 = 0.6, and the slope is 1 − 0.36 = 0.64. Which of x and y " +
			"does Backward need?",
		"y = tanh x, and dx = dout·(1 − y²), for each number by itself.",
		"The type has one field, the y of Forward. Both methods make a new matrix (backprop.NewMatrix), and fill it in " +
			"two loops, over rows and columns.",
	}},
	Params:  "x, dout",
	Call:    "l := new(Tanh), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		// tanh log 2 = (2 − ½)/(2 + ½) = 0.6, with the slope 1 − 0.36; −0.6 has the same.
		{Args: []any{mat{{math.Ln2, 0, -math.Ln2}, {-math.Ln2, math.Ln2, 0}}, mat{{10, 3, 5}, {-5, 5, 4}}},
			Want: []any{mat{{0.6, 0, -0.6}, {-0.6, 0.6, 0}}, mat{{6.4, 3, 3.2}, {-3.2, 3.2, 4}}}},
		{Args: []any{mat{{1000, -1000}}, mat{{1, 1}}}, Want: []any{mat{{1, -1}}, mat{{0, 0}}}},
		backTwice("Tanh", vec{math.Ln2, 0}, vec{10, 3}, vec{5, 4}, vec{0.6, 0}, vec{3.2, 4}),
	},
	Right: rightTanh,
}

type factorOf = func(s, W backprop.Matrix) float64

// Factor examines the prediction of what a layer multiplies slopes by.
var Factor = Exercise[factorOf]{
	Task: Task{"11-vanishing-gradient", "Factor", "What one layer does to a slope", [3]string{
		"The factor has two parts: how large the slopes s typically are, and how large a sum of K weights typically " +
			"is. For example, the rms of 0.1 and 0.7 is the square root of (0.01 + 0.49)/2, which is 0.5.",
		"rms(s)·σ·√K, where rms(s) is the root mean square of all numbers in s, σ is that of all numbers in W, and K " +
			"is the number of columns of W.",
		"Write a function rms(m) first: add up the squares over all rows, divide by how many numbers there are, and " +
			"take math.Sqrt. Factor is then one line that calls rms twice.",
	}},
	Params: "s, W",
	Cases: []Case[factorOf]{
		// rms 0.5; σ² = (4·1 + 4·49)/8 = 25; √4 = 2.
		{Args: []any{mat{{0.1, 0.7}}, mat{{1, -1, 1, -1}, {7, -7, 7, -7}}}, Want: []any{5.0}},
		// One unit, two samples: rms √((0.0049 + 0.0289)/2) = √0.0169 = 0.13; σ = 2; √16 = 4.
		{Args: []any{mat{{0.07}, {0.17}}, mat{{2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2}}},
			Want: []any{1.04}},
	},
	Random: func(d *Dice) []any { // the mean of W is 0, which makes σ and the rms the same
		N, D, K := d.Few(), d.Few(), d.Few()
		W, flat := d.Mat(D, K), d.Perm(D*K)
		for i := 0; i < len(flat); i += 2 {
			at, opposite := flat[i], flat[min(i+1, len(flat)-1)]
			W[at/K][at%K] = -W[opposite/K][opposite%K]
		}
		if last := flat[len(flat)-1]; len(flat)%2 == 1 {
			W[last/K][last%K] = 0
		}
		return []any{d.Mat(N, D), W}
	},
	Right:    rightFactor,
	AnyScale: true,
}

type clipNorm = func(dW backprop.Matrix, limit float64) backprop.Matrix

// ClipNorm examines how a gradient is shortened that is too long.
var ClipNorm = Exercise[clipNorm]{
	Task: Task{"11-vanishing-gradient", "ClipNorm", "What reaches the first layer", [3]string{
		"The length of (6, −8) is 10, the square root of 36 + 64. With limit 5 it should become half as long, (3, −4). " +
			"And what becomes of (0.3, 0.4)?",
		"length = √(Σ dW²), over all rows. Multiply all numbers by one factor, limit/length if length > limit, else 1.",
		"Find the sum of squares. Set scale := 1.0, and change it in an if. Then fill a new matrix " +
			"(backprop.NewMatrix) with scale * dW[d][k].",
	}},
	Params: "dW, limit",
	Cases: []Case[clipNorm]{
		{Args: []any{mat{{6, -8}}, 5.0}, Want: []any{mat{{3, -4}}}},                   // length 10
		{Args: []any{mat{{0.3, 0.4}}, 5.0}, Want: []any{mat{{0.3, 0.4}}}},             // length ½
		{Args: []any{mat{{1, 2}, {2, 0}}, 4.0}, Want: []any{mat{{1, 2}, {2, 0}}}},     // length 3
		{Args: []any{mat{{3, 0}, {0, 4}}, 1.0}, Want: []any{mat{{0.6, 0}, {0, 0.8}}}}, // length 5
		{Args: []any{mat{{0, 0}}, 1.0}, Want: []any{mat{{0, 0}}}},                     // no 0/0
	},
	Random:   func(d *Dice) []any { return []any{d.Mat(d.Few(), d.Few()), d.Positive() * d.unit()} },
	Right:    rightClipNorm,
	AnyScale: true,
}
