package check

import (
	"math"
	"slices"
	"testing"

	"chainrule/backprop"
	solution "chainrule/chapters/check/testdata/solution/11-vanishing-gradient"
)

func TestTanh(t *testing.T)     { Tanh.SelfTest(t, ThroughLayer(newTanh)) }
func TestClipNorm(t *testing.T) { ClipNorm.SelfTest(t, solution.ClipNorm) }

// The standard deviation is right, too, if the mean is not taken for 0.
func TestFactor(t *testing.T) {
	Factor.SelfTest(t, func(s, W backprop.Matrix) float64 {
		_, std := meanAndStd(slices.Concat(W...))
		return rms(s) * std * math.Sqrt(float64(len(W[0])))
	})
}

func newTanh() backprop.Layer { return new(solution.Tanh) }
