package check

import (
	"testing"

	solution "chainrule/chapters/check/internal/solution/06-chain-rule"
)

func TestMulLayer(t *testing.T) {
	MulLayer.SelfTest(t, ThroughNode(func() Node { return new(solution.MulLayer) }))
}

func TestDivLayer(t *testing.T) {
	DivLayer.SelfTest(t, ThroughNode(func() Node { return new(solution.DivLayer) }))
}

func TestBulkPrice(t *testing.T) { BulkPrice.SelfTest(t, solution.BulkPrice) }
