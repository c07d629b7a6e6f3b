package check

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

func tasks03() []*Task {
	return []*Task{&CrossEntropyBatch.Task, &MiniBatch.Task, &Epoch.Task}
}

type batchLoss = func(y, t [][]float64) float64

// CrossEntropyBatch examines the mean of the cross entropy over the samples.
var CrossEntropyBatch = Exercise[batchLoss]{
	Task: Task{"03-mini-batch", "CrossEntropyBatch", "A mean can be estimated", [3]string{
		"Take three samples whose losses are 2, 3 and 4. What is the loss of the batch? And what " +
			"would it be if every sample came twice?",
		"L = 1/N Σ_n L_n with L_n = −Σ_k t_nk log y_nk: add up all terms of all rows, but those " +
			"with t_nk = 0, and divide once, by the number of rows.",
		"A sum that starts at 0, a loop over n around a loop over k that does what CrossEntropy of " +
			"chapter 2 does, and sum / float64(len(y)) after both.",
	}},
	// Wide enough for 1e-7 inside the logarithm, so that whatever is added there
	// fails in one case, the infinite one, and gets one hint.
	Params: "y, t",
	Tol:    1e-6,
	Cases: []Case[batchLoss]{
		// −log ¼, −log ⅛, −log 1/16 are 2, 3 and 4 times log 2; their mean is 3 log 2.
		{Args: []any{mat{{0.25, 0.75}, {0.875, 0.125}, {0.0625, 0.9375}}, mat{{1, 0}, {0, 1}, {1, 0}}},
			Want: []any{3 * math.Ln2}},
		{Args: []any{mat{{0.5, 0.5}}, mat{{0.5, 0.5}}}, Want: []any{math.Ln2}}, // 2·½·log 2
		{Args: []any{mat{{0, 1}}, mat{{0, 1}}}, Want: []any{0.0}},              // 0·log 0 counts as 0
		{Call: "CrossEntropyBatch([[0.5 0.5] [1 0]], [[0 1] [0 1]])", Want: []any{math.Inf(1)}, // −log 0
			Probe: func(answer batchLoss) []any {
				l := answer(mat{{0.5, 0.5}, {1, 0}}, mat{{0, 1}, {0, 1}})
				if l > 5 && l < math.MaxFloat64 {
					return []any{"large, but not infinite"}
				}
				return []any{l}
			}},
	},
	Mistakes: []Mistake[batchLoss]{
		{"this is the sum over the samples: divide by N, or larger batches have larger losses",
			func(y, t [][]float64) float64 { return float64(len(y)) * meanEntropy(y, t) }},
		{"divided by K, the number of classes: the mean is taken over the N samples, the rows",
			func(y, t [][]float64) float64 {
				return float64(len(y)) * meanEntropy(y, t) / float64(len(y[0]))
			}},
		{"divided by N·K, as if the classes were averaged too: L_n is a sum over the classes",
			func(y, t [][]float64) float64 { return meanEntropy(y, t) / float64(len(y[0])) }},
		{"divided by N twice, perhaps in the loop and after it: once is enough",
			func(y, t [][]float64) float64 { return meanEntropy(y, t) / float64(len(y)) }},
		{"the division by N is done in each row, and makes the samples before it smaller every time: divide " +
			"once, after the loop over the rows",
			func(y, t [][]float64) float64 {
				sum := 0.0
				for n := range y {
					sum = (sum + entropy(t[n], y[n])) / float64(len(y))
				}
				return sum
			}},
		{"only the last sample counts: the sum must not start anew in each row",
			func(y, t [][]float64) float64 { return entropy(t[len(y)-1], y[len(y)-1]) }},
		{"only the last sample counts, and it is divided by N: the sum must not start anew in each row",
			func(y, t [][]float64) float64 {
				return entropy(t[len(y)-1], y[len(y)-1]) / float64(len(y))
			}},
		{"only the first sample counts: return after the loop over the rows, not in it",
			func(y, t [][]float64) float64 { return entropy(t[0], y[0]) }},
		{"the minus is missing: log y is negative for y < 1, and a loss should be positive",
			func(y, t [][]float64) float64 { return -meanEntropy(y, t) }},
		{"0·log 0 is NaN in a computer: skip the terms whose t is 0",
			func(y, t [][]float64) float64 {
				return meanOf(y, t, func(y, t float64) float64 { return -t * math.Log(y) })
			}},
		{"it skips where y is 0; but an impossible truth has an infinite loss: skip where t is 0",
			func(y, t [][]float64) float64 {
				return meanOf(y, t, func(y, t float64) float64 {
					if y == 0 {
						return 0
					}
					return -t * math.Log(y)
				})
			}},
		{"something is added to y to avoid log 0, which makes an infinite loss finite, and " +
			"changes all others a little: skip the terms whose t is 0, and let log 0 be infinite",
			func(y, t [][]float64) float64 {
				return meanOf(y, t, func(y, t float64) float64 { return -t * math.Log(y+1e-7) })
			}},
		{"it looks only at the class whose t is 1; t may also be (½, ½): every term counts",
			func(y, t [][]float64) float64 {
				return meanOf(y, t, func(y, t float64) float64 {
					if t != 1 {
						return 0
					}
					return -math.Log(y)
				})
			}},
		{"this is the logarithm of a mean: take the logarithm for each sample, then the mean of those",
			func(y, t [][]float64) float64 {
				return -math.Log(meanOf(y, t, func(y, t float64) float64 { return t * y }))
			}},
	},
}

