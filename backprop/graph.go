package backprop

import (
	"fmt"
	"math"
)

// MulLayer is a node of a graph that multiplies two numbers:
//
//	Forward:  z = x·y
//	Backward: dx = dout·y, dy = dout·x
//
// The slope of each factor is the other factor, which is why Forward keeps both.
//
// For all nodes: a layer does for matrices what a node does for one number, but uses no
// nodes. Forward may run many times before one Backward, which uses the last run. A node
// is one place in the graph: if Forward ran more than once, a second Backward panics,
// since that looks like one node used in two places. A value may be used in two places;
// then add the slopes that come back from each. NaN and infinities are as in IEEE 754.
type MulLayer struct {
	x, y float64
	calls
}

// Forward returns x·y.
func (l *MulLayer) Forward(x, y float64) float64 {
	l.x, l.y = x, y
	l.onForward()
	return float64(x * y)
}

// Backward returns the slopes of x and of y, dout·y and dout·x.
func (l *MulLayer) Backward(dout float64) (dx, dy float64) {
	l.onBackward("MulLayer")
	return float64(dout * l.y), float64(dout * l.x)
}

// AddLayer is a node of a graph that adds two numbers:
//
//	Forward:  z = x + y
//	Backward: dx = dout, dy = dout
//
// A sum passes the slope unchanged to x and y.
type AddLayer struct{ calls }

// Forward returns x + y.
func (l *AddLayer) Forward(x, y float64) float64 {
	l.onForward()
	return x + y
}

// Backward returns the slopes of x and of y, both dout.
func (l *AddLayer) Backward(dout float64) (dx, dy float64) {
	l.onBackward("AddLayer")
	return dout, dout
}

// DivLayer is a node of a graph that divides two numbers:
//
//	Forward:  z = x/y
//	Backward: dx = dout/y, dy = −dout·z/y
//
// Division by zero gives an infinity or NaN, forward and backward.
type DivLayer struct {
	y, z float64
	calls
}

// Forward returns x/y.
func (l *DivLayer) Forward(x, y float64) float64 {
	l.y, l.z = y, x/y
	l.onForward()
	return l.z
}

// Backward returns the slopes of x and of y, dout/y and −dout·(x/y)/y.
func (l *DivLayer) Backward(dout float64) (dx, dy float64) {
	l.onBackward("DivLayer")
	return dout / l.y, 0 - float64(dout*l.z)/l.y // 0 −: no minus zero where x is 0
}

// ExpLayer is a node of a graph that takes the exponential of a number:
//
//	Forward:  z = exp(x)
//	Backward: dx = dout·z
//
// The exponential is its own derivative, so Forward keeps the result. Above x ≈ 709.78
// the result is +Inf.
type ExpLayer struct {
	z float64
	calls
}

// Forward returns exp(x).
func (l *ExpLayer) Forward(x float64) float64 {
	l.z = math.Exp(x)
	l.onForward()
	return l.z
}

// Backward returns the slope of x, dout·exp(x).
func (l *ExpLayer) Backward(dout float64) (dx float64) {
	l.onBackward("ExpLayer")
	return float64(dout * l.z)
}

// LogLayer is a node of a graph that takes the natural logarithm of a number:
//
//	Forward:  z = log x
//	Backward: dx = dout/x
//
// The logarithm of 0 is −Inf, with an infinite slope; that of a negative number is NaN.
type LogLayer struct {
	x float64
	calls
}

// Forward returns log x.
func (l *LogLayer) Forward(x float64) float64 {
	l.x = x
	l.onForward()
	return log(x)
}

// Backward returns the slope of x, dout/x.
func (l *LogLayer) Backward(dout float64) (dx float64) {
	l.onBackward("LogLayer")
	return dout / l.x
}

// log returns the natural logarithm of x. On some processors math.Log is wrong below the
// smallest normal number (go.dev/issue/56600); the square root of such an x is normal.
func log(x float64) float64 {
	if x < 0x1p-1022 {
		return 2 * math.Log(math.Sqrt(x))
	}
	return math.Log(x)
}

// calls counts how often a node was called since the last new Forward, to refuse a node
// in two places: there, the second Forward writes over what the first place needs.
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
		panic(fmt.Sprintf("backprop: %s: Forward %d times, then Backward %d times; a node stands for one place in the graph, so use another node for each place",
			node, c.forward, c.backward))
	}
}
