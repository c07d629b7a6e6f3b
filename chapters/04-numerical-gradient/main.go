// Chapter 4: the numerical gradient. We find slopes by finite differences, and see how
// large a step to take, what that costs, and four ways in which it goes wrong.
//
// Run it with
//
//	go run ./chapters/04-numerical-gradient
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"

	"chainrule/chapters/internal/chapter"
	"chainrule/numgrad"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	forwardOrCentral(out)
	sweepOfH(out)
	threePoints(out)
	integersTruncate(out)
	whoseArray(out)
	kinkAndHugeX(out)
	whatItCosts(out)
	return out.Flush()
}

// bowl is f(x0, x1) = x0² + x1².
func bowl(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }

// hill is 1/(1 + x²), whose slope at ½ is −0.64. It needs arithmetic alone, so
// that its rounding errors are the same on every machine.
func hill(x float64) float64 { return 1 / (1 + float64(x*x)) }

// forward is the quotient in the definition of the derivative, without its limit.
func forward(f func(float64) float64, x, h float64) float64 { return (f(x+h) - f(x)) / h }

// central takes one step to either side.
func central(f func(float64) float64, x, h float64) float64 { return (f(x+h) - f(x-h)) / (2 * h) }

func forwardOrCentral(w io.Writer) {
	cube := func(x float64) float64 { return float64(x * x * x) }
	fmt.Fprintln(w, "Forward or central: the slope of x³ at 2, which is 12")
	fmt.Fprintln(w, "  h        forward          error      central          error")
	for _, h := range []float64{0.1, 0.01, 0.001} {
		f, c := forward(cube, 2, h), central(cube, 2, h)
		fmt.Fprintf(w, "  %-5g    %.9f    %.6f   %.9f    %.6f\n", h, f, f-12, c, c-12)
	}
	fmt.Fprintln(w)
}

// A Try is one step size, with the error of both quotients.
type Try struct{ H, Forward, Central float64 }

// sweep tries f at x with h = 1e-1 … 1e-15.
func sweep(f func(float64) float64, x, slope float64) []Try {
	var tries []Try
	h := 1.0
	for range 15 {
		h /= 10
		tries = append(tries, Try{h,
			math.Abs(forward(f, x, h) - slope),
			math.Abs(central(f, x, h) - slope)})
	}
	return tries
}

// sweepOfH shows the V: with h, first the error of the formula falls, then the
// rounding error rises.
func sweepOfH(w io.Writer) {
	fmt.Fprintln(w, "How small an h: the error for the slope −0.64 of 1/(1 + x²) at ½")
	fmt.Fprintln(w, "  h      forward  central")
	for _, try := range sweep(hill, 0.5, -0.64) {
		fmt.Fprintf(w, "  %.0e  %.0e    %.0e\n", try.H, try.Forward, try.Central)
	}
	fmt.Fprintln(w)
}

func threePoints(w io.Writer) {
	fmt.Fprintln(w, "The gradient of x0² + x1²: one slope for each variable")
	for _, x := range [][]float64{{3, 4}, {0, 2}, {3, 0}} {
		fmt.Fprintf(w, "  at %v  %v\n", x, numgrad.Gradient(bowl, x))
	}
	fmt.Fprintln(w)
}

// truncated is a numerical gradient with a bug: all its arrays hold integers, as
// they do in NumPy when x does.
func truncated(f func([]float64) float64, x []int) []int {
	const h = numgrad.Step
	value := func() float64 { return f([]float64{float64(x[0]), float64(x[1])}) }
	grad := make([]int, len(x))
	for i, old := range x {
		x[i] = int(float64(old) + h)
		right := value()
		x[i] = int(float64(old) - h)
		left := value()
		x[i] = old
		grad[i] = int((right - left) / (2 * h))
	}
	return grad
}

func integersTruncate(w io.Writer) {
	fmt.Fprintln(w, "Integers truncate: the gradient of x0² + x1² at [3 4], which is [6 8]")
	fmt.Fprintf(w, "  in integers  %v\n", truncated(bowl, []int{3, 4}))
	fmt.Fprintf(w, "  in floats    %.4f\n\n", numgrad.Gradient(bowl, []float64{3, 4}))
}

// inPlace is a numerical gradient that moves the variables in the array of its
// caller.
func inPlace(f func([]float64) float64, x []float64) []float64 {
	grad := make([]float64, len(x))
	for i := range x {
		old := x[i]
		x[i] = old + numgrad.Step
		right := f(x)
		x[i] = old - numgrad.Step
		left := f(x)
		grad[i] = (right - left) / (2 * numgrad.Step)
		x[i] = old
	}
	return grad
}

// whoseArray lets f fail half way and looks at what is left of x.
func whoseArray(w io.Writer) {
	failing := func([]float64) float64 { panic("f fails") }
	fmt.Fprintln(w, "Whose array: x = [3 4] after f has failed halfway through")
	for _, way := range []struct {
		name     string
		gradient func(func([]float64) float64, []float64) []float64
	}{{"in place", inPlace}, {"numgrad.Gradient, on a copy", numgrad.Gradient}} {
		x := []float64{3, 4}
		func() {
			defer func() { _ = recover() }()
			way.gradient(failing, x)
		}()
		fmt.Fprintf(w, "  %-27s  %v\n", way.name, x)
	}
	fmt.Fprintln(w)
}

func kinkAndHugeX(w io.Writer) {
	fmt.Fprintln(w, "No slope at all: |x| at 0")
	const h = numgrad.Step
	fmt.Fprintf(w, "  to the right %v, to the left %v, central %v\n\n",
		forward(math.Abs, 0, h), forward(math.Abs, 0, -h), numgrad.Derivative(math.Abs, 0))
	fmt.Fprintln(w, "Too far out: x² where x + 0.0001 is rounded to a float64 near x, or to x itself")
	for _, x := range []float64{1e3, 1e9, 1e11, 1e12, 1e13} {
		square := func(x float64) float64 { return float64(x * x) }
		slope := numgrad.Derivative(square, x)
		fmt.Fprintf(w, "  x = %.0e  (x + 0.0001) − x = %.8f  slope/(2x) = %.5f\n", x, (x+h)-x, slope/(2*x))
	}
	fmt.Fprintln(w)
}

// whatItCosts counts the calls, with the weights of a network in view.
func whatItCosts(w io.Writer) {
	fmt.Fprintln(w, "What it costs: calls to f for one gradient")
	for _, n := range []int{2, 10, 100} {
		calls := 0
		numgrad.Gradient(func(x []float64) float64 { calls++; return 0 }, make([]float64, n))
		fmt.Fprintf(w, "  %4d variables  %5d calls\n", n, calls)
	}
	weights := 64*50 + 50 + 50*10 + 10
	fmt.Fprintf(w, "  %4d variables  %5d calls, for the network of chapter 10\n", weights, 2*weights)
}