func meanEntropy(y, t [][]float64) float64 {
	return meanOf(y, t, func(y, t float64) float64 { return entropy([]float64{t}, []float64{y}) })
}

// meanOf sums a term for each number of the matrices, and divides by N.
func meanOf(y, t [][]float64, term func(y, t float64) float64) float64 {
	sum := 0.0
	for n := range y {
		for k := range y[n] {
			sum += float64(term(y[n][k], t[n][k]))
		}
	}
	return sum / float64(len(y))
}

type draw = func(rng *rand.Rand, n, size int) []int

// MiniBatch examines drawing without replacement. What is random is counted over
// many batches, so that an answer may draw the numbers in its own way.
var MiniBatch = Exercise[draw]{
	Task: Task{"03-mini-batch", "MiniBatch", "Drawing samples", [3]string{
		"Play it with five slips of paper, and draw two. What must happen to a slip that was drawn, so " +
			"that it cannot come again?",
		"Start from 0, 1, …, n−1. For each place i < size: choose j from i … n−1, all with the same " +
			"chance, and swap the numbers at i and j. The first size places are the batch.",
		"numbers := make([]int, n), filled with i; a loop over i < size with j := i + rng.IntN(n-i) and " +
			"a swap; return numbers[:size]. Or, slower for many: draw again while the number is in the " +
			"batch already.",
	}},
	// A share of 1000 batches is off by 0.0155 as a rule: this is 5 times as much.
	// Of the 20.76 in the last case it is 1.66, 6 times the error of 200 batches.
	Tol: 0.08,
	Cases: []Case[draw]{
		{Call: "MiniBatch(rng, 10, 3), again and again", Want: []any{"3 different numbers from 0 … 9"},
			Probe: func(answer draw) []any {
				if _, odd := drawOften(answer, 10, 3, 100); odd != "" {
					return []any{odd}
				}
				return []any{"3 different numbers from 0 … 9"}
			}},
		// A map gives its numbers from a random place onwards: two batches agree once
		// in a while, and twenty never do.
		{Call: "MiniBatch(rng, 1000, 100), 20 times, with two generators of the same seed",
			Want: []any{"the same batches"},
			Probe: func(answer draw) []any {
				a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
				for range 20 {
					if !slices.Equal(answer(a, 1000, 100), answer(b, 1000, 100)) {
						return []any{"different batches"}
					}
				}
				return []any{"the same batches"}
			}},
		// Each number is in 4 of the 10 pairs.
		{Call: "MiniBatch(rng, 5, 2), 1000 times: the share of the batches with a 0, with a 1, …",
			Want: []any{vec{0.4, 0.4, 0.4, 0.4, 0.4}},
			Probe: func(answer draw) []any {
				batches, odd := drawOften(answer, 5, 2, 1000)
				if odd != "" {
					return []any{odd}
				}
				return pairShares(batches, 5)[:1]
			}},
		// A number stands d places too early at 100 − d of 100 places, each time with
		// the chance 1/100, if all orders are equally likely: Σ (100 − d)/100 for
		// d = 2 … 25 is 24 − 3.24. Nothing stands too early at the last place, so
		// that drawing 99 of the 100 will do. (A call for all 100 would never come
		// back from an answer that waits for a number it never draws.)
		{Call: "MiniBatch(rng, 100, 99), 200 times: how many numbers stand 2 to 25 places before " +
			"their own, such as 7 at place 3, on average",
			Want: []any{20.76},
			Probe: func(answer draw) []any {
				return earlyIn(func(rng *rand.Rand) []int { return answer(rng, 100, 99) })
			}},
		// Here size is n, and whoever waits for a number that is never drawn waits for
		// ever: such draws come to an end.
		{Call: "MiniBatch(rng, 2, 2), 1000 times: the share of the batches that begin with 1",
			Want: []any{0.5},
			Probe: func(answer draw) []any {
				rng, ones := rand.New(&shortOf{rand.NewPCG(1, 2), 100000}), 0.0
				for range 1000 {
					if numbers := answer(rng, 2, 2); len(numbers) == 0 {
						return []any{"an empty batch"}
					} else if numbers[0] == 1 {
						ones++
					}
				}
				return []any{ones / 1000}
			}},
	},
	Mistakes: []Mistake[draw]{
		{"drawn with replacement, so a number can come twice: put aside what was drawn",
			func(rng *rand.Rand, n, size int) []int {
				numbers := make([]int, size)
				for i := range numbers {
					numbers[i] = rng.IntN(n)
				}
				return numbers
			}},
		{"a number is compared with the one before it only: it must differ from all in the batch",
			func(rng *rand.Rand, n, size int) []int {
				var numbers []int
				for len(numbers) < size {
					v := rng.IntN(n)
					if last := len(numbers) - 1; last < 0 || numbers[last] != v {
						numbers = append(numbers, v)
					}
				}
				return numbers
			}},
		{"a number that comes twice is left out, and the batch is too small: draw again until it is full",
			func(rng *rand.Rand, n, size int) []int {
				var numbers []int
				for range size {
					if v := rng.IntN(n); !slices.Contains(numbers, v) {
						numbers = append(numbers, v)
					}
				}
				return numbers
			}},
		{"these are always the first numbers: nothing is drawn by chance",
			func(rng *rand.Rand, n, size int) []int { return blockOf(n, size, 0) }},
		{"a generator made inside the function starts anew at each call, and every batch is the same: " +
			"use rng, which goes on",
			func(_ *rand.Rand, n, size int) []int { return rand.New(rand.NewPCG(3, 4)).Perm(n)[:size] }},
		{"the chance does not come from rng alone: rand.IntN and rand.Perm of the package, and the order of a " +
			"map, differ in every run, so that no run can be repeated; use rng, and a slice",
			func(_ *rand.Rand, n, size int) []int { return rand.Perm(n)[:size] }},
		{"these are consecutive numbers from a random start, and so the same neighbours come together " +
			"every time: draw each number by itself",
			func(rng *rand.Rand, n, size int) []int { return blockOf(n, size, rng.IntN(n)) }},
		{"the n samples have the numbers 0 … n−1: there is no sample n",
			func(rng *rand.Rand, n, size int) []int { return rng.Perm(n + 1)[:size] }},
		{"the last number, n−1, is never drawn: rng.IntN(n) is at most n−1 already",
			func(rng *rand.Rand, n, size int) []int { return rng.Perm(n - 1)[:size] }},
		{"0 is never drawn. Is something added to rng.IntN(n), which begins at 0? Or is a number looked for " +
			"in the batch, whose places not yet filled are 0 and seem to be drawn already?",
			func(rng *rand.Rand, n, size int) []int {
				numbers := rng.Perm(n - 1)[:size]
				for i := range numbers {
					numbers[i]++
				}
				return numbers
			}},
		{"the batch is sorted; but every order should be equally likely, or a shuffle would not shuffle",
			func(rng *rand.Rand, n, size int) []int {
				return slices.Sorted(slices.Values(rng.Perm(n)[:size]))
			}},
		{"not every order is equally likely: place i may swap with itself and later places only, " +
			"i … n−1; those before it are dealt already",
			func(rng *rand.Rand, n, size int) []int {
				numbers := blockOf(n, n, 0)
				for i := range numbers {
					j := rng.IntN(n)
					numbers[i], numbers[j] = numbers[j], numbers[i]
				}
				return numbers[:size]
			}},
		{"all n numbers come back: keep size of them",
			func(rng *rand.Rand, n, size int) []int { return rng.Perm(n) }},
		{"the batch is too large, and begins with zeros: make([]int, size) has size zeros already, and " +
			"append adds behind them; use make([]int, 0, size)",
			func(rng *rand.Rand, n, size int) []int {
				return append(make([]int, size), rng.Perm(n)[:size]...)
			}},
		{"the batch is empty: make([]int, 0, size) has length 0, so a range over it never runs; count " +
			"to size instead",
			func(rng *rand.Rand, n, size int) []int { return make([]int, 0, size) }},
		{"i comes to size itself, one place too far: where size is n, no number is left for it, and rng.IntN(0) " +
			"panics; the places are 0 … size−1",
			func(rng *rand.Rand, n, size int) []int {
				numbers := blockOf(n, n, 0)
				for i := 0; i <= size; i++ {
					j := i + rng.IntN(n-i)
					numbers[i], numbers[j] = numbers[j], numbers[i]
				}
				return numbers[:size]
			}},
	},
}

