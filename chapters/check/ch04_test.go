package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/04-numerical-gradient"
)

func TestDerivative(t *testing.T)       { Derivative.SelfTest(t, solution.Derivative) }
func TestGradient(t *testing.T)         { Gradient.SelfTest(t, solution.Gradient) }
func TestSecondDerivative(t *testing.T) { SecondDerivative.SelfTest(t, solution.SecondDerivative) }
