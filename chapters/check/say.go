package check

import (
	"fmt"
	"math"
	"reflect"
	"strings"
)

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh"}

// param names an argument.
func (e *exam) param(i int) string {
	if names := strings.Split(e.Params, ", "); i < len(names) && e.Params != "" {
		return names[i]
	}
	return "its " + ordinals[i] + " argument"
}

// result names a result, of n.
func (e *exam) result(i, n int) string {
	names := strings.Split(e.Returns, ", ")
	switch {
	case len(names) == n && e.Returns != "":
		return names[i]
	case n > 1:
		return "the " + ordinals[i] + " result"
	}
	return "the result"
}

func place(o outcome) string {
	if o.at == "" {
		return ""
	}
	return " at " + o.at
}

// firstWrong says which of several numbers is the first wrong one, or that a yes or no is wrong.
func (e *exam) firstWrong(got, want []reflect.Value, tol float64) string {
	at := -1
	for i, w := range want {
		wrong := i < len(got) && !sameValue(got[i], w, tol)
		if wrong && (at < 0 || w.Kind() == reflect.Bool && want[at].Kind() != reflect.Bool) {
			at = i
		}
	}
	if at < 0 || want[at].Kind() != reflect.Slice && len(want) == 1 || got[at].Kind() == reflect.String {
		return "" // as got and want say already
	}
	return wrongWithin(e.result(at, len(want)), got[at], want[at], tol)
}

func wrongWithin(name string, got, want reflect.Value, tol float64) string {
	if got.Kind() == reflect.Slice && want.Kind() == reflect.Slice {
		if got.Len() != want.Len() {
			return fmt.Sprintf("%s has length %d, and should have length %d", name, got.Len(), want.Len())
		}
		at, most := -1, 0.0
		for i := range want.Len() {
			g, _ := float(got.Index(i))
			w, _ := float(want.Index(i))
			wrong := !sameValue(got.Index(i), want.Index(i), tol)
			if wrong && (at < 0 || tol > 1e-6 && math.Abs(g-w) > most) { // the most, of what is left to chance
				at, most = i, math.Abs(g-w)
			}
		}
		if at >= 0 {
			if name == "the result" {
				name = "result"
			}
			return wrongWithin(fmt.Sprintf("%s[%d]", name, at), got.Index(at), want.Index(at), tol)
		}
	}
	g, w := show(got, 6), show(want, 6)
	if g == w {
		g, w = show(got, -1), show(want, -1)
	}
	return fmt.Sprintf("%s is %s, and should be %s", name, g, w)
}

// call prints a call as the reader would write it, after those that go before it
// on the same layer.
func (e *exam) call(chain []Case[any]) string {
	c := chain[0]
	if c.Probe != nil {
		return c.Call
	}
	format := e.Call
	if format == "" {
		format = e.Name + "(" + strings.Repeat(", %v", len(c.Args))[2:] + ")"
	}
	made, use, isLayer := strings.Cut(format, ", l.")
	var b strings.Builder
	for i, c := range chain {
		texts, where := shownArgs(c.Args)
		if i == 0 {
			fmt.Fprintf(&b, format, texts...)
		} else if n := strings.Count(made, "%v"); isLayer {
			b.WriteString(",\n      then")
			for k := range n {
				if old, _ := shownArgs(chain[i-1].Args); texts[k] != old[k] {
					fmt.Fprintf(&b, " with %s = %v,", e.param(k), texts[k])
				}
			}
			fmt.Fprintf(&b, " l."+use, texts[n:]...)
		}
		b.WriteString(where)
	}
	return b.String()
}

// shownArgs prints arguments, and what the named ones are.
func shownArgs(args []any) (texts []any, where string) {
	for _, a := range args {
		if n, ok := a.(Named); ok {
			texts = append(texts, n.Name)
			if n.Text != "" {
				where += " with " + n.Text
			}
		} else {
			texts = append(texts, show(reflect.ValueOf(a), -1))
		}
	}
	return texts, where
}

// gotWant prints the outcome of a case and what it should have been, with
// as many digits as it takes to see the difference.
func (e *exam) gotWant(o outcome, want []reflect.Value) (got, wanted string) {
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
	if got == wanted && o.changed < 0 && o.shared < 0 && !o.reused {
		got, wanted = list(o.results, -1), list(want, -1)
	}
	switch {
	case o.why == greedy:
		got = fmt.Sprintf("nothing yet, and more than %d MiB of memory taken", room)
	case o.why == deep:
		got = "nothing yet, and calls within calls that fill " + fmt.Sprint(roomForCalls) + " MiB"
	case o.endless:
		got = fmt.Sprintf("nothing after %v", patience)
	case o.panic != nil:
		got = fmt.Sprintf("panic: %v", o.panic)
	case o.behind:
		got += fmt.Sprintf(", and what lies behind %s in its array changed", e.param(o.changed))
	case o.changed >= 0:
		got += fmt.Sprintf(", and %s changed", e.param(o.changed))
	case o.shared >= 0:
		got += fmt.Sprintf(", in the memory of %s", e.param(o.shared))
	case o.reused:
		got += ", in the memory of the result before"
	}
	return got, wanted
}
