package main

import (
	"fmt"
	"io"

	"chainrule/losses"
	"chainrule/numgrad"
)

// The smallest learner: one weight, whose value is the score of the true class.
// A score of 0 means "50 : 50"; probability turns any score into 0 to 1.
func probability(w float64) float64 { return losses.Softmax([]float64{w, 0})[0] }

// underMSE and underCEE are the two losses of that probability.
func underMSE(w float64) float64 {
	p := probability(w)
	return losses.MSE([]float64{p, 1 - p}, []float64{1, 0})
}

func underCEE(w float64) float64 {
	p := probability(w)
	return losses.CrossEntropy([]float64{p, 1 - p}, []float64{1, 0})
}

// Where the learner starts: confident, and wrong.
const wrongStart, neuronRate, neuronSteps = -4, 0.5, 100

func confidentAndWrong(w io.Writer) {
	mse := walk(underMSE, wrongStart, neuronRate, neuronSteps)
	cee := walk(underCEE, wrongStart, neuronRate, neuronSteps)
	fmt.Fprintf(w, "Confident and wrong: one weight, p = %.3f at the start, rate %v\n", probability(wrongStart), neuronRate)
	fmt.Fprintln(w, "                          MSE      CEE")
	fmt.Fprintf(w, "  dE/dw at the start  %7.4f  %7.4f\n",
		numgrad.Derivative(underMSE, wrongStart), numgrad.Derivative(underCEE, wrongStart))
	for _, k := range []int{10, 50, neuronSteps} {
		fmt.Fprintf(w, "  p after %3d steps   %7.4f  %7.4f\n", k, probability(mse[k]), probability(cee[k]))
	}
	fmt.Fprintf(w, "  steps to p > ½      %7s  %7s\n\n", stepsTo(mse, 0.5), stepsTo(cee, 0.5))
}

// stepsTo says after how many steps the probability is above p.
func stepsTo(path []float64, p float64) string {
	for k, w := range path {
		if probability(w) > p {
			return fmt.Sprint(k)
		}
	}
	return "never"
}
