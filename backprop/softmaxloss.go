package backprop

import (
	"strings"

	"chainrule/losses"
)

// SoftmaxWithLoss is the end of a network that tells classes apart: softmax and
// cross entropy in one. For scores a and targets t, both N×K:
//
//	Forward:  y_n = softmax(a_n),  L = −1/N Σ_n Σ_k t_nk log y_nk   (nats)
//	Backward: da_nk = dout·(y_nk·Σ_j t_nj − t_nk)/N
//
// Step by step, the slopes are −t/y through the logarithm and y_k(δ_kj − y_j) through
// softmax, and the first may divide by zero; in their product the y cancels. If targets
// sum to one, the slopes are (y − t)/N. A sample whose targets are all 0 costs nothing
// and has no slopes. Infinities and NaN come out as in losses.SoftmaxCrossEntropyBatch.
//
// Reference: C. Bishop, Pattern Recognition and Machine Learning (2006), section 4.3.4.
type SoftmaxWithLoss struct{ ending }

// Forward returns the loss. It keeps t itself for Backward, so t must not change until
// then. It also panics if a and t have a single column: softmax of a single score is
// always 1, so the loss would be 0 and nothing could be learned.
func (l *SoftmaxWithLoss) Forward(a, t Matrix) float64 {
	wantClasses(a)
	l.prepare("SoftmaxWithLoss.Forward", "a", a, t)
	sum := 0.0
	for n := range a {
		sum += losses.SoftmaxAndCrossEntropy(l.y[n], a[n], t[n]) // y_n = softmax(a_n)
	}
	return sum / float64(len(a))
}

// Backward returns the slopes with respect to the scores a; dout is 1 unless the loss is
// itself part of a larger sum.
func (l *SoftmaxWithLoss) Backward(dout float64) Matrix {
	l.prepareBack("SoftmaxWithLoss.Backward")
	N := float64(len(l.y))
	for n, y := range l.y {
		total := sum(l.t[n])
		for k, t := range l.t[n] {
			l.dx[n][k] = dout * ((float64(y[k]*total) - t) / N)
		}
	}
	return l.dx
}

// wantClasses panics if a has a single column.
func wantClasses(a Matrix) {
	if len(a) > 0 && len(a[0]) == 1 {
		panic("backprop: SoftmaxWithLoss.Forward: a has 1 column, and softmax of a single score is always 1; " +
			"want a column for each class, at least 2 (losses.OneHot makes the targets), or use SquaredError")
	}
}

func sum(x []float64) float64 {
	total := 0.0
	for k := range x {
		total += x[k]
	}
	return total
}

// ending is what SoftmaxWithLoss and SquaredError share: y and t of the last
// Forward, the slopes dx, and the checks of what they are given.
type ending struct{ y, t, dx Matrix }

// prepare checks a, called name, and t, and gives y their shape.
func (e *ending) prepare(fn, name string, a, t Matrix) {
	rows, cols := batchShape(fn, name, a)
	wantShape(fn, "t", t, rows, cols)
	e.t, e.y = t, sized(e.y, rows, cols)
}

// prepareBack checks that there was a Forward, and gives dx its shape.
func (e *ending) prepareBack(fn string) {
	if e.y == nil {
		panic("backprop: " + strings.TrimSuffix(fn, ".Backward") + ": Backward before Forward")
	}
	wantShape(fn, "t", e.t, len(e.y), len(e.y[0]))
	e.dx = sized(e.dx, len(e.y), len(e.y[0]))
}
