package check

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// SelfTest tests the exercise itself. The right answer must pass, and so must the field
// Right, if it is set; a stub must be to do. Every mistake must be rejected with its own
// hint, and every classic must be rejected. Without Right, every case must be needed: if it
// were missing, a mistake would pass, or two would be taken for each other. And whatever
// the exercise, these must fail: a panic, NaN, zero, the wrong sign (but see
// EitherSign), and the same result every time.
func (e *Exercise[F]) SelfTest(t *testing.T, right F) {
	t.Helper()
	e.exam().selfTest(t, right)
}

func (e *exam) selfTest(t *testing.T, right any) {
	t.Helper()
	if v := e.judge(right, ""); !v.ok {
		t.Errorf("%s: the right answer is rejected:\n%s", e.Name, v.text)
		return
	}
	hasRight := e.Right != nil
	if hasRight {
		if v := e.judge(e.Right, ""); !v.ok {
			t.Errorf("%s: Right is rejected:\n%s", e.Name, v.text)
		}
	}
	if calls, known := e.known(0); known != nil && !calls.like(e.callsPrint()) {
		t.Errorf("%s: calls or fingerprints have changed since the mistakes were tried: go run ./chapters/check/gen", e.Name)
	}
	for _, m := range e.Mistakes {
		if m.Hint == "" {
			t.Errorf("%s: a hint is empty", e.Name)
		}
		switch v := e.judge(m.Answer, ""); {
		case v.ok:
			t.Errorf("%s: this mistake passes: %s", e.Name, m.Hint)
		case v.hint != m.Hint:
			t.Errorf("%s: the mistake\n\t%s\nis taken for\n\t%s", e.Name, m.Hint, v.hint)
		}
	}
	for _, m := range e.Classics {
		if e.judge(m.Answer, "").ok {
			t.Errorf("%s: this mistake passes, unless it changes nothing (then name it in the text, after \"same: \"):\n\t%s", e.Name, m.Hint)
		}
	}
	if !hasRight {
		for i, needed := range e.needed(right) {
			if !needed {
				t.Errorf("%s: case %d is needed by no mistake: %s", e.Name, i, e.call(e.Cases[i:i+1]))
			}
		}
	}
	for name, wrong := range spoil(right) {
		v := e.judge(wrong, "")
		switch {
		case name == "the wrong sign" && e.EitherSign:
			if !v.ok {
				t.Errorf("%s: the other sign is rejected:\n%s", e.Name, v.text)
			}
		case name == "stub":
			if !v.todo {
				t.Errorf("%s: a stub is not to do: %+v", e.Name, v)
			}
		case v.ok || v.todo:
			t.Errorf("%s: %s passes", e.Name, name)
		case !strings.Contains(v.text, "call: "):
			t.Errorf("%s: %s gets no call:\n%s", e.Name, name, v.text)
		}
	}
}

// needed tells for each case whether two answers, right or a mistake, differ
// there and nowhere else.
func (e *exam) needed(right any) []bool {
	all := [][]outcome{e.try(right, e.Cases, "")}
	for _, m := range e.Mistakes {
		all = append(all, e.try(m.Answer, e.Cases, ""))
	}
	needed := make([]bool, len(e.Cases))
	for i, a := range all {
		for _, b := range all[:i] {
			var differ []int
			for k := range e.Cases {
				if !alike(a[k], b[k], e.tol()) {
					differ = append(differ, k)
				}
			}
			if len(differ) == 1 {
				needed[differ[0]] = true
			}
		}
	}
	return needed
}

// spoil makes wrong answers from the right one, by name, where F is a type of
// functions.
func spoil(right any) map[string]any {
	wrong := map[string]any{}
	answer := reflect.ValueOf(right)
	use := answer.Type()
	if makesLayer(use) {
		use = use.Out(0)
	}
	// add changes how a function is used, be it the answer or what the answer makes.
	add := func(name string, change func(f reflect.Value) func(args []reflect.Value) []reflect.Value) {
		made := func(f reflect.Value) reflect.Value { return reflect.MakeFunc(f.Type(), change(f)) }
		spoilt := made
		if makesLayer(answer.Type()) {
			spoilt = func(f reflect.Value) reflect.Value {
				return reflect.MakeFunc(f.Type(), func(args []reflect.Value) []reflect.Value {
					return []reflect.Value{made(f.Call(args)[0])}
				})
			}
		}
		wrong[name] = spoilt(answer).Interface()
	}
	type results = []reflect.Value
	always := func(give func() results) func(reflect.Value) func(results) results {
		return func(reflect.Value) func(results) results { return func(results) results { return give() } }
	}
	each := func(change func(float64) float64) func(reflect.Value) func(results) results {
		return func(f reflect.Value) func(results) results {
			return func(args results) results {
				list := f.Call(args)
				for i, r := range list {
					list[i] = mapped(r, change)
				}
				return list
			}
		}
	}
	add("stub", always(func() results { panic(todo) }))
	add("a panic", always(func() results { panic("boom") }))
	add("zero", always(func() (zeros results) {
		for i := range use.NumOut() {
			zeros = append(zeros, reflect.Zero(use.Out(i)))
		}
		return zeros
	}))
	var first results
	called := false // first may be nil all the same: a function may return nothing
	add("a constant", func(f reflect.Value) func(results) results {
		return func(args results) results {
			if !called {
				for _, r := range f.Call(args) {
					first = append(first, clone(r))
				}
				called = true
			}
			return first
		}
	})
	if use.NumOut() == 0 || !hasFloats(use.Out(0)) {
		return wrong
	}
	add("NaN", each(func(float64) float64 { return math.NaN() }))
	add("the wrong sign", each(func(x float64) float64 { return -x }))
	return wrong
}

func hasFloats(t reflect.Type) bool {
	if t.Kind() == reflect.Slice {
		return hasFloats(t.Elem())
	}
	return t.Kind() == reflect.Float64
}

// mapped returns v with change applied to every float64 in it.
func mapped(v reflect.Value, change func(float64) float64) reflect.Value {
	switch v.Kind() {
	case reflect.Float64:
		return reflect.ValueOf(change(v.Float())).Convert(v.Type())
	case reflect.Slice:
		s := clone(v)
		for i := range s.Len() {
			s.Index(i).Set(mapped(s.Index(i), change))
		}
		return s
	}
	return v
}
