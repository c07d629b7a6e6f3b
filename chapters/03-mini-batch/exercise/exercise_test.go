package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestCrossEntropyBatch(t *testing.T) { check.CrossEntropyBatch.Run(t, CrossEntropyBatch) }
func TestMiniBatch(t *testing.T)         { check.MiniBatch.Run(t, MiniBatch) }
func TestEpoch(t *testing.T)             { check.Epoch.Run(t, Epoch) }
