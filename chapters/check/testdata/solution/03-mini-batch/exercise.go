// Package exercise has the right answers to the exercises of chapter 3.
package exercise

import (
	"math/rand/v2"

	"chainrule/backprop"
	"chainrule/losses"
)

func CrossEntropyBatch(y, t [][]float64) float64 { return losses.CrossEntropyBatch(y, t) }

func MiniBatch(rng *rand.Rand, n, size int) []int { return backprop.MiniBatch(rng, n, size) }

func Epoch(rng *rand.Rand, n, size int) [][]int {
	var batches [][]int
	numbers := MiniBatch(rng, n, n)
	for i := 0; i < n; i += size {
		end := min(i+size, n)
		// The third index keeps an append to this batch out of the next.
		batches = append(batches, numbers[i:end:end])
	}
	return batches
}
