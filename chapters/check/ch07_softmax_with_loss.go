package check

import (
	"fmt"
	"math"
)

func tasks07() []*Task {
	return []*Task{&Softmax.Task, &SoftmaxLossGradient.Task, &SmoothedLoss.Task}
}

type scoresTo = func(a []float64) []float64

// Softmax examines scores that become probabilities.
var Softmax = Exercise[scoresTo]{
	Task: Task{"07-softmax-with-loss", "Softmax", "What to notice", [3]string{
		"Work out y for a = (0, 0) and for a = (1, 2, 0) by hand: each y sums to one. Then add 1000 to each score: the " +
			"results must stay the same, but what is exp(1000) in a float64?",
		"y_k = exp(a_k − m) / Σ_j exp(a_j − m), where m is the largest score.",
		"With m := slices.Max(a), a first loop sets y[k] to math.Exp(a[k] - m) and adds it to a sum; a second loop " +
			"divides each y[k] by the sum.",
	}},
	Params: "a",
	Cases: []Case[scoresTo]{
		// (e, e², 1)/(1 + e + e²), digits from mpmath
		{Args: []any{vec{1, 2, 0}},
			Want: []any{vec{0.24472847105479765, 0.66524095577482189, 0.090030573170380458}}},
		{Args: []any{vec{2000, 0}}, Want: []any{vec{1, 0}}},          // (1, e⁻²⁰⁰⁰)/(1 + e⁻²⁰⁰⁰)
		{Args: []any{vec{-1000, -1000}}, Want: []any{vec{0.5, 0.5}}}, // e⁰/(e⁰ + e⁰)
		{Args: []any{vec{0, 2000}}, Want: []any{vec{0, 1}}},
		// The largest is neither first nor last: e⁻¹⁴⁰⁰ is 0 to 600 digits.
		{Args: []any{vec{0, 600, 2000, 600}}, Want: []any{vec{0, 0, 1, 0}}},
		{ // e⁻⁴⁰/(1 + e⁻⁴⁰)
			Call: "10¹⁷·y1, with y = Softmax([0 -40])",
			Probe: func(answer scoresTo) []any {
				y := answer(vec{0, -40})
				if len(y) != 2 {
					return []any{fmt.Sprintf("y of length %d", len(y))}
				}
				return []any{1e17 * y[1]}
			},
			Want: []any{0.4248354255291589},
		},
	},
	Right: rightSoftmax,
}

type scoreSlopes = func(a, t [][]float64, dout float64) [][]float64

// SoftmaxLossGradient examines y − t, with all its factors.
var SoftmaxLossGradient = Exercise[scoreSlopes]{
	Task: Task{"07-softmax-with-loss", "SoftmaxLossGradient", "What to notice", [3]string{
		"Take one sample, with a = (0, 0) and t = (1, 0). y = (½, ½), so y − t = (−½, ½). What factor comes in if dout " +
			"is 2, and what factor if there are two samples? Where did the chapter use the fact that the targets sum " +
			"to one?",
		"da_nk = dout · (y_nk·Σ_j t_nj − t_nk) / N. N is the number of rows.",
		"Make a new matrix da. A loop over n takes the softmax of the row a[n], adds up the row t[n], and makes da[n]; " +
			"inside it, a loop over k applies the formula.",
	}},
	Params: "a, t, dout",
	Cases: []Case[scoreSlopes]{
		{Args: []any{mat{{0, 0}}, mat{{1, 0}}, 2}, Want: []any{mat{{-1, 1}}}}, // 2·(½ − 1), 2·(½ − 0)
		// y = (⅓, ⅓, ⅓) and (2, 1, 1)/4: (⅓ − 1)/2, ⅓/2, ⅓/2; ½/2, ¼/2, (¼ − 1)/2.
		{Args: []any{mat{{0, 0, 0}, {math.Ln2, 0, 0}}, mat{{1, 0, 0}, {0, 0, 1}}, 1},
			Want: []any{mat{{-1.0 / 3, 1.0 / 6, 1.0 / 6}, {0.25, 0.125, -0.375}}}},
		// The second sample has no target and no slopes, but it is one of the two.
		{Args: []any{mat{{0, 0}, {0, 0}}, mat{{1, 0}, {0, 0}}, 1}, Want: []any{mat{{-0.25, 0.25}, {0, 0}}}},
		// Each y·Σt is ⅓·1.5 = ½.
		{Args: []any{mat{{0, 0, 0}}, mat{{1, 0.5, 0}}, 1}, Want: []any{mat{{-0.5, 0, 0.5}}}},
		{Args: []any{mat{{2000, 0}}, mat{{0, 1}}, 1}, Want: []any{mat{{1, -1}}}}, // y = (1, 0)
		{Args: []any{mat{{0, 2000}}, mat{{1, 0}}, 1}, Want: []any{mat{{-1, 1}}}}, // y = (0, 1)
	},
	Random: func(d *Dice) []any {
		N, K := d.Few(), max(2, d.Few())
		return []any{d.Mat(N, K), d.Rows(N, func() []float64 { return d.Target(K) }), d.Number()}
	},
	Right: rightSoftmaxLossGradient,
}

