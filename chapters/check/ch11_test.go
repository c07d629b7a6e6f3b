package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/11-vanishing-gradient"
)

func TestTanh(t *testing.T)     { Tanh.SelfTest(t, ThroughLayer(newTanh)) }
func TestFactor(t *testing.T)   { Factor.SelfTest(t, solution.Factor) }
func TestClipNorm(t *testing.T) { ClipNorm.SelfTest(t, solution.ClipNorm) }

func newTanh() backprop.Layer { return new(backprop.Tanh) }
