package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestMulLayer(t *testing.T) {
	check.MulLayer.Run(t, check.ThroughNode(func() check.Node { return new(MulLayer) }))
}

func TestDivLayer(t *testing.T) {
	check.DivLayer.Run(t, check.ThroughNode(func() check.Node { return new(DivLayer) }))
}

func TestBulkPrice(t *testing.T) { check.BulkPrice.Run(t, BulkPrice) }
