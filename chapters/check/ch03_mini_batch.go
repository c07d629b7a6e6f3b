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
		"Take three samples whose losses are 2, 3 and 4. What is the loss of the batch? And what would it be if every " +
			"sample appeared twice?",
		"L = 1/N Σ_n L_n with L_n = −Σ_k t_nk log y_nk: add up all terms of all rows, except those with t_nk = 0, and " +
			"divide once, by the number of rows.",
		"Start a sum at 0. Inside a loop over n, let a loop over k do what CrossEntropy of chapter 2 does. After both, " +
			"return sum / float64(len(y)).",
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
		N, K := d.Few(), d.Few()
		return []any{d.Rows(N, func() []float64 { return d.Probs(K) }), d.Rows(N, func() []float64 { return d.Target(K) })}
	},
	Right: rightCrossEntropyBatch,
}

type draw = func(rng *rand.Rand, n, size int) []int

// MiniBatch examines drawing without replacement. An answer may draw the numbers in its
// own way, so what counts is what many batches have in common.
var MiniBatch = Exercise[draw]{
	Task: Task{"03-mini-batch", "MiniBatch", "Drawing samples", [3]string{
		"Act it out with five slips of paper, and draw two. What must happen to a slip that was drawn, so that it " +
			"cannot come up again?",
		"Start from 0, 1, …, n−1. For each place i < size: choose j from i … n−1, each equally likely, and swap the " +
			"numbers at i and j. The numbers at places 0 to size−1 are the batch.",
		"Start with numbers := make([]int, n), and set each numbers[i] to i; in a loop over i < size, set j := i + " +
			"rng.IntN(n-i) and swap; return numbers[:size]. Or, more slowly for a large batch, draw again while the " +
			"number is already in it.",
	}},
	Tol: 0.25,
	Cases: dealt("MiniBatch", func(n, size int) []int { return []int{size} },
		func(answer draw, rng *rand.Rand, n, size int) [][]int { return [][]int{answer(rng, n, size)} }),
	Mistakes: mistakesMiniBatch,
	Right:    rightMiniBatch,
}

// A dealer calls an answer.
type dealer[F any] func(answer F, rng *rand.Rand, n, size int) [][]int

// dealt has calls with all small n and sizes, where what is right is how large the batches are and
// what odd says, and then with some where the same must come again, and all as often.
func dealt[F any](name string, sizes func(n, size int) []int, deal dealer[F]) (cases []Case[F]) {
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
	return append(cases, repeated(name, deal), evenly(name, 5, 2, sizes, deal), evenly(name, 4, 4, sizes, deal),
		spread(name, 1000, 20, deal))
}

// A chance is a generator that counts how many random numbers a call draws.
type chance struct {
	rand.Source
	left int
}

func newChance() *chance { return &chance{Source: rand.NewPCG(1, 2)} }

// next returns the generator for the next call.
func (c *chance) next() *rand.Rand {
	c.left = 1e6
	return rand.New(c)
}

func (c *chance) Uint64() uint64 {
	if c.left--; c.left < 0 {
		panic("this one call has drawn a million random numbers, as one does that waits for a number that never comes")
	}
	return c.Source.Uint64()
}

