// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/04-numerical-gradient/exercise
//
// When you first use package slices (slices.Clone copies a slice), write the line
// import "slices" below the package line. Go refuses an import that is not used,
// so it is not there yet.
package exercise

// Derivative returns the slope of f at x, as the central difference with a
// step h of 1e-4:
//
//	f'(x) ≈ (f(x+h) − f(x−h)) / 2h
func Derivative(f func(x float64) float64, x float64) float64 {
	panic("TODO: replace this line by your code")
}

// Gradient returns the slopes of f at the point x, one for each of its n
// variables. Each is a central difference with h = 1e-4, while all other
// variables are held still:
//
//	∂f/∂x_i ≈ (f(…, x_i+h, …) − f(…, x_i−h, …)) / 2h
//
// The slopes are a new slice of n numbers. The point x belongs to the caller: if
// f panics half-way, x must be as it was. So move the variables of a copy.
func Gradient(f func(x []float64) float64, x []float64) []float64 {
	panic("TODO: replace this line by your code")
}

// SecondDerivative returns the slope of the slope of f at x. It is positive
// where the graph bends upwards, as in a valley, negative where it bends
// downwards, as on a hilltop, and 0 where it is straight:
//
//	f″(x) ≈ (f(x+h) − 2 f(x) + f(x−h)) / h²
//
// Take h = 1e-3. Rounding errors are divided by h² here, so the best h is larger
// than above.
//
// To see where the formula comes from, add the two series that the text gives
// for f(x+h) and f(x−h). Which powers of h cancel? (f″(x) is 2 c₂.)
func SecondDerivative(f func(x float64) float64, x float64) float64 {
	panic("TODO: replace this line by your code")
}
