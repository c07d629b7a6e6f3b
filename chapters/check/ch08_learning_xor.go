package check

import (
	"math"
	"reflect"
	"slices"

	"chainrule/backprop"
)

func tasks08() []*Task { return []*Task{&ReLU.Task, &Sigmoid.Task, &Affine.Task, &Swish.Task} }

type activationPass = func(x, dout backprop.Matrix) (y, dx backprop.Matrix)

// ReLU examines the activation that cuts the negative off.
var ReLU = Exercise[activationPass]{
	Task: Task{"08-learning-xor", "ReLU", "What an activation is for", [3]string{
		"x = (3, −2) gives y = (3, 0). Now (5, 7) comes back from the right: the 3 was let through, " +
			"and so the 5 is. The −2 was cut off: how much does y change if it moves a little?",
		"dx = dout where x > 0, else 0. So Backward must know x, or at least where it was positive: " +
			"keep it in Forward.",
		"type ReLU struct{ x backprop.Matrix }. Forward sets l.x, makes y with backprop.NewMatrix, and " +
			"fills it in two loops, over rows and columns. Backward does the same with dx, and has an if.",
	}},
	Params:  "x, dout",
	Call:    "l := new(ReLU), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[activationPass]{
		{Args: []any{mat{{-2, 3, 0.5}}, mat{{7, 5, 9}}}, Want: []any{mat{{0, 3, 0.5}}, mat{{0, 5, 9}}}},
		{Args: []any{mat{{0}, {4}, {0.25}}, mat{{6}, {-1}, {8}}}, Want: []any{mat{{0}, {4}, {0.25}}, mat{{0}, {-1}, {8}}}},
	},
	Mistakes: []Mistake[activationPass]{
		{"the mask is inverted: the slopes come back where x is positive, not where it is cut off",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), reluCut(dout, x <= 0) })},
		{"the mask is inverted, and 0 is taken for positive: a slope comes back where x > 0, and nowhere else",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), reluCut(dout, x < 0) })},
		{"Backward lets everything through: where x was cut off, y does not move, and the slope is 0",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), dout })},
		{"dout is forgotten: 1 and 0 are the slopes of this layer alone, to be multiplied by what comes " +
			"from the right", activationOf(func(x, dout float64) (y, dx float64) {
			return max(x, 0), reluCut(1, x > 0)
		})},
		{"the mask is taken from dout: what counts is the sign of x, which Forward saw",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), reluCut(dout, dout > 0) })},
		{"negative slopes are cut off too: only the sign of x decides, and dout may be negative",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), reluCut(dout, x > 0 && dout > 0) })},
		{"at x = 0 the slope is 0 here: the condition is x > 0",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), reluCut(dout, x >= 0) })},
		{"dout is multiplied by y: the slope of max(x, 0) is 1 where x is positive, however large x is",
			activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), dout * max(x, 0) })},
		{"this y is |x|: a negative x gives 0, and not −x",
			activationOf(func(x, dout float64) (y, dx float64) { return math.Abs(x), reluCut(dout, x > 0) })},
		{"this y is 1 or 0, a step: a positive x comes out as it is",
			activationOf(func(x, dout float64) (y, dx float64) { return reluCut(1, x > 0), reluCut(dout, x > 0) })},
		{"Forward writes its zeros into x, which belongs to the layer before: make a matrix of your own",
			func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
				y, dx = rightReLU(x, dout)
				for n := range x {
					copy(x[n], y[n])
				}
				return x, dx
			}},
		{"Backward writes its zeros into dout, which belongs to the layer after: make a matrix of your own",
			func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
				y, dx = rightReLU(x, dout)
				for n := range dout {
					copy(dout[n], dx[n])
				}
				return y, dout
			}},
		{"only the first row has been worked on: each sample has a row", onlyRow(rightReLU)},
		{"only the first number of each row has been worked on: end or leave the inner loop when the row is done, " +
			"not before", onlyColumn(rightReLU)},
	},
}

// activationOf returns the activation that treats each number by itself.
func activationOf(one func(x, dout float64) (y, dx float64)) activationPass {
	return func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
		y = backprop.NewMatrix(len(x), len(x[0]))
		dx = backprop.NewMatrix(len(x), len(x[0]))
		for n, row := range x {
			for k := range row {
				y[n][k], dx[n][k] = one(row[k], dout[n][k])
			}
		}
		return y, dx
	}
}

