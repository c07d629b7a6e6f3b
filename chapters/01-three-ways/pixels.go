package main

import (
	"math/rand/v2"

	"chainrule/backprop"
)

func pixels(x []float64) []float64 { return x }

// network is the third way: we do not say what to look for. The 64 pixels go in
// as they are, and the 50 units between find features of their own.
func network(rng *rand.Rand) *backprop.Network {
	return backprop.NewNetwork(
		backprop.NewAffine(backprop.He(rng, 64, 50), make([]float64, 50)),
		&backprop.ReLU{},
		backprop.NewAffine(backprop.He(rng, 50, 10), make([]float64, 10)))
}
