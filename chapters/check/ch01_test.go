package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/01-three-ways"
)

func TestOneHot(t *testing.T)   { OneHot.SelfTest(t, solution.OneHot) }
func TestAccuracy(t *testing.T) { Accuracy.SelfTest(t, solution.Accuracy) }
func TestNearest(t *testing.T)  { Nearest.SelfTest(t, solution.Nearest) }
