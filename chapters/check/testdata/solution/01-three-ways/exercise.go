// Package exercise has the right answers to the exercises of chapter 1.
package exercise

import (
	"math"

	"chainrule/losses"
)

func OneHot(labels []int, classes int) [][]float64 { return losses.OneHot(labels, classes) }

func Accuracy(y, t [][]float64) float64 { return losses.Accuracy(y, t) }

func Nearest(known [][]float64, labels []int, x []float64) int {
	label, smallest := 0, math.Inf(1)
	for n := range known {
		sum := 0.0
		for d := range x {
			e := x[d] - known[n][d]
			sum += float64(e * e)
		}
		if sum < smallest {
			label, smallest = labels[n], sum
		}
	}
	return label
}
