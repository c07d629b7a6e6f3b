// Package exercise has the right answers to the exercises of chapter 11.
package exercise

import (
	"math"

	"chainrule/backprop"
)

type Tanh = backprop.Tanh

func Factor(s, W backprop.Matrix) float64 {
	return rms(s) * rms(W) * math.Sqrt(float64(len(W[0])))
}

func rms(m backprop.Matrix) float64 {
	return length(m) / math.Sqrt(float64(len(m)*len(m[0])))
}

func length(m backprop.Matrix) float64 {
	sum := 0.0
	for _, row := range m {
		for _, v := range row {
			sum += float64(v * v)
		}
	}
	return math.Sqrt(sum)
}

func ClipNorm(dW backprop.Matrix, limit float64) backprop.Matrix {
	scale := 1.0
	if l := length(dW); l > limit {
		scale = limit / l
	}
	clipped := backprop.NewMatrix(len(dW), len(dW[0]))
	for d, row := range dW {
		for k := range row {
			clipped[d][k] = scale * row[k]
		}
	}
	return clipped
}
