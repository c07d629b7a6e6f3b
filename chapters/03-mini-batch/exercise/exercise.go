// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/03-mini-batch/exercise
package exercise

import "math/rand/v2"

// MeanGradient returns the gradient of a batch: the mean of the gradients of its
// N samples, place by place. Row n of g is the gradient of sample n, D slopes:
//
//	mean_d = 1/N Σ_n g_nd
//
// The result is a new slice of D numbers, and g stays as it is. N and D are at
// least 1; a batch of one sample is a batch too.
func MeanGradient(g [][]float64) []float64 {
	panic("TODO: replace this line by your code")
}

// MiniBatch draws a batch: size different numbers out of 0, 1, …, n−1. Every
// choice of numbers is equally likely, and every order of them. All chance comes
// from rng: rng.IntN(m) is one of 0, 1, …, m−1, all equally likely, and
// rng.Perm(m) is all of them, shuffled. size is 0 to n.
func MiniBatch(rng *rand.Rand, n, size int) []int {
	panic("TODO: replace this line by your code")
}

// Epoch returns one pass over all the data in batches: each of the numbers 0, 1,
// …, n−1 stands in exactly one batch. Every batch has size numbers; if n is not a
// multiple of size, the last batch has the rest, and is shorter. Which
// numbers come together is chance, drawn from rng, every time anew. n and size are
// at least 1.
//
// With n = 10 and size = 4 there are three batches, of 4, 4 and 2 numbers.
func Epoch(rng *rand.Rand, n, size int) [][]int {
	panic("TODO: replace this line by your code")
}
