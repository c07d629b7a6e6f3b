package check

import (
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/06-chain-rule"
)

func rightMul() Node { return new(backprop.MulLayer) }
func rightDiv() Node { return new(backprop.DivLayer) }

func TestMulLayer(t *testing.T)  { MulLayer.SelfTest(t, ThroughNode(rightMul)) }
func TestDivLayer(t *testing.T)  { DivLayer.SelfTest(t, ThroughNode(rightDiv)) }
func TestBulkPrice(t *testing.T) { BulkPrice.SelfTest(t, solution.BulkPrice) }
