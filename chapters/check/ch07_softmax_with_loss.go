package check

import (
	"math"
	"slices"

	"chainrule/losses"
)

func tasks07() []*Task {
	return []*Task{&Softmax.Task, &SoftmaxLossGradient.Task, &SmoothedLoss.Task}
}

type scoresTo = func(a []float64) []float64

// Softmax examines scores that become probabilities.
var Softmax = Exercise[scoresTo]{
	Task: Task{"07-softmax-with-loss", "Softmax", "What to notice", [3]string{
		"Work out a = (0, 0) and a = (1, 2, 0) by hand: the results sum to one. Then add 1000 to each " +
			"score: the results must stay the same, but what is exp(1000) in a float64?",
		"y_k = exp(a_k − m) / Σ_j exp(a_j − m), where m is the largest score.",
		"A first loop sets y[k] to math.Exp(a[k] - m) and adds it to a sum, with m from slices.Max(a); " +
			"a second loop divides.",
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
	},
	Mistakes: []Mistake[scoresTo]{
		{"exp(2000) is more than a float64 can hold, and Inf/Inf is NaN (and exp(−1000) is 0, and 0/0 " +
			"is NaN): first subtract the largest score from all of them",
			softmaxOf(math.Exp, func([]float64) float64 { return 0 })},
		{"what is subtracted before exp is not the largest score but the mean, the smallest or the last, " +
			"so that exp can still overflow",
			softmaxOf(math.Exp, func(a []float64) float64 { return sumOfScores(a) / float64(len(a)) })},
		{"a[0] is subtracted before exp; but the largest score may stand anywhere, and exp of what lies far " +
			"above a[0] overflows: subtract slices.Max(a)",
			softmaxOf(math.Exp, func(a []float64) float64 { return a[0] })},
		{"the last score is left out of the search for the largest: k runs from 1 to len(a) − 1",
			softmaxOf(math.Exp, func(a []float64) float64 { return slices.Max(a[:max(1, len(a)-1)]) })},
		{"the search for the largest score ends too early, after the first that is larger, or after a[1]: go " +
			"through all of a",
			softmaxOf(math.Exp, func(a []float64) float64 { return slices.Max(a[:min(2, len(a))]) })},
		{"the largest score is looked for from 0 upwards, and not found where all are negative: start " +
			"with a[0]",
			softmaxOf(math.Exp, func(a []float64) float64 { return max(0, slices.Max(a)) })},
		{"the exponentials are not divided by their sum: probabilities must sum to one",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 { return math.Exp(x) })
			}},
		{"the exponentials of the shifted scores are not divided by their sum: probabilities must sum " +
			"to one",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 { return math.Exp(x - slices.Max(a)) })
			}},
		{"the largest score is subtracted above, but not in the sum below: it must be the same in both",
			func(a []float64) []float64 {
				below := eachScore(a, math.Exp)
				return eachScore(a, func(x float64) float64 {
					return math.Exp(x-slices.Max(a)) / sumOfScores(below)
				})
			}},
		{"the largest score is subtracted from the exponential: subtract it from the score, inside exp",
			func(a []float64) []float64 {
				y := eachScore(a, func(x float64) float64 { return math.Exp(x) - slices.Max(a) })
				return eachScore(y, func(e float64) float64 { return e / sumOfScores(y) })
			}},
		{"the exponentials are divided by K, which is how many there are: divide them by their sum",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 { return math.Exp(x) / float64(len(a)) })
			}},
		{"the exponentials of the shifted scores are divided by K, which is how many there are: divide " +
			"them by their sum",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 {
					return math.Exp(x-slices.Max(a)) / float64(len(a))
				})
			}},
		{"no exponential: it divides the scores themselves by their sum, and scores may be negative",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 { return x / sumOfScores(a) })
			}},
		{"the exponentials are divided by the sum of the scores: add up the exponentials",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 { return math.Exp(x) / sumOfScores(a) })
			}},
		{"the scores are divided by the largest one; subtract it, for only a difference leaves softmax " +
			"the same",
			func(a []float64) []float64 {
				return losses.Softmax(eachScore(a, func(x float64) float64 { return x / slices.Max(a) }))
			}},
		{"the sign in the exponent is turned round: the largest score must get the largest probability",
			func(a []float64) []float64 {
				return losses.Softmax(eachScore(a, func(x float64) float64 { return -x }))
			}},
		{"this is 2 to the power of the score: the base is e, so math.Exp",
			softmaxOf(math.Exp2, slices.Max[[]float64])},
		{"each score is taken alone, by 1/(1 + exp(−a)): softmax divides by the sum over all classes",
			func(a []float64) []float64 {
				return eachScore(a, func(x float64) float64 { return 1 / (1 + math.Exp(-x)) })
			}},
		{"it divides by the sum so far, while that still grows: add up everything first, then divide " +
			"in a second loop",
			func(a []float64) []float64 {
				sum := 0.0
				return eachScore(a, func(x float64) float64 {
					e := math.Exp(x - slices.Max(a))
					sum += e
					return e / sum
				})
			}},
		{"the largest probability is made 1 and the others 0: softmax lets every class have its share",
			func(a []float64) []float64 {
				y := make([]float64, len(a))
				y[slices.Index(a, slices.Max(a))] = 1
				return y
			}},
	},
}

