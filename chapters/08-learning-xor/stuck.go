package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"

	"chainrule/backprop"
	"chainrule/losses"
)

func failures(all []trial) []trial {
	return slices.DeleteFunc(slices.Clone(all), func(t trial) bool { return t.learned })
}

// whereStuck sorts the failures by the number of points that they have wrong,
// and gives the first of each kind three times the steps.
func whereStuck(w io.Writer, failed []trial) {
	fmt.Fprintf(w, "Where the %d failures in the first three rows above end\n", len(failed))
	fmt.Fprintf(w, `  points         the first of them:                                    loss after
  missed   runs  units, seed            y(0,0) y(0,1) y(1,0) y(1,1)   %d   %d
`, longest, 3*longest)
	for off := 1; off <= len(xorT); off++ {
		var kind []trial
		for _, t := range failed {
			if pointsOff(t.y) == off {
				kind = append(kind, t)
			}
		}
		if len(kind) == 0 {
			continue
		}
		t := kind[0]
		n := t.start.net(t.units, t.seed)
		n.train(3*longest, 1)
		fmt.Fprintf(w, "  %6d %6d  %-16s %d, %2d  %s  %.4f  %.4f\n", off, len(kind),
			t.start.name, t.units, t.seed, row(t.y), losses.MSEBatch(t.y, xorT), n.loss())
	}
	fmt.Fprintln(w)
}

// badStarts shows two starts to avoid: all weights the same, which never learns XOR, and
// all weights tiny, which takes very long.
func badStarts(w io.Writer) {
	fmt.Fprintln(w, "Weights all alike, or all tiny: 4 sigmoid units")
	alike := start{act: sigmoid, weights: constant}.net(4, 0)
	steps, _ := alike.train(longest, 1)
	fmt.Fprintf(w, "  all 0.5   %4d thousand steps: y = %s, loss %.4f\n",
		steps/1000, row(alike.Forward(xorX)), alike.loss())
	h := alike.Chain[0].(*backprop.Affine)
	fmt.Fprintf(w, "            first row of W: %.4f, four times; units equal to the last bit: %v\n", h.W[0][0], unitsEqual(alike))
	small := tinyStarts[0].net(4, 0)
	steps, _ = small.train(longest, 1)
	fmt.Fprintf(w, "  std 0.01  %4d thousand steps: y = %s, largest slope %.0e\n",
		steps/1000, row(small.Forward(xorX)), largestSlope(small))
	const fast = 10 // times the rate
	steps, learned := small.train(10*longest, fast)
	fmt.Fprintf(w, "    lr %d   %4d thousand more:  y = %s, learned: %v\n",
		fast, steps/1000, row(small.Forward(xorX)), learned)
}

func constant(_ *rand.Rand, in, out int) backprop.Matrix {
	w := backprop.NewMatrix(in, out)
	for _, row := range w {
		for k := range row {
			row[k] = 0.5
		}
	}
	return w
}

// unitsEqual says whether all hidden units of n have the same weights and bias,
// to the last bit.
func unitsEqual(n *net) bool {
	in, out := n.Chain[0].(*backprop.Affine), n.Chain[2].(*backprop.Affine)
	for k := range in.B {
		if in.W[0][k] != in.W[0][0] || in.W[1][k] != in.W[1][0] ||
			in.B[k] != in.B[0] || out.W[k][0] != out.W[0][0] {
			return false
		}
	}
	return true
}

// largestSlope returns the largest |∂L/∂w| of n at the four points.
func largestSlope(n *net) (largest float64) {
	n.end.Forward(n.Forward(xorX), xorT)
	n.Backward(n.end.Backward(1))
	for _, p := range n.params {
		for _, row := range p.Grad {
			for _, slope := range row {
				largest = max(largest, math.Abs(slope))
			}
		}
	}
	return largest
}
