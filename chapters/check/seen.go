package check

// What can be said of a wrong answer without guessing at a mistake.

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// plain says of each wrong result what needs no guess: that it is always the same, or an argument. Many
// mistakes lead there, so that none can be told from it.
func (x *examination) plain() string {
	var facts []string
	advice := ""
	for r := range x.want[0] {
		switch fact := x.plainly(r); fact {
		case "":
		case "always 0":
			advice = ". (Places to look: := makes a new variable, v in for _, v := range … is a copy, and 1/2 is 0 in whole numbers)"
			fallthrough
		default:
			facts = append(facts, x.result(r, len(x.want[0]))+" is "+fact)
		}
	}
	return strings.Join(facts, ", and ") + advice
}

// saysLittle tells that nothing is wrong but results of which plain has something to say.
func (x *examination) saysLittle() bool {
	for i, o := range x.got {
		if o.changed >= 0 || o.shared >= 0 || o.reused || len(o.results) != len(x.want[i]) {
			return false
		}
		for r, want := range x.want[i] {
			if !sameValue(o.results[r], want, x.tol()) && x.plainly(r) == "" {
				return false
			}
		}
	}
	return true
}

func (x *examination) plainly(r int) string {
	if r >= len(x.got[0].results) {
		return ""
	}
	first, distinct := x.got[0].results[r], false
	constant := x.always(r, func(i int, got reflect.Value) bool {
		distinct = distinct || !sameValue(x.want[i][r], x.want[0][r], 0)
		return sameValue(got, first, 0)
	}) && distinct
	switch {
	case constant && empty([]reflect.Value{first}):
		return "always empty: make it, or assign to it what append returns"
	case x.always(r, func(i int, got reflect.Value) bool {
		numbers, ok := floats(nil, []reflect.Value{got})
		wanted, _ := floats(nil, x.want[i][r:r+1])
		return ok && len(numbers) == len(wanted) && !slices.ContainsFunc(numbers, func(v float64) bool { return v != 0 })
	}):
		return "always 0"
	case constant:
		return "always " + show(first, 6)
	}
	for k := range x.calls[0].Args {
		if x.always(r, func(i int, got reflect.Value) bool { return sameValue(got, reflect.ValueOf(x.calls[i].Args[k]), 0) }) {
			return x.param(k) + " itself, unchanged"
		}
	}
	return ""
}

// always tells whether something holds for result r of every call, be it printed or random, and is wrong.
func (x *examination) always(r int, holds func(i int, got reflect.Value) bool) bool {
	wrong := false
	for i, o := range x.got {
		if x.calls[i].Probe != nil && x.calls[0].Probe == nil {
			continue // as it returns something else
		}
		if r >= len(o.results) || r >= len(x.want[i]) || !holds(i, o.results[r]) {
			return false
		}
		wrong = wrong || !sameValue(o.results[r], x.want[i][r], x.tol())
	}
	return wrong
}

// asked says where the call of number i should have asked f, and where it did.
func (x *examination) asked(i int) string {
	c, o := x.calls[i], x.got[i]
	if c.Probe != nil || x.point() < 0 || o.panic != nil || x.Right == nil {
		return ""
	}
	right := session{answer: x.Right}
	needed := right.attempt(c, "")
	missing, extra := without(needed.asked, o.asked), without(o.asked, needed.asked)
	points := func(steps [][]float64) string {
		var texts []string
		for _, step := range steps[:min(2, len(steps))] {
			k := -1
			p := mapped(clone(reflect.ValueOf(c.Args[x.point()])), func(v float64) float64 { k++; return v + step[k] })
			texts = append(texts, show(p, 10))
		}
		return strings.Join(texts, " and ")
	}
	switch {
	case len(missing) == 0:
		return ""
	case len(o.asked) == 0:
		return "f is never called"
	case len(extra) > 0:
		return fmt.Sprintf("f is called with %s, where the formula calls it with %s", points(extra), points(missing))
	case o.results[0].Kind() == reflect.Bool && !o.results[0].Bool():
		return "" // it has seen enough
	}
	return "f is never called with " + points(missing)
}

// point is the number of the argument behind f, at which f is asked, or -1: a walk of so many steps asks
// where the steps before have led.
func (x *examination) point() int {
	f := reflect.TypeOf(x.answer)
	for i := range f.NumIn() - 1 {
		if f.In(i).Kind() == reflect.Func && f.In(f.NumIn()-1).Kind() != reflect.Int {
			return i + 1
		}
	}
	return -1
}

// without returns the steps in list that are not in others, each once.
func without(list, others [][]float64) (rest [][]float64) {
	for _, step := range list {
		if !slices.ContainsFunc(slices.Concat(others, rest), func(o []float64) bool { return slices.Equal(o, step) }) {
			rest = append(rest, step)
		}
	}
	return rest
}

