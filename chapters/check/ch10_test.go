package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/10-digits"
)

func TestSGD(t *testing.T)       { SGD.SelfTest(t, solution.SGD) }
func TestLeaveOut(t *testing.T)  { LeaveOut.SelfTest(t, solution.LeaveOut) }
func TestConfusion(t *testing.T) { Confusion.SelfTest(t, solution.Confusion) }