// odd says what is odd about batches of these sizes, of numbers below n, or "". It is so many
// draws that what can happen does.
func odd(n int, sizes []int, deal func(rng *rand.Rand) [][]int) string {
	chance := newChance()
	var first, last, kept []int
	var remarks [7]string
	came, inRow, alike := make([]bool, n), true, true
	for range 40 * n {
		batches := deal(chance.next())
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
func repeated[F any](name string, deal dealer[F]) Case[F] {
	const right = "the same batches"
	return Case[F]{
		Call: name + "(rng, 1000, 100), 20 times, with two generators of the same seed",
		Want: []any{right},
		Probe: func(answer F) []any {
			a, b := newChance(), newChance()
			for range 20 { // a map gives its numbers from a random place onwards, so two batches agree once in a while
				if !slices.EqualFunc(deal(answer, a.next(), 1000, 100), deal(answer, b.next(), 1000, 100), slices.Equal) {
					return []any{"different batches"}
				}
			}
			return []any{right}
		}}
}

// evenly counts how often each order of the numbers comes. It should be 500 times, and is
// off by 22 as a rule, of which the tolerance is 5 times as much.
func evenly[F any](name string, n, size int, sizes func(n, size int) []int, deal dealer[F]) Case[F] {
	length := 0
	for _, l := range sizes(n, size) {
		length += l
	}
	orders := [][]int{nil}
	for range length {
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
		Call: fmt.Sprintf("%s(rng, %d, %d), %d times: how often %v, %v, … come, in units of 500", name, n, size, 500*len(orders), orders[0], orders[1]),
		Want: []any{slices.Repeat(vec{1}, len(orders))},
		Probe: func(answer F) []any {
			chance, came := newChance(), make(map[[5]int]float64)
			for range 500 * len(orders) {
				var order [5]int
				numbers := slices.Concat(deal(answer, chance.next(), n, size)...)
				if len(numbers) != length {
					return []any{fmt.Sprintf("not always %d numbers", length)}
				}
				copy(order[:], numbers)
				came[order] += 1.0 / 500
			}
			shares := make(vec, len(orders))
			for i, o := range orders {
				var order [5]int
				copy(order[:], o)
				shares[i] = came[order]
			}
			return []any{shares}
		}}
}

// spread looks at many numbers where evenly looks at few. Of ten equal ranges it asks how many of the first
// numbers lie in each, and how many of the steps from one number to the next, and of all numbers how
// many are at their own place. Such a share is off by a twentieth as a rule, and the limit is 5 times as much.
func spread[F any](name string, n, size int, deal dealer[F]) Case[F] {
	const calls, right = 400, "all as often as they should"
	return Case[F]{
		Call: fmt.Sprintf("%s(rng, %d, %d), %d times: how often the numbers come, and one after another", name, n, size, calls),
		Want: []any{right},
		Probe: func(answer F) []any {
			var first, steps [10]float64
			chance, most, all, own := newChance(), 0, 0, 0.0
			seen := make([]int, n) // the last call that gave it
			for call := range calls {
				numbers := slices.Concat(deal(answer, chance.next(), n, size)...)
				most = min(len(numbers), n/10)
				all += max(0, len(numbers)-1)
				for i, v := range numbers {
					if v < 0 || v >= n || seen[v] > call {
						return []any{fmt.Sprintf("a number outside 0 to %d, or one twice", n-1)}
					}
					seen[v] = call + 1
					if i < most {
						first[v*10/n]++
					}
					if i > 0 {
						steps[(v-numbers[i-1]+n)%n*10/n]++
					}
					if v == i {
						own++
					}
				}
			}
			for i := range 10 {
				from, to := i*n/10, (i+1)*n/10-1
				if how := tooOften(first[i] * 10 / float64(most*calls)); how != "" {
					return []any{fmt.Sprintf("%s one of %d … %d at the beginning", how, from, to)}
				}
				if how := tooOften(steps[i] * 10 / float64(all)); how != "" {
					return []any{fmt.Sprintf("%s one that is %d … %d more than the one before (counted on from %d to 0)", how, from, to, n-1)}
				}
			}
			if how := tooOften(own / float64(calls)); all == calls*(n-1) && how != "" {
				return []any{how + " number i at place i"}
			}
			return []any{right}
		}}
}

// tooOften judges a share, relative to what it should be.
func tooOften(share float64) string {
	switch {
	case share > 1.25:
		return "too often"
	case !(share >= 0.75):
		return "too seldom"
	}
	return ""
}

type epoch = func(rng *rand.Rand, n, size int) [][]int

// Epoch examines how all samples are dealt out in batches.
var Epoch = Exercise[epoch]{
	Task: Task{"03-mini-batch", "Epoch", "The same chance for everyone", [3]string{
		"Write the numbers 0 to 6 in any order, and cut them into batches of 3. Where does each batch begin and end? " +
			"What about the last one?",
		"Shuffle once, then cut: the batches begin at 0, size, 2·size and so on below n, and each ends size places " +
			"later, or at n if that comes first.",
		"Set numbers := rng.Perm(n). In the loop for i := 0; i < n; i += size, set end := min(i+size, n) and append " +
			"numbers[i:end] to the batches. To keep each batch separate, copy it or limit its capacity: " +
			"numbers[i:end:end].",
	}},
	Tol: 0.25,
	Cases: append(dealt("Epoch", func(n, size int) (sizes []int) {
		for left := n; left > 0; left -= size {
			sizes = append(sizes, min(left, size))
		}
		return sizes
	}, func(answer epoch, rng *rand.Rand, n, size int) [][]int { return answer(rng, n, size) }),
		Case[epoch]{Call: "b := Epoch(rng, 6, 2), and then append(b[0], 99): what becomes of b[1]?",
			Want: []any{"it stays as it was"},
			Probe: func(answer epoch) []any {
				b := answer(newChance().next(), 6, 2)
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