// drawOften draws many batches, and says what is odd about them, or "".
func drawOften(answer draw, n, size, times int) (batches [][]int, odd string) {
	rng := rand.New(rand.NewPCG(1, 2))
	same, row := true, true
	batches = make([][]int, 0, times)
	for range times {
		numbers := slices.Clone(answer(rng, n, size))
		batches = append(batches, numbers)
		if odd != "" {
			continue
		}
		switch {
		case len(numbers) == 0:
			return nil, "an empty batch"
		case len(numbers) < size:
			return nil, "a batch with too few numbers"
		case len(numbers) > size:
			return nil, fmt.Sprintf("a batch of %d numbers", len(numbers))
		}
		for i, v := range numbers {
			if v < 0 || v >= n {
				return nil, fmt.Sprintf("a number outside 0 … %d", n-1)
			} else if slices.Contains(numbers[:i], v) {
				odd = "a batch with a number twice"
			}
		}
		same, row = same && slices.Equal(numbers, batches[0]), row && inARow(numbers, n)
	}
	switch {
	case odd != "":
		return nil, odd
	case same && slices.Equal(batches[0], blockOf(n, size, 0)):
		return nil, fmt.Sprintf("always 0 … %d", size-1)
	case same:
		return nil, "every batch is the same"
	case row:
		return nil, "the numbers always go up one by one"
	}
	return batches, ""
}

