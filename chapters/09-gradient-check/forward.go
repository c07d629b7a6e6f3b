package main

import (
	"fmt"
	"io"
	"math"

	"chainrule/losses"
	"chainrule/numgrad"
)

// A formula is a loss of scores a against a target t, with its slopes.
type formula func(a, t []float64) (f float64, grad []float64)

// valueOf returns the loss without its slopes, as a function of the scores.
func valueOf(f formula, t []float64) func(a []float64) float64 {
	return func(a []float64) float64 {
		value, _ := f(a, t)
		return value
	}
}

// minusForgotten is +Σ t·log y, with its own slopes.
func minusForgotten(a, t []float64) (f float64, grad []float64) {
	y := losses.Softmax(a)
	for k := range a {
		f += float64(t[k] * math.Log(y[k]))
		grad = append(grad, t[k]-y[k])
	}
	return f, grad
}

// expForgotten is −Σ t·log y, with y = a/Σa for the softmax, and its own slopes.
func expForgotten(a, t []float64) (f float64, grad []float64) {
	s := 0.0
	for _, v := range a {
		s += v
	}
	for k := range a {
		f -= float64(t[k] * math.Log(a[k]/s))
		grad = append(grad, 1/s-t[k]/a[k])
	}
	return f, grad
}

func wrongForward(w io.Writer) {
	a, t := []float64{0.3, 2.9, 4.0}, []float64{0, 0, 1}
	fmt.Fprintf(w, "A wrong formula, twice, with its own correct slopes: scores %v, target %v\n", a, t)
	fmt.Fprintf(w, "  by hand, the loss is log(e^0.3 + e^2.9 + e^4) − 4 = %.6f\n",
		losses.SoftmaxCrossEntropy(a, t))
	for _, c := range []struct {
		name string
		f    formula
	}{{"the minus forgotten", minusForgotten}, {"the exp forgotten", expForgotten}} {
		value, grad := c.f(a, t)
		report := numgrad.Check(valueOf(c.f, t), a, grad)
		fmt.Fprintf(w, "  %-20s loss %9.6f, %v\n", c.name, value, report)
	}
	down, _ := numgrad.Descend(valueOf(minusForgotten, t), a, 1, 3)
	fmt.Fprintf(w, "  3 steps of rate 1 without the minus: y of the true class falls from %.4f to %.4f\n\n",
		losses.Softmax(a)[2], losses.Softmax(down)[2])
}

// withEpsilon is a common loss of the first of two classes, from scores.
func withEpsilon(a []float64) float64 { return -math.Log(losses.Softmax(a)[0] + 1e-7) }

// epsilonSlopes are the slopes of the loss without the 1e-7: y − t.
func epsilonSlopes(a []float64) []float64 {
	y := losses.Softmax(a)
	return []float64{y[0] - 1, y[1]}
}

func epsilonInLog(w io.Writer) {
	fmt.Fprintln(w, "A tiny mistake: log(y + 1e-7) forward, y − t backward")
	fmt.Fprintln(w, "  y, true class   relative error  limit 1e-4  numgrad.Check")
	for _, y := range []float64{0.5, 0.1, 0.01, 0.0001} {
		a := []float64{math.Log(y), math.Log(1 - y)}
		grad := epsilonSlopes(a)
		d := compare(grad, numgrad.Gradient(withEpsilon, a))
		fmt.Fprintf(w, "  %-14v  %14.0e  %-10s  %s\n", y, d.rel, verdict(d.rel <= 1e-4),
			verdict(numgrad.Check(withEpsilon, a, grad).OK))
	}
	fmt.Fprintln(w)
}
