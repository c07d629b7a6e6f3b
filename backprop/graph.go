// Package backprop finds slopes by the chain rule: each step of a computation
// knows its own derivative, and one walk from the result back to the inputs
// multiplies them along the way and adds where paths meet. All the slopes
// together cost about as much as two more forward passes, however many there
// are.
//
// It has two halves. The nodes MulLayer, AddLayer, DivLayer, ExpLayer and
// LogLayer compute with single numbers, so that a graph can be followed by
// hand. The layers Affine, Sigmoid, ReLU, Tanh and SoftmaxWithLoss compute with
// matrices, one row a sample, and a Network strings them together.
//
// Throughout, dout is the slope of the final result with regard to what Forward
// returned, and Backward returns the slopes with regard to what Forward was
// given: chain rule, dx = dout · (own derivative).
//
// The conversion float64(x*y) of a product that has that type already is not
// idle: it has Go round the product before it is added to anything, on processors
// too that could do both at once. All sums come out the same everywhere.
//
// Shapes that do not fit, and Backward before Forward, panic with one sentence
// that names the function and both numbers.
//
// Nodes, layers and networks keep what they saw between Forward and Backward, so
// each belongs to one goroutine at a time; several networks may share weights
// that nobody changes meanwhile. The functions may be called from several
// goroutines at once, with the same arguments too, but for SGD, which changes
// them, and those that draw: a rand.Rand belongs to one goroutine.
package backprop

import (
	"fmt"
	"math"
)

// calls counts what a node has been asked since the last new Forward, to refuse
// a node that stands in two places of a graph: its second Forward overwrote
// what the Backward of the first place needs.
type calls struct{ forward, backward int }

func (c *calls) onForward() {
	if c.backward > 0 {
		*c = calls{}
	}
	c.forward++
}

func (c *calls) onBackward(node string) {
	c.backward++
	if c.forward == 0 {
		panic("backprop: " + node + ": Backward before Forward")
	}
	if c.forward > 1 && c.backward > 1 {
		panic(fmt.Sprintf("backprop: %s: Forward %d times, then Backward %d times; a node is one place in the graph, use another for each place",
			node, c.forward, c.backward))
	}
}

// MulLayer is a node of a graph that multiplies two numbers. Its zero value is
// ready to use:
//
//	Forward:  z = x·y
//	Backward: dx = dout·y, dy = dout·x
//
// Each factor gets the other as its slope: that is why Forward keeps both.
//
// For this and the other nodes: Backward speaks of the last Forward and panics
// if there was none. Forward may run many times before one Backward, as when
// slopes are tried numerically. A node is one place in the graph; if Forward
// ran more than once, a second Backward panics, for that is what a node used in
// two places does. A value used in two places is another matter: the caller
// adds the slopes that come back from each. NaN and infinities come out as
// IEEE 754 has them.
//
// Notes: "Simple example", MulLayer.
type MulLayer struct {
	calls
	x, y float64
}

// Forward returns x·y and keeps both factors for Backward.
func (l *MulLayer) Forward(x, y float64) float64 {
	l.onForward()
	l.x, l.y = x, y
	return float64(x * y)
}

// Backward returns the slopes of x and of y, dout·y and dout·x.
func (l *MulLayer) Backward(dout float64) (dx, dy float64) {
	l.onBackward("MulLayer")
	return float64(dout * l.y), float64(dout * l.x)
}

// AddLayer is a node of a graph that adds two numbers. Its zero value is ready
// to use:
//
//	Forward:  z = x + y
//	Backward: dx = dout, dy = dout
//
// A sum hands the slope on to both, unchanged. What is said of MulLayer on
// using a node twice holds here.
//
// Notes: "Simple example", AddLayer.
type AddLayer struct{ calls }

// Forward returns x + y. There is nothing to keep.
func (l *AddLayer) Forward(x, y float64) float64 {
	l.onForward()
	return x + y
}

// Backward returns the slopes of x and of y, both dout.
func (l *AddLayer) Backward(dout float64) (dx, dy float64) {
	l.onBackward("AddLayer")
	return dout, dout
}

// DivLayer is a node of a graph that divides two numbers. Its zero value is
// ready to use:
//
//	Forward:  z = x/y
//	Backward: dx = dout/y, dy = −dout·z/y
//
// What is said of MulLayer on using a node twice holds here. Division by zero
// gives an infinity or NaN, forward and backward.
//
// Notes: the fraction of "Softmax".
type DivLayer struct {
	calls
	y, z float64
}

// Forward returns x/y and keeps the quotient and the divisor for Backward.
func (l *DivLayer) Forward(x, y float64) float64 {
	l.onForward()
	l.y, l.z = y, x/y
	return l.z
}

// Backward returns the slopes of x and of y, dout/y and −dout·(x/y)/y.
func (l *DivLayer) Backward(dout float64) (dx, dy float64) {
	l.onBackward("DivLayer")
	return dout / l.y, 0 - float64(dout*l.z)/l.y // 0 −: no minus zero where x is 0
}

// ExpLayer is a node of a graph that takes the exponential of a number. Its
// zero value is ready to use:
//
//	Forward:  z = exp(x)
//	Backward: dx = dout·z
//
// The exponential is its own derivative: Forward keeps the result. What is said
// of MulLayer on using a node twice holds here. Beyond x of about 709.78 the
// result is +Inf.
//
// Notes: the exp of "Softmax".
type ExpLayer struct {
	calls
	z float64
}

// Forward returns exp(x) and keeps it for Backward.
func (l *ExpLayer) Forward(x float64) float64 {
	l.onForward()
	l.z = math.Exp(x)
	return l.z
}

// Backward returns the slope of x, dout·exp(x).
func (l *ExpLayer) Backward(dout float64) (dx float64) {
	l.onBackward("ExpLayer")
	return float64(dout * l.z)
}

// LogLayer is a node of a graph that takes the natural logarithm of a number.
// Its zero value is ready to use:
//
//	Forward:  z = log x
//	Backward: dx = dout/x
//
// What is said of MulLayer on using a node twice holds here. The logarithm of 0
// is −Inf, with an infinite slope; that of a negative number is NaN.
//
// Notes: "Forward computing graph", f1 = log y.
type LogLayer struct {
	calls
	x float64
}

// Forward returns log x and keeps x for Backward.
func (l *LogLayer) Forward(x float64) float64 {
	l.onForward()
	l.x = x
	if x < 0x1p-1022 {
		// Below the smallest normal number math.Log is wrong on some CPUs
		// (go.dev/issue/56600); the square root is a normal number again.
		return 2 * math.Log(math.Sqrt(x))
	}
	return math.Log(x)
}

// Backward returns the slope of x, dout/x.
func (l *LogLayer) Backward(dout float64) (dx float64) {
	l.onBackward("LogLayer")
	return dout / l.x
}
