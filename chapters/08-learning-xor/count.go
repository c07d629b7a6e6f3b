package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"

	"chainrule/backprop"
	"chainrule/chapters/internal/progress"
)

const longest = 10000 // steps until a run counts as failed

func sigmoid() backprop.Layer { return &backprop.Sigmoid{} }
func tanh() backprop.Layer    { return &backprop.Tanh{} }
func relu() backprop.Layer    { return &backprop.ReLU{} }

func tiny(rng *rand.Rand, in, out int) backprop.Matrix {
	return backprop.Gaussian(rng, 0.01, in, out)
}

var (
	starts = []start{
		{"sigmoid, Xavier", sigmoid, backprop.Xavier, 50},
		{"tanh, Xavier", tanh, backprop.Xavier, 50},
		{"ReLU, He", relu, backprop.He, 50},
	}
	tinyStarts = []start{ // fewer seeds, for most of these runs are long
		{"sigmoid, std 0.01", sigmoid, tiny, 5},
		{"tanh, std 0.01", tanh, tiny, 5},
		{"ReLU, std 0.01", relu, tiny, 5},
	}
	widths = []int{2, 3, 4, 8}
)

// A trial is what became of one start.
type trial struct {
	start   start
	units   int
	seed    int
	steps   int
	learned bool
	y       backprop.Matrix
}

// counted holds the trials of every start, by start and width. They take seconds,
// so they are run once, and on all cores.
var counted = sync.OnceValue(func() [][][]trial {
	all := slices.Concat(starts, tinyStarts)
	results := make([][][]trial, len(all))
	var each []*trial // of results, which all have their own place
	for i, s := range all {
		for _, units := range widths {
			row := make([]trial, s.seeds)
			for seed := range row {
				row[seed] = trial{start: s, units: units, seed: seed}
				each = append(each, &row[seed])
			}
			results[i] = append(results[i], row)
		}
	}
	progress.SideBySide("training XOR nets", len(each), func(i int) {
		t := each[i]
		n := t.start.net(t.units, t.seed)
		t.steps, t.learned = n.train(longest, 1)
		t.y = n.Forward(xorX)
	})
	return results
})

func countSuccess(w io.Writer) {
	fmt.Fprintf(w, "Success, counted: starts that learn in at most %d steps, and their median steps, lr 1\n", longest)
	fmt.Fprintf(w, "  %-18s  %-15s  %-15s  %-15s  %s\n", "hidden units:", "  2", "  3", "  4", "  8")
	var failed []trial
	for i, byWidth := range counted() {
		fmt.Fprintf(w, "  %-18s", byWidth[0][0].start.name)
		for _, done := range byWidth {
			fmt.Fprint(w, "  ", summary(done))
			if i < len(starts) {
				failed = append(failed, failures(done)...)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
	whereStuck(w, failed)
}

// summary says how many trials learned, and in how many steps.
func summary(all []trial) string {
	var steps []int
	for _, t := range all {
		if t.learned {
			steps = append(steps, t.steps)
		}
	}
	if len(steps) == 0 {
		return fmt.Sprintf("%3d/%-3d   never", 0, len(all))
	}
	slices.Sort(steps)
	return fmt.Sprintf("%3d/%-3d in %4d", len(steps), len(all), steps[len(steps)/2])
}
