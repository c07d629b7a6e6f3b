// Chapter 7: softmax with loss. We go from scores to a loss and back, node by node, and
// the slopes come out as simple as y − t.
//
// Run it with
//
//	go run ./chapters/07-softmax-with-loss
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strings"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/losses"
	"chainrule/numgrad"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	nodeByNode(out)
	whereTheSumComesIn(out)
	oneLayer(out)
	theBatch(out)
	otherTargets(out)
	largeScores(out)
	return out.Flush()
}

// A Walk holds every value of the graph, forward, and the slope of the loss with
// respect to it, backward (D…), for one sample of K classes.
type Walk struct {
	A, E, Y, F1, F2      []float64 // scores, exp a, probabilities, log y, t log y
	S, F3, L             float64   // Σ exp a, Σ t log y, loss
	DA, DE, DY, DF1, DF2 []float64
	DS, DF3, DL          float64
	DEOwn, DSOwn         []float64 // the parts of DE and DS that come by a class's own division
}

// walk goes forward and backward through the graph, node by node:
//
//	a ─exp─ e ─┬────── ÷ ─ y ─log─ f1 ─ ×t ─ f2 ─ Σ ─ f3 ─ ×(−1) ─ L
//	           └ Σ ─ s ┘
func walk(a, t []float64) Walk {
	k := len(a)
	v := Walk{A: a, E: make([]float64, k), Y: make([]float64, k), F1: make([]float64, k), F2: make([]float64, k),
		DA: make([]float64, k), DE: make([]float64, k), DY: make([]float64, k), DF1: make([]float64, k),
		DF2: make([]float64, k), DEOwn: make([]float64, k), DSOwn: make([]float64, k)}
	exps, divs := make([]backprop.ExpLayer, k), make([]backprop.DivLayer, k)
	logs, muls := make([]backprop.LogLayer, k), make([]backprop.MulLayer, k)
	sumE, sumF2 := make([]backprop.AddLayer, k), make([]backprop.AddLayer, k)
	var minus backprop.MulLayer

	// Forward: softmax, then cross entropy.
	for i := range a {
		v.E[i] = exps[i].Forward(a[i])
		v.S = sumE[i].Forward(v.S, v.E[i])
	}
	for i := range a {
		v.Y[i] = divs[i].Forward(v.E[i], v.S)
		v.F1[i] = logs[i].Forward(v.Y[i])
		v.F2[i] = muls[i].Forward(t[i], v.F1[i])
		v.F3 = sumF2[i].Forward(v.F3, v.F2[i])
	}
	v.L = minus.Forward(v.F3, -1)

	// Backward: the same nodes, last to first.
	v.DL = 1
	v.DF3, _ = minus.Backward(v.DL)
	down := v.DF3 // the slope that goes down the chain of sums
	for i := k - 1; i >= 0; i-- {
		down, v.DF2[i] = sumF2[i].Backward(down)
		_, v.DF1[i] = muls[i].Backward(v.DF2[i])
		v.DY[i] = logs[i].Backward(v.DF1[i])
		v.DEOwn[i], v.DSOwn[i] = divs[i].Backward(v.DY[i])
		v.DS += v.DSOwn[i] // s went to every division: the slopes that come back are added
	}
	down = v.DS
	for i := k - 1; i >= 0; i-- {
		var bySum float64
		down, bySum = sumE[i].Backward(down)
		v.DE[i] = v.DEOwn[i] + bySum // e went two ways
		v.DA[i] = exps[i].Backward(v.DE[i])
	}
	return v
}

// scores are a well-known example, and the last of three classes is the true one.
var scores, target = []float64{0.3, 2.9, 4.0}, []float64{0, 0, 1}

