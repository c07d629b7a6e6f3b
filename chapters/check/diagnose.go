package check

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
)

// diagnose returns the likely reason of wrong outcomes, or "".
func (e *Exercise[F]) diagnose(got []outcome) string {
	first, last := slices.Index(e.right(got), false), got[len(got)-1]
	if got[first].endless {
		return "it does not come back" + at(last) + ": a loop without an end, or far too much work"
	}
	// What each mistake does, and in how many cases the answer does the same.
	most, perhaps := 0, ""
	var others [][]outcome
	for _, m := range e.Mistakes {
		other, n := e.try(m.Answer, ""), 0
		others = append(others, other)
		for i := range got {
			if alike(got[i], other[i], e.tol()) {
				n++
			}
		}
		switch {
		case n == len(got):
			return m.Hint
		case !alike(got[first], other[first], e.tol()): // does not explain what is shown
		case n == most: // one as likely as the other
			perhaps = ""
		case n > most:
			most, perhaps = n, "one mistake among several, perhaps: "+m.Hint
		}
	}
	if hint := e.part(got, first, others); hint != "" {
		perhaps = hint
	}
	memory := e.memory(got[first])
	values := valuesOnly(got)
	if ok := e.right(values); memory != "" && slices.Contains(ok, false) {
		// The values are wrong besides: that comes first.
		if i := slices.IndexFunc(others, func(o []outcome) bool {
			return slices.EqualFunc(values, valuesOnly(o), func(a, b outcome) bool { return alike(a, b, e.tol()) })
		}); i >= 0 {
			return e.Mistakes[i].Hint + ". And " + memory
		}
	}
	for _, hint := range []string{panics(got[first]), memory, e.scaled(got), perhaps, symptom(got[first]),
		lengths(got[first].results, e.want(first)), later(last)} {
		if hint != "" {
			return hint
		}
	}
	return ""
}

// later says that a call after the one that is shown did not come back.
func later(last outcome) string {
	if !last.endless {
		return ""
	}
	return "a later call does not even come back" + at(last)
}

// valuesOnly returns the outcomes without what they did to memory.
func valuesOnly(all []outcome) []outcome {
	all = slices.Clone(all)
	for i := range all {
		all[i].changed, all[i].shared = -1, -1
	}
	return all
}

// part explains one of several results alone, since each may have a mistake of its
// own: one that is wrong in the first wrong case. The others are what the mistakes do.
func (e *Exercise[F]) part(got []outcome, first int, others [][]outcome) string {
	names := strings.Split(e.Returns, ", ")
	for r := 0; r < len(names) && len(names) > 1; r++ {
		mine := only(r, got)
		want := make([][]reflect.Value, len(got))
		for i := range want {
			want[i] = only(r, []outcome{{results: e.want(i)}})[0].results
		}
		if same(mine[first].results, want[first], e.tol()) {
			continue
		}
		for m, other := range others {
			if slices.EqualFunc(mine, only(r, other), func(a, b outcome) bool { return alike(a, b, e.tol()) }) {
				return names[r] + ": " + strings.TrimPrefix(e.Mistakes[m].Hint, names[r]+" ")
			}
		}
		if hint := scaled(mine, want, e.tol()); hint != "" {
			return names[r] + ": " + hint
		}
	}
	return ""
}

// only returns the outcomes with result r for their only one.
func only(r int, all []outcome) []outcome {
	var list []outcome
	for _, o := range all {
		part := outcome{panic: o.panic, endless: o.endless, changed: -1, shared: -1}
		if r < len(o.results) {
			part.results = o.results[r : r+1]
		}
		list = append(list, part)
	}
	return list
}

func alike(a, b outcome, tol float64) bool {
	return a.endless == b.endless && (a.panic == nil) == (b.panic == nil) && a.changed == b.changed &&
		a.shared == b.shared && same(a.results, b.results, tol)
}

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh"}

// panics explains a panic.
func panics(o outcome) string {
	switch {
	case o.panic == nil:
		return ""
	case strings.HasSuffix(fmt.Sprint(o.panic), "with length 0"):
		return "it panics" + at(o) + ": a slice that was declared, or a field that was never set, has length 0"
	}
	return "it panics" + at(o)
}

// memory explains what the call did to memory that belongs to its caller.
func (e *Exercise[F]) memory(o outcome) string {
	switch {
	case o.changed >= 0:
		return fmt.Sprintf("it changes %s, which belongs to the caller: work on a copy", e.param(o.changed))
	case o.shared >= 0:
		return fmt.Sprintf("the result shares memory with %s, so that changing one changes the other: "+
			"return a new slice", e.param(o.shared))
	}
	return ""
}

// param names an argument.
func (e *Exercise[F]) param(i int) string {
	if names := strings.Split(e.Params, ", "); i < len(names) && e.Params != "" {
		return names[i]
	}
	return "its " + ordinals[i] + " argument"
}

func at(o outcome) string {
	if o.at == "" {
		return ""
	}
	return " at " + o.at
}

