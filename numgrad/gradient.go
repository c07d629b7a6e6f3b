// Package numgrad finds slopes numerically: it moves a variable a little either way and
// sees how the value of a function changes. It needs nothing but the function, costs two
// calls for every variable, and is right to eight or nine digits. It is too slow for
// learning, but the best judge of faster ways: see Check.
//
// No function changes or keeps the slices it is given, so if f allows it, all may be
// called from several goroutines at once, even with the same arguments. The slice passed
// to f belongs to this package: f must neither change nor keep it.
package numgrad

// Step is the h of the central difference. With a smaller h the formula's own error
// shrinks like h², but the rounding error grows like 1/h. For values and variables near
// one the best h is about 1e-5; 1e-4 loses a digit or two, but suits larger variables. It
// is not relative: for |x| above about 1e12, x + Step is x.
const Step = 1e-4

// Derivative returns the central difference of f at x,
//
//	f'(x) ≈ (f(x+h) − f(x−h)) / 2h,  h = Step
//
// with an error of about h²/6·f‴(x) from the formula and 1e-12·f(x) from
// rounding. A computer cannot let h go to 0, so it stops at Step.
//
// Special cases: at a kink it is the mean of the slopes on both sides (0 for
// |x| at 0, which has no derivative there); where |x| is so large that x + h
// rounds to x it is 0, or noise; NaN and infinities of f come through.
//
// Derivative panics if f is nil.
//
// Reference: W. Press et al., Numerical Recipes (3rd ed., 2007), section 5.7.
func Derivative(f func(x float64) float64, x float64) float64 {
	if f == nil {
		panic("numgrad: Derivative: f is nil")
	}
	right, left := float64(f(x+Step)), float64(f(x-Step))
	return (right - left) / (2 * Step)
}

// Gradient returns the central difference of f at x along each of its n
// variables, all others held still:
//
//	∂f/∂x_i ≈ (f(…, x_i+h, …) − f(…, x_i−h, …)) / 2h,  h = Step
//
// It calls f 2n times and allocates once. It reads x once, at the start, works on a copy,
// and never writes to x. So f itself may overwrite x: for example, x may be a layer's
// bias into which f copies its argument. After each variable the copy is restored. Pass a
// matrix of weights as one slice of all its values.
//
// Special cases are those of Derivative; a NaN or infinity in x may reach every slope
// through f. An empty x gives no slopes.
//
// Gradient panics if f is nil.
//
// Reference: as Derivative.
func Gradient(f func(x []float64) float64, x []float64) []float64 {
	if f == nil {
		panic("numgrad: Gradient: f is nil")
	}
	n := len(x)
	both := make([]float64, 2*n)
	grad, z := both[:n:n], both[n:] // two slices for one allocation
	copy(z, x)
	for i, at := range z { // at comes from z, because f may have written to x
		z[i] = at + Step
		right := f(z)
		z[i] = at - Step
		left := f(z)
		z[i] = at
		grad[i] = (right - left) / (2 * Step)
	}
	return grad
}