func nodeByNode(w io.Writer) {
	v := walk(scores, target)
	row := func(name string, values ...float64) {
		fmt.Fprintf(w, "  %-24s", name)
		for _, x := range values {
			fmt.Fprintf(w, " %12.6f", x+0) // + 0: no minus zero
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "Node by node, forward: scores %v, target %v\n", scores, target)
	row("a   scores", v.A...)
	row("e = exp a", v.E...)
	row("s = Σ e", v.S)
	row("y = e/s   (softmax)", v.Y...)
	row("f1 = log y", v.F1...)
	row("f2 = t·f1", v.F2...)
	row("f3 = Σ f2", v.F3)
	row("L = f4 = −f3", v.L)
	fmt.Fprintln(w, "and backward: the slope of L with respect to each")
	row("dL/dL", v.DL)
	row("dL/df3 = −1", v.DF3)
	row("dL/df2 = −1", v.DF2...)
	row("dL/df1 = −t", v.DF1...)
	row("dL/dy = −t/y", v.DY...)
	row("dL/ds = Σ t/s", v.DS)
	row("dL/de, both paths", v.DE...)
	row("dL/da", v.DA...)
	row("y − t", v.Y[0]-target[0], v.Y[1]-target[1], v.Y[2]-target[2])
	fmt.Fprintln(w)
}

// whereTheSumComesIn takes the slope of each e apart into its two paths.
func whereTheSumComesIn(w io.Writer) {
	v := walk(scores, target)
	fmt.Fprintln(w, "Why y − t: each e reaches the loss directly, and through the sum s")
	fmt.Fprintln(w, "  class     direct −t/e      through 1/s   total       times e = dL/da")
	for i := range scores {
		fmt.Fprintf(w, "  %5d   %13.6f   %14.6f   %9.6f   %11.6f\n", i, v.DEOwn[i]+0, v.DS, v.DE[i], v.DA[i])
	}
	fmt.Fprintln(w)
}

// oneLayer compares the graph with the layer that does all of it at once.
func oneLayer(w io.Writer) {
	var layer backprop.SoftmaxWithLoss
	a, t := backprop.Matrix{scores}, backprop.Matrix{target}
	fmt.Fprintln(w, "One layer for all of it: backprop.SoftmaxWithLoss")
	fmt.Fprintf(w, "  loss %.6f, from the graph %.6f\n", layer.Forward(a, t), walk(scores, target).L)
	fmt.Fprintf(w, "  slopes for dout = 1    %9.6f\n", layer.Backward(1)[0])
	fmt.Fprintf(w, "  slopes for dout = 2.5  %9.6f\n\n", layer.Backward(2.5)[0])
}

// theBatch compares y − t, with and without the 1/N, with the numerical gradient.
func theBatch(w io.Writer) {
	a := []float64{0.3, 2.9, 4.0, 1.0, 0.5, -0.5} // two samples, one after the other
	t := backprop.Matrix{{0, 0, 1}, {1, 0, 0}}
	loss := func(a []float64) float64 {
		return losses.SoftmaxCrossEntropyBatch([][]float64{a[:3], a[3:]}, t)
	}
	var right, wrong []float64
	for n, row := range t {
		y := losses.Softmax(a[3*n : 3*n+3])
		for k := range row {
			wrong = append(wrong, y[k]-row[k])
			right = append(right, (y[k]-row[k])/2)
		}
	}
	fmt.Fprintln(w, "A batch of N = 2: the loss is a mean, so each slope is (y − t)/N")
	for _, way := range []struct {
		name string
		grad []float64
	}{{"(y − t)/N", right}, {"y − t", wrong}} {
		verdict := numgrad.Check(loss, a, way.grad).String()
		fmt.Fprintf(w, "  %-9s %9.6f\n  %s\n", way.name, way.grad, strings.ReplaceAll(verdict, "\n", "\n  "))
	}
	fmt.Fprintln(w)
}

// otherTargets shows what y − t takes for granted: targets that sum to one.
func otherTargets(w io.Writer) {
	fmt.Fprintln(w, "Other targets: the rule is y·Σt − t, which is y − t where Σt = 1")
	for _, t := range [][]float64{{0, 0, 1}, {0.2, 0.3, 0.5}, {1, 1, 0}} {
		var layer backprop.SoftmaxWithLoss
		layer.Forward(backprop.Matrix{scores}, backprop.Matrix{t})
		y := losses.Softmax(scores)
		short := []float64{y[0] - t[0], y[1] - t[1], y[2] - t[2]}
		loss := func(a []float64) float64 { return losses.SoftmaxCrossEntropy(a, t) }
		fmt.Fprintf(w, "  t = %-13s  the layer gives %9.6f\n", fmt.Sprint(t), layer.Backward(1)[0])
		fmt.Fprintf(w, "      y − t right: %-5v        y − t %9.6f\n", numgrad.Check(loss, scores, short).OK, short)
	}
	fmt.Fprintln(w)
}

// naive is softmax as the formula has it.
func naive(a []float64) []float64 {
	y, sum := make([]float64, len(a)), 0.0
	for k := range a {
		y[k] = math.Exp(a[k])
		sum += y[k]
	}
	for k := range y {
		y[k] /= sum
	}
	return y
}

// largeScores shows where a naive softmax overflows, and compares three ways to the
// loss. The true class comes first.
func largeScores(w io.Writer) {
	fmt.Fprintln(w, "Large scores: a naive softmax, and three ways to the loss if class 0 is true")
	fmt.Fprintln(w, "  scores        naive softmax     −log(safe)     −log(safe+1e-7)      −log-softmax")
	t := []float64{1, 0}
	for _, a := range [][]float64{{2, 1}, {40, 0}, {0, 40}, {1000, 999}, {0, 1000}} {
		y := losses.Softmax(a)
		guarded := -math.Log(y[0] + 1e-7)
		fmt.Fprintf(w, "  %-12s  %-15.6g   %-12.6g   %-18.6g   %.6g\n", fmt.Sprint(a), naive(a)[0],
			losses.CrossEntropy(y, t), guarded, losses.SoftmaxCrossEntropy(a, t))
	}
}
