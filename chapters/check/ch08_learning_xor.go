package check

import "chainrule/backprop"

func tasks08() []*Task { return []*Task{&ReLU.Task, &Sigmoid.Task, &Affine.Task, &Swish.Task} }

// ReLU examines the activation that cuts the negative off.
var ReLU = Exercise[LayerUse]{
	Task: Task{"08-learning-xor", "ReLU", "What an activation is for", [3]string{
		"x = (3, −2) gives y = (3, 0). Now (5, 7) comes back from the right: the 3 was let through, so the 5 is too. " +
			"The −2 was cut off: if it moves a little, how much does y change?",
		"dx = dout where x > 0, else 0. So Backward must know x, or at least where it was positive: keep it in Forward.",
		"Declare type ReLU struct{ x backprop.Matrix }. Forward sets l.x, makes y with backprop.NewMatrix, and fills " +
			"it in two nested loops, over rows and columns. Backward makes and fills dx in the same way, with an if.",
	}},
	Params:  "x, dout",
	Call:    "l := new(ReLU), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		{Args: []any{mat{{-2, 3, 0.5}}, mat{{7, 5, 9}}}, Want: []any{mat{{0, 3, 0.5}}, mat{{0, 5, 9}}}},
		{Args: []any{mat{{0}, {4}, {0.25}}, mat{{6}, {-1}, {8}}}, Want: []any{mat{{0}, {4}, {0.25}}, mat{{0}, {-1}, {8}}}},
		{Args: []any{mat{{1e-7, -1e-7}}, mat{{6, 6}}}, Want: []any{mat{{1e-7, 0}}, mat{{6, 0}}}}, // hardly above 0, but above
	},
	Right:    rightReLU,
	AnyScale: true,
}

// Sigmoid examines the activation that squeezes numbers into 0 to 1.
var Sigmoid = Exercise[LayerUse]{
	Task: Task{"08-learning-xor", "Sigmoid", "What an activation is for", [3]string{
		"Take x = 0: e⁰ is 1, so y is ½, and the slope is ½·½ = ¼; with dout = 8, dx is 2. Which of x and y does that " +
			"slope need?",
		"y = 1/(1 + e⁻ˣ), and dx = dout·y·(1 − y), with the y that Forward returned: keep it.",
		"Declare type Sigmoid struct{ y backprop.Matrix }. In two nested loops, Forward sets y[n][k] to 1 / (1 + " +
			"math.Exp(-x[n][k])), and then l.y = y. Backward reads l.y[n][k] and dout[n][k] in two nested loops.",
	}},
	Params:  "x, dout",
	Call:    "l := new(Sigmoid), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		// At 0: ½, and 8·½·½ = 2. The others: Python's decimal, 40 digits.
		{Args: []any{mat{{0, 2}, {-1, 0}, {0, -1}}, mat{{8, 1}, {4, 8}, {4, 4}}}, Want: []any{
			mat{{0.5, 0.8807970779778824}, {0.2689414213699951, 0.5}, {0.5, 0.2689414213699951}},
			mat{{2, 0.10499358540350652}, {0.7864477329659274, 2}, {1, 0.7864477329659274}}}},
		// e⁻¹⁰⁰⁰ is far below the last digit of 1, and as far above 0 as 1e-434.
		{Args: []any{mat{{-1000}, {1000}}, mat{{1}, {1}}}, Want: []any{mat{{0}, {1}}, mat{{0}, {0}}}},
	},
	Right: rightSigmoid,
}

// An AffineUse makes an affine layer, and returns the function that uses it once: forward
// and backward.
type AffineUse = func(W backprop.Matrix, b []float64) func(x, dout backprop.Matrix) (y, dx, DW backprop.Matrix, DB []float64)

// ThroughAffine returns the function that exercises on affine layers examine. Make is to
// return a layer with the weights W and biases b, and where it puts their slopes.
//
//go:noinline
func ThroughAffine(make func(W backprop.Matrix, b []float64) (
	l backprop.Layer, DW *backprop.Matrix, DB *[]float64)) AffineUse {
	return func(W backprop.Matrix, b []float64) func(x, dout backprop.Matrix) (y, dx, DW backprop.Matrix, DB []float64) {
		l, DW, DB := make(W, b)
		other, _, _ := make(otherThan(W), otherThan(mat{b})[0])
		return func(x, dout backprop.Matrix) (_, _, _ backprop.Matrix, _ []float64) {
			y := l.Forward(x)
			other.Forward(otherThan(x))
			return y, l.Backward(dout), *DW, *DB
		}
	}
}

