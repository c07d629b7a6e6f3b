package main

import (
	"fmt"
	"math"
	"testing"

	"chainrule/chapters/internal/chaptertest"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// The price and its slopes, to the last digit.
func TestApplesAndOranges(t *testing.T) {
	price, d := buy(basket)
	got := fmt.Sprint(price, d.Apple, d.AppleNum, d.Orange, d.OrangeNum, d.Tax, d.All)
	want := "715.0000000000001 2.2 110.00000000000001 3.3000000000000003 165 650 1.1"
	if got != want {
		t.Errorf("buy(basket) = %s, want %s", got, want)
	}
}

// The answer to "Try it": without oranges the slopes of what they are multiplied
// with become 0, but not the one of their number.
func TestTryIt(t *testing.T) {
	b := basket
	b.OrangeNum = 0
	price, d := buy(b)
	if got := fmt.Sprint(price); got != "220.00000000000003" {
		t.Errorf("price printed as %s, want 220.00000000000003", got)
	}
	for i, want := range []float64{220, 2.2, 110, 0, 165, 200} {
		if got := []float64{price, d.Apple, d.AppleNum, d.Orange, d.OrangeNum, d.Tax}[i]; !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("number %d is %v, want %v", i, got, want)
		}
	}
}
