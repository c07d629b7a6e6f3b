package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestOneStep(t *testing.T)  { check.OneStep.Run(t, OneStep) }
func TestDescend(t *testing.T)  { check.Descend.Run(t, Descend) }
func TestMomentum(t *testing.T) { check.Momentum.Run(t, Momentum) }
