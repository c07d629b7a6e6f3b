package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func TestAffineByHand(t *testing.T) {
	l := NewAffine(Matrix{{1, 2, 3}, {4, 5, 6}}, []float64{10, 20, 30})
	x := Matrix{{1, -1}, {0.5, 2}}
	// 1·1−1·4+10, 1·2−1·5+20, 1·3−1·6+30; 0.5·1+2·4+10, 0.5·2+2·5+20, 0.5·3+2·6+30
	if y, want := l.Forward(x), (Matrix{{7, 17, 27}, {18.5, 31, 43.5}}); !same(y, want) {
		t.Errorf("Forward(%v) = %v, want %v", x, y, want)
	}
	dout := Matrix{{1, 0, -2}, {4, 8, 2}}
	// 1·1+0·2−2·3, 1·4+0·5−2·6; 4·1+8·2+2·3, 4·4+8·5+2·6
	if dx, want := l.Backward(dout), (Matrix{{-5, -8}, {26, 68}}); !same(dx, want) {
		t.Errorf("Backward(%v) = %v, want %v", dout, dx, want)
	}
	// 1·1+0.5·4, 1·0+0.5·8, 1·−2+0.5·2; −1·1+2·4, −1·0+2·8, −1·−2+2·2
	if want := (Matrix{{3, 4, -1}, {7, 16, 6}}); !same(l.DW, want) {
		t.Errorf("DW = %v, want %v", l.DW, want)
	}
	if want := (Matrix{{5, 8, 0}}); !same(Matrix{l.DB}, want) { // the columns of dout summed
		t.Errorf("DB = %v, want %v", l.DB, want[0])
	}
}

func TestAffineAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 1))
	for _, s := range []struct{ d, k int }{{1, 1}, {3, 5}, {5, 2}} {
		l := NewAffine(random(rng, s.d, s.k), random(rng, 1, s.k)[0])
		for _, n := range []int{1, 2, 7, 2} { // one layer for all batches
			name := fmt.Sprintf("%d×%d, batch of %d", s.d, s.k, n)
			checkLayer(t, name, l, random(rng, n, s.d), random(rng, n, s.k))
		}
	}
}

// The sums of a layer are those of the textbook to the bit, in DB too.
func TestAffineToTheBit(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	for _, s := range []struct{ n, d, k int }{{1, 1, 1}, {3, 5, 2}, {13, 8, 31}, {100, 64, 10}} {
		l := NewAffine(random(rng, s.d, s.k), random(rng, 1, s.k)[0])
		x, dout := random(rng, s.n, s.d), random(rng, s.n, s.k)
		y := textbook(x, l.W, s.n, s.d, s.k)
		for _, row := range y {
			for k := range row {
				row[k] += l.B[k]
			}
		}
		ones := Matrix{make([]float64, s.n)}
		for n := range s.n {
			ones[0][n] = 1
		}
		dx := textbook(dout, transpose(l.W, s.d, s.k), s.n, s.k, s.d)
		dw := textbook(transpose(x, s.n, s.d), dout, s.d, s.n, s.k)
		db := textbook(ones, dout, 1, s.n, s.k)
		if !same(l.Forward(x), y) || !same(l.Backward(dout), dx) || !same(l.DW, dw) || !same(Matrix{l.DB}, db) {
			t.Errorf("%d samples, %d×%d: not the textbook's sums", s.n, s.d, s.k)
		}
	}
}