// A shortOf is a source of so many random numbers.
type shortOf struct {
	rand.Source
	left int
}

func (s *shortOf) Uint64() uint64 {
	if s.left--; s.left < 0 {
		panic("still drawing after 100000 random numbers for batches of 2: a number is never drawn, and always waited for")
	}
	return s.Source.Uint64()
}

// earlyIn returns how many of the numbers 0 … 99 stand 2 to 25 places before their
// own, on average, or what is odd about their order.
func earlyIn(deal func(rng *rand.Rand) []int) []any {
	rng, early, same, row := rand.New(rand.NewPCG(1, 2)), 0, true, true
	first := slices.Clone(deal(rng))
	for range 200 {
		numbers := deal(rng)
		same, row = same && slices.Equal(numbers, first), row && inARow(numbers, 100)
		for place, number := range numbers {
			if d := number - place; 2 <= d && d <= 25 {
				early++
			}
		}
	}
	switch {
	case row:
		return []any{"the numbers always go up one by one"}
	case same:
		return []any{"every batch is the same"}
	}
	return []any{float64(early) / 200}
}

// inARow tells whether numbers are consecutive, 0 being next to n−1.
func inARow(numbers []int, n int) bool {
	return len(numbers) > 0 && slices.Equal(numbers, blockOf(n, len(numbers), numbers[0]))
}

// blockOf returns size numbers in order from start, and 0 after n−1.
func blockOf(n, size, start int) []int {
	numbers := make([]int, size)
	for i := range numbers {
		numbers[i] = (start + i) % n
	}
	return numbers
}

// pairShares returns in which share of the batches, of two numbers each, each
// number is, and in which the two are neighbours.
func pairShares(batches [][]int, n int) []any {
	shares, neighbours := make([]float64, n), 0.0
	one := 1 / float64(len(batches))
	for _, b := range batches {
		shares[b[0]] += one
		shares[b[1]] += one
		if d := b[0] - b[1]; d == 1 || d == -1 {
			neighbours += one
		}
	}
	return []any{shares, neighbours}
}

