package main

import (
	"fmt"
	"io"
	"math"
	"slices"

	"chainrule/losses"
	"chainrule/numgrad"
)

// Sixteen students, made up: the hours each has learned, and whether it was
// enough (class 1) or not (class 0). They overlap: no boundary is right for all.
var (
	hours  = []float64{0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5, 2.75, 3, 3.25, 3.5, 4, 4.5, 5}
	passed = losses.OneHot([]int{0, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1}, 2)
)

// scores is the whole classifier. Its one weight w is what an hour is worth:
// class 1 scores w·hours, class 0 scores 4, and the higher score wins.
func scores(w float64) [][]float64 {
	a := make([][]float64, len(hours))
	for n, h := range hours {
		a[n] = []float64{4, float64(w * h)}
	}
	return a
}

func accuracy(w float64) float64 { return losses.Accuracy(scores(w), passed) }
func loss(w float64) float64     { return losses.SoftmaxCrossEntropyBatch(scores(w), passed) }

// A Point is what the classifier with weight W is worth, and the slopes there.
type Point struct{ W, Accuracy, AccuracySlope, Loss, LossSlope float64 }

// curve returns n points with weights from first to last, equally spaced.
func curve(first, last float64, n int) []Point {
	points := make([]Point, n)
	for i := range points {
		w := first + float64((last-first)*float64(i))/float64(n-1)
		points[i] = Point{w,
			accuracy(w), numgrad.Derivative(accuracy, w),
			loss(w), numgrad.Derivative(loss, w)}
	}
	return points
}

// steps returns the corners of the staircase of the accuracy between two
// weights. A student h hours into the course changes sides at w = 4/h.
func steps(first, last float64) (corners [][2]float64) {
	edges := []float64{first, last}
	for _, h := range hours {
		if w := 4 / h; first < w && w < last {
			edges = append(edges, w)
		}
	}
	slices.Sort(edges)
	for i, w := range edges[1:] {
		level := accuracy((edges[i] + w) / 2)
		corners = append(corners, [2]float64{edges[i], level}, [2]float64{w, level})
	}
	return corners
}

func whyNotAccuracy(w io.Writer) {
	fmt.Fprintln(w, "Why loss and not accuracy: 16 students, \"passed\" where w·hours beats 4")
	fmt.Fprintln(w, "  w      right     slope    loss     slope")
	for _, p := range curve(0.75, 3.15, 9) {
		fmt.Fprintf(w, "  %.2f  %2.0f of %d   %.4f   %.4f  %8.4f\n",
			p.W, p.Accuracy*16, len(hours), p.AccuracySlope, p.Loss, p.LossSlope)
	}
	staircase(w, curve(0.75, 3.15, 2401))
	whoArrives(w)
}

// staircase counts where the accuracy has no slope, and compares its highest
// step with the lowest point of the loss.
func staircase(w io.Writer, points []Point) {
	flat, best, lowest := 0, points[0], points[0]
	for _, p := range points {
		if p.AccuracySlope == 0 {
			flat++
		}
		if p.Accuracy > best.Accuracy {
			best = p
		}
		if p.Loss < lowest.Loss {
			lowest = p
		}
	}
	fmt.Fprintf(w, "  The accuracy is a staircase: slope 0 at %d of %d weights from %.2f to %.2f.\n",
		flat, len(points), points[0].W, points[len(points)-1].W)
	edge := 4 / hours[6]
	fmt.Fprintf(w, "  On an edge, as w = %v, one student changes sides: (1/16)/(2h) = %.1f is no slope.\n",
		edge, math.Abs(numgrad.Derivative(accuracy, edge)))
	fmt.Fprintf(w, "  Lowest loss: %.4f at w = %.3f. Most right: %.0f of 16, first at w = %.3f.\n",
		lowest.Loss, lowest.W, best.Accuracy*16, best.W)
}

func whoArrives(w io.Writer) {
	byAccuracy := walk(func(w float64) float64 { return -accuracy(w) }, 0.75, 0.5, 200)
	byLoss := walk(loss, 0.75, 0.5, 200)
	fmt.Fprintln(w, "  200 steps by the slope, from w = 0.75 at rate 0.5:")
	for _, c := range []struct {
		name string
		end  float64
	}{{"up the accuracy", byAccuracy[200]}, {"down the loss", byLoss[200]}} {
		fmt.Fprintf(w, "    %-15s  w = %.4f, %2.0f of 16 right, loss %.4f\n",
			c.name, c.end, accuracy(c.end)*16, loss(c.end))
	}
	fmt.Fprintln(w, "  The loss arrives where it is lowest, and nearly as many are right there.")
	fmt.Fprintln(w)
}
