package main

import (
	"fmt"
	"io"

	"chainrule/losses"
	"chainrule/numgrad"
)

// xs and ts are two samples of a line through 0, t = 2x.
var (
	xs = []float64{1, 2}
	ts = [][]float64{{2}, {4}}
)

// lineError is the loss of the line y = w·x on the two samples.
func lineError(w float64) float64 {
	y := make([][]float64, len(xs))
	for n, x := range xs {
		y[n] = []float64{float64(w * x)}
	}
	return losses.MSEBatch(y, ts)
}

// minusError is the same with a minus too many, E = −1/(2N) ΣΣ(y−t)².
func minusError(w float64) float64 { return -lineError(w) }

// walk goes downhill: steps times, it moves w against the slope of e. It returns
// all the steps+1 weights.
func walk(e func(w float64) float64, w, lr float64, steps int) []float64 {
	path := []float64{w}
	for range steps {
		w -= float64(lr * numgrad.Derivative(e, w))
		path = append(path, w)
	}
	return path
}

func minusSign(w io.Writer) {
	right, wrong := walk(lineError, 1, 0.1, 20), walk(minusError, 1, 0.1, 20)
	fmt.Fprintln(w, "A minus too many: learning y = w·x from the samples (1, 2) and (2, 4)")
	fmt.Fprintln(w, "        E = 1/(2N) ΣΣ(y−t)²           E = −1/(2N) ΣΣ(y−t)²")
	fmt.Fprintln(w, "  step  w       y for t = 4  E        w         y for t = 4  E")
	for _, k := range []int{0, 1, 2, 5, 10, 20} {
		a, b := right[k], wrong[k]
		fmt.Fprintf(w, "  %4d  %.4f  %.3f        %.4f   %8.4f  %9.3f    %11.4f\n",
			k, a, a*2, lineError(a), b, b*2, minusError(b))
	}
}
