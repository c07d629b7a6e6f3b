package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/03-mini-batch"
)

func TestCrossEntropyBatch(t *testing.T) { CrossEntropyBatch.SelfTest(t, solution.CrossEntropyBatch) }
func TestMiniBatch(t *testing.T)         { MiniBatch.SelfTest(t, solution.MiniBatch) }
func TestEpoch(t *testing.T)             { Epoch.SelfTest(t, solution.Epoch) }