// onlyRow and onlyColumn work on the first row, or the first number of each row,
// and leave the rest 0.
func onlyRow(pass activationPass) activationPass {
	return func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
		y, dx = pass(x, dout)
		for n := 1; n < len(x); n++ {
			clear(y[n])
			clear(dx[n])
		}
		return y, dx
	}
}

func onlyColumn(pass activationPass) activationPass {
	return func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
		y, dx = pass(x, dout)
		for n := range x {
			clear(y[n][1:])
			clear(dx[n][1:])
		}
		return y, dx
	}
}

var rightReLU = activationOf(func(x, dout float64) (y, dx float64) { return max(x, 0), reluCut(dout, x > 0) })

// reluCut returns v if it passes, else 0.
func reluCut(v float64, passes bool) float64 {
	if passes {
		return v
	}
	return 0
}

// Sigmoid examines the activation that squeezes numbers into 0 to 1.
var Sigmoid = Exercise[activationPass]{
	Task: Task{"08-learning-xor", "Sigmoid", "What an activation is for", [3]string{
		"At x = 0 by hand: e⁰ is 1, so y is ½, and the slope ½·½ = ¼; with dout = 8, dx is 2. " +
			"Which of x and y does that slope need?",
		"y = 1/(1 + e⁻ˣ), and dx = dout·y·(1 − y), with the y that Forward returned: keep it.",
		"type Sigmoid struct{ y backprop.Matrix }. Forward: two loops, 1 / (1 + math.Exp(-x[n][k])), and " +
			"l.y = y. Backward: two loops that read l.y[n][k] and dout[n][k].",
	}},
	Params:  "x, dout",
	Call:    "l := new(Sigmoid), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[activationPass]{
		// At 0: ½, and 8·½·½ = 2. The others: Python's decimal, 40 digits.
		{Args: []any{mat{{0, 2}, {-1, 0}, {0, -1}}, mat{{8, 1}, {4, 8}, {4, 4}}}, Want: []any{
			mat{{0.5, 0.8807970779778824}, {0.2689414213699951, 0.5}, {0.5, 0.2689414213699951}},
			mat{{2, 0.10499358540350652}, {0.7864477329659274, 2}, {1, 0.7864477329659274}}}},
		// e⁻¹⁰⁰⁰ is far below the last digit of 1, and as far above 0 as 1e-434.
		{Args: []any{mat{{-1000}, {1000}}, mat{{1}, {1}}}, Want: []any{mat{{0}, {1}}, mat{{0}, {0}}}},
	},
	Mistakes: []Mistake[activationPass]{
		{"the minus in the exponent is missing: the formula has e⁻ˣ, so that y grows with x",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, slope := sigmoidAndSlope(-x)
				return y, dout * slope
			})},
		{"this is eˣ/(1 + eˣ), which is the same to a mathematician; but e¹⁰⁰⁰ is too large for a computer, " +
			"and ∞/∞ is NaN: divide both by eˣ, which leads to the formula with e⁻ˣ",
			activationOf(func(x, dout float64) (y, dx float64) {
				y = math.Exp(x) / (1 + math.Exp(x))
				return y, dout * y * (1 - y)
			})},
		{"the slope is worked out from x, as x(1 − x): the formula has the result, y(1 − y). Keep y in Forward",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				return y, dout * x * (1 - x)
			})},
		{"the sigmoid is applied twice: what Forward kept is y already, and Backward needs y(1 − y) as it is",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				_, slope := sigmoidAndSlope(y)
				return y, dout * slope
			})},
		{"dout is forgotten: y(1 − y) is the slope of this layer alone, to be multiplied by what comes " +
			"from the right", activationOf(func(x, dout float64) (y, dx float64) {
			return sigmoidAndSlope(x)
		})},
		{"the slope is worked out from dout, as dout(1 − dout): dout is a factor, and y(1 − y) the other",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				return y, dout * (1 - dout)
			})},
		{"the factor 1 − y is missing: the slope is y(1 − y)",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				return y, dout * y
			})},
		{"the factor y is missing: the slope is y(1 − y)",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				return y, dout * (1 - y)
			})},
		{"1 − y² is the slope of tanh; the sigmoid's is y(1 − y)",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				return y, dout * (1 - float64(y*y))
			})},
		{"brackets are missing: dout·y·1 − y takes y away at the end; it is dout·y·(1 − y)",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				return y, float64(dout*y) - y
			})},
		{"the slope is worked out as e⁻ˣ/(1 + e⁻ˣ)², which is right to a mathematician, but for x = −1000 it is " +
			"∞/∞, which is NaN: y(1 − y) has no such trouble",
			activationOf(func(x, dout float64) (y, dx float64) {
				y, _ = sigmoidAndSlope(x)
				e := math.Exp(-x)
				return y, dout * e / ((1 + e) * (1 + e))
			})},
		{"brackets are missing: 1/1 + e⁻ˣ is 1 + e⁻ˣ; the whole sum belongs under the line",
			activationOf(func(x, dout float64) (y, dx float64) {
				y = 1 + math.Exp(-x)
				return y, dout * y * (1 - y)
			})},
		{"only the first row has been worked on: each sample has a row", onlyRow(rightSigmoid)},
		{"only the first number of each row has been worked on: end or leave the inner loop when the row is done, " +
			"not before", onlyColumn(rightSigmoid)},
	},
}

