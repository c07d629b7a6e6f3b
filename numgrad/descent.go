package numgrad

import (
	"fmt"
	"slices"
)

// Descend walks downhill from start in the given number of steps, each moving all
// variables at once against the gradient at the current point,
//
//	x_i ← x_i − lr·∂f/∂x_i
//
// where lr is the learning rate (α or η in many books). It returns the last point x and
// the path: steps+1 points from start to x. Neither shares memory with start
// or with the other, nor does one point of the path with the next.
//
// Nothing tests whether it arrives. Too small a rate hardly moves; too large a rate
// jumps over the bottom, higher each time, until x is so large that Gradient returns
// noise, and the walk stands still or jumps to and fro: a finite x is no proof of a
// minimum. A zero gradient may also mean a saddle point or a maximum.
//
// Descend panics if f is nil or steps is negative.
//
// Reference: I. Goodfellow, Y. Bengio, A. Courville, Deep Learning (2016),
// section 4.3.
func Descend(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
	if f == nil {
		panic("numgrad: Descend: f is nil")
	}
	if steps < 0 {
		panic(fmt.Sprintf("numgrad: Descend: %d steps; want 0 or more", steps))
	}
	x = slices.Clone(start)
	path = append(path, slices.Clone(x))
	for range steps {
		grad := Gradient(f, x)
		for i := range x {
			x[i] -= float64(lr * grad[i])
		}
		path = append(path, slices.Clone(x))
	}
	return x, path
}
