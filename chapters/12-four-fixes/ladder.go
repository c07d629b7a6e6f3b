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

// inTiles computes two rows and two columns of c at a time, a tile. Its four sums stay
// in registers until they are complete: memory sees each c_ij once, and no longer for
// every term. The two columns of b are copied to where their numbers are neighbours.
func inTiles(a, b backprop.Matrix) backprop.Matrix {
	c := backprop.NewMatrix(len(a), len(b[0]))
	packed := make([][2]float64, len(b))
	for j := 0; j < len(b[0]); j += 2 {
		right := min(j+1, len(b[0])-1) // an odd last column is its own partner
		for k, row := range b {
			packed[k] = [2]float64{row[j], row[right]}
		}
		for i := 0; i < len(a); i += 2 {
			below := min(i+1, len(a)-1)
			x, y := a[i], a[below]
			c0, c1, d0, d1 := 0., 0., 0., 0.
			for k, b := range packed {
				c0, c1 = c0+float64(x[k]*b[0]), c1+float64(x[k]*b[1])
				d0, d1 = d0+float64(y[k]*b[0]), d1+float64(y[k]*b[1])
			}
			c[i][j], c[i][right], c[below][j], c[below][right] = c0, c1, d0, d1
		}
	}
	return c
}

// registers multiplies and adds without any memory: twelve numbers, each times x
// plus y, n times. One number at a time, hardly anything is faster. It returns the
// sum and is not inlined, or else the compiler would see that nothing needs them.
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
	peak := fastest(5, func() { _ = registers(terms/12, 0.5, 1) })
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
		{"in tiles of 2×2", inTiles},
		{"MatMul on one core" + vectors(), one},
		{fmt.Sprintf("MatMul on %d cores%s", cores, vectors()), backprop.MatMul},
	} {
		if !sameBits(rung.mul(a, b), want) {
			return errors.New("12-four-fixes: " + rung.name + " and the textbook loop differ")
		}
		show(rung.name, fastest(5, func() { rung.mul(a, b) }))
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
