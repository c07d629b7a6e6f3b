// Chapter 5: gradient descent. Walking downhill by the slope: how long a step,
// where it leads, and when a finite answer is noise.
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
	"slices"

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
	theNotesCode(out)
	oneAfterTheOther(out)
	minimumOrSaddle(out)
	return out.Flush()
}

// bowl is the function of the notes, f(x0, x1) = x0² + x1². Its lowest point is
// (0, 0), and its gradient (2·x0, 2·x1).
func bowl(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }

// start is where the notes begin.
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
	fmt.Fprintf(w, "  the end, to the last digit: %v, after a path of %d points\n", x, len(path))
	fmt.Fprintln(w, "  Every step takes 0.1 of the gradient 2x away: x becomes 0.8 x, and after k steps")
	fmt.Fprintf(w, "  0.8ᵏ of it is left: 0.8¹⁰⁰·(-3) = %.3e. It arrives as nearly as one likes, never quite.\n\n",
		-3*math.Pow(0.8, 100))
}

// rates compares learning rates by what they leave of the distance.
func rates(w io.Writer) {
	fmt.Fprintln(w, "Too small, right, too large: the distance from the lowest point, 5 at the start")
	fmt.Fprintln(w, "  rate    a step leaves      after 1   10       100 steps (0: below 1e-9)")
	for _, lr := range []float64{1e-10, 0.001, 0.1, 0.5, 0.9, 1, 1.1} {
		_, path := numgrad.Descend(bowl, start(), lr, 100)
		left := fmt.Sprintf("%.10g of x", 1-float64(2*lr))
		fmt.Fprintf(w, "  %-6g  %-17s  %.4f    %-7.3g  %.3g\n", lr, left,
			distance(path[1]), floor(distance(path[10])), floor(distance(path[100])))
	}
	fmt.Fprintln(w, "  Where less than 0 is left, the walk jumps over the bottom to the other side; at −1")
	fmt.Fprintln(w, "  for ever to and fro, and beyond that higher each time.")
	fmt.Fprintln(w)
}

// valley is six times as steep along x1 as along x0. One rate must do for both.
func valley(x []float64) float64 { return float64(x[0]*x[0]) + float64(6*x[1]*x[1]) }

var valleyRates = []float64{0.02, 0.1, 0.15}

func inAValley(w io.Writer) {
	fmt.Fprintln(w, "In a valley, x0² + 6·x1²: what 30 steps leave of (-3, 4)")
	for _, lr := range append(valleyRates, 0.17) {
		x, _ := numgrad.Descend(valley, start(), lr, 30)
		fmt.Fprintf(w, "  rate %-4g  |x0| = %.4f, |x1| = %7.4f   a step leaves %.2f of x0, %5.2f of x1\n",
			lr, math.Abs(x[0]), math.Abs(x[1]), 1-float64(2*lr), 1-float64(12*lr))
	}
	fmt.Fprintln(w, "  The steep direction forbids a rate above 1/6; the flat one would like 1/2. A small")
	fmt.Fprintln(w, "  rate creeps along the valley, one near 1/6 zigzags across it.")
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
	fmt.Fprintln(w, "A rate of 10: a finite answer that means nothing")
	x, path := numgrad.Descend(bowl, start(), 10, 100)
	fmt.Fprintf(w, "  the end: %v\n", x)
	fmt.Fprintln(w, "  but a step of 10·2x makes −19 x of x: the true walk has no end like that")
	fmt.Fprintln(w, "  step   x0 as computed   (−19)ᵏ·(−3)   x0 + h − x0   slope/(2·x0)")
	for _, k := range []int{0, 4, 8, 9, 10, 11, 100} {
		x0 := path[k][0]
		slope := numgrad.Gradient(bowl, path[k])[0]
		fmt.Fprintf(w, "  %4d   %14.4g   %11.4g   %.8f    %8.5f\n",
			k, x0, -3*math.Pow(-19, float64(k)), (x0+numgrad.Step)-x0, slope/(2*x0)+0) // the + 0 makes −0 a 0
	}
	fmt.Fprintln(w, "  Beyond about 1.1e12, x0 + 0.0001 is x0: the slope reads 0, and the walk stands")
	fmt.Fprintln(w, "  still. Look at the path, or at f, before believing an end.")
	fmt.Fprintln(w)
}

// asInTheNotes is the notes' gradient_descent. Like NumPy's x = init_x, it gives
// the start a second name; and the line that writes down the path is lost.
func asInTheNotes(f func([]float64) float64, initX []float64, lr float64, steps int) (x []float64, path [][]float64) {
	x = initX
	for range steps {
		grad := numgrad.Gradient(f, x)
		for i := range x {
			x[i] -= float64(lr * grad[i])
		}
	}
	return x, path
}

func theNotesCode(w io.Writer) {
	fmt.Fprintln(w, "The notes' code: what is left of start = [-3 4]")
	mine := start()
	_, path := asInTheNotes(bowl, mine, 0.1, 100)
	fmt.Fprintf(w, "  as in our copy    start is now [%.2e %.2e], the path has %d points: no picture\n",
		mine[0], mine[1], len(path))
	mine = start()
	_, path = numgrad.Descend(bowl, mine, 0.1, 100)
	fmt.Fprintf(w, "  numgrad.Descend   start is still %v, the path has %d points\n", mine, len(path))

	var shared [][]float64
	x := start()
	for range 3 {
		shared = append(shared, x) // the same slice again, not what it holds now
		x[0], x[1] = 0.8*x[0], 0.8*x[1]
	}
	fmt.Fprintf(w, "  a path without copies: %.2f\n\n", shared)
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
	fmt.Fprintf(w, "  at once, along the gradient    %.4f\n", atOnce)
	fmt.Fprintf(w, "  x0 first, x1 from the new x0   %.4f: another direction\n\n", x)
}

// minimumOrSaddle walks on x0² + x1² and on x0² − x1², which both have the
// gradient 0 at (0, 0). The notes call the first a saddle point.
func minimumOrSaddle(w io.Writer) {
	saddle := func(x []float64) float64 { return float64(x[0]*x[0]) - float64(x[1]*x[1]) }
	fmt.Fprintln(w, "Minimum or saddle point: the gradient is 0 at (0, 0) in both")
	for _, s := range []struct {
		name string
		f    func([]float64) float64
	}{{"x0² + x1²", bowl}, {"x0² − x1²", saddle}} {
		fmt.Fprintf(w, "  %s  gradient %v, bends %+.0f along x0 and %+.0f along x1\n",
			s.name, numgrad.Gradient(s.f, []float64{0, 0}), bend(s.f, 0), bend(s.f, 1))
	}
	for _, from := range [][]float64{{-3, 0}, {-3, 1e-6}} {
		end, _ := numgrad.Descend(saddle, slices.Clone(from), 0.1, 100)
		fmt.Fprintf(w, "  down x0² − x1² from %-11s x1 = %.4g after 100 steps\n", fmt.Sprint(from)+":", end[1])
	}
	fmt.Fprintln(w, "  Up in all directions is a minimum, up here and down there a saddle point. A walk")
	fmt.Fprintln(w, "  that starts on the ridge stops on it; a millionth beside it, it falls off.")
}

// bend is the second slope of f along x_i at (0, 0): the slope of the slope.
func bend(f func([]float64) float64, i int) float64 {
	return numgrad.Derivative(func(v float64) float64 {
		x := []float64{0, 0}
		x[i] = v
		return numgrad.Gradient(f, x)[i]
	}, 0)
}
