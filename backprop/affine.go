package backprop

import "fmt"

// Affine is the layer with the weights. For N samples, D inputs and K outputs:
//
//	Forward:  y = x·W + b          y_nk = Σ_d x_nd W_dk + b_k
//	Backward: DW = xᵀ·dout         ∂L/∂W_dk = Σ_n x_nd dout_nk
//	          DB = Σ_n dout_n      ∂L/∂b_k = Σ_n dout_nk
//	          dx = dout·Wᵀ         ∂L/∂x_nd = Σ_k dout_nk W_dk
//
// x is N×D, W and DW are D×K, and B and DB hold K values. Every row gets the same b, so
// its slopes are summed over the samples. Nothing is divided by N here; the loss does
// that for all layers.
//
// Between a Backward and the next Forward, W and B may be changed, as by SGD, or
// replaced. Each Backward computes DW and DB anew and does not add to them. A literal
// &Affine{W: W, B: b} is also ready to use.
//
// Reference: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016), section 6.5.4.
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

// NewAffine returns a layer that uses W and b themselves, not copies: training changes
// them. It panics unless W has a row and a column, and b one value for each column.
func NewAffine(W Matrix, b []float64) *Affine {
	rows, cols := batchShape("NewAffine", "W", W)
	if len(b) != cols {
		panic(fmt.Sprintf("backprop: NewAffine: W is %d×%d, b has %d values: %d ≠ %[3]d", rows, cols, len(b), cols))
	}
	return &Affine{W: W, B: b, DW: NewMatrix(rows, cols), DB: make([]float64, cols)}
}

// Forward returns x·W + b. It keeps x itself for Backward, so x must not change until
// then. It also panics if x is its own last result, but does not notice a matrix of that
// result's rows: to pass a result through a layer again, use Matrix.Clone.
func (l *Affine) Forward(x Matrix) Matrix {
	l.prepare(x)
	l.p.mul(l.y, x, l.W) // y = x·W
	for _, row := range l.y {
		for k := range row {
			row[k] += l.B[k] // + b
		}
	}
	return l.y
}

// Backward sets DW and DB and returns dx. It also panics if x, W, B or Forward's result
// has since changed shape, or if dout is the layer's own last dx.
func (l *Affine) Backward(dout Matrix) Matrix {
	l.backwardParams(dout)
	l.prepareDx(dout)
	l.p.mulTransB(l.dx, dout, l.W) // dx = dout·Wᵀ
	return l.dx
}

// backwardParams sets only DW and DB: the first layer of a network needs no dx.
func (l *Affine) backwardParams(dout Matrix) {
	l.prepareBack(dout)
	l.p.mulTransA(l.DW, l.x, dout) // DW = xᵀ·dout
	sumRows(l.DB, dout)            // DB = Σ_n dout_n
}

func sumRows(sum []float64, m Matrix) {
	clear(sum)
	for _, row := range m {
		for k := range row {
			sum[k] += row[k]
		}
	}
}

// Params returns W with DW, and B with DB as matrices of one row. All share the layer's
// memory. The list is valid until the next Params.
func (l *Affine) Params() []Param {
	l.sizeSlopes()
	l.rows = [2][]float64{l.B, l.DB}
	l.params = [2]Param{{l.W, l.DW}, {l.rows[:1:1], l.rows[1:]}}
	return l.params[:]
}

// prepare checks what Forward was given, keeps x and gives y its shape.
func (l *Affine) prepare(x Matrix) {
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
	if l.p == nil {
		l.p = new(product)
	}
}

// prepareBack checks all shapes again, because others may have come in since
// Forward, and gives DW and DB theirs.
func (l *Affine) prepareBack(dout Matrix) {
	if l.x == nil {
		panic("backprop: Affine: Backward before Forward")
	}
	_, d := batchShape("Affine.Backward", "x", l.x)
	n, k := batchShape("Affine.Backward", "Forward's result", l.y)
	wantShape("Affine.Backward", "dout", dout, n, k)
	wantShape("Affine.Backward", "W", l.W, d, k)
	if len(l.B) != k {
		panic(fmt.Sprintf("backprop: Affine.Backward: B is 1×%d, want 1×%d", len(l.B), k))
	}
	l.sizeSlopes()
}

// prepareDx gives dx its shape.
func (l *Affine) prepareDx(dout Matrix) {
	l.dx = sized(l.dx, len(l.x), len(l.W))
	if &dout[0][0] == &l.dx[0][0] {
		panic("backprop: Affine.Backward: dout is this layer's own last result, which Backward writes over; copy it first")
	}
}

// sizeSlopes gives DW and DB the shapes of W and B, if they have others.
func (l *Affine) sizeSlopes() {
	l.DW = sized(l.DW, len(l.W), len(l.B))
	if len(l.DB) != len(l.B) {
		l.DB = make([]float64, len(l.B))
	}
}
