package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/03-mini-batch"
	"chainrule/losses"
)

func TestCrossEntropyBatch(t *testing.T) { CrossEntropyBatch.SelfTest(t, losses.CrossEntropyBatch) }
func TestMiniBatch(t *testing.T)         { MiniBatch.SelfTest(t, backprop.MiniBatch) }
func TestEpoch(t *testing.T)             { Epoch.SelfTest(t, solution.Epoch) }
