package progress

import (
	"strings"
	"testing"
	"time"
)

func TestLine(t *testing.T) {
	var b strings.Builder
	l := &Line{w: &b, what: "training", start: time.Now()}
	l.Show(1, 4, "")
	l.Done()
	if b.Len() != 0 {
		t.Errorf("in the first two seconds it wrote %q", b.String())
	}

	l.start = time.Now().Add(-10 * time.Second)
	l.Show(1, 4, "loss 0.5")
	want := "\rtraining: 1 of 4, 30s left loss 0.5"
	if b.String() != want {
		t.Errorf("it wrote %q, want %q", b.String(), want)
	}
	l.Show(2, 4, "too soon")
	l.Done()
	if want += "\r" + strings.Repeat(" ", len(want)-1) + "\r"; b.String() != want {
		t.Errorf("it wrote %q, want %q", b.String(), want)
	}
}

// A line that went on in the next one would not be wiped.
func TestLongLine(t *testing.T) {
	var b strings.Builder
	l := &Line{w: &b, what: "training", start: time.Now().Add(-10 * time.Second)}
	l.Show(1, 4, strings.Repeat("∂", 80))
	want := "\rtraining: 1 of 4, 30s left " + strings.Repeat("∂", 79-len("training: 1 of 4, 30s left "))
	if b.String() != want {
		t.Errorf("it wrote %q, want %q", b.String(), want)
	}
	l.Done()
	if want += "\r" + strings.Repeat(" ", 79) + "\r"; b.String() != want {
		t.Errorf("it wrote %q, want %q", b.String(), want)
	}
}

func TestNobodyWatches(t *testing.T) {
	l := Start("training") // go test connects no terminal
	l.start = time.Now().Add(-10 * time.Second)
	l.Show(1, 2, "")
	l.Done()
	if l.width != 0 {
		t.Error("it wrote where nobody watches")
	}
}

func TestSideBySide(t *testing.T) {
	squares := make([]int, 50)
	SideBySide("squaring", len(squares), func(i int) { squares[i] = i * i })
	for i, got := range squares {
		if got != i*i {
			t.Errorf("place %d holds %d, want %d", i, got, i*i)
		}
	}
}
