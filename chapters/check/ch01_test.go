package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/01-three-ways"
	"chainrule/losses"
)

func TestOneHot(t *testing.T)   { OneHot.SelfTest(t, losses.OneHot) }
func TestAccuracy(t *testing.T) { Accuracy.SelfTest(t, solution.Accuracy) }
func TestNearest(t *testing.T)  { Nearest.SelfTest(t, solution.Nearest) }
