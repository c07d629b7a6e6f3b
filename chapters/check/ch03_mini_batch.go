package check

import (
	"math"
	"math/rand/v2"
	"slices"
)

func tasks03() []*Task { return []*Task{&MeanGradient.Task, &MiniBatch.Task, &Epoch.Task} }

type meaning = func(g [][]float64) []float64

// MeanGradient examines the gradient of a batch.
var MeanGradient = Exercise[meaning]{
	Task: Task{"03-mini-batch", "MeanGradient", "A mean can be estimated", [3]string{
		"By hand: the gradients (1, 2, 0) and (3, 6, 1) of two samples. Which numbers belong together?",
		"mean_d = 1/N Σ_n g_nd: add up down each column, and divide by the number of rows.",
		"A new slice of len(g[0]) zeros; a loop over the rows and in it one over their places, which adds; " +
			"then a loop that divides each place by float64(len(g)).",
	}},
	Cases: []Case[meaning]{
		{Args: []any{mat{{1, 2, 0}, {3, 6, 1}}}, Want: []any{vec{2, 4, 0.5}}}, // (1+3)/2, (2+6)/2, (0+1)/2
		{Args: []any{mat{{5, -7}}}, Want: []any{vec{5, -7}}},
	},
	Mistakes: []Mistake[meaning]{
		{"this is the sum: 1/N is missing, where N is the number of samples", func(g [][]float64) []float64 {
			return columnSums(g, 1)
		}},
		{"divided by D, the number of slopes, instead of by N, the number of samples", func(g [][]float64) []float64 {
			return columnSums(g, float64(len(g[0])))
		}},
		{"divided by N − 1: that is for a variance; a mean divides by N", func(g [][]float64) []float64 {
			return columnSums(g, float64(len(g)-1))
		}},
		{"divided by the whole number of values, N·D: each place has N of them", func(g [][]float64) []float64 {
			return columnSums(g, float64(len(g)*len(g[0])))
		}},
		{"these are the means of the rows, one for each sample: the mean is over the samples, down each column",
			func(g [][]float64) []float64 {
				var means []float64
				for _, row := range g {
					means = append(means, columnSums([][]float64{{sumOf(row)}}, float64(len(row)))[0])
				}
				return means
			}},
		{"only the last sample is left: add to each place with +=", func(g [][]float64) []float64 {
			return columnSums(g[len(g)-1:], float64(len(g)))
		}},
		{"only the first sample counts: the loop over the samples ends too early", func(g [][]float64) []float64 {
			return columnSums(g[:1], 1)
		}},
		{"it adds up in row 0 of g, which belongs to the caller: add up in a new slice", func(g [][]float64) []float64 {
			for _, row := range g[1:] {
				for d := range row {
					g[0][d] += row[d]
				}
			}
			for d := range g[0] {
				g[0][d] /= float64(len(g))
			}
			return append(vec{}, g[0]...)
		}},
		{"of a single sample it returns the caller's own row: whoever changes one changes the other; copy it",
			func(g [][]float64) []float64 {
				if len(g) == 1 {
					return g[0]
				}
				return columnSums(g, float64(len(g)))
			}},
	},
}

func columnSums(g [][]float64, over float64) []float64 {
	sums := make([]float64, len(g[0]))
	for _, row := range g {
		for d := range row {
			sums[d] += row[d] / over
		}
	}
	return sums
}

func sumOf(row []float64) float64 {
	sum := 0.0
	for _, x := range row {
		sum += x
	}
	return sum
}

type drawing = func(rng *rand.Rand, n, size int) []int

