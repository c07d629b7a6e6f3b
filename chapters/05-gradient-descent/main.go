// Chapter 5: gradient descent. We walk downhill along the slope, and see how long a step
// should be, where the walk leads, and when a finite answer is only noise.
//
// Run it with
//
//	go run ./chapters/05-gradient-descent
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
	theWalk(out)
	rates(out)
	inAValley(out)
	lr10(out)
	minimumOrSaddle(out)
	oneAfterTheOther(out)
	copies(out)
	return out.Flush()
}

// bowl is f(x0, x1) = x0² + x1². Its lowest point is (0, 0), and its gradient
// (2·x0, 2·x1).
func bowl(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }

// start is where every walk in the bowl and in the valley begins.
func start() []float64 { return []float64{-3, 4} }

// distance is how far x is from the lowest point of the bowl.
func distance(x []float64) float64 { return math.Sqrt(bowl(x)) }

func theWalk(w io.Writer) {
	fmt.Fprintln(w, "The walk: x0² + x1² from (-3, 4), learning rate 0.1, 100 steps")
	x, path := numgrad.Descend(bowl, start(), 0.1, 100)
	fmt.Fprintln(w, "  step    x0          x1          f")
	for _, k := range []int{0, 1, 2, 3, 10, 30, 100} {
		fmt.Fprintf(w, "  %4d  %10.3e  %10.3e  %.3e\n", k, path[k][0], path[k][1], bowl(path[k]))
	}
	fmt.Fprintf(w, "  the end, to the last digit: %v\n", x)
	fmt.Fprintf(w, "  by hand: 0.8¹⁰⁰·(-3) = %.3e\n\n", -3*math.Pow(0.8, 100))
}

// rates compares learning rates by what they leave of the distance.
func rates(w io.Writer) {
	fmt.Fprintln(w, "Too small, right, too large: the distance from the lowest point, 5 at the start")
	fmt.Fprintln(w, "  rate    a step leaves      after 1   10       100 steps   (0 means below 1e-9)")
	for _, lr := range []float64{1e-10, 0.001, 0.1, 0.5, 0.9, 1, 1.1} {
		_, path := numgrad.Descend(bowl, start(), lr, 100)
		left := fmt.Sprintf("%.10g of x", 1-float64(2*lr))
		fmt.Fprintf(w, "  %-6g  %-17s  %.4f    %-7.3g  %.3g\n", lr, left,
			distance(path[1]), floor(distance(path[10])), floor(distance(path[100])))
	}
	fmt.Fprintln(w)
}

// valley is six times as steep along x1 as along x0. One rate must do for both.
func valley(x []float64) float64 { return float64(x[0]*x[0]) + float64(6*x[1]*x[1]) }

func inAValley(w io.Writer) {
	fmt.Fprintln(w, "In a valley, x0² + 6·x1²: what 30 steps leave of (-3, 4)")
	for _, lr := range []float64{0.02, 0.1, 0.15, 0.17} {
		x, _ := numgrad.Descend(valley, start(), lr, 30)
		fmt.Fprintf(w, "  rate %-4g  |x0| = %.4f, |x1| = %7.4f   a step leaves %.2f of x0, %5.2f of x1\n",
			lr, math.Abs(x[0]), math.Abs(x[1]), 1-float64(2*lr), 1-float64(12*lr))
	}
	fmt.Fprintln(w)
}

// floor returns 0 for distances so small that they are rounding errors of the
// numerical gradient.
func floor(d float64) float64 {
	if d < 1e-9 {
		return 0
	}
	return d
}

