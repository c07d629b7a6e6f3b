package exercise

import (
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/check"
)

func TestTanh(t *testing.T) {
	check.Tanh.Run(t, check.ThroughLayer(func() backprop.Layer { return new(Tanh) }))
}
func TestFactor(t *testing.T)   { check.Factor.Run(t, Factor) }
func TestClipNorm(t *testing.T) { check.ClipNorm.Run(t, ClipNorm) }
