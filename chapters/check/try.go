package check

import (
	"math"
	"reflect"
	"runtime"
	"slices"
	"time"
)

// An outcome is what came of one call.
type outcome struct {
	results []reflect.Value // copies
	changed int             // the first argument that the call changed, or -1
	behind  bool            // it changed only what lies behind it in the same array
	after   []reflect.Value // what the arguments became, if one changed
	shared  int             // the first argument that the results share memory with, or -1
	reused  bool            // it changed what the call before returned
	panic   any             // what it panicked with; results are then missing
	at, in  string          // file and line of the panic, and the function
	endless bool            // it did not come back
	why     string          // it could not have the time, for the memory that it took: greedy or deep
	asked   [][]float64     // where it asked f, if an argument is a function, as steps from x
}

// try returns the outcomes of calls.
func (e *exam) try(answer any, calls []Case[any], folder string) []outcome {
	next := make(chan outcome, len(calls))
	go func() {
		s := session{answer: answer}
		for _, c := range calls {
			next <- s.attempt(c, folder)
		}
	}()
	var got []outcome
	for range calls {
		o, ok := wait(next)
		if !ok {
			o.changed, o.shared, o.endless, o.at = -1, -1, true, elsewhere(folder)
			return append(got, o)
		}
		got = append(got, o)
	}
	return got
}

// What ends a call early.
const (
	greedy = "the memory that it took"
	deep   = "calls within calls without an end"
)

// wait gives a call its time, and stops early when it eats the memory. A stack that
// overflows would end the program, with some hundred lines about all goroutines. While
// the machine is too busy for us to look, no time passes: it is too busy for the answer, too.
func wait(next <-chan outcome) (o outcome, ok bool) {
	const looks = 500
	select {
	case o := <-next: // without a clock
		return o, true
	case <-time.After(patience / looks):
	}
	var before, now runtime.MemStats
	tick := time.Tick(patience / looks)
	for range looks {
		select {
		case o := <-next:
			return o, true
		case <-tick: // ticks that we miss are dropped
		}
		switch runtime.ReadMemStats(&now); {
		case now.StackInuse > roomForCalls<<20:
			return outcome{why: deep}, false
		case before.HeapAlloc == 0:
			before = now
		case now.HeapAlloc > before.HeapAlloc+room<<20:
			return outcome{why: greedy}, false
		}
	}
	return outcome{}, false
}

// A session makes one call after the other. If the answer makes a layer, calls that
// say Again go to the one that is there.
type session struct {
	answer any
	use    reflect.Value   // the function to call
	held   []reflect.Value // the arguments that the layer was made with
	live   []reflect.Value // what was returned last, and a copy
	kept   []reflect.Value
}

// makesLayer tells whether functions of type f return the function to call.
func makesLayer(f reflect.Type) bool { return f.NumOut() == 1 && f.Out(0).Kind() == reflect.Func }

// attempt makes one call, with copies of the arguments.
func (s *session) attempt(c Case[any], folder string) (o outcome) {
	o = outcome{changed: -1, shared: -1}
	defer func() {
		if o.panic = recover(); o.panic != nil {
			o.results = nil
			o.at, o.in = here(folder)
		}
	}()
	if c.Probe != nil {
		for _, r := range c.Probe(s.answer) {
			o.results = append(o.results, clone(reflect.ValueOf(r)))
		}
		return o
	}
	f, rest := reflect.ValueOf(s.answer), c.Args
	if makesLayer(f.Type()) {
		n := f.Type().NumIn()
		if c.Again {
			for i, a := range arguments(f.Type(), c.Args[:n], 0) {
				put(s.held[i], a)
			}
		} else {
			s.held = arguments(f.Type(), c.Args[:n], 0)
			s.use = f.Call(s.held)[0]
		}
		f, rest = s.use, c.Args[n:]
	}
	args, before := arguments(f.Type(), rest, c.room), arguments(f.Type(), rest, c.room)
	for i := range args {
		args[i] = o.listened(args, i)
	}
	live := f.Call(args)
	o.reused = s.kept != nil && !same(s.live, s.kept, 0)
	args = slices.Concat(s.held, args)
	if s.held != nil {
		made := reflect.TypeOf(s.answer)
		before = append(arguments(made, c.Args[:made.NumIn()], 0), before...)
	}
	for i, b := range before {
		if b.Kind() == reflect.Slice && o.changed < 0 && !untouched(args[i], b) {
			o.changed, o.behind = i, sameValue(args[i], b, 0)
		}
	}
	if o.changed >= 0 {
		for _, a := range args {
			if a.Kind() == reflect.Slice {
				o.after = append(o.after, clone(a))
			}
		}
	}
	for _, r := range live {
		o.results = append(o.results, clone(r))
	}
	for i, a := range args {
		old := a
		if a.Kind() == reflect.Slice {
			old = clone(a)
		}
		if scribble(a); o.shared < 0 && !same(live, o.results, 0) {
			o.shared = i
		}
		put(a, old) // a layer may look at it again
	}
	if s.live, s.kept = nil, nil; o.shared < 0 {
		n := len(live)
		if s.use.IsValid() {
			n = min(n, 2) // a layer may use the memory of DW and DB again
		}
		s.live, s.kept = live[:n], o.results[:n]
	}
	return o
}

// listened returns argument i. If it is a function, that notes where it is called.
func (o *outcome) listened(args []reflect.Value, i int) reflect.Value {
	f := args[i]
	if f.Kind() != reflect.Func || i+1 == len(args) {
		return f
	}
	x, _ := floats(nil, []reflect.Value{clone(args[i+1])})
	return reflect.MakeFunc(f.Type(), func(point []reflect.Value) []reflect.Value {
		if at, _ := floats(nil, point); len(o.asked) <= 4*len(x) {
			step := make([]float64, len(x))
			for k := range min(len(x), len(at)) { // to fewer digits than rounding spoils
				step[k] = math.Round(1e10*(at[k]-x[k])) / 1e10
			}
			o.asked = append(o.asked, step)
		}
		return f.Call(point)
	})
}

// put writes the numbers of src into the memory of dst.
func put(dst, src reflect.Value) {
	if dst.Kind() != reflect.Slice {
		return
	}
	for i := range min(dst.Len(), src.Len()) {
		if dst.Index(i).Kind() == reflect.Slice {
			put(dst.Index(i), src.Index(i))
		} else {
			dst.Index(i).Set(src.Index(i))
		}
	}
}
