package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/04-numerical-gradient"
	"chainrule/numgrad"
)

func TestDerivative(t *testing.T)       { Derivative.SelfTest(t, numgrad.Derivative) }
func TestGradient(t *testing.T)         { Gradient.SelfTest(t, numgrad.Gradient) }
func TestSecondDerivative(t *testing.T) { SecondDerivative.SelfTest(t, solution.SecondDerivative) }
