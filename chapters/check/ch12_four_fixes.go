package check

import (
	"fmt"
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
		"With 200 inputs, the variance is 2/200 = 0.01. What is the standard deviation? (Chapter 11 derives the " +
			"formula, under \"Why ReLU with He's weights does not\".)",
		"σ = √(2/in), and each weight is σ·rng.NormFloat64().",
		"Start with backprop.NewMatrix(in, out) and std := math.Sqrt(2 / float64(in)). Two nested loops then draw each " +
			"weight anew.",
	}},
	// Of 10 000 draws with σ = 0.1, the standard deviation is off by about
	// σ/√20 000 = 0.0007, the mean by σ/√10 000 = 0.001; Xavier's σ is off by 0.011.
	Tol: 0.006,
	// No Returns: one of these alone, say a σ of 0.06, has many causes.
	EitherSign: true, // a weight is as likely as its opposite
	Cases: []Case[heOf]{
		{
			Call: "He(rng, 200, 50), He(rng, 1, 3), and He(rng, 1, 1); their rows and columns:",
			Probe: func(answer heOf) (all []any) {
				for _, size := range []vec{{heIn, heOut}, {1, 3}, {1, 1}} {
					W := answer(rand.New(rand.NewPCG(1, 2)), int(size[0]), int(size[1]))
					if len(W) == 0 {
						return []any{0, 0}
					}
					all = append(all, len(W), len(W[len(W)-1]))
				}
				return all
			},
			Want: []any{200, 50, 1, 3, 1, 1},
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
			Call:  "He(rng, in, out) for small in and out, 20000 times each: what the weights have in common",
			Probe: manyWeights, Want: []any{"each is drawn for itself, with the right σ, from the normal distribution"},
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
	Mistakes: mistakesHe,
}

// manyWeights says what is odd about small matrices. A variance is off by a hundredth as a rule, like
// the product of two weights, and the limit is 6 times as much.
func manyWeights(answer heOf) []any {
	const calls = 20000
	rng, squares, fourth, n := rand.New(rand.NewPCG(1, 2)), 0.0, 0.0, 0.0
	for in := 1; in <= 3; in++ {
		for out := 1; out <= 2; out++ {
			products := backprop.NewMatrix(in*out, in*out) // relative to σ²
			for range calls {
				all := slices.Concat(answer(rng, in, out)...)
				if len(all) != in*out || slices.Contains(all, 0) {
					return []any{fmt.Sprintf("some are 0 or missing, or there are too many, for in = %d and out = %d", in, out)}
				}
				for i, w := range all {
					for j, other := range all[:i+1] {
						products[i][j] += w * other * float64(in) / 2 / calls
					}
					square := w * w * float64(in) / 2
					squares, fourth, n = squares+square, fourth+square*square, n+1
				}
			}
			for i := range products {
				if square := products[i][i]; !(math.Abs(square-1) <= 0.06) {
					return []any{fmt.Sprintf("σ² is %.1f times 2/in, for in = %d and out = %d", square, in, out)}
				}
				for _, product := range products[i][:i] {
					if !(math.Abs(product) <= 0.06) {
						return []any{fmt.Sprintf("one weight depends on another, for in = %d and out = %d", in, out)}
					}
				}
			}
		}
	}
	// 3 for the normal distribution, 1.8 for the uniform one
	if kurtosis := fourth * n / (squares * squares); !(math.Abs(kurtosis-3) <= 0.055) {
		return []any{"it is not the normal distribution"}
	}
	return []any{"each is drawn for itself, with the right σ, from the normal distribution"}
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

type costOf = func(sizes []int, N int) (forward, both int)

// Multiplications examines the count of what a step costs.
var Multiplications = Exercise[costOf]{
	Task: Task{"12-four-fixes", "Multiplications", "Too slow a computer", [3]string{
		"Sizes 2, 3, 1 mean two layers, 2×3 and 3×1. With 10 samples, forward = 10·6 + 10·3 = 90. How many does the " +
			"backward pass of each layer take?",
		"forward = N Σ D·K over the layers. The backward pass takes twice as many, minus the first layer's dout·Wᵀ: " +
			"both = 3·forward − N·D₁·K₁.",
		"A loop over i from 0 to len(sizes) − 2 adds N * sizes[i] * sizes[i+1] to forward; one line after it gives the " +
			"value of both.",
	}},
	Params:  "sizes, N",
	Returns: "forward, both",
	Cases: []Case[costOf]{
		// 10·(6 + 3); three times that, less 10·6.
		{Args: []any{[]int{2, 3, 1}, 10}, Want: []any{90, 210}},
		// 20 + 12 + 6; three times that, less 20.
		{Args: []any{[]int{5, 4, 3, 2}, 1}, Want: []any{38, 94}},
	},
	Random: func(d *Dice) []any {
		sizes, most := make([]int, 1+d.Few()), 6
		if d.IntN(3) == 0 { // less than 2³¹ in all
			sizes, most = sizes[:min(4, len(sizes))], 600
		}
		for i := range sizes {
			sizes[i] = d.Between(1, most)
		}
		return []any{sizes, d.Between(1, most)}
	},
	Right: rightMultiplications,
}

// LeakyReLU examines an activation layer that lets a tenth of the negative through.
var LeakyReLU = Exercise[LayerUse]{
	Task: Task{"12-four-fixes", "LeakyReLU", "The wrong non-linearity", [3]string{
		"By hand: x = −3 gives y = −0.3. If dout is 20 there, what is dx? And what decides it, the sign of x or that " +
			"of dout?",
		"y = x and dx = dout where x > 0; y = x/10 and dx = dout/10 everywhere else, even at x = 0.",
		"The type has one field, the x (or the y) of Forward. Both methods make a new matrix (backprop.NewMatrix) and " +
			"fill it in two loops with one if, which in both asks whether x > 0.",
	}},
	Params:  "x, dout",
	Call:    "l := new(LeakyReLU), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		{Args: []any{mat{{0.5, -3, 2}}, mat{{10, 20, 30}}}, Want: []any{mat{{0.5, -0.3, 2}}, mat{{10, 2, 30}}}},
		// x decides, and not dout.
		{Args: []any{mat{{4}, {-5}}, mat{{-10}, {10}}}, Want: []any{mat{{4}, {-0.5}}, mat{{-10}, {1}}}},
		{Args: []any{mat{{0}}, mat{{10}}}, Want: []any{mat{{0}}, mat{{1}}}}, // at the kink
		backTwice("LeakyReLU", vec{2, -3}, vec{5, 5}, vec{30, 20}, vec{2, -0.3}, vec{30, 2}),
	},
	Right:    rightLeakyReLU,
	AnyScale: true,
}
