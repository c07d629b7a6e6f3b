// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/12-four-fixes/exercise
//
// Add the line import "math" below the package line only when you first use
// package math (math.Sqrt), because Go refuses an unused import.
package exercise

import (
	"math/rand/v2"

	"chainrule/backprop"
)

// He returns random initial weights for a layer followed by ReLU, as an in×out
// matrix. Draw each weight independently from the normal distribution with mean
// 0 and standard deviation σ. Under "Why ReLU with He's weights does not",
// chapter 11 derives He's rule for σ:
//
//	σ² = 2/in
//
// rng.NormFloat64() draws from the normal distribution with mean 0 and standard
// deviation 1. Take all draws from rng, so that the same seed gives the same
// weights.
func He(rng *rand.Rand, in, out int) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Multiplications counts the multiplications of one step in a network of affine
// layers with sizes[0] inputs and sizes[1], sizes[2], … units, for a batch of N
// samples. The result forward is the count for the forward pass alone, and the
// result both is the count for the forward and the backward pass together.
// sizes has at least two numbers. A layer with D inputs and K outputs takes
//
//	N·D·K   in the forward pass, for x·W
//	N·D·K   in the backward pass, for xᵀ·dout
//	N·D·K   in the backward pass, for dout·Wᵀ, except in the first layer
//
// Biases and activations do not count.
func Multiplications(sizes []int, N int) (forward, both int) {
	panic("TODO: replace this line by your code")
}

// LeakyReLU is a ReLU that does not quite block negative numbers. A negative
// number goes through at a tenth of its size, and so does its slope. So a unit
// whose sum is negative for every sample can still learn. With ReLU, such a
// unit cannot, and is called dead.
//
//	Forward:  y  = x      where x > 0, else x/10
//	Backward: dx = dout   where x > 0, else dout/10
type LeakyReLU struct {
	// Add the fields that Backward needs.
}

// Forward returns y for each number in x, as a new matrix of the same shape. x
// has one row for each sample and stays as it is.
func (l *LeakyReLU) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx for each number in dout, as a new matrix. dout has the
// shape of the last Forward's result and stays as it is.
func (l *LeakyReLU) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}
