package main

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/sebdah/goldie/v2"
)

func TestOutput(t *testing.T) {
	var out bytes.Buffer
	if err := run(&out); err != nil {
		t.Fatal(err)
	}
	goldie.New(t, goldie.WithFixtureDir("../../testdata/06-chain-rule")).Assert(t, "output", out.Bytes())
}

// The values that the notes print, to the last digit.
func TestApplesAndOranges(t *testing.T) {
	price, d := buy(notes)
	got := fmt.Sprint(price, d.Apple, d.AppleNum, d.Orange, d.OrangeNum, d.Tax, d.All)
	want := "715.0000000000001 2.2 110.00000000000001 3.3000000000000003 165 650 1.1"
	if got != want {
		t.Errorf("buy(notes) = %s, want %s", got, want)
	}
}
