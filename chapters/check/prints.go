package check

import (
	"embed"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
)

// What the mistakes of the book's exercises do is known beforehand: chapters/check/gen
// makes all their calls and keeps their fingerprints, so that judging runs none of them.
//
//go:embed prints
var printed embed.FS

// A fingerprint says what is wrong with the outcomes of all calls: a print for each result, one
// for what the calls did to memory, one for panics, and one for where they asked f. But for the last, all numbers are 0 where all is right. Two
// answers with the same fingerprint do the same on all calls: that it came about by chance has odds of
// 1 in 100,000 for each number of it that the calls should have made different, and faults that differ by
// less than a thousandth count as the same. (Compared as runs, the book's mistakes gave no other
// answer in 134,000 comparisons.)
type fingerprint []print

// A print has eight numbers, and each is the sum of random weights times what is wrong
// with the numbers of every eighth call, in ten-thousandths.
type print [8]int64

// like allows for the rounding of other formulas and machines.
func (p print) like(q print) bool {
	for i := range p {
		if d := p[i] - q[i]; d < -10 || d > 10 {
			return false
		}
	}
	return true
}

// What two answers may have in common, if not the result of a number.
const (
	everything = -1
	results    = -2 // whatever they do to memory
)

// does tells whether an answer does what a mistake does. If part is the number of a
// result, the mistake spoils no other one.
func (p fingerprint) does(mistake fingerprint, part int) bool {
	memory, panics, asked := len(p)-3, len(p)-2, len(p)-1
	for i, m := range mistake {
		switch {
		case part == everything, part == results && i != memory, part == i, i == panics, i == asked:
			if !m.like(p[i]) {
				return false
			}
		}
		if part >= 0 && i != part && i != asked && m != (print{}) {
			return false
		}
	}
	return true
}

func (x *examination) fingerprint() fingerprint {
	n := 0
	for _, want := range x.want {
		n = max(n, len(want))
	}
	sums := newSums(n + 3)
	for i, o := range x.got {
		memory, panics := sums.of(i, n), sums.of(i, n+1)
		switch {
		case o.panic != nil:
			panics.add(coded(o.panic))
		case len(o.results) < len(x.want[i]): // of a probe
			panics.add(1)
		}
		for r, got := range o.results {
			if r < len(x.want[i]) {
				sums.of(i, r).addFault(got, x.want[i][r], x.tol())
			} else {
				panics.addValue(got)
			}
		}
		memory.add(float64(o.changed + 1))
		memory.add(float64(o.shared + 1))
		if o.reused {
			memory.add(1)
		}
		for _, v := range o.after {
			memory.addValue(v)
		}
		if asked := sums.of(i, n+2); x.point() > 0 {
			for _, step := range slices.CompactFunc(slices.SortedFunc(slices.Values(o.asked), slices.Compare[[]float64]), slices.Equal[[]float64]) {
				asked.add(100)
				for _, d := range step {
					asked.add(damped(1e6 * d))
				}
			}
		}
	}
	return sums.rounded()
}

// callsPrint is for the right results of all calls, and for results that are 1 too large, to
// notice that calls have changed, or fingerprints.
func (e *exam) callsPrint() print {
	_, want := e.allCalls()
	sums := newSums(1)
	for i, results := range want {
		for _, v := range results {
			s := sums.of(i, 0)
			s.addValue(v)
			s.addFault(mapped(v, func(x float64) float64 { return x + 1 }), v, e.tol())
		}
	}
	return sums.rounded()[0]
}

type sums [][len(print{})]float64

func newSums(n int) sums { return make(sums, n) }

// of is the place where what call i gave is added to print k.
func (s sums) of(i, k int) *sum {
	return &sum{&s[k][i%len(print{})], rand.New(rand.NewPCG(uint64(i), uint64(k)))}
}

func (s sums) rounded() fingerprint {
	p := make(fingerprint, len(s))
	for k := range s {
		for i, v := range s[k] {
			p[k][i] = int64(math.Round(1e4 * v))
		}
	}
	return p
}

