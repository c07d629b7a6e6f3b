package main

import (
	"math"
	"slices"
	"strings"
	"testing"

	"chainrule/chapters/internal/chaptertest"
	"chainrule/chapters/internal/digits"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// What the chapter says: each way beats the one before on images that nobody has
// seen, all beat a guess, and none reads them as well as those that it knows.
func TestEachWayBeatsTheOneBefore(t *testing.T) {
	known, held := digits.Load()
	before := 0.5
	for _, way := range learned() {
		seen, unseen := way.share(known), way.share(held)
		if !(unseen > before+0.05) {
			t.Errorf("%s: %.3f right, and %.3f before", way.name, unseen, before)
		}
		if !(seen > unseen) {
			t.Errorf("%s: %.3f of the known right, %.3f of the held back", way.name, seen, unseen)
		}
		before = unseen
	}
}

// What the text says of the pixels without the units between, and of the last row.
func TestYardsticksAmongTheWays(t *testing.T) {
	known, held := digits.Load()
	alone := learning("", "", "", known, pixels, flat).share(held)
	near := func(x []float64) (int, string) { return known.Labels[nearest(known.X, x)], "" }
	neighbour := Way{readers: []Reader{near}}.share(held)
	if three := learned()[2].share(held); !(neighbour > three) {
		t.Errorf("%.3f from the nearest neighbour, want more than the network's %.3f", neighbour, three)
	}
	if two, three := learned()[1].share(held), learned()[2].share(held); !(two < alone && alone < three) {
		t.Errorf("%.3f from the pixels alone, want between %.3f and %.3f", alone, two, three)
	}
}

// Counts must not depend on the last places of exp: no image may be a near tie.
func TestNoNearTies(t *testing.T) {
	known, held := digits.Load()
	for _, way := range learned()[1:] {
		for i, net := range way.nets {
			for n, x := range slices.Concat(known.X, held.X) {
				a := slices.Sorted(slices.Values(net.Predict([][]float64{way.see(x)})[0]))
				if gap := a[9] - a[8]; !(gap > 1e-6) {
					t.Errorf("%s, seed %d, image %d: the best scores differ by %.2g", way.name, i+1, n, gap)
				}
			}
		}
	}
}

// image reads rows of eight characters, where # is ink.
func image(t *testing.T, rows ...string) []float64 {
	t.Helper()
	x := make([]float64, 0, 64)
	for _, c := range strings.Join(rows, "") {
		v := 0.0
		if c == '#' {
			v = 1
		}
		x = append(x, v)
	}
	if len(x) != 64 {
		t.Fatalf("image of %d pixels", len(x))
	}
	return x
}

func TestMeasure(t *testing.T) {
	for _, tc := range []struct {
		name string
		x    []float64
		want Shape
	}{
		{"nothing", image(t, strings.Repeat(".", 64)), Shape{}},
		{"a nine with a hook", image(t,
			"..####..",
			"..#..#..",
			"..#..#..",
			"..####..",
			".....#..",
			".....#..",
			"..####..",
			"........"),
			// above: 2 rows of 2 in the hole; below: 2 rows of 3 in the bay
			Shape{HoleUp: 4, LeftDown: 6, Top: 6, Bottom: 4, Middle: 4, Corner: 4, Foot: 1, Core: 2}},
		{"an S", image(t,
			"..####..",
			"..#.....",
			"..#.....",
			"..####..",
			".....#..",
			".....#..",
			"..####..",
			"........"),
			Shape{RightUp: 6, LeftDown: 6, Top: 5, Bottom: 4, Middle: 4, Corner: 2, Foot: 1, Core: 2}},
		{"its mirror image", image(t,
			"..####..",
			".....#..",
			".....#..",
			"..####..",
			"..#.....",
			"..#.....",
			"..####..",
			"........"),
			Shape{LeftUp: 6, RightDown: 6, Top: 5, Bottom: 4, Middle: 4, Corner: 4, Foot: 3, Core: 2}},
		{"a zero", image(t,
			"..####..",
			"..#..#..",
			"..#..#..",
			"..#..#..",
			"..#..#..",
			"..#..#..",
			"..#..#..",
			"..####.."),
			Shape{HoleUp: 6, HoleDown: 6, Top: 6, Bottom: 6, Middle: 2, Corner: 4, Foot: 4}},
	} {
		if got := measure(tc.x); got != tc.want {
			t.Errorf("%s: measure gives\n%+v, want\n%+v", tc.name, got, tc.want)
		}
	}
}

// A pixel of 6/16 has ink, one of 5/16 has not.
func TestInk(t *testing.T) {
	x := make([]float64, 64)
	x[0], x[1] = 6.0/16, 5.0/16
	if !ink(x, 0, 0) || ink(x, 0, 1) {
		t.Errorf("ink at 6/16: %v, at 5/16: %v; want true, false", ink(x, 0, 0), ink(x, 0, 1))
	}
}

// No rule is idle, and each is right about most of the known images it decides,
// but for those at the end of the list: they take what is left.
func TestRules(t *testing.T) {
	known, _ := digits.Load()
	decided, right := make([]int, len(rules)), make([]int, len(rules))
	for n, x := range known.X {
		i := byRules(x)
		decided[i]++
		if rules[i].digit == known.Labels[n] {
			right[i]++
		}
	}
	speaks := map[int]bool{}
	for i, rule := range rules {
		speaks[rule.digit] = true
		if decided[i] == 0 || 2*right[i] <= decided[i] && i < 12 {
			t.Errorf("rule %d (%s) decides %d images and is right about %d",
				i+1, rule.because, decided[i], right[i])
		}
	}
	if len(speaks) != 10 {
		t.Errorf("the rules speak of %d digits, want 10", len(speaks))
	}
}

// One pixel of ink at row 1, column 6, that is 2.5 above and 2.5 right of the
// middle: every mirror image is elsewhere, so the difference is counted twice.
func TestInkFeatures(t *testing.T) {
	x := make([]float64, 64)
	x[1*8+6] = 0.5
	want := []float64{0.5 / 20, -2.5, 2.5, 6.25 / 5, 6.25 / 2, -6.25, 2, 2}
	got := inkFeatures(x)
	for i := range want {
		if len(got) != len(want) || !(math.Abs(got[i]-want[i]) <= 1e-15) {
			t.Fatalf("inkFeatures = %v, want %v", got, want)
		}
	}
	if all := features(x); len(all) != featureN || !slices.Equal(all[12:], got) {
		t.Errorf("features = %v, want %d with these at the end: %v", all, featureN, got)
	}
	if got := features(make([]float64, 64)); !slices.Equal(got, make([]float64, featureN)) {
		t.Errorf("features of an empty image = %v, want zeros", got)
	}
}

// One large feature would drown the others.
func TestFeatureSizes(t *testing.T) {
	known, held := digits.Load()
	for n, x := range slices.Concat(known.X, held.X) {
		for i, v := range features(x) {
			if !(math.Abs(v) <= 5) {
				t.Errorf("image %d: feature %d is %v, want about 1", n, i, v)
			}
		}
	}
}

func TestLines(t *testing.T) {
	source := "// comment\npackage p\n\n\tvar x = 1 // one\n\t// another\n"
	if got := lines(source); got != 2 {
		t.Errorf("lines = %d, want 2", got)
	}
}

func TestYardsticks(t *testing.T) {
	if got := commonest([]int{7, 3, 9, 3, 9}); got != 3 {
		t.Errorf("commonest = %d, want 3", got)
	}
	known := [][]float64{{0, 0}, {3, 4}, {4, 3}, {9, 9}}
	for _, tc := range []struct {
		x    []float64
		want int
	}{{[]float64{1, 1}, 0}, {[]float64{4, 4}, 1}, {[]float64{5, 3}, 2}, {[]float64{7, 7}, 3}} {
		if got := nearest(known, tc.x); got != tc.want { // 4, 4 is as near to 1 as to 2
			t.Errorf("nearest(%v) = %d, want %d", tc.x, got, tc.want)
		}
	}
}

// The answers to "Try it". Way 3 never asks for ink.
func TestTryIt(t *testing.T) {
	known, held := digits.Load()
	before := light
	defer func() { light = before }()
	for _, test := range []struct{ light, rules, features float64 }{
		{4. / 16, 0.694, 0.838}, {8. / 16, 0.708, 0.867},
	} {
		light = test.light
		rules := Way{readers: []Reader{readRules}}.share(held)
		features := learning("", "", "", known, features, regression).share(held)
		if !(math.Abs(rules-test.rules) <= 0.0005 && math.Abs(features-test.features) <= 0.0005) {
			t.Errorf("light = %v: rules %.3f, features %.3f; want %.3f and %.3f", test.light, rules, features, test.rules, test.features)
		}
	}
}
