package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"strings"

	"chainrule/backprop"
)

// Three ways to multiply matrices, each faster than the one before. All add up the
// terms of a sum in the same order, k = 0, 1, 2, …, and so give the same bits. The
// fourth is backprop.MatMul, which explains itself.

// textbook multiplies as the formula is written, c_ij = Σ_k a_ik·b_kj. It goes down
// the columns of b, and so from row to row in memory.
func textbook(a, b backprop.Matrix) backprop.Matrix {
	c := backprop.NewMatrix(len(a), len(b[0]))
	for i := range c {
		for j := range c[i] {
			sum := 0.0
			for k := range b {
				sum += float64(a[i][k] * b[k][j])
			}
			c[i][j] = sum
		}
	}
	return c
}

// alongRows has the loops in another order: the innermost goes along a row of b,
// whose numbers are neighbours in memory.
func alongRows(a, b backprop.Matrix) backprop.Matrix {
	c := backprop.NewMatrix(len(a), len(b[0]))
	for i, ci := range c {
		for k, bk := range b {
			x := a[i][k]
			for j := range ci {
				ci[j] += float64(x * bk[j])
			}
		}
	}
	return c
}

// fourRows takes four rows of b at once: each c_ij is read and written once for
// four terms, and no longer for every one.
func fourRows(a, b backprop.Matrix) backprop.Matrix {
	c := backprop.NewMatrix(len(a), len(b[0]))
	for i, ci := range c {
		k := 0
		for ; k+4 <= len(b); k += 4 {
			x0, x1, x2, x3 := a[i][k], a[i][k+1], a[i][k+2], a[i][k+3]
			b0, b1, b2, b3 := b[k][:len(ci)], b[k+1][:len(ci)], b[k+2][:len(ci)], b[k+3][:len(ci)]
			for j := range ci {
				ci[j] = ci[j] + float64(x0*b0[j]) + float64(x1*b1[j]) + float64(x2*b2[j]) + float64(x3*b3[j])
			}
		}
		for ; k < len(b); k++ {
			for j := range ci {
				ci[j] += float64(a[i][k] * b[k][j])
			}
		}
	}
	return c
}

// registers multiplies and adds without any memory: twelve numbers, each times x
// plus y, n times. One number at a time, hardly anything is faster. It returns the
// sum and is not inlined, or else the compiler would see that nobody needs them.
//
//go:noinline
func registers(n int, x, y float64) float64 {
	a, b, c, d, e, f, g, h, i, j, k, l := 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.
	for range n {
		a, b, c = float64(a*x)+y, float64(b*x)+y, float64(c*x)+y
		d, e, f = float64(d*x)+y, float64(e*x)+y, float64(f*x)+y
		g, h, i = float64(g*x)+y, float64(h*x)+y, float64(i*x)+y
		j, k, l = float64(j*x)+y, float64(k*x)+y, float64(l*x)+y
	}
	return a + b + c + d + e + f + g + h + i + j + k + l
}

// climb times the rungs on the first product of a 784-50-10 network.
func climb(w io.Writer) error {
	rng := rand.New(rand.NewPCG(1, 12))
	a, b := backprop.Gaussian(rng, 1, 100, 784), backprop.Gaussian(rng, 1, 784, 50)
	want := textbook(a, b)
	cores, one := runtime.GOMAXPROCS(0), func(a, b backprop.Matrix) backprop.Matrix {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
		return backprop.MatMul(a, b)
	}
	fmt.Fprintln(w, "\nOn this computer, now: 100×784 · 784×50, every rung equal to the last bit;\n"+
		"the last column compares with arithmetic on one core that needs no memory")
	const terms = 100 * 784 * 50 // a multiplication and an addition each
	peak := fastest(20, func() { _ = registers(terms/12, 0.5, 1) })
	show := func(name string, seconds float64) {
		fmt.Fprintf(w, "  %-34s %8.3f ms  %6.2f GFLOP/s  %4.0f %%\n", name, 1e3*seconds,
			2*terms/seconds/1e9, 100*peak/seconds)
	}
	for _, rung := range []struct {
		name string
		mul  func(a, b backprop.Matrix) backprop.Matrix
	}{
		{"textbook, down the columns", textbook},
		{"along the rows", alongRows},
		{"four rows at once", fourRows},
		{"MatMul on one core" + vectors(), one},
		{fmt.Sprintf("MatMul on %d cores%s", cores, vectors()), backprop.MatMul},
	} {
		if !sameBits(rung.mul(a, b), want) {
			return errors.New("12-four-fixes: " + rung.name + " and the textbook loop differ")
		}
		show(rung.name, fastest(20, func() { rung.mul(a, b) }))
	}
	show("no memory at all", peak)
	return nil
}

// vectors tells whether MatMul was built to work on several numbers at once.
func vectors() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "GOEXPERIMENT" && strings.Contains(s.Value, "simd") && runtime.GOARCH == "amd64" {
				return ", with vectors"
			}
		}
	}
	return ""
}
