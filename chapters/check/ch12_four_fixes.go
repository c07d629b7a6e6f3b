package check

import (
	"math"
	"math/rand/v2"
	"slices"

	"chainrule/backprop"
)

func tasks12() []*Task { return []*Task{&He.Task, &Multiplications.Task, &LeakyReLU.Task} }

type heOf = func(rng *rand.Rand, in, out int) backprop.Matrix

const heIn, heOut = 200, 50 // σ = √(2/200) = 0.1

// He examines random first weights by what many draws have in common.
var He = Exercise[heOf]{
	Task: Task{"12-four-fixes", "He", "Stupid initial weights", [3]string{
		"With 200 inputs, the variance is 2/200 = 0.01. What is the standard deviation? " +
			"(Chapter 11 derives the formula, under \"Why ReLU with He's weights does not\".)",
		"σ = √(2/in), and each weight is σ·rng.NormFloat64().",
		"backprop.NewMatrix(in, out); std := math.Sqrt(2 / float64(in)); two loops, and inside " +
			"a new draw for each weight.",
	}},
	// Of 10 000 draws with σ = 0.1, the standard deviation is off by about
	// σ/√20 000 = 0.0007, the mean by σ/√10 000 = 0.001; Xavier's σ is off by 0.011.
	Tol: 0.006,
	// No Returns: one of these alone, say a σ of 0.06, has many causes.
	EitherSign: true, // a weight is as likely as its opposite
	Cases: []Case[heOf]{
		{
			Call: "He(rng, 200, 50); its rows and columns:",
			Probe: func(answer heOf) []any {
				W := answer(rand.New(rand.NewPCG(1, 2)), heIn, heOut)
				if len(W) == 0 {
					return []any{0, 0}
				}
				return []any{len(W), len(W[0])}
			},
			Want: []any{200, 50},
		},
		{
			// The normal distribution has a share of 0.05 beyond 2σ, the uniform
			// distribution nothing beyond √3·σ. What differs is W[0][0], W[0][1] and W[1][0].
			Call: "He(rng, 200, 50); mean and σ, whether some weight is beyond 2σ, whether the weights differ:",
			Probe: func(answer heOf) []any {
				W := answer(rand.New(rand.NewPCG(1, 2)), heIn, heOut)
				all := slices.Concat(W...)
				mean, std := meanAndStd(all)
				beyond := slices.ContainsFunc(all, func(w float64) bool { return math.Abs(w-mean) > 2*std })
				distinct := W[0][0] != W[0][1] && W[0][0] != W[1][0] && W[0][1] != W[1][0]
				return []any{mean, std, beyond, distinct}
			},
			Want: []any{0.0, 0.1, true, true},
		},
		{
			Call: "He(rng, 3, 2), twice; whether they differ, whether the same seed gives both again:",
			Probe: func(answer heOf) []any {
				var W [2][2][]float64
				for again := range W {
					rng := rand.New(rand.NewPCG(1, 2))
					for layer := range W[again] {
						W[again][layer] = slices.Concat(answer(rng, 3, 2)...)
					}
				}
				return []any{!slices.Equal(W[0][0], W[0][1]),
					slices.Equal(W[0][0], W[1][0]) && slices.Equal(W[0][1], W[1][1])}
			},
			Want: []any{true, true},
		},
	},
	Mistakes: []Mistake[heOf]{
		{"2/in is the variance: the standard deviation is its root", normalWith(func(in, out float64) float64 {
			return 2 / in
		})},
		{"this is √(2/out): the sum that goes forward has as many terms as there are inputs, so it is in that counts",
			normalWith(func(in, out float64) float64 { return math.Sqrt(2 / out) })},
		{"this is Xavier's rule, 2/(in + out): it suits tanh, He's is 2/in", normalWith(func(in, out float64) float64 {
			return math.Sqrt(2 / (in + out))
		})},
		{"the 2 is missing: ReLU cuts off one half, and the 2 makes up for it", normalWith(func(in, out float64) float64 {
			return math.Sqrt(1 / in)
		})},
		{"the 2 belongs under the root too: √(2/in)",
			normalWith(func(in, out float64) float64 { return 2 / math.Sqrt(in) })},
		{"the standard deviation is 1, that of the bare draws: multiply each by σ", normalWith(func(in, out float64) float64 {
			return 1
		})},
		{"the draws are uniform between −σ and σ: rng.NormFloat64 draws from the normal distribution",
			heFilled(func(rng *rand.Rand, std float64) float64 { return std * (float64(2*float64(rng.Float64())) - 1) })},
		{"all weights are positive: the normal distribution has both signs, so multiply by σ and leave the sign",
			heFilled(func(rng *rand.Rand, std float64) float64 { return math.Abs(normalDraw(rng, std)) })},
		{"the draws are uniform, with the right σ: rng.NormFloat64 draws from the normal distribution",
			heFilled(func(rng *rand.Rand, std float64) float64 {
				return math.Sqrt(3) * std * (float64(2*float64(rng.Float64())) - 1)
			})},
		{"σ is added to the draws: multiply each by σ",
			heFilled(func(rng *rand.Rand, std float64) float64 { return std + rng.NormFloat64() })},
		{"the draws are divided by σ: multiply each by σ",
			heFilled(func(rng *rand.Rand, std float64) float64 { return rng.NormFloat64() / std })},
		{"this is √(2·in): the more inputs, the smaller the weights, σ² = 2/in",
			normalWith(func(in, out float64) float64 { return math.Sqrt(2 * in) })},
		{"the draws are all positive, for Float64 draws from 0 to 1: rng.NormFloat64 draws from the normal distribution",
			heFilled(func(rng *rand.Rand, std float64) float64 { return std * rng.Float64() })},
		{"all weights are equal: then all units of a layer learn the same; draw a new number for each weight",
			heFilled(func(rng *rand.Rand, std float64) float64 { return std })},
		{"there is only one draw, for all weights: then all units of a layer learn the same; draw anew for each weight",
			func(rng *rand.Rand, in, out int) backprop.Matrix {
				w := math.Sqrt(2/float64(in)) * rng.NormFloat64()
				return heFilled(func(*rand.Rand, float64) float64 { return w })(rng, in, out)
			}},
		{"all weights are 0: is one of them ever set? And 2/in with whole numbers is 0 too, write 2/float64(in)",
			normalWith(func(in, out float64) float64 { return 0 })},
		{"the matrix has no rows: make one first, backprop.NewMatrix(in, out)",
			func(rng *rand.Rand, in, out int) backprop.Matrix { return nil }},
		{"all rows are the same: draw in the inner loop, for each weight", func(rng *rand.Rand, in, out int) backprop.Matrix {
			row := backprop.He(rng, in, out)[0]
			return slices.Repeat(backprop.Matrix{row}, in)
		}},
		{"all columns are the same, so all units of the layer learn the same: draw in the inner loop, for each weight",
			func(rng *rand.Rand, in, out int) backprop.Matrix {
				W := backprop.He(rng, in, out)
				for _, row := range W {
					for k := range row {
						row[k] = row[0]
					}
				}
				return W
			}},
		{"rows and columns have changed places: a row for each input, a column for each unit",
			func(rng *rand.Rand, in, out int) backprop.Matrix {
				return heFilledOf(rng, out, in, math.Sqrt(2/float64(in)), normalDraw)
			}},
		{"the draws are not from rng, so the same seed gives other weights each time: rng.NormFloat64, not rand.NormFloat64",
			heFilled(func(_ *rand.Rand, std float64) float64 { return std * rand.NormFloat64() })},
		{"every call gives the same weights, from a generator of its own: draw from rng, which goes on from layer to layer",
			func(_ *rand.Rand, in, out int) backprop.Matrix {
				return backprop.He(rand.New(rand.NewPCG(3, 4)), in, out)
			}},
	},
}

