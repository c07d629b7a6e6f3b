package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/07-softmax-with-loss"
)

var rightSlopes = solution.SoftmaxLossGradient

func TestSoftmax(t *testing.T)             { Softmax.SelfTest(t, solution.Softmax) }
func TestSoftmaxLossGradient(t *testing.T) { SoftmaxLossGradient.SelfTest(t, rightSlopes) }
func TestSmoothedLoss(t *testing.T)        { SmoothedLoss.SelfTest(t, solution.SmoothedLoss) }
