package backprop

import (
	"fmt"
	"math/rand/v2"
)

// SGD takes one step of gradient descent. It moves every weight against its slope,
//
//	W ← W − lr·∂L/∂W
//
// where lr is the learning rate; a negative lr climbs. The step is "stochastic" if
// the slopes come from a mini-batch that was drawn at random, instead of all data.
// SGD changes the Values, which is its purpose, and not the Grads.
//
// SGD panics, before it changes anything, if a Value and its Grad differ in shape.
func SGD(params []Param, lr float64) {
	for i, p := range params {
		checkParam("SGD", "gradient", i, p.Value, p.Grad)
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
// It draws without replacement, as you deal cards, whereas NumPy's np.random.choice
// can take a sample twice. The cost is size steps, however large n is. Each call
// makes a new slice; Draw needs none.
//
// MiniBatch panics if rng is nil or has no source, if n is negative, and if size
// is negative, more than n, or more than 2²⁸.
//
// Reference: D. Knuth, The Art of Computer Programming, volume 2, section 3.4.2,
// algorithm P, which stops early here and moves only what it must.
func MiniBatch(rng *rand.Rand, n, size int) []int {
	checkDraw("MiniBatch", rng, n, size)
	// Think of the numbers 0 … n−1 on the table. Place i is dealt the number
	// at place j ≥ i, and the number at i goes to j. Only the numbers that
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

// Draw moves size numbers of deck, chosen by rng, to its front and returns that
// part of it, deck[:size]. Every choice and every order is equally likely, whatever
// the order of the deck was. With a deck of all row numbers that you keep, it is
// MiniBatch without a new slice, as Matrix.AppendRows is Rows without one.
//
// Draw panics if rng is nil or has no source, and if size is negative or more than
// the deck has.
func Draw(rng *rand.Rand, deck []int, size int) []int {
	checkDraw("Draw", rng, len(deck), size)
	for i := range size {
		j := i + rng.IntN(len(deck)-i)
		deck[i], deck[j] = deck[j], deck[i]
	}
	return deck[:size]
}

func checkDraw(fn string, rng *rand.Rand, n, size int) {
	checkSource(fn, rng)
	if n < 0 {
		panic(fmt.Sprintf("backprop: %s: n is %d; want 0 or more rows", fn, n))
	}
	if size < 0 || size > min(n, most) {
		panic(fmt.Sprintf("backprop: %s: %d of %d rows; want 0 to %d", fn, size, n, min(n, most)))
	}
}

func checkSource(fn string, rng *rand.Rand) {
	if rng == nil {
		panic("backprop: " + fn + ": rng is nil")
	}
	if *rng == (rand.Rand{}) {
		panic("backprop: " + fn + ": rng has no source; make it with rand.New(rand.NewPCG(1, 2))")
	}
}
