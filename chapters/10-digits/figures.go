package main

import (
	"fmt"

	"chainrule/chapters/internal/plot"
)

// figures draws the losses over the epochs, what the first network takes the
// held-back images for, and the worst of its mistakes.
func figures() []plot.Figure {
	r := learned()
	table := confusion(r.nets[0], r.unseen)
	var rows [][]int
	for _, row := range table {
		rows = append(rows, row[:])
	}
	return []plot.Figure{
		{Name: "loss", SVG: lossCurve(measured())},
		{Name: "confusion", SVG: plot.Counts("What 360 test images are taken for",
			"the digit that it is", "the digit that the network says", rows)},
		{Name: "mistakes", SVG: plot.Images("The worst mistakes", pictures(mistakes(r.nets[0], r.unseen), r.unseen))},
	}
}

// lossCurve leaves out the first epochs, whose losses are far above the others.
func lossCurve(points []Point) string {
	const highest = 0.4
	c := plot.New("Overfitting: the gap between the losses grows",
		plot.Axis{Name: "epochs (before the first, both losses are 2.5)", Max: 80},
		plot.Axis{Name: "loss in nats, up to 0.4", Max: highest})
	var known, left []plot.Point
	for _, p := range points {
		if p.Training <= highest {
			known = append(known, plot.Point{X: float64(p.Epoch), Y: p.Training})
		}
		if p.Validation <= highest {
			left = append(left, plot.Point{X: float64(p.Epoch), Y: p.Validation})
		}
	}
	c.Line("training loss", known)
	c.Line("validation loss", left)
	return c.SVG()
}

// pictures are the images of the first mistakes of a list, with their words.
func pictures(list []Mistake, d Data) []plot.Image {
	var images []plot.Image
	for _, m := range list[:8] {
		images = append(images, plot.Image{Pixels: d.x[m.image], Cols: side, Words: []string{
			fmt.Sprintf("%d, taken for %d", m.digit, m.guess), fmt.Sprintf("loss %.2f", m.loss)}})
	}
	return images
}
