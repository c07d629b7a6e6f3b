package backprop

import (
	"math"
	"slices"

	"chainrule/losses"
)

// SoftmaxWithLoss ends a network that tells classes apart: softmax and cross
// entropy in one. For scores a and targets t, both N×K:
//
//	Forward:  y_n = softmax(a_n),  L = −1/N Σ_n Σ_k t_nk log y_nk   (nats)
//	Backward: da_nk = dout·(y_nk·Σ_j t_nj − t_nk)/N
//
// Taken one by one, the slopes are −t/y through the logarithm and y_k(δ_kj − y_j)
// through softmax, which may divide by zero; multiplied out, the y cancels. With
// targets that sum to one it is the y − t of the notes, over N: the notes lose
// the 1/N on the way. Where y rounds to 1, it is 0 instead of 1e-18, say. The zero
// value is ready to use, as a pointer.
//
// Infinities and NaN come out as losses.SoftmaxCrossEntropyBatch has them.
//
// Notes: "Softmax with loss computing graph". Reference: C. Bishop, Pattern
// Recognition and Machine Learning (2006), section 4.3.4.
type SoftmaxWithLoss struct{ y, t, da Matrix }

// Forward returns the loss. It keeps t itself for Backward: t must not change
// until then.
//
// Forward panics if a and t differ in shape, are ragged, or have no row or no
// column.
func (l *SoftmaxWithLoss) Forward(a, t Matrix) float64 {
	rows, cols := batchShape("SoftmaxWithLoss.Forward", "a", a)
	wantShape("SoftmaxWithLoss.Forward", "t", t, rows, cols)
	l.t = t
	l.y = sized(l.y, rows, cols)
	sum := 0.0
	for n := range a {
		softmax(l.y[n], a[n])
		sum += losses.SoftmaxCrossEntropy(a[n], t[n])
	}
	return sum / float64(rows)
}

// Backward returns the slopes with regard to the scores a; dout is 1 unless the
// loss is itself part of a larger sum. What it returns is the layer's own and
// valid until its next Backward.
//
// Backward panics before the first Forward, and if t has changed shape since.
func (l *SoftmaxWithLoss) Backward(dout float64) Matrix {
	if l.y == nil {
		panic("backprop: SoftmaxWithLoss: Backward before Forward")
	}
	wantShape("SoftmaxWithLoss.Backward", "t", l.t, len(l.y), len(l.y[0]))
	l.da = sized(l.da, len(l.y), len(l.y[0]))
	for n, y := range l.y {
		t := l.t[n]
		total := 0.0
		for k := range t {
			total += t[k]
		}
		for k := range y {
			l.da[n][k] = dout * ((float64(y[k]*total) - t[k]) / float64(len(l.y)))
		}
	}
	return l.da
}

// softmax sets y = losses.Softmax(a) without a new slice.
func softmax(y, a []float64) {
	top, sum := slices.Max(a), 0.0
	for k := range a {
		y[k] = math.Exp(a[k] - top)
		sum += y[k]
	}
	for k := range y {
		y[k] /= sum
	}
}