// sigmoidAndSlope returns the sigmoid of x, and its slope there.
func sigmoidAndSlope(x float64) (y, slope float64) {
	y = 1 / (1 + math.Exp(-x))
	return y, y * (1 - y)
}

var rightSigmoid = activationOf(func(x, dout float64) (y, dx float64) {
	y, slope := sigmoidAndSlope(x)
	return y, dout * slope
})

type affinePass = func(W backprop.Matrix, b []float64, x, dout backprop.Matrix, passes int) (
	y, dx, DW backprop.Matrix, DB []float64)

// ThroughAffine returns the function that exercises on affine layers examine:
// so many times forward and backward through one new layer. Make is to return a layer
// with the weights W and biases b, and where it puts their slopes.
func ThroughAffine(make func(W backprop.Matrix, b []float64) (
	l backprop.Layer, DW *backprop.Matrix, DB *[]float64)) affinePass {
	return func(W backprop.Matrix, b []float64, x, dout backprop.Matrix, passes int) (
		y, dx, _ backprop.Matrix, _ []float64) {
		l, DW, DB := make(W, b)
		w, biases := convert(reflect.ValueOf(W), reflect.TypeOf(W)).Interface().(backprop.Matrix), slices.Clone(b)
		for pass := range passes {
			if pass > 0 {
				// A step of whatever size that was taken in Backward is to show in W and b alone.
				for d := range W {
					copy(W[d], w[d])
				}
				copy(b, biases)
			}
			y = l.Forward(x)
			dx = l.Backward(dout)
		}
		return y, dx, *DW, *DB
	}
}

