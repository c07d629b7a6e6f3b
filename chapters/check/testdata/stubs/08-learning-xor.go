// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/08-learning-xor/exercise
//
// backprop.NewMatrix(rows, cols) makes a matrix of zeros. x has len(x) rows and
// len(x[0]) columns, never none. One Backward follows each Forward, with a dout
// of the shape of what Forward returned.
//
// When you first use package math (math.Exp), write import "math" below the package
// line; Go refuses an unused import.
package exercise

import "chainrule/backprop"

// ReLU is the activation that lets the positive through. It treats each number
// of the matrix x by itself:
//
//	Forward:   y  = max(x, 0)
//	Backward:  dx = dout · slope,   slope = 1 where x > 0, else 0
//
// At the kink, where x is 0, the slope is 0 here.
type ReLU struct {
	// Keep here what Backward needs.
}

// Forward returns y, a new matrix of the shape of x. x stays as it is.
func (l *ReLU) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx, a new matrix of the shape of dout. dout stays as it is.
func (l *ReLU) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Sigmoid is the activation that squeezes each number of x into 0 to 1:
//
//	Forward:   y  = 1/(1 + e⁻ˣ)
//	Backward:  dx = dout · y(1 − y)
//
// For x = 1000, y is 1, for x = −1000 it is 0, and both times the slope is 0.
type Sigmoid struct {
	// Keep here what Backward needs.
}

// Forward returns y, a new matrix of the shape of x. x stays as it is.
func (l *Sigmoid) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx, a new matrix of the shape of dout. dout stays as it is.
func (l *Sigmoid) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Affine is the layer with the weights, for N samples, D inputs and K outputs:
//
//	Forward:   y_nk = Σ_d x_nd W_dk + b_k        y  = x·W + b
//	Backward:  ∂L/∂W_dk = Σ_n x_nd dout_nk       DW = xᵀ·dout
//	           ∂L/∂b_k  = Σ_n dout_nk            DB = the columns of dout, added up
//	           ∂L/∂x_nd = Σ_k dout_nk W_dk       dx = dout·Wᵀ
//
// x is N×D, W and DW are D×K, y and dout are N×K; B and DB have K values. W and B
// are filled in before the first Forward: Affine{W: …, B: …}. DW and DB begin
// empty: make them in Backward. It only finds the slopes; the step is SGD's.
type Affine struct {
	W  backprop.Matrix
	B  []float64
	DW backprop.Matrix
	DB []float64
	// Keep here what else Backward needs.
}

// Forward returns y, a new matrix. x, W and B stay as they are.
func (l *Affine) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward sets DW and DB to the slopes for the last Forward alone, whatever
// they held before, and returns dx, a new matrix. dout, W and B stay as they are.
func (l *Affine) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Swish is an activation that the library does not have. It looks like ReLU, but
// is round where that has a kink: each number times its own sigmoid,
//
//	Forward:   y  = x · s,   s = 1/(1 + e⁻ˣ)
//	Backward:  dx = dout · dy/dx
//
// Find dy/dx yourself. x goes to y on two paths, as the first factor and through
// s: multiply along each, and add up (chapter 6, "What to notice"). At x = 0 you
// should get ½. For x = 1000, y is 1000 and the slope 1, for x = −1000 both are 0.
type Swish struct {
	// Keep here what Backward needs.
}

// Forward returns y, a new matrix of the shape of x. x stays as it is.
func (l *Swish) Forward(x backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}

// Backward returns dx, a new matrix of the shape of dout. dout stays as it is.
func (l *Swish) Backward(dout backprop.Matrix) backprop.Matrix {
	panic("TODO: replace this line by your code")
}
