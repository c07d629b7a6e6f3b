// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/07-softmax-with-loss/exercise
//
// Add the line import "math" or import "slices" below the package line only
// when you first use math (math.Exp, math.Log) or slices (slices.Max), because
// Go refuses an unused import.
package exercise

// Softmax turns the K scores a into K probabilities y, and returns them in a new
// slice:
//
//	y_k = exp(a_k) / Σ_j exp(a_j)
//
// K is at least 1, and a stays as it is. Scores may be as large as 2000 or as low
// as −1000, and even then no y_k may be NaN.
func Softmax(a []float64) []float64 {
	panic("TODO: replace this line by your code")
}

// SoftmaxLossGradient returns the slopes of the final result with respect to
// the scores a of a batch, in a new matrix. The scores a, the targets t and the
// slopes are all N×K, with one row for each sample. The loss L is the mean over
// the samples, and dout is the slope of the final result with respect to L:
//
//	y_n   = softmax(a_n)
//	L     = −1/N Σ_n Σ_k t_nk log y_nk
//	da_nk = dout · ∂L/∂a_nk
//
// The targets of a sample need not add up to one, so use the general rule that
// the chapter gives under "What to notice". A y_nk may be rounded to 0, and even
// then no slope may be NaN. You may call your Softmax.
func SoftmaxLossGradient(a, t [][]float64, dout float64) [][]float64 {
	panic("TODO: replace this line by your code")
}

// SmoothedLoss returns the loss of one sample and its gradient da, which has one
// slope ∂E/∂a_k for each of the K scores a. The loss does not fully trust the
// target t. It takes a share ε (eps, from 0 to 1) off t, and divides this share
// equally among all K classes, including the true one:
//
//	s_k = (1 − ε) t_k + ε/K
//	E   = −Σ_k s_k log softmax(a)_k
//
// As a result, a score that grows too large costs something, even if it is the
// score of the true class. The values of t add up to one, but t is not always
// one-hot. Scores may be 1000 apart. To get E right even then, compute the
// logarithms from the scores. da is a new slice, and a and t stay as they are.
// You may call your Softmax.
func SmoothedLoss(a, t []float64, eps float64) (loss float64, da []float64) {
	panic("TODO: replace this line by your code")
}
