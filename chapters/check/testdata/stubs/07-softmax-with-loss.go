// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/07-softmax-with-loss/exercise
//
// When you first use package math (math.Exp, math.Log) or slices (slices.Max), write
// import "math" or import "slices" below the package line; Go refuses an unused import.
package exercise

// Softmax returns the K probabilities that belong to the K scores a, in a new
// slice; a stays as it is, and K is at least 1:
//
//	y_k = exp(a_k) / Σ_j exp(a_j)
//
// Scores may be as large as 2000 or as low as −1000. No y_k is NaN then.
func Softmax(a []float64) []float64 {
	panic("TODO: replace this line by your code")
}

// SoftmaxLossGradient returns the slopes of the final result with regard to the
// scores a of a batch, in a new matrix; dout is its slope with regard to the loss L.
// The scores a and the targets t are N×K, one row a sample, and so is the
// result. The loss is the mean over the samples:
//
//	y_n   = softmax(a_n)
//	L     = −1/N Σ_n Σ_k t_nk log y_nk
//	da_nk = dout · ∂L/∂a_nk
//
// The targets of a sample need not sum to one: use the general rule, which the
// chapter has under "What to notice". A y_nk may round to 0, and no slope is NaN
// then. You may call your Softmax.
func SoftmaxLossGradient(a, t [][]float64, dout float64) [][]float64 {
	panic("TODO: replace this line by your code")
}

// SmoothedLoss returns the loss of one sample against a target that is less
// sure of itself, and its gradient da, one slope ∂E/∂a_k for each of the K scores
// a. A part ε (eps, from 0 to 1) is taken off the target t and shared out equally
// among all K classes, the true one too:
//
//	s_k = (1 − ε) t_k + ε/K
//	E   = −Σ_k s_k log softmax(a)_k
//
// A score that runs away then costs something, even that of the true class. t
// sums to one, and is not always made of zeros and a one. Some scores are 1000
// apart: compute the logarithms from the scores, so that E is right there too.
// da is a new slice, and a and t stay as they are. You may call your Softmax.
func SmoothedLoss(a, t []float64, eps float64) (loss float64, da []float64) {
	panic("TODO: replace this line by your code")
}
