package main

import (
	"math"
	"math/rand/v2"

	"chainrule/backprop"
)

// A setting is a pair of activation and initial weights. Biases begin at 0.
type setting struct {
	name    string
	act     func() backprop.Layer
	weights func(rng *rand.Rand, in, out int) backprop.Matrix
}

func sigmoid() backprop.Layer { return &backprop.Sigmoid{} }
func tanh() backprop.Layer    { return &backprop.Tanh{} }
func relu() backprop.Layer    { return &backprop.ReLU{} }

// std returns what draws weights with the given standard deviation.
func std(s float64) func(rng *rand.Rand, in, out int) backprop.Matrix {
	return func(rng *rand.Rand, in, out int) backprop.Matrix {
		return backprop.Gaussian(rng, s, in, out)
	}
}

var settings = []setting{
	{"sigmoid, std 0.01", sigmoid, std(0.01)},
	{"sigmoid, Xavier", sigmoid, backprop.Xavier},
	{"tanh, Xavier", tanh, backprop.Xavier},
	{"ReLU, He", relu, backprop.He},
	{"ReLU, std 0.01", relu, std(0.01)},
	{"sigmoid, std 1", sigmoid, std(1)},
	{"tanh, std 1", tanh, std(1)},
	{"ReLU, std 1", relu, std(1)},
}

// A stack is a deep network: affine layers, each but the last followed by an
// activation.
type stack struct {
	affines []*backprop.Affine
	acts    []backprop.Layer
	end     backprop.SoftmaxWithLoss
}

// stack returns a network with depth layers of the given width between its
// inputs and its scores, one a class.
func (s setting) stack(inputs, width, depth, classes int) *stack {
	rng := rand.New(rand.NewPCG(0, 11))
	n := &stack{}
	in := inputs
	for range depth {
		n.affines = append(n.affines, s.affine(rng, in, width))
		n.acts = append(n.acts, s.act())
		in = width
	}
	n.affines = append(n.affines, s.affine(rng, in, classes))
	return n
}

func (s setting) affine(rng *rand.Rand, in, out int) *backprop.Affine {
	return backprop.NewAffine(s.weights(rng, in, out), make([]float64, out))
}

// network returns the same layers as a backprop.Network.
func (n *stack) network() *backprop.Network {
	var layers []backprop.Layer
	for i, act := range n.acts {
		layers = append(layers, n.affines[i], act)
	}
	return backprop.NewNetwork(append(layers, n.affines[len(n.acts)])...)
}

// A report says what passed one layer in the forward pass and in the backward pass.
type report struct {
	slope float64 // of its activation, root mean square over units and samples
	apart float64 // how far its results for different samples are from their mean (rms)
	delta float64 // length of ∂L/∂a, a what the affine part returns
	dW    float64 // length of ∂L/∂W
}

// walk goes forward with a batch and back again, looks at every layer but the
// last, which makes the scores, and leaves all gradients in the layers.
func (n *stack) walk(x, t backprop.Matrix) []report {
	r := make([]report, len(n.acts))
	h := x
	for i, act := range n.acts {
		h = act.Forward(n.affines[i].Forward(h))
		r[i].slope = rms(act.Backward(ones(h)))
		r[i].apart = rms(fromMean(h))
	}
	n.end.Forward(n.affines[len(n.acts)].Forward(h), t)

	dout := n.affines[len(n.acts)].Backward(n.end.Backward(1))
	for i := len(n.acts) - 1; i >= 0; i-- {
		delta := n.acts[i].Backward(dout)
		dout = n.affines[i].Backward(delta)
		r[i].delta = length(delta)
		r[i].dW = length(n.affines[i].DW)
	}
	return r
}

// length returns √Σ m_ij².
func length(m backprop.Matrix) float64 {
	sum := 0.0
	for _, row := range m {
		for _, v := range row {
			sum += float64(v * v)
		}
	}
	return math.Sqrt(sum)
}

// rms returns the root of the mean square of all numbers in m.
func rms(m backprop.Matrix) float64 {
	return length(m) / math.Sqrt(float64(len(m)*len(m[0])))
}

// ones returns a matrix of ones in the shape of m: as dout, it makes an
// activation return its slopes.
func ones(m backprop.Matrix) backprop.Matrix {
	one := backprop.NewMatrix(len(m), len(m[0]))
	for _, row := range one {
		for k := range row {
			row[k] = 1
		}
	}
	return one
}

// fromMean returns m less the mean of each column.
func fromMean(m backprop.Matrix) backprop.Matrix {
	d := backprop.NewMatrix(len(m), len(m[0]))
	for k := range m[0] {
		mean := 0.0
		for n := range m {
			mean += m[n][k]
		}
		mean /= float64(len(m))
		for n := range m {
			d[n][k] = m[n][k] - mean
		}
	}
	return d
}
