package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/09-gradient-check"
	"chainrule/numgrad"
)

func TestRelativeError(t *testing.T) { RelativeError.SelfTest(t, solution.RelativeError) }
func TestSlopesAlong(t *testing.T)   { SlopesAlong.SelfTest(t, solution.SlopesAlong) }

func TestCheck(t *testing.T) {
	Check.SelfTest(t, func(f func(x []float64) float64, x, grad []float64) bool { return numgrad.Check(f, x, grad).OK })
}
