package backprop

import "fmt"

// Affine is the layer with the weights. For N samples, D inputs and K outputs:
//
//	Forward:  y = x·W + b          y_nk = Σ_d x_nd W_dk + b_k
//	Backward: DW = xᵀ·dout         ∂L/∂W_dk = Σ_n x_nd dout_nk
//	          DB = Σ_n dout_n      ∂L/∂b_k = Σ_n dout_nk
//	          dx = dout·Wᵀ         ∂L/∂x_nd = Σ_k dout_nk W_dk
//
// x is N×D, W and DW are D×K, B and DB hold K values, and the same b is added
// to every row: hence its slopes are summed over the samples. Nothing is
// divided by N here; SoftmaxWithLoss does that once for all.
//
// W and B may be changed after a Backward and before the next Forward, as SGD
// does, or replaced; Backward writes DW and DB anew each time, it does not add to
// them. A layer belongs to one network: another would write over what it keeps.
//
// A literal &Affine{W: W, B: b} is ready to use, too.
//
// Notes: left out there, though nothing can be trained without it. Reference:
// I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 6.5.4.
type Affine struct {
	W  Matrix
	B  []float64
	DW Matrix
	DB []float64

	x, y, dx Matrix
	p        *product
	rows     [2][]float64 // B and DB, as matrices of one row
	params   [2]Param
}

// NewAffine returns a layer that uses W and b themselves, not copies: training
// changes them.
//
// NewAffine panics if W is empty or ragged, or b has not as many values as W
// has columns.
func NewAffine(W Matrix, b []float64) *Affine {
	rows, cols := batchShape("NewAffine", "W", W)
	if len(b) != cols {
		panic(fmt.Sprintf("backprop: NewAffine: W is %d×%d, b has %d values: %d ≠ %d",
			rows, cols, len(b), cols, len(b)))
	}
	return &Affine{W: W, B: b, DW: NewMatrix(rows, cols), DB: make([]float64, cols)}
}

// Forward returns x·W + b, one row a sample. It keeps x itself for Backward: x
// must not change until then. The result is the layer's own and valid until its
// next Forward, which writes over it.
//
// Forward panics if x has no row or is ragged, if x, W and B do not fit, and if x
// is the layer's own last result. A part of that, or its rows in another order, is
// not noticed, and gives wrong numbers: copy what is to go through a layer again.
func (l *Affine) Forward(x Matrix) Matrix {
	n, d := batchShape("Affine.Forward", "x", x)
	rows, cols := batchShape("Affine.Forward", "W", l.W)
	if d != rows || len(l.B) != cols {
		panic(fmt.Sprintf("backprop: Affine.Forward: x is %d×%d, W is %d×%d, B has %d values; want %d inputs and %d biases",
			n, d, rows, cols, len(l.B), rows, cols))
	}
	l.y = sized(l.y, n, cols)
	if &x[0][0] == &l.y[0][0] {
		panic("backprop: Affine.Forward: x is this layer's own last result, which Forward writes over; copy it first")
	}
	l.x = x
	l.product().mul(l.y, x, l.W)
	for _, row := range l.y {
		for k := range row {
			row[k] += l.B[k]
		}
	}
	return l.y
}

// Backward sets DW and DB and returns dx, the slopes with regard to what
// Forward was given. dx is the layer's own and valid until its next Backward.
//
// Backward panics before the first Forward, if dout has another shape than
// Forward's result, if x, W, B or that result have changed shape since, and if
// dout is the layer's own last dx.
func (l *Affine) Backward(dout Matrix) Matrix {
	l.backwardParams(dout)
	l.dx = sized(l.dx, len(l.x), len(l.W))
	if &dout[0][0] == &l.dx[0][0] {
		panic("backprop: Affine.Backward: dout is this layer's own last result, which Backward writes over; copy it first")
	}
	l.product().mulTransB(l.dx, dout, l.W)
	return l.dx
}

// backwardParams sets DW and DB only: the first layer of a network needs no dx.
func (l *Affine) backwardParams(dout Matrix) {
	if l.x == nil {
		panic("backprop: Affine: Backward before Forward")
	}
	// All shapes again: others may have come in since Forward.
	_, d := batchShape("Affine.Backward", "x", l.x)
	n, k := batchShape("Affine.Backward", "Forward's result", l.y)
	wantShape("Affine.Backward", "dout", dout, n, k)
	wantShape("Affine.Backward", "W", l.W, d, k)
	wantShape("Affine.Backward", "B", Matrix{l.B}, 1, k)
	l.makeRoom()
	l.product().mulTransA(l.DW, l.x, dout)
	clear(l.DB)
	for _, row := range dout {
		for k := range row {
			l.DB[k] += row[k]
		}
	}
}

// Params returns W with DW, and B with DB, each as a matrix that shares the
// layer's memory (B as one row). The list is valid until the next Params.
func (l *Affine) Params() []Param {
	l.makeRoom()
	l.rows = [2][]float64{l.B, l.DB}
	l.params = [2]Param{{l.W, l.DW}, {l.rows[:1:1], l.rows[1:]}}
	return l.params[:]
}

// makeRoom gives DW and DB the shapes of W and B, if they have others.
func (l *Affine) makeRoom() {
	l.DW = sized(l.DW, len(l.W), len(l.B))
	if len(l.DB) != len(l.B) {
		l.DB = make([]float64, len(l.B))
	}
}

func (l *Affine) product() *product {
	if l.p == nil {
		l.p = new(product)
	}
	return l.p
}
