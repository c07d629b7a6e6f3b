// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/02-loss-functions/exercise
//
// Add the line import "math" below the package line only when you first use
// package math (math.Log, math.Abs), because Go refuses an unused import.
package exercise

// MSE returns half the sum of the squared errors of the prediction y:
//
//	E = ½ Σ_k (y_k − t_k)²
//
// The prediction y and the target t have K values each, and K is at least 1.
func MSE(y, t []float64) float64 {
	panic("TODO: replace this line by your code")
}

// CrossEntropy returns the cross entropy, in nats, of the prediction y and the
// target t, which have K values each:
//
//	E = −Σ_k t_k log y_k
//
// A term with t_k = 0 counts as 0, even where y_k is 0. If y_k is 0 and t_k is
// not, the loss is +Inf, and you need no special code for that. Take the
// logarithm with math.Log. You don't need the library's own log here.
func CrossEntropy(y, t []float64) float64 {
	panic("TODO: replace this line by your code")
}

// Huber returns a loss and its gradient, which has one slope for each y_k. For a
// small error, the loss is half the square of the error. For a large error, it
// grows only in a straight line, so that a single wild value in the data does not
// dominate the sum. The error is e_k = y_k − t_k, and delta (δ) is the threshold
// between small and large:
//
//	E = Σ_k  ½ e_k²            if |e_k| ≤ δ
//	         δ (|e_k| − ½ δ)   otherwise
//
// For the gradient, take the derivative of each line of the formula. Return it
// in a new slice of K values. y and t stay as they are.
func Huber(y, t []float64, delta float64) (loss float64, grad []float64) {
	panic("TODO: replace this line by your code")
}
