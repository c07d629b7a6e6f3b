// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/03-mini-batch/exercise
//
// Add the line import "math" below the package line only when you first use
// package math (math.Log), because Go refuses an unused import.
package exercise

import "math/rand/v2"

// CrossEntropyBatch returns the loss L of a batch, which is the mean of the
// losses of its N samples. Row n of y holds the K probabilities that were
// predicted for sample n, and row n of t holds its target. The loss L_n of sample
// n is the cross entropy of chapter 2:
//
//	L_n = −Σ_k t_nk log y_nk
//	L   = 1/N Σ_n L_n
//
// A term with t_nk = 0 counts as 0, even where y_nk is 0. If y_nk is 0 and t_nk
// is not, L is +Inf, and you need no special code for that. N and K are at least
// 1.
func CrossEntropyBatch(y, t [][]float64) float64 {
	panic("TODO: replace this line by your code")
}

// MiniBatch draws a mini-batch. It deals the numbers 0 … n−1 like cards and
// returns size of them, all different. Every choice of numbers is equally
// likely, and so is every order, so that MiniBatch(rng, n, n) shuffles all n
// numbers. size is at least 1 and at most n.
//
// All randomness comes from rng. rng.IntN(n) returns one of the numbers 0 …
// n−1, each with the same probability. A generator with the same seed draws the
// same batch again, but a second call with the same generator draws a new one.
func MiniBatch(rng *rand.Rand, n, size int) []int {
	panic("TODO: replace this line by your code")
}

// Epoch deals out all samples once, as in one epoch of training. It shuffles
// the numbers 0 … n−1 with rng, and returns them in batches, with size numbers
// in each. Each number is in exactly one batch. If n is not divisible by size,
// the last batch holds the remaining numbers. For n = 7 and size = 3, for
// example, you may get
//
//	[5 0 3] [6 2 1] [4]
//
// No batch is empty, and if size is larger than n, a single batch holds all the
// numbers. Both n and size are at least 1.
//
// Each batch is a slice of its own, so that changing one, or appending to it,
// never changes another. To shuffle, you may call your MiniBatch or rng.Perm.
func Epoch(rng *rand.Rand, n, size int) [][]int {
	panic("TODO: replace this line by your code")
}
