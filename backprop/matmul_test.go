package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// textbook returns a·b by the three loops of the textbook, each product and
// each sum rounded on its own. Everything here must agree with it to the bit.
func textbook(a, b Matrix, rows, inner, cols int) Matrix {
	c := make(Matrix, rows)
	for i := range c {
		c[i] = make([]float64, cols)
		for j := range c[i] {
			sum := 0.0
			for k := range inner {
				sum += float64(a[i][k] * b[k][j])
			}
			c[i][j] = sum
		}
	}
	return c
}

func transpose(m Matrix, rows, cols int) Matrix {
	mt := make(Matrix, cols)
	for j := range mt {
		mt[j] = make([]float64, rows)
		for i := range rows {
			mt[j][i] = m[i][j]
		}
	}
	return mt
}

// hard fills a matrix from numbers that are extreme, and from some that cancel.
func hard(rng *rand.Rand, rows, cols int) Matrix {
	pool := []float64{math.Inf(1), math.Inf(-1), math.NaN(), 0, math.Copysign(0, -1), 5e-324, -1e-310,
		math.MaxFloat64, -math.MaxFloat64, 1e154, 1e-154, 1, -1, 1e16, -1e16, 3, 1 + 0x1p-27}
	pool = pool[3*rng.IntN(2):] // half of the matrices are finite, else NaN drowns all
	m := random(rng, rows, cols)
	for _, row := range m {
		for j := range row {
			row[j] = pool[rng.IntN(len(pool))]
		}
	}
	return m
}

// checkProducts holds MatMul, mul, mulTransA and mulTransB, and the three by tiles
// however small they are, to the textbook, and sees to it that they write over all of
// c and leave a and b alone.
func checkProducts(t *testing.T, name string, a, b Matrix, rows, inner, cols int) {
	t.Helper()
	at, bt := transpose(a, rows, inner), transpose(b, inner, cols)
	want := textbook(a, b, rows, inner, cols)
	a0, b0, at0, bt0 := a.Clone(), b.Clone(), at.Clone(), bt.Clone()
	dirty := func() Matrix {
		c := random(rand.New(rand.NewPCG(1, 1)), rows, cols)
		for _, row := range c {
			for j := range row {
				row[j] = math.NaN()
			}
		}
		return c
	}
	for _, f := range []struct {
		name string
		call func(c Matrix)
	}{
		{"mul", func(c Matrix) { new(product).mul(c, a, b) }},
		{"mulTransA", func(c Matrix) { new(product).mulTransA(c, at, b) }},
		{"mulTransB", func(c Matrix) { new(product).mulTransB(c, a, bt) }},
		{"mul by tiles", func(c Matrix) { byTiles(c, &product{a: a, b: b, inner: inner}) }},
		{"mulTransA by tiles", func(c Matrix) { byTiles(c, &product{a: at, b: b, inner: inner, transA: true}) }},
		{"mulTransB by tiles", func(c Matrix) { byTiles(c, &product{a: a, b: bt, inner: inner, transB: true}) }},
	} {
		if strings.HasSuffix(f.name, "tiles") && rows*inner*cols == 0 {
			continue
		}
		c := dirty()
		if f.call(c); !same(c, want) {
			t.Errorf("%s: %s of %d×%d and %d×%d is not the textbook's", name, f.name, rows, inner, inner, cols)
		}
	}
	// A matrix with no rows has forgotten its columns: MatMul then gives R×0.
	if inner > 0 || cols == 0 {
		if got := MatMul(a, b); !same(got, want) {
			t.Errorf("%s: MatMul of %d×%d and %d×%d is not the textbook's", name, rows, inner, inner, cols)
		}
	}
	if !same(a, a0) || !same(b, b0) || !same(at, at0) || !same(bt, bt0) {
		t.Errorf("%s: %d×%d times %d×%d changed an input", name, rows, inner, inner, cols)
	}
}

// byTiles sets c to the product, in two shares where that is possible. Another product
// has left in its memory what must not get into a sum.
func byTiles(c Matrix, p *product) {
	var w worker
	p.c, p.packed, w.turned = c, room(p.packed, p.inner*(len(c[0])+wide)), room(w.turned, high*depth)
	for i := range p.packed {
		for j := range p.packed[i] {
			p.packed[i][j] = math.NaN()
		}
	}
	for i := range w.turned {
		w.turned[i] = math.Inf(1)
	}
	for i := range w.edge {
		for j := range w.edge[i] {
			w.edge[i][j] = math.NaN()
		}
	}
	p.pack()
	if half := len(c) / 4 * 2; half > 0 {
		w.rows(p, 0, half)
		w.rows(p, half, len(c))
	} else {
		w.rows(p, 0, len(c))
	}
}

