package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/12-four-fixes"
)

func TestHe(t *testing.T)              { He.SelfTest(t, solution.He) }
func TestMultiplications(t *testing.T) { Multiplications.SelfTest(t, solution.Multiplications) }
func TestLeakyReLU(t *testing.T)       { LeakyReLU.SelfTest(t, ThroughLayer(newLeakyReLU)) }

func newLeakyReLU() backprop.Layer { return new(solution.LeakyReLU) }
