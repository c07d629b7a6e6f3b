package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"time"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
	"chainrule/numgrad"
)

// textbook multiplies matrices as the formula is written, c_ij = Σ_k a_ik·b_kj.
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

// sameBits says whether two matrices are equal to the last bit (without NaN).
func sameBits(a, b backprop.Matrix) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		for j := range a[i] {
			if len(a[i]) != len(b[i]) || a[i][j] != b[i][j] {
				return false
			}
		}
	}
	return true
}

// timing is what -time adds: it depends on the computer and on the moment.
func timing(w io.Writer) error {
	out := bufio.NewWriter(w)
	rng := rand.New(rand.NewPCG(1, 12))
	a, b := backprop.Gaussian(rng, 1, 100, 784), backprop.Gaussian(rng, 1, 784, 50)
	if !sameBits(textbook(a, b), backprop.MatMul(a, b)) {
		return errors.New("12-four-fixes: MatMul and the textbook loop differ")
	}
	fmt.Fprintln(out, "\nOn this computer, now: 100×784 · 784×50, equal to the last bit")
	const work = 2 * 100 * 784 * 50 // a multiplication and an addition each
	for _, m := range []struct {
		name string
		mul  func(a, b backprop.Matrix) backprop.Matrix
	}{{"textbook loop", textbook}, {"MatMul", backprop.MatMul}} {
		t := fastest(20, func() { m.mul(a, b) })
		fmt.Fprintf(out, "  %-14s %8.3f ms  %6.2f GFLOP/s\n", m.name, 1e3*t, work/t/1e9)
	}
	timeSlopes(out)
	return out.Flush()
}

// timeSlopes finds all slopes of one step in both ways.
func timeSlopes(w io.Writer) {
	train, _ := digits.Load()
	x, t := backprop.Matrix(train.X[:100]), backprop.Matrix(losses.OneHot(train.Labels[:100], 10))
	rng := rand.New(rand.NewPCG(2, 12))
	first := backprop.NewAffine(backprop.He(rng, 64, 50), make([]float64, 50))
	second := backprop.NewAffine(backprop.He(rng, 50, 10), make([]float64, 10))
	net := backprop.NewNetwork(first, &backprop.ReLU{}, second)
	back := fastest(20, func() {
		net.Loss(x, t)
		net.Backward()
	})
	try := fastest(1, func() { trySlopes(net, x, t) })
	fmt.Fprintf(w, `  all slopes of a 64-50-10 network, 100 digits
  by the chain rule %.3f ms, by trying %.0f ms: %.0f times as long
`, 1e3*back, 1e3*try, try/back)
}

// trySlopes returns the numerical gradient of every row of every parameter.
func trySlopes(net *backprop.Network, x, t backprop.Matrix) (slopes []backprop.Matrix) {
	for _, p := range net.Params() {
		var m backprop.Matrix
		for _, row := range p.Value {
			start := slices.Clone(row)
			m = append(m, numgrad.Gradient(func(try []float64) float64 {
				copy(row, try)
				return net.Loss(x, t)
			}, start))
			copy(row, start)
		}
		slopes = append(slopes, m)
	}
	return slopes
}

// fastest returns the shortest time of n runs, in seconds: what else the computer
// does can only make a run longer.
func fastest(n int, do func()) float64 {
	best := time.Duration(1<<63 - 1)
	for range n {
		start := time.Now()
		do()
		best = min(best, time.Since(start))
	}
	return best.Seconds()
}
