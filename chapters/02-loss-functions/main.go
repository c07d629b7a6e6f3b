// Chapter 2: loss functions. Two ways to say in one number how wrong a
// prediction is, what the notes' formulas do as printed, and why learning
// follows the loss and not the accuracy.
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
	nearZero(out)
	manySamples(out)
	whyNotAccuracy(out) // in accuracy.go
	minusSign(out)      // in sign.go
	the051(out)
	missingIndex(out)
	return out.Flush()
}

// The Python book's example: a picture of a 2, and what two models say about
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
	fmt.Fprintln(w, "           MSE                  CEE")
	fmt.Fprintf(w, "  model A  %-19v  %.10g = −log 0.6\n",
		losses.MSE(modelA, target), losses.CrossEntropy(modelA, target))
	fmt.Fprintf(w, "  model B  %-19v  %.10g = −log 0.1\n",
		losses.MSE(modelB, target), losses.CrossEntropy(modelB, target))
	fmt.Fprintln(w, "  A is right and B wrong: the higher loss is the worse model. MSE looks at all")
	fmt.Fprintln(w, "  ten numbers, CEE only at the one of the true class.")
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
	fmt.Fprintln(w, "  MSE ends at 1 however sure the mistake was; CEE grows without end.")
	fmt.Fprintln(w)
}

// the051 computes the example of the notes, and what it could be taken for. Its
// vectors are those of the notes without what their dots leave out.
func the051(w io.Writer) {
	t := []float64{1, 0, 0}
	y := []float64{0.6, 0.01, 0.4}
	sum, dot := 0.0, 0.0
	for k := range y {
		sum += y[k]
		dot += float64(t[k] * y[k])
	}
	e := losses.CrossEntropy(y, t)
	fmt.Fprintln(w, "The 0.51 of the notes: t = (1, 0, …, 0), y = (0.6, 0.01, …, 0.4)")
	fmt.Fprintf(w, "  −Σ t·log y        = %.10f ≈ %.2f\n", e, e)
	fmt.Fprintf(w, "  tᵀ·y              = %.1f: the notes' left side, where the log is missing\n", dot)
	fmt.Fprintf(w, "  −Σ t·log₁₀ y      = %.2f: the notes' log is the natural one\n", -math.Log10(y[0]))
	fmt.Fprintf(w, "  −Σ t·log(y+1e-7)  = %.10f: the Python book's program\n", withEpsilon(y, t))
	fmt.Fprintf(w, "  0.6 + 0.01 + 0.4  = %.2f: over 1, which no softmax says; the loss sees only the 0.6\n", sum)
	fmt.Fprintln(w)
}

// withEpsilon is the Python book's cross entropy: 1e-7 is added to every y.
func withEpsilon(y, t []float64) float64 {
	e := 0.0
	for k := range y {
		e -= float64(t[k] * math.Log(y[k]+1e-7))
	}
	return e
}

// asWritten is the cross entropy as the formula has it, without a thought of 0.
func asWritten(y, t []float64) float64 {
	e := 0.0
	for k := range y {
		e -= float64(t[k] * math.Log(y[k]))
	}
	return e
}

func nearZero(w io.Writer) {
	fmt.Fprintln(w, "At the edges: the formula as written, the Python book's +1e-7, and this library")
	fmt.Fprintln(w, "  case, (y) of target (1 0)        as written  +1e-7       library")
	t := []float64{1, 0}
	for _, c := range []struct {
		name string
		y    []float64
	}{
		{"perfect (1 0): 0·log 0", []float64{1, 0}},
		{"impossible (0 1): log 0", []float64{0, 1}},
	} {
		fmt.Fprintf(w, "  %-31s  %-10v  %10.7f  %v\n", c.name,
			asWritten(c.y, t), withEpsilon(c.y, t), losses.CrossEntropy(c.y, t))
	}
	fmt.Fprintln(w, "  0·log 0 counts as 0, since 0·log y is 0 for every y > 0. The 1e-7 avoids NaN and")
	fmt.Fprintln(w, "  +Inf, but it makes a perfect loss negative and calls the impossible 16.")
	fmt.Fprintln(w)
}

// manySamples shows what N samples change: the mean over them, and nothing else.
func manySamples(w io.Writer) {
	y := [][]float64{modelA, modelB}
	t := [][]float64{target, target}
	fmt.Fprintln(w, "N samples: both answers as a batch, N = 2, K = 10")
	fmt.Fprintf(w, "  mean over the samples:       MSE %.4f, CEE %.4f\n",
		losses.MSEBatch(y, t), losses.CrossEntropyBatch(y, t))
	fmt.Fprintf(w, "  mean over all N·K, no half:  MSE %.4f: what others call MSE, of the same answers\n",
		losses.MSEBatch(y, t)*2/10)
	for _, name := range []string{"these two answers, N = 2:", "each answer twice, N = 4:"} {
		n := float64(len(y))
		mean := losses.CrossEntropyBatch(y, t)
		fmt.Fprintf(w, "  %s    CEE %.4f, without the 1/N %.4f\n", name, mean, n*mean)
		y, t = append(y, y...), append(t, t...)
	}
	fmt.Fprintln(w, "  Without 1/N, twice the data is twice the loss, and twice the step of learning.")
	fmt.Fprintln(w)
}

func missingIndex(w io.Writer) {
	y, t := [][]float64{modelA, modelB}, [][]float64{target, target}
	fmt.Fprintln(w, "The missing n: both answers again, N = 2, where no n stands under the sum over n")
	fmt.Fprintf(w, "  y_k is that of A:       MSE %.4f + %.4f, over 2: %.4f\n", losses.MSE(modelA, target),
		losses.MSE(modelA, target), withoutIndex(losses.MSE, modelA, target, 2))
	fmt.Fprintf(w, "  y_k is that of B:       MSE %.4f + %.4f, over 2: %.4f\n", losses.MSE(modelB, target),
		losses.MSE(modelB, target), withoutIndex(losses.MSE, modelB, target, 2))
	fmt.Fprintf(w, "  y_nk, first A, then B:  MSE %.4f + %.4f, over 2: %.4f\n", losses.MSE(modelA, target),
		losses.MSE(modelB, target), losses.MSEBatch(y, t))
}

// withoutIndex is the notes' form for N data taken by the letter: 1/N Σ_n of a
// term in which no n occurs.
func withoutIndex(loss func(y, t []float64) float64, y, t []float64, N int) float64 {
	sum := 0.0
	for range N {
		sum += loss(y, t)
	}
	return sum / float64(N)
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