func TestProductsShapes(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	sizes := []int{0, 1, 2, 3, 4, 5, 7, 8, 13, 31, 100}
	if testing.Short() {
		sizes = sizes[:9]
	}
	for _, rows := range sizes {
		for _, inner := range sizes {
			for _, cols := range sizes {
				a, b := random(rng, rows, inner), random(rng, inner, cols)
				checkProducts(t, "random", a, b, rows, inner, cols)
			}
		}
	}
	// Around the edges of tiles, blocks and shares.
	for _, s := range []struct{ rows, inner, cols int }{
		{2, depth - 1, wide - 1}, {3, depth, wide}, {4, depth + 1, wide + 1}, {5, 2*depth + 1, 2*wide + 1},
		{3, 9, wide/4 + 1}, {3, 9, wide/2 + 1}, {3, 9, 3*wide/4 + 1}, {2*high + 1, 97, 201},
	} {
		checkProducts(t, "edges", random(rng, s.rows, s.inner), random(rng, s.inner, s.cols), s.rows, s.inner, s.cols)
	}
}

func TestProductsHardNumbers(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 2))
	for range 2000 {
		rows, inner, cols := rng.IntN(7), rng.IntN(14), rng.IntN(7)
		checkProducts(t, "hard", hard(rng, rows, inner), hard(rng, inner, cols), rows, inner, cols)
	}
}

// Between two blocks the sums wait in c, which must keep them as they are.
func TestProductsHardNumbersInBlocks(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for range 20 {
		inner := 2*depth + rng.IntN(depth)
		checkProducts(t, "hard", hard(rng, 3, inner), hard(rng, inner, 5), 3, inner, 5)
	}
}

// setCores has Go use n cores until the test ends; the test is skipped where there
// is but one (WebAssembly).
func setCores(t *testing.T, n int) {
	t.Helper()
	before := runtime.GOMAXPROCS(n)
	t.Cleanup(func() { runtime.GOMAXPROCS(before) })
	if runtime.GOMAXPROCS(0) != n {
		t.Skipf("Go does not use %d cores here", n)
	}
}

// From 2²¹ multiplications on, all cores but the caller's are called for, and
// waited for. Here they are slow and take no row, so that all is left to the
// caller.
func TestProductsCallForHelp(t *testing.T) {
	for _, s := range []struct {
		name                     string
		rows, inner, cols, cores int
		want                     int64
	}{
		{"2²¹ multiplications", 4, 8, 1 << 16, 2, 1},
		{"on five cores", 4, 8, 1 << 16, 5, 4},
		{"on one core", 4, 8, 1 << 16, 1, 0},
		{"one multiplication less", 7, 7, 42799, 2, 0}, // 2²¹ − 1
		{"in one row, which cannot be shared", 1, 8, 1 << 18, 2, 0},
		{"columns without rows", 0, 1 << 10, 1 << 11, 2, 0},
	} {
		t.Run(s.name, func(t *testing.T) {
			setCores(t, s.cores)
			callForHelp(t, s.rows, s.inner, s.cols, s.want)
			if got := runtime.GOMAXPROCS(0); got != s.cores {
				t.Errorf("Go uses %d cores afterwards, and used %d before", got, s.cores)
			}
		})
	}
}

func callForHelp(t *testing.T, rows, inner, cols int, want int64) {
	ones := func(rows, cols int) Matrix {
		m := NewMatrix(rows, cols)
		for _, x := range m {
			for j := range x {
				x[j] = 1
			}
		}
		return m
	}
	a, b, c := ones(rows, inner), ones(inner, cols), NewMatrix(rows, cols)
	var p, alone product
	var helped atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		p.workers = append(p.workers, &worker{help: func() {
			time.Sleep(20 * time.Millisecond) // far longer than the product takes
			helped.Add(1)
			p.busy.Done()
		}})
	}
	p.mul(c, a, b)
	if got := helped.Load(); got != want {
		t.Errorf("%d cores have helped, want %d", got, want)
	}
	for i := range c {
		for j, sum := range c[i] {
			if sum != float64(inner) {
				t.Fatalf("c[%d][%d] is %v, want a sum of %d ones", i, j, sum, inner)
			}
		}
	}
	if alone.mul(c, a, b); want == 0 && len(alone.workers) > 1 {
		t.Errorf("help is made ready, and never called for")
	}
}

