package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/07-softmax-with-loss"
	"chainrule/losses"
)

func TestSoftmax(t *testing.T) { Softmax.SelfTest(t, losses.Softmax) }

func TestSoftmaxLossGradient(t *testing.T) {
	SoftmaxLossGradient.SelfTest(t, func(a, t [][]float64, dout float64) [][]float64 {
		var l backprop.SoftmaxWithLoss
		l.Forward(a, t)
		return l.Backward(dout)
	})
}

func TestSmoothedLoss(t *testing.T) { SmoothedLoss.SelfTest(t, solution.SmoothedLoss) }
