package main

import (
	"math/rand/v2"
	"slices"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
)

// Data is N images as rows of pixels x, with their labels also as one-hot rows t.
type Data struct {
	x, t   backprop.Matrix
	labels []int
}

func newData(s digits.Set) Data {
	return Data{s.X, losses.OneHot(s.Labels, len(s.Classes)), s.Labels}
}

// pick returns the images with the given numbers, in that order.
func (d Data) pick(numbers []int) Data {
	labels := make([]int, len(numbers))
	for i, n := range numbers {
		labels[i] = d.labels[n]
	}
	return Data{d.x.Rows(numbers), d.t.Rows(numbers), labels}
}

// split returns the images without those from number lo up to hi, and those.
func (d Data) split(lo, hi int) (rest, part Data) {
	var in, out []int
	for n := range d.labels {
		if lo <= n && n < hi {
			out = append(out, n)
		} else {
			in = append(in, n)
		}
	}
	return d.pick(in), d.pick(out)
}

// newNetwork returns a network with one hidden layer that has learned nothing.
func newNetwork(rng *rand.Rand, inputs, classes int) *backprop.Network {
	return backprop.NewNetwork(
		backprop.NewAffine(backprop.He(rng, inputs, hidden), make([]float64, hidden)),
		&backprop.ReLU{},
		backprop.NewAffine(backprop.He(rng, hidden, classes), make([]float64, classes)))
}

// step learns from one mini-batch and returns the loss before that.
func step(net *backprop.Network, d Data, numbers []int, rate float64) float64 {
	loss := net.Loss(d.x.Rows(numbers), d.t.Rows(numbers))
	net.Backward()
	backprop.SGD(net.Params(), rate)
	return loss
}

// epoch learns from every image once, in an order shuffled anew, a mini-batch
// at a time. The last batch holds what is left.
func epoch(net *backprop.Network, rng *rand.Rand, d Data) {
	order := backprop.MiniBatch(rng, len(d.x), len(d.x))
	for numbers := range slices.Chunk(order, batch) {
		step(net, d, numbers, rate)
	}
}

// train returns a network that has learned from d. The seed decides the initial
// weights and the order of the images.
func train(d Data, seed uint64) *backprop.Network {
	rng := rand.New(rand.NewPCG(seed, 10))
	net := newNetwork(rng, len(d.x[0]), len(d.t[0]))
	for range epochs {
		epoch(net, rng, d)
	}
	return net
}

func accuracy(net *backprop.Network, d Data) float64 {
	return losses.Accuracy(net.Predict(d.x), d.t)
}