type epoch = func(rng *rand.Rand, n, size int) [][]int

// Epoch examines how all samples are dealt out in batches.
var Epoch = Exercise[epoch]{
	Task: Task{"03-mini-batch", "Epoch", "Everyone the same chance", [3]string{
		"Write the numbers 0 to 6 in any order, and cut them into batches of 3. Where does each batch " +
			"begin and end? What about the last one?",
		"Shuffle once, then cut: the batches begin at 0, size, 2·size, … below n, and each ends size " +
			"later, or at n if that comes first.",
		"numbers := rng.Perm(n); a loop for i := 0; i < n; i += size that appends " +
			"numbers[i:end] with end := min(i+size, n) to the batches. A batch that shall be a slice of " +
			"its own is a copy, or has its capacity cut off: numbers[i:end:end].",
	}},
	Returns: "shares, neighbours",
	// A share of 1000 epochs is off by 0.015 as a rule: this is 5 times as much.
	Tol: 0.08,
	Cases: []Case[epoch]{
		{Call: "Epoch(rng, 7, 3), again and again", Want: []any{"batches of [3 3 1], each number once"},
			Probe: func(answer epoch) []any { return []any{dealt(answer, 7, 3)} }},
		{Call: "Epoch(rng, 6, 3), again and again", Want: []any{"batches of [3 3], each number once"},
			Probe: func(answer epoch) []any { return []any{dealt(answer, 6, 3)} }},
		{Call: "Epoch(rng, 2, 5), again and again", Want: []any{"batches of [2], each number once"},
			Probe: func(answer epoch) []any { return []any{dealt(answer, 2, 5)} }},
		// Each number is in 5 of the 15 pairs, and 5 of the 15 are neighbours.
		{Call: "Epoch(rng, 6, 2), 1000 times: the share of the first batches with a 0, with a 1, …, " +
			"and with two neighbours such as 2 and 3",
			Want:  []any{vec{1. / 3, 1. / 3, 1. / 3, 1. / 3, 1. / 3, 1. / 3}, 1. / 3},
			Probe: firstBatches},
		{Call: "Epoch(rng, 100, 10), 20 times, with two generators of the same seed",
			Want: []any{"the same batches"},
			Probe: func(answer epoch) []any {
				a, b := rand.New(rand.NewPCG(1, 2)), rand.New(rand.NewPCG(1, 2))
				for range 20 {
					if !slices.EqualFunc(answer(a, 100, 10), answer(b, 100, 10), slices.Equal[[]int]) {
						return []any{"different batches"}
					}
				}
				return []any{"the same batches"}
			}},
		// As for MiniBatch. One batch has all: the order within an epoch counts.
		{Call: "Epoch(rng, 100, 100), 200 times: how many numbers stand 2 to 25 places before " +
			"their own, such as 7 at place 3, on average",
			Want: []any{20.76},
			Probe: func(answer epoch) []any {
				return earlyIn(func(rng *rand.Rand) []int { return slices.Concat(answer(rng, 100, 100)...) })
			}},
		{Call: "Epoch(rng, 2, 1), 1000 times: the share of the epochs that begin with 1",
			Want: []any{0.5},
			Probe: func(answer epoch) []any {
				rng, ones := rand.New(rand.NewPCG(1, 2)), 0.0
				for range 1000 {
					if b := answer(rng, 2, 1); len(b) == 0 || len(b[0]) == 0 {
						return []any{"no first batch"}
					} else if b[0][0] == 1 {
						ones++
					}
				}
				return []any{ones / 1000}
			}},
		{Call: "b := Epoch(rng, 6, 2), and then append(b[0], 99): what becomes of b[1]?",
			Want: []any{"it stays as it was"},
			Probe: func(answer epoch) []any {
				b := answer(rand.New(rand.NewPCG(1, 2)), 6, 2)
				if len(b) < 2 {
					return []any{"there is none"}
				}
				before := slices.Clone(b[1])
				if _ = append(b[0], 99); !slices.Equal(before, b[1]) {
					return []any{"it changes"}
				}
				return []any{"it stays as it was"}
			}},
	},
	Mistakes: []Mistake[epoch]{
		{"the rest is dropped: the numbers that do not fill a batch form a last, shorter one",
			func(rng *rand.Rand, n, size int) [][]int {
				return cut(rng.Perm(n)[:n-n%size], size)
			}},
		{"the last batch is filled up with numbers that were dealt before: it is shorter instead",
			func(rng *rand.Rand, n, size int) [][]int {
				numbers := rng.Perm(n)
				for i := 0; len(numbers)%size != 0; i++ {
					numbers = append(numbers, numbers[i%n])
				}
				return cut(numbers, size)
			}},
		{"the rest is added to the batch before it, which becomes too large: it is a batch of its own",
			func(rng *rand.Rand, n, size int) [][]int {
				b := cut(rng.Perm(n), size)
				if last := len(b) - 1; last > 0 && len(b[last]) < size {
					b[last-1] = append(b[last-1], b[last]...)
					b = b[:last]
				}
				return b
			}},
		{"each batch is drawn from all numbers anew, so some come twice and some never: shuffle once, then " +
			"cut",
			func(rng *rand.Rand, n, size int) [][]int {
				var b [][]int
				for i := 0; i < n; i += size {
					b = append(b, rng.Perm(n)[:min(size, n)])
				}
				return b
			}},
		{"each batch is drawn from all numbers anew, so some come twice and some never; and only the last one " +
			"may be shorter: shuffle once, then cut",
			func(rng *rand.Rand, n, size int) [][]int {
				var b [][]int
				for i := 0; i < n; i += size {
					b = append(b, rng.Perm(n)[:min(size, n-i)])
				}
				return b
			}},
		{"nothing is shuffled: the batches are always the same, in order",
			func(rng *rand.Rand, n, size int) [][]int { return cut(blockOf(n, n, 0), size) }},
		{"a generator made inside the function starts anew at each call, and every epoch is the same: " +
			"use rng, which goes on",
			func(_ *rand.Rand, n, size int) [][]int {
				return cut(rand.New(rand.NewPCG(3, 4)).Perm(n), size)
			}},
		{"the chance does not come from rng alone: rand.Perm and rand.Shuffle of the package, and the order of a " +
			"map, differ in every run, so that no run can be repeated; call rng.Perm",
			func(_ *rand.Rand, n, size int) [][]int { return cut(rand.Perm(n), size) }},
		{"not every order is equally likely: place i may swap with itself and later places only, " +
			"i … n−1; those before it are dealt already",
			func(rng *rand.Rand, n, size int) [][]int {
				numbers := blockOf(n, n, 0)
				for i := range numbers {
					j := rng.IntN(n)
					numbers[i], numbers[j] = numbers[j], numbers[i]
				}
				return cut(numbers, size)
			}},
		{"the batches are shuffled, but in each one are the same numbers every time: shuffle the numbers, " +
			"then cut",
			func(rng *rand.Rand, n, size int) [][]int {
				b := cut(blockOf(n, n, 0), size)
				rng.Shuffle(len(b), func(i, j int) { b[i], b[j] = b[j], b[i] })
				return b
			}},
		{"the numbers are shuffled within each batch, and every batch has the same ones each time: " +
			"shuffle first, then cut",
			func(rng *rand.Rand, n, size int) [][]int {
				b := cut(blockOf(n, n, 0), size)
				for _, numbers := range b {
					rng.Shuffle(len(numbers), func(i, j int) {
						numbers[i], numbers[j] = numbers[j], numbers[i]
					})
				}
				return b
			}},
		{"these are size batches: size is how many numbers are in a batch",
			func(rng *rand.Rand, n, size int) [][]int {
				numbers, b := rng.Perm(n), make([][]int, size)
				for i, v := range numbers {
					b[i%size] = append(b[i%size], v)
				}
				return b
			}},
		{"if size divides n, there is an empty batch at the end: a new one begins only while numbers are left",
			func(rng *rand.Rand, n, size int) [][]int {
				b := cut(rng.Perm(n), size)
				if n%size == 0 {
					b = append(b, nil)
				}
				return b
			}},
		{"the last batch would end behind the last number: it ends at n if i + size is larger, min(i+size, n)",
			func(rng *rand.Rand, n, size int) [][]int {
				numbers := rng.Perm(n)
				var b [][]int
				for i := 0; i < n; i += size {
					b = append(b, numbers[i:i+size])
				}
				return b
			}},
		{"if size is larger than n, all numbers are left out: they form one batch, a short one",
			func(rng *rand.Rand, n, size int) [][]int {
				if size > n {
					return nil
				}
				return cut(rng.Perm(n), size)
			}},
		{"behind each batch lies the next in the same memory, and append writes there: cut the capacity off " +
			"too, with numbers[i:end:end], or copy",
			func(rng *rand.Rand, n, size int) [][]int {
				numbers := rng.Perm(n)
				var b [][]int
				for i := 0; i < n; i += size {
					b = append(b, numbers[i:min(i+size, n)])
				}
				return b
			}},
		{"the batches are one and the same memory, filled again and again, perhaps by batch[:0]: begin a " +
			"new slice for each",
			func(rng *rand.Rand, n, size int) [][]int {
				var b [][]int
				batch := make([]int, 0, size)
				for _, numbers := range cut(rng.Perm(n), size) {
					batch = append(batch[:0], numbers...)
					b = append(b, batch)
				}
				return b
			}},
		{"the n samples have the numbers 0 … n−1: there is no sample n",
			func(rng *rand.Rand, n, size int) [][]int { return cut(rng.Perm(n + 1)[:n], size) }},
		{"no batch comes out: make([][]int, 0, …) has length 0, so a range over it never runs",
			func(rng *rand.Rand, n, size int) [][]int { return nil }},
		{"the last two places, 0 and 1, never swap with each other: i goes down to 1, so the loop runs while i > 0",
			func(rng *rand.Rand, n, size int) [][]int {
				numbers := blockOf(n, n, 0)
				for i := n - 1; i > 1; i-- {
					j := rng.IntN(i + 1)
					numbers[i], numbers[j] = numbers[j], numbers[i]
				}
				return cut(numbers, size)
			}},
	},
}