// eachScore applies f to every score.
func eachScore(a []float64, f func(float64) float64) []float64 {
	y := make([]float64, len(a))
	for k := range a {
		y[k] = f(a[k])
	}
	return y
}

func sumOfScores(a []float64) float64 {
	sum := 0.0
	for k := range a {
		sum += a[k]
	}
	return sum
}

// softmaxOf divides powers of shifted scores by their sum.
func softmaxOf(power func(x float64) float64, shift func(a []float64) float64) scoresTo {
	return func(a []float64) []float64 {
		y := eachScore(a, func(x float64) float64 { return power(x - shift(a)) })
		sum := sumOfScores(y)
		return eachScore(y, func(e float64) float64 { return e / sum })
	}
}

type scoreSlopes = func(a, t [][]float64, dout float64) [][]float64

// SoftmaxLossGradient examines y − t, with all its factors.
var SoftmaxLossGradient = Exercise[scoreSlopes]{
	Task: Task{"07-softmax-with-loss", "SoftmaxLossGradient", "What to notice", [3]string{
		"One sample by hand: a = (0, 0), t = (1, 0). y = (½, ½), so y − t = (−½, ½). Which factor " +
			"comes in if dout is 2, which if there are two samples, and where did the text use that the " +
			"targets sum to one?",
		"da_nk = dout · (y_nk·Σ_j t_nj − t_nk) / N. N is the number of rows.",
		"A new matrix; a loop over n that takes the softmax of the row a[n], adds up the row t[n], and " +
			"makes da[n]; inside it, a loop over k for the formula.",
	}},
	Params: "a, t, dout",
	Cases: []Case[scoreSlopes]{
		{Args: []any{mat{{0, 0}}, mat{{1, 0}}, 2}, Want: []any{mat{{-1, 1}}}}, // 2·(½ − 1), 2·(½ − 0)
		// y = (⅓, ⅓, ⅓) and (2, 1, 1)/4: (⅓ − 1)/2, ⅓/2, ⅓/2; ½/2, ¼/2, (¼ − 1)/2.
		{Args: []any{mat{{0, 0, 0}, {math.Ln2, 0, 0}}, mat{{1, 0, 0}, {0, 0, 1}}, 1},
			Want: []any{mat{{-1.0 / 3, 1.0 / 6, 1.0 / 6}, {0.25, 0.125, -0.375}}}},
		// Each y·Σt is ⅓·1.5 = ½.
		{Args: []any{mat{{0, 0, 0}}, mat{{1, 0.5, 0}}, 1}, Want: []any{mat{{-0.5, 0, 0.5}}}},
		{Args: []any{mat{{2000, 0}}, mat{{0, 1}}, 1}, Want: []any{mat{{1, -1}}}}, // y = (1, 0)
		{Args: []any{mat{{0, 2000}}, mat{{1, 0}}, 1}, Want: []any{mat{{-1, 1}}}}, // y = (0, 1)
	},
	Mistakes: []Mistake[scoreSlopes]{
		{"this is y − t alone: dout, the 1/N and the sum of the targets belong to it", withoutDout(
			func(y, t, total, N, K float64) float64 { return y - t })},
		{"this is (y − t)/N: dout is a factor too, and y gets the sum of the targets", withoutDout(
			func(y, t, total, N, K float64) float64 { return (y - t) / N })},
		{"this is dout·(y − t): the loss is a mean, which brings 1/N, and y gets the sum of the targets",
			slopesOf(func(y, t, total, N, K float64) float64 { return y - t })},
		{"dout and the 1/N are missing: both are factors of every slope", withoutDout(
			func(y, t, total, N, K float64) float64 { return float64(y*total) - t })},
		{"the 1/N is missing: the loss is a mean, and a mean has the factor 1/N on every path (the " +
			"section \"The 1/N of a batch\")",
			slopesOf(func(y, t, total, N, K float64) float64 { return float64(y*total) - t })},
		{"divided by K, the number of classes: the mean is over the N samples, so divide by len(a)",
			slopesOf(func(y, t, total, N, K float64) float64 { return (float64(y*total) - t) / K })},
		{"divided by N·K: the mean is over the N samples only",
			slopesOf(func(y, t, total, N, K float64) float64 { return (float64(y*total) - t) / (N * K) })},
		{"this is t − y: the slope of the true class is negative, for a higher score there lowers the " +
			"loss",
			slopesOf(func(y, t, total, N, K float64) float64 { return (t - float64(y*total)) / N })},
		{"dout is not used: what comes back from the right is a factor of every slope",
			withoutDout(slopeRight)},
		{"y − t holds where the targets sum to one; in general, y gets the factor Σ_j t_nj",
			slopesOf(func(y, t, total, N, K float64) float64 { return (y - t) / N })},
		{"the sum of the targets is a factor of t here too: only y gets it",
			slopesOf(func(y, t, total, N, K float64) float64 { return (y - t) * total / N })},
		{"the sum of the targets goes on growing from sample to sample: begin it at 0 in every row",
			func(a, t [][]float64, dout float64) [][]float64 {
				total := 0.0
				var da [][]float64
				for n := range a {
					total += sumOfScores(t[n])
					da = append(da, eachScore(losses.Softmax(a[n]), func(p float64) float64 { return p * total }))
					da[n] = lessTarget(da[n], t[n])
					da[n] = eachScore(da[n], func(d float64) float64 { return dout * d / float64(len(a)) })
				}
				return da
			}},
		{"1 is subtracted where t is 1, and nothing elsewhere; t may also be ½: subtract t itself",
			slopesOf(func(y, t, total, N, K float64) float64 {
				if t == 1 {
					return (y - 1) / N
				}
				return y / N
			})},
		{"this is −t/y, the slope along y: to reach the scores it must go back through softmax as well",
			slopesOf(func(y, t, total, N, K float64) float64 { return -t / y / N })},
		{"only the path by the class's own division is taken: every score is also in the sum s",
			slopesOf(func(y, t, total, N, K float64) float64 { return -t / N })},
		{"−t/y is multiplied by y(1 − y), what a score does to its own y; it changes the other y too",
			slopesOf(func(y, t, total, N, K float64) float64 { return -t * (1 - y) / N })},
		{"a class with t = 0 gets the slope 0: its score is not to be seen in L, but it is in the sum s",
			slopesOf(func(y, t, total, N, K float64) float64 {
				if t == 0 {
					return 0
				}
				return (float64(y*total) - t) / N
			})},
		{"this is y alone, the path by the sum s: the path by the class's own division brings −t",
			slopesOf(func(y, t, total, N, K float64) float64 { return y * total / N })},
		{"the targets are subtracted from the scores: first make probabilities of them, by softmax",
			func(a, t [][]float64, dout float64) [][]float64 {
				return slopesFrom(a, t, dout, slopeRight)
			}},
		{"one softmax over the whole batch: every row is a sample, and its probabilities sum to one",
			func(a, t [][]float64, dout float64) [][]float64 {
				all, K := losses.Softmax(slices.Concat(a...)), len(a[0])
				y := make([][]float64, len(a))
				for n := range a {
					y[n] = all[n*K : (n+1)*K]
				}
				return slopesFrom(y, t, dout, slopeRight)
			}},
		{"softmax goes down the columns: the classes of one sample stand in a row",
			func(a, t [][]float64, dout float64) [][]float64 {
				y := make([][]float64, len(a))
				for n := range a {
					y[n] = make([]float64, len(a[n]))
				}
				for k := range a[0] {
					column := make([]float64, len(a))
					for n := range a {
						column[n] = a[n][k]
					}
					for n, p := range losses.Softmax(column) {
						y[n][k] = p
					}
				}
				return slopesFrom(y, t, dout, slopeRight)
			}},
		{"exp overflows: the softmax in here needs the shift by the largest score, too",
			func(a, t [][]float64, dout float64) [][]float64 {
				y := make([][]float64, len(a))
				for n := range a {
					y[n] = unshifted(a[n])
				}
				return slopesFrom(y, t, dout, slopeRight)
			}},
		{"a[n][0] is subtracted before exp; but the largest score of the row may stand anywhere, and exp of " +
			"what lies far above a[n][0] overflows: subtract slices.Max(a[n])",
			func(a, t [][]float64, dout float64) [][]float64 {
				y := make([][]float64, len(a))
				for n := range a {
					y[n] = softmaxOf(math.Exp, func(a []float64) float64 { return a[0] })(a[n])
				}
				return slopesFrom(y, t, dout, slopeRight)
			}},
		{"it goes node by node and divides by y, which is 0 here: in y·Σt − t the y is gone from the " +
			"denominator",
			func(a, t [][]float64, dout float64) [][]float64 {
				da := make([][]float64, len(a))
				for n := range a {
					y, sum := losses.Softmax(a[n]), 0.0
					for k := range y {
						sum += float64(-t[n][k] / y[k] * y[k])
					}
					da[n] = make([]float64, len(y))
					for k := range y {
						da[n][k] = dout * y[k] * (-t[n][k]/y[k] - sum) / float64(len(a))
					}
				}
				return da
			}},
		{"the softmax of the first sample is used for all: each row has its own, so take it inside the loop",
			func(a, t [][]float64, dout float64) [][]float64 {
				y := make([][]float64, len(a))
				for n := range a {
					y[n] = losses.Softmax(a[0])
				}
				return slopesFrom(y, t, dout, slopeRight)
			}},
	},
}

