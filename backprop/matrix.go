package backprop

import (
	"fmt"
	"slices"
)

// Matrix is a list of rows of equal length. A literal reads like mathematics,
//
//	W := backprop.Matrix{
//		{1, 2, 3},
//		{4, 5, 6},
//	}
//
// and a [][]float64 can be passed where a Matrix is wanted. To use the methods on one,
// such as the targets from losses.OneHot, convert it: backprop.Matrix(t).
type Matrix [][]float64

// NewMatrix returns a matrix of zeros with the given shape, its rows one after the other
// in one array. A matrix without rows does not remember its number of columns.
//
// NewMatrix panics if rows or cols is negative, or the matrix would take more than 2 GB.
func NewMatrix(rows, cols int) Matrix {
	if rows < 0 || cols < 0 {
		panic(fmt.Sprintf("backprop: NewMatrix: %d×%d; want no negative size", rows, cols))
	}
	const row = 3 // a row takes the place of three numbers, besides its own
	if rows > 0 && cols > most/rows-row {
		panic(fmt.Sprintf("backprop: NewMatrix: %d×%d; want at most %d numbers, a row counting as %d more", rows, cols, most, row))
	}
	m := make(Matrix, rows)
	all := make([]float64, rows*cols)
	for i := range m {
		m[i] = all[i*cols : (i+1)*cols : (i+1)*cols]
	}
	return m
}

// most is how many numbers a matrix or a mini-batch may have: 2 GB.
const most = 1 << 28

// Clone returns a copy of m with numbers of its own, for example to keep a prediction
// that the network will overwrite; merely assigning m copies no numbers.
func (m Matrix) Clone() Matrix {
	c := slices.Clone(m)
	for i := range c {
		c[i] = slices.Clone(c[i])
	}
	return c
}

// Rows returns the rows of m with the given numbers, in that order, as a matrix: the
// samples of a mini-batch, drawn by MiniBatch. Nothing is copied; the rows are those of
// m. It panics if m lacks one of these rows.
func (m Matrix) Rows(numbers []int) Matrix {
	batch := make(Matrix, len(numbers))
	for i, n := range numbers {
		if n < 0 || n >= len(m) {
			panic(fmt.Sprintf("backprop: Rows: row %d of a matrix with %d rows, numbered from 0", n, len(m)))
		}
		batch[i] = m[n]
	}
	return batch
}

// shape returns the size of m, and panics on behalf of the function fn if its
// rows, called name, differ in length.
func shape(fn, name string, m Matrix) (rows, cols int) {
	if len(m) == 0 {
		return 0, 0
	}
	for i := range m {
		if len(m[i]) != len(m[0]) {
			panic(fmt.Sprintf("backprop: %s: %s is ragged: row 0 has %d columns, row %d has %d",
				fn, name, len(m[0]), i, len(m[i])))
		}
	}
	return len(m), len(m[0])
}

// batchShape is shape for a batch, which must not be empty.
func batchShape(fn, name string, m Matrix) (rows, cols int) {
	rows, cols = shape(fn, name, m)
	if rows == 0 || cols == 0 {
		panic(fmt.Sprintf("backprop: %s: %s is %d×%d; want at least one row and one column", fn, name, rows, cols))
	}
	return rows, cols
}

// wantShape panics on behalf of fn unless m has the given shape.
func wantShape(fn, name string, m Matrix, rows, cols int) {
	if r, c := shape(fn, name, m); r != rows || c != cols {
		panic(fmt.Sprintf("backprop: %s: %s is %d×%d, want %d×%d", fn, name, r, c, rows, cols))
	}
}

// sized returns m if it has the given shape, else a new matrix that has it: a layer
// allocates only when the size of the batch changes.
func sized(m Matrix, rows, cols int) Matrix {
	fits := len(m) == rows
	for i := range m {
		fits = fits && len(m[i]) == cols
	}
	if !fits {
		return NewMatrix(rows, cols)
	}
	return m
}
