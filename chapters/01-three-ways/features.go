package main

import (
	"math"
	"math/rand/v2"

	"chainrule/backprop"
)

const featureN = 20

// features is the second way: a person says what to measure, and learning finds
// what the numbers mean. Here they are the twelve counts of a Shape, which the
// rules use too, and eight numbers more. All are brought to a size of about 1.
func features(x []float64) []float64 {
	s := measure(x)
	counts := []int{s.HoleUp, s.HoleDown, s.LeftUp, s.LeftDown, s.RightUp, s.RightDown,
		s.Top, s.Bottom, s.Middle, s.Corner, s.Foot, s.Core}
	var f []float64
	for _, n := range counts {
		f = append(f, float64(n)/4)
	}
	return append(f, inkFeatures(x)...)
}

// regression is the learning behind the features: each of them speaks for or
// against each digit with a weight of its own, and the weights are what is learned.
func regression(*rand.Rand) *backprop.Network {
	return backprop.NewNetwork(
		backprop.NewAffine(backprop.NewMatrix(featureN, 10), make([]float64, 10)))
}

// inkFeatures returns how much ink there is, where its centre lies, how far it
// spreads, how it leans, and how it differs from its two mirror images.
func inkFeatures(x []float64) []float64 {
	const mid = (side - 1) / 2.0
	var total, down, right, downward, sideways, lean, upright, fallen float64
	for r := range side {
		for c := range side {
			v := x[r*side+c]
			dy, dx := float64(r)-mid, float64(c)-mid
			total += v
			down += float64(v * dy)
			right += float64(v * dx)
			downward += float64(v * dy * dy)
			sideways += float64(v * dx * dx)
			lean += float64(v * dx * dy)
			upright += math.Abs(v - x[r*side+side-1-c])
			fallen += math.Abs(v - x[(side-1-r)*side+c])
		}
	}
	if total == 0 {
		return make([]float64, 8) // an empty image has no centre
	}
	return []float64{total / 20, down / total, right / total, downward / total / 5,
		sideways / total / 2, lean / total, upright / total, fallen / total}
}
