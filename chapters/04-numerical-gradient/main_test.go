package main

import (
	"fmt"
	"math"
	"testing"

	"chainrule/chapters/internal/chaptertest"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// Gradients to the last digit, on a copy and in place.
func TestTwoWaysOneGradient(t *testing.T) {
	for _, test := range []struct {
		x    []float64
		want string
	}{
		{[]float64{3, 4}, "[6.00000000000378 7.999999999999119]"},
		{[]float64{0, 2}, "[0 4.000000000004]"},
		{[]float64{3, 0}, "[6.000000000012662 0]"},
	} {
		if got := fmt.Sprint(numgrad.Gradient(bowl, test.x)); got != test.want {
			t.Errorf("Gradient(bowl, %v) = %s, want %s", test.x, got, test.want)
		}
		if got := fmt.Sprint(inPlace(bowl, test.x)); got != test.want {
			t.Errorf("inPlace(bowl, %v) = %s, want %s", test.x, got, test.want)
		}
	}
}

// The V: both errors fall at first as the formulas say, and in the end rise.
func TestSweep(t *testing.T) {
	tries := sweep(hill, 0.5, -0.64)
	// f″/2 = −0.128 and f‴/6 = 0.6144 at ½, by hand.
	for _, try := range tries[1:4] {
		if want := 0.128 * try.H; !(math.Abs(try.Forward-want) <= want/10) {
			t.Errorf("h = %g: forward error %g, want about %g", try.H, try.Forward, want)
		}
		if want := 0.6144 * try.H * try.H; !(math.Abs(try.Central-want) <= want/10) {
			t.Errorf("h = %g: central error %g, want about %g", try.H, try.Central, want)
		}
	}
	if last, best := tries[14].Central, tries[5].Central; !(last > 1e6*best) {
		t.Errorf("the error at h = 1e-15 is %g, at 1e-6 %g; want the V to rise", last, best)
	}
}

// The answer to "Try it": with a million added, roundoff is larger and the best
// step is 1e-4.
func TestTryIt(t *testing.T) {
	tries := sweep(func(x float64) float64 { return 1e6 + hill(x) }, 0.5, -0.64)
	best := tries[0]
	for _, try := range tries {
		if try.Central < best.Central {
			best = try
		}
	}
	if !(math.Abs(best.H-1e-4) <= 1e-9) || !(best.Central < 1e-6 && best.Central > 1e-7) {
		t.Errorf("the best step is %g, with an error of %g; want 1e-4 and under 1e-6", best.H, best.Central)
	}
}
