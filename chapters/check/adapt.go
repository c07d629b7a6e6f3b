package check

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"chainrule/backprop"
)

// The functions Through… are not inlined, since several hundred calls of them would each be
// compiled anew.

// vec and mat make tables of cases easier to read.
type (
	vec = []float64
	mat = [][]float64
)

// A Node is a node of a computational graph with two inputs, such as
// backprop.MulLayer.
type Node interface {
	Forward(x, y float64) float64
	Backward(dout float64) (dx, dy float64)
}

// ThroughNode returns the function that exercises on nodes examine: forward and
// backward through a new node. In between, others go forward, as in a graph: one with the same
// product, and one with other numbers. Their y is never 0.
//
//go:noinline
func ThroughNode(make func() Node) func(x, y, dout float64) (z, dx, dy float64) {
	return func(x, y, dout float64) (z, dx, dy float64) {
		n := make()
		z = n.Forward(x, y)
		make().Forward(y, cmp.Or(x, 1))
		make().Forward(1-y, 2+math.Abs(x))
		dx, dy = n.Backward(dout)
		return z, dx, dy
	}
}

// A LayerUse makes a layer, and returns the function that uses it once: forward and
// backward.
type LayerUse = func() func(x, dout backprop.Matrix) (y, dx backprop.Matrix)

// ThroughLayer returns the function that exercises on layers examine. Between the two passes,
// another layer goes forward, as in a network. Without an x, there is only another Backward.
//
//go:noinline
func ThroughLayer(make func() backprop.Layer) LayerUse {
	return func() func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
		l, other := make(), make()
		return func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
			if x != nil {
				y = l.Forward(x)
				other.Forward(otherThan(x))
			}
			return y, l.Backward(dout)
		}
	}
}

// backTwice has two Backwards after a Forward. The second must not depend on the first.
func backTwice(layer string, x, first, second, y, dx vec) Case[LayerUse] {
	return Case[LayerUse]{
		Call: fmt.Sprintf("l := new(%s), l.Forward([%v]), l.Backward([%v]), and once more l.Backward([%v])", layer, x, first, second),
		Probe: func(answer LayerUse) []any {
			use := answer()
			got, _ := use(backprop.Matrix{slices.Clone(x)}, backprop.Matrix{slices.Clone(first)})
			_, back := use(nil, backprop.Matrix{slices.Clone(second)})
			return []any{got, back}
		},
		Want: []any{mat{y}, mat{dx}},
	}
}

// otherThan returns a matrix of other numbers.
func otherThan(x mat) mat {
	z := make(mat, len(x))
	for n := range x {
		for _, v := range x[n] {
			z[n] = append(z[n], 1-v)
		}
	}
	return z
}