// Affine examines the layer with weights and biases.
var Affine = Exercise[affinePass]{
	Task: Task{"08-learning-xor", "Affine", "Back through an affine layer", [3]string{
		"Take the chapter's x, W and dout, and work out DW_21 = 12, DB_1 = 3 and dx_12 = 3 by hand. " +
			"Over what does each of the three sums run: samples, inputs or outputs?",
		"y_nk = Σ_d x_nd W_dk + b_k; DW_dk = Σ_n x_nd dout_nk; DB_k = Σ_n dout_nk; dx_nd = Σ_k dout_nk W_dk.",
		"Forward keeps x. Backward begins with l.DW = backprop.NewMatrix(D, K), l.DB = make([]float64, K) and " +
			"dx := backprop.NewMatrix(N, D). Then loops over n and k add to DB[k], and one over d inside them " +
			"adds to DW[d][k] and to dx[n][d].",
	}},
	Call:    "l := &Affine{W: %v, B: %v}, l.Forward(%v), l.Backward(%v), %v",
	Params:  "W, b, x, dout, passes",
	Returns: "y, dx, DW, DB",
	Cases: []Case[affinePass]{
		{ // W is square: transposed or not, it fits.
			Args: []any{mat{{1, 2}, {3, 4}}, vec{5, -5}, mat{{1, -1}, {2, 0}}, mat{{1, 2}, {0, -1}}, Named{"once", "", 1}},
			Want: []any{
				mat{{3, -7}, {7, -1}},  // 1 − 3 + 5, 2 − 4 − 5; 2 + 5, 4 − 5
				mat{{5, 11}, {-2, -4}}, // 1 + 4, 3 + 8; −2, −4
				mat{{1, 0}, {-1, -2}},  // 1 + 0, 2 − 2; −1, −2
				vec{1, 1}}},            // 1 + 0, 2 − 1
		{ // The example of the chapter, with a bias and two more samples. What is added up twice would show.
			Args: []any{mat{{1, 0}, {2, -1}, {0, 3}}, vec{0.5, -1}, mat{{1, 2, 3}, {4, 5, 6}, {0, 1, 2}, {1, 0, 1}},
				mat{{1, -1}, {2, 3}, {3, 1}, {0, 1}}, Named{"both twice", "", 2}},
			Want: []any{
				// 1 + 4 + ½, −2 + 9 − 1; 4 + 10 + ½, −5 + 18 − 1; 2 + ½, −1 + 6 − 1; 1 + ½, 3 − 1
				mat{{5.5, 6}, {14.5, 12}, {2.5, 4}, {1.5, 2}},
				// 1, 2 + 1, −3; 2, 4 − 3, 9; 3, 6 − 1, 3; 0, −1, 3
				mat{{1, 3, -3}, {2, 1, 9}, {3, 5, 3}, {0, -1, 3}},
				// 1 + 8, −1 + 12 + 1; 2 + 10 + 3, −2 + 15 + 1; 3 + 12 + 6, −3 + 18 + 2 + 1
				mat{{9, 12}, {15, 14}, {21, 18}},
				vec{6, 4}}}, // 1 + 2 + 3, −1 + 3 + 1 + 1
	},
	// Of what is wrong in several results, each stands first alone: one may be explained alone.
	Mistakes: []Mistake[affinePass]{
		{"the bias is missing in Forward: b is added to every row of x·W", affineBut(func(a *affineCall) {
			a.y = affineTimes(a.x, a.W)
		})},
		{"the bias is added to the first sample only: every row gets the same b", affineBut(func(a *affineCall) {
			a.y = affineTimes(a.x, a.W)
			for k := range a.b {
				a.y[0][k] += a.b[k]
			}
		})},
		{"the bias is added once for each input: it belongs outside the sum over d", affineBut(func(a *affineCall) {
			for _, row := range a.y {
				for k := range row {
					row[k] += float64(a.b[k] * float64(len(a.W)-1))
				}
			}
		})},
		{"the rows of y are B itself, so the sums are written into the biases: begin each row with a copy",
			affineBut(func(a *affineCall) {
				for n, row := range affineTimes(a.x, a.W) {
					for k := range row {
						a.b[k] += row[k]
					}
					a.y[n] = a.b
				}
			})},
		{"Backward changes W: it only finds the slopes; the step is SGD's",
			affineBut(func(a *affineCall) { a.W[0][0] -= a.DW[0][0] })},
		{"Backward changes B, and perhaps W: it only finds the slopes; the step is SGD's",
			affineBut(func(a *affineCall) { a.b[0] -= a.DB[0] })},
		{"x and W have changed places in Backward: the slope along a weight is the input beside it, and that along " +
			"an input is the weight", affineBut(func(a *affineCall) {
			a.DW, a.dx = affineWeights(a.W, a.dout), affineInputs(a.x, a.dout)
		})},
		{"dx is worked out with x instead of W: dx_nd is made of the weights that x_nd works through, W_dk",
			affineBut(func(a *affineCall) { a.dx = affineInputs(a.x, a.dout) })},
		{"DW is worked out with W instead of x: DW_dk is made of the inputs that W_dk was multiplied by, x_nd",
			affineBut(func(a *affineCall) { a.DW = affineWeights(a.W, a.dout) })},
		{"dx lacks dout: each weight is multiplied by what comes back from its output, dout_nk",
			affineBut(func(a *affineCall) { a.dx = affineTimes(affineOnes(a.dout), affineFlip(a.W)) })},
		{"DW lacks dout: each input is multiplied by what comes back from the output, dout_nk",
			affineBut(func(a *affineCall) { a.DW = affineTimes(affineFlip(a.x), affineOnes(a.dout)) })},
		{"dx is worked out with W instead of Wᵀ: x_nd works through the weights of row d, W_dk, on all outputs k",
			affineBut(func(a *affineCall) {
				for n := range a.x {
					for d := range a.W {
						a.dx[n][d] = 0
						for k := range a.b {
							a.dx[n][d] += float64(a.dout[n][k] * a.W[k][d])
						}
					}
				}
			})},
		{"Backward returns DW: that stays in the layer, in l.DW, and what goes on to the layer before is dx",
			affineBut(func(a *affineCall) { a.dx = a.DW })},
		{"DW is worked out with x instead of xᵀ: W_dk meets input d of every sample, x_nd, so the sum runs over n",
			affineBut(func(a *affineCall) {
				for d := range a.W {
					for k := range a.b {
						a.DW[d][k] = 0
						for n := range a.x {
							a.DW[d][k] += float64(a.x[d][n] * a.dout[n][k])
						}
					}
				}
			})},
		{"DW lies on its side: this is doutᵀ·x, K×D; xᵀ·dout has the shape of W, D×K", affineBut(func(a *affineCall) {
			a.DW = affineTimes(affineFlip(a.dout), a.x)
		})},
		{"dx is that of the last output only: each one overwrites the one before, instead of being added",
			affineBut(func(a *affineCall) {
				for n := range a.x {
					for d := range a.W {
						last := len(a.b) - 1
						a.dx[n][d] = a.dout[n][last] * a.W[d][last]
					}
				}
			})},
		{"DW is that of the last sample only: each one overwrites the one before, instead of being added",
			affineBut(func(a *affineCall) {
				for d := range a.W {
					for k := range a.b {
						last := len(a.x) - 1
						a.DW[d][k] = a.x[last][d] * a.dout[last][k]
					}
				}
			})},
		{"DB is that of the last sample only: each row overwrites the one before, instead of being added",
			affineBut(func(a *affineCall) { copy(a.DB, a.dout[len(a.dout)-1]) })},
		{"DW and DB are those of the last sample only: each one overwrites the one before, instead of being added",
			affineBut(func(a *affineCall) {
				last := len(a.x) - 1
				copy(a.DB, a.dout[last])
				for d := range a.W {
					for k := range a.b {
						a.DW[d][k] = a.x[last][d] * a.dout[last][k]
					}
				}
			})},
		{"DB is that of the first sample only: b was added to every sample, so add up all rows of dout",
			affineBut(func(a *affineCall) { copy(a.DB, a.dout[0]) })},
		{"DB is the first row of dout itself: b was added to every sample, so add up all rows, in a slice of its own",
			affineBut(func(a *affineCall) { a.DB = a.dout[0] })},
		{"DB adds up the rows of dout, one sum for each sample: there is one for each output k, so add up the columns",
			affineBut(func(a *affineCall) {
				a.DB = make([]float64, len(a.dout))
				for n, row := range a.dout {
					for k := range row {
						a.DB[n] += row[k]
					}
				}
			})},
		{"DB is divided by N: the paths are added up, not averaged; the 1/N is in dout already",
			affineBut(func(a *affineCall) { affineShrink(a.DB, len(a.x)) })},
		{"DW is divided by N: the paths are added up, not averaged; the 1/N is in dout already",
			affineBut(func(a *affineCall) {
				for _, row := range a.DW {
					affineShrink(row, len(a.x))
				}
			})},
		{"DW and DB are divided by N: the paths are added up, not averaged; the 1/N is in dout already",
			affineBut(func(a *affineCall) {
				affineShrink(a.DB, len(a.x))
				for _, row := range a.DW {
					affineShrink(row, len(a.x))
				}
			})},
		{"DB has one value for each input: a bias belongs to an output, and there are K of them, as many as in B",
			affineBut(func(a *affineCall) {
				DB := make([]float64, len(a.W))
				copy(DB, a.DB)
				a.DB = DB
			})},
		{"DB is never filled in: set l.DB in Backward", affineBut(func(a *affineCall) { a.DB = nil })},
		{"DW is never filled in: set l.DW in Backward", affineBut(func(a *affineCall) { a.DW = nil })},
		{"DW and DB are never filled in: Backward returns dx, and sets l.DW and l.DB besides",
			affineBut(func(a *affineCall) { a.DW, a.DB = nil, nil })},
		{"the slopes of the first pass are still in DW when those of the second are added: begin each Backward at 0",
			affineBut(func(a *affineCall) {
				for _, row := range a.DW {
					affineShrink(row, 1/float64(a.passes))
				}
			})},
		{"the slopes of the first pass are still in DB when those of the second are added: begin each Backward at 0",
			affineBut(func(a *affineCall) { affineShrink(a.DB, 1/float64(a.passes)) })},
		{"the slopes of the first pass are still in DW and DB when those of the second are added: begin each " +
			"Backward at 0", affineBut(func(a *affineCall) {
			affineShrink(a.DB, 1/float64(a.passes))
			for _, row := range a.DW {
				affineShrink(row, 1/float64(a.passes))
			}
		})},
	},
}