// A slopeRule gives the slope along one score for dout = 1, from its y and t,
// the sum of the sample's targets, and the numbers of samples and classes.
type slopeRule = func(y, t, total, N, K float64) float64

func slopeRight(y, t, total, N, _ float64) float64 { return (float64(y*total) - t) / N }

func slopesOf(rule slopeRule) scoreSlopes {
	return func(a, t [][]float64, dout float64) [][]float64 {
		y := make([][]float64, len(a))
		for n := range a {
			y[n] = losses.Softmax(a[n])
		}
		return slopesFrom(y, t, dout, rule)
	}
}

// withoutDout follows a rule, and does not use dout.
func withoutDout(rule slopeRule) scoreSlopes {
	return func(a, t [][]float64, _ float64) [][]float64 { return slopesOf(rule)(a, t, 1) }
}

func slopesFrom(y, t [][]float64, dout float64, rule slopeRule) [][]float64 {
	da := make([][]float64, len(y))
	for n := range y {
		total := sumOfScores(t[n])
		da[n] = make([]float64, len(y[n]))
		for k := range y[n] {
			da[n][k] = dout * rule(y[n][k], t[n][k], total, float64(len(y)), float64(len(y[n])))
		}
	}
	return da
}

var unshifted = softmaxOf(math.Exp, func([]float64) float64 { return 0 })

