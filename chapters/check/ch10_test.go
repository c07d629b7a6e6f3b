package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/10-digits"
)

func TestSGD(t *testing.T)       { SGD.SelfTest(t, backprop.SGD) }
func TestLeaveOut(t *testing.T)  { LeaveOut.SelfTest(t, solution.LeaveOut) }
func TestConfusion(t *testing.T) { Confusion.SelfTest(t, solution.Confusion) }