// Affine examines the layer with weights and biases.
var Affine = Exercise[AffineUse]{
	Task: Task{"08-learning-xor", "Affine", "Back through an affine layer", [3]string{
		"Take the chapter's x, W and dout, and check by hand that DW_10 = 12, DB_0 = 3 and dx_01 = 3. What does each " +
			"of the three sums run over: samples, inputs or outputs?",
		"y_nk = Σ_d x_nd W_dk + b_k; DW_dk = Σ_n x_nd dout_nk; DB_k = Σ_n dout_nk; dx_nd = Σ_k dout_nk W_dk.",
		"Forward keeps x. Backward begins with l.DW = backprop.NewMatrix(D, K), l.DB = make([]float64, K) and dx := " +
			"backprop.NewMatrix(N, D). Then loops over n and k add to DB[k], and a loop inside them, over d, adds to " +
			"DW[d][k] and to dx[n][d].",
	}},
	Call:    "l := &Affine{W: %v, B: %v}, l.Forward(%v), l.Backward(%v)",
	Params:  "W, B, x, dout",
	Returns: "y, dx, DW, DB",
	Cases: []Case[AffineUse]{
		{ // W is square: transposed or not, it fits.
			Args: []any{mat{{1, 2}, {3, 4}}, vec{5, -5}, mat{{1, -1}, {2, 0}}, mat{{1, 2}, {0, -1}}},
			Want: []any{
				mat{{3, -7}, {7, -1}},  // 1 − 3 + 5, 2 − 4 − 5; 2 + 5, 4 − 5
				mat{{5, 11}, {-2, -4}}, // 1 + 4, 3 + 8; −2, −4
				mat{{1, 0}, {-1, -2}},  // 1 + 0, 2 − 2; −1, −2
				vec{1, 1}}},            // 1 + 0, 2 − 1
		{ // The example of the chapter, with a bias and two more samples.
			Args: []any{mat{{1, 0}, {2, -1}, {0, 3}}, vec{0.5, -1}, mat{{1, 2, 3}, {4, 5, 6}, {0, 1, 2}, {1, 0, 1}},
				mat{{1, -1}, {2, 3}, {3, 1}, {0, 1}}},
			Want: []any{
				// 1 + 4 + ½, −2 + 9 − 1; 4 + 10 + ½, −5 + 18 − 1; 2 + ½, −1 + 6 − 1; 1 + ½, 3 − 1
				mat{{5.5, 6}, {14.5, 12}, {2.5, 4}, {1.5, 2}},
				// 1, 2 + 1, −3; 2, 4 − 3, 9; 3, 6 − 1, 3; 0, −1, 3
				mat{{1, 3, -3}, {2, 1, 9}, {3, 5, 3}, {0, -1, 3}},
				// 1 + 8, −1 + 12 + 1; 2 + 10 + 3, −2 + 15 + 1; 3 + 12 + 6, −3 + 18 + 2 + 1
				mat{{9, 12}, {15, 14}, {21, 18}},
				vec{6, 4}}}, // 1 + 2 + 3, −1 + 3 + 1 + 1
	},
	Random: func(d *Dice) []any {
		N, D, K := d.Few(), d.Size("D"), d.Size("K")
		return []any{d.Mat(D, K), d.Vec(K), d.Mat(N, D), d.Mat(N, K)}
	},
	Right:    rightAffine,
	AnyScale: true,
}

// Swish examines an activation with two paths: each number times its sigmoid.
var Swish = Exercise[LayerUse]{
	Task: Task{"08-learning-xor", "Swish", "What an activation is for", [3]string{
		"Both factors of y = x·s depend on x: hold s still, and y has the slope s. Hold the first factor still " +
			"instead: what is the slope of s? At x = 0 the two paths give ½ and 0. (Two paths: chapter 6, \"What to " +
			"notice\".)",
		"dy/dx = s + x·s(1 − s). The first path leads through the factor x, and the second through s, whose slope is " +
			"s(1 − s).",
		"Forward keeps two matrices, x and s. In two nested loops, Backward sets x, s := l.x[n][k], l.s[n][k] and " +
			"multiplies dout[n][k] by the sum of the two paths, in parentheses.",
	}},
	Params:  "x, dout",
	Call:    "l := new(Swish), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		{Args: []any{mat{{0}}, mat{{6}}}, Want: []any{mat{{0}}, mat{{3}}}}, // 0·½, and 6·(½ + 0)
		// Python's decimal, 40 digits: slopes 0.92767 and −0.09078.
		{Args: []any{mat{{1, -2}}, mat{{2, -1}}}, Want: []any{
			mat{{0.7310585786300049, -0.23840584404423512}}, mat{{1.8553410237429735, 0.09078424878489548}}}},
		// s is 0 and 1, to 400 digits; and so is the slope.
		{Args: []any{mat{{-1000}, {1000}}, mat{{7}, {5}}}, Want: []any{mat{{0}, {1000}}, mat{{0}, {5}}}},
	},
	Right: rightSwish,
}
