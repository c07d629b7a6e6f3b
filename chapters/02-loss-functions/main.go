// Chapter 2: loss functions. We build two ways to say in one number how wrong a
// prediction is, and see why learning follows that number and not the accuracy.
//
// Run it with
//
//	go run ./chapters/02-loss-functions
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"

	"chainrule/chapters/internal/chapter"
	"chainrule/losses"
	"chainrule/numgrad"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	oneSample(out)
	whyHalf(out)
	twoJudges(out)
	confidentAndWrong(out) // in neuron.go
	the051(out)
	nearZero(out)
	manySamples(out)
	whyNotAccuracy(out) // in accuracy.go
	minusSign(out)      // in sign.go
	return out.Flush()
}

// A well-known example: a picture of a 2, and what two models say about
// it. A gives the 2 a probability of 0.6, B gives it 0.1 and the 7 the 0.6.
var (
	target = []float64{0, 0, 1, 0, 0, 0, 0, 0, 0, 0}
	modelA = []float64{0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0}
	modelB = []float64{0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0}
)

func oneSample(w io.Writer) {
	fmt.Fprintln(w, "One sample: a picture of a 2, and two models that say what it is")
	fmt.Fprintln(w, "  digit         0     1     2     3     4     5     6     7     8     9")
	for _, row := range []struct {
		name string
		y    []float64
	}{{"target t", target}, {"model A", modelA}, {"model B", modelB}} {
		fmt.Fprintf(w, "  %-9s", row.name)
		for _, y := range row.y {
			fmt.Fprintf(w, "%6v", y)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w, "           MSE                  cross entropy (CEE)")
	fmt.Fprintf(w, "  model A  %-19v  %.10g = −log 0.6\n",
		losses.MSE(modelA, target), losses.CrossEntropy(modelA, target))
	fmt.Fprintf(w, "  model B  %-19v  %.10g = −log 0.1\n",
		losses.MSE(modelB, target), losses.CrossEntropy(modelB, target))
	fmt.Fprintln(w)
}

// twoJudges lets the probability of the true class of two fall from 1 to 0.
func twoJudges(w io.Writer) {
	fmt.Fprintln(w, "Two classes: the true one has probability p")
	fmt.Fprintln(w, "  p       MSE      CEE")
	t := []float64{1, 0}
	for _, p := range []float64{1, 0.6, 0.1, 0.01, 0.001, 0} {
		y := []float64{p, 1 - p}
		fmt.Fprintf(w, "  %-6v  %.4f   %.4f\n", p, losses.MSE(y, t), losses.CrossEntropy(y, t))
	}
	fmt.Fprintln(w)
}

// the051 computes a well-known example, and what its result could be taken for.
func the051(w io.Writer) {
	t := []float64{1, 0, 0}
	y := []float64{0.6, 0.01, 0.4}
	sum, dot := 0.0, 0.0
	for k := range y {
		sum += y[k]
		dot += float64(t[k] * y[k])
	}
	e := losses.CrossEntropy(y, t)
	fmt.Fprintln(w, "The 0.51 of some lecture notes: t = (1, 0, …, 0), y = (0.6, 0.01, …, 0.4)")
	fmt.Fprintf(w, "  −Σ t·log y        = %.10f ≈ %.2f\n", e, e)
	fmt.Fprintf(w, "  −Σ t·log₁₀ y      = %.2f          with the wrong logarithm\n", -math.Log10(y[0]))
	fmt.Fprintf(w, "  −Σ t·log(y+1e-7)  = %.10f  with a guard against log 0\n", withEpsilon(y, t))
	fmt.Fprintf(w, "  Σ t·y             = %.1f           without the logarithm\n", dot)
	fmt.Fprintf(w, "  0.6 + 0.01 + 0.4  = %.2f          already more than 1, so these are no probabilities\n", sum)
	fmt.Fprintln(w)
}

// withEpsilon adds 1e-7 to every y, so that no logarithm is infinite.
func withEpsilon(y, t []float64) float64 {
	e := 0.0
	for k := range y {
		e -= float64(t[k] * math.Log(y[k]+1e-7))
	}
	return e
}

// asWritten is cross entropy as the formula has it, without a thought for log 0.
func asWritten(y, t []float64) float64 {
	e := 0.0
	for k := range y {
		e -= float64(t[k] * math.Log(y[k]))
	}
	return e
}

func nearZero(w io.Writer) {
	fmt.Fprintln(w, "At the edges: the formula as written, with +1e-7 as many programs have it, and ours")
	fmt.Fprintln(w, "  prediction for target (1 0)      as written  +1e-7       ours")
	t := []float64{1, 0}
	for _, c := range []struct {
		name string
		y    []float64
	}{
		{"perfect (1 0), has 0·log 0", []float64{1, 0}},
		{"all wrong (0 1), has log 0", []float64{0, 1}},
	} {
		fmt.Fprintf(w, "  %-31s  %-10v  %10.7f  %v\n", c.name,
			asWritten(c.y, t), withEpsilon(c.y, t), losses.CrossEntropy(c.y, t))
	}
	fmt.Fprintln(w)
}

// manySamples shows what N samples change: the mean over them, and nothing else.
func manySamples(w io.Writer) {
	y := [][]float64{modelA, modelB}
	t := [][]float64{target, target}
	fmt.Fprintln(w, "N samples: the answers of models A and B above as a batch, N = 2, K = 10")
	fmt.Fprintf(w, "  mean over the samples:         MSE %.4f, CEE %.4f\n",
		losses.MSEBatch(y, t), losses.CrossEntropyBatch(y, t))
	fmt.Fprintf(w, "  mean over N·K, without the ½:  MSE %.4f\n",
		losses.MSEBatch(y, t)*2/10)
	for _, name := range []string{"these two answers, N = 2:  ", "each answer twice, N = 4:  "} {
		n := float64(len(y))
		mean := losses.CrossEntropyBatch(y, t)
		fmt.Fprintf(w, "  %s    CEE %.4f, without the 1/N %.4f\n", name, mean, n*mean)
		y, t = append(y, y...), append(t, t...)
	}
	fmt.Fprintln(w)
}

func whyHalf(w io.Writer) {
	square := func(y float64) float64 { return float64((y - 1) * (y - 1)) }
	half := func(y float64) float64 { return losses.MSE([]float64{y}, []float64{1}) }
	fmt.Fprintln(w, "Why half: the slope at y = 0.6, target t = 1")
	fmt.Fprintf(w, "   (y−t)²  is %.2f, slope %.2f = 2(y−t)\n",
		square(0.6), numgrad.Derivative(square, 0.6))
	fmt.Fprintf(w, "  ½(y−t)²  is %.2f, slope %.2f =   y−t\n\n",
		half(0.6), numgrad.Derivative(half, 0.6))
}
