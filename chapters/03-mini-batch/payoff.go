package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"

	"chainrule/backprop"
	"chainrule/chapters/internal/progress"
)

const looks = 20 * 1437 // samples looked at in each run, however they are batched

var (
	rates       = []float64{0.01, 0.03, 0.1, 0.3, 1, 3, 10}
	payOffSizes = []int{1437, 100, 10, 1}
)

// tooWild is where steps are so rough that the end of the run hangs on the last
// bit of the machine's exponential function, and no number of it can be pinned.
func tooWild(size int, lr float64) bool { return lr > 0.3*float64(size) }

// A Result is the mean loss that a run ends with, on the digits that it learned
// from and on those held back.
type Result struct{ Train, Test float64 }

// learn takes looks/size steps, each with a batch of that size. The seed decides
// which samples are drawn.
func learn(train, test Data, size int, lr float64, seed uint64) Result {
	net, rng := newNet(), rand.New(rand.NewPCG(3, seed))
	for range looks / size {
		step(net, train.rows(backprop.MiniBatch(rng, len(train.x), size)), lr)
	}
	return Result{net.Loss(train.x, train.t), net.Loss(test.x, test.t)}
}

// learnAll returns the results for all rates that are not too wild.
func learnAll(train, test Data, size int) []Result {
	n := len(rates)
	for tooWild(size, rates[n-1]) {
		n--
	}
	results := make([]Result, n)
	progress.SideBySide("learning", n, func(i int) {
		results[i] = learn(train, test, size, rates[i], 2)
	})
	return results
}

// learned holds the results for each of payOffSizes.
var learned = sync.OnceValue(func() [][]Result {
	train, test := load()
	var all [][]Result
	for _, size := range payOffSizes {
		all = append(all, learnAll(train, test, size))
	}
	return all
})

// best returns the place of the lowest loss on the held-back digits.
func best(results []Result) int {
	lowest := 0
	for i, r := range results {
		if r.Test < results[lowest].Test {
			lowest = i
		}
	}
	return lowest
}

// seeds holds, for each of payOffSizes, the losses on the held-back digits that
// five seeds end with at the size's best rate, in order.
var seeds = sync.OnceValue(func() [][]float64 {
	train, test := load()
	all := make([][]float64, len(payOffSizes))
	for i, size := range payOffSizes {
		if size == len(train.x) {
			continue // the only choice by chance left is the order of the samples
		}
		rate := rates[best(learned()[i])]
		all[i] = make([]float64, 5)
		progress.SideBySide("learning from five seeds", 5, func(k int) {
			all[i][k] = learn(train, test, size, rate, uint64(2+k)).Test
		})
		slices.Sort(all[i])
	}
	return all
})

func fiveSeeds(w io.Writer) {
	fmt.Fprintln(w)
	fmt.Fprintln(w, "Five seeds: the same loss, at the best rate of each size")
	fmt.Fprintln(w, "  size  rate  lowest  highest")
	for i, size := range payOffSizes {
		if s := seeds()[i]; s != nil {
			fmt.Fprintf(w, "  %4d  %-4v  %.3f   %.3f\n", size, rates[best(learned()[i])], s[0], s[len(s)-1])
		}
	}
}

func payOff(w io.Writer) {
	fmt.Fprintf(w, "The pay-off: loss on the 360 test digits after about %d looks at an image\n", looks)
	fmt.Fprintf(w, "  %-*s   at best rate:\n", 11+7*len(rates), "                rate")
	fmt.Fprint(w, "  size  steps")
	for _, lr := range rates {
		fmt.Fprintf(w, "%7v", lr)
	}
	fmt.Fprintln(w, "   train. loss  million ×")
	for i, size := range payOffSizes {
		results := learned()[i]
		fmt.Fprintf(w, "  %4d  %5d", size, looks/size)
		for j := range rates {
			if j < len(results) {
				fmt.Fprintf(w, "  %.3f", results[j].Test)
			} else {
				fmt.Fprint(w, "      –")
			}
		}
		// Besides the gradients, each step multiplies all 650 of them by the rate.
		cost := looks / size * (multiplications(size) + 650)
		fmt.Fprintf(w, "   %.3f        %.1f\n", results[best(results)].Train, float64(cost)/1e6)
	}
	fmt.Fprintln(w, "  –: steps so rough that the final loss depends on the last bit of the arithmetic")
}
