package backprop

import "fmt"

// Network is a chain of layers with SoftmaxWithLoss at its end, which tells
// classes apart. The last layer gives the scores of the K classes, so as a rule no
// activation follows it. Training is
//
//	for range steps {
//		net.Loss(x, t)
//		net.Backward()
//		backprop.SGD(net.Params(), 0.1)
//	}
//
// and allocates nothing after the first step, unless the size of the batch changes.
//
// Params holds the latest weights, and each step changes them: the examples "Best" and
// "Store" keep the best and write them to a file.
type Network struct {
	layers Chain
	end    SoftmaxWithLoss
	params []Param
	ready  bool // Loss ran, and nothing since then wrote over what it kept
}

// NewNetwork returns a network of the given layers themselves, first to last. A Chain
// counts as its layers.
//
// NewNetwork panics if there is no layer; if one is nil or stands in two places, since it
// can keep the results of only one; if two share weights or biases, which each step would
// change twice; or if an Affine does not fit the columns that the Affine before gives.
func NewNetwork(layers ...Layer) *Network {
	n := &Network{layers: Chain(layers).check("NewNetwork")}
	if len(n.layers) == 0 {
		panic("backprop: NewNetwork: 0 layers; want at least 1")
	}
	return n
}

// Predict returns the scores of the N samples in x, N×K: what the last layer returns,
// before softmax. losses.Softmax turns a row into probabilities; losses.Accuracy needs
// only the scores. The result is valid until the next Predict or Loss.
func (n *Network) Predict(x Matrix) Matrix {
	n.ready = false
	if len(n.layers) == 0 {
		panic("backprop: Network: 0 layers; make one with NewNetwork")
	}
	return n.layers.Forward(x)
}

// Loss returns the mean cross entropy, in nats, of softmax(Predict(x)) against the
// targets t, N×K. x and t must not change before Backward. It panics if the last layer
// gives a single score, where softmax is always 1.
func (n *Network) Loss(x, t Matrix) float64 {
	loss := n.end.Forward(n.Predict(x), t)
	n.ready = true
	return loss
}

// Backward fills the Grad of every parameter, ∂L/∂Value, for the last Loss. The weights
// must be those Loss ran with: call Loss again after SGD, or the slopes are wrong.
// Backward panics if Predict has since overwritten what Loss kept.
func (n *Network) Backward() {
	if !n.ready {
		panic("backprop: Network: Backward without a Loss before it, or with a Predict in between; call Loss first")
	}
	dout := n.layers[1:].Backward(n.end.Backward(1))
	if first, ok := n.layers[0].(*Affine); ok {
		first.backwardParams(dout) // nothing needs the slopes of the network's input
	} else {
		n.layers[0].Backward(dout)
	}
}

// Params returns the parameters of all layers, those of the first layer first. Unlike
// Chain.Params it makes no new slice, so the list is valid until the next Params, and it
// checks nothing, since NewNetwork did.
func (n *Network) Params() []Param {
	n.params = n.layers.appendParams(n.params[:0])
	return n.params
}

// MarshalJSON returns an error, because a network would be stored without its weights,
// which are not exported. Store its Params instead, as the example "Store" does.
func (Network) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("backprop: Network: store net.Params(), which holds the weights")
}
