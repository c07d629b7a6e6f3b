package backprop

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
// To keep or store the weights of a network, see Weights; to keep a prediction,
// see Matrix.Clone; to draw mini-batches, MiniBatch and Draw.
type Network struct {
	layers Chain
	end    SoftmaxWithLoss
	params []Param
	ready  bool // Loss ran, and nothing since then wrote over what it kept
}

// NewNetwork returns a network of the given layers, first to last. It uses the
// layers themselves, not copies. A Chain counts as its layers.
//
// NewNetwork panics if there is no layer; if a layer is nil or stands in two
// places, since it can keep the results of only one; if two layers share weights or
// biases, which each step would change twice; and if an Affine takes more or fewer
// columns than the Affine before it gives.
func NewNetwork(layers ...Layer) *Network {
	n := &Network{layers: Chain(layers).flat()}
	if len(n.layers) == 0 {
		panic("backprop: NewNetwork: 0 layers; want at least 1")
	}
	n.layers.check("NewNetwork")
	return n
}

// Predict returns the scores of the N samples in x, N×K: what the last layer
// returns, before softmax. losses.Softmax turns a row into probabilities;
// losses.Accuracy needs only the scores. The result is valid until the next
// Predict or Loss.
//
// Predict panics if n was not made by NewNetwork, and where a layer does: if x is
// empty or ragged, or does not fit.
func (n *Network) Predict(x Matrix) Matrix {
	n.ready = false
	if len(n.layers) == 0 {
		panic("backprop: Network: 0 layers; make one with NewNetwork")
	}
	return n.layers.Forward(x)
}

// Loss returns the mean cross entropy, in nats, of softmax(Predict(x)) against
// the targets t, N×K. x and t must not change before Backward.
//
// Loss panics where Predict does, if t does not fit the scores, and if the last
// layer gives a single score, where softmax is always 1.
func (n *Network) Loss(x, t Matrix) float64 {
	loss := n.end.Forward(n.Predict(x), t)
	n.ready = true
	return loss
}

// Backward goes from the last Loss back to the first layer and fills the Grad of
// every parameter, ∂L/∂Value. The weights must be those that Loss ran with: call
// Loss again after SGD, or the slopes are wrong. If the first layer is an Affine,
// the slopes of the network's input are not computed, because nothing needs them.
//
// Backward panics if there was no Loss, or if a Predict since then wrote over what
// Loss had kept.
func (n *Network) Backward() {
	if !n.ready {
		panic("backprop: Network: Backward without a Loss before it, or with a Predict in between; call Loss first")
	}
	dout := n.layers[1:].Backward(n.end.Backward(1))
	if first, ok := n.layers[0].(*Affine); ok {
		first.backwardParams(dout)
	} else {
		n.layers[0].Backward(dout)
	}
}

// Params returns the parameters of all layers, the first layer's first, for SGD.
// The list is valid until the next Params. Ask again after you have replaced the
// matrices of a layer.
func (n *Network) Params() []Param {
	n.params = n.layers.appendParams(n.params[:0])
	return n.params
}
