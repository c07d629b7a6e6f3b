package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
	"chainrule/numgrad"
)

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
	if err := climb(out); err != nil {
		return err
	}
	timeSlopes(out)
	return out.Flush()
}

// timeSlopes measures how long the slopes of one step take by two routes.
func timeSlopes(w io.Writer) {
	train, _ := digits.Load()
	x, t := backprop.Matrix(train.X[:100]), backprop.Matrix(losses.OneHot(train.Labels[:100], 10))
	rng := rand.New(rand.NewPCG(2, 12))
	first := backprop.NewAffine(backprop.He(rng, 64, 50), make([]float64, 50))
	second := backprop.NewAffine(backprop.He(rng, 50, 10), make([]float64, 10))
	net := backprop.NewNetwork(first, &backprop.ReLU{}, second)
	back := fastest(5, func() {
		net.Loss(x, t)
		net.Backward()
	})
	row := first.W[0] // 50 of the 3760 parameters: all would take seconds
	numerically := 3760.0 / 50 * fastest(5, func() { trySlopes(net, row, x, t) })
	fmt.Fprintf(w, `  all slopes of a 64-50-10 network, 100 digits
  by the chain rule %.3f ms, numerically %.0f ms (50 timed, of 3760): %.0f times as long
`, 1e3*back, 1e3*numerically, numerically/back)
}

// trySlopes returns the numerical gradient of a row of weights, which it leaves as they are.
func trySlopes(net *backprop.Network, row []float64, x, t backprop.Matrix) []float64 {
	start := slices.Clone(row)
	defer copy(row, start)
	return numgrad.Gradient(func(try []float64) float64 {
		copy(row, try)
		return net.Loss(x, t)
	}, start)
}

// fastest returns the shortest time of n runs, in seconds: what else the computer
// does can only make a run longer. A run repeats do until 20 ms have passed, since
// the clocks of some systems advance by 15 ms at a time.
func fastest(n int, do func()) float64 {
	best := math.Inf(1)
	for range n {
		start, times := time.Now(), 0
		passed := time.Duration(0)
		for passed < 20*time.Millisecond {
			do()
			times++
			passed = time.Since(start)
		}
		best = min(best, passed.Seconds()/float64(times))
	}
	return best
}