func meanAndStd(all []float64) (mean, std float64) {
	for _, w := range all {
		mean += w / float64(len(all))
	}
	for _, w := range all {
		std += float64((w - mean) * (w - mean))
	}
	return mean, math.Sqrt(std / float64(len(all)))
}

func normalDraw(rng *rand.Rand, std float64) float64 { return std * rng.NormFloat64() }

// normalWith draws weights of a standard deviation that depends on the sizes.
func normalWith(std func(in, out float64) float64) heOf {
	return func(rng *rand.Rand, in, out int) backprop.Matrix {
		return heFilledOf(rng, in, out, std(float64(in), float64(out)), normalDraw)
	}
}

// heFilled knows He's standard deviation, but has its own way of drawing.
func heFilled(draw func(rng *rand.Rand, std float64) float64) heOf {
	return func(rng *rand.Rand, in, out int) backprop.Matrix {
		return heFilledOf(rng, in, out, math.Sqrt(2/float64(in)), draw)
	}
}

func heFilledOf(rng *rand.Rand, rows, cols int, std float64, draw func(*rand.Rand, float64) float64) backprop.Matrix {
	W := backprop.NewMatrix(rows, cols)
	for _, row := range W {
		for k := range row {
			row[k] = draw(rng, std)
		}
	}
	return W
}

type costOf = func(sizes []int, N int) (forward, both int)

