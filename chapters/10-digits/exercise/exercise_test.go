package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestSGD(t *testing.T)       { check.SGD.Run(t, SGD) }
func TestLeaveOut(t *testing.T)  { check.LeaveOut.Run(t, LeaveOut) }
func TestConfusion(t *testing.T) { check.Confusion.Run(t, Confusion) }
