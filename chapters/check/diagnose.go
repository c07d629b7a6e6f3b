package check

import (
	"fmt"
	"math"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// explain returns a true sentence about why the answer is wrong, or "". A mistake's hint
// is such a sentence only where the answer does on every call what that mistake does.
func (x *examination) explain() string {
	first, last := x.got[slices.Index(x.right, false)], x.got[len(x.got)-1]
	switch {
	case last.why == deep:
		return "it calls itself" + place(last) + " without an end: a function that calls itself needs a case in which it does not"
	case first.endless:
		return "it does not come back" + place(last) + ": a loop without an end, or far too much work"
	case last.endless:
		return "a later call does not even come back" + place(last)
	}
	if !slices.ContainsFunc(x.got, func(o outcome) bool { return o.panic == nil }) {
		return panics(first) // as all answers do that panic on all calls, whatever their fault
	}
	all := x.suspects()
	for _, s := range all {
		if s.does(everything) {
			return s.hint
		}
	}
	memory := x.memory(first)
	if memory != "" && x.valuesWrong() { // that comes first
		for _, s := range all {
			if s.does(results) {
				return s.hint + ". And " + memory
			}
		}
	}
	for _, hint := range []string{x.remembers(), x.part(all), panics(first), memory, x.everywhere(), unusual(first, x.want[slices.Index(x.right, false)])} {
		if hint != "" {
			return hint
		}
	}
	return ""
}

// A suspect is a mistake. It tells whether the answer does the same on every call, in everything
// or in a part: see [fingerprint.does].
type suspect struct {
	hint string
	does func(part int) bool
}

func (x *examination) suspects() (all []suspect) {
	for _, m := range slices.Concat(x.Mistakes, x.Classics) {
		all = append(all, suspect{m.Hint, func(part int) bool {
			return x.agrees(m.Answer, part) && (part < 0 || x.spoilsOnly(m.Answer, part))
		}})
	}
	mine := x.fingerprint()
	_, known := x.known(len(mine))
	for _, m := range known {
		all = append(all, suspect{m.hint, func(part int) bool { return mine.does(m.print, part) }})
	}
	return all
}

// agrees does so for an answer.
func (x *examination) agrees(other any, part int) bool {
	s := session{answer: other}
	only := func(o outcome) outcome {
		if part != everything {
			o = valuesOnly(o)
		}
		if 0 <= part && part < len(o.results) {
			o.results = o.results[part : part+1]
		}
		return o
	}
	for i, c := range x.calls {
		if !alike(only(x.got[i]), only(s.attempt(c, "")), x.tol()) {
			return false
		}
	}
	return true
}

func alike(a, b outcome, tol float64) bool {
	if a.panic != nil || b.panic != nil {
		return a.panic != nil && b.panic != nil && fmt.Sprint(a.panic) == fmt.Sprint(b.panic)
	}
	return a.changed == b.changed && a.shared == b.shared && a.reused == b.reused && same(a.results, b.results, tol) &&
		(a.changed < 0 || same(a.after, b.after, tol))
}

// valuesOnly returns an outcome without what it did to memory.
func valuesOnly(o outcome) outcome {
	o.changed, o.shared, o.reused = -1, -1, false
	return o
}

func (x *examination) valuesWrong() bool {
	for i, o := range x.got {
		if !x.isRight(valuesOnly(o), x.want[i]) {
			return true
		}
	}
	return false
}

// part explains the first wrong one of several results by itself, with a mistake that spoils
// this one alone. Those after it may be wrong because it is.
func (x *examination) part(all []suspect) string {
	names := strings.Split(x.Returns, ", ")
	if len(names) < 2 || slices.ContainsFunc(x.want, func(w []reflect.Value) bool { return len(w) != len(names) }) {
		return ""
	}
	for r := range names {
		wrong := false
		for i, o := range x.got {
			wrong = wrong || o.panic == nil && !sameValue(o.results[r], x.want[i][r], x.tol())
		}
		if !wrong {
			continue
		}
		for _, s := range all {
			if s.does(r) {
				if strings.HasPrefix(s.hint, names[r]+" ") {
					return s.hint
				}
				return names[r] + ": " + s.hint
			}
		}
		break
	}
	return ""
}

// spoilsOnly tells whether all results of an answer but the r-th are right.
func (x *examination) spoilsOnly(answer any, r int) bool {
	s := session{answer: answer}
	for i, c := range x.calls {
		o := s.attempt(c, "")
		if o.panic != nil || o.changed >= 0 || o.shared >= 0 || o.reused {
			return false
		}
		for k, want := range x.want[i] {
			if k != r && !sameValue(o.results[k], want, x.tol()) {
				return false
			}
		}
	}
	return true
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
		meant = ". (A slice that was only declared, or a field that was never set, has length 0.)"
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
	case o.changed >= 0:
		return fmt.Sprintf("it changes %s, which should stay as it is", e.param(o.changed))
	case o.shared >= 0:
		return fmt.Sprintf("the result shares memory with %s, so that changing one changes the other: "+
			"return a new slice", e.param(o.shared))
	case o.reused:
		return "each call changes the result of the one before, as with one slice kept outside the function: make a new one in it"
	}
	return ""
}

// everywhere says what holds for the results of all calls: they are all the same, or
// all off by one factor.
func (x *examination) everywhere() string {
	var factor float64
	pairs, constant, distinct, factors := 0, true, false, true
	for i, o := range x.got {
		distinct = distinct || !same(x.want[i], x.want[0], 0)
		constant = constant && o.panic == nil && same(o.results, x.got[0].results, 0)
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
	case constant && distinct && empty(x.got[0].results):
		return "the result is always empty: make it, or append to it"
	case constant && distinct:
		return fmt.Sprintf("all %d calls gave the same result: it should depend on the arguments", len(x.got))
	case !factors || pairs < 2 || math.IsInf(factor, 0) || math.IsNaN(factor) || near(factor, 1, 1e-6):
		return ""
	case near(factor, -1, x.tol()):
		return "every value has the wrong sign"
	case factor == 0:
		return "every value is 0"
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
		return "0/0, ∞ − ∞, 0·∞, and the root or logarithm of a negative number are NaN"
	case slices.ContainsFunc(all, infinite) && !slices.ContainsFunc(wanted, infinite):
		return "a number divided by zero is infinite, and so are log 0 and whatever grows beyond 1.8e308"
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
