package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestDerivative(t *testing.T)       { check.Derivative.Run(t, Derivative) }
func TestGradient(t *testing.T)         { check.Gradient.Run(t, Gradient) }
func TestSecondDerivative(t *testing.T) { check.SecondDerivative.Run(t, SecondDerivative) }
