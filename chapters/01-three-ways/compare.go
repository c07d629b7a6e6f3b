package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
)

// lines returns how many lines of a source hold code.
func lines(source string) int {
	n := 0
	for line := range strings.Lines(source) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "//") {
			n++
		}
	}
	return n
}

func compare(w io.Writer, ways []Way, known, held digits.Set) {
	fmt.Fprintf(w, "%-28s %-23s  %-12s %s\n", "Three ways", "a human chose, wrote", "learned", "accuracy")
	fmt.Fprintf(w, "%75s   %s\n", "training", "test")
	for _, way := range ways {
		fmt.Fprintf(w, "  %-26s %-12s %3d lines  %4d numbers  %.3f      %.3f\n",
			way.name, way.human, lines(way.files), way.learned, way.share(known), way.share(held))
	}
	fmt.Fprintln(w)
}

// flat weighs each pixel for or against each digit, as regression does features.
func flat(*rand.Rand) *backprop.Network {
	return backprop.NewNetwork(backprop.NewAffine(backprop.NewMatrix(64, 10), make([]float64, 10)))
}

// yardsticks are readers that need no thought, no learning, or no features.
func yardsticks(w io.Writer, known, held digits.Set) {
	digit := commonest(known.Labels)
	sure := func(x []float64) (int, string) { return digit, "" }
	near := func(x []float64) (int, string) { return known.Labels[nearest(known.X, x)], "" }
	fmt.Fprintln(w, "For comparison: accuracy on the test images")
	fmt.Fprintf(w, "  always %d, the most common training digit       %.3f\n", digit,
		Way{readers: []Reader{sure}}.share(held))
	fmt.Fprintf(w, "  way 3 without its 50 units                     %.3f\n",
		learning("", "", "", known, pixels, flat).share(held))
	fmt.Fprintf(w, "  the label of the most similar training image   %.3f\n\n",
		Way{readers: []Reader{near}}.share(held))
}

// commonest returns the most frequent label, the smallest of several.
func commonest(labels []int) int {
	var count [10]int
	for _, label := range labels {
		count[label]++
	}
	return slices.Index(count[:], slices.Max(count[:]))
}

// nearest returns the number of the row of known with the smallest squared
// distance to x, the first of several.
func nearest(known [][]float64, x []float64) int {
	best, at := 0.0, -1
	for n, row := range known {
		sum := 0.0
		for i := range row {
			d := row[i] - x[i]
			sum += float64(d * d)
		}
		if at < 0 || sum < best {
			best, at = sum, n
		}
	}
	return at
}

// misread returns the number of the first image that the rules misread.
func misread(ways []Way, held digits.Set) int {
	n := 0
	for ; n < len(held.X)-1; n++ {
		if digit, _ := ways[0].readers[0](held.X[n]); digit != held.Labels[n] {
			break
		}
	}
	return n
}

// oneDigit asks all three ways about the first test image that the rules misread.
func oneDigit(w io.Writer, ways []Way, held digits.Set) {
	n := misread(ways, held)
	fmt.Fprintf(w, "One digit: the first test image that the rules misread, a %d\n", held.Labels[n])
	for _, way := range ways {
		digit, why := way.readers[0](held.X[n])
		fmt.Fprintf(w, "  %-26s says %d, %s\n", way.name, digit, why)
	}
}
