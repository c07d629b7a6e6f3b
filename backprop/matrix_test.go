package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A panicCase is a call and the sentence that it must panic with.
type panicCase struct {
	name string
	call func()
	want string
}

func testPanics(t *testing.T, cases []panicCase) {
	t.Helper()
	for _, c := range cases {
		if got := panicOf(c.call); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// panicOf calls f and returns what it panics with.
func panicOf(f func()) (sentence string) {
	defer func() {
		if v := recover(); v != nil {
			sentence = fmt.Sprint(v)
		}
	}()
	f()
	return "no panic"
}

// random returns a matrix whose numbers are uneven: no two alike, both signs.
// It does not use NewMatrix, which is under test.
func random(rng *rand.Rand, rows, cols int) Matrix {
	m := make(Matrix, rows)
	for i := range m {
		m[i] = make([]float64, cols)
		for j := range m[i] {
			m[i][j] = rng.NormFloat64()
		}
	}
	return m
}

// same says whether a and b have the same shape and bits; any NaN is like any
// other, for its bits depend on the processor.
func same(a, b Matrix) bool {
	return slices.EqualFunc(a, b, func(x, y []float64) bool {
		return slices.EqualFunc(x, y, func(p, q float64) bool {
			return math.Float64bits(p) == math.Float64bits(q) || p != p && q != q
		})
	})
}

// near says whether a and b have the same shape and agree within tol.
func near(a, b Matrix, tol float64) bool {
	return slices.EqualFunc(a, b, func(x, y []float64) bool {
		return slices.EqualFunc(x, y, func(p, q float64) bool { return math.Abs(p-q) <= tol })
	})
}

func TestNewMatrix(t *testing.T) {
	for _, c := range []struct{ rows, cols int }{{0, 0}, {0, 3}, {3, 0}, {1, 1}, {1, 4}, {4, 1}, {3, 5}} {
		m := NewMatrix(c.rows, c.cols)
		if len(m) != c.rows {
			t.Errorf("NewMatrix(%d, %d) has %d rows", c.rows, c.cols, len(m))
		}
		for i, row := range m {
			if !slices.Equal(row, make([]float64, c.cols)) {
				t.Errorf("NewMatrix(%d, %d): row %d is %v, want %d zeros", c.rows, c.cols, i, row, c.cols)
			}
		}
	}
	if got := testing.AllocsPerRun(10, func() { NewMatrix(50, 7) }); got > 2 {
		t.Errorf("NewMatrix allocates %v times, want 2: the rows and one array for all", got)
	}
}

func TestNewMatrixRowsAreApart(t *testing.T) {
	m := NewMatrix(3, 2)
	m[0] = append(m[0], 9) // must move away instead of growing into row 1
	m[1][0], m[1][1] = 5, 6
	if want := (Matrix{{0, 0, 9}, {5, 6}, {0, 0}}); !same(m, want) {
		t.Errorf("after append and two assignments: %v, want %v", m, want)
	}
}

func TestRows(t *testing.T) {
	m := Matrix{{0, 1}, {10, 11}, {20, 21}}
	for _, c := range []struct {
		name    string
		numbers []int
		want    Matrix
	}{
		{"none", nil, Matrix{}},
		{"one", []int{2}, Matrix{{20, 21}}},
		{"in the order asked for", []int{2, 0, 1}, Matrix{{20, 21}, {0, 1}, {10, 11}}},
		{"one twice", []int{1, 1}, Matrix{{10, 11}, {10, 11}}},
	} {
		if got := m.Rows(c.numbers); !same(got, c.want) {
			t.Errorf("%s: Rows(%v) = %v, want %v", c.name, c.numbers, got, c.want)
		}
	}
	batch := m.Rows([]int{1, 2})
	batch[0][1] = -1
	if m[1][1] != -1 {
		t.Errorf("a change in the batch did not reach m: the rows were copied")
	}
	batch[1] = nil
	if m[2] == nil {
		t.Errorf("a row put into the batch replaced that of m")
	}
}

func TestClone(t *testing.T) {
	for _, m := range []Matrix{nil, {}, {{}}, {{1, 2}, {3}}, {{1, math.NaN()}, {math.Inf(1), math.Copysign(0, -1)}}} {
		c := m.Clone()
		if !same(c, m) || (c == nil) != (m == nil) {
			t.Errorf("Clone of %v is %v", m, c)
		}
	}
	m := Matrix{{1, 2}, {3, 4}}
	c := m.Clone()
	m[0][0], c[1][1] = 5, 6
	if !same(m, Matrix{{5, 2}, {3, 4}}) || !same(c, Matrix{{1, 2}, {3, 6}}) {
		t.Errorf("the copy shares memory: %v and %v", m, c)
	}
}

func TestMatrixPanics(t *testing.T) {
	m := Matrix{{1}, {2}, {3}}
	testPanics(t, []panicCase{
		{"rows < 0", func() { NewMatrix(-1, 2) }, "backprop: NewMatrix: -1×2; want no negative size"},
		{"cols < 0", func() { NewMatrix(2, -3) }, "backprop: NewMatrix: 2×-3; want no negative size"},
		{"row -1", func() { m.Rows([]int{0, -1}) }, "backprop: Rows: row -1 of a matrix with 3 rows, numbered from 0"},
		{"row 3 of 3", func() { m.Rows([]int{3}) }, "backprop: Rows: row 3 of a matrix with 3 rows, numbered from 0"},
		{"row 0 of none", func() { Matrix{}.Rows([]int{0}) }, "backprop: Rows: row 0 of a matrix with 0 rows, numbered from 0"},
	})
}

// Too many numbers, up to where the product of the sizes does not fit an int. What
// is just not too large, nobody can try.
func TestMatrixSizes(t *testing.T) {
	const most = 1 << 28 // 2 GB
	for _, c := range []struct {
		name       string
		rows, cols int
	}{
		{"one column too many", 1, most - 2},
		{"one column too many in four rows", 4, most/4 - 2}, // 4·(most/4 − 2) and 4·3 more
		{"most columns", 1, math.MaxInt},
		{"most rows", math.MaxInt, 1},
		{"4·2^62 is 0 in 64 bits", 4, math.MaxInt/2 + 1},
		{"3·(MaxInt/3 + 1) is negative", 3, math.MaxInt/3 + 1},
	} {
		want := fmt.Sprintf("backprop: NewMatrix: %d×%d; want at most %d numbers, a row counting as 3 more", c.rows, c.cols, most)
		testPanics(t, []panicCase{{c.name, func() { NewMatrix(c.rows, c.cols) }, want}})
	}
	if m := NewMatrix(0, math.MaxInt); len(m) != 0 {
		t.Errorf("NewMatrix(0, %d) has %d rows", math.MaxInt, len(m))
	}
}

func TestSized(t *testing.T) {
	m := NewMatrix(2, 3)
	if got := sized(m, 2, 3); &got[0][0] != &m[0][0] {
		t.Errorf("sized made a new 2×3 where it had one")
	}
	for _, c := range []struct {
		name string
		m    Matrix
	}{{"nil", nil}, {"fewer rows", NewMatrix(1, 3)}, {"more columns", NewMatrix(2, 4)}, {"ragged", Matrix{{1, 2}, {1, 2, 3}}}} {
		if got := sized(c.m, 2, 3); !same(got, Matrix{{0, 0, 0}, {0, 0, 0}}) {
			t.Errorf("sized(%s, 2, 3) = %v", c.name, got)
		}
	}
}
