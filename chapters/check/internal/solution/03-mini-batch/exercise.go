// Package exercise has the right answers to the exercises of chapter 3.
package exercise

import (
	"math/rand/v2"

	"chainrule/backprop"
)

func MeanGradient(g [][]float64) []float64 {
	mean := make([]float64, len(g[0]))
	for _, row := range g {
		for d := range row {
			mean[d] += row[d]
		}
	}
	for d := range mean {
		mean[d] /= float64(len(g))
	}
	return mean
}

func MiniBatch(rng *rand.Rand, n, size int) []int { return backprop.MiniBatch(rng, n, size) }

func Epoch(rng *rand.Rand, n, size int) [][]int {
	order := rng.Perm(n)
	var batches [][]int
	for start := 0; start < n; start += size {
		batches = append(batches, order[start:min(start+size, n)])
	}
	return batches
}