// An affineCall is a call of an affine layer, and its results.
type affineCall struct {
	W       backprop.Matrix
	b       []float64
	x, dout backprop.Matrix
	passes  int

	y, dx, DW backprop.Matrix
	DB        []float64
}

// affineBut returns the right answer, but for what change does to its results.
func affineBut(change func(a *affineCall)) affinePass {
	return func(W backprop.Matrix, b []float64, x, dout backprop.Matrix, passes int) (
		y, dx, DW backprop.Matrix, DB []float64) {
		l := backprop.NewAffine(W, b)
		a := &affineCall{W: W, b: b, x: x, dout: dout, passes: passes, y: l.Forward(x), dx: l.Backward(dout)}
		a.DW, a.DB = l.DW, l.DB
		change(a)
		return a.y, a.dx, a.DW, a.DB
	}
}

// affineTimes returns the product of two matrices.
func affineTimes(a, b backprop.Matrix) backprop.Matrix {
	c := backprop.NewMatrix(len(a), len(b[0]))
	for i := range a {
		for j := range b {
			for k := range b[j] {
				c[i][k] += float64(a[i][j] * b[j][k])
			}
		}
	}
	return c
}

// affineWeights returns Σ_n W_dk dout_nk, and affineInputs Σ_k dout_nk x_nd, as they
// come out of the right loops with x and W exchanged.
func affineWeights(W, dout backprop.Matrix) backprop.Matrix {
	DW := backprop.NewMatrix(len(W), len(W[0]))
	for _, row := range dout {
		for d := range W {
			for k := range row {
				DW[d][k] += float64(W[d][k] * row[k])
			}
		}
	}
	return DW
}

