package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/08-learning-xor"
)

func TestReLU(t *testing.T) {
	ReLU.SelfTest(t, ThroughLayer(func() backprop.Layer { return new(solution.ReLU) }))
}

func TestSigmoid(t *testing.T) {
	Sigmoid.SelfTest(t, ThroughLayer(func() backprop.Layer { return new(solution.Sigmoid) }))
}

func TestAffine(t *testing.T) {
	Affine.SelfTest(t, ThroughAffine(func(W backprop.Matrix, b []float64) (
		l backprop.Layer, DW *backprop.Matrix, DB *[]float64) {
		a := &solution.Affine{W: W, B: b}
		return a, &a.DW, &a.DB
	}))
}

func TestSwish(t *testing.T) {
	Swish.SelfTest(t, ThroughLayer(func() backprop.Layer { return new(solution.Swish) }))
}
