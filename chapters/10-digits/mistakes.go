package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
)

// confusion counts, for each digit, what net takes its images for.
func confusion(net *backprop.Network, d Data) (table [10][10]int) {
	for n, a := range net.Predict(d.x) {
		table[d.labels[n]][argmax(a)]++
	}
	return table
}

func argmax(a []float64) int { return slices.Index(a, slices.Max(a)) }

func printConfusion(w io.Writer, table [10][10]int) {
	fmt.Fprintln(w, "Confusion matrix: the test images and the network of seed 1 (. is 0)")
	fmt.Fprintln(w, "  guess     0   1   2   3   4   5   6   7   8   9   correct")
	for digit, row := range table {
		fmt.Fprintf(w, "  digit %d", digit)
		sum := 0
		for _, count := range row {
			sum += count
			if count == 0 {
				fmt.Fprint(w, "   .") // most are: let the others stand out
			} else {
				fmt.Fprintf(w, "%4d", count)
			}
		}
		fmt.Fprintf(w, "   %2d of %d\n", row[digit], sum)
	}
	fmt.Fprintln(w)
}

// A Mistake is an image that the network takes for another digit.
type Mistake struct {
	image          int // its number in the test set
	digit, guess   int
	pDigit, pGuess float64 // probabilities that the network gives to both
	loss           float64
}

// mistakes returns the mistakes of net on d, largest loss first.
func mistakes(net *backprop.Network, d Data) []Mistake {
	var list []Mistake
	for n, a := range net.Predict(d.x) {
		digit, guess := d.labels[n], argmax(a)
		if guess != digit {
			p := losses.Softmax(a)
			list = append(list, Mistake{n, digit, guess, p[digit], p[guess],
				losses.SoftmaxCrossEntropy(a, d.t[n])})
		}
	}
	slices.SortFunc(list, func(a, b Mistake) int { return cmp.Compare(b.loss, a.loss) })
	return list
}

// draw returns an image as lines of text, darker characters for more ink. A
// pixel is two characters wide, for characters are twice as high as wide.
func draw(x []float64, cols int) []string {
	shades := []rune(" ░▒▓█")
	var lines []string
	for row := range slices.Chunk(x, cols) {
		var line strings.Builder
		for _, ink := range row {
			shade := shades[min(int(ink*float64(len(shades))), len(shades)-1)]
			line.WriteString(strings.Repeat(string(shade), 2))
		}
		lines = append(lines, line.String())
	}
	return lines
}

// worstMistakes draws the images of the largest losses side by side. Their
// numbers are lines of the file, which has before images before the test set.
func worstMistakes(w io.Writer, net *backprop.Network, d Data, before int) {
	list := mistakes(net, d)
	fmt.Fprintf(w, "The four of its %d mistakes with the largest loss; probabilities of label and guess\n",
		len(list))
	lines := make([]string, 5+side) // of text and image
	for _, m := range list[:min(4, len(list))] {
		text := []string{
			fmt.Sprintf("file line %d", before+m.image+1),
			fmt.Sprintf("label %d  %.5f", m.digit, m.pDigit),
			fmt.Sprintf("guess %d  %.5f", m.guess, m.pGuess),
			fmt.Sprintf("loss %.2f", m.loss),
			"",
		}
		for i, s := range append(text, draw(d.x[m.image], side)...) {
			lines[i] += fmt.Sprintf("  %-*s  ", 2*side, s)
		}
	}
	for _, line := range lines {
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}
