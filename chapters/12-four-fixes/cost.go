package main

import (
	"fmt"
	"io"
)

// A cost is how many multiplications of matrix elements a step takes: more than a
// 32-bit int can count.
type cost struct {
	forward  int64 // x·W in each layer
	backprop int64 // that, xᵀ·dout in each layer, and dout·Wᵀ in all but the first
	wasteful int64 // that, and dout·Wᵀ in the first, which is the slope of the input
	trying   int64 // two forward passes for each parameter
}

func costs(l layers, samples int) (c cost) {
	for i, in := range l[:len(l)-1] {
		c.forward += int64(samples * in * l[i+1])
	}
	c.wasteful = 3 * c.forward
	c.backprop = c.wasteful - int64(samples*l[0]*l[1])
	c.trying = 2 * int64(l.params()) * c.forward
	return c
}

// computer stops base early, as you would have to on a slow computer, and says
// how far the same work would go with the numerical gradient.
func computer(w io.Writer, r results) {
	c := costs(base.sizes(), batch)
	fmt.Fprintln(w, `"Our computers were millions of times too slow": the same network, stopped early
   steps  multiplications  test accuracy           same work in numerical-gradient steps`)
	for i, step := range milestones {
		work := int64(step) * c.backprop
		fmt.Fprintf(w, "  %6d  %7.2f million  %v  %.3f\n", step, millions(work), r[base].after[i],
			float64(work)/float64(c.trying))
	}
	fmt.Fprintln(w)
}

func millions(n int64) float64 { return float64(n) / 1e6 }

// costOfAStep counts for the network of chapter 10.
func costOfAStep(w io.Writer) {
	sizes := layers{64, 50, 10}
	c := costs(sizes, 100)
	fmt.Fprintf(w, "What a step costs: %v, %d parameters, 100 digits\n", sizes, sizes.params())
	fmt.Fprintln(w, "                          multiplications  forward passes")
	for _, line := range []struct {
		name string
		n    int64
	}{
		{"forward", c.forward},
		{"forward and backward", c.backprop},
		{"  with pixels' slopes", c.wasteful},
		{"numerical gradient", c.trying},
	} {
		fmt.Fprintf(w, "  %-24s%8.2f million  %14.1f\n", line.name, millions(line.n),
			float64(line.n)/float64(c.forward))
	}
	fmt.Fprintf(w, "  the numerical gradient costs %d times as much as the chain rule\n\n", c.trying/c.backprop)
}
