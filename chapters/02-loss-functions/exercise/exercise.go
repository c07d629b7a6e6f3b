// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/02-loss-functions/exercise
//
// When you first use package math (math.Log, math.Abs), write the line
// import "math" below the package line. Go refuses an import that is not used,
// so it is not there yet.
package exercise

// MSE returns half the sum of the squared errors of the prediction y against
// the target t. Both have K values, and K is at least 1:
//
//	E = ½ Σ_k (y_k − t_k)²
func MSE(y, t []float64) float64 {
	panic("TODO: replace this line by your code")
}

// CrossEntropy returns the cross entropy of the prediction y against the
// target t, both of K values, in nats:
//
//	E = −Σ_k t_k log y_k
//
// A term with t_k = 0 is 0, even where y_k is 0. If y_k is 0 and t_k is not,
// the loss is +Inf, and you need no special code for that. Call math.Log, because
// you don't need the log of the text here.
func CrossEntropy(y, t []float64) float64 {
	panic("TODO: replace this line by your code")
}

// Huber returns a loss and its gradient, which has one slope for each y_k. The
// loss is half the square of a small error, but it grows only like the error
// itself where the error is large, so that a single wild value in the data does
// not dominate the sum. With the error e_k = y_k − t_k, and delta (δ) as the
// border between small and large:
//
//	E = Σ_k  ½ e_k²            if |e_k| ≤ δ
//	         δ (|e_k| − ½ δ)   otherwise
//
// For the gradient, take the derivative of each of the two lines. It is a new
// slice of K values, and y and t stay as they are.
func Huber(y, t []float64, delta float64) (loss float64, grad []float64) {
	panic("TODO: replace this line by your code")
}
