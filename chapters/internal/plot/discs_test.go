package plot

import (
	"strings"
	"testing"
)

func TestDiscs(t *testing.T) {
	c := New("", Axis{Max: 1}, Axis{Max: 1})
	c.Discs("one", []Point{{0, 0}, {1, 1}})
	svg := c.SVG()
	for _, want := range []string{`<circle cx="66.0" cy="296.0"`, `<circle cx="456.0" cy="34.0"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("Discs draws no %s", want)
		}
	}
	if n := strings.Count(svg, ">one<"); n != 2 {
		t.Errorf("Discs writes its sign %d times, want 2", n)
	}
}
