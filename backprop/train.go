package backprop

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// SGD takes one step of gradient descent: it changes every weight, against its
// slope,
//
//	W ← W − lr·∂L/∂W
//
// where lr is the learning rate. "Stochastic" is where the slopes come from: a
// mini-batch drawn at random instead of all data. SGD changes the Values, as its
// purpose is, and not the Grads; a negative lr climbs.
//
// SGD panics, before any change, if a Value and its Grad differ in shape.
//
// Notes: "Gradient descent", with α for lr.
func SGD(params []Param, lr float64) {
	for i, p := range params {
		if !slices.EqualFunc(p.Value, p.Grad, func(v, g []float64) bool { return len(v) == len(g) }) {
			rows, cols := shape("SGD", fmt.Sprintf("value of parameter %d", i), p.Value)
			wantShape("SGD", fmt.Sprintf("gradient of parameter %d", i), p.Grad, rows, cols)
		}
	}
	for _, p := range params {
		for r, row := range p.Value {
			grad := p.Grad[r]
			for k := range row {
				row[k] -= float64(lr * grad[k])
			}
		}
	}
}

// MiniBatch returns size different row numbers out of 0 … n−1, drawn by rng:
// every choice and every order is equally likely. x.Rows(numbers) are the
// samples. MiniBatch(rng, n, n) is a shuffle of all.
//
// It draws without replacement, as a deck is dealt; the book that the notes
// follow draws with (np.random.choice), which can take a sample twice. It costs
// size steps, however large n is.
//
// MiniBatch panics if rng is nil or has no source, n is negative, or size is
// negative, more than n, or more than 2²⁸.
//
// Notes: "Mini-batch learning". Reference: D. Knuth, The Art of Computer
// Programming, volume 2, section 3.4.2, algorithm P, which is stopped early
// here and moves only what it must.
func MiniBatch(rng *rand.Rand, n, size int) []int {
	if rng == nil {
		panic("backprop: MiniBatch: rng is nil")
	}
	if *rng == (rand.Rand{}) {
		panic("backprop: MiniBatch: rng has no source; make it with rand.New(rand.NewPCG(1, 2))")
	}
	if n < 0 {
		panic(fmt.Sprintf("backprop: MiniBatch: n is %d; want 0 or more rows", n))
	}
	if size < 0 || size > n {
		panic(fmt.Sprintf("backprop: MiniBatch: %d of %d rows; want 0 to %d", size, n, n))
	}
	const most = 1 << 28 // 2 GB
	if size > most {
		panic(fmt.Sprintf("backprop: MiniBatch: %d of %d rows; want at most %d", size, n, most))
	}
	// Think of the numbers 0 … n−1 on the table: place i is dealt the number
	// that lies at j ≥ i, and the number at i goes to j. Only the numbers that
	// moved are written down.
	moved := make(map[int]int, size)
	at := func(i int) int {
		if v, ok := moved[i]; ok {
			return v
		}
		return i
	}
	numbers := make([]int, size)
	for i := range numbers {
		j := i + rng.IntN(n-i)
		numbers[i] = at(j)
		moved[j] = at(i)
	}
	return numbers
}
