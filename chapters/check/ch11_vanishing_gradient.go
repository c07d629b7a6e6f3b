package check

import (
	"math"

	"chainrule/backprop"
)

func tasks11() []*Task { return []*Task{&Tanh.Task, &Factor.Task, &ClipNorm.Task} }

// Tanh examines the activation layer, forward and back.
var Tanh = Exercise[LayerUse]{
	Task: Task{"11-vanishing-gradient", "Tanh", "Why a sigmoid shrinks slopes", [3]string{
		"By hand for x = log 2: eˣ = 2, e⁻ˣ = ½, so y = 1.5/2.5 = 0.6, and the slope is 1 − 0.36 = 0.64. " +
			"Which of x and y does Backward need?",
		"y = tanh x, and dx = dout·(1 − y²), for each number by itself.",
		"The type has one field, the y of Forward. Both methods make a new matrix (backprop.NewMatrix), " +
			"and fill it in two loops, over rows and columns.",
	}},
	Params:  "x, dout",
	Call:    "l := new(Tanh), l.Forward(%v), l.Backward(%v)",
	Returns: "y, dx",
	Cases: []Case[LayerUse]{
		// tanh log 2 = (2 − ½)/(2 + ½) = 0.6, with the slope 1 − 0.36; −0.6 has the same.
		{Args: []any{mat{{math.Ln2, 0, -math.Ln2}, {-math.Ln2, math.Ln2, 0}}, mat{{10, 3, 5}, {-5, 5, 4}}},
			Want: []any{mat{{0.6, 0, -0.6}, {-0.6, 0.6, 0}}, mat{{6.4, 3, 3.2}, {-3.2, 3.2, 4}}}},
		{Args: []any{mat{{1000, -1000}}, mat{{1, 1}}}, Want: []any{mat{{1, -1}}, mat{{0, 0}}}},
	},
	Right: rightTanh,
}

type factorOf = func(s, W backprop.Matrix) float64

// Factor examines the prediction of what a layer multiplies slopes by.
var Factor = Exercise[factorOf]{
	Task: Task{"11-vanishing-gradient", "Factor", "What one layer does to a slope", [3]string{
		"Two parts: how large are the slopes s as a rule, and how large is a sum of K weights? " +
			"By hand: the rms of 0.1 and 0.7 is the root of (0.01 + 0.49)/2, which is 0.5.",
		"rms(s)·σ·√K, with the root mean square of all numbers in s, that of all numbers in W, " +
			"and K, the columns of W.",
		"Write a function rms(m) first: a sum of squares over all rows, divided by how many numbers there are, " +
			"and math.Sqrt. Factor is then one line, with rms twice.",
	}},
	Params: "s, W",
	Cases: []Case[factorOf]{
		// rms 0.5; σ² = (4·1 + 4·49)/8 = 25; √4 = 2.
		{Args: []any{mat{{0.1, 0.7}}, mat{{1, -1, 1, -1}, {7, -7, 7, -7}}}, Want: []any{5.0}},
		// One unit, two samples: rms √((0.0049 + 0.0289)/2) = √0.0169 = 0.13; σ = 2; √16 = 4.
		{Args: []any{mat{{0.07}, {0.17}}, mat{{2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2, 2, -2}}},
			Want: []any{1.04}},
	},
	Mistakes: []Mistake[factorOf]{
		{"K is the number of units above, the columns of W: this is D, the rows, which counts on the way forward",
			func(s, W backprop.Matrix) float64 { return rootMean(s) * rootMean(W) * math.Sqrt(float64(len(W))) }},
		{"K instead of √K: the signs are random, so a hundred numbers together are only ten times as large",
			func(s, W backprop.Matrix) float64 { return rootMean(s) * rootMean(W) * float64(len(W[0])) }},
		{"√K is missing: the slopes of K units above come together in a sum",
			func(s, W backprop.Matrix) float64 { return rootMean(s) * rootMean(W) }},
		{"the activation's slopes are missing: each sum is multiplied by one of them",
			func(s, W backprop.Matrix) float64 { return rootMean(W) * math.Sqrt(float64(len(W[0]))) }},
		{"√N instead of √K: the number of samples plays no part, K is the number of columns of W",
			func(s, W backprop.Matrix) float64 { return rootMean(s) * rootMean(W) * math.Sqrt(float64(len(s))) }},
		{"√(D·K) instead of √K: each sum on the way back has K terms",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s) * rootMean(W) * math.Sqrt(float64(len(W)*len(W[0])))
			}},
		{"the mean of the weights is 0, for they are of both signs: square them first, take the mean, then the root",
			func(s, W backprop.Matrix) float64 { return 0 }},
		{"this is the mean of the slopes: square them first, and take the root of the mean of the squares",
			func(s, W backprop.Matrix) float64 {
				sum, count := 0.0, 0.0
				for _, row := range s {
					for _, v := range row {
						sum += v
						count++
					}
				}
				return sum / count * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"these are means of absolute values: square the numbers, take the mean, then the root",
			func(s, W backprop.Matrix) float64 {
				return meanSize(s) * meanSize(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"σ² instead of σ: the root of the mean of the squared weights is missing",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s) * rootMean(W) * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"the root is missing for s: this is the mean of its squares",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s) * rootMean(s) * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"the root comes too early: divide the sum of squares by how many there are, then take the root",
			func(s, W backprop.Matrix) float64 {
				n := float64(len(s)*len(s[0])) * float64(len(W)*len(W[0]))
				return rootSum(s) * rootSum(W) / n * math.Sqrt(float64(len(W[0])))
			}},
		{"the mean for s is over the columns only: its squares are as many as rows times columns",
			func(s, W backprop.Matrix) float64 {
				return rootSum(s) / math.Sqrt(float64(len(s[0]))) * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"the root is missing in both root mean squares",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s) * rootMean(s) * rootMean(W) * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"a length is the root of a sum, an rms that of a mean: divide each sum of squares by how many " +
			"numbers there are in all, rows times columns",
			func(s, W backprop.Matrix) float64 {
				return rootSum(s) * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"these are lengths, roots of sums: for the rms, divide the sum of squares by how many there are first",
			func(s, W backprop.Matrix) float64 {
				return rootSum(s) * rootSum(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"σ is not the length of W, and a mean is not over the rows alone: divide each sum of squares " +
			"by how many numbers there are, rows times columns",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s) * rootSum(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"only the first row of s counts: every sample has one",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s[:1]) * rootMean(W) * math.Sqrt(float64(len(W[0])))
			}},
		{"only the first row of W counts: every unit below has one",
			func(s, W backprop.Matrix) float64 {
				return rootMean(s) * rootMean(W[:1]) * math.Sqrt(float64(len(W[0])))
			}},
	},
}

