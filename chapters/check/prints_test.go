package check

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

// record returns the section of an exercise in a file of prints. Its header has a number for
// the text that the mistakes come from, and the print of the right results. Of those that
// do the same the first is kept, and none that does not come back or panics on all calls: its fault is plain,
// or, of a panic, the same as of many others. Nor is a classic
// kept whose fault is plain: many lead there.
func record[F any](e *Exercise[F], hash int, mistakes, classics []Mistake[F]) (section string, err error) {
	exam := e.exam()
	calls := exam.callsPrint()
	header := numbers(hash, calls)
	var kept []knownMistake
	fail := func(format string, args ...any) {
		err = errors.Join(err, fmt.Errorf("%s: "+format, append([]any{e.Name}, args...)...))
	}
	var b strings.Builder
	for i, m := range slices.Concat(mistakes, classics) {
		named := i < len(mistakes)
		if m.Hint == "" {
			fail("a hint is empty")
		}
		x := exam.examine(m.Answer, "")
		if x.got[len(x.got)-1].endless || !slices.ContainsFunc(x.got, func(o outcome) bool { return o.panic == nil }) {
			if named {
				fail("this mistake never comes back, or always panics, which the judge says without it: %s", m.Hint)
			}
			continue
		}
		if !slices.Contains(x.right, false) {
			fail("this mistake passes, unless it changes nothing (then name it in the text, after \"same: \"):\n\t%s", m.Hint)
			continue
		}
		if !named && x.saysLittle() {
			continue
		}
		p := x.fingerprint()
		if at := slices.IndexFunc(kept, func(k knownMistake) bool { return p.does(k.print, everything) }); at >= 0 {
			if named && m.Hint != kept[at].hint {
				fail("the mistake\n\t%s\nis taken for\n\t%s", m.Hint, kept[at].hint)
			}
			continue
		}
		kept = append(kept, knownMistake{m.Hint, p})
		fmt.Fprintln(&b, m.Hint)
		for k := range p {
			if p[k] != (print{}) {
				fmt.Fprintln(&b, "\t"+numbers(k, p[k]))
			}
		}
	}
	section = header + "\n" + b.String()
	if len(kept) > 0 {
		c, again := parsePrints(section, len(kept[0].print))
		if c != calls || !reflect.DeepEqual(again, kept) {
			fail("what is written does not come back")
		}
	}
	return "== " + e.Name + " " + section, err
}

func numbers(k int, p print) string {
	return fmt.Sprintf("%d %s", k, strings.Trim(fmt.Sprint(p), "[]"))
}

