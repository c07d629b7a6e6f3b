package check

import "slices"

func tasks01() []*Task { return []*Task{&OneHot.Task, &Accuracy.Task, &Nearest.Task} }

type oneHot = func(labels []int, classes int) [][]float64

// OneHot examines how labels become rows with a single 1.
var OneHot = Exercise[oneHot]{
	Task: Task{"01-three-ways", "OneHot", "The task", [3]string{
		"On paper, write the rows for the labels 2 and 0 when there are three classes. How many rows are there, how " +
			"long is each, and where is its 1?",
		"The result has N = len(labels) rows, each with as many numbers as there are classes. Row n has its 1 in " +
			"column labels[n], counted from 0.",
		"t := make([][]float64, len(labels)) makes N rows that are still nil; a loop over n makes each row with " +
			"make([]float64, classes) and sets one of its numbers to 1.",
	}},
	Params: "labels, classes",
	Cases: []Case[oneHot]{
		{Args: []any{[]int{2, 0}, 3}, Want: []any{mat{{0, 0, 1}, {1, 0, 0}}}},
		{Args: []any{[]int{1}, 4}, Want: []any{mat{{0, 1, 0, 0}}}},
		{Probe: func(answer oneHot) []any {
			t := answer([]int{1, 1}, 2)
			if len(t) > 0 && len(t[0]) > 1 {
				t[0][1] = 0
			}
			return []any{t}
		}, Call: "t := OneHot([1 1], 2), and then t[0][1] = 0", Want: []any{mat{{0, 0}, {0, 1}}}},
	},
	Random: func(d *Dice) []any {
		classes := d.Few()
		labels := make([]int, d.Few())
		for n := range labels {
			labels[n] = d.IntN(classes)
		}
		return []any{labels, classes}
	},
	Right: rightOneHot,
}

type accuracy = func(y, t [][]float64) float64

// Accuracy examines the share of rows that are read correctly.
var Accuracy = Exercise[accuracy]{
	Task: Task{"01-three-ways", "Accuracy", "The task", [3]string{
		"Take one row at a time. Where is the largest number of (0.3, 0.3, 0.4), and where is the largest number of " +
			"(−3, −1, −2)? What value did your search start from?",
		"For each row, find the place of the largest number in y, the first if several are equal, and then in t. The " +
			"accuracy is the number of rows where the places are the same, divided by N, both as float64.",
		"Write a small function that returns the place: top := 0, and a loop over k that sets top = k if x[k] > " +
			"x[top]. Accuracy counts the equal places in a loop over n, then divides by N.",
	}},
	Params: "y, t",
	Cases: []Case[accuracy]{
		// The first three are right, the last says 1 and should say 0.
		{Args: []any{mat{{0, 1, 0}, {0.6, 0.3, 0.1}, {0.3, 0.3, 0.4}, {0.2, 0.5, 0.3}},
			mat{{0, 1, 0}, {1, 0, 0}, {0, 0, 1}, {1, 0, 0}}}, Want: []any{0.75}},
		// Undecided means class 0: right, right, wrong.
		{Args: []any{mat{{0.5, 0.5}, {0.5, 0.5}, {0.5, 0.5}}, mat{{1, 0}, {1, 0}, {0, 1}}},
			Want: []any{0.6666666666666667}},
		{Args: []any{mat{{-3e9, -1e9, -2e9}}, mat{{0, 1, 0}}}, Want: []any{1.0}},        // −1e9 is the largest
		{Args: []any{mat{{0.25, 0.4, 0.35}}, mat{{0.35, 0.4, 0.25}}}, Want: []any{1.0}}, // 0.4 both times, at place 1
	},
	Random: func(d *Dice) []any {
		N, K := d.Few(), d.Few()
		y, t := d.scores(N, K), d.Rows(N, func() []float64 { return d.Target(K) })
		for n := range t {
			if d.IntN(2) == 0 { // a right answer, which is rare otherwise
				clear(t[n])
				t[n][slices.Index(y[n], slices.Max(y[n]))] = 1
			}
		}
		return []any{y, t}
	},
	Right:    rightAccuracy,
	AnyScale: true,
}

type nearest = func(known [][]float64, labels []int, x []float64) int

// Nearest examines the search for the most similar known image.
var Nearest = Exercise[nearest]{
	Task: Task{"01-three-ways", "Nearest", "What to notice", [3]string{
		"Take the known images (1, 5), (4, 0) and (2, 2), and x = (1, 2). Work out the three squared distances by " +
			"hand. Which is the smallest, and what do you return then?",
		"distance_n² = Σ_d (x_d − known_nd)² for each n; the result is labels_n for the first n with the smallest " +
			"distance_n².",
		"Use two loops. For each n, the outer one sets a sum to 0, and the inner one, over d, adds the squares. Then " +
			"compare the sum with the smallest so far, which starts at math.Inf(1).",
	}},
	Params: "known, labels, x",
	Cases: []Case[nearest]{
		{Args: []any{mat{{1, 5}, {4, 0}, {2, 2}}, []int{7, 4, 9}, vec{1, 2}}, Want: []any{9}}, // 9, 13, 1
		{Args: []any{mat{{3}, {1}}, []int{8, 5}, vec{2}}, Want: []any{8}},                     // 1, 1
		{Args: []any{mat{{3, 0}, {2, 2}}, []int{1, 6}, vec{0, 0}}, Want: []any{6}},            // 9, 8
		{Args: []any{mat{{3e99, 0}, {0, 2e99}}, []int{3, 2}, vec{0, 0}}, Want: []any{2}},      // 9e198, 4e198
		{Args: []any{mat{{2, 5}, {2, 3}, {4, 5}}, []int{5, 1, 4}, vec{2, 5}}, Want: []any{5}}, // 0, 4, 4
	},
	Random: func(d *Dice) []any {
		N, D := d.Few(), d.Few()
		labels := make([]int, N)
		for n := range labels {
			labels[n] = d.IntN(10)
		}
		return []any{d.Mat(N, D), labels, d.Vec(D)}
	},
	Right:    rightNearest,
	AnyScale: true,
}
