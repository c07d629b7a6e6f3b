package main

import (
	"fmt"
	"testing"

	"chainrule/chapters/internal/chaptertest"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// The values that the notes print, to the last digit.
func TestApplesAndOranges(t *testing.T) {
	price, d := buy(notes)
	got := fmt.Sprint(price, d.Apple, d.AppleNum, d.Orange, d.OrangeNum, d.Tax, d.All)
	want := "715.0000000000001 2.2 110.00000000000001 3.3000000000000003 165 650 1.1"
	if got != want {
		t.Errorf("buy(notes) = %s, want %s", got, want)
	}
}
