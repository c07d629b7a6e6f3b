package losses

// MSE returns half the sum of squared errors of one prediction y against its
// target t, both of length K:
//
//	E = ½ Σ_k (y_k − t_k)²
//
// The ½ cancels the 2 of the derivative, ∂E/∂y_k = y_k − t_k. Despite its usual name,
// mean squared error, it is half a sum, not a mean; MSEBatch averages over samples. The
// unit is the unit of y, squared.
//
// Special cases: errors beyond about 1e154, whose square is too large for a float64, give
// +Inf; a NaN in y or t gives NaN, and so does the same infinity in both.
//
// Reference: C. Bishop, Pattern Recognition and Machine Learning (2006), equation 5.14.
func MSE(y, t []float64) float64 {
	checkSample("MSE", "y", y, t)
	sum := 0.0
	for k := range y {
		d := y[k] - t[k]
		sum += float64(d * d)
	}
	return sum / 2
}

// MSEBatch returns the mean of MSE over N samples, the rows of y and t, which are N×K:
//
//	E = 1/(2N) Σ_n Σ_k (y_nk − t_nk)²
//
// The mean is taken over the N samples only, not over the K outputs. The derivative is
// ∂E/∂y_nk = (y_nk − t_nk)/N.
func MSEBatch(y, t [][]float64) float64 {
	return mean("MSEBatch", MSE, y, t)
}
