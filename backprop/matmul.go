package backprop

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
)

// MatMul returns the product of a, R×K, and b, K×C, in a new R×C matrix:
//
//	c_ij = Σ_k a_ik b_kj
//
// Every sum runs over k = 0, 1, 2, … in this order, each product and each sum
// rounded on its own, so that the result is to the last bit that of the
// textbook's three loops, whatever the order in which memory is visited. A zero
// in a is not skipped: 0·Inf is NaN.
//
// MatMul costs R·K·C multiplications, and uses all cores if that is much. With
// R, K or C = 0 the product is empty or all zeros. A matrix with no rows does not
// know its columns: as a it fits any b, and as b any a with no columns.
//
// MatMul panics if a or b is ragged, a has not as many columns as b has rows, or
// NewMatrix refuses the product's size.
func MatMul(a, b Matrix) Matrix {
	rows, inner := shape("MatMul", "left", a)
	inner2, cols := shape("MatMul", "right", b)
	if inner != inner2 && rows > 0 {
		panic(fmt.Sprintf("backprop: MatMul: left is %d×%d, right is %d×%d: %d ≠ %d",
			rows, inner, inner2, cols, inner, inner2))
	}
	c := NewMatrix(rows, cols)
	new(product).mul(c, a, b)
	return c
}

// A product is c = a·b, or that with one of the factors transposed, as a layer
// needs all three. No transposed copy is made:
//
//	mul        c = a·b    c_ij = Σ_k a_ik b_kj
//	mulTransA  c = aᵀ·b   c_ij = Σ_k a_ki b_kj
//	mulTransB  c = a·bᵀ   c_ij = Σ_k a_ik b_jk
//
// The textbook's loops over i, j and k stride down the columns of b, and meet a
// new cache line at every number. What is faster, and why:
//
//  1. With j in the innermost loop instead of k, it runs along rows: it adds
//     a_ik times row k of b to row i of c.
//  2. Four rows of b at once: c_ij is read and written once for four terms.
//     Two rows of c at once: each number of b is read once for both. This
//     innermost loop is addFour, and has two forms, with and without vectors.
//  3. A block of b is used for all rows of c before the next one, so that it
//     stays in the fastest cache meanwhile.
//  4. Rows of c do not depend on each other: all cores take some.
//
// None of this changes the order in which the terms of one sum are added.
type product struct {
	c, a, b        Matrix
	inner          int // the number of terms in a sum
	transA, transB bool

	next atomic.Int64   // the first row of c that nobody has taken
	busy sync.WaitGroup // the other cores
	help func()         // what they do; made once, since making it allocates
}

const (
	depth = 64      // rows of b in a block
	width = 128     // columns of b in a block
	many  = 1 << 20 // multiplications that are worth to wake another core (some 0.1 ms)
)

func (p *product) mul(c, a, b Matrix)       { p.run(c, a, b, len(b), false, false) }
func (p *product) mulTransA(c, a, b Matrix) { p.run(c, a, b, len(b), true, false) }
func (p *product) mulTransB(c, a, b Matrix) {
	if len(b) > 0 { // else c has no columns
		p.run(c, a, b, len(b[0]), false, true)
	}
}

func (p *product) run(c, a, b Matrix, inner int, transA, transB bool) {
	p.c, p.a, p.b, p.inner, p.transA, p.transB = c, a, b, inner, transA, transB
	cores := runtime.GOMAXPROCS(0)
	if cores == 1 || len(c) == 0 || len(c)*inner*len(c[0]) < many {
		p.rows(0, len(c))
		return
	}
	if p.help == nil {
		p.help = func() { p.take(); p.busy.Done() }
	}
	p.next.Store(0)
	p.busy.Add(cores - 1)
	for range cores - 1 {
		go p.help()
	}
	p.take()
	p.busy.Wait()
}

// take computes rows of c that nobody has taken yet, some at a time, until none
// is left. A core that starts late, or has other work, takes fewer.
func (p *product) take() {
	some := 2 * (1 + len(p.c)/(4*runtime.GOMAXPROCS(0))) // two shares a core
	for {
		end := int(p.next.Add(int64(some)))
		if end-some >= len(p.c) {
			return
		}
		p.rows(end-some, min(end, len(p.c)))
	}
}

// rows computes rows lo to hi of c, two at a time. An odd last one is its own
// partner, whose row of results is thrown away.
func (p *product) rows(lo, hi int) {
	if lo == hi {
		return
	}
	for i := lo; i < hi; i++ {
		clear(p.c[i])
	}
	var block [depth][]float64   // rows of b, or of bᵀ
	var turned [4][width]float64 // where rows of bᵀ are put together
	var x [depth / 4][8]float64  // factors of four rows each, for two rows of c
	var waste, zeros [width]float64
	height := depth
	if p.transB {
		height = len(turned)
	}
	for left := 0; left < len(p.c[0]); left += width {
		right := min(left+width, len(p.c[0]))
		for top := 0; top < p.inner; top += height {
			n := min(height, p.inner-top)
			for k := range n {
				if !p.transB {
					block[k] = p.b[top+k][left:right]
					continue
				}
				block[k] = turned[k][:right-left]
				for j, row := range p.b[left:right] {
					block[k][j] = row[top+k]
				}
			}
			for k := n; k%4 != 0; k++ { // rows that make it a multiple of four
				block[k], x[k/4] = zeros[:right-left], [8]float64{}
			}
			for i := lo; i < hi; i += 2 {
				j, d := i, waste[:right-left]
				if i+1 < hi {
					j, d = i+1, p.c[i+1][left:right]
				}
				p.factors(&x, i, j, top, n)
				for k := 0; k < n; k += 4 {
					addFour(p.c[i][left:right], d, &x[k/4], (*[4][]float64)(block[k:]))
				}
			}
		}
	}
}

// factors sets in x what those rows are multiplied by for rows i and j of c.
func (p *product) factors(x *[depth / 4][8]float64, i, j, top, n int) {
	if p.transA {
		for k, row := range p.a[top : top+n] {
			x[k/4][k%4], x[k/4][4+k%4] = row[i], row[j]
		}
		return
	}
	second := p.a[j][top : top+n]
	for k, v := range p.a[i][top : top+n] {
		x[k/4][k%4], x[k/4][4+k%4] = v, second[k]
	}
}

// addFourFrom is addFour from column j on: it adds to row c the rows of b, times x[0] to
// x[3], one after the other, and to row d the same, times x[4] to x[7]. The
// conversions to float64 forbid the compiler to fuse a product and a sum into
// one rounding, which some processors can and others cannot.
func addFourFrom(j int, c, d []float64, x *[8]float64, b *[4][]float64) {
	n := len(c)
	d, b0, b1, b2, b3 := d[:n], b[0][:n], b[1][:n], b[2][:n], b[3][:n]
	x0, x1, x2, x3 := x[0], x[1], x[2], x[3]
	y0, y1, y2, y3 := x[4], x[5], x[6], x[7]
	for ; j < n; j++ {
		p0, p1, p2, p3 := b0[j], b1[j], b2[j], b3[j]
		c[j] = c[j] + float64(x0*p0) + float64(x1*p1) + float64(x2*p2) + float64(x3*p3)
		d[j] = d[j] + float64(y0*p0) + float64(y1*p1) + float64(y2*p2) + float64(y3*p3)
	}
}
