package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestSoftmax(t *testing.T)             { check.Softmax.Run(t, Softmax) }
func TestSoftmaxLossGradient(t *testing.T) { check.SoftmaxLossGradient.Run(t, SoftmaxLossGradient) }
func TestSmoothedLoss(t *testing.T)        { check.SmoothedLoss.Run(t, SmoothedLoss) }
