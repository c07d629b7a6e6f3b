package losses

import (
	"math"
	"slices"
)

// Softmax turns K scores a into K probabilities, which it returns in a new slice:
//
//	y_k = exp(a_k) / Σ_j exp(a_j) = exp(a_k − max a) / Σ_j exp(a_j − max a)
//
// It computes the second form, in which the largest exponent is 0 and nothing overflows.
// The derivative is ∂y_k/∂a_j = y_k (δ_kj − y_j), where δ_kj is 1 if k = j, else 0. The
// relative error is a few units in the last place, plus about one for each unit of
// max a − a_k and at worst one for each term of the sum.
//
// Special cases: a single score gives probability 1, whatever it is; a score of −Inf
// gives 0; if a score is +Inf or NaN, or all are −Inf, every y_k is NaN.
//
// Reference: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 4.1.
func Softmax(a []float64) []float64 {
	if len(a) == 0 {
		panic("losses: Softmax: a has 0 values; want at least 1")
	}
	y := make([]float64, len(a))
	m, sum := slices.Max(a), 0.0
	for k := range a {
		y[k] = math.Exp(a[k] - m)
		sum += y[k]
	}
	for k := range y {
		y[k] /= sum
	}
	return y
}

// SoftmaxCrossEntropy returns, in nats, the cross entropy of softmax(a) against the
// target t, straight from the K scores a:
//
//	E = −Σ_k t_k log softmax(a)_k = Σ_k t_k (log Σ_j exp(a_j) − a_k)
//
// It agrees with CrossEntropy(Softmax(a), t) where that is accurate, and stays accurate
// where that is not: large scores do not overflow, a probability that rounds to 0 does
// not make the loss infinite, and a loss as small as 1e-300 is not 0. With m = max a, the
// logarithm of the sum is split as
//
//	log Σ_j exp(a_j) − a_k = log(1 + Σ' exp(a_j − m)) + (m − a_k)
//
// where Σ' leaves out one largest score. Both parts are ≥ 0, so nothing cancels, and
// log1p keeps the small ones. With targets ≥ 0, and a loss not below 1e-307, the relative
// error is a few units in the last place, plus at worst one for each of the K terms.
//
// The derivative is ∂E/∂a_k = softmax(a)_k·Σ_j t_j − t_k, which is y − t where the
// targets sum to one.
//
// Special cases: a single score gives 0, whatever it is; a term with t_k = 0 is 0;
// a_k = −Inf where t_k > 0 gives +Inf; if a score is +Inf or NaN, or all are −Inf, the
// result is NaN; a NaN in t gives NaN; an infinite t_k gives an infinity or, where one of
// the two parts is 0, NaN; terms of +Inf and −Inf together give NaN.
//
// Reference: P. Blanchard, D. Higham, N. Higham, Accurately computing the
// log-sum-exp and softmax functions, IMA J. Numer. Anal. 41 (2021).
func SoftmaxCrossEntropy(a, t []float64) float64 {
	checkSample("SoftmaxCrossEntropy", "a", a, t)
	return fromScores(nil, a, t)
}

// SoftmaxAndCrossEntropy sets y to exactly Softmax(a) and returns exactly
// SoftmaxCrossEntropy(a, t). Networks train with it because it takes each exponential
// once, not twice, and allocates nothing. y must not share memory with a or t; it panics
// if y is one of them.
func SoftmaxAndCrossEntropy(y, a, t []float64) float64 {
	checkSample("SoftmaxAndCrossEntropy", "a", a, t)
	checkSample("SoftmaxAndCrossEntropy", "y", y, t)
	if &y[0] == &a[0] || &y[0] == &t[0] {
		panic("losses: SoftmaxAndCrossEntropy: y is a or t, which are still needed; want a slice of its own")
	}
	return fromScores(y, a, t)
}

// fromScores returns the cross entropy, and sets y to softmax(a) unless y is nil.
func fromScores(y, a, t []float64) float64 {
	m := slices.Max(a) // NaN if one of them is
	top, sum, others := slices.Index(a, m), 0.0, 0.0
	for k := range a {
		e := math.Exp(a[k] - m)
		sum += e
		if k != top {
			others += exact(e, a[k], m)
		}
		if y != nil {
			y[k] = e
		}
	}
	for k := range y {
		y[k] /= sum
	}
	if math.IsInf(m, 0) || math.IsNaN(m) {
		return math.NaN()
	}
	rest, loss := math.Log1p(others), 0.0
	for k := range a {
		if t[k] != 0 {
			half := float64(m/2) - float64(a[k]/2) // m − a_k itself may exceed a float64
			loss += float64(t[k]*rest) + float64(2*float64(t[k]*half))
		}
	}
	return loss
}

// exact returns exp(a − b) for a ≤ b, where e is exp of the rounded difference d. That is
// up to half a unit off, which exp turns into as many units as d counts. Two steps back
// tell exactly what was lost (D. Knuth, The Art of Computer Programming, volume 2,
// section 4.2.2, theorem B): less than 1e-13, so exp(d + lost) is e·(1 + lost).
func exact(e, a, b float64) float64 {
	if e == 0 {
		return 0 // even where d is infinite, and nothing can be told from it
	}
	d := a - b
	moved := a - d
	lost := (a - (d + moved)) + (moved - b)
	return e + float64(e*lost)
}

// SoftmaxCrossEntropyBatch returns the mean of SoftmaxCrossEntropy over N samples, the
// rows of the scores a and the targets t, which are N×K, in nats:
//
//	E = −1/N Σ_n Σ_k t_nk log softmax(a_n)_k
//
// Its derivative is ∂E/∂a_nk = (softmax(a_n)_k·Σ_j t_nj − t_nk)/N.
func SoftmaxCrossEntropyBatch(a, t [][]float64) float64 {
	return mean("SoftmaxCrossEntropyBatch", SoftmaxCrossEntropy, a, t)
}
