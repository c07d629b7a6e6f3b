package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestMSE(t *testing.T)          { check.MSE.Run(t, MSE) }
func TestCrossEntropy(t *testing.T) { check.CrossEntropy.Run(t, CrossEntropy) }
func TestHuber(t *testing.T)        { check.Huber.Run(t, Huber) }
