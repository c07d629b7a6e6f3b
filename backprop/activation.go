package backprop

import (
	"math"
	"strings"
)

// Sigmoid is the activation that squeezes each number between 0 and 1:
//
//	Forward:  y = 1/(1 + exp(−x))
//	Backward: dx = dout·y·(1 − y)
//
// Its derivative is at most ¼, at x = 0, so the first layers of a deep stack of sigmoids
// get hardly any slope. As y nears 1, 1 − y keeps fewer digits: the slope has a relative
// error of about 1e-12 at x = 10, and is 0 above x ≈ 37, where y is 1.
//
// For all activations: x needs at least a row and a column, and the result has its shape.
// NaN comes out as NaN.
//
// Reference: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 6.3.
type Sigmoid struct{ elementwise }

// Forward returns 1/(1 + exp(−x)) for each number.
func (l *Sigmoid) Forward(x Matrix) Matrix {
	l.prepare("Sigmoid.Forward", x)
	for n, row := range x {
		for k := range row {
			l.y[n][k] = sigmoid(row[k])
		}
	}
	return l.y
}

// Backward returns dout·y·(1 − y), with y from the last Forward.
func (l *Sigmoid) Backward(dout Matrix) Matrix {
	l.prepareBack("Sigmoid.Backward", dout)
	for n, row := range dout {
		for k := range row {
			y := l.y[n][k]
			l.dx[n][k] = row[k] * y * (1 - y)
		}
	}
	return l.dx
}

// sigmoid never takes the exponential of a positive number, which may overflow.
func sigmoid(x float64) float64 {
	if x < 0 {
		e := math.Exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + math.Exp(-x))
}

// ReLU, the rectified linear unit, is the activation layer that lets positive numbers
// through and sets the others to 0:
//
//	Forward:  y = max(x, 0)
//	Backward: dx = dout where y > 0, else 0
//
// At the kink x = 0, where any slope from 0 to 1 would be right, it is 0. A unit that is
// negative for every sample gets no slope and stays that way: it is "dead". NaN lets dout
// through.
//
// Reference: X. Glorot, A. Bordes, Y. Bengio, Deep sparse rectifier neural networks (2011).
type ReLU struct{ elementwise }

// Forward returns max(x, 0) for each number.
func (l *ReLU) Forward(x Matrix) Matrix {
	l.prepare("ReLU.Forward", x)
	for n, row := range x {
		y := l.y[n][:len(row)]
		for k := range row {
			y[k] = max(row[k], 0)
		}
	}
	return l.y
}

// Backward returns dout where the last Forward let the number through, else 0.
func (l *ReLU) Backward(dout Matrix) Matrix {
	l.prepareBack("ReLU.Backward", dout)
	for n, row := range dout {
		y, dx := l.y[n][:len(row)], l.dx[n][:len(row)]
		for k := range row {
			dx[k] = gate(row[k], y[k])
		}
	}
	return l.dx
}

// gate returns d where y is not 0, else 0. On whole numbers the compiler makes this
// choice without a jump, which the processor would guess wrongly half of the time.
func gate(d, y float64) float64 {
	bits := math.Float64bits(d)
	if y == 0 {
		bits = 0
	}
	return math.Float64frombits(bits)
}

// Tanh is the activation that squeezes each number between −1 and 1:
//
//	Forward:  y = tanh x
//	Backward: dx = dout·(1 − y²)
//
// It is a sigmoid that is centred on 0, tanh x = 2·sigmoid(2x) − 1, with a slope of up to
// 1 instead of ¼. The slope has a relative error of about 1e-12 at |x| = 5, and of 1e-8
// at 10.
//
// Reference: Y. LeCun et al., Efficient BackProp (1998), section 4.4.
type Tanh struct{ elementwise }

// Forward returns tanh x for each number.
func (l *Tanh) Forward(x Matrix) Matrix {
	l.prepare("Tanh.Forward", x)
	for n, row := range x {
		for k := range row {
			l.y[n][k] = math.Tanh(row[k])
		}
	}
	return l.y
}

// Backward returns dout·(1 − y²), with y from the last Forward.
func (l *Tanh) Backward(dout Matrix) Matrix {
	l.prepareBack("Tanh.Backward", dout)
	for n, row := range dout {
		for k := range row {
			y := l.y[n][k]
			l.dx[n][k] = row[k] * ((1 - y) * (1 + y)) // row[k]·(1 + y) first might overflow
		}
	}
	return l.dx
}

// elementwise is what the three activations share: their results, and the checks
// of what they are given.
type elementwise struct{ y, dx Matrix }

// prepare checks x and gives y its shape.
func (e *elementwise) prepare(fn string, x Matrix) {
	rows, cols := batchShape(fn, "x", x)
	e.y = sized(e.y, rows, cols)
}

// prepareBack checks dout and gives dx its shape.
func (e *elementwise) prepareBack(fn string, dout Matrix) {
	if e.y == nil {
		panic("backprop: " + strings.TrimSuffix(fn, ".Backward") + ": Backward before Forward")
	}
	rows, cols := batchShape(fn, "Forward's result", e.y) // the caller may have cut it
	wantShape(fn, "dout", dout, rows, cols)
	e.dx = sized(e.dx, rows, cols)
}