// cut cuts numbers into batches that share no memory.
func cut(numbers []int, size int) [][]int {
	var batches [][]int
	for i := 0; i < len(numbers); i += size {
		batches = append(batches, slices.Clone(numbers[i:min(i+size, len(numbers))]))
	}
	return batches
}

// dealt says how large the batches of an epoch are, and whether they have each
// number once, in 50 epochs.
func dealt(answer epoch, n, size int) string {
	rng := rand.New(rand.NewPCG(1, 2))
	var lengths, text string
	count := make([]int, n)
	twice, missing := false, false
	for i := range 50 {
		clear(count)
		batches := answer(rng, n, size)
		var long []int
		for _, b := range batches {
			long = append(long, len(b))
			if len(b) > 0 && len(batches[0]) > 0 && len(long) > 1 && &b[0] == &batches[0][0] {
				text = "all in one and the same memory"
			}
			for _, v := range b {
				if v < 0 || v >= n {
					return fmt.Sprintf("a number outside 0 … %d", n-1)
				}
				count[v]++
			}
		}
		if l := fmt.Sprint(long); i == 0 {
			lengths = l
		} else if l != lengths {
			return "the lengths of the batches change from one epoch to the next"
		}
		twice = twice || slices.Max(count) > 1
		missing = missing || slices.Min(count) == 0
	}
	switch {
	case text != "":
	case twice && missing:
		text = "some numbers twice, some never"
	case twice:
		text = "some numbers twice"
	case missing:
		text = "some numbers never"
	default:
		text = "each number once"
	}
	return fmt.Sprintf("batches of %s, %s", lengths, text)
}

// firstBatches counts what is in the first batch of many epochs.
func firstBatches(answer epoch) []any {
	rng := rand.New(rand.NewPCG(1, 2))
	batches := make([][]int, 0, 1000)
	same, inOrder := true, true
	var before []int
	for i := range 1000 {
		epoch := answer(rng, 6, 2)
		if len(epoch) == 0 || len(epoch[0]) != 2 || slices.Min(epoch[0]) < 0 || slices.Max(epoch[0]) > 5 {
			return []any{"no first batch of 2 numbers from 0 … 5"}
		}
		batches = append(batches, slices.Clone(epoch[0]))
		if same || inOrder {
			all := slices.Concat(epoch...)
			same = same && (i == 0 || slices.Equal(all, before))
			inOrder = inOrder && slices.IsSorted(all)
			before = all
		}
	}
	switch {
	case inOrder:
		return []any{"always 0 … 5 in order"}
	case same:
		return []any{"every epoch is the same"}
	}
	return pairShares(batches, 6)
}

func entropy(t, y []float64) float64 {
	sum := 0.0
	for k := range y {
		if t[k] != 0 {
			sum -= float64(t[k] * math.Log(y[k]))
		}
	}
	return sum
}
