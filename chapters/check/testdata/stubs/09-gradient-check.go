// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/09-gradient-check/exercise
//
// When you first use package math (math.Abs) or slices (slices.Clone), write
// import "math" or import "slices" below the package line; Go refuses an unused import.
package exercise

// RelativeError returns the largest relative error of the slopes a, by the chain
// rule, against the slopes n, by trying. There are as many of both, at least one:
//
//	max over i of  |a_i − n_i| / max(|a_i|, |n_i|)
//
// Where a_i and n_i are both 0, they agree: the error is 0. Where only one of
// them is 0, the formula gives 1. If a value is NaN, the result is NaN: a slope
// that is not a number must not pass for one that agrees.
func RelativeError(a, n []float64) float64 {
	panic("TODO: replace this line by your code")
}

// Check tells whether grad is the gradient of f at x, by trying. The slope by
// trying is the central difference of chapter 4, with h = 10⁻⁴, in Go 1e-4:
//
//	n_i = (f(…, x_i + h, …) − f(…, x_i − h, …)) / 2h
//
// The variable i agrees if it is within a relative limit, plus a doubt:
//
//	|grad_i − n_i| ≤ 10⁻⁶ · max(|grad_i|, |n_i|) + 10⁻⁷
//
// Check returns true if all variables agree. A NaN never does. The two limits
// are meant roughly. (The Check of the library works the doubt out; a fixed one will
// do here.) x and grad have as many values, at least one. They stay as they are: try
// with a copy of x.
func Check(f func(x []float64) float64, x, grad []float64) bool {
	panic("TODO: replace this line by your code")
}

// SlopesAlong is a check for the hurried, which the library does not have. It
// calls f only twice, however many variables there are, because it moves all of
// them at once: each x_i by h·v_i, to one side and to the other. There is a v_i
// for each variable, and some move further than others.
//
// It returns the slope of f along this way, found in two ways. a is the chain
// rule: each variable is a path, on which x_i changes v_i times as much as h, and
// f grad_i times as much as x_i; grad is what somebody derived. n is by trying:
//
//	a = Σ_i grad_i v_i
//	n = (f(x + h·v) − f(x − h·v)) / 2h
//
// If grad is right, a and n are nearly equal. x, grad and v stay as they are.
func SlopesAlong(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
	panic("TODO: replace this line by your code")
}
