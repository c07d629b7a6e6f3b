package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/05-gradient-descent"
	"chainrule/numgrad"
)

func TestOneStep(t *testing.T)  { OneStep.SelfTest(t, solution.OneStep) }
func TestDescend(t *testing.T)  { Descend.SelfTest(t, numgrad.Descend) }
func TestMomentum(t *testing.T) { Momentum.SelfTest(t, solution.Momentum) }
