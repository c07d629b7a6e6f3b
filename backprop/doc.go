// Package backprop finds slopes by the chain rule. Each step of a computation knows its
// own derivative, so one pass from the result back to the inputs multiplies the
// derivatives along the way, and adds where paths meet. All slopes together cost about
// as much as two more forward passes, however many there are.
//
// The layers Affine, Sigmoid, ReLU and Tanh compute with matrices that have one sample in
// each row. A Chain puts them one after the other. SoftmaxWithLoss at its end tells
// classes apart, and SquaredError predicts numbers; Network is a Chain with
// SoftmaxWithLoss. The nodes MulLayer, AddLayer, DivLayer, ExpLayer and LogLayer follow
// the same rule with single numbers, so that you can check every step by hand.
//
// Throughout, dout is the slope of the final result with respect to the result of
// Forward, and Backward returns the slopes with respect to the arguments of Forward: by
// the chain rule, dx = dout · (own derivative).
//
// The zero value of an activation, of an end or of a node is ready to use, as a pointer.
// What it keeps between Forward and Backward is its own, so it belongs to one network,
// and only one goroutine at a time may use it. A result also belongs to the layer that
// made it, and is valid until the next call of the same method; Matrix.Clone keeps it.
// Several networks may share weights that nobody changes meanwhile. Functions may be
// called from several goroutines at once, even with the same arguments, except for SGD,
// which changes what it is given. A rand.Rand belongs to one goroutine.
//
// Shapes that do not fit, empty or ragged matrices, and Backward before Forward panic
// with one sentence that names the function and both numbers.
//
// Layers learn best from numbers of about the size 1. Standardise features such as years
// or salaries first, (x − mean)/deviation in each column, with the mean and the deviation
// of the training rows only: see the example "Standardize".
//
// In float64(x*y) the conversion makes Go round the product before it is added to anything.
// Without it, some processors would round only once for both, and print other digits.
package backprop
