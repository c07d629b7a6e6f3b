package plot

import (
	"fmt"
	"strings"
	"testing"
)

func TestTicks(t *testing.T) {
	for _, test := range []struct {
		axis Axis
		want string
	}{
		{Axis{Min: 0, Max: 1}, "0 0.2 0.4 0.6 0.8 1"},
		{Axis{Min: -5, Max: 5}, "-4 -2 0 2 4"},
		{Axis{Min: 0, Max: 100}, "0 20 40 60 80 100"},
		{Axis{Min: 0.85, Max: 1}, "0.86 0.88 0.9 0.92 0.94 0.96 0.98 1"},
		{Axis{Min: 1, Max: 1e4, Log: true}, "1 10 100 1000 10⁴"},
		{Axis{Min: 1e-12, Max: 1e-1, Log: true}, "10⁻¹² 10⁻¹⁰ 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻²"},
	} {
		var labels []string
		for _, v := range test.axis.ticks() {
			labels = append(labels, test.axis.label(v))
		}
		if got := strings.Join(labels, " "); got != test.want {
			t.Errorf("ticks from %v to %v: %s, want %s", test.axis.Min, test.axis.Max, got, test.want)
		}
	}
}

// The corners of the frame, and what runs out of it.
func TestPlaces(t *testing.T) {
	c := New("", Axis{Min: 0, Max: 10}, Axis{Min: 1, Max: 100, Log: true})
	for _, test := range []struct {
		p    Point
		x, y float64
	}{
		{Point{0, 1}, left, bottom},
		{Point{10, 100}, right, top},
		{Point{5, 10}, (left + right) / 2, (top + bottom) / 2},
		{Point{-99, 1e9}, left - 1, top - 1},
		{Point{99, 1e-9}, right + 1, bottom + 1},
	} {
		if x, y := c.clamp(test.p); x != test.x || y != test.y {
			t.Errorf("%v lies at %v, %v; want %v, %v", test.p, x, y, test.x, test.y)
		}
	}
}

func TestShade(t *testing.T) {
	for v, want := range map[float64]string{-1: "0072b2 0.8", 0: "0072b2 0.8", 0.25: "0072b2 0.4", 0.5: "0072b2 0", 1: "d55e00 0.8", 2: "d55e00 0.8"} {
		colour, part, _ := strings.Cut(want, " ")
		want = fmt.Sprintf(`fill="#%s" fill-opacity="%s"`, colour, part)
		if got := shade(v); got != want {
			t.Errorf("shade(%v) = %s, want %s", v, got, want)
		}
	}
}

// A contour of x at ½ is a vertical line through the middle.
func TestContour(t *testing.T) {
	c := New("", Axis{Min: 0, Max: 1.01}, Axis{Min: 0, Max: 1})
	c.Contour(func(x, y float64) float64 { return x }, []float64{0.505})
	middle := fmt.Sprintf("%.1f ", (left+right)/2)
	path := c.SVG()[strings.Index(c.SVG(), `d="M`):]
	if !strings.HasPrefix(path, `d="M`+middle) {
		t.Errorf("the contour begins %.40s, want x = %s", path, middle)
	}
}

func TestEscape(t *testing.T) {
	if svg := New("a < b & c", Axis{Max: 1}, Axis{Max: 1}).SVG(); !strings.Contains(svg, "<title>a &lt; b &amp; c</title>") {
		t.Error("the title is not escaped")
	}
}

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

// An arrow to the right ends in a head of 8 by 8 units, in the last series' colour.
func TestArrow(t *testing.T) {
	c := New("", Axis{Max: 1}, Axis{Max: 1})
	c.Line("way", []Point{{0, 0}, {1, 1}})
	c.Arrow(Point{0, 0.5}, Point{1, 0.5})
	want := `<polygon points="456.0,165.0 448.0,169.0 448.0,161.0" fill="` + colours[0] + `"/>`
	if svg := c.SVG(); !strings.Contains(svg, want) {
		t.Errorf("no %s in\n%s", want, svg)
	}
}

// Each colour that the pictures use has a partner on a dark page.
func TestDark(t *testing.T) {
	for _, colour := range append([]string{ink, paper, grey, faint}, colours...) {
		for _, attribute := range []string{"fill", "stroke"} {
			if rule := fmt.Sprintf("[%s=%q]{%[1]s:#", attribute, colour); !strings.Contains(onDark, rule) {
				t.Errorf("onDark has no %s", rule)
			}
		}
	}
}

// A column stands on 0, or hangs from it.
func TestColumns(t *testing.T) {
	c := New("", Axis{Max: 10}, Axis{Min: -1, Max: 1})
	c.Columns("", []Point{{5, 1}, {8, -1}}, 2)
	for _, want := range []string{`<rect x="222.0" y="34.0" width="78.0" height="131.0"`, `<rect x="339.0" y="165.0" width="78.0" height="131.0"`} {
		if svg := c.SVG(); !strings.Contains(svg, want) {
			t.Errorf("no %s in\n%s", want, svg)
		}
	}
}

// Each frame but the last has its own moment; without motion the last is seen.
func TestFilm(t *testing.T) {
	var charts []*Chart
	for range 3 {
		charts = append(charts, New("three", Axis{Max: 1}, Axis{Max: 1}))
	}
	svg := Film(charts)
	for want, n := range map[string]int{`<g class="frame" style="animation-delay:0s">`: 1, `<g class="frame" style="animation-delay:0.5s">`: 1,
		`<g class="last">`: 1, "</g>": 3, "animation:frame 4s": 1, "{0%{opacity:1}12.49%": 1, "{0%{opacity:0}25.00%": 1} {
		if got := strings.Count(svg, want); got != n {
			t.Errorf("%q stands there %d times, want %d", want, got, n)
		}
	}
}
