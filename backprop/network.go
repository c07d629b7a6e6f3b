package backprop

import (
	"fmt"
	"reflect"
	"slices"
)

// Layer is one step of a network on a batch, one row a sample. Forward returns
// the step's result for x; Backward takes dout, the slopes of the loss with
// regard to that result, and returns those with regard to x. Neither changes what
// it is given: x and dout are what other layers keep. A layer with parameters also
// has a method Params() []Param, and fills their Grad in Backward.
type Layer interface {
	Forward(x Matrix) Matrix
	Backward(dout Matrix) Matrix
}

// Param is a matrix of weights and the slopes of the loss with regard to each.
// Both share memory with the layer that they belong to.
type Param struct{ Value, Grad Matrix }

// Network is layers one after the other, with SoftmaxWithLoss at the end: the
// last layer gives scores, so as a rule no activation follows it. Training is
//
//	params := net.Params()
//	for range steps {
//		net.Loss(x, t)
//		net.Backward()
//		backprop.SGD(params, 0.1)
//	}
//
// and allocates nothing, but for a second core now and then, while the batch keeps
// its size.
//
// One goroutine may use a network at a time, also for Predict: its layers keep
// their buffers. Networks may share weights, as when each of several goroutines predicts
// with its own, if nobody trains one meanwhile.
type Network struct {
	layers []Layer
	end    SoftmaxWithLoss
	ready  bool // Loss ran, and nothing since then wrote over what it kept
}

// NewNetwork returns a network of the given layers, first to last. It uses the
// layers themselves.
//
// NewNetwork panics if there is no layer, a layer is nil, or one layer stands in
// two places: it can keep only one of them in mind.
func NewNetwork(layers ...Layer) *Network {
	if len(layers) == 0 {
		panic("backprop: NewNetwork: 0 layers; want at least 1")
	}
	place := map[any]int{}
	for i, l := range layers {
		v := reflect.ValueOf(l)
		if l == nil || v.Kind() == reflect.Pointer && v.IsNil() {
			panic(fmt.Sprintf("backprop: NewNetwork: layer %d of %d is nil", i, len(layers)))
		}
		// Only what a pointer leads to can be shared, if it is anything at all.
		if v.Kind() != reflect.Pointer || v.Elem().Type().Size() == 0 {
			continue
		}
		if j, again := place[l]; again {
			panic(fmt.Sprintf("backprop: NewNetwork: layers %d and %d are the same %T; each place needs its own", j, i, l))
		}
		place[l] = i
	}
	return &Network{layers: slices.Clone(layers)} // the caller may reuse the list
}

// Predict returns the scores of the N samples in x, N×K: what the last layer
// returns, before softmax. losses.Softmax turns a row into probabilities, and
// losses.Accuracy needs none. The result is valid until the next Predict or
// Loss.
//
// Predict panics if n was not made by NewNetwork, and where a layer does: if x is
// empty or ragged, or a layer does not fit the one before.
func (n *Network) Predict(x Matrix) Matrix {
	n.ready = false
	if len(n.layers) == 0 {
		panic("backprop: Network: 0 layers; make one with NewNetwork")
	}
	for _, l := range n.layers {
		x = l.Forward(x)
	}
	return x
}

// Loss returns the mean cross entropy, in nats, of softmax(Predict(x)) against
// the targets t, N×K, and keeps what Backward needs: x and t must not change
// until then.
//
// Loss panics where Predict does, and if t does not fit the scores.
func (n *Network) Loss(x, t Matrix) float64 {
	loss := n.end.Forward(n.Predict(x), t)
	n.ready = true
	return loss
}

// Backward walks from the last Loss back to the first layer and fills the Grad
// of every parameter, ∂L/∂Value. The slopes with regard to the network's input
// are not computed when the first layer is an Affine: nothing needs them.
//
// The weights must be those that Loss ran with: after SGD, call Loss again, or the
// slopes are wrong.
//
// Backward panics if there was no Loss, or a Predict since then, which wrote over
// what Loss had kept.
func (n *Network) Backward() {
	if !n.ready {
		panic("backprop: Network: Backward without a Loss before it, or with a Predict in between; call Loss first")
	}
	dout := n.end.Backward(1)
	for i := len(n.layers) - 1; i > 0; i-- {
		dout = n.layers[i].Backward(dout)
	}
	if first, ok := n.layers[0].(*Affine); ok {
		first.backwardParams(dout)
	} else {
		n.layers[0].Backward(dout)
	}
}

// Params returns the parameters of all layers, first layer first, for SGD. Ask
// again after replacing the matrices of a layer.
func (n *Network) Params() []Param {
	var params []Param
	for _, l := range n.layers {
		if l, ok := l.(interface{ Params() []Param }); ok {
			params = append(params, l.Params()...)
		}
	}
	return params
}
