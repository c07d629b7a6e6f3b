package check

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
)

// A verdict says whether the answer is right and, if not, why, in lines for the
// reader.
type verdict struct {
	ok, todo bool
	stub     string // the function that is to do
	hint     string
	text     string
}

// judge makes all calls of the answer. Frames of the reader's own code are
// recognised by their folder, as the compiler wrote it down.
func (e *exam) judge(answer any, folder string) verdict {
	x := e.examine(answer, folder)
	for _, o := range x.got {
		if o.panic == todo {
			return verdict{todo: true, stub: o.in}
		}
		if o.why == deep {
			lost.Store(&e.Name)
		}
	}
	if !slices.ContainsFunc(x.got, func(o outcome) bool { return o.endless }) && !slices.Contains(x.right, false) {
		return verdict{ok: true}
	}
	v := verdict{hint: x.explain()}
	chain, o, want := x.shown()
	var b strings.Builder
	fmt.Fprintf(&b, "call: %s\n", e.call(chain))
	gotText, wantText := e.gotWant(o, want)
	fmt.Fprintf(&b, "got:  %s\nwant: %s\n", gotText, wantText)
	if o.panic == nil && !o.endless {
		if first := e.firstWrong(o.results, want, chain[len(chain)-1].tol); first != "" {
			fmt.Fprintf(&b, "diff: %s\n", first)
		}
	}
	if v.hint != "" {
		fmt.Fprintf(&b, "hint: %s\n", v.hint)
	}
	v.text = b.String() + e.task.help()
	return v
}

// An examination is what an answer did on all calls. After one that does not come
// back there are no more.
type examination struct {
	*exam
	answer any
	folder string
	calls  []Case[any]
	want   [][]reflect.Value
	got    []outcome
	right  []bool
}

func (e *exam) examine(answer any, folder string) *examination {
	x := &examination{exam: e, answer: answer, folder: folder}
	x.calls, x.want = e.allCalls()
	x.got = e.try(answer, x.calls, folder)
	for i, o := range x.got {
		x.right = append(x.right, e.isRight(o, x.want[i], x.calls[i].tol))
	}
	return x
}

func (e *exam) isRight(o outcome, want []reflect.Value, tol float64) bool {
	return !o.endless && o.panic == nil && o.changed < 0 && o.shared < 0 && !o.reused && same(o.results, want, tol)
}

func (e *exam) tol() float64 {
	if e.Tol == 0 {
		return 1e-9
	}
	return e.Tol
}

// allCalls returns the printed cases and the random calls, and what should come out. Where all
// numbers are tiny, the tolerance is relative to the largest of them.
func (e *exam) allCalls() (calls []Case[any], want [][]reflect.Value) {
	calls = append(slices.Clone(e.Cases), e.randomCalls()...)
	right := session{answer: e.Right}
	for i, c := range calls {
		var w []reflect.Value
		for _, v := range c.Want {
			w = append(w, reflect.ValueOf(v))
		}
		if i >= len(e.Cases) {
			o := right.attempt(c, "")
			if o.panic != nil {
				panic(fmt.Sprintf("check: the right answer to %s panics on %s: %v", e.Name, e.call(calls[i:i+1]), o.panic))
			}
			w = o.results
		}
		want = append(want, w)
		if calls[i].tol = e.tol(); c.tiny {
			numbers, _ := floats(nil, w)
			largest := 0.0
			for _, v := range numbers {
				largest = max(largest, math.Abs(v))
			}
			calls[i].tol *= min(1, largest)
		}
	}
	return calls, want
}

// clearest is the number of the first wrong printed case, else of the shortest wrong random call.
func (x *examination) clearest() int {
	at, shortest := -1, 0
	for i := range x.got {
		if x.right[i] {
			continue
		}
		length := len(x.call(x.calls[i : i+1]))
		if at < 0 || i >= len(x.Cases) && at >= len(x.Cases) && length < shortest {
			at, shortest = i, length
		}
	}
	return at
}

// shown returns the call to print, what came of it, and what should have. A call on a layer
// that was used before comes with as few earlier ones as the failure needs.
func (x *examination) shown() (chain []Case[any], o outcome, want []reflect.Value) {
	at := x.clearest()
	start := at
	for x.calls[start].Again {
		start--
	}
	whole := x.calls[start : at+1]
	if start == at || x.got[at].endless {
		return whole, x.got[at], x.want[at]
	}
	last := x.calls[at]
	for _, chain := range [][]Case[any]{{last}, {x.calls[at-1], last}, {x.calls[start], last}} {
		chain[0].Again = false
		got := x.try(x.answer, chain, x.folder)
		if o := got[len(got)-1]; len(got) == len(chain) && !x.isRight(o, x.want[at], last.tol) {
			return chain, o, x.want[at]
		}
	}
	return whole, x.got[at], x.want[at]
}
