package check

import (
	"cmp"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
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
		"L = 1/N Σ_n L_n with L_n = −Σ_k t_nk log y_nk: add up all terms of all rows, except those " +
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

// MiniBatch examines drawing without replacement. An answer may draw the numbers in its
// own way, so what counts is what many batches have in common.
var MiniBatch = Exercise[draw]{
	Task: Task{"03-mini-batch", "MiniBatch", "Drawing samples", [3]string{
		"Play it with five slips of paper, and draw two. What must happen to a slip that was drawn, so " +
			"that it cannot come up again?",
		"Start from 0, 1, …, n−1. For each place i < size: choose j from i … n−1, all with the same " +
			"chance, and swap the numbers at i and j. The first size places are the batch.",
		"numbers := make([]int, n), filled with i; a loop over i < size with j := i + rng.IntN(n-i) and " +
			"a swap; return numbers[:size]. Or, slower for many: draw again while the number is in the " +
			"batch already.",
	}},
	Tol: 0.25,
	Cases: append(dealt("MiniBatch", func(n, size int) []int { return []int{size} },
		func(answer draw, rng *rand.Rand, n, size int) [][]int { return [][]int{answer(rng, n, size)} }),
		Case[draw]{Call: "MiniBatch(rng, 1000, 100), 20 times, with two generators of the same seed",
			Want: []any{"the same batches"},
			Probe: func(answer draw) []any {
				return repeated(func(rng *rand.Rand) []int { return answer(rng, 1000, 100) })
			}},
		evenly(5, 2, "MiniBatch(rng, 5, 2)", func(answer draw, rng *rand.Rand) []int { return answer(rng, 5, 2) }),
		evenly(4, 4, "MiniBatch(rng, 4, 4)", func(answer draw, rng *rand.Rand) []int { return answer(rng, 4, 4) })),
	Mistakes: mistakesMiniBatch,
	Right:    rightMiniBatch,
}

// dealt has calls with all small n and sizes. What is right is how large the batches are, and
// what odd says.
func dealt[F any](name string, sizes func(n, size int) []int,
	deal func(answer F, rng *rand.Rand, n, size int) [][]int) (cases []Case[F]) {
	for n := 1; n <= 7; n++ {
		for size := 1; size <= n+1; size++ {
			lengths := sizes(n, size)
			if lengths[0] > n {
				continue
			}
			right := fmt.Sprintf("batches of %v different numbers from 0 to %d", lengths, n-1)
			cases = append(cases, Case[F]{
				Call: fmt.Sprintf("%s(rng, %d, %d), again and again", name, n, size),
				Want: []any{right},
				Probe: func(answer F) []any {
					return []any{cmp.Or(odd(n, lengths, func(rng *rand.Rand) [][]int { return deal(answer, rng, n, size) }), right)}
				}})
		}
	}
	return cases
}

// A shortOf is a source of so many random numbers.
type shortOf struct {
	rand.Source
	left int
}

func (s *shortOf) Uint64() uint64 {
	if s.left--; s.left < 0 {
		panic("still drawing after a million random numbers: it waits for a number that does not come")
	}
	return s.Source.Uint64()
}

func newRand() *rand.Rand { return rand.New(&shortOf{rand.NewPCG(1, 2), 1e6}) }

// odd says what is odd about batches of these sizes, of numbers below n, or "". It is so many
// draws that what can happen does.
func odd(n int, sizes []int, deal func(rng *rand.Rand) [][]int) string {
	rng := newRand()
	var first, last, kept []int
	var remarks [7]string
	came, inRow, alike := make([]bool, n), true, true
	for range 40 * n {
		batches := deal(rng)
		if kept != nil && !slices.Equal(last, kept) {
			remarks[6] = "each call changes the batch before"
		}
		var lengths []int
		for i, b := range batches {
			if lengths = append(lengths, len(b)); i > 0 && len(b) > 0 && len(batches[0]) > 0 && &b[0] == &batches[0][0] {
				remarks[5] = "all in the same memory"
			}
		}
		all := slices.Concat(batches...)
		if len(all) > 9*n {
			return fmt.Sprintf("%d numbers in all", len(all))
		}
		if !slices.Equal(lengths, sizes) {
			if remarks[0] = fmt.Sprintf("batches of %v", lengths); first != nil && len(first) != len(all) {
				remarks[0] = "batches of different sizes"
			}
		}
		for i, v := range all {
			switch {
			case v < 0 || v >= n:
				remarks[1] = fmt.Sprintf("a number outside 0 to %d", n-1)
			case slices.Contains(all[:i], v):
				remarks[2] = "some numbers twice"
			default:
				came[v] = true
			}
		}
		if first == nil {
			first = slices.Clone(all)
		}
		alike = alike && slices.Equal(all, first)
		for i, v := range all[min(1, len(all)):] {
			inRow = inRow && v == (all[i]+1)%n // 0 being next to n−1
		}
		inRow = inRow && len(all) > 1
		if len(batches) > 0 {
			last, kept = batches[0], slices.Clone(batches[0])
		}
	}
	switch never := slices.Index(came, false); {
	case alike && n > 1 && slices.IsSorted(first):
		remarks[4] = "always the first in order"
	case alike && n > 1:
		remarks[4] = "always the same"
	case inRow && n > 2:
		remarks[4] = "always one by one upwards"
	case never >= 0:
		remarks[3] = fmt.Sprintf("never %d", never)
	}
	return strings.Join(slices.DeleteFunc(remarks[:], func(s string) bool { return s == "" }), ", ")
}

// repeated compares what two generators of the same seed give.
func repeated(deal func(rng *rand.Rand) []int) []any {
	a, b := newRand(), newRand()
	for range 20 { // a map gives its numbers from a random place onwards, so two batches agree once in a while
		if !slices.Equal(deal(a), deal(b)) {
			return []any{"different batches"}
		}
	}
	return []any{"the same batches"}
}

// evenly counts how often each order of size numbers below n comes. It should be 500 times, and is
// off by 22 as a rule, of which the tolerance is 5 times as much.
func evenly[F any](n, size int, call string, deal func(answer F, rng *rand.Rand) []int) Case[F] {
	orders := [][]int{nil}
	for range size {
		var longer [][]int
		for _, o := range orders {
			for v := range n {
				if !slices.Contains(o, v) {
					longer = append(longer, append(slices.Clone(o), v))
				}
			}
		}
		orders = longer
	}
	return Case[F]{
		Call: fmt.Sprintf("%s, %d times: how often %v, %v, … come, in units of 500", call, 500*len(orders), orders[0], orders[1]),
		Want: []any{slices.Repeat(vec{1}, len(orders))},
		Probe: func(answer F) []any {
			rng, came := newRand(), make(map[[4]int]float64)
			for range 500 * len(orders) {
				var order [4]int
				numbers := deal(answer, rng)
				if len(numbers) != size {
					return []any{fmt.Sprintf("not always %d numbers", size)}
				}
				copy(order[:], numbers)
				came[order] += 1.0 / 500
			}
			shares := make(vec, len(orders))
			for i, o := range orders {
				var order [4]int
				copy(order[:], o)
				shares[i] = came[order]
			}
			return []any{shares}
		}}
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
			"numbers[i:end] with end := min(i+size, n) to the batches. To make a batch a slice of its " +
			"own, copy it or cut off its capacity: numbers[i:end:end].",
	}},
	Tol: 0.25,
	Cases: append(dealt("Epoch", func(n, size int) (sizes []int) {
		for left := n; left > 0; left -= size {
			sizes = append(sizes, min(left, size))
		}
		return sizes
	}, func(answer epoch, rng *rand.Rand, n, size int) [][]int { return answer(rng, n, size) }),
		Case[epoch]{Call: "Epoch(rng, 100, 10), 20 times, with two generators of the same seed",
			Want: []any{"the same batches"},
			Probe: func(answer epoch) []any {
				return repeated(func(rng *rand.Rand) []int { return slices.Concat(answer(rng, 100, 10)...) })
			}},
		evenly(4, 4, "Epoch(rng, 4, 2)", func(answer epoch, rng *rand.Rand) []int { return slices.Concat(answer(rng, 4, 2)...) }),
		Case[epoch]{Call: "b := Epoch(rng, 6, 2), and then append(b[0], 99): what becomes of b[1]?",
			Want: []any{"it stays as it was"},
			Probe: func(answer epoch) []any {
				b := answer(newRand(), 6, 2)
				if len(b) != 3 || len(b[0]) != 2 || len(b[1]) != 2 {
					return []any{"there are not three batches of two numbers"}
				}
				before := slices.Clone(b[1])
				if _ = append(b[0], 99); !slices.Equal(before, b[1]) {
					return []any{"it changes"}
				}
				return []any{"it stays as it was"}
			}}),
	Mistakes: mistakesEpoch,
	Right:    rightEpoch,
}
