// Package exercise has the right answers to the exercises of chapter 8.
package exercise

import "chainrule/backprop"

type (
	ReLU    = backprop.ReLU
	Sigmoid = backprop.Sigmoid
	Affine  = backprop.Affine
)

// Swish keeps s, besides x: both are in the slope, s + x·s(1 − s).
type Swish struct {
	sigmoid Sigmoid
	x, s    backprop.Matrix
}

func (l *Swish) Forward(x backprop.Matrix) backprop.Matrix {
	l.x, l.s = x, l.sigmoid.Forward(x)
	y := backprop.NewMatrix(len(x), len(x[0]))
	for n, row := range x {
		for k := range row {
			y[n][k] = row[k] * l.s[n][k]
		}
	}
	return y
}

func (l *Swish) Backward(dout backprop.Matrix) backprop.Matrix {
	dx := backprop.NewMatrix(len(dout), len(dout[0]))
	for n, row := range dout {
		for k := range row {
			x, s := l.x[n][k], l.s[n][k]
			dx[n][k] = row[k] * (s + float64(x*s*(1-s)))
		}
	}
	return dx
}
