package check

import (
	"math"
	"reflect"
	"strings"
	"testing"
)

// SelfTest tests the exercise itself. The right answer must pass, and a stub be
// to do. Every mistake must be rejected with its own hint. Without any one of the
// cases, a mistake would pass, or two be taken for each other. And whatever
// the exercise, these must fail: a panic, NaN, zero, the wrong sign, and the
// same result every time.
func (e *Exercise[F]) SelfTest(t *testing.T, right F) {
	t.Helper()
	if v := e.judge(right, ""); !v.ok {
		t.Errorf("%s: the right answer is rejected:\n%s", e.Name, v.text)
		return
	}
	hints := map[string]bool{"": true}
	for _, m := range e.Mistakes {
		if hints[m.Hint] {
			t.Errorf("%s: a hint is empty, or not a mistake's own: %q", e.Name, m.Hint)
		}
		hints[m.Hint] = true
		switch v := e.judge(m.Answer, ""); {
		case v.ok:
			t.Errorf("%s: this mistake passes: %s", e.Name, m.Hint)
		case v.hint != m.Hint:
			t.Errorf("%s: the mistake\n\t%s\nis taken for\n\t%s", e.Name, m.Hint, v.hint)
		}
	}
	for i, needed := range e.needed(right) {
		if !needed {
			t.Errorf("%s: case %d is needed by no mistake: %s", e.Name, i, e.call(e.Cases[i]))
		}
	}
	for name, wrong := range spoil(right) {
		v := e.judge(wrong, "")
		switch {
		case name == "stub":
			if !v.todo {
				t.Errorf("%s: a stub is not to do: %+v", e.Name, v)
			}
		case v.ok || v.todo:
			t.Errorf("%s: %s passes", e.Name, name)
		case !strings.Contains(v.text, "call: ") || !strings.Contains(v.text, "hint: "):
			t.Errorf("%s: %s gets no call or no hint:\n%s", e.Name, name, v.text)
		}
	}
}

// needed tells for each case whether two answers, right or a mistake, differ
// there and nowhere else.
func (e *Exercise[F]) needed(right F) []bool {
	all := [][]outcome{e.try(right, "")}
	for _, m := range e.Mistakes {
		all = append(all, e.try(m.Answer, ""))
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
func spoil[F any](right F) map[string]F {
	f := reflect.ValueOf(right)
	wrong := map[string]F{}
	add := func(name string, answer func(args []reflect.Value) []reflect.Value) {
		wrong[name] = reflect.MakeFunc(f.Type(), answer).Interface().(F)
	}
	each := func(change func(float64) float64) func(args []reflect.Value) []reflect.Value {
		return func(args []reflect.Value) []reflect.Value {
			results := f.Call(args)
			for i, r := range results {
				results[i] = mapped(r, change)
			}
			return results
		}
	}
	add("stub", func([]reflect.Value) []reflect.Value { panic(todo) })
	add("a panic", func([]reflect.Value) []reflect.Value { panic("boom") })
	add("zero", func([]reflect.Value) []reflect.Value {
		var zeros []reflect.Value
		for i := range f.Type().NumOut() {
			zeros = append(zeros, reflect.Zero(f.Type().Out(i)))
		}
		return zeros
	})
	var first []reflect.Value
	add("a constant", func(args []reflect.Value) []reflect.Value {
		if first == nil {
			first = f.Call(args)
		}
		return first
	})
	if f.Type().NumOut() == 0 || !hasFloats(f.Type().Out(0)) {
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
