package backprop

import "chainrule/losses"

// SquaredError is the end of a network that predicts numbers, such as prices: half
// the squared error, summed over the K outputs and averaged over the N samples.
// For predictions y and targets t, both N×K:
//
//	Forward:  L = 1/(2N) Σ_n Σ_k (y_nk − t_nk)²
//	Backward: dy_nk = dout·(y_nk − t_nk)/N
//
// The loss is losses.MSEBatch, even where it is infinite or NaN. An activation before it
// limits what can be predicted, so as a rule an Affine comes last.
//
// Reference: C. Bishop, Pattern Recognition and Machine Learning (2006), section 5.2.
type SquaredError struct{ ending }

// Forward returns the loss. It keeps a copy of y for Backward, and t itself: t must not
// change until then.
func (l *SquaredError) Forward(y, t Matrix) float64 {
	l.prepare("SquaredError.Forward", "y", y, t)
	for n := range y {
		copy(l.y[n], y[n])
	}
	return losses.MSEBatch(y, t)
}

// Backward returns the slopes with respect to the predictions y; dout is 1 unless the
// loss is itself part of a larger sum.
func (l *SquaredError) Backward(dout float64) Matrix {
	l.prepareBack("SquaredError.Backward")
	N := float64(len(l.y))
	for n, y := range l.y {
		for k, t := range l.t[n] {
			l.dx[n][k] = dout * ((y[k] - t) / N)
		}
	}
	return l.dx
}