type smoothed = func(a, t []float64, eps float64) (loss float64, da []float64)

// SmoothedLoss examines a loss against targets that are less sure of themselves.
var SmoothedLoss = Exercise[smoothed]{
	Task: Task{"07-softmax-with-loss", "SmoothedLoss", "What to notice", [3]string{
		"Take t = (1, 0, 0, 0) and ε = 0.4. Move 0.4 off the 1 and give 0.1 to each of the four classes: what is s, " +
			"and what does it sum to? s is a target like any other; what does the chapter say about t = (0.2, 0.3, " +
			"0.5)?",
		"s_k = (1 − ε) t_k + ε/K sums to one, so da = y − s. For the loss, use −log y_k = (m − a_k) + log Σ_j exp(a_j " +
			"− m), where m is the largest score. Then you never take the logarithm of a y that has been rounded to 0.",
		"Make a slice s, a slice da that begins as Softmax(a), and the number log Σ_j exp(a_j − m). One loop over k " +
			"then adds s[k] times −log y_k to loss and subtracts s[k] from da[k].",
	}},
	Params:  "a, t, eps",
	Returns: "loss, da",
	Tol:     1e-6, // 1e-7 inside a logarithm is to show only where it does harm
	Cases: []Case[smoothed]{
		// s = (0.7, 0.1, 0.1, 0.1), every y is ¼, every −log y is log 4 = 2 log 2.
		{Args: []any{vec{0, 0, 0, 0}, vec{1, 0, 0, 0}, 0.4},
			Want: []any{2 * math.Ln2, vec{-0.45, 0.15, 0.15, 0.15}}},
		// s = (0.9, 0.1), y = (1, e⁻¹⁰⁰⁰): the loss is 0.1·1000.
		{Args: []any{vec{1000, 0}, vec{1, 0}, 0.2}, Want: []any{100, vec{0.1, -0.1}}},
		// s = (0.8·0.25 + 0.1, 0.8·0.75 + 0.1) = (0.3, 0.7), y = (1, 3)/4, and the loss is
		// 0.3·log 4 + 0.7·log 4/3 = 2 log 2 − 0.7·log 3. The scores are 0 and log 3.
		{Args: []any{vec{0, 1.0986122886681098}, vec{0.25, 0.75}, 0.2},
			Want: []any{0.6172657590522138, vec{-0.05, 0.05}}},
		// s = (0.1, 0.1, 0.7, 0.1), y is 1 for the third, and the loss 0.1·(2000 + 1400 + 1400).
		{Args: []any{vec{0, 600, 2000, 600}, vec{0, 0, 1, 0}, 0.4}, Want: []any{480, vec{-0.1, -0.1, 0.3, -0.1}}},
	},
	Random: func(d *Dice) []any {
		K := d.Few()
		t := d.Probs(K)
		if d.IntN(2) == 0 {
			clear(t)
			t[d.IntN(K)] = 1
		}
		return []any{d.Vec(K), t, []float64{0, 0.1, 0.25, 0.5, 1}[d.IntN(5)]}
	},
	Right: rightSmoothedLoss,
}
