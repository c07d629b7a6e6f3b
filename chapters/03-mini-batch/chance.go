package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"

	"chainrule/backprop"
)

var passSize = 100 // samples in each batch of onePass

// sameChance compares batches of 100 that are drawn with batches that are the
// first of a list.
func sameChance(w io.Writer, d Data) {
	net, sorted := newNet(), byLabel(d)
	inOrder, rng := order(len(d.x)), rand.New(rand.NewPCG(3, 1))
	first := inOrder[:100]
	full := gradient(net, d)
	off := func(g []float64) float64 { return distance(g, full) / length(full) }

	fmt.Fprintln(w, "The same chance for all: errors, as multiples of the full gradient's length")
	fmt.Fprintf(w, "  the first 100 of the file, where the digits are mixed   %.3f\n",
		off(gradient(net, d.rows(first))))
	fmt.Fprintf(w, "  the first 100 sorted by digit, which are all zeros      %.3f\n",
		off(gradient(net, sorted.rows(first))))
	for _, draws := range []int{1, 16, 256} {
		fmt.Fprintf(w, "  the mean gradient of %3d random batches of 100          %.3f\n",
			draws, off(meanOfBatches(net, d, rng, draws)))
	}
	fmt.Fprintln(w)

	fmt.Fprintf(w, "Once through the digits in batches of %d: training loss at the end (%.3f before)\n", passSize, loss(net, d))
	fmt.Fprintln(w, "  rate   sorted  as in the file  shuffled")
	shuffled := backprop.MiniBatch(rng, len(d.x), len(d.x))
	for _, lr := range []float64{0.1, 0.3, 1} {
		fmt.Fprintf(w, "  %-5v  %.3f   %.3f           %.3f\n", lr, loss(onePass(sorted, inOrder, lr), d),
			loss(onePass(d, inOrder, lr), d), loss(onePass(d, shuffled, lr), d))
	}
	net = onePass(sorted, inOrder, 0.3)
	last := len(inOrder) - 100
	fmt.Fprintf(w, "  sorted, rate 0.3: loss %.3f on the last 100 digits, %.3f on the first 100\n\n",
		loss(net, sorted.rows(inOrder[last:])), loss(net, sorted.rows(first)))
}

// meanOfBatches returns the mean gradient of random batches of 100.
func meanOfBatches(net *backprop.Network, d Data, rng *rand.Rand, draws int) []float64 {
	mean := make([]float64, 650)
	for range draws {
		g := gradient(net, d.rows(backprop.MiniBatch(rng, len(d.x), 100)))
		for i := range g {
			mean[i] += g[i] / float64(draws)
		}
	}
	return mean
}

// onePass learns from all samples once, in batches of passSize cut from the
// order given, and returns the network that has.
func onePass(d Data, order []int, lr float64) *backprop.Network {
	net := newNet()
	for numbers := range slices.Chunk(order, passSize) {
		step(net, d.rows(numbers), lr)
	}
	return net
}

// order returns 0, 1, …, n−1.
func order(n int) []int {
	numbers := make([]int, n)
	for i := range numbers {
		numbers[i] = i
	}
	return numbers
}

// byLabel returns the samples sorted by their digit, otherwise in order.
func byLabel(d Data) Data {
	numbers := order(len(d.x))
	slices.SortStableFunc(numbers, func(a, b int) int {
		return slices.Index(d.t[a], 1) - slices.Index(d.t[b], 1)
	})
	return d.rows(numbers)
}
