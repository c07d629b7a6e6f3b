// Package exercise has the right answers to the exercises of chapter 12.
package exercise

import (
	"math/rand/v2"

	"chainrule/backprop"
)

func He(rng *rand.Rand, in, out int) backprop.Matrix { return backprop.He(rng, in, out) }

func Multiplications(sizes []int, N int) (forward, both int) {
	for i, in := range sizes[:len(sizes)-1] {
		forward += N * in * sizes[i+1]
	}
	return forward, 3*forward - N*sizes[0]*sizes[1]
}

type LeakyReLU struct{ x backprop.Matrix }

func (l *LeakyReLU) Forward(x backprop.Matrix) backprop.Matrix {
	l.x = x
	y := backprop.NewMatrix(len(x), len(x[0]))
	for n, row := range x {
		for k := range row {
			if row[k] > 0 {
				y[n][k] = row[k]
			} else {
				y[n][k] = row[k] / 10
			}
		}
	}
	return y
}

func (l *LeakyReLU) Backward(dout backprop.Matrix) backprop.Matrix {
	dx := backprop.NewMatrix(len(dout), len(dout[0]))
	for n, row := range dout {
		for k := range row {
			if l.x[n][k] > 0 {
				dx[n][k] = row[k]
			} else {
				dx[n][k] = row[k] / 10
			}
		}
	}
	return dx
}
