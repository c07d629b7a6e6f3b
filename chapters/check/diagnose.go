package check

import (
	"fmt"
	"reflect"
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
		return "it does not come back" + place(last) + ": look for a loop without an end, for far too much work, or for what it waits for"
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
	at := x.clearest()
	memory := x.memory(x.got[at])
	if memory != "" && x.valuesWrong() { // that comes first
		for _, s := range all {
			if s.does(results) {
				return s.hint + ". And " + memory
			}
		}
		if x.got[at].shared >= 0 {
			memory = "" // whatever is wrong is something else
		}
	}
	for _, hint := range []string{x.remembers(), x.asked(at), x.part(all), x.plain(),
		panics(first), memory, x.everywhere(), unusual(x.got[at], x.want[at])} {
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
	run := x.Mistakes
	if !x.saysLittle() {
		run = slices.Concat(run, x.Classics)
	}
	for _, m := range run {
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
		if !x.isRight(valuesOnly(o), x.want[i], x.calls[i].tol) {
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
				if strings.HasPrefix(strings.TrimPrefix(s.hint, "this "), names[r]+" ") {
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
