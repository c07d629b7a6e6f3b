package live

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
)

const (
	fixesSteps = 1000 // of learning, as in chapter 12
	fixesSlow  = 10   // what a slow computer has time for
	fixesEvery = 20   // steps between two looks at the held-back images
	fixesBatch = 15
)

// fixes races two networks: one with all four fixes of chapter 12, and one with those
// that the reader has switched on.
type fixes struct {
	controls
	all, own *runner
	steps    int
	past     []race // that were run to the end, each missing another set of fixes
}

// A race is what one set of missing fixes led to.
type race struct {
	missing string
	own     *runner
}

// A runner is a network in the race, and its accuracy on the held-back images.
type runner struct {
	net   *backprop.Network
	rng   *rand.Rand
	x, t  backprop.Matrix
	last  int       // the step after which it must stop
	done  int       // how many it has taken
	curve []float64 // after 0, 20, 40, … steps, and at last
}

func newFixes() Figure {
	f := &fixes{controls: controls{
		toggle("data", "more data: 1437 digits, not 50", true),
		toggle("time", "a faster computer: 1000 steps, not 10", true),
		toggle("start", "better initial weights: He, not std 0.01", false),
		toggle("bend", "the right non-linearity: ReLU, not sigmoid", true),
		button("again", "Start again"),
	}}
	f.reset()
	return f
}

func newRunner(data, time, start, bend bool) *runner {
	r := &runner{last: fixesSlow, rng: rand.New(rand.NewPCG(1, 2))}
	act, how, n := "sigmoid", "std 0.01", 50
	if data {
		n = len(images().train.X)
	}
	if time {
		r.last = fixesSteps
	}
	if start {
		how = "He"
	}
	if bend {
		act = "ReLU"
	}
	r.net = backprop.NewNetwork(deep(rand.New(rand.NewPCG(1, 1)), act, how, 5, 30)...)
	rows := backprop.MiniBatch(r.rng, len(images().train.X), n)
	r.x, r.t = images().train.X.Rows(rows), images().train.T.Rows(rows)
	r.look()
	return r
}

func (r *runner) look() {
	y := r.net.Predict(images().test.X)
	r.curve = append(r.curve, losses.Accuracy(y, images().test.T))
}

// step takes the given step, counted from 1, unless it has been taken or there is no
// time for it.
func (r *runner) step(n int) {
	if n > r.last || n <= r.done {
		return
	}
	r.done = n
	rows := backprop.MiniBatch(r.rng, len(r.x), fixesBatch)
	r.net.Loss(r.x.Rows(rows), r.t.Rows(rows))
	r.net.Backward()
	backprop.SGD(r.net.Params(), 0.1)
	if n%fixesEvery == 0 || n == r.last {
		r.look()
	}
}

// upTo returns the points of the curve after at most the given number of steps.
func (r *runner) upTo(steps int) (after []int, accuracy []float64) {
	for i, v := range r.curve {
		if n := min(i*fixesEvery, r.last); n <= steps {
			after, accuracy = append(after, n), append(accuracy, v)
		}
	}
	return after, accuracy
}

// now returns the accuracy that was last measured.
func (r *runner) now(steps int) float64 {
	_, accuracy := r.upTo(steps)
	return accuracy[len(accuracy)-1]
}

// reset begins a new race. The network with all four fixes would take the same steps
// again, so it only waits until they are due.
func (f *fixes) reset() {
	f.steps = 0
	if f.all == nil {
		f.all = newRunner(true, true, true, true)
	}
	f.own = newRunner(f.on("data"), f.on("time"), f.on("start"), f.on("bend"))
}

func (f *fixes) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.reset()
}

func (f *fixes) Over() bool { return f.steps == fixesSteps }

func (f *fixes) Step() bool {
	if f.Over() {
		f.reset()
	}
	f.steps++
	f.all.step(f.steps)
	f.own.step(f.steps)
	if !f.Over() {
		return true
	}
	missing := f.missing()
	f.past = slices.DeleteFunc(f.past, func(r race) bool { return r.missing == missing })
	f.past = append(f.past, race{missing, f.own})
	return false
}

// missing names the fixes that are switched off: without a, without b.
func (f *fixes) missing() string {
	s := ""
	for _, c := range f.controls[:4] {
		if name, _, _ := strings.Cut(c.Label, ":"); c.Value == 0 {
			s += ", without " + name
		}
	}
	s = strings.TrimPrefix(s, ", ")
	if i := strings.LastIndex(s, ", "); i >= 0 {
		s = s[:i] + " and" + s[i+1:]
	}
	return s
}

func (f *fixes) Pace() float64 { return 3 }

func (f *fixes) Scene() *Scene {
	s := newScene(320)
	a := axes{left: 42, top: 28, right: 408, bottom: 280, x0: 0, x1: fixesSteps, y0: 0, y1: 1}
	s.frame(a, []float64{0, 250, 500, 750, 1000}, []float64{0, 0.25, 0.5, 0.75, 1}, number,
		"steps", "accuracy on 360 held-back digits")
	s.thin("quiet", "dashed", a.left, a.py(0.1), a.right, a.py(0.1))
	s.text("quiet", "small", "end", a.right-4, a.py(0.1)+14, "guessing")
	points := func(r *runner, steps int) (at []float64) {
		after, accuracy := r.upTo(steps)
		for i := range after {
			at = append(at, a.px(float64(after[i])), a.py(accuracy[i]))
		}
		return at
	}
	for _, r := range f.past {
		if r.own != f.own {
			at := points(r.own, fixesSteps)
			s.thin("red", "dashed", append(at, a.right, at[len(at)-1])...)
		}
	}
	for _, r := range []struct {
		*runner
		colour string
	}{{f.all, "grey"}, {f.own, "red"}} {
		at := points(r.runner, f.steps)
		n := len(at)
		s.line(r.colour, "", at...)
		s.circle(r.colour, "", 5, at[n-2], at[n-1])
		if r.last < f.steps {
			s.thin(r.colour, "dashed", at[n-2], at[n-1], a.px(float64(f.steps)), at[n-1])
		}
	}
	s.text("grey", "bold", "end", a.right-8, a.py(0.42),
		fmt.Sprintf("all four fixes: %.3f", f.all.now(f.steps)))
	s.text("red", "bold", "end", a.right-8, a.py(0.34),
		fmt.Sprintf("yours: %.3f", f.own.now(f.steps)))
	return s
}

func (f *fixes) Say() string {
	missing := f.missing()
	s := "Your network has all four fixes, so the two are the same. "
	if missing != "" {
		s = "Your network has to do " + missing + ". "
	}
	if f.steps == 0 {
		s += "Press Play to let both learn."
	} else {
		yours := "yours"
		if f.own.last < f.steps {
			yours = fmt.Sprintf("yours, which had time for only %d,", f.own.last)
		}
		s += fmt.Sprintf("After %s, the network with all four fixes reads %.3f of the held-back "+
			"digits, and %s reads %.3f.", count(f.steps, "step"), f.all.now(f.steps), yours,
			f.own.now(f.steps))
	}
	var before []string
	for _, r := range f.past {
		if r.missing != "" && r.missing != missing {
			before = append(before, fmt.Sprintf("%.3f %s", r.own.now(fixesSteps), r.missing))
		}
	}
	if len(before) > 0 {
		s += " Earlier races (thin lines): " + strings.Join(before, "; ") + "."
	}
	return s
}

func (f *fixes) Try() string {
	return "Guess which single fix is missed most. Then switch off one at a time, and let the " +
		"two networks race."
}

func (f *fixes) Call() string { return "backprop.SGD(net.Params(), 0.1)" }
