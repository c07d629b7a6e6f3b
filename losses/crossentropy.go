package losses

import (
	"fmt"
	"math"
)

// CrossEntropy returns the cross entropy, in nats, of a predicted distribution
// y against its target t, both of length K:
//
//	E = −Σ_k t_k log y_k
//
// With a one-hot t only the true class c counts: E = −log y_c. The derivative
// is ∂E/∂y_k = −t_k/y_k.
//
// Special cases:
//
//	a term with t_k = 0 is 0, even where y_k = 0 and log y_k infinite
//	y_k = 0 where t_k > 0 gives +Inf: the true class was called impossible
//	(−Inf where t_k < 0, which is no target)
//	a perfect one-hot prediction gives 0, never a negative loss
//	y_k > 1, which is no probability, counts negative
//	y_k < 0 or NaN where t_k ≠ 0, or a NaN in t, gives NaN
//	an infinite t_k gives an infinity, or NaN where y_k = 1
//	terms of +Inf and −Inf together give NaN
//
// No epsilon is added inside the logarithm. The book's log(y + 1e-7) biases
// every value and hides the infinity; SoftmaxCrossEntropy avoids the infinity
// instead, by starting from the scores. Whether y sums to one is not checked:
// the example of the notes (0.6, 0.01, …, 0.4) does not.
//
// CrossEntropy panics if the lengths differ or are zero.
//
// Notes: "Cross entropy error". Reference: I. Goodfellow, Y. Bengio,
// A. Courville, Deep Learning (2016), section 3.13.
func CrossEntropy(y, t []float64) float64 {
	if len(y) == 0 || len(y) != len(t) {
		panic(fmt.Sprintf("losses: CrossEntropy: y has %d values, t has %d; want as many, at least 1",
			len(y), len(t)))
	}
	sum := 0.0
	for k := range y {
		switch {
		case t[k] == 0:
			// 0·log y, also where y is 0 and a computer would say 0·(−Inf) = NaN.
		case y[k] < 0x1p-1022:
			// Below the smallest normal number math.Log is wrong on some CPUs
			// (go.dev/issue/56600); the square root is a normal number again.
			sum -= float64(t[k] * 2 * math.Log(math.Sqrt(y[k])))
		default:
			sum -= float64(t[k] * math.Log(y[k]))
		}
	}
	return sum
}

// CrossEntropyBatch returns the mean of CrossEntropy over N samples, the rows
// of y and t, which are N×K, in nats:
//
//	E = −1/N Σ_n Σ_k t_nk log y_nk
//
// The 1/N makes batches of different size comparable; it stays in the
// derivative, ∂E/∂y_nk = −t_nk/(N·y_nk). The special cases are those of
// CrossEntropy, whichever row they stand in; rows that add up to more than a
// float64 holds give an infinity.
//
// CrossEntropyBatch panics if y and t differ in shape, are ragged, or have no
// row or no column.
//
// Notes: "Cross entropy error", the form for N data.
func CrossEntropyBatch(y, t [][]float64) float64 {
	checkBatch("CrossEntropyBatch", y, t)
	sum := 0.0
	for n := range y {
		sum += CrossEntropy(y[n], t[n])
	}
	return sum / float64(len(y))
}
