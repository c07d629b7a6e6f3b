// Package exercise has the right answers to the exercises of chapter 5.
package exercise

import (
	"slices"

	"chainrule/numgrad"
)

func OneStep(x, grad []float64, lr float64) []float64 {
	next := make([]float64, len(x))
	for i := range x {
		next[i] = x[i] - float64(lr*grad[i])
	}
	return next
}

func Descend(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
	return numgrad.Descend(f, start, lr, steps)
}

func Momentum(f func(x []float64) float64, start []float64, lr, mu float64, steps int) (x []float64, path [][]float64) {
	x = slices.Clone(start)
	v := make([]float64, len(x))
	path = append(path, slices.Clone(x))
	for range steps {
		grad := numgrad.Gradient(f, x)
		for i := range x {
			v[i] = float64(mu*v[i]) - float64(lr*grad[i])
			x[i] += v[i]
		}
		path = append(path, slices.Clone(x))
	}
	return x, path
}
