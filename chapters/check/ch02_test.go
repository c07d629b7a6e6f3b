package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/02-loss-functions"
	"chainrule/losses"
)

func TestMSE(t *testing.T)          { MSE.SelfTest(t, losses.MSE) }
func TestCrossEntropy(t *testing.T) { CrossEntropy.SelfTest(t, losses.CrossEntropy) }
func TestHuber(t *testing.T)        { Huber.SelfTest(t, solution.Huber) }
