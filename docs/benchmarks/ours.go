package main

import (
	"math/rand/v2"

	"chainrule/backprop"
)

// rate is the learning rate of every side.
const rate = 0.1

// A network is what a step needs, as plain numbers: each side makes its own of it.
type network struct {
	x, t           [][]float64 // the data, a row a sample, and its targets
	w1, w2         [][]float64
	inputs, hidden int
	classes        int
}

func newNetwork(inputs int) network {
	rng := rand.New(rand.NewPCG(1, 1))
	n := network{inputs: inputs, hidden: 50, classes: 10}
	n.x = backprop.NewMatrix(1000, inputs)
	n.t = backprop.NewMatrix(1000, n.classes)
	for i, row := range n.x {
		for j := range row {
			row[j] = rng.Float64()
		}
		n.t[i][rng.IntN(n.classes)] = 1
	}
	n.w1, n.w2 = backprop.Gaussian(rng, 0.1, inputs, n.hidden), backprop.Gaussian(rng, 0.1, n.hidden, n.classes)
	return n
}

// ourStep returns one step of plain SGD on a mini-batch, which returns its loss. It
// keeps all memory from step to step.
func ourStep(n network) func() float64 {
	rng := rand.New(rand.NewPCG(2, 2))
	net := backprop.NewNetwork(
		backprop.NewAffine(backprop.Matrix(n.w1).Clone(), make([]float64, n.hidden)), new(backprop.ReLU),
		backprop.NewAffine(backprop.Matrix(n.w2).Clone(), make([]float64, n.classes)))
	deck := backprop.MiniBatch(rng, len(n.x), len(n.x))
	var x, t backprop.Matrix
	return func() float64 {
		x, t = x[:0], t[:0]
		for _, row := range draw(rng, deck, 100) {
			x, t = append(x, n.x[row]), append(t, n.t[row])
		}
		loss := net.Loss(x, t)
		net.Backward()
		backprop.SGD(net.Params(), rate)
		return loss
	}
}

// draw moves size numbers of deck, chosen by rng, to its front and returns them: a
// mini-batch that needs no memory.
func draw(rng *rand.Rand, deck []int, size int) []int {
	for i := range size {
		j := i + rng.IntN(len(deck)-i)
		deck[i], deck[j] = deck[j], deck[i]
	}
	return deck[:size]
}

func ourProduct(a, b [][]float64) func() float64 {
	return func() float64 { return backprop.MatMul(a, b)[0][0] }
}