func TestAffineIsAnew(t *testing.T) {
	W, b := Matrix{{2}, {3}}, []float64{1}
	l := NewAffine(W, b)
	l.Forward(Matrix{{1, 1}})
	l.Backward(Matrix{{5}})
	l.Backward(Matrix{{10}}) // does not add to the 5
	if want := (Matrix{{10}, {10}}); !same(l.DW, want) || l.DB[0] != 10 {
		t.Errorf("after a second Backward: DW = %v, DB = %v, want %v and [10]", l.DW, l.DB, want)
	}
	W[0][0], b[0] = 7, -1 // no copies: 1·7 + 1·3 − 1
	if y := l.Forward(Matrix{{1, 1}}); y[0][0] != 9 {
		t.Errorf("after W and b changed: Forward gives %v, want 9", y[0][0])
	}
	l.Backward(Matrix{{1}})
	l.W, l.B = Matrix{{1, 2}}, []float64{0, 10} // another shape: 4·1, 4·2 + 10
	if y, want := l.Forward(Matrix{{4}}), (Matrix{{4, 18}}); !same(y, want) {
		t.Errorf("with another W: Forward gives %v, want %v", y, want)
	}
	dx := l.Backward(Matrix{{3, 5}}) // 3·1 + 5·2; DW is 4·3, 4·5
	if !same(dx, Matrix{{13}}) || !same(l.DW, Matrix{{12, 20}}) || !same(Matrix{l.DB}, Matrix{{3, 5}}) {
		t.Errorf("with another W: dx %v, DW %v, DB %v, want [[13]], [[12 20]], [3 5]", dx, l.DW, l.DB)
	}
}

func TestAffineLiteral(t *testing.T) {
	l := &Affine{W: Matrix{{1, 2}, {3, 4}}, B: []float64{0, 1}}
	params := l.Params() // before any pass: zeros of the right shape
	if !same(params[0].Grad, NewMatrix(2, 2)) || !same(params[1].Grad, NewMatrix(1, 2)) {
		t.Errorf("fresh gradients are %v and %v, want zeros", params[0].Grad, params[1].Grad)
	}
	if y, want := l.Forward(Matrix{{1, 10}}), (Matrix{{31, 43}}); !same(y, want) { // 1+30, 2+40+1
		t.Errorf("Forward gives %v, want %v", y, want)
	}
	l.Backward(Matrix{{1, 2}})
	if !same(params[0].Grad, Matrix{{1, 2}, {10, 20}}) || !same(params[1].Grad, Matrix{{1, 2}}) {
		t.Errorf("Backward did not fill the gradients that Params had given out: %v", params)
	}
	_ = append(params[1].Value, []float64{7, 7}) // takes other memory, not that of DB's matrix
	if !same(params[1].Grad, Matrix{{1, 2}}) {
		t.Errorf("a row appended to B's matrix is now in DB's: %v", params[1].Grad)
	}
	params[0].Value[0][0], params[1].Value[0][1] = 100, 200
	if l.W[0][0] != 100 || l.B[1] != 200 {
		t.Errorf("a change of a Value did not reach the layer: W = %v, B = %v", l.W, l.B)
	}
}

func TestAffineInfAndNaN(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	l := NewAffine(Matrix{{0, 1}, {1, 1}}, []float64{0, -inf})
	for _, c := range []struct {
		name           string
		x, dout, y, dx Matrix
	}{
		{"Inf in x", Matrix{{inf, 1}}, Matrix{{1, 0}}, Matrix{{nan, nan}}, Matrix{{0, 1}}}, // 0·Inf; Inf − Inf
		{"NaN in x", Matrix{{1, nan}}, Matrix{{1, 1}}, Matrix{{nan, nan}}, Matrix{{1, 2}}},
		{"NaN in dout", Matrix{{1, 2}}, Matrix{{nan, 1}}, Matrix{{2, -inf}}, Matrix{{nan, nan}}},
	} {
		y := l.Forward(c.x).Clone()
		if dx := l.Backward(c.dout); !same(y, c.y) || !same(dx, c.dx) {
			t.Errorf("%s: y = %v, dx = %v, want %v and %v", c.name, y, dx, c.y, c.dx)
		}
	}
}