// lr10 looks behind the harmless numbers that a rate of 10 ends with.
func lr10(w io.Writer) {
	fmt.Fprintln(w, "A rate of 10, x0² + x1² from (-3, 4): a finite answer that means nothing")
	x, path := numgrad.Descend(bowl, start(), 10, 100)
	fmt.Fprintf(w, "  the end: %v\n", x)
	fmt.Fprintln(w, "  step   x0 as computed      exact x0   (x0 + h) − x0   slope/(2·x0)")
	for _, k := range []int{0, 1, 8, 9, 10, 11, 100} {
		x0 := path[k][0]
		slope := numgrad.Gradient(bowl, path[k])[0]
		fmt.Fprintf(w, "  %4d   %14.4g   %11.4g      %.8f    %8.5f\n",
			k, x0, -3*math.Pow(-19, float64(k)), (x0+numgrad.Step)-x0, slope/(2*x0)+0) // the + 0 makes −0 a 0
	}
	fmt.Fprintln(w)
}

// withoutCopies is a Descend with a bug or two. In Go, as in NumPy, x := start gives
// the same numbers a second name.
func withoutCopies(f func([]float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
	x = start
	path = append(path, x)
	for range steps {
		grad := numgrad.Gradient(f, x)
		for i := range x {
			x[i] -= float64(lr * grad[i])
		}
		path = append(path, x)
	}
	return x, path
}

func copies(w io.Writer) {
	fmt.Fprintln(w, "Without copies: what is left of start = [-3 4] after 3 steps, and the path")
	for _, d := range []struct {
		name    string
		descend func(f func([]float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64)
	}{{"with the bug", withoutCopies}, {"numgrad.Descend", numgrad.Descend}} {
		mine := start()
		_, path := d.descend(bowl, mine, 0.1, 3)
		fmt.Fprintf(w, "  %-15s  start %.1f  path %.1f\n", d.name, mine, path)
	}
}

// oneAfterTheOther shows why both lines of the formula must use the old point.
func oneAfterTheOther(w io.Writer) {
	fmt.Fprintln(w, "At once, or one after the other: one step on x0² + x1² + x0·x1, rate 0.1")
	f := func(x []float64) float64 { return bowl(x) + float64(x[0]*x[1]) }
	atOnce, _ := numgrad.Descend(f, start(), 0.1, 1)
	x := start()
	for i := range x {
		x[i] -= float64(0.1 * numgrad.Gradient(f, x)[i]) // x1 sees the new x0
	}
	fmt.Fprintf(w, "  gradient at (-3, 4): %.4f\n", numgrad.Gradient(f, start()))
	fmt.Fprintf(w, "  at once, against the gradient   %.4f\n", atOnce)
	fmt.Fprintf(w, "  x0 first, then x1's new slope   %.4f\n\n", x)
}

// saddle rises along x0 and falls along x1.
func saddle(x []float64) float64 { return float64(x[0]*x[0]) - float64(x[1]*x[1]) }

// minimumOrSaddle looks at x0² + x1² and at x0² − x1², which both have the
// gradient 0 at (0, 0), and walks on the second.
func minimumOrSaddle(w io.Writer) {
	fmt.Fprintln(w, "Minimum or saddle point: the gradient is 0 at (0, 0) in both")
	for _, s := range []struct {
		name string
		f    func([]float64) float64
	}{{"x0² + x1²", bowl}, {"x0² − x1²", saddle}} {
		fmt.Fprintf(w, "  %s  gradient %v, second slope %+.0f along x0, %+.0f along x1\n",
			s.name, numgrad.Gradient(s.f, []float64{0, 0}), bend(s.f, 0), bend(s.f, 1))
	}
	for _, from := range [][]float64{{-3, 0}, {-3, 1e-6}} {
		end, _ := numgrad.Descend(saddle, from, 0.1, 100)
		fmt.Fprintf(w, "  down x0² − x1² from %-11s x1 = %.4g after 100 steps of rate 0.1\n", fmt.Sprint(from)+":", end[1])
	}
	fmt.Fprintln(w)
}

// bend is the second slope of f along x_i at (0, 0): the slope of the slope.
func bend(f func([]float64) float64, i int) float64 {
	return numgrad.Derivative(func(v float64) float64 {
		x := []float64{0, 0}
		x[i] = v
		return numgrad.Gradient(f, x)[i]
	}, 0)
}
