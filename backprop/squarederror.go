package backprop

import "chainrule/losses"

// SquaredError is the end of a network that predicts numbers, such as prices: half
// the squared error, summed over the K outputs and averaged over the N samples.
// For predictions y and targets t, both N×K:
//
//	Forward:  L = 1/(2N) Σ_n Σ_k (y_nk − t_nk)²
//	Backward: dy_nk = dout·(y_nk − t_nk)/N
//
// The loss is losses.MSEBatch, also where it is infinite or NaN. The layer before it
// is an Affine without an activation, so that every number can be reached. The zero
// value is ready to use, as a pointer.
//
// Reference: C. Bishop, Pattern Recognition and Machine Learning (2006), section 5.2.
type SquaredError struct{ diff, dy Matrix }

// Forward returns the loss. It keeps y − t for Backward, and neither y nor t.
//
// Forward panics if y and t differ in shape, are ragged, or have no row or no
// column.
func (l *SquaredError) Forward(y, t Matrix) float64 {
	l.prepare(y, t)
	for n, row := range l.diff {
		for k := range row {
			row[k] = y[n][k] - t[n][k]
		}
	}
	return losses.MSEBatch(y, t)
}

// Backward returns the slopes with respect to the predictions y; dout is 1 unless
// the loss is itself part of a larger sum. The result belongs to the layer and is
// valid until its next Backward.
//
// Backward panics before the first Forward.
func (l *SquaredError) Backward(dout float64) Matrix {
	l.prepareBack()
	N := float64(len(l.diff))
	for n, row := range l.diff {
		for k := range row {
			l.dy[n][k] = dout * (row[k] / N)
		}
	}
	return l.dy
}

func (l *SquaredError) prepare(y, t Matrix) {
	rows, cols := batchShape("SquaredError.Forward", "y", y)
	wantShape("SquaredError.Forward", "t", t, rows, cols)
	l.diff = sized(l.diff, rows, cols)
}

func (l *SquaredError) prepareBack() {
	if l.diff == nil {
		panic("backprop: SquaredError: Backward before Forward")
	}
	l.dy = sized(l.dy, len(l.diff), len(l.diff[0]))
}
