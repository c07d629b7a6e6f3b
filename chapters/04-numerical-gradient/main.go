// Chapter 4: the numerical gradient. The slope of a function by trying: how
// large a step to try, what it costs, and four ways in which it goes wrong.
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
	"strings"

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

// bowl is the function of the notes, f(x0, x1) = x0² + x1².
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
	fmt.Fprintln(w, "  A tenth of the h: the forward error shrinks to a tenth, the central one to a")
	fmt.Fprintln(w, "  hundredth. The steps to both sides err alike, and the difference cancels it.")
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

// sweepOfH shows the V: from above the error of the formula falls with h, from
// below the rounding error rises. A bar has two marks for
// each factor of ten.
func sweepOfH(w io.Writer) {
	fmt.Fprintln(w, "How small an h: the error of the slope of 1/(1 + x²) at ½, which is −0.64")
	fmt.Fprintln(w, "  h      forward  central   central, as a bar: ## for each factor of ten above 1e-12")
	for _, try := range sweep(hill, 0.5, -0.64) {
		digits := float64(math.Log10(max(try.Central, 1e-12) / 1e-12))
		bar := int(math.Round(2 * digits))
		fmt.Fprintf(w, "  %.0e  %.0e    %.0e     %s\n", try.H, try.Forward, try.Central, strings.Repeat("#", bar))
	}
	fmt.Fprintln(w, "  Above the shortest bar it is the formula that errs, below it the rounding: of")
	fmt.Fprintln(w, "  f(x + h) − f(x − h), the smaller h, the fewer digits are left.")
	fmt.Fprintf(w, "  numgrad.Step is %g: not the best here, but right to eight digits, and safe for\n", numgrad.Step)
	fmt.Fprintln(w, "  larger x.")
	fmt.Fprintln(w)
}

func threePoints(w io.Writer) {
	fmt.Fprintln(w, "The gradient of x0² + x1²: one slope for each variable")
	for _, x := range [][]float64{{3, 4}, {0, 2}, {3, 0}} {
		fmt.Fprintf(w, "  at %v  %v\n", x, numgrad.Gradient(bowl, x))
	}
	fmt.Fprintln(w, "  The true slopes are 2·x0 and 2·x1. The last digits are rounding, not chance:")
	fmt.Fprintln(w, "  they are the same on every machine.")
	fmt.Fprintln(w)
}

// integersTruncate does what the notes' NumPy code does with np.array([3, 4]):
// an array of integers keeps integers, whatever is written to it.
func integersTruncate(w io.Writer) {
	x := []int{3, 4}
	value := func() float64 { return bowl([]float64{float64(x[0]), float64(x[1])}) }
	var grad []float64
	for i := range x {
		old := x[i]
		x[i] = int(float64(old) + numgrad.Step) // 3.0001 becomes 3
		right := value()
		x[i] = int(float64(old) - numgrad.Step) // 2.9999 becomes 2
		left := value()
		x[i] = old
		grad = append(grad, math.Trunc((right-left)/(2*numgrad.Step))) // it holds integers too
	}
	fmt.Fprintln(w, "Integers truncate: the notes' code on the integer array [3 4]")
	fmt.Fprintf(w, "  %v instead of [6 8]: 3 + h is cut off to 3, and 3 − h to 2\n", grad)
	fmt.Fprintln(w, "  In Go the compiler asks for float64, and this cannot happen by accident.")
	fmt.Fprintln(w)
}

// inPlace is the notes' numerical_gradient, word for word: it moves the
// variables in the array of its caller.
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
	fmt.Fprintln(w, "Whose array: x = [3 4] after a function that fails")
	for _, way := range []struct {
		name     string
		gradient func(func([]float64) float64, []float64) []float64
	}{{"in place, as in the notes", inPlace}, {"numgrad.Gradient, on a copy", numgrad.Gradient}} {
		x := []float64{3, 4}
		func() {
			defer func() { _ = recover() }()
			way.gradient(failing, x)
		}()
		fmt.Fprintf(w, "  %-28s %v\n", way.name, x)
	}
	fmt.Fprintln(w)
}

func kinkAndHugeX(w io.Writer) {
	fmt.Fprintln(w, "No slope at all: |x| at 0")
	const h = numgrad.Step
	fmt.Fprintf(w, "  to the right %v, to the left %v, central %v: a number, but |x| has no slope there\n",
		forward(math.Abs, 0, h), forward(math.Abs, 0, -h), numgrad.Derivative(math.Abs, 0))
	fmt.Fprintln(w, "Too far out: x² where x + h is rounded to a neighbour of x, or to x itself")
	for _, x := range []float64{1e3, 1e9, 1e11, 1e12, 1e13} {
		square := func(x float64) float64 { return float64(x * x) }
		slope := numgrad.Derivative(square, x)
		fmt.Fprintf(w, "  x = %.0e  (x + h) − x = %.8f  slope/(2x) = %.5f\n", x, (x+h)-x, slope/(2*x))
	}
	fmt.Fprintln(w)
}

// whatItCosts counts the calls, with the weights of a network in view.
func whatItCosts(w io.Writer) {
	fmt.Fprintln(w, "What it costs: calls of f for one gradient")
	for _, n := range []int{2, 10, 100} {
		calls := 0
		numgrad.Gradient(func(x []float64) float64 { calls++; return 0 }, make([]float64, n))
		fmt.Fprintf(w, "  %4d variables  %5d calls\n", n, calls)
	}
	weights := 64*50 + 50 + 50*10 + 10
	fmt.Fprintf(w, "  %4d variables  %5d calls: the weights of chapter 10, for every single step\n", weights, 2*weights)
	fmt.Fprintln(w, "  Back propagation (chapter 6) costs about as much as three calls, for all together.")
}
