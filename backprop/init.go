package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Gaussian returns an in×out matrix of random weights from the normal
// distribution with mean 0 and standard deviation std, drawn row by row:
//
//	W_dk ~ N(0, std²)
//
// Weights must differ, because otherwise all units of a layer would learn the same
// thing. A seeded rng gives the same draws on any machine except in the last digit.
//
// Gaussian panics if std is negative or not finite. Gaussian, Xavier and He panic if rng
// is nil or has no source, and if in or out is less than 1.
func Gaussian(rng *rand.Rand, std float64, in, out int) Matrix {
	if !(std >= 0 && std <= math.MaxFloat64) {
		panic(fmt.Sprintf("backprop: Gaussian: standard deviation %v; want a finite number, 0 or more", std))
	}
	return normal("Gaussian", rng, std, in, out)
}

// Xavier returns an in×out matrix of random weights for a layer whose activation
// is Tanh, or which has none:
//
//	W_dk ~ N(0, 2/(in + out))
//
// The variances of the terms of a sum add up, so 1/in keeps the size of the values on the
// forward pass, and 1/out the size of the slopes on the backward pass; 2/(in + out) is
// between the two. Other books use 1/in under the same name:
// Gaussian(rng, math.Sqrt(1/float64(in)), in, out).
//
// Reference: X. Glorot, Y. Bengio, Understanding the difficulty of training deep
// feedforward neural networks (2010), equation 12.
func Xavier(rng *rand.Rand, in, out int) Matrix {
	return normal("Xavier", rng, math.Sqrt(2/(float64(in)+float64(out))), in, out)
}

// He returns an in×out matrix of random weights for a layer followed by ReLU:
//
//	W_dk ~ N(0, 2/in)
//
// ReLU cuts off half of the values, and with them half of their mean square; the 2 makes
// up for it.
//
// Reference: K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers (2015), eq. 10.
func He(rng *rand.Rand, in, out int) Matrix {
	return normal("He", rng, math.Sqrt(2/float64(in)), in, out)
}

func normal(fn string, rng *rand.Rand, std float64, in, out int) Matrix {
	checkSource(fn, rng)
	if in < 1 || out < 1 {
		panic(fmt.Sprintf("backprop: %s: %d inputs, %d outputs; want at least 1 of each", fn, in, out))
	}
	w := NewMatrix(in, out)
	for _, row := range w {
		for k := range row {
			row[k] = std * rng.NormFloat64()
		}
	}
	return w
}
