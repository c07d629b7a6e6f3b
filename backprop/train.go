package backprop

import (
	"fmt"
	"math/rand/v2"
)

// Param is a matrix of weights and the slopes of the loss with respect to each of
// them. Both share memory with the layer that they belong to.
type Param struct{ Value, Grad Matrix }

// SGD takes one step of gradient descent. It moves every weight against its slope,
//
//	W ← W − lr·∂L/∂W
//
// where lr is the learning rate; a negative lr climbs. The step is "stochastic" if the
// slopes come from a randomly drawn mini-batch instead of all the data.
//
// SGD panics, before it changes anything, if a Value and its Grad differ in shape.
func SGD(params []Param, lr float64) {
	for i, p := range params {
		same := len(p.Value) == len(p.Grad)
		for r := range p.Value {
			same = same && len(p.Value[r]) == len(p.Grad[r])
		}
		if !same {
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

// MiniBatch draws row numbers from 0 … n−1 with rng, size of them and all different:
// every choice and every order is equally likely. x.Rows(numbers) then picks the
// samples. MiniBatch(rng, n, n) shuffles all n rows.
//
// It draws without replacement, as you deal cards, whereas NumPy's np.random.choice can
// take a sample twice. The cost grows with size, not with n. Each call makes a new
// slice; the example "Deck" draws into one that you keep.
//
// MiniBatch panics if rng is nil or has no source, if n is negative, and if size is
// negative, more than n, or more than 2²⁸.
//
// Reference: D. Knuth, The Art of Computer Programming, volume 2, section 3.4.2,
// algorithm P, which stops early here and moves only what it must.
func MiniBatch(rng *rand.Rand, n, size int) []int {
	checkDraw(rng, n, size)
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

func checkDraw(rng *rand.Rand, n, size int) {
	checkSource("MiniBatch", rng)
	if n < 0 {
		panic(fmt.Sprintf("backprop: MiniBatch: n is %d; want 0 or more rows", n))
	}
	if size < 0 || size > min(n, most) {
		panic(fmt.Sprintf("backprop: MiniBatch: %d of %d rows; want 0 to %d", size, n, min(n, most)))
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
