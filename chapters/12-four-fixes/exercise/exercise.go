// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/12-four-fixes/exercise
//
// When you first use package math (math.Sqrt), write import "math" below the package
// line; Go refuses an unused import.
package exercise

import (
	"math/rand/v2"

	"chainrule/backprop"
)

// He returns random first weights for a layer followed by ReLU, a matrix with in
// rows and out columns. Each weight is drawn for itself, from the normal
// distribution with mean 0 and the standard deviation σ of He's rule:
//
//	σ² = 2/in
//
// (Chapter 11 derives it, under "Why ReLU with He's weights does not".)
// rng.NormFloat64() draws from the normal distribution with mean 0 and standard
// deviation 1. Take all draws from rng, so that the same seed gives the same
// weights.
func He(rng *rand.Rand, in, out int) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Multiplications counts what a step costs in a network of affine layers with
// sizes[0] inputs and sizes[1], sizes[2], … units, for a batch of N samples:
// forward for the way forward alone, and both for forward and back together.
// sizes has at least two numbers. A layer with D inputs and K outputs takes
//
//	N·D·K   forward, for x·W
//	N·D·K   back, for xᵀ·dout
//	N·D·K   back, for dout·Wᵀ, except in the first layer
//
// Biases and activations do not count.
func Multiplications(sizes []int, N int) (forward, both int) {
	panic("TODO: replace this line by your code")
}

// LeakyReLU is a ReLU that is not quite closed: what is negative goes on with a
// tenth of its size, and so does its slope. A unit that is negative for every
// sample can still learn; one with ReLU cannot, and is called dead.
//
//	Forward:  y  = x      where x > 0, else x/10
//	Backward: dx = dout   where x > 0, else dout/10
type LeakyReLU struct {
	// Keep here what Backward needs.
}

// Forward returns y for each number in x, which has one row a sample and stays as
// it is. The result is a new matrix of the same shape.
func (l *LeakyReLU) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx for each number in dout, which has the shape of the last
// Forward's result and stays as it is. The result is a new matrix.
func (l *LeakyReLU) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}
