package check

import (
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"time"
)

// An outcome is what came of one call.
type outcome struct {
	results []reflect.Value // copies
	changed int             // which argument the call changed, or -1
	shared  int             // which argument the results share memory with, or -1
	panic   any             // what it panicked with; results are then missing
	at, in  string          // file and line of the panic, and the function
	endless bool            // it did not come back
	greedy  bool            // nor could it have the time, for the memory that it took
}

// A verdict says whether the answer is right and, if not, why, in lines for the
// reader. at is the first case that is wrong, and hint what was found.
type verdict struct {
	ok, todo bool
	stub     string // the function that is to do
	at       int
	hint     string
	text     string
}

// judge calls the answer on every case. Frames of the reader's own code are
// recognised by their folder, as the compiler wrote it down.
func (e *Exercise[F]) judge(answer F, folder string) verdict {
	got := e.try(answer, folder)
	for _, o := range got {
		if o.panic == todo {
			return verdict{todo: true, stub: o.in}
		}
	}
	at := slices.IndexFunc(e.right(got), func(ok bool) bool { return !ok })
	if at < 0 {
		return verdict{ok: true}
	}
	v := verdict{at: at, hint: e.diagnose(got)}
	c := e.Cases[at]
	var b strings.Builder
	fmt.Fprintf(&b, "call: %s\n", e.call(c))
	gotText, wantText := e.gotWant(got[at], e.want(at))
	fmt.Fprintf(&b, "got:  %s\nwant: %s\n", gotText, wantText)
	if v.hint != "" {
		fmt.Fprintf(&b, "hint: %s\n", v.hint)
	}
	v.text = b.String() + e.help()
	return v
}

// right tells for each outcome whether it is that of a right answer.
func (e *Exercise[F]) right(got []outcome) []bool {
	ok := make([]bool, len(got))
	for i, o := range got {
		ok[i] = !o.endless && o.panic == nil && o.changed < 0 && o.shared < 0 &&
			same(o.results, e.want(i), e.tol())
	}
	return ok
}

func (e *Exercise[F]) tol() float64 {
	if e.Tol == 0 {
		return 1e-9
	}
	return e.Tol
}

func (e *Exercise[F]) want(i int) []reflect.Value {
	var want []reflect.Value
	for _, w := range e.Cases[i].Want {
		want = append(want, reflect.ValueOf(w))
	}
	return want
}

// try returns the outcomes of all cases. After a call that does not come back
// it makes no more.
func (e *Exercise[F]) try(answer F, folder string) []outcome {
	next := make(chan outcome, len(e.Cases))
	go func() {
		for _, c := range e.Cases {
			next <- attempt(answer, c, folder)
		}
	}()
	var got []outcome
	for range e.Cases {
		o, ok := wait(next)
		if !ok {
			return append(got, outcome{changed: -1, shared: -1, endless: true, greedy: o.greedy, at: elsewhere(folder)})
		}
		got = append(got, o)
	}
	return got
}

// wait gives a call its time, and stops early when it eats the memory.
func wait(next <-chan outcome) (o outcome, ok bool) {
	var before, now runtime.MemStats
	late := time.After(patience)
	for tick := time.Tick(patience / 500); ; {
		select {
		case o := <-next:
			return o, true
		case <-late:
			return outcome{}, false
		case <-tick:
			if runtime.ReadMemStats(&now); before.HeapAlloc == 0 {
				before = now
			} else if now.HeapAlloc > before.HeapAlloc+room<<20 {
				return outcome{greedy: true}, false
			}
		}
	}
}

// attempt makes one call, with copies of the arguments.
func attempt[F any](answer F, c Case[F], folder string) (o outcome) {
	o = outcome{changed: -1, shared: -1}
	defer func() {
		if o.panic = recover(); o.panic != nil {
			o.results = nil
			o.at, o.in = here(folder)
		}
	}()
	if c.Probe != nil {
		for _, r := range c.Probe(answer) {
			o.results = append(o.results, clone(reflect.ValueOf(r)))
		}
		return o
	}
	f := reflect.ValueOf(answer)
	args := arguments(f.Type(), c.Args)
	live := f.Call(args)
	for i, before := range arguments(f.Type(), c.Args) {
		if before.Kind() != reflect.Func && !same(args[i:i+1], []reflect.Value{before}, 0) {
			o.changed = i
		}
	}
	for _, r := range live {
		o.results = append(o.results, clone(r))
	}
	for i, a := range args {
		if scribble(a); !same(live, o.results, 0) {
			o.shared = i
			break
		}
	}
	return o
}
