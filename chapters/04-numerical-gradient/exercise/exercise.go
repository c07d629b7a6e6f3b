// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/04-numerical-gradient/exercise
//
// Add the line import "slices" below the package line only when you first use
// package slices (slices.Clone copies a slice), because Go refuses an unused
// import.
package exercise

// Derivative returns the slope of f at x, found by the central difference with
// h = 1e-4:
//
//	f'(x) ≈ (f(x+h) − f(x−h)) / 2h
func Derivative(f func(x float64) float64, x float64) float64 {
	panic("TODO: replace this line by your code")
}

// Gradient returns the slopes of f at the point x, one for each of its n
// variables. Each slope is a central difference in one variable with h = 1e-4,
// while the others are held still:
//
//	∂f/∂x_i ≈ (f(…, x_i+h, …) − f(…, x_i−h, …)) / 2h
//
// Return the slopes in a new slice of n numbers. The point x belongs to the
// caller and must not be changed, even if f panics halfway through. So move the
// variables of a copy.
func Gradient(f func(x []float64) float64, x []float64) []float64 {
	panic("TODO: replace this line by your code")
}

// SecondDerivative returns the slope of the slope of f at x. It is positive where
// the graph bends upwards, as in a valley, negative where it bends downwards, as
// on a hilltop, and 0 where it is straight:
//
//	f″(x) ≈ (f(x+h) − 2 f(x) + f(x−h)) / h²
//
// Take h = 1e-3. This is larger than the h above because rounding errors are
// divided by h² here.
//
// To see where the formula comes from, add the two series that the chapter
// gives for f(x+h) and f(x−h). Which powers of h cancel? In the chapter's
// notation, f″(x) is 2 c₂.
func SecondDerivative(f func(x float64) float64, x float64) float64 {
	panic("TODO: replace this line by your code")
}
