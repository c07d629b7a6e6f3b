// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/11-vanishing-gradient/exercise
//
// When you first use package math (math.Tanh, math.Sqrt), write import "math" below
// the package line; Go refuses an unused import.
package exercise

import "chainrule/backprop"

// Tanh is the activation that squeezes each number into −1 to 1:
//
//	Forward:  y = tanh x = (eˣ − e⁻ˣ)/(eˣ + e⁻ˣ)
//	Backward: dx = dout·(1 − y²)
//
// Go has it as math.Tanh. If you compute it yourself, mind large x: tanh 1000 is
// 1, and e¹⁰⁰⁰ is too large for a float64.
type Tanh struct {
	// Keep here what Backward needs.
}

// Forward returns tanh x of each number in x, which has one row a sample and
// stays as it is. The result is a new matrix of the same shape.
func (l *Tanh) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dout·(1 − y²) for each number, with y from the last Forward.
// dout has the shape of y and stays as it is. The result is a new matrix.
func (l *Tanh) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Factor returns the number that one layer multiplies the slopes by on the way
// back, as the chapter predicts it:
//
//	factor = rms(s)·σ·√K
//
// s holds the slopes of the activation, N samples with D units each. W holds
// the weights from these D units to the K units above, so it has D rows and K
// columns. σ is the standard deviation of the weights. You may take their mean
// for 0, so that σ = rms(W), the root of the mean of all their squares.
func Factor(s, W backprop.Matrix) float64 {
	panic("TODO: replace this line by your code")
}

// ClipNorm is a remedy for gradients that explode: it shortens those that are
// too long. (Norm is another word for length.) It returns the matrix
//
//	dW                    if length ≤ limit
//	dW·limit/length       else
//
// where length is the length of dW, the root of the sum of the squares of all
// its numbers. So a gradient keeps its direction, and a short one stays as it is;
// one of zeros too. limit is above 0. The result is always a new matrix, and
// dW does not change.
func ClipNorm(dW backprop.Matrix, limit float64) backprop.Matrix {
	panic("TODO: replace this line by your code")
}