// Multiplications examines the count of what a step costs.
var Multiplications = Exercise[costOf]{
	Task: Task{"12-four-fixes", "Multiplications", "Too slow a computer", [3]string{
		"Sizes 2, 3, 1 are two layers, 2×3 and 3×1. With 10 samples: forward 10·6 + 10·3 = 90. " +
			"How much back, in each of the two?",
		"forward = N Σ D·K over the layers. Back is twice that, but for the first layer's dout·Wᵀ: " +
			"both = 3·forward − N·D₁·K₁.",
		"A loop over i up to len(sizes) − 2 that adds N * sizes[i] * sizes[i+1] to forward; both is one line after it.",
	}},
	Params:  "sizes, N",
	Returns: "forward, both",
	Cases: []Case[costOf]{
		// 10·(6 + 3); three times that, less 10·6.
		{Args: []any{[]int{2, 3, 1}, 10}, Want: []any{90, 210}},
		// 20 + 12 + 6; three times that, less 20.
		{Args: []any{[]int{5, 4, 3, 2}, 1}, Want: []any{38, 94}},
	},
	Mistakes: []Mistake[costOf]{
		{"N is missing: each sample costs as much again", func(sizes []int, N int) (int, int) {
			return stepCost(sizes, 1)
		}},
		{"both lacks one of the two products of the way back: xᵀ·dout for all layers, dout·Wᵀ for all but the first",
			func(sizes []int, N int) (int, int) {
				forward, _ := stepCost(sizes, N)
				return forward, 2 * forward
			}},
		{"the first layer's dout·Wᵀ is counted: it would be the slopes of the input, which nobody needs",
			func(sizes []int, N int) (int, int) {
				forward, _ := stepCost(sizes, N)
				return forward, 3 * forward
			}},
		{"dout·Wᵀ is left out in the last layer: it is the first that does not need it",
			func(sizes []int, N int) (int, int) {
				forward, _ := stepCost(sizes, N)
				return forward, 3*forward - N*sizes[len(sizes)-2]*sizes[len(sizes)-1]
			}},
		{"all of the first layer's way back is left out: its xᵀ·dout is needed, or W1 would not learn",
			func(sizes []int, N int) (int, int) {
				forward, both := stepCost(sizes, N)
				return forward, both - N*sizes[0]*sizes[1]
			}},
		{"the N is missing in what is subtracted for the first layer: N·D·K is saved there",
			func(sizes []int, N int) (int, int) {
				forward, _ := stepCost(sizes, N)
				return forward, 3*forward - sizes[0]*sizes[1]
			}},
		{"both is the way back alone: add the way forward", func(sizes []int, N int) (int, int) {
			forward, both := stepCost(sizes, N)
			return forward, both - forward
		}},
		{"the biases are counted, D + 1 for D: they are added, not multiplied", func(sizes []int, N int) (forward, both int) {
			for i, in := range sizes[:len(sizes)-1] {
				forward += N * (in + 1) * sizes[i+1]
			}
			return forward, 3*forward - N*(sizes[0]+1)*sizes[1]
		}},
		{"all sizes are multiplied together: each layer has a product of its own, and they are added",
			func(sizes []int, N int) (int, int) {
				forward := N
				for _, size := range sizes {
					forward *= size
				}
				return forward, 3*forward - N*sizes[0]*sizes[1]
			}},
		{"the sizes themselves are added: a layer costs the product of its inputs and outputs",
			func(sizes []int, N int) (int, int) {
				forward := 0
				for _, size := range sizes {
					forward += N * size
				}
				return forward, 3*forward - N*sizes[0]*sizes[1]
			}},
		{"the first layer is left out: its products are sizes[0] by sizes[1]", func(sizes []int, N int) (int, int) {
			forward, _ := stepCost(sizes[1:], N)
			return forward, 3*forward - N*sizes[0]*sizes[1]
		}},
		{"the last layer is left out: n sizes make n − 1 layers", func(sizes []int, N int) (int, int) {
			return stepCost(sizes[:len(sizes)-1], N)
		}},
		{"only the first two layers are counted: there is one for each two sizes that follow one another",
			func(sizes []int, N int) (int, int) { return stepCost(sizes[:3], N) }},
	},
}

func stepCost(sizes []int, N int) (forward, both int) {
	for i, in := range sizes[:len(sizes)-1] {
		forward += N * in * sizes[i+1]
	}
	return forward, 3*forward - N*sizes[0]*sizes[1]
}

// LeakyReLU examines an activation layer that lets a tenth of the negative through.
var LeakyReLU = Exercise[LayerUse]{
	Task: Task{"12-four-fixes", "LeakyReLU", "The wrong non-linearity", [3]string{
		"By hand: x = −3 gives y = −0.3. If dout is 20 there, what is dx? And what decides it, the sign of x or that of dout?",
		"y = x and dx = dout where x > 0; y = x/10 and dx = dout/10 everywhere else, also at x = 0.",
		"The type has one field, the x (or the y) of Forward. Both methods make a new matrix (backprop.NewMatrix) " +
			"and fill it in two loops with one if, which is about x in both.",
	}},
	Params:  "x, dout",
	Call:    "l := new(LeakyReLU), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		{Args: []any{mat{{0.5, -3, 2}}, mat{{10, 20, 30}}}, Want: []any{mat{{0.5, -0.3, 2}}, mat{{10, 2, 30}}}},
		// x decides, and not dout.
		{Args: []any{mat{{4}, {-5}}, mat{{-10}, {10}}}, Want: []any{mat{{4}, {-0.5}}, mat{{-10}, {1}}}},
		{Args: []any{mat{{0}}, mat{{10}}}, Want: []any{mat{{0}}, mat{{1}}}}, // at the kink
	},
	Right: rightLeakyReLU,
}
