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
// Every sum runs over k = 0, 1, 2, … in this order, and each product and each sum is
// rounded on its own, so the result equals that of the textbook's three loops to the last
// bit, in whatever order memory is visited. A zero in a is not skipped: 0·Inf is NaN.
//
// MatMul costs R·K·C multiplications. For large products it uses all cores; it copies b
// while it works. With R, K or C = 0 the product is empty or all zeros. A matrix with no
// rows has no known width: for a, it fits any b; for b, any a with no columns.
//
// MatMul panics if a or b is ragged, a's columns do not match b's rows, or NewMatrix
// refuses the product's size.
func MatMul(a, b Matrix) Matrix {
	rows, inner := shape("MatMul", "left", a)
	inner2, cols := shape("MatMul", "right", b)
	if inner != inner2 && rows > 0 {
		panic(fmt.Sprintf("backprop: MatMul: left is %d×%d, right is %d×%d: %d ≠ %d",
			rows, inner, inner2, cols, inner, inner2))
	}
	c := NewMatrix(rows, cols)
	p := idle.Get().(*product)
	p.mul(c, a, b)
	p.c, p.a, p.b = nil, nil, nil
	idle.Put(p)
	return c
}

// idle holds the products that MatMul has used, since they keep memory for the next.
var idle = sync.Pool{New: func() any { return new(product) }}

// A product is c = a·b, or that with one of the factors transposed, as a layer
// needs all three:
//
//	mul        c = a·b    c_ij = Σ_k a_ik b_kj
//	mulTransA  c = aᵀ·b   c_ij = Σ_k a_ki b_kj
//	mulTransB  c = a·bᵀ   c_ij = Σ_k a_ik b_jk
//
// Each is three loops, in the order that goes along rows, whose numbers are
// neighbours in memory. From a few hundred multiplications on, tile.go does the same
// sums faster. A product keeps the memory for that from call to call.
type product struct {
	c, a, b        Matrix
	inner          int // the number of terms in a sum
	transA, transB bool

	packed  [][wide]float64 // b, in the order in which tiles need it
	workers []*worker       // one a core
	share   int             // rows of c that a core takes at a time
	next    atomic.Int64    // the first row that nobody has taken
	busy    sync.WaitGroup  // the other cores
}

func (p *product) mul(c, a, b Matrix) {
	if p.tiled(c, a, b, len(b), false, false) {
		return
	}
	for i, sums := range c {
		clear(sums)
		for k, x := range a[i] {
			for j, v := range b[k] {
				sums[j] += float64(x * v)
			}
		}
	}
}

func (p *product) mulTransA(c, a, b Matrix) {
	if p.tiled(c, a, b, len(b), true, false) {
		return
	}
	for _, sums := range c {
		clear(sums)
	}
	for k, row := range a {
		for i, x := range row {
			sums := c[i]
			for j, v := range b[k] {
				sums[j] += float64(x * v)
			}
		}
	}
}

func (p *product) mulTransB(c, a, b Matrix) {
	if len(b) == 0 || p.tiled(c, a, b, len(b[0]), false, true) {
		return // without rows of b, c has no columns
	}
	for i, row := range a {
		for j, other := range b {
			sum := 0.0
			for k, x := range row {
				sum += float64(x * other[k])
			}
			c[i][j] = sum
		}
	}
}

const (
	few  = 256     // multiplications from which on tiles are faster than plain loops, for most shapes
	many = 2 << 20 // multiplications that are worth waking another core (0.1 to 0.4 ms)
)

// tiled computes c by tiles and reports true, unless plain loops are faster, as a rule: in small
// products, and in those with so few rows or terms that packing does not pay.
func (p *product) tiled(c, a, b Matrix, inner int, transA, transB bool) bool {
	if len(c) < 2 || inner < 4 || len(c)*inner*len(c[0]) < few {
		return false
	}
	p.c, p.a, p.b, p.inner, p.transA, p.transB = c, a, b, inner, transA, transB
	cores := 1
	if len(c)*inner*len(c[0]) >= many {
		cores = runtime.GOMAXPROCS(0)
	}
	for len(p.workers) < cores {
		w := new(worker)
		w.help = func() { p.take(w); p.busy.Done() }
		p.workers = append(p.workers, w)
	}
	p.pack()
	p.share = share(len(c), cores)
	p.next.Store(0)
	p.busy.Add(cores - 1)
	for _, w := range p.workers[1:cores] {
		go w.help()
	}
	p.take(p.workers[0])
	p.busy.Wait()
	return true
}

// share returns how many rows a core takes at a time: pairs of rows, at most as many
// as the caches hold, and the same number of times for each core. Several cores take
// at least two shares each, so that one that starts late leaves the others more.
func share(rows, cores int) int {
	shares := cores * (1 + (rows-1)/(cores*high))
	if cores > 1 {
		shares *= 2
	}
	return 2 * (1 + (rows-1)/(2*shares))
}

// take computes shares that nobody has taken yet, until none is left. A core that
// starts late, or has other work, takes fewer.
func (p *product) take(w *worker) {
	for {
		end := int(p.next.Add(int64(p.share)))
		if end-p.share >= len(p.c) {
			return
		}
		w.rows(p, end-p.share, min(end, len(p.c)))
	}
}