// MiniBatch examines drawing without replacement, by what holds for every draw,
// and by what holds for many together.
var MiniBatch = Exercise[drawing]{
	Task: Task{"03-mini-batch", "MiniBatch", "Drawing samples", [3]string{
		"Think of a deck of cards with the numbers 0 to n−1 on them, of which you deal size cards.",
		"Place i is dealt one of the cards from place i on, each equally likely; the card that lay at i goes to " +
			"where that one was. Or: the first size cards of a shuffled deck.",
		"With the shuffled deck it is one line: rng.Perm, and a slice of it. It costs n steps, and the " +
			"library's way only size.",
	}},
	Cases: []Case[drawing]{
		{Call: "MiniBatch(rng, 10, 4), 200 times: how many numbers, are all from 0 to 9, are all different",
			Want: []any{4, true, true}, Probe: func(f drawing) []any {
				rng, length, within, different := rand.New(rand.NewPCG(1, 3)), 4, true, true
				for range 200 {
					batch := f(rng, 10, 4)
					if len(batch) != 4 {
						length = len(batch)
					}
					seen := map[int]bool{}
					for _, i := range batch {
						within = within && 0 <= i && i < 10
						different = different && !seen[i]
						seen[i] = true
					}
				}
				return []any{length, within, different}
			}},
		{Call: "MiniBatch(rng, 5, 2), 20000 times: is every number equally likely, every pair, and every order; does the draw change",
			Want: []any{true, true, true, true}, Probe: func(f drawing) []any {
				rng := rand.New(rand.NewPCG(2, 3))
				const times = 20000
				var alone [5]float64
				var pair, order [5][5]float64
				changes, before := false, []int{}
				for range times {
					b := f(rng, 5, 2)
					changes = changes || len(before) > 0 && !slices.Equal(b, before)
					before = slices.Clone(b)
					if len(b) < 2 || min(b[0], b[1]) < 0 || max(b[0], b[1]) > 4 {
						continue
					}
					alone[b[0]] += 1.0 / times
					alone[b[1]] += 1.0 / times
					order[b[0]][b[1]] += 1.0 / times
					pair[min(b[0], b[1])][max(b[0], b[1])] += 1.0 / times
				}
				// The shares of 20000 vary by 0.0035, 0.0021 and 0.0015 (standard deviations).
				numbers, pairs, orders := true, true, true
				for i := range 5 {
					numbers = numbers && near(alone[i], 2.0/5, 0.02)
					for j := range i {
						pairs = pairs && near(pair[j][i], 1.0/10, 0.012)
						orders = orders && near(order[i][j], order[j][i], 0.012)
					}
				}
				return []any{numbers, pairs, orders, changes}
			}},
		{Call: "MiniBatch(rng, 1000, 5) with two rng of the same seed: are both batches the same",
			Want: []any{true}, Probe: func(f drawing) []any {
				return []any{slices.Equal(f(rand.New(rand.NewPCG(3, 3)), 1000, 5), f(rand.New(rand.NewPCG(3, 3)), 1000, 5))}
			}},
	},
	Mistakes: []Mistake[drawing]{
		{"a number can come twice: this draws with replacement. A card that is dealt is no longer in the deck",
			func(rng *rand.Rand, n, size int) []int {
				batch := make([]int, size)
				for i := range batch {
					batch[i] = rng.IntN(n)
				}
				return batch
			}},
		{"it returns nothing: make a slice of size numbers, and return it", func(rng *rand.Rand, n, size int) []int {
			return nil
		}},
		{"every call gives the same numbers: draw with the rng that is given", func(rng *rand.Rand, n, size int) []int {
			batch := make([]int, size)
			for i := range batch {
				batch[i] = i
			}
			return batch
		}},
		{"these are neighbours, from a start by chance: samples that lie side by side in the data are often alike, " +
			"so each number has to be drawn by itself", func(rng *rand.Rand, n, size int) []int {
			batch, start := make([]int, size), rng.IntN(n)
			for i := range batch {
				batch[i] = (start + i) % n
			}
			return batch
		}},
		{"these are neighbours, and numbers at both ends come too rarely: each number has to be drawn by itself, out of all",
			func(rng *rand.Rand, n, size int) []int {
				batch, start := make([]int, size), rng.IntN(n-size+1)
				for i := range batch {
					batch[i] = start + i
				}
				return batch
			}},
		{"the numbers come sorted: every order should be equally likely", func(rng *rand.Rand, n, size int) []int {
			batch := rng.Perm(n)[:size]
			slices.Sort(batch)
			return batch
		}},
		{"a number can be n, or 0 is never drawn: the samples are numbered from 0 to n − 1", func(rng *rand.Rand, n, size int) []int {
			batch := rng.Perm(n)[:size]
			for i := range batch {
				batch[i]++
			}
			return batch
		}},
		{"the last number, n − 1, is never drawn: rng.IntN(m) and rng.Perm(m) stop at m − 1 already",
			func(rng *rand.Rand, n, size int) []int { return rng.Perm(n - 1)[:size] }},
		{"this is the whole deck: deal size numbers of it only", func(rng *rand.Rand, n, size int) []int {
			return rng.Perm(n)
		}},
		{"there is chance in it that does not come from rng: with the same seed, a run must be repeatable",
			func(rng *rand.Rand, n, size int) []int { return rand.Perm(n)[:size] }},
	},
}

type passing = func(rng *rand.Rand, n, size int) [][]int

