package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
)

const width = 30 // units of a hidden layer

// A setup is all that tells one experiment from another.
type setup struct {
	digits int     // how many to learn from
	hidden int     // hidden layers
	start  string  // initial weights: a key of starts
	bend   string  // non-linearity: a key of bends
	rate   float64 // of learning
}

var starts = map[string]func(rng *rand.Rand, in, out int) backprop.Matrix{
	"std 0.01": func(rng *rand.Rand, in, out int) backprop.Matrix {
		return backprop.Gaussian(rng, 0.01, in, out)
	},
	"std 1": func(rng *rand.Rand, in, out int) backprop.Matrix {
		return backprop.Gaussian(rng, 1, in, out)
	},
	"all equal": func(_ *rand.Rand, in, out int) backprop.Matrix {
		w := backprop.NewMatrix(in, out)
		for _, row := range w {
			for k := range row {
				row[k] = 1 / float64(in)
			}
		}
		return w
	},
	"Xavier": backprop.Xavier,
	"He":     backprop.He,
}

var bends = map[string]func() backprop.Layer{
	"sigmoid": func() backprop.Layer { return &backprop.Sigmoid{} },
	"tanh":    func() backprop.Layer { return &backprop.Tanh{} },
	"ReLU":    func() backprop.Layer { return &backprop.ReLU{} },
}

// suits says which initial weights suit a non-linearity.
var suits = map[string]string{"sigmoid": "Xavier", "tanh": "Xavier", "ReLU": "He"}

// layers are the numbers of units of a network, inputs first: 64-30-10.
type layers []int

func (l layers) String() string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint([]int(l)), "[]"), " ", "-")
}

// params counts the weights and biases.
func (l layers) params() (n int) {
	for i, in := range l[:len(l)-1] {
		n += (in + 1) * l[i+1]
	}
	return n
}

// sizes are those of the network: 8×8 pixels in, a score for each of 10 digits out.
func (s setup) sizes() layers {
	return slices.Concat(layers{64}, slices.Repeat(layers{width}, s.hidden), layers{10})
}

// network returns the network before it has learned.
func (s setup) network(rng *rand.Rand) *backprop.Network {
	var list []backprop.Layer
	sizes := s.sizes()
	for i, in := range sizes[:len(sizes)-1] {
		if i > 0 {
			list = append(list, bends[s.bend]())
		}
		out := sizes[i+1]
		list = append(list, backprop.NewAffine(starts[s.start](rng, in, out), make([]float64, out)))
	}
	return backprop.NewNetwork(list...)
}
