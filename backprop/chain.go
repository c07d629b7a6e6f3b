package backprop

import (
	"fmt"
	"reflect"
)

// Layer is one step of a network, which works on a batch with one sample a row.
// Forward returns the result y for x. Backward takes dout = ∂L/∂y, the slopes of
// the loss L with respect to that result, and returns ∂L/∂x. Neither changes what
// it is given, because other layers keep x and dout.
//
// A layer that has parameters also has a method Params() []Param, and its Backward
// fills their Grad.
type Layer interface {
	Forward(x Matrix) Matrix
	Backward(dout Matrix) Matrix
}

// Chain is a list of layers, each of which works on the result of the one before
// it. By the chain rule, the slopes go the same way back. A Chain is a Layer, too.
//
// To learn, it needs a loss at its end: SquaredError for numbers, SoftmaxWithLoss
// for classes.
//
//	params := chain.Params()
//	for range steps {
//		end.Forward(chain.Forward(x), t)
//		chain.Backward(end.Backward(1))
//		backprop.SGD(params, 0.1)
//	}
//
// Network is a chain that has SoftmaxWithLoss at its end, and more checks.
type Chain []Layer

// Forward returns what the last layer returns: its scores, numbers or
// probabilities for the samples in x. The result belongs to that layer and is
// valid until the next Forward. A chain of no layers returns x itself.
//
// Forward panics where a layer does: if x is empty or ragged, or does not fit.
func (c Chain) Forward(x Matrix) Matrix {
	for _, l := range c {
		x = l.Forward(x)
	}
	return x
}

// Backward takes dout, the slopes of the loss with respect to the last result of
// Forward. It fills the Grad of every parameter, and returns the slopes with
// respect to x.
//
// Every layer must still hold what it kept in that Forward. To predict something
// else between the two is a mistake that Backward does not notice if the shapes
// are the same; Network does.
//
// Backward panics where a layer does: before the first Forward, and if dout has
// another shape than Forward's result.
func (c Chain) Backward(dout Matrix) Matrix {
	for i := len(c) - 1; i >= 0; i-- {
		dout = c[i].Backward(dout)
	}
	return dout
}

// Params returns the parameters of all layers, the first layer's first, for SGD.
// Ask again after you have replaced the matrices of a layer.
//
// Params panics if the layers cannot learn together, with the same sentences as
// NewNetwork.
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

// flat returns a new list, with the layers of a chain in the place of the chain.
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
func (c Chain) check(fn string) {
	c = c.flat()
	place := map[any]int{}
	owner := map[*float64]string{} // by the first number of each row
	cols, from := 0, 0             // layer i gets so many columns, from that layer; 0 is unknown
	for i, l := range c {
		v := reflect.ValueOf(l)
		pointer := v.Kind() == reflect.Pointer
		if l == nil || pointer && v.IsNil() {
			panic(fmt.Sprintf("backprop: %s: layer %d of %d is nil", fn, i, len(c)))
		}
		if pointer && v.Elem().Type().Size() > 0 { // else it can keep nothing
			if j, again := place[l]; again {
				panic(fmt.Sprintf("backprop: %s: layers %d and %d are the same %T; each place needs its own", fn, j, i, l))
			}
			place[l] = i
		}
		switch l := l.(type) {
		case *Sigmoid, *ReLU, *Tanh: // as many columns as before
		case *Affine:
			in, out := l.size(fn, i)
			if cols != 0 && in != 0 && cols != in {
				panic(fmt.Sprintf("backprop: %s: layer %d gives %d columns, layer %d takes %d: %d ≠ %d",
					fn, from, cols, i, in, cols, in))
			}
			cols, from = out, i
			for r, row := range append(l.W[:len(l.W):len(l.W)], l.B) {
				name := fmt.Sprintf("W of layer %d", i)
				if r == len(l.W) {
					name = fmt.Sprintf("B of layer %d", i)
				}
				if len(row) > 0 && owner[&row[0]] != "" {
					panic(fmt.Sprintf("backprop: %s: %s and %s share memory; each needs its own", fn, owner[&row[0]], name))
				}
				if len(row) > 0 {
					owner[&row[0]] = name
				}
			}
		default:
			cols = 0
		}
	}
}

// size returns the number of inputs and outputs of layer i, 0 if it has no weights yet.
func (l *Affine) size(fn string, i int) (in, out int) {
	if len(l.W) == 0 && len(l.B) == 0 {
		return 0, 0
	}
	in, out = batchShape(fn, fmt.Sprintf("W of layer %d", i), l.W)
	if len(l.B) != out {
		panic(fmt.Sprintf("backprop: %s: W of layer %d is %d×%d, B has %d values: %d ≠ %d", fn, i, in, out, len(l.B), out, len(l.B)))
	}
	return in, out
}
