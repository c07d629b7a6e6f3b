// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/11-vanishing-gradient/exercise
//
// Add the line import "math" below the package line only when you first use
// package math (math.Tanh, math.Sqrt), because Go refuses an unused import.
package exercise

import "chainrule/backprop"

// Tanh is the activation that squeezes each number into the range −1 to 1:
//
//	Forward:  y = tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)
//	Backward: dx = dout·(1 − y²)
//
// In Go, it is math.Tanh. If you compute it yourself, be careful with large x:
// tanh 1000 is 1, but e¹⁰⁰⁰ is too large for a float64.
type Tanh struct {
	// Add the fields that Backward needs.
}

// Forward returns y = tanh x for each number in x, as a new matrix of the same
// shape. x has one row for each sample and stays as it is.
func (l *Tanh) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx = dout·(1 − y²) for each number in dout, as a new matrix,
// with y from the last Forward. dout has the shape of y and stays as it is.
func (l *Tanh) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Factor returns the number by which one layer multiplies the slopes in the
// backward pass, as the chapter predicts it:
//
//	factor = rms(s)·σ·√K
//
// s holds the slopes of the activation, for N samples and D units. W holds the
// weights from these D units to the next layer's K units, so it has D rows and
// K columns. σ is the standard deviation of the weights. You may assume that
// their mean is 0, so that σ = rms(W), the square root of the mean of all their
// squares.
func Factor(s, W backprop.Matrix) float64 {
	panic("TODO: replace this line by your code")
}

// ClipNorm is a remedy for gradients that explode. It shortens a gradient that is
// too long ("norm" is another word for length), and returns the matrix
//
//	dW                    if length ≤ limit
//	dW·limit/length       otherwise
//
// where length is the length of dW, the square root of the sum of the squares of
// all its numbers. So a gradient keeps its direction, and a short one stays as it
// is, even if all its numbers are zero. limit is greater than 0. The result is
// always a new matrix, and dW does not change.
func ClipNorm(dW backprop.Matrix, limit float64) backprop.Matrix {
	panic("TODO: replace this line by your code")
}
