package backprop

import "fmt"

// MatMul returns the product of a, R×K, and b, K×C, in a new R×C matrix:
//
//	c_ij = Σ_k a_ik b_kj
//
// Every sum runs over k = 0, 1, 2, … in this order, each product and each sum
// rounded on its own, so that the result is to the last bit that of the
// textbook's three loops, whatever the order in which memory is visited. A zero
// in a is not skipped: 0·Inf is NaN.
//
// MatMul costs R·K·C multiplications. With R, K or C = 0 the matrix is empty or
// all zeros; one with no rows counts as 0×0, and as K×C fits any K = 0.
//
// MatMul panics if a or b is ragged or a has not as many columns as b has rows.
func MatMul(a, b Matrix) Matrix {
	rows, inner := shape("MatMul", "left", a)
	inner2, cols := shape("MatMul", "right", b)
	if inner != inner2 && rows > 0 {
		panic(fmt.Sprintf("backprop: MatMul: left is %d×%d, right is %d×%d: %d ≠ %d",
			rows, inner, inner2, cols, inner, inner2))
	}
	c := NewMatrix(rows, cols)
	mul(c, a, b)
	return c
}

// mul sets c = a·b. The textbook's order of the loops (i, j, k) strides down the
// columns of b and meets a new cache line at every number. In the order (i, k, j)
// the innermost loop runs along rows: add a_ik times row k of b to row i of c.
// Taking four rows of b at once, c_ij is read and written once for four sums.
func mul(c, a, b Matrix) {
	for i, ai := range a {
		clear(c[i])
		k := 0
		for ; k+4 <= len(b); k += 4 {
			addFour(c[i], ai[k], ai[k+1], ai[k+2], ai[k+3], b[k], b[k+1], b[k+2], b[k+3])
		}
		for ; k < len(b); k++ {
			addOne(c[i], ai[k], b[k])
		}
	}
}

// mulTransA sets c = aᵀ·b, c_ij = Σ_k a_ki b_kj, without a transposed copy:
// column i of a is read where it lies, and c is passed over once for four k.
func mulTransA(c, a, b Matrix) {
	for i := range c {
		clear(c[i])
	}
	k := 0
	for ; k+4 <= len(b); k += 4 {
		a0, a1, a2, a3 := a[k], a[k+1], a[k+2], a[k+3]
		for i := range c {
			addFour(c[i], a0[i], a1[i], a2[i], a3[i], b[k], b[k+1], b[k+2], b[k+3])
		}
	}
	for ; k < len(b); k++ {
		for i := range c {
			addOne(c[i], a[k][i], b[k])
		}
	}
}

// mulTransB sets c = a·bᵀ, c_ij = Σ_k a_ik b_jk, without a transposed copy: row
// i of a meets row j of b. One sum must wait for each of its additions; four
// sums at once keep the processor busy meanwhile.
func mulTransB(c, a, b Matrix) {
	for i, ai := range a {
		j := 0
		for ; j+4 <= len(b); j += 4 {
			b0, b1, b2, b3 := b[j][:len(ai)], b[j+1][:len(ai)], b[j+2][:len(ai)], b[j+3][:len(ai)]
			var s0, s1, s2, s3 float64
			for k, x := range ai {
				s0 += float64(x * b0[k])
				s1 += float64(x * b1[k])
				s2 += float64(x * b2[k])
				s3 += float64(x * b3[k])
			}
			c[i][j], c[i][j+1], c[i][j+2], c[i][j+3] = s0, s1, s2, s3
		}
		for ; j < len(b); j++ {
			sum := 0.0
			for k, x := range ai {
				sum += float64(x * b[j][k])
			}
			c[i][j] = sum
		}
	}
}

// addFour adds x0·b0, then x1·b1, x2·b2 and x3·b3 to c, in this order. The
// conversions to float64 forbid the compiler to fuse a product and a sum into
// one rounding, which some processors can and others cannot.
func addFour(c []float64, x0, x1, x2, x3 float64, b0, b1, b2, b3 []float64) {
	b0, b1, b2, b3 = b0[:len(c)], b1[:len(c)], b2[:len(c)], b3[:len(c)]
	for j := range c {
		c[j] = c[j] + float64(x0*b0[j]) + float64(x1*b1[j]) + float64(x2*b2[j]) + float64(x3*b3[j])
	}
}

// addOne adds x·b to c.
func addOne(c []float64, x float64, b []float64) {
	b = b[:len(c)]
	for j := range c {
		c[j] += float64(x * b[j])
	}
}
