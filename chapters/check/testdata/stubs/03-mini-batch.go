// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/03-mini-batch/exercise
package exercise

import "math/rand/v2"

// CrossEntropyBatch returns the loss of a batch, which is the mean of the losses
// of its samples. Row n of y holds the K probabilities that are predicted for
// sample n, and row n of t holds its target. N is the number of rows, and L_n is
// the cross entropy of chapter 2:
//
//	L_n = −Σ_k t_nk log y_nk
//	L = 1/N Σ_n L_n
//
// A term with t_nk = 0 is 0, even where y_nk is 0. If y_nk is 0 and t_nk is not,
// L is +Inf, and you need no special code for that. N and K are at least 1.
func CrossEntropyBatch(y, t [][]float64) float64 {
	panic("TODO: replace this line by your code")
}

// MiniBatch draws a batch: it returns size numbers out of 0 … n−1, all different,
// as if you dealt cards. Every choice is equally likely, and so is every order, so
// that MiniBatch(rng, n, n) is a shuffle of all. size is not larger than n.
//
// All chance comes from rng: rng.IntN(n) is one of the numbers 0 … n−1, each
// with the same chance. So a generator with the same seed draws the same batch
// again, and a second call with the same generator draws another one.
func MiniBatch(rng *rand.Rand, n, size int) []int {
	panic("TODO: replace this line by your code")
}

// Epoch deals all samples out once, which is called an epoch: it shuffles the
// numbers 0 … n−1 with rng, and returns them cut into batches of size numbers. Each
// number is in exactly one batch. If n cannot be divided by size, the last batch
// holds what is left:
//
//	n = 7, size = 3:   [5 0 3] [6 2 1] [4]   for example
//
// So there is no empty batch, and if size is larger than n there is a single
// batch with all numbers. n and size are at least 1.
//
// Each batch is a slice of its own, so that changing one, or appending to it,
// never changes another. To shuffle you may call your MiniBatch or rng.Perm.
func Epoch(rng *rand.Rand, n, size int) [][]int {
	panic("TODO: replace this line by your code")
}
