// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/08-learning-xor/exercise
//
// backprop.NewMatrix(rows, cols) makes a matrix of zeros. A matrix x has len(x)
// rows and len(x[0]) columns, and at least one of each. Each Forward is followed
// by one Backward, and its dout has the shape of what Forward returned.
//
// Add the line import "math" below the package line only when you first use
// package math (math.Exp), because Go refuses an unused import.
package exercise

import "chainrule/backprop"

// ReLU is the activation that lets only positive numbers through. It treats
// each number of the matrix x separately:
//
//	Forward:   y  = max(x, 0)
//	Backward:  dx = dout · slope,   slope = 1 where x > 0, else 0
//
// At the kink, where x is 0, the slope is taken to be 0.
type ReLU struct {
	// Add the fields that Backward needs.
}

// Forward returns y, a new matrix with the shape of x. It does not change x.
func (l *ReLU) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx, a new matrix with the shape of dout. It does not change
// dout.
func (l *ReLU) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Sigmoid is the activation that squeezes each number of x into the range 0 to 1:
//
//	Forward:   y  = 1/(1 + e⁻ˣ)
//	Backward:  dx = dout · y(1 − y)
//
// For x = 1000, y is 1, and for x = −1000, y is 0. In both cases the slope is 0.
type Sigmoid struct {
	// Add the fields that Backward needs.
}

// Forward returns y, a new matrix with the shape of x. It does not change x.
func (l *Sigmoid) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx, a new matrix with the shape of dout. It does not change
// dout.
func (l *Sigmoid) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Affine is the layer with the weights, for N samples, D inputs and K outputs:
//
//	Forward:   y_nk = Σ_d x_nd W_dk + b_k        y  = x·W + b
//	Backward:  ∂L/∂W_dk = Σ_n x_nd dout_nk       DW = xᵀ·dout
//	           ∂L/∂b_k  = Σ_n dout_nk            DB = the sum of each column of dout
//	           ∂L/∂x_nd = Σ_k dout_nk W_dk       dx = dout·Wᵀ
//
// x is N×D, W and DW are D×K, and y and dout are N×K. B and DB have K values
// each. W and B are filled in before the first Forward, as in Affine{W: …, B: …}.
// DW and DB are empty at first, so make them in Backward. Backward only finds the
// slopes, and leaves the step to SGD.
type Affine struct {
	W  backprop.Matrix
	B  []float64
	DW backprop.Matrix
	DB []float64
	// Add the other fields that Backward needs.
}

// Forward returns y, a new matrix. It does not change x, W or B.
func (l *Affine) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward sets DW and DB to the slopes for the last Forward alone, whatever they
// held before, and returns dx, a new matrix. It does not change dout, W or B.
func (l *Affine) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Swish is an activation that the library does not have. It looks like ReLU, but
// it is round where ReLU has a kink. Each number is multiplied by its own
// sigmoid:
//
//	Forward:   y  = x · s,   s = 1/(1 + e⁻ˣ)
//	Backward:  dx = dout · dy/dx
//
// Find dy/dx yourself. Two paths lead from x to y, one through the first factor
// and one through s. Multiply along each path, and add up the two products
// (chapter 6, "What to notice"). At x = 0, dy/dx should be ½. For x = 1000, y
// is 1000 and the slope is 1, and for x = −1000 both are 0.
type Swish struct {
	// Add the fields that Backward needs.
}

// Forward returns y, a new matrix with the shape of x. It does not change x.
func (l *Swish) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx, a new matrix with the shape of dout. It does not change
// dout.
func (l *Swish) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}
