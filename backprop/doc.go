// Package backprop finds slopes by the chain rule. Each step of a computation
// knows its own derivative, so one pass from the result back to the inputs
// multiplies the derivatives along the way, and adds where paths meet. All slopes
// together cost about as much as two more forward passes, however many there are.
//
// The layers Affine, Sigmoid, ReLU and Tanh compute with matrices that have one
// sample in each row. A Chain puts them one after the other. SoftmaxWithLoss at
// its end tells classes apart, and SquaredError predicts numbers; Network is a Chain
// with SoftmaxWithLoss. The nodes MulLayer, AddLayer, DivLayer, ExpLayer and
// LogLayer follow the same rule with single numbers, so that you can check every
// step by hand.
//
// Throughout, dout is the slope of the final result with respect to the result
// of Forward, and Backward returns the slopes with respect to the arguments of
// Forward: by the chain rule, dx = dout · (own derivative).
//
// # Data
//
// A layer learns best from numbers of about the size 1. Features such as years or
// salaries should be standardised first, (x − mean)/deviation for each column, with
// the mean and the deviation of the training rows only: see the example
// "Standardize".
//
// # Conventions
//
// Shapes that do not fit, and Backward before Forward, panic with one sentence
// that names the function and both numbers. No matrix or mini-batch may have more
// than 2²⁸ numbers, which is 2 GB.
//
// What Forward, Backward and Predict return belongs to the layer and is valid until
// the next call of the same method: use Matrix.Clone to keep it.
//
// Nodes, layers and networks keep what they saw between Forward and Backward, so
// only one goroutine at a time may use each of them. Several networks may share
// weights that nobody changes meanwhile. Functions may be called from several
// goroutines at once, even with the same arguments, with two exceptions: SGD,
// SetWeights and Draw change what they are given, and a rand.Rand belongs to one
// goroutine.
//
// In float64(x*y) the conversion has a purpose although x*y is a float64 already:
// it makes Go round the product before it is added to anything. Some processors
// could round only once for both, and would then print other digits.
package backprop