func (e *Exercise[F]) scaled(got []outcome) string {
	var want [][]reflect.Value
	for i := range got {
		want = append(want, e.want(i))
	}
	return scaled(got, want, e.tol())
}

// scaled recognises results that are all the same, or all off by one factor.
func scaled(got []outcome, wanted [][]reflect.Value, tol float64) string {
	var factor float64
	pairs, constant, distinct, factors := 0, true, false, true
	for i, o := range got {
		distinct = distinct || !same(wanted[i], wanted[0], 0)
		constant = constant && same(o.results, got[0].results, 0)
		g, okG := floats(nil, o.results)
		w, okW := floats(nil, wanted[i])
		if factors = factors && okG && okW && len(g) == len(w); !factors {
			continue
		}
		for k := range w {
			if w[k] == 0 || math.IsInf(w[k], 0) || math.IsNaN(w[k]) {
				factors = factors && !(w[k] == 0 && g[k] != 0)
				continue
			}
			if pairs++; pairs == 1 {
				factor = g[k] / w[k]
			}
			factors = factors && near(g[k], factor*w[k], tol)
		}
	}
	switch {
	case constant && distinct && empty(got[0].results):
		return "it is always empty: make it, or append to it"
	case constant && distinct:
		return "every call gives the same: the result must depend on the arguments"
	case !factors || pairs < 2 || math.IsInf(factor, 0):
		return ""
	case near(factor, -1, tol):
		return "every value has the wrong sign"
	case factor == 0:
		return "every value is 0: it was never filled in"
	}
	return fmt.Sprintf("every value is %s times what it should be", number(factor, 6))
}

// empty tells whether vs are slices without an element.
func empty(vs []reflect.Value) bool {
	return !slices.ContainsFunc(vs, func(v reflect.Value) bool { return v.Kind() != reflect.Slice || v.Len() > 0 })
}

// symptom says what strikes the eye about the results of one call.
func symptom(o outcome) string {
	all, _ := floats(nil, o.results)
	switch {
	case slices.ContainsFunc(all, math.IsNaN):
		return "NaN comes from 0/0, ∞ − ∞, 0·∞, or the root or logarithm of a negative number"
	case slices.ContainsFunc(all, func(x float64) bool { return math.IsInf(x, 0) }):
		return "an infinity comes from a division by zero, log 0, or a number that has grown too large"
	}
	return ""
}

// lengths says which slice in the results is too short or too long.
func lengths(got, want []reflect.Value) string {
	if len(got) != len(want) {
		return ""
	}
	for i := range want {
		g, w := got[i], want[i]
		if g.Kind() != reflect.Slice || w.Kind() != reflect.Slice {
			continue
		}
		if g.Len() != w.Len() {
			return fmt.Sprintf("a slice of length %d came out, which should be of length %d", g.Len(), w.Len())
		}
		var gotInner, wantInner []reflect.Value
		for k := range w.Len() {
			gotInner, wantInner = append(gotInner, g.Index(k)), append(wantInner, w.Index(k))
		}
		if hint := lengths(gotInner, wantInner); hint != "" {
			return hint
		}
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

// call prints a call as the reader would write it.
func (e *Exercise[F]) call(c Case[F]) string {
	if c.Probe != nil {
		return c.Call
	}
	var texts []any
	var where string
	for _, a := range c.Args {
		if n, ok := a.(Named); ok {
			texts = append(texts, n.Name)
			if n.Text != "" {
				where += " with " + n.Text
			}
		} else {
			texts = append(texts, show(reflect.ValueOf(a), -1))
		}
	}
	format := e.Call
	if format == "" {
		format = e.Name + "(" + strings.Repeat(", %v", len(texts))[2:] + ")"
	}
	return fmt.Sprintf(format, texts...) + where
}

// gotWant prints the outcome of a case and what it should have been, with
// as many digits as it takes to see the difference.
func (e *Exercise[F]) gotWant(o outcome, want []reflect.Value) (got, wanted string) {
	var names []string
	if e.Returns != "" {
		names = strings.Split(e.Returns, ", ")
	}
	list := func(vs []reflect.Value, digits int) string {
		var texts []string
		for i, v := range vs {
			text := show(v, digits)
			if len(names) == len(vs) {
				text = names[i] + " = " + text
			}
			texts = append(texts, text)
		}
		return strings.Join(texts, ", ")
	}
	got, wanted = list(o.results, 6), list(want, 6)
	if got == wanted && o.changed < 0 && o.shared < 0 {
		got, wanted = list(o.results, -1), list(want, -1)
	}
	switch {
	case o.greedy:
		got = fmt.Sprintf("nothing yet, and more than %d MiB of memory taken", room)
	case o.endless:
		got = fmt.Sprintf("nothing after %v", patience)
	case o.panic != nil:
		got = fmt.Sprintf("panic: %v", o.panic)
	case o.changed >= 0:
		got += fmt.Sprintf(", and %s changed", e.param(o.changed))
	case o.shared >= 0:
		got += fmt.Sprintf(", in the memory of %s", e.param(o.shared))
	}
	return got, wanted
}
