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
	Params: "y, t",
	Cases: []Case[batchLoss]{
		// −log ¼, −log ⅛, −log 1/16 are 2, 3 and 4 times log 2; their mean is 3 log 2.
		{Args: []any{mat{{0.25, 0.75}, {0.875, 0.125}, {0.0625, 0.9375}}, mat{{1, 0}, {0, 1}, {1, 0}}},
			Want: []any{3 * math.Ln2}},
		{Args: []any{mat{{0.5, 0.5}}, mat{{0.5, 0.5}}}, Want: []any{math.Ln2}},                // 2·½·log 2
		{Args: []any{mat{{0, 1}}, mat{{0, 1}}}, Want: []any{0.0}},                             // 0·log 0 counts as 0
		{Args: []any{mat{{0.5, 0.5}, {1, 0}}, mat{{0, 1}, {0, 1}}}, Want: []any{math.Inf(1)}}, // −log 0
	},
	Random: func(d *Dice) []any {
		N, K := d.Between(1, 5), d.Between(1, 4)
		return []any{d.Rows(N, func() []float64 { return d.Probs(K) }), d.Rows(N, func() []float64 { return d.Target(K) })}
	},
	Right: rightCrossEntropyBatch,
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
		// Each of the 24 orders should come 500 times, and is off by 22 as a rule.
		{Call: "MiniBatch(rng, 4, 3), 12000 times: how many of the 24 possible batches, such as 2 0 3, came far too often or too rarely",
			Want: []any{0},
			Probe: func(answer draw) []any {
				batches, odd := drawOften(answer, 4, 3, 12000)
				if odd != "" { // which the first case says
					return []any{0}
				}
				came := make(map[[3]int]int)
				for _, b := range batches {
					came[[3]int(b)]++
				}
				far := 24 - len(came)
				for _, times := range came {
					if times < 375 || times > 625 {
						far++
					}
				}
				return []any{far}
			}},
		// Here size is n, and whoever waits for a number that is never drawn waits for
		// ever: such draws come to an end.
		{Call: "MiniBatch(rng, 2, 2), 1000 times: the share of the batches that begin with 1",
			Want: []any{0.5},
			Probe: func(answer draw) []any {
				rng, ones := rand.New(&shortOf{rand.NewPCG(1, 2), 100000}), 0.0
				if b := answer(rng, 1, 1); !slices.Equal(b, []int{0}) {
					return []any{fmt.Sprintf("%v as MiniBatch(rng, 1, 1)", b)}
				}
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
	Mistakes: mistakesMiniBatch,
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
	Task: Task{"03-mini-batch", "Epoch", "The same chance for everyone", [3]string{
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
	Mistakes: mistakesEpoch,
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
