package losses

import "fmt"

// MSE returns half the sum of squared errors of one prediction y against its
// target t, both of length K:
//
//	E = ½ Σ_k (y_k − t_k)²
//
// The ½ cancels the 2 of the derivative, ∂E/∂y_k = y_k − t_k. It is a half
// sum, not a mean, in spite of the name that the notes and the field give it:
// MSEBatch averages, over samples. The unit is that of y, squared.
//
// Special cases: a perfect prediction gives 0; errors beyond about 1e154, whose
// square is too large for a float64, give +Inf; a NaN in y or t gives NaN, and
// so does the same infinity in both.
//
// MSE panics if the lengths differ or are zero.
//
// Notes: "Mean squared error". Reference: C. Bishop, Pattern Recognition and
// Machine Learning (2006), equation 5.14.
func MSE(y, t []float64) float64 {
	if len(y) == 0 || len(y) != len(t) {
		panic(fmt.Sprintf("losses: MSE: y has %d values, t has %d; want as many, at least 1",
			len(y), len(t)))
	}
	sum := 0.0
	for k := range y {
		d := y[k] - t[k]
		sum += float64(d * d)
	}
	return sum / 2
}

// MSEBatch returns the mean of MSE over N samples, the rows of y and t, which
// are N×K:
//
//	E = 1/(2N) Σ_n Σ_k (y_nk − t_nk)²
//
// The mean is taken over the N samples only, not over the K outputs, and it is
// never negative: the minus sign that the notes print here is a slip. Its
// derivative is ∂E/∂y_nk = (y_nk − t_nk)/N.
//
// Special cases are those of MSE, whichever row they stand in; rows that add up to
// more than a float64 holds give +Inf.
//
// MSEBatch panics if y and t differ in shape, are ragged, or have no row or no
// column.
//
// Notes: "Mean squared error", the form for N data.
func MSEBatch(y, t [][]float64) float64 {
	checkBatch("MSEBatch", y, t)
	sum := 0.0
	for n := range y {
		sum += MSE(y[n], t[n])
	}
	return sum / float64(len(y))
}