// One helper takes all rows, if the others are late.
func TestProductsHelperAlone(t *testing.T) {
	setCores(t, 2)
	rng := rand.New(rand.NewPCG(3, 7))
	a, b, c := random(rng, 97, 220), random(rng, 220, 101), NewMatrix(97, 101)
	var p product
	p.mul(c, a, b)
	want := c.Clone()
	for _, row := range c {
		clear(row)
	}
	p.next.Store(0)
	p.busy.Add(1)
	if p.workers[1].help(); !same(c, want) {
		t.Errorf("one helper alone does not make the product of all")
	}
}

// A share is pairs of rows, at most 128 rows, and each core gets as many shares.
func TestProductsShares(t *testing.T) {
	for _, s := range []struct{ rows, cores, want int }{
		{2, 8, 2},
		{100, 1, 100},
		{100, 2, 26}, // four
		{97, 2, 26},
		{128, 1, 128},
		{129, 1, 66},  // two shares: 66 and 63
		{784, 1, 112}, // seven
		{784, 2, 50},  // sixteen
	} {
		if got := share(s.rows, s.cores); got != s.want {
			t.Errorf("share(%d, %d) = %d, want %d", s.rows, s.cores, got, s.want)
		}
	}
	for rows := 2; rows < 600; rows++ {
		for cores := 1; cores < 10; cores++ {
			if got := share(rows, cores); got%2 != 0 || got < 2 || got > high || (got-2)*cores >= rows {
				t.Fatalf("share(%d, %d) = %d: odd, or more than %d, or too much for one core", rows, cores, got, high)
			}
		}
	}
}

// A product that is warm allocates nothing, by plain loops or by tiles, also with
// the last block of a sum shorter than the others.
func TestProductsAllocateNothing(t *testing.T) {
	setCores(t, 1)
	rng := rand.New(rand.NewPCG(3, 8))
	for _, n := range []int{4, 2*depth + 1} {
		a, b, c := random(rng, n, n), random(rng, n, n), NewMatrix(n, n)
		var p product
		if got := testing.AllocsPerRun(2, func() { p.mul(c, a, b); p.mulTransA(c, a, b); p.mulTransB(c, a, b) }); got != 0 {
			t.Errorf("three products of %d×%d allocate %v times, want 0", n, n, got)
		}
	}
}

// Several cores, more than there may be, and one product for all calls, as a
// layer has it: it starts anew each time, and returns only when all are done.
func TestProductsOnCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rng := rand.New(rand.NewPCG(3, 6))
	a, b := random(rng, 97, 220), random(rng, 220, 101)
	if 97*220*101 < many {
		t.Fatalf("%d multiplications are done by one core: take larger matrices", 97*220*101)
	}
	want := textbook(a, b, 97, 220, 101)
	for _, cores := range []int{2, 3, 8} {
		runtime.GOMAXPROCS(cores)
		var p product
		c := NewMatrix(97, 101)
		for call := range 20 {
			for _, row := range c {
				clear(row)
			}
			if p.mul(c, a, b); !same(c, want) {
				t.Fatalf("call %d on %d cores is not the textbook's", call+1, cores)
			}
		}
	}
}

func TestProductsSharedRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for _, n := range []int{1, 4, 7, 13} {
		m := random(rng, n, n)
		checkProducts(t, "a is b", m, m, n, n, n)
		r := m[0]
		one := make(Matrix, n)
		for i := range one {
			one[i] = r
		}
		checkProducts(t, "all rows are one slice", one, one, n, n, n)
		all := random(rng, 1, n+n-1)[0]
		overlap := make(Matrix, n)
		for i := range overlap {
			overlap[i] = all[i : i+n]
		}
		checkProducts(t, "rows overlap", overlap, m, n, n, n)
		checkProducts(t, "rows overlap", m, overlap, n, n, n)
	}
}

