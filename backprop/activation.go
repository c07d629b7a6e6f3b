package backprop

import (
	"math"
	"strings"
)

// Sigmoid is the activation layer that squeezes each number into 0 to 1:
//
//	Forward:  y = 1/(1 + exp(−x))
//	Backward: dx = dout·y·(1 − y)
//
// The derivative is told from the result y, not from x; it is never more than
// ¼, at x = 0, which is why a stack of sigmoids starves its first layers of
// slope. Forward is right to a few units in the last place for all x. As y nears
// 1, 1 − y keeps fewer digits: the slope is right to about 1e-12 of itself at
// x = 10, and 0 above x of about 37, where y rounds to 1.
//
// For Sigmoid, ReLU and Tanh alike: the zero value is ready to use, as a
// pointer. x is a batch of any shape, and the result has the same. What Forward
// and Backward return is the layer's own and valid until its next call of the
// same method, which writes over it. Forward panics if x is empty or ragged; Backward panics before
// the first Forward, and if dout has another shape than Forward's result. NaN
// comes out as NaN.
//
// Notes: an "activation" is not named there, though XOR needs one. Reference:
// I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 6.3.
type Sigmoid struct{ y, dx Matrix }

// Forward returns 1/(1 + exp(−x)) of each number.
func (l *Sigmoid) Forward(x Matrix) Matrix {
	l.y = likeBatch("Sigmoid.Forward", x, l.y)
	for n, row := range x {
		for k := range row {
			l.y[n][k] = sigmoid(row[k])
		}
	}
	return l.y
}

// Backward returns dout·y·(1 − y), with y from the last Forward.
func (l *Sigmoid) Backward(dout Matrix) Matrix {
	l.dx = likeResult("Sigmoid.Backward", dout, l.y, l.dx)
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

// ReLU, the rectified linear unit, is the activation layer that lets the
// positive through and cuts the negative off:
//
//	Forward:  y = max(x, 0)
//	Backward: dx = dout where y > 0, else 0
//
// Its slope is 1 or 0, however deep the stack. At the kink x = 0, where any
// value from 0 to 1 would be right, the slope is 0. A unit that is negative for
// every sample gets no slope at all, and stays so ("dead").
//
// What is said of Sigmoid on use, shapes and panics holds here. NaN comes out as
// NaN, and lets dout through.
//
// Notes: "wrong type of non-linearity" has this for an answer. Reference:
// X. Glorot, A. Bordes, Y. Bengio, Deep sparse rectifier neural networks (2011).
type ReLU struct{ y, dx Matrix }

// Forward returns max(x, 0) of each number.
func (l *ReLU) Forward(x Matrix) Matrix {
	l.y = likeBatch("ReLU.Forward", x, l.y)
	for n, row := range x {
		for k := range row {
			l.y[n][k] = max(row[k], 0)
		}
	}
	return l.y
}

// Backward returns dout where the last Forward let the number through, else 0.
func (l *ReLU) Backward(dout Matrix) Matrix {
	l.dx = likeResult("ReLU.Backward", dout, l.y, l.dx)
	for n, row := range dout {
		y, dx := l.y[n], l.dx[n]
		for k, d := range row {
			// On whole numbers the compiler makes a choice without a jump, which
			// the processor would guess wrongly half of the time.
			bits := math.Float64bits(d)
			if y[k] == 0 {
				bits = 0
			}
			dx[k] = math.Float64frombits(bits)
		}
	}
	return l.dx
}

// Tanh is the activation layer that squeezes each number into −1 to 1:
//
//	Forward:  y = tanh x
//	Backward: dx = dout·(1 − y²)
//
// It is a sigmoid about 0, tanh x = 2·sigmoid(2x) − 1, with a slope of up to 1
// instead of ¼. As y nears ±1, 1 − y keeps fewer digits: the slope is right to
// about 1e-12 of itself at |x| = 5, and to 1e-8 at 10.
//
// What is said of Sigmoid on use, shapes and panics holds here.
//
// Notes: "wrong type of non-linearity". Reference: Y. LeCun et al., Efficient
// BackProp (1998), section 4.4.
type Tanh struct{ y, dx Matrix }

// Forward returns tanh x of each number.
func (l *Tanh) Forward(x Matrix) Matrix {
	l.y = likeBatch("Tanh.Forward", x, l.y)
	for n, row := range x {
		for k := range row {
			l.y[n][k] = math.Tanh(row[k])
		}
	}
	return l.y
}

// Backward returns dout·(1 − y²), with y from the last Forward.
func (l *Tanh) Backward(dout Matrix) Matrix {
	l.dx = likeResult("Tanh.Backward", dout, l.y, l.dx)
	for n, row := range dout {
		for k := range row {
			y := l.y[n][k]
			l.dx[n][k] = row[k] * ((1 - y) * (1 + y)) // 1 + y first might overflow
		}
	}
	return l.dx
}

// likeBatch returns y as a buffer of the shape of the batch x.
func likeBatch(fn string, x, y Matrix) Matrix {
	rows, cols := batchShape(fn, "x", x)
	return sized(y, rows, cols)
}

// likeResult returns dx as a buffer of the shape of y, the result of the last
// Forward, once dout is found to have it too.
func likeResult(fn string, dout, y, dx Matrix) Matrix {
	if y == nil {
		panic("backprop: " + strings.TrimSuffix(fn, ".Backward") + ": Backward before Forward")
	}
	rows, cols := batchShape(fn, "Forward's result", y) // whoever got it may have cut it
	wantShape(fn, "dout", dout, rows, cols)
	return sized(dx, rows, cols)
}