func TestAffinePanics(t *testing.T) {
	W, b := Matrix{{1, 2, 3}, {4, 5, 6}}, []float64{1, 2, 3}
	fresh, warm := NewAffine(W, b), NewAffine(W, b)
	warm2 := NewAffine(Matrix{{1, 2}, {3, 4}}, []float64{0, 0})
	forward := func(l Affine, x Matrix) func() { return func() { l.Forward(x) } }
	testPanics(t, []panicCase{
		{"no W", func() { NewAffine(nil, b) }, "backprop: NewAffine: W is 0×0; want at least one row and one column"},
		{"W without columns", func() { NewAffine(Matrix{{}}, nil) }, "backprop: NewAffine: W is 1×0; want at least one row and one column"},
		{"ragged W", func() { NewAffine(Matrix{{1}, {1, 2}}, b) }, "backprop: NewAffine: W is ragged: row 0 has 1 columns, row 1 has 2"},
		{"b is short", func() { NewAffine(W, b[:2]) }, "backprop: NewAffine: W is 2×3, b has 2 values: 3 ≠ 2"},
		{"no b", func() { NewAffine(W, nil) }, "backprop: NewAffine: W is 2×3, b has 0 values: 3 ≠ 0"},
		{"Backward first", func() { fresh.Backward(Matrix{{1, 2, 3}}) }, "backprop: Affine: Backward before Forward"},
		{"no rows", func() { fresh.Forward(nil) }, "backprop: Affine.Forward: x is 0×0; want at least one row and one column"},
		{"no columns", func() { fresh.Forward(Matrix{{}}) }, "backprop: Affine.Forward: x is 1×0; want at least one row and one column"},
		{"ragged x", func() { fresh.Forward(Matrix{{1, 2}, {1}}) }, "backprop: Affine.Forward: x is ragged: row 0 has 2 columns, row 1 has 1"},
		{"x too wide", func() { fresh.Forward(NewMatrix(4, 3)) },
			"backprop: Affine.Forward: x is 4×3, W is 2×3, B has 3 values; want 2 inputs and 3 biases"},
		{"still no Forward", func() { fresh.Backward(Matrix{{1, 2, 3}}) }, "backprop: Affine: Backward before Forward"},
		{"zero value", forward(Affine{}, Matrix{{1}}), "backprop: Affine.Forward: W is 0×0; want at least one row and one column"},
		{"literal, ragged W", forward(Affine{W: Matrix{{1, 2}, {3}}}, Matrix{{1, 2}}), "backprop: Affine.Forward: W is ragged: row 0 has 2 columns, row 1 has 1"},
		{"literal, no B", forward(Affine{W: W}, Matrix{{1, 2}}),
			"backprop: Affine.Forward: x is 1×2, W is 2×3, B has 0 values; want 2 inputs and 3 biases"},
		{"more rows", func() { warm.Forward(Matrix{{1, 2}}); warm.Backward(NewMatrix(2, 3)) }, "backprop: Affine.Backward: dout is 2×3, want 1×3"},
		{"dout like x", func() { warm.Backward(Matrix{{1, 2}}) }, "backprop: Affine.Backward: dout is 1×2, want 1×3"},
		{"no dout", func() { warm.Backward(nil) }, "backprop: Affine.Backward: dout is 0×0, want 1×3"},
		{"ragged dout", func() { warm.Backward(Matrix{{1, 2, 3}, {4}}) }, "backprop: Affine.Backward: dout is ragged: row 0 has 3 columns, row 1 has 1"},
		{"x is its own result", func() { warm2.Forward(warm2.Forward(Matrix{{1, 2}})) },
			"backprop: Affine.Forward: x is this layer's own last result, which Forward writes over; copy it first"},
		{"dout is its own result", func() { warm2.Forward(Matrix{{1, 2}}); warm2.Backward(warm2.Backward(Matrix{{1, 2}})) },
			"backprop: Affine.Backward: dout is this layer's own last result, which Backward writes over; copy it first"},
		{"W and B replaced in between", func() {
			warm2.Forward(Matrix{{1, 2}})
			warm2.W, warm2.B = NewMatrix(2, 3), make([]float64, 3)
			warm2.Backward(Matrix{{1, 2, 3}})
		}, "backprop: Affine.Backward: dout is 1×3, want 1×2"},
		{"B replaced in between", func() { warm.B = b[:2]; warm.Backward(Matrix{{1, 2, 3}}) }, "backprop: Affine.Backward: B is 1×2, want 1×3"},
		{"W replaced in between", func() { warm.W = NewMatrix(3, 3); warm.Backward(Matrix{{1, 2, 3}}) }, "backprop: Affine.Backward: W is 3×3, want 2×3"},
	})
}
