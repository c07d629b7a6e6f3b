package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/02-loss-functions"
)

func TestMSE(t *testing.T)          { MSE.SelfTest(t, solution.MSE) }
func TestCrossEntropy(t *testing.T) { CrossEntropy.SelfTest(t, solution.CrossEntropy) }
func TestHuber(t *testing.T)        { Huber.SelfTest(t, solution.Huber) }