func TestMatMul(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name       string
		a, b, want Matrix
	}{
		{"2×2", Matrix{{1, 2}, {3, 4}}, Matrix{{5, 6}, {7, 8}}, Matrix{{5 + 14, 6 + 16}, {15 + 28, 18 + 32}}},
		{"row times column", Matrix{{1, 2, 3}}, Matrix{{4}, {5}, {6}}, Matrix{{4 + 10 + 18}}},
		{"column times row", Matrix{{1}, {2}}, Matrix{{3, 4}}, Matrix{{3, 4}, {6, 8}}},
		{"k ascends: 1 is lost in 1e16", Matrix{{1e16, 1, -1e16}}, Matrix{{1}, {1}, {1}}, Matrix{{0}}},
		{"k ascends: 1 is kept", Matrix{{1e16, -1e16, 1}}, Matrix{{1}, {1}, {1}}, Matrix{{1}}},
		{"k ascends over four", Matrix{{1e16, 1, 1, 1, -1e16}}, Matrix{{1}, {1}, {1}, {1}, {1}}, Matrix{{0}}},
		// (1+2⁻²⁷)² = 1 + 2⁻²⁶ + 2⁻⁵⁴ rounds to 1 + 2⁻²⁶; fused with the sum, 2⁻⁵⁴ would be left.
		{"products are rounded", Matrix{{-1, 1 + 0x1p-27}}, Matrix{{1 + 0x1p-26}, {1 + 0x1p-27}}, Matrix{{0}}},
		{"0·Inf is not skipped", Matrix{{0, 1}}, Matrix{{inf, 1}, {2, nan}}, Matrix{{nan, nan}}},
		{"overflow", Matrix{{1e200}}, Matrix{{1e200, -1e200}}, Matrix{{inf, -inf}}},
		{"−0 + 0 is 0", Matrix{{math.Copysign(0, -1)}}, Matrix{{1}}, Matrix{{0}}},
		{"no rows", nil, Matrix{{1, 2}}, Matrix{}},
		{"no columns left, no rows right", Matrix{{}, {}}, nil, Matrix{{}, {}}},
		{"no columns right", Matrix{{1}, {2}}, Matrix{{}}, Matrix{{}, {}}},
		{"nothing at all", nil, nil, Matrix{}},
	} {
		if got := MatMul(c.a, c.b); !same(got, c.want) {
			t.Errorf("%s: MatMul(%v, %v) = %v, want %v", c.name, c.a, c.b, got, c.want)
		}
	}
}

func TestMatMulPanics(t *testing.T) {
	testPanics(t, []panicCase{
		{"inner sizes", func() { MatMul(NewMatrix(2, 3), NewMatrix(4, 2)) }, "backprop: MatMul: left is 2×3, right is 4×2: 3 ≠ 4"},
		{"transposed", func() { MatMul(NewMatrix(2, 3), NewMatrix(2, 3)) }, "backprop: MatMul: left is 2×3, right is 2×3: 3 ≠ 2"},
		{"one row", func() { MatMul(NewMatrix(1, 2), NewMatrix(1, 2)) }, "backprop: MatMul: left is 1×2, right is 1×2: 2 ≠ 1"},
		{"right is empty", func() { MatMul(NewMatrix(2, 3), nil) }, "backprop: MatMul: left is 2×3, right is 0×0: 3 ≠ 0"},
		{"left has no columns", func() { MatMul(NewMatrix(2, 0), NewMatrix(1, 5)) }, "backprop: MatMul: left is 2×0, right is 1×5: 0 ≠ 1"},
		{"left is ragged", func() { MatMul(Matrix{{1, 2}, {3}}, nil) }, "backprop: MatMul: left is ragged: row 0 has 2 columns, row 1 has 1"},
		{"right is ragged", func() { MatMul(nil, Matrix{{1}, {2}, {}}) }, "backprop: MatMul: right is ragged: row 0 has 1 columns, row 2 has 0"},
	})
}

func BenchmarkMatMul(b *testing.B) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, s := range []struct{ rows, inner, cols int }{{100, 784, 50}, {256, 256, 256}} {
		b.Run(fmt.Sprintf("%dx%dx%d", s.rows, s.inner, s.cols), func(b *testing.B) {
			x, y := random(rng, s.rows, s.inner), random(rng, s.inner, s.cols)
			for b.Loop() {
				MatMul(x, y)
			}
			flops := 2 * float64(s.rows*s.inner*s.cols) * float64(b.N)
			b.ReportMetric(flops/b.Elapsed().Seconds()/1e9, "GFLOP/s")
		})
	}
}