// What is known of a mistake explains every answer that does the same.
func TestRecord(t *testing.T) {
	defer func(d time.Duration) { patience = d }(patience)
	patience = 200 * time.Millisecond
	type both = func(x []float64) (sum float64, twice []float64)
	answer := func(sum func(x []float64) float64, factor float64) both {
		return func(x []float64) (float64, []float64) { return sum(x), each(x, factor) }
	}
	right := func(x []float64) (s float64) {
		for _, v := range x {
			s += v
		}
		return s
	}
	first := func(x []float64) float64 { return x[0] }
	panics := func(with string) both {
		return func(x []float64) (float64, []float64) {
			if len(x) > 2 {
				panic(with)
			}
			return answer(right, 2)(x)
		}
	}
	e := Exercise[both]{Task: Task{Name: "Both"}, Returns: "sum, twice", Right: answer(right, 2),
		Cases: []Case[both]{{Args: []any{vec{1, 2}}, Want: []any{3.0, vec{2, 4}}}}}
	spoils := func(x []float64) (float64, []float64) {
		x[0] = 9
		return answer(first, 2)(vec{1, 2})
	}
	section, err := record(&e, 7, []Mistake[both]{
		{"twice is thrice", answer(right, 3)},
		{"sum is the first", answer(first, 2)},
		{"it panics", panics("oh")},
	}, []Mistake[both]{
		{"once more", answer(right, 3)},
		{"x changes", spoils},
		{"without an end", func(x []float64) (float64, []float64) { select {} }},
	})
	if err != nil {
		t.Fatal(err)
	}
	if hints := regexp.MustCompile(`(?m)^[a-z].*$`).FindAllString(section, -1); !slices.Equal(hints, []string{
		"twice is thrice", "sum is the first", "it panics", "x changes"}) {
		t.Errorf("kept: %q", hints)
	}
	calls, known := parsePrints(strings.TrimPrefix(section, "== Both "), 4)
	if calls != e.exam().callsPrint() {
		t.Errorf("calls %v, want %v", calls, e.exam().callsPrint())
	}
	for _, tc := range []struct {
		name, whole, values, sum, twice string
		answer                          both
	}{
		{"as a mistake", "twice is thrice", "twice is thrice", "", "twice is thrice", answer(right, 3+1e-12)},
		{"nearly", "", "", "", "", answer(right, 3.001)},
		{"two mistakes", "", "", "sum is the first", "twice is thrice", answer(first, 3)},
		{"another panic", "", "", "", "", panics("ah")},
		{"the same panic", "it panics", "it panics", "", "", panics("oh")},
		{"a mistake in place", "", "twice is thrice", "", "twice is thrice", func(x []float64) (float64, []float64) {
			s, y := answer(right, 3)(x)
			x[0]++
			return s, y
		}},
		{"x changes otherwise", "", "x changes", "", "", func(x []float64) (float64, []float64) {
			x[0] = 8
			return answer(first, 2)(vec{1, 2})
		}},
		{"x changes", "x changes", "x changes", "", "", spoils},
	} {
		p := e.exam().examine(tc.answer, "").fingerprint()
		for part, want := range map[int]string{everything: tc.whole, results: tc.values, 0: tc.sum, 1: tc.twice} {
			got := ""
			for _, k := range known {
				if p.does(k.print, part) {
					got = k.hint
					break
				}
			}
			if got != want {
				t.Errorf("%s, part %d: %q, want %q", tc.name, part, got, want)
			}
		}
	}
	for hint, faulty := range map[string]both{
		"this mistake passes":                             e.Right,
		"this mistake never comes back, or always panics": func(x []float64) (float64, []float64) { select {} },
		"which the judge says without it":                 func(x []float64) (float64, []float64) { panic("oh") },
		"is taken for\n\tfirst one":                       answer(first, 2),
		"a hint is empty":                                 answer(first, 4),
	} {
		own := "second one"
		if strings.HasSuffix(hint, "empty") {
			own = ""
		}
		_, err := record(&e, 7, []Mistake[both]{{"first one", answer(first, 2)}, {own, faulty}}, nil)
		if err == nil || !strings.Contains(err.Error(), hint) {
			t.Errorf("%v, want %q", err, hint)
		}
	}
}

// A fault is 0 up to the border of what is right, and goes on from there.
func TestFault(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct{ x, want, off, size float64 }{
		{1, 1, 0, 0}, {1 + 0.9e-9, 1, 0, 0}, {1 - 0.9e-9, 1, 0, 0}, {inf, inf, 0, 0}, {nan, nan, 0, 0},
		{1 + 1.1e-9, 1, 0.0001, 0.0015}, {1 - 1.1e-9, 1, -0.0001, 0.0015}, {-1 - 1.1e-9, -1, -0.0001, -0.0015},
		{2, 1, 14.51, 15.2}, {2e6, 1e6, 14.51, 29.02}, {0, 1, -14.51, 0}, {1e-9, 1, -14.51, 0.001},
		{nan, 1, 100, 2000}, {inf, 1, 100, 1000}, {-inf, 1, 100, -1000}, {1, inf, 100, 0.88}, {1, nan, 100, 0.88},
		{math.MaxFloat64, -math.MaxFloat64, 100, 710.48}, {math.MaxFloat64, 0, 1000, 1000},
	} {
		off, size := fault(tc.x, tc.want, 1e-9)
		if !(math.Abs(off-tc.off) <= 0.01*math.Abs(tc.off) && math.Abs(size-tc.size) <= 0.1*math.Abs(tc.size)) {
			t.Errorf("fault(%v, %v) = %v, %v, want about %v, %v", tc.x, tc.want, off, size, tc.off, tc.size)
		}
	}
}

// What has another shape has another print, also with one row in all.
func TestShapes(t *testing.T) {
	type f = func() mat
	e := Exercise[f]{Cases: []Case[f]{{Want: []any{mat{{1}}}}}}
	var seen []fingerprint
	for _, got := range []mat{{{1}}, nil, {nil}, {{0}}, {{1, 1}}, {{1}, {1}}, {{1}, nil}, {nil, {1}}} {
		p := e.exam().examine(func() mat { return got }, "").fingerprint()
		for i, q := range seen {
			if p.does(q, everything) {
				t.Errorf("%v has the print of result %d", got, i)
			}
		}
		seen = append(seen, p)
	}
}