// remembers says that calls with the same arguments, made in the same order once more, did something else.
func (x *examination) remembers() string {
	for i, o := range x.try(x.answer, x.calls, x.folder) {
		if !alike(x.got[i], o, x.tol()) {
			return "called again with the same arguments, it gives another result, as with a variable outside the function " +
				"that keeps what an earlier call left in it, or with a result left to chance"
		}
	}
	return ""
}

var indexed = regexp.MustCompile(`index out of range \[(-?\d+)\](?: with length (\d+))?$`)

// panics says where it panicked, and what Go means.
func panics(o outcome) string {
	if o.panic == nil {
		return ""
	}
	said, meant := fmt.Sprint(o.panic), ""
	switch index := indexed.FindStringSubmatch(said); {
	case strings.HasSuffix(said, "with length 0"):
		meant = ". (A slice that was only declared has length 0, and so has a field that was never set, or set in a copy, as in func (l T) for func (l *T).)"
	case index != nil && index[1] == index[2]:
		meant = ". (The places of a slice are counted from 0, so the last one is its length less 1.)"
	case index != nil && index[2] == "":
		meant = ". (The places of a slice are counted from 0, so there is none before.)"
	case strings.HasSuffix(said, "assignment to entry in nil map"):
		meant = ". (A map that was only declared has no place for entries: make it.)"
	case strings.HasSuffix(said, "nil pointer dereference"):
		meant = ". (A pointer, or a function, that was only declared leads nowhere.)"
	}
	return "it panics" + place(o) + meant
}

// memory says what the call did to memory that belongs to its caller.
func (e *exam) memory(o outcome) string {
	switch {
	case o.behind:
		return fmt.Sprintf("it changes what lies behind %s in the same array: append(x, …) writes there if x has room behind it, "+
			"and copies x only if not. Copy it with slices.Clone", e.param(o.changed))
	case o.changed >= 0:
		return fmt.Sprintf("it changes %s, which should stay as it is", e.param(o.changed))
	case o.shared >= 0:
		return fmt.Sprintf("the result shares memory with %s, so that changing one changes the other: "+
			"return a new slice", e.param(o.shared))
	case o.reused:
		return "each call changes the result of the one before, as if both were in the same memory: make a new one in each call"
	}
	return ""
}

// everywhere says whether the results of all calls are off by one factor.
func (x *examination) everywhere() string {
	var factor float64
	pairs, factors := 0, true
	for i, o := range x.got {
		g, okG := floats(nil, o.results)
		w, okW := floats(nil, x.want[i])
		if factors = factors && o.panic == nil && okG && okW && len(g) == len(w); !factors {
			continue
		}
		for k := range w {
			if w[k] == 0 || math.IsInf(w[k], 0) || math.IsNaN(w[k]) {
				factors = factors && near(g[k], factor*w[k], x.tol()) || math.IsNaN(w[k]) && math.IsNaN(g[k])
				continue
			}
			if pairs++; pairs == 1 {
				factor = g[k] / w[k]
			}
			factors = factors && near(g[k], factor*w[k], x.tol())
		}
	}
	switch {
	case !factors || pairs < 2 || math.IsInf(factor, 0) || math.IsNaN(factor) || near(factor, 1, 1e-6):
		return ""
	case near(factor, -1, x.tol()):
		return "every value has the wrong sign"
	case factor == 0:
		return "no number other than 0 comes out"
	}
	return fmt.Sprintf("every value is %s times what it should be", number(factor, 6))
}

// empty tells whether vs are slices without an element.
func empty(vs []reflect.Value) bool {
	return !slices.ContainsFunc(vs, func(v reflect.Value) bool { return v.Kind() != reflect.Slice || v.Len() > 0 })
}

// unusual says where NaN and infinities come from in Go, if there are any that should
// not be there.
func unusual(o outcome, want []reflect.Value) string {
	all, _ := floats(nil, o.results)
	wanted, _ := floats(nil, want)
	infinite := func(x float64) bool { return math.IsInf(x, 0) }
	switch {
	case slices.ContainsFunc(all, math.IsNaN) && !slices.ContainsFunc(wanted, math.IsNaN):
		return "look for what gives NaN: 0/0, ∞ − ∞, 0·∞, the root or logarithm of a negative number, or a NaN that was there before"
	case slices.ContainsFunc(all, infinite) && !slices.ContainsFunc(wanted, infinite):
		return "look for what is infinite: a division by zero, log 0, math.Inf, or a number beyond 1.8e308"
	}
	return ""
}

// floats appends every number in vs to list; ok is false if there is anything else.
func floats(list []float64, vs []reflect.Value) (all []float64, ok bool) {
	ok = true
	for _, v := range vs {
		if x, isNumber := float(v); isNumber {
			list = append(list, x)
		} else if v.Kind() == reflect.Slice {
			var elements []reflect.Value
			for i := range v.Len() {
				elements = append(elements, v.Index(i))
			}
			var inner bool
			list, inner = floats(list, elements)
			ok = ok && inner
		} else {
			ok = false
		}
	}
	return list, ok
}
