package exercise

import (
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/check"
)

func TestHe(t *testing.T)              { check.He.Run(t, He) }
func TestMultiplications(t *testing.T) { check.Multiplications.Run(t, Multiplications) }
func TestLeakyReLU(t *testing.T) {
	check.LeakyReLU.Run(t, check.ThroughLayer(func() backprop.Layer { return new(LeakyReLU) }))
}