// rootSum is the length of m, rootMean its root mean square, meanSize the mean of
// its absolute values.
func rootSum(m backprop.Matrix) float64 {
	sum := 0.0
	for _, row := range m {
		for _, v := range row {
			sum += float64(v * v)
		}
	}
	return math.Sqrt(sum)
}

func rootMean(m backprop.Matrix) float64 { return rootSum(m) / math.Sqrt(float64(len(m)*len(m[0]))) }

func meanSize(m backprop.Matrix) float64 { return sumOfSizes(m) / float64(len(m)*len(m[0])) }

func sumOfSizes(m backprop.Matrix) float64 {
	sum := 0.0
	for _, row := range m {
		for _, v := range row {
			sum += math.Abs(v)
		}
	}
	return sum
}

type clipNorm = func(dW backprop.Matrix, limit float64) backprop.Matrix

// ClipNorm examines how a gradient is shortened that is too long.
var ClipNorm = Exercise[clipNorm]{
	Task: Task{"11-vanishing-gradient", "ClipNorm", "What reaches the first layer", [3]string{
		"By hand: (6, −8) is 10 long, the root of 36 + 64. With limit 5 it is to become half as long, (3, −4). " +
			"And what becomes of (0.3, 0.4)?",
		"length = √(Σ dW²), over all rows. One factor for all numbers: limit/length where length > limit, else 1.",
		"A loop for the sum of squares; scale := 1.0, and an if that changes it; then a new matrix " +
			"(backprop.NewMatrix), filled with scale * dW[d][k].",
	}},
	Params: "dW, limit",
	Cases: []Case[clipNorm]{
		{Args: []any{mat{{6, -8}}, 5.0}, Want: []any{mat{{3, -4}}}},                   // length 10
		{Args: []any{mat{{0.3, 0.4}}, 5.0}, Want: []any{mat{{0.3, 0.4}}}},             // length ½
		{Args: []any{mat{{1, 2}, {2, 0}}, 4.0}, Want: []any{mat{{1, 2}, {2, 0}}}},     // length 3
		{Args: []any{mat{{3, 0}, {0, 4}}, 1.0}, Want: []any{mat{{0.6, 0}, {0, 0.8}}}}, // length 5
		{Args: []any{mat{{0, 0}}, 1.0}, Want: []any{mat{{0, 0}}}},                     // no 0/0
	},
	Mistakes: []Mistake[clipNorm]{
		{"each number is clipped by itself, which turns the gradient into another direction: " +
			"multiply all by one factor", clipEach(func(v, limit float64) float64 { return max(-limit, min(v, limit)) })},
		{"negative numbers may be too large as well, and each is clipped by itself, which turns the " +
			"gradient into another direction: multiply all by one factor",
			clipEach(func(v, limit float64) float64 { return min(v, limit) })},
		{"dW has changed, and belongs to the caller: fill a new matrix; copy(new, dW) is not enough, " +
			"for it takes over the rows, and both then share their numbers",
			func(dW backprop.Matrix, limit float64) backprop.Matrix {
				if l := rootSum(dW); l > limit {
					for _, row := range dW {
						for k := range row {
							row[k] *= limit / l
						}
					}
				}
				return dW
			}},
		{"a short gradient has become 0: fill the new matrix in that case too",
			scaledBy(func(m backprop.Matrix, limit float64) float64 {
				if l := rootSum(m); l > limit {
					return limit / l
				}
				return 0
			})},
		{"short gradients are made longer: scale only where length > limit",
			scaledBy(func(m backprop.Matrix, limit float64) float64 {
				if l := rootSum(m); l > 0 {
					return limit / l
				}
				return 1
			})},
		{"short gradients are made longer, and a gradient of zeros becomes 0/0: scale only where length > limit",
			scaledBy(func(m backprop.Matrix, limit float64) float64 { return limit / rootSum(m) })},
		{"a gradient of zeros has length 0, and 0/0 is NaN: divide only where length > limit",
			scaledBy(func(m backprop.Matrix, limit float64) float64 { return min(limit, rootSum(m)) / rootSum(m) })},
		{"the result is 1 long, not limit: multiply by limit/length", scaledIf(rootSum,
			func(length, limit float64) float64 { return 1 / length })},
		{"this is length/limit, which makes it longer still: the factor is limit/length", scaledIf(rootSum,
			func(length, limit float64) float64 { return length / limit })},
		{"multiplied by limit only: divide by the length too", scaledIf(rootSum,
			func(length, limit float64) float64 { return limit })},
		{"a gradient that is too long becomes 0: it is to be limit long, in the same direction", scaledIf(rootSum,
			func(length, limit float64) float64 { return 0 })},
		{"something is added to the length to avoid 0/0: with the if, nothing is divided where the length is 0",
			scaledIf(rootSum, func(length, limit float64) float64 { return limit / (length + 1e-6) })},
		{"the root is missing: the length is the root of the sum of squares", scaledIf(
			func(m backprop.Matrix) float64 { return rootSum(m) * rootSum(m) },
			func(length, limit float64) float64 { return limit / length })},
		{"this is the sum of the absolute values: the length is the root of the sum of squares", scaledIf(sumOfSizes,
			func(length, limit float64) float64 { return limit / length })},
		{"this is the root mean square: the length is the root of the sum, not of the mean", scaledIf(rootMean,
			func(length, limit float64) float64 { return limit / length })},
		{"this takes the largest number for the length: it is the root of the sum of squares", scaledIf(
			func(m backprop.Matrix) float64 {
				top := 0.0
				for _, row := range m {
					for _, v := range row {
						top = max(top, math.Abs(v))
					}
				}
				return top
			},
			func(length, limit float64) float64 { return limit / length })},
		{"the length is that of the last row only: the sum of squares begins at 0 once, before both loops",
			scaledIf(func(m backprop.Matrix) float64 { return rootSum(m[len(m)-1:]) },
				func(length, limit float64) float64 { return limit / length })},
		{"the length is that of the first row only: the sum of squares goes over all rows",
			scaledIf(func(m backprop.Matrix) float64 { return rootSum(m[:1]) },
				func(length, limit float64) float64 { return limit / length })},
		{"each row is clipped by itself: the length is that of the whole matrix, and all rows get one factor",
			func(dW backprop.Matrix, limit float64) (clipped backprop.Matrix) {
				for _, row := range dW {
					clipped = append(clipped, scaledIf(rootSum, func(length, limit float64) float64 {
						return limit / length
					})(backprop.Matrix{row}, limit)...)
				}
				return clipped
			}},
		{"a long gradient stays as it is, and a short one is changed: the condition is the wrong way round",
			scaledBy(func(m backprop.Matrix, limit float64) float64 {
				if l := rootSum(m); l > 0 && l <= limit {
					return limit / l
				}
				return 1
			})},
		{"the sum of the squares is compared with the limit: the length is its root", scaledBy(
			func(m backprop.Matrix, limit float64) float64 {
				if l := rootSum(m); l*l > limit {
					return limit / l
				}
				return 1
			})},
	},
}

func clipEach(one func(v, limit float64) float64) clipNorm {
	return func(dW backprop.Matrix, limit float64) backprop.Matrix {
		clipped := backprop.NewMatrix(len(dW), len(dW[0]))
		for d, row := range dW {
			for k := range row {
				clipped[d][k] = one(row[k], limit)
			}
		}
		return clipped
	}
}

// scaledBy multiplies all numbers of a matrix by one factor.
func scaledBy(factor func(m backprop.Matrix, limit float64) float64) clipNorm {
	return func(dW backprop.Matrix, limit float64) backprop.Matrix {
		by := factor(dW, limit)
		return clipEach(func(v, _ float64) float64 { return by * v })(dW, limit)
	}
}

// scaledIf does so where a length is above the limit.
func scaledIf(length func(backprop.Matrix) float64, factor func(length, limit float64) float64) clipNorm {
	return scaledBy(func(m backprop.Matrix, limit float64) float64 {
		if l := length(m); l > limit {
			return factor(l, limit)
		}
		return 1
	})
}
