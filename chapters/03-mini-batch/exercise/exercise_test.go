package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestMeanGradient(t *testing.T) { check.MeanGradient.Run(t, MeanGradient) }
func TestMiniBatch(t *testing.T)    { check.MiniBatch.Run(t, MiniBatch) }
func TestEpoch(t *testing.T)        { check.Epoch.Run(t, Epoch) }
