package exercise

import (
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/check"
)

func TestReLU(t *testing.T) {
	check.ReLU.Run(t, check.ThroughLayer(func() backprop.Layer { return new(ReLU) }))
}

func TestSigmoid(t *testing.T) {
	check.Sigmoid.Run(t, check.ThroughLayer(func() backprop.Layer { return new(Sigmoid) }))
}

func TestAffine(t *testing.T) {
	check.Affine.Run(t, check.ThroughAffine(func(W backprop.Matrix, b []float64) (
		l backprop.Layer, DW *backprop.Matrix, DB *[]float64) {
		a := &Affine{W: W, B: b}
		return a, &a.DW, &a.DB
	}))
}

func TestSwish(t *testing.T) {
	check.Swish.Run(t, check.ThroughLayer(func() backprop.Layer { return new(Swish) }))
}
