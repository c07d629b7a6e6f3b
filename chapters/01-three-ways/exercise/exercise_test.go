package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestOneHot(t *testing.T)   { check.OneHot.Run(t, OneHot) }
func TestAccuracy(t *testing.T) { check.Accuracy.Run(t, Accuracy) }
func TestNearest(t *testing.T)  { check.Nearest.Run(t, Nearest) }
