package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"chainrule/backprop"
	"chainrule/chapters/internal/progress"
)

// sizes are the batch sizes tried; the last takes all samples.
var sizes = []int{1, 3, 10, 30, 100, 300, 1000, 1437}

// A Point is how wrong the gradient of a batch is: the root mean square of its
// distance from the full gradient, over the length of that. Without and With
// are measured, without and with replacement; Theory is what they should be.
type Point struct {
	Size             int
	Without, Theory  float64
	With, TheoryWith float64
	Distinct         float64 // different samples in a batch drawn with replacement, mean
}

// errorCurve measures the gradient at the start for each size, with draws batches
// of either kind. In theory the spread of one sample's gradient is divided by
// √size, and without replacement a factor more:
//
//	error = spread/√size · √((N−size)/(N−1))
//
// since a batch that holds most samples can miss only the rest.
func errorCurve(d Data, sizes []int, draws int) []Point {
	N := len(d.x)
	full := gradient(newNet(), d)
	one := spread(newNet(), d)
	points := make([]Point, len(sizes))
	progress.SideBySide("drawing batches", len(sizes), func(i int) {
		net, size := newNet(), sizes[i]
		rng := rand.New(rand.NewPCG(3, uint64(size)))
		p := Point{Size: size, TheoryWith: one / math.Sqrt(float64(size)) / length(full)}
		p.Theory = p.TheoryWith * math.Sqrt(float64(N-size)/float64(N-1))
		for range draws {
			a, b := backprop.MiniBatch(rng, N, size), withReplacement(rng, N, size)
			p.Without += square(distance(gradient(net, d.rows(a)), full))
			p.With += square(distance(gradient(net, d.rows(b)), full))
			p.Distinct += float64(distinct(b)) / float64(draws)
		}
		p.Without = math.Sqrt(p.Without/float64(draws)) / length(full)
		p.With = math.Sqrt(p.With/float64(draws)) / length(full)
		points[i] = p
	})
	return points
}

// measured is the curve at the start of learning, with 100 draws for each size.
var measured = sync.OnceValue(func() []Point {
	train, _ := load()
	return errorCurve(train, sizes, 100)
})

// spread is the root mean square distance of one sample's gradient from the mean.
func spread(net *backprop.Network, d Data) float64 {
	full, sum := gradient(net, d), 0.0
	for n := range d.x {
		sum += square(distance(gradient(net, d.rows([]int{n})), full))
	}
	return math.Sqrt(sum / float64(len(d.x)))
}

// withReplacement draws as np.random.choice does: every draw is from all n samples,
// so one may come twice.
func withReplacement(rng *rand.Rand, n, size int) []int {
	numbers := make([]int, size)
	for i := range numbers {
		numbers[i] = rng.IntN(n)
	}
	return numbers
}

// distinct counts the different numbers in a list.
func distinct(numbers []int) int {
	sorted := slices.Sorted(slices.Values(numbers))
	return len(slices.Compact(sorted))
}

func square(x float64) float64 { return float64(x * x) }

func miniBatch(w io.Writer) {
	fmt.Fprintln(w, "Mini-batch: the error of its gradient, as a multiple of the full gradient's length")
	fmt.Fprintln(w, "            multi-  without replacement   with replacement    distinct")
	fmt.Fprintln(w, "  size  plications  measured  theory      measured  theory     samples")
	for _, p := range measured() {
		fmt.Fprintf(w, "  %4d  %10d  %.3f     %.3f       %.3f     %.3f    %6.1f\n", p.Size,
			multiplications(p.Size), p.Without, p.Theory, p.With, p.TheoryWith, p.Distinct)
	}
	fmt.Fprintln(w)
}

// laterOn holds the spread against a gradient that shrinks as learning goes on.
func laterOn(w io.Writer, d Data) {
	fmt.Fprintln(w, "Later on: gradient and error (as lengths) as learning goes on, rate 1, batches of 100")
	fmt.Fprintln(w, "  steps  loss   gradient  error   ratio")
	for _, steps := range []int{0, 10, 100} {
		net := trained(d, steps)
		g, e := length(gradient(net, d)), spread(net, d)/math.Sqrt(100)
		fmt.Fprintf(w, "  %5d  %.3f  %.3f     %.3f   %.2f\n", steps, loss(net, d), g, e, e/g)
	}
	fmt.Fprintln(w)
}
