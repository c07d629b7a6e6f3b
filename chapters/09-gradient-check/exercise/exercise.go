// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/09-gradient-check/exercise
//
// Add the line import "math" or import "slices" below the package line only
// when you first use math (math.Abs) or slices (slices.Clone), because Go
// refuses an unused import.
package exercise

// RelativeError returns the largest relative error between the slopes a, found by
// the chain rule, and the slopes n, found by finite differences. The two slices
// have the same length, which is at least 1:
//
//	max over i of  |a_i − n_i| / max(|a_i|, |n_i|)
//
// Where a_i and n_i are both 0, they agree, and the error is 0. Where only one of
// them is 0, the formula gives 1. If any value is NaN, the result is NaN, because
// a slope that is not a number must not pass for one that agrees.
func RelativeError(a, n []float64) float64 {
	panic("TODO: replace this line by your code")
}

// Check tells whether grad is the gradient of f at x. It compares grad with the
// central differences of chapter 4, where h is 10⁻⁴, or 1e-4 in Go:
//
//	n_i = (f(…, x_i + h, …) − f(…, x_i − h, …)) / 2h
//
// The slope of variable i agrees if its error is within a relative limit plus an
// allowance for the uncertainty of n_i:
//
//	|grad_i − n_i| ≤ 10⁻⁶ · max(|grad_i|, |n_i|) + 10⁻⁷
//
// Check returns true if the slopes of all variables agree. NaN never agrees.
// Both 10⁻⁶ and 10⁻⁷ are only rough. The library's Check works out the
// uncertainty, but a fixed 10⁻⁷ is enough here. x and grad have the same
// length, at least 1, and stay as they are, so move the variables of a copy of
// x.
func Check(f func(x []float64) float64, x, grad []float64) bool {
	panic("TODO: replace this line by your code")
}

// SlopesAlong is a quick check that the library does not have. It calls f only
// twice, however many variables there are, because it moves all of them at once.
// Each x_i moves by h·v_i, first to one side and then to the other. There is one
// v_i for each variable, so some variables move further than others.
//
// It returns the slope of f in the direction v, found by two routes. The first,
// a, uses the chain rule. Each variable is a path, along which x_i changes v_i
// times as much as h, and f changes grad_i times as much as x_i. Here grad is
// the gradient to be checked. The second, n, is a central difference:
//
//	a = Σ_i grad_i v_i
//	n = (f(x + h·v) − f(x − h·v)) / 2h
//
// If grad is right, a and n are nearly equal. x, grad and v stay as they are.
func SlopesAlong(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
	panic("TODO: replace this line by your code")
}
