// Package exercise has the right answers to the exercises of chapter 9.
package exercise

import (
	"math"

	"chainrule/numgrad"
)

// RelativeError is compare of the chapter.
func RelativeError(a, n []float64) float64 {
	worst := 0.0
	for i := range a {
		if diff := math.Abs(a[i] - n[i]); diff != 0 { // true for NaN
			worst = max(worst, diff/max(math.Abs(a[i]), math.Abs(n[i])))
		}
	}
	return worst
}

func Check(f func(x []float64) float64, x, grad []float64) bool {
	return numgrad.Check(f, x, grad).OK
}

func SlopesAlong(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
	right, left := make([]float64, len(x)), make([]float64, len(x))
	for i := range x {
		a += float64(grad[i] * v[i])
		right[i] = x[i] + float64(h*v[i])
		left[i] = x[i] - float64(h*v[i])
	}
	return a, (f(right) - f(left)) / (2 * h)
}