func affineInputs(x, dout backprop.Matrix) backprop.Matrix {
	dx := backprop.NewMatrix(len(x), len(x[0]))
	for n, row := range dout {
		for d := range x[n] {
			for k := range row {
				dx[n][d] += float64(row[k] * x[n][d])
			}
		}
	}
	return dx
}

// affineOnes returns a matrix of the shape of a, full of ones.
func affineOnes(a backprop.Matrix) backprop.Matrix {
	ones := backprop.NewMatrix(len(a), len(a[0]))
	for _, row := range ones {
		for k := range row {
			row[k] = 1
		}
	}
	return ones
}

// affineFlip returns a matrix with rows and columns exchanged.
func affineFlip(a backprop.Matrix) backprop.Matrix {
	b := backprop.NewMatrix(len(a[0]), len(a))
	for i, row := range a {
		for j := range row {
			b[j][i] = row[j]
		}
	}
	return b
}

// affineShrink divides each value of v by n.
func affineShrink[number int | float64](v []float64, n number) {
	for k := range v {
		v[k] /= float64(n)
	}
}

// Swish examines an activation with two paths: each number times its sigmoid.
var Swish = Exercise[activationPass]{
	Task: Task{"08-learning-xor", "Swish", "What an activation is for", [3]string{
		"A product of two things that both depend on x: hold s still, and y = x·s has the slope s. Hold the first " +
			"factor still instead: what is the slope of s? At x = 0 the two paths give ½ and 0. (Two paths: chapter 6, " +
			"\"What to notice\".)",
		"dy/dx = s + x·s(1 − s). The first path is the factor x, the second leads through s, whose slope is " +
			"s(1 − s).",
		"Forward keeps two matrices, x and s. Backward: two loops, with x, s := l.x[n][k], l.s[n][k], and dout[n][k] " +
			"times the sum of the two paths, in brackets.",
	}},
	Params:  "x, dout",
	Call:    "l := new(Swish), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[activationPass]{
		{Args: []any{mat{{0}}, mat{{6}}}, Want: []any{mat{{0}}, mat{{3}}}}, // 0·½, and 6·(½ + 0)
		// Python's decimal, 40 digits: slopes 0.92767 and −0.09078.
		{Args: []any{mat{{1, -2}}, mat{{2, -1}}}, Want: []any{
			mat{{0.7310585786300049, -0.23840584404423512}}, mat{{1.8553410237429735, 0.09078424878489548}}}},
		// s is 0 and 1, to 400 digits; and so is the slope.
		{Args: []any{mat{{-1000}, {1000}}, mat{{7}, {5}}}, Want: []any{mat{{0}, {1000}}, mat{{0}, {5}}}},
	},
	Mistakes: []Mistake[activationPass]{
		{"the path through s is forgotten: s is not a constant, it moves with x too",
			swishOf(func(x, s float64) float64 { return s })},
		{"the path through the first factor is forgotten: where s is held still, y = x·s has the slope s",
			swishOf(func(x, s float64) float64 { return x * s * (1 - s) })},
		{"x is forgotten on the path through s: s is multiplied by x, and so is its slope",
			swishOf(func(x, s float64) float64 { return s + float64(s*(1-s)) })},
		{"the factors are missing: on each path, the slope of one factor is multiplied by the other factor, which " +
			"is held still", swishOf(func(x, s float64) float64 { return 1 + float64(s*(1-s)) })},
		{"the factors have changed places: the path of the first factor has s beside it, that through s has x",
			swishOf(func(x, s float64) float64 { return x + float64(s*s*(1-s)) })},
		{"1 − s is missing on the path through s: the slope of the sigmoid is s(1 − s)",
			swishOf(func(x, s float64) float64 { return s + float64(x*s) })},
		{"the slopes of the two factors are multiplied: (x·s)' is not x'·s'. Let one move at a time, and add up",
			swishOf(func(x, s float64) float64 { return s * (1 - s) })},
		{"y(1 − y) is the slope if y is a sigmoid; this y is x times one, and has two paths",
			swishOf(func(x, s float64) float64 { return x * s * (1 - float64(x*s)) })},
		{"the slope of the sigmoid is s(1 − s), not y(1 − y): keep s in Forward, besides x",
			swishOf(func(x, s float64) float64 { return s + float64(x*x*s*(1-float64(x*s))) })},
		{"the paths are subtracted: what x does on several paths adds up",
			swishOf(func(x, s float64) float64 { return s - float64(x*s*(1-s)) })},
		{"s is won back as y/x, which is 0/0 at x = 0: keep s in Forward",
			activationOf(func(x, dout float64) (y, dx float64) {
				s, _ := sigmoidAndSlope(x)
				y = x * s
				s = y / x
				return y, dout * (s + float64(x*s*(1-s)))
			})},
		{"the sigmoid is eˣ/(1 + eˣ) here; but e¹⁰⁰⁰ is too large for a computer, and ∞/∞ is NaN: divide both " +
			"by eˣ, which leads to the formula with e⁻ˣ", activationOf(func(x, dout float64) (y, dx float64) {
			s := math.Exp(x) / (1 + math.Exp(x))
			return x * s, dout * (s + float64(x*s*(1-s)))
		})},
		{"the minus in the exponent is missing: s is the sigmoid, with e⁻ˣ, and grows with x",
			activationOf(func(x, dout float64) (y, dx float64) {
				s, slope := sigmoidAndSlope(-x)
				return x * s, dout * (s + float64(x*slope))
			})},
		{"dout is forgotten: dy/dx is the slope of this layer alone, to be multiplied by what comes from the right",
			activationOf(func(x, dout float64) (y, dx float64) {
				s, slope := sigmoidAndSlope(x)
				return x * s, s + float64(x*slope)
			})},
		{"brackets are missing: dout·s + x·s(1 − s) multiplies the first path only; dout goes back on both",
			activationOf(func(x, dout float64) (y, dx float64) {
				s, slope := sigmoidAndSlope(x)
				return x * s, float64(dout*s) + float64(x*slope)
			})},
		{"this y is the sigmoid alone: multiply by x",
			activationOf(func(x, dout float64) (y, dx float64) {
				s, slope := sigmoidAndSlope(x)
				return s, dout * (s + float64(x*slope))
			})},
		{"only the first row has been worked on: each sample has a row", onlyRow(rightSwish)},
		{"only the first number of each row has been worked on: end or leave the inner loop when the row is done, " +
			"not before", onlyColumn(rightSwish)},
	},
}

var rightSwish = swishOf(func(x, s float64) float64 { return s + float64(x*s*(1-s)) })

// swishOf returns swish with another slope.
func swishOf(slope func(x, s float64) float64) activationPass {
	return activationOf(func(x, dout float64) (y, dx float64) {
		s, _ := sigmoidAndSlope(x)
		return x * s, dout * slope(x, s)
	})
}
