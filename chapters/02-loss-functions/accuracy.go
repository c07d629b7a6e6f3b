package main

import (
	"fmt"
	"io"
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

// startW is where learning starts: too little for an hour, so that all fail.
const startW = 0.75

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

// A Point is what the classifier with weight W is worth.
type Point struct{ W, Accuracy, AccuracySlope, Loss float64 }

// curve returns n points with weights from first to last, equally spaced.
func curve(first, last float64, n int) []Point {
	points := make([]Point, n)
	for i := range points {
		w := first + float64((last-first)*float64(i))/float64(n-1)
		points[i] = Point{w, accuracy(w), numgrad.Derivative(accuracy, w), loss(w)}
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
	points := curve(0.75, 3.15, 2401)
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
	edge := 4 / hours[6]
	fmt.Fprintln(w, "Why loss and not accuracy: 16 students, \"passed\" where w·hours exceeds 4")
	fmt.Fprintf(w, "  weights where the accuracy has slope 0    %d of %d\n", flat, len(points))
	fmt.Fprintf(w, "  its central difference at an edge         %.1f at w = %v\n",
		numgrad.Derivative(accuracy, edge), edge)
	fmt.Fprintf(w, "  best accuracy                             %.0f of %d, first at w = %.3f\n",
		best.Accuracy*float64(len(hours)), len(hours), best.W)
	fmt.Fprintf(w, "  lowest loss                               %.4f at w = %.3f\n\n", lowest.Loss, lowest.W)

	fmt.Fprintf(w, "200 steps along the slope, from w = %v at rate 0.5\n", startW)
	for _, c := range []struct {
		name string
		end  float64
	}{
		{"at the start", startW},
		{"up the accuracy", walk(func(w float64) float64 { return -accuracy(w) }, startW, 0.5, 200)[200]},
		{"down the loss", walk(loss, startW, 0.5, 200)[200]},
	} {
		fmt.Fprintf(w, "  %-15s  w = %.4f   %2.0f of %d right   loss %.4f\n",
			c.name, c.end, accuracy(c.end)*float64(len(hours)), len(hours), loss(c.end))
	}
	fmt.Fprintln(w)
}