type sum struct {
	total  *float64
	weight *rand.Rand
}

func (s *sum) add(v float64) { *s.total += float64((0.5 + s.weight.Float64()) * v) }

// addValue adds all of a value.
func (s *sum) addValue(v reflect.Value) {
	x, isNumber := float(v)
	switch {
	case isNumber:
		s.add(damped(x))
	case v.Kind() == reflect.Slice:
		s.add(100 + float64(v.Len()))
		for i := range v.Len() {
			s.addValue(v.Index(i))
		}
	default:
		s.add(coded(show(v, -1)))
	}
}

// addFault adds 0 for each number that is right.
func (s *sum) addFault(got, want reflect.Value, tol float64) {
	g, gotNumber := float(got)
	w, wantNumber := float(want)
	switch {
	case gotNumber && wantNumber:
		off, size := fault(g, w, tol)
		s.add(off)
		s.add(size)
	case got.Kind() == reflect.Slice && want.Kind() == reflect.Slice && got.Len() == want.Len():
		s.add(0) // elements have other weights than the whole
		for i := range got.Len() {
			s.addFault(got.Index(i), want.Index(i), tol)
		}
	case sameValue(got, want, tol):
	default:
		s.addValue(got)
	}
}

// fault says how far x is from what it should be, and if it is, how large. Both begin with 0
// at the border of what is right, as near draws it.
func fault(x, want, tol float64) (off, size float64) {
	off = (x - want) / max(1, math.Abs(want))
	switch {
	case near(x, want, tol):
		return 0, 0
	case math.IsNaN(off) || math.IsInf(off, 0):
		return 100, damped(x)
	}
	unit := 1000 * tol
	off = (off - math.Copysign(tol, off)) / unit
	return damped(off), min(1, math.Abs(off)) * damped(x/unit)
}

// damped is x where x is small, and its logarithm where it is large, so that a small number
// counts beside large ones.
func damped(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return 2000
	case math.IsInf(x, 0):
		return math.Copysign(1000, x)
	}
	return math.Asinh(x)
}

// coded makes a number of anything else.
func coded(v any) float64 {
	h := fnv.New32a()
	fmt.Fprint(h, v)
	return 10 + float64(h.Sum32()%100_000)/1000
}

// A knownMistake is one of which only the fingerprint is here.
type knownMistake struct {
	hint  string
	print fingerprint
}

// known returns what the book knows of an exercise: the right results of its calls when that
// was found out, and the mistakes, whose fingerprints have n prints.
func (e *exam) known(n int) (calls print, mistakes []knownMistake) {
	if !slices.Contains(Tasks(), e.task) {
		return calls, nil
	}
	text, _ := printed.ReadFile("prints/" + e.Chapter + ".txt") // without a text, all mistakes are in Go
	for section := range strings.SplitSeq("\n"+string(text), "\n== ") {
		if rest, ok := strings.CutPrefix(section, e.Name+" "); ok {
			return parsePrints(rest, n)
		}
	}
	return calls, nil
}

// parsePrints reads a section, as record in prints_test.go writes it.
func parsePrints(section string, n int) (calls print, mistakes []knownMistake) {
	header, rest, _ := strings.Cut(section, "\n")
	scan := func(text string) (k int, p print) {
		fmt.Sscan(text, &k, &p[0], &p[1], &p[2], &p[3], &p[4], &p[5], &p[6], &p[7])
		return k, p
	}
	_, calls = scan(header)
	for line := range strings.Lines(rest) {
		line = strings.TrimSuffix(line, "\n")
		if numbers, isPrint := strings.CutPrefix(line, "\t"); isPrint {
			if k, p := scan(numbers); k < n {
				mistakes[len(mistakes)-1].print[k] = p
			}
		} else {
			mistakes = append(mistakes, knownMistake{line, make(fingerprint, n)})
		}
	}
	return calls, mistakes
}