type smoothed = func(a, t []float64, eps float64) (loss float64, da []float64)

// SmoothedLoss examines a loss against targets that are less sure of themselves.
var SmoothedLoss = Exercise[smoothed]{
	Task: Task{"07-softmax-with-loss", "SmoothedLoss", "What to notice", [3]string{
		"By hand: t = (1, 0, 0, 0), ε = 0.4. Take 0.4 off the one and give 0.1 to each of the four: " +
			"what is s, and what does it sum to? s is a target like any other; what does the text say " +
			"about t = (0.2, 0.3, 0.5)?",
		"s_k = (1 − ε) t_k + ε/K sums to one, so da = y − s. For the loss, −log y_k = (m − a_k) + log " +
			"Σ_j exp(a_j − m), with the largest score m: no logarithm of a y that has been rounded to 0.",
		"A slice for s, a slice da that begins as Softmax(a); the number log Σ_j exp(a_j − m); one " +
			"loop over k that adds s[k] times −log y_k to loss and subtracts s[k] from da[k].",
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
	Mistakes: []Mistake[smoothed]{
		// What is wrong in one result only stands first, for one result may be explained alone.
		{"da is y − t: the target is s here too",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				return losses.SoftmaxCrossEntropy(a, s), lessTarget(losses.Softmax(a), t)
			})},
		{"the loss is that against t: the target is s here too",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				return losses.SoftmaxCrossEntropy(a, t), lessTarget(losses.Softmax(a), s)
			})},
		{"ε is not used: this is the loss against t itself, and its gradient",
			smoothedTo(func(t, eps, K float64) float64 { return t })},
		{"ε/K is added, but nothing is taken off: with 1 − ε before t the new targets sum to one",
			smoothedTo(func(t, eps, K float64) float64 { return t + eps/K })},
		{"the ε that is taken off is not shared out: the new targets sum to 1 − ε; add ε/K to each",
			smoothedTo(func(t, eps, K float64) float64 { return (1 - eps) * t })},
		{"each class gets the whole ε: there are K of them, so each gets ε/K",
			smoothedTo(func(t, eps, K float64) float64 { return float64((1-eps)*t) + eps })},
		{"the ε is shared out by K − 1: all K classes get a share, the true one too, so divide by K",
			smoothedTo(func(t, eps, K float64) float64 { return float64((1-eps)*t) + eps/(K-1) })},
		{"ε and 1 − ε have changed places: for ε = 0, s must be t",
			smoothedTo(func(t, eps, K float64) float64 { return float64(eps*t) + (1-eps)/K })},
		{"1 − ε for the true class and ε/(K − 1) for each other one is another convention: here all K " +
			"classes, the true one too, get ε/K on top of (1 − ε) t",
			smoothedTo(func(t, eps, K float64) float64 {
				if t == 1 {
					return 1 - eps
				}
				return eps / (K - 1)
			})},
		{"every wrong class gets the whole ε, and the true one gets none of it back: each of the K " +
			"classes has a share of ε/K",
			smoothedTo(func(t, eps, K float64) float64 {
				if t == 1 {
					return 1 - eps
				}
				return eps
			})},
		{"the true class does not get its share back: it has 1 − ε + ε/K, and the new targets sum to one",
			smoothedTo(func(t, eps, K float64) float64 {
				if t == 1 {
					return 1 - eps
				}
				return eps / K
			})},
		{"only the zeros are changed: the ε that is shared out must first be taken off the true class",
			smoothedTo(func(t, eps, K float64) float64 {
				if t == 0 {
					return eps / K
				}
				return t
			})},
		{"it asks whether t is 1 and else takes it for 0; t may also be (¼, ¾): use the formula for " +
			"every class",
			smoothedTo(func(t, eps, K float64) float64 {
				if t == 1 {
					return 1 - eps + eps/K
				}
				return eps / K
			})},
		{"the gradient has the wrong sign: it is y − s",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				return losses.SoftmaxCrossEntropy(a, s), lessTarget(s, losses.Softmax(a))
			})},
		{"the gradient is divided by K: there is one sample, and nothing is averaged",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				da := lessTarget(losses.Softmax(a), s)
				return losses.SoftmaxCrossEntropy(a, s), overClasses(da)
			})},
		{"the loss is divided by K: it is a sum over the classes of one sample, and nothing is averaged",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				K := float64(len(a))
				return losses.SoftmaxCrossEntropy(a, s) / K, lessTarget(losses.Softmax(a), s)
			})},
		{"loss and gradient are divided by K: there is one sample, and nothing is averaged",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				da := lessTarget(losses.Softmax(a), s)
				return losses.SoftmaxCrossEntropy(a, s) / float64(len(a)), overClasses(da)
			})},
		{"−s/y is the slope along y: to reach the scores it must go back through softmax as well",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				da := losses.Softmax(a)
				for k := range da {
					da[k] = -s[k] / da[k]
				}
				return losses.SoftmaxCrossEntropy(a, s), da
			})},
		{"the largest score m is subtracted inside exp, and not brought back: −log y_k is m − a_k plus " +
			"the logarithm of the sum",
			smoothedBy(func(a []float64, m float64, k int) float64 { return math.Log(shiftedSum(a, m)) - a[k] })},
		{"a[0] is subtracted before exp; but the largest score may stand anywhere, and exp of what lies far " +
			"above a[0] overflows: let m be slices.Max(a)",
			smoothedBut(func(a, t, s []float64) (loss float64, da []float64) {
				for k := range a {
					loss += float64(s[k] * (a[0] - a[k] + math.Log(shiftedSum(a, a[0]))))
				}
				return loss, lessTarget(softmaxOf(math.Exp, func(a []float64) float64 { return a[0] })(a), s)
			})},
		{"the logarithm of the sum is taken with a[0] for m; but the largest score may stand anywhere, and exp " +
			"of what lies far above a[0] overflows: let m be slices.Max(a)",
			smoothedBut(func(a, t, s []float64) (loss float64, da []float64) {
				for k := range a {
					loss += float64(s[k] * (a[0] - a[k] + math.Log(shiftedSum(a, a[0]))))
				}
				return loss, lessTarget(losses.Softmax(a), s)
			})},
		{"a_k − m has the wrong sign: a lower score has the larger −log y, so it is m − a_k",
			smoothedBy(func(a []float64, m float64, k int) float64 { return a[k] - m + math.Log(shiftedSum(a, m)) })},
		{"the largest score is counted twice: the 1 in log(1 + …) is its exponential, so either leave " +
			"it out of the sum, or leave out the 1",
			smoothedBy(func(a []float64, m float64, k int) float64 { return m - a[k] + math.Log1p(shiftedSum(a, m)) })},
		{"the others are all scores but the largest, whatever k is: here they are all but a_k",
			smoothedBy(func(a []float64, m float64, k int) float64 {
				return m - a[k] + math.Log1p(shiftedSum(a, m)-math.Exp(a[k]-m))
			})},
		{"where several scores are the largest, all of them are left out of the others: leave out one, " +
			"for there is only one 1 in log(1 + …)",
			smoothedBy(func(a []float64, m float64, k int) float64 {
				others := 0.0
				for _, score := range a {
					if score != m {
						others += math.Exp(score - m)
					}
				}
				return m - a[k] + math.Log1p(others)
			})},
		{"the minus of the loss is missing: log y is negative, and a loss should be positive",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				return -losses.SoftmaxCrossEntropy(a, s), lessTarget(losses.Softmax(a), s)
			})},
		{"an infinity comes from the logarithm of a probability that has been rounded to 0, or from " +
			"the exp of a large score: subtract the largest score m first, and keep log Σ exp(a_j − m) as " +
			"a number",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				y := losses.Softmax(a)
				return entropy(s, y), lessTarget(y, s)
			})},
		{"something is added to y inside the logarithm; that makes an infinity a wrong finite number: " +
			"compute the logarithm from the scores",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				y := losses.Softmax(a)
				return entropy(s, eachScore(y, func(p float64) float64 { return p + 1e-7 })), lessTarget(y, s)
			})},
		{"exp overflows: subtract the largest score first, in softmax as well as in the logarithm",
			smoothedBut(func(a, t, s []float64) (float64, []float64) {
				y := unshifted(a)
				return entropy(s, y), lessTarget(y, s)
			})},
		{"the prediction y is smoothed: it is the target that should be less sure of itself",
			func(a, t []float64, eps float64) (float64, []float64) {
				y := smooth(losses.Softmax(a), eps)
				return entropy(t, y), lessTarget(y, t)
			}},
	},
}

