package losses

import "math"

// CrossEntropy returns the cross entropy, in nats, of a predicted distribution y against
// its target t, both of length K:
//
//	E = −Σ_k t_k log y_k
//
// With a one-hot t only the true class c counts: E = −log y_c. The derivative is
// ∂E/∂y_k = −t_k/y_k. Nothing checks that y and t sum to one.
//
// Special cases:
//
//	a term with t_k = 0 is 0, even where y_k = 0 and log y_k is infinite
//	y_k = 0 where t_k > 0 gives +Inf: the true class was ruled out
//	y_k > 1, which is no probability, counts negative
//	y_k < 0 or NaN where t_k ≠ 0, or a NaN in t, gives NaN
//	an infinite t_k gives an infinity, or NaN where y_k = 1
//	terms of +Inf and −Inf together give NaN
//
// The usual log(y + 1e-7) changes every value and hides the infinity; SoftmaxCrossEntropy
// starts from the scores and so avoids that infinity. With K = 1, t = 0 costs nothing,
// whatever y is, so a yes-or-no question needs two columns.
//
// Reference: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 3.13.
func CrossEntropy(y, t []float64) float64 {
	checkSample("CrossEntropy", "y", y, t)
	sum := 0.0
	for k := range y {
		if t[k] != 0 { // else the term is 0, even where log y is −Inf
			sum -= float64(t[k] * log(y[k]))
		}
	}
	return sum
}

// log returns the natural logarithm of x. On some processors math.Log is wrong below the
// smallest normal number (go.dev/issue/56600); the square root of such an x is normal.
func log(x float64) float64 {
	if x < 0x1p-1022 {
		return 2 * math.Log(math.Sqrt(x))
	}
	return math.Log(x)
}

// CrossEntropyBatch returns the mean of CrossEntropy over N samples, the rows of y and t,
// which are N×K, in nats:
//
//	E = −1/N Σ_n Σ_k t_nk log y_nk
//
// The 1/N makes batches of any size comparable. It is also in the derivative,
// ∂E/∂y_nk = −t_nk/(N·y_nk).
func CrossEntropyBatch(y, t [][]float64) float64 {
	return mean("CrossEntropyBatch", CrossEntropy, y, t)
}