// Epoch examines a pass over the data in batches.
var Epoch = Exercise[passing]{
	Task: Task{"03-mini-batch", "Epoch", "Drawing samples", [3]string{
		"Shuffle the whole deck first. Then deal it out, size cards at a time, until none is left.",
		"Batch b has the cards b·size to (b+1)·size − 1 of the shuffled deck; in the last batch they end at n − 1.",
		"order := rng.Perm(n); a loop with start going from 0 to n in steps of size, which appends " +
			"the slice of order from start to start+size, or to n if that is less.",
	}},
	Returns: "sizes, all numbers sorted",
	Cases: []Case[passing]{
		{Call: "Epoch(rng, 10, 4): the sizes of the batches, and all their numbers together, sorted",
			Want: []any{[]int{4, 4, 2}, []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}}, Probe: sizesAndNumbers(10, 4)},
		{Call: "Epoch(rng, 6, 3): the sizes of the batches, and all their numbers together, sorted",
			Want: []any{[]int{3, 3}, []int{0, 1, 2, 3, 4, 5}}, Probe: sizesAndNumbers(6, 3)},
		{Call: "Epoch(rng, 4, 2), 10000 times: is each pair of numbers equally likely to be in one batch",
			Want: []any{true}, Probe: func(f passing) []any {
				rng := rand.New(rand.NewPCG(5, 3))
				const times = 10000
				var together [4][4]float64
				for range times {
					for _, batch := range f(rng, 4, 2) {
						for _, i := range batch {
							for _, j := range batch {
								together[i][j] += 1.0 / times
							}
						}
					}
				}
				even := true // a third; the shares of 10000 vary by 0.0047
				for i := range 4 {
					for j := range i {
						even = even && math.Abs(together[i][j]-1.0/3) < 0.02
					}
				}
				return []any{even}
			}},
	},
	Mistakes: []Mistake[passing]{
		{"the rest is left out: if n is not a multiple of size, a shorter batch comes last", func(rng *rand.Rand, n, size int) [][]int {
			b := inBatches(rng.Perm(n), size)
			return b[:n/size]
		}},
		{"the last batch is filled up with numbers that have come already: it should be shorter", func(rng *rand.Rand, n, size int) [][]int {
			order := rng.Perm(n)
			for len(order)%size != 0 {
				order = append(order, order[len(order)-n])
			}
			return inBatches(order, size)
		}},
		{"the rest is put into the last full batch, which becomes too large: it is a batch of its own", func(rng *rand.Rand, n, size int) [][]int {
			order := rng.Perm(n)
			b := inBatches(order, size)[:n/size]
			b[len(b)-1] = order[(n/size-1)*size:]
			return b
		}},
		{"an empty batch comes last if n is a multiple of size", func(rng *rand.Rand, n, size int) [][]int {
			b := inBatches(rng.Perm(n), size)
			if n%size == 0 {
				b = append(b, nil)
			}
			return b
		}},
		{"each batch is drawn for itself out of all numbers, so some come twice and others never: shuffle once, then deal out",
			func(rng *rand.Rand, n, size int) [][]int {
				var b [][]int
				for start := 0; start < n; start += size {
					b = append(b, rng.Perm(n)[:min(size, n-start)])
				}
				return b
			}},
		{"the same numbers always come together: shuffle the numbers before they are dealt out", func(rng *rand.Rand, n, size int) [][]int {
			order := make([]int, n)
			for i := range order {
				order[i] = i
			}
			return inBatches(order, size)
		}},
		{"every number has a batch of its own: a batch has size numbers", func(rng *rand.Rand, n, size int) [][]int {
			return inBatches(rng.Perm(n), 1)
		}},
		{"size is taken for the number of batches: it is how many numbers stand in each", func(rng *rand.Rand, n, size int) [][]int {
			return inBatches(rng.Perm(n), (n+size-1)/size)
		}},
	},
}

// sizesAndNumbers returns a probe for one call of Epoch.
func sizesAndNumbers(n, size int) func(f passing) []any {
	return func(f passing) []any {
		batches := f(rand.New(rand.NewPCG(4, 3)), n, size)
		var sizes []int
		for _, b := range batches {
			sizes = append(sizes, len(b))
		}
		all := slices.Concat(batches...)
		slices.Sort(all)
		return []any{sizes, all}
	}
}

// inBatches deals the numbers out in their order.
func inBatches(numbers []int, size int) [][]int {
	return slices.Collect(slices.Chunk(numbers, size))
}