// smoothedTo has loss and gradient against another target.
func smoothedTo(target func(t, eps, K float64) float64) smoothed {
	return func(a, t []float64, eps float64) (float64, []float64) {
		s := eachScore(t, func(t float64) float64 { return target(t, eps, float64(len(a))) })
		return losses.SoftmaxCrossEntropy(a, s), lessTarget(losses.Softmax(a), s)
	}
}

// smoothedBut goes wrong after the target has been smoothed rightly.
func smoothedBut(rest func(a, t, s []float64) (float64, []float64)) smoothed {
	return func(a, t []float64, eps float64) (float64, []float64) { return rest(a, t, smooth(t, eps)) }
}

// smoothedBy has its own way to −log y_k, with the largest score m.
func smoothedBy(minusLog func(a []float64, m float64, k int) float64) smoothed {
	return smoothedBut(func(a, t, s []float64) (loss float64, da []float64) {
		for k := range a {
			loss += float64(s[k] * minusLog(a, slices.Max(a), k))
		}
		return loss, lessTarget(losses.Softmax(a), s)
	})
}

// shiftedSum is Σ_j exp(a_j − m).
func shiftedSum(a []float64, m float64) float64 {
	return sumOfScores(eachScore(a, func(x float64) float64 { return math.Exp(x - m) }))
}

func overClasses(da []float64) []float64 {
	return eachScore(da, func(d float64) float64 { return d / float64(len(da)) })
}

func smooth(t []float64, eps float64) []float64 {
	return eachScore(t, func(x float64) float64 { return float64((1-eps)*x) + eps/float64(len(t)) })
}

// lessTarget is y − t.
func lessTarget(y, t []float64) []float64 {
	d := make([]float64, len(y))
	for k := range y {
		d[k] = y[k] - t[k]
	}
	return d
}
