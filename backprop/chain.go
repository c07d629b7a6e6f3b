package backprop

import (
	"fmt"
	"reflect"
)

// Layer is one step of a network; it takes a batch with one sample per row. Forward
// returns the result y for x. Backward takes dout = ∂L/∂y, the slopes of the loss L, and
// returns ∂L/∂x. Neither changes what it is given, because other layers keep x and dout.
// A layer that has parameters also has a method Params() []Param, and its Backward fills
// their Grad.
type Layer interface {
	Forward(x Matrix) Matrix
	Backward(dout Matrix) Matrix
}

// Chain is a list of layers, each of which works on the result of the one before it. By
// the chain rule, the slopes go back the same way. A Chain is a Layer, too. To learn, it
// needs a loss at its end: SquaredError for numbers, SoftmaxWithLoss for classes.
//
//	params := chain.Params()
//	for range steps {
//		end.Forward(chain.Forward(x), t)
//		chain.Backward(end.Backward(1))
//		backprop.SGD(params, 0.1)
//	}
type Chain []Layer

// Forward returns what the last layer returns for x; an empty Chain returns x.
func (c Chain) Forward(x Matrix) Matrix {
	for _, l := range c {
		x = l.Forward(x)
	}
	return x
}

// Backward fills the Grad of every parameter, and returns the slopes with respect to x.
// If you predict something else between Forward and Backward, the slopes are wrong, and
// Backward notices it only if the shapes differ. Network always notices.
func (c Chain) Backward(dout Matrix) Matrix {
	for i := len(c) - 1; i >= 0; i-- {
		dout = c[i].Backward(dout)
	}
	return dout
}

// Params returns the parameters of all layers, in layer order, for SGD. Ask again after
// you have replaced the matrices of a layer. It panics as NewNetwork does if the layers
// cannot learn together.
func (c Chain) Params() []Param {
	c.check("Chain.Params")
	return c.appendParams(nil)
}

func (c Chain) appendParams(params []Param) []Param {
	for _, l := range c {
		if l, ok := l.(interface{ Params() []Param }); ok {
			params = append(params, l.Params()...)
		}
	}
	return params
}

// flat returns a new list, in which the layers of a chain replace the chain.
func (c Chain) flat() (list Chain) {
	for _, l := range c {
		if inner, ok := l.(Chain); ok {
			list = append(list, inner.flat()...)
		} else {
			list = append(list, l)
		}
	}
	return list
}

// check panics on behalf of fn if a layer is nil or stands in two places, if two
// layers share weights, or if one does not fit the one before.
func (c Chain) check(fn string) Chain {
	c = c.flat()
	fail := func(format string, args ...any) { panic("backprop: " + fn + ": " + fmt.Sprintf(format, args...)) }
	owner := map[any]int{} // of layers, and of rows by their first number
	var width, from int    // layer i gets so many columns, from that layer; 0 is unknown
	for i, l := range c {
		v := reflect.ValueOf(l)
		pointer := v.Kind() == reflect.Pointer
		if l == nil || pointer && v.IsNil() {
			fail("layer %d of %d is nil", i, len(c))
		}
		if pointer && v.Elem().Type().Size() > 0 { // else it can keep nothing
			if j, again := owner[l]; again {
				fail("layers %d and %d are the same %T; each place needs its own", j, i, l)
			}
			owner[l] = i
		}
		switch l := l.(type) {
		case *Sigmoid, *ReLU, *Tanh: // as many columns as before
		case *Affine:
			in, out := shape(fn, fmt.Sprintf("W of layer %d", i), l.W)
			if width != 0 && in != 0 && width != in {
				fail("layer %d gives %d columns, layer %d takes %d: %d ≠ %d", from, width, i, in, width, in)
			}
			width, from = out, i
		default:
			width = 0
		}
		for _, p := range (Chain{l}).appendParams(nil) {
			for _, row := range p.Value {
				if len(row) == 0 {
					continue
				}
				if j, again := owner[&row[0]]; again {
					fail("layers %d and %d share weights or biases; each needs its own", j, i)
				}
				owner[&row[0]] = i
			}
		}
	}
	return c
}
