package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/chapters/internal/progress"
	"chainrule/losses"
)

const (
	batch = 15 // digits a step
	seeds = 3  // networks of each setup: seeds 1 to 3, whatever comes out
)

// set is N digits as rows of pixels x and one-hot rows t.
type set struct{ x, t backprop.Matrix }

// A trial is what became of one network.
type trial struct {
	after   []float64 // accuracy on held-back digits at each of looks
	learned float64   // at the end, on the digits that it learned from
	margin  float64   // how near a best score came to a tie with the second
}

// learn trains one network. The initial weights have a random stream of their own,
// so that networks of different setups see the same digits in the same order.
func (s setup) learn(seed uint64, known, held set) trial {
	net := s.network(rand.New(rand.NewPCG(seed, 1)))
	rng := rand.New(rand.NewPCG(seed, 2))
	some := backprop.MiniBatch(rng, len(known.x), s.digits)
	x, t := known.x.Rows(some), known.t.Rows(some)
	result, looks := trial{margin: math.Inf(1)}, s.looks()
	for step := 0; ; step++ {
		if slices.Contains(looks, step) {
			a := net.Predict(held.x)
			result.after = append(result.after, losses.Accuracy(a, held.t))
			result.margin = min(result.margin, margin(a))
		}
		if step == last {
			result.learned = losses.Accuracy(net.Predict(x), t)
			return result
		}
		numbers := backprop.MiniBatch(rng, len(x), batch)
		net.Loss(x.Rows(numbers), t.Rows(numbers))
		net.Backward()
		backprop.SGD(net.Params(), s.rate)
	}
}

// margin returns the smallest lead of a best score over the second, as a share of
// the largest score of that row; exact ties do not count. Where it is far above
// rounding, the accuracy is the same on every computer.
func margin(a backprop.Matrix) float64 {
	least := math.Inf(1)
	for _, row := range a {
		sorted := slices.Sorted(slices.Values(row))
		k := len(sorted) - 1
		if lead := sorted[k] - sorted[k-1]; lead > 0 {
			least = min(least, lead/max(-sorted[0], sorted[k]))
		}
	}
	return least
}

// A Spread is the accuracies of a few seeds: their mean, and from where to where.
type Spread struct{ Mean, Low, High float64 }

func spread(x []float64) Spread {
	s := Spread{Low: slices.Min(x), High: slices.Max(x)}
	for _, v := range x {
		s.Mean += v / float64(len(x))
	}
	return s
}

func (s Spread) String() string { return fmt.Sprintf("%.3f (%.3f to %.3f)", s.Mean, s.Low, s.High) }

// An outcome is what the trials of one setup have in common.
type outcome struct {
	after   []Spread // one for each of looks
	learned Spread
	margin  float64 // the smallest
}

type results map[setup]outcome

// of returns the accuracy of s on held-back digits at the end.
func (r results) of(s setup) Spread { return r[s].end() }

// end is the accuracy on held-back digits after the last step.
func (o outcome) end() Spread { return o.after[len(o.after)-1] }

// setups are all that the chapter speaks of, each once.
func setups() (list []setup) {
	suited, same := bendSetups()
	all := slices.Concat(dataSetups(), startSetups(), suited, same)
	for _, s := range sigmoids() {
		all = append(all, s[:]...)
	}
	for _, hidden := range []int{1, base.hidden} {
		p := pairs(hidden)
		all = slices.Concat(all, p[0][:], p[1][:])
	}
	for _, s := range all {
		if !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// measured is the whole experiment. It takes a few seconds, so it is run once.
var measured = sync.OnceValue(func() results {
	train, test := digits.Load()
	known := set{train.X, losses.OneHot(train.Labels, 10)}
	held := set{test.X, losses.OneHot(test.Labels, 10)}
	list := setups()
	trials := make([]trial, seeds*len(list))
	progress.SideBySide("training", len(trials), func(i int) {
		trials[i] = list[i/seeds].learn(uint64(i%seeds+1), known, held)
	})
	r := results{}
	for i, s := range list {
		r[s] = summary(trials[seeds*i : seeds*(i+1)])
	}
	return r
})

func summary(trials []trial) outcome {
	o := outcome{margin: math.Inf(1)}
	for i := range trials[0].after {
		var x []float64
		for _, t := range trials {
			x = append(x, t.after[i])
		}
		o.after = append(o.after, spread(x))
	}
	var learned []float64
	for _, t := range trials {
		learned = append(learned, t.learned)
		o.margin = min(o.margin, t.margin)
	}
	o.learned = spread(learned)
	return o
}
