package main

import (
	"fmt"
	"math"
	"slices"

	"chainrule/chapters/internal/digits"
	"chainrule/chapters/internal/plot"
)

// figures draws some images, one of them as each way sees it, and how many each
// way reads.
func figures() []plot.Figure {
	known, held := digits.Load()
	ways := learned()
	return []plot.Figure{
		{Name: "digits", SVG: plot.Images("The first twelve images", first(known, 12))},
		{Name: "one-digit", SVG: seen(ways, held)},
		{Name: "accuracy", SVG: bars(ways, held)},
	}
}

func first(s digits.Set, n int) []plot.Image {
	var images []plot.Image
	for i, x := range s.X[:n] {
		images = append(images, plot.Image{Pixels: x, Cols: s.Cols,
			Words: []string{fmt.Sprintf("image %d", i+1), fmt.Sprintf("label %d", s.Labels[i])}})
	}
	return images
}

// seen draws the first image that the rules misread, and what each way makes of it.
func seen(ways []Way, held digits.Set) string {
	n := misread(ways, held)
	x := held.X[n]
	image := func(pixels []float64, cols int, what, says string) plot.Image {
		return plot.Image{Pixels: pixels, Cols: cols, Words: []string{what, says}}
	}
	says := func(i int, who string) string {
		digit, _ := ways[i].readers[0](x)
		return fmt.Sprintf("%s %d", who, digit)
	}
	return plot.Images(fmt.Sprintf("A %d, as each of the three ways sees it", held.Labels[n]), []plot.Image{
		image(x, held.Cols, "the image", fmt.Sprintf("label %d", held.Labels[n])),
		image(openings(x), held.Cols, "ink, holes, bays", says(0, "way 1 says")),
		image(sizes(features(x)), 5, "20 numbers", says(1, "way 2 says")),
		image(x, held.Cols, "64 pixels", says(2, "way 3 says")),
	})
}

// openings returns an image as the rules see it: ink black, holes and bays grey.
func openings(x []float64) []float64 {
	pixels := make([]float64, len(x))
	for i := range x {
		var s Shape
		if ink(x, i/side, i%side) {
			pixels[i] = 1
		} else if s.look(x, i/side, i%side); s.openings() > 0 {
			pixels[i] = 0.4
		}
	}
	return pixels
}

// sizes returns the numbers without their signs, the largest as 1.
func sizes(f []float64) []float64 {
	var s []float64
	for _, v := range f {
		s = append(s, math.Abs(v))
	}
	largest := slices.Max(s)
	for i := range s {
		s[i] /= largest
	}
	return s
}

func bars(ways []Way, held digits.Set) string {
	names := []string{"1 rules", "2 features, learning", "3 pixels, network"}
	var values []float64
	var spread [][2]float64
	var words []string
	for _, way := range ways {
		var each []float64
		for _, reader := range way.readers {
			each = append(each, Way{readers: []Reader{reader}}.share(held))
		}
		values = append(values, way.share(held))
		spread = append(spread, [2]float64{slices.Min(each), slices.Max(each)})
		words = append(words, fmt.Sprintf("%.3f", way.share(held)))
	}
	return plot.Bars("What each way reads of 360 unseen digits",
		plot.Axis{Name: "share read correctly (a guess: 0.1)", Max: 1}, names, values, spread, words)
}
