// Package backprop finds slopes by the chain rule. Each step of a computation knows its
// own derivative, so one pass from the result back to the inputs multiplies the
// derivatives along the way, and adds where paths meet. However many slopes there are,
// together they cost about two more forward passes.
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
// A pointer to the zero value of an activation, of SoftmaxWithLoss, of SquaredError or of
// a node is ready to use. It keeps state between Forward and Backward, so it belongs to
// one network, and only one goroutine at a time may use it. A result belongs to the layer
// that made it, and is valid until the next call of the same method; Matrix.Clone makes a
// copy to keep. Several networks may share weights while nobody changes them. Functions
// may be called from several goroutines at once, even with the same arguments, except for
// SGD, which changes what it is given. A rand.Rand belongs to one goroutine.
//
// Mismatched shapes, empty or ragged matrices, and Backward before Forward cause a panic
// whose message names the function and both sizes.
//
// Layers learn best from numbers of about size 1. First standardise features such as
// years or salaries: (x − mean)/deviation in each column, with the mean and the deviation
// of the training rows only. See the example "Standardize".
//
// In the code, the conversion in float64(x*y) makes Go round the product before it is
// added to anything. Without it, some processors would round product and sum only once,
// and print other digits.
package backprop
