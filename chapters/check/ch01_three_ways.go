package check

import (
	"math"
	"slices"
)

func tasks01() []*Task { return []*Task{&OneHot.Task, &Accuracy.Task, &Nearest.Task} }

type oneHot = func(labels []int, classes int) [][]float64

// OneHot examines how labels become rows with a single 1.
var OneHot = Exercise[oneHot]{
	Task: Task{"01-three-ways", "OneHot", "The task", [3]string{
		"Write the rows for the labels 2 and 0 of three classes on paper. How many rows are " +
			"there, how long is each, and where does its 1 stand?",
		"N = len(labels) rows, each of as many numbers as there are classes; row n has its 1 " +
			"at place labels[n], counted from 0.",
		"t := make([][]float64, len(labels)) makes N rows that are still nil; a loop over n " +
			"makes each row, make([]float64, classes), and sets one number of it to 1.",
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
	Mistakes: []Mistake[oneHot]{
		{"rows and columns have changed places: a label is a row, a class a column",
			func(labels []int, classes int) [][]float64 {
				t := blankRows(classes, len(labels))
				for n, label := range labels {
					t[label][n] = 1
				}
				return t
			}},
		{"the classes are numbered from 0: label 0 has its 1 at place 0, so nothing is subtracted",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels, classes, func(row []float64, label int) { row[label-1] = 1 })
			}},
		{"the 1 stands one place too far left, or is missing: k counts from 0, as the labels do, " +
			"so compare k itself with the label",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels, classes, func(row []float64, label int) {
					for k := range row {
						if k+1 == label {
							row[k] = 1
						}
					}
				})
			}},
		{"the label itself stands in the row: write 1 at the place of the label",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels, classes, func(row []float64, label int) {
					row[label] = float64(label)
				})
			}},
		{"0 and 1 have changed places: 1 at the label, 0 elsewhere",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels, classes, func(row []float64, label int) {
					for k := range row {
						if k != label {
							row[k] = 1
						}
					}
				})
			}},
		{"all rows are one and the same slice, which collects the ones of all labels: make a new " +
			"row inside the loop",
			func(labels []int, classes int) [][]float64 {
				t, row := make([][]float64, len(labels)), make([]float64, classes)
				for n, label := range labels {
					row[label] = 1
					t[n] = row
				}
				return t
			}},
		{"all rows are one and the same slice, so the last label is seen in all: make a new row " +
			"inside the loop, instead of clearing the old one",
			func(labels []int, classes int) [][]float64 {
				t, row := make([][]float64, len(labels)), make([]float64, classes)
				for n, label := range labels {
					clear(row)
					row[label] = 1
					t[n] = row
				}
				return t
			}},
		{"rows of the same label are the same slice, perhaps from a table with one row a class: " +
			"changing one changes the other, so each needs a copy",
			func(labels []int, classes int) [][]float64 {
				table, t := blankRows(classes, classes), make([][]float64, len(labels))
				for k := range table {
					table[k][k] = 1
				}
				for n, label := range labels {
					t[n] = table[label]
				}
				return t
			}},
		{"the rows are as long as the largest label needs: they have as many columns as there are " +
			"classes, whether or not the last one occurs",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels, slices.Max(labels)+1, func(row []float64, label int) {
					row[label] = 1
				})
			}},
		{"each row is one number too long: classes numbers have the places 0 to classes − 1",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels, classes+1, func(row []float64, label int) { row[label] = 1 })
			}},
		{"the last label has no row: n runs from 0 to N − 1",
			func(labels []int, classes int) [][]float64 {
				return hotRows(labels[:len(labels)-1], classes, func(row []float64, label int) {
					row[label] = 1
				})
			}},
	},
}

func blankRows(rows, cols int) [][]float64 {
	t := make([][]float64, rows)
	for n := range t {
		t[n] = make([]float64, cols)
	}
	return t
}

// hotRows makes a row for each label, and has it filled.
func hotRows(labels []int, cols int, fill func(row []float64, label int)) [][]float64 {
	t := blankRows(len(labels), cols)
	for n := range t {
		fill(t[n], labels[n])
	}
	return t
}

type accuracy = func(y, t [][]float64) float64

// Accuracy examines the share of rows that are read correctly.
var Accuracy = Exercise[accuracy]{
	Task: Task{"01-three-ways", "Accuracy", "The task", [3]string{
		"Take one row only: where does the largest number of (0.3, 0.3, 0.4) stand, and where that " +
			"of (−3, −1, −2)? With which value did you begin your search?",
		"For each row: the place of the first largest number in y, and that in t. The accuracy is the " +
			"number of rows where the places are equal, divided by N, as float64.",
		"Write a small function that returns the place: top := 0, and a loop over k that sets top = k " +
			"if x[k] > x[top]. Accuracy counts in a loop over n, and divides after it.",
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
	Mistakes: []Mistake[accuracy]{
		{"this is the number of images read correctly: divide it by N, the number of all",
			func(y, t [][]float64) float64 { return accurate(y, t) }},
		{"this is in percent: a share of 1 means all",
			func(y, t [][]float64) float64 { return 100 * accurate(y, t) / float64(len(y)) }},
		{"this is the share of images read wrongly, 1 minus the accuracy",
			func(y, t [][]float64) float64 { return 1 - accurate(y, t)/float64(len(y)) }},
		{"Go divides whole numbers without a remainder, so that 3/4 is 0: make both float64 first",
			func(y, t [][]float64) float64 { return math.Floor(accurate(y, t) / float64(len(y))) }},
		{"divided by K, the number of classes: divide by N, the number of rows",
			func(y, t [][]float64) float64 { return accurate(y, t) / float64(len(y[0])) }},
		{"divided by N·K, all numbers of the matrix: an image counts once, not once for each class",
			func(y, t [][]float64) float64 { return accurate(y, t) / float64(len(y)*len(y[0])) }},
		{"only the first row counts: return after the loop, not in it",
			func(y, t [][]float64) float64 { return accurate(y[:1], t[:1]) }},
		{"the search for the largest starts at 0, or another fixed number, and among numbers below it none is " +
			"larger: start with the first number of the row",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool {
					top, largest := 0, 0.0
					for k := range y {
						if y[k] > largest {
							top, largest = k, y[k]
						}
					}
					return top == firstLargest(t)
				})
			}},
		{"this looks for the smallest number: the answer is the class with the largest",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool {
					return slices.Index(y, slices.Min(y)) == firstLargest(t)
				})
			}},
		{"of equal numbers the last counts here: the first should, so compare with >, not ≥",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool {
					top := 0
					for k := range y {
						if y[k] >= y[top] {
							top = k
						}
					}
					return top == firstLargest(t)
				})
			}},
		{"an undecided row counts as right, whatever the truth: of equal numbers the first one is the " +
			"answer",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool {
					return y[firstLargest(t)] == slices.Max(y)
				})
			}},
		{"an undecided row counts as wrong: of equal numbers the first one is the answer",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool {
					top := firstLargest(y)
					return top == firstLargest(t) && !slices.Contains(y[top+1:], y[top])
				})
			}},
		{"it looks for a 1 in t; t may also be shares: take the place of the largest, as in y",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool {
					return firstLargest(y) == slices.Index(t, 1)
				})
			}},
		{"it compares the largest numbers themselves: compare the places where they stand",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool { return slices.Max(y) == slices.Max(t) })
			}},
		{"it compares y and t number by number: a prediction need not be exact, only its largest " +
			"number must stand at the right place",
			func(y, t [][]float64) float64 { return agreeing(y, t, slices.Equal[[]float64]) }},
		{"this rounds the numbers, and counts those that agree with t: an image is one answer, right or " +
			"wrong, and its answer is the class with the largest number",
			func(y, t [][]float64) float64 {
				sum := 0.0
				for n := range y {
					for k := range y[n] {
						if math.Round(y[n][k]) == t[n][k] {
							sum++
						}
					}
				}
				return sum / float64(len(y)*len(y[0]))
			}},
		{"a row counts only if the right class has more than 0.5: it need only have more than every " +
			"other class",
			func(y, t [][]float64) float64 {
				return agreeing(y, t, func(y, t []float64) bool { return y[firstLargest(t)] > 0.5 })
			}},
		{"this is the mean probability of the right class: a row is right or wrong, 1 or 0",
			func(y, t [][]float64) float64 {
				sum := 0.0
				for n := range y {
					for k := range y[n] {
						sum += float64(y[n][k] * t[n][k])
					}
				}
				return sum / float64(len(y))
			}},
	},
}

func firstLargest(x []float64) int { return slices.Index(x, slices.Max(x)) }

// accurate counts the rows that are right.
func accurate(y, t [][]float64) float64 {
	return float64(len(y)) * agreeing(y, t, func(y, t []float64) bool {
		return firstLargest(y) == firstLargest(t)
	})
}

// agreeing returns the share of rows for which ok holds.
func agreeing(y, t [][]float64, ok func(y, t []float64) bool) float64 {
	count := 0
	for n := range y {
		if ok(y[n], t[n]) {
			count++
		}
	}
	return float64(count) / float64(len(y))
}

type nearest = func(known [][]float64, labels []int, x []float64) int

// Nearest examines the search for the most similar known image.
var Nearest = Exercise[nearest]{
	Task: Task{"01-three-ways", "Nearest", "What to notice", [3]string{
		"Work out by hand, for known (1, 5), (4, 0), (2, 2) and x = (1, 2): three squared distances. " +
			"Which is the smallest, and what is then returned?",
		"distance_n² = Σ_d (x_d − known_nd)² for each n; the result is labels_n for the n where " +
			"it is smallest, the first of several.",
		"Two loops. The outer one, over n, begins with a sum of 0; the inner one, over d, adds a square; " +
			"after the inner one, compare the sum with the smallest so far, which begins as math.Inf(1).",
	}},
	Params: "known, labels, x",
	Cases: []Case[nearest]{
		{Args: []any{mat{{1, 5}, {4, 0}, {2, 2}}, []int{7, 4, 9}, vec{1, 2}}, Want: []any{9}}, // 9, 13, 1
		{Args: []any{mat{{3}, {1}}, []int{8, 5}, vec{2}}, Want: []any{8}},                     // 1, 1
		{Args: []any{mat{{3, 0}, {2, 2}}, []int{1, 6}, vec{0, 0}}, Want: []any{6}},            // 9, 8
		{Args: []any{mat{{3e99, 0}, {0, 2e99}}, []int{3, 2}, vec{0, 0}}, Want: []any{2}},      // 9e198, 4e198
		{Args: []any{mat{{2, 5}, {2, 3}, {4, 5}}, []int{5, 1, 4}, vec{2, 5}}, Want: []any{5}}, // 0, 4, 4
	},
	Mistakes: []Mistake[nearest]{
		{"this is the label of the image that differs most: look for the smallest distance",
			func(known [][]float64, labels []int, x []float64) int {
				return labels[smallestFirst(known, func(k []float64) float64 { return -squared(k, x) })]
			}},
		{"this is the number of the image: return its label",
			func(known [][]float64, labels []int, x []float64) int {
				return smallestFirst(known, func(k []float64) float64 { return squared(k, x) })
			}},
		{"this is the squared distance: return the label of the image that has it",
			func(known [][]float64, labels []int, x []float64) int {
				n := smallestFirst(known, func(k []float64) float64 { return squared(k, x) })
				return int(squared(known[n], x))
			}},
		{"of images equally near the last counts here: the first should, so compare with <, not ≤",
			func(known [][]float64, labels []int, x []float64) int {
				best := 0
				for n := range known {
					if squared(known[n], x) <= squared(known[best], x) {
						best = n
					}
				}
				return labels[best]
			}},
		{"the differences are not squared, so a much too large pixel counts as near: square each one",
			func(known [][]float64, labels []int, x []float64) int {
				return labels[smallestFirst(known, func(k []float64) float64 { return differences(x, k) })]
			}},
		{"the differences are not squared, so a much too small pixel counts as near: square each one",
			func(known [][]float64, labels []int, x []float64) int {
				return labels[smallestFirst(known, func(k []float64) float64 { return differences(k, x) })]
			}},
		{"the sum of the differences is squared, and in it they cancel: square each one, then add",
			func(known [][]float64, labels []int, x []float64) int {
				return labels[smallestFirst(known, func(k []float64) float64 {
					return math.Abs(differences(k, x))
				})]
			}},
		{"absolute values instead of squares: that is another distance, by which (3, 0) is nearer to " +
			"(0, 0) than (2, 2) is",
			func(known [][]float64, labels []int, x []float64) int {
				return labels[smallestFirst(known, func(k []float64) float64 {
					sum := 0.0
					for d := range x {
						sum += math.Abs(x[d] - k[d])
					}
					return sum
				})]
			}},
		{"this takes the largest product of pixels, and so favours images with much ink: take the " +
			"smallest distance",
			func(known [][]float64, labels []int, x []float64) int {
				return labels[smallestFirst(known, func(k []float64) float64 {
					sum := 0.0
					for d := range x {
						sum -= float64(x[d] * k[d])
					}
					return sum
				})]
			}},
		{"it compares before the sum is complete: the comparison belongs behind the loop over " +
			"the pixels",
			func(known [][]float64, labels []int, x []float64) int {
				best, least := 0, math.Inf(1)
				for n := range known {
					sum := 0.0
					for d := range x {
						sum += float64((x[d] - known[n][d]) * (x[d] - known[n][d]))
						if sum < least {
							best, least = n, sum
						}
					}
				}
				return labels[best]
			}},
		{"only the last pixel counts: add the squares of all, with +=",
			func(known [][]float64, labels []int, x []float64) int {
				last := len(x) - 1
				return labels[smallestFirst(known, func(k []float64) float64 {
					return squared(k[last:], x[last:])
				})]
			}},
		{"the answer is always the first image's. Does the sum begin at 0 anew for each image? And is " +
			"the smallest distance so large at the start that the first one is smaller?",
			func(known [][]float64, labels []int, x []float64) int { return labels[0] }},
		{"the answer is always 0. If the smallest distance starts at 0, no distance is ever smaller: " +
			"start with +Inf",
			func(known [][]float64, labels []int, x []float64) int { return 0 }},
		{"a smallest distance of 0 is taken for none found yet, but an image may be the very same as x: start " +
			"with +Inf, or with the first image",
			func(known [][]float64, labels []int, x []float64) int {
				best, least := 0, 0.0
				for n := range known {
					if s := squared(known[n], x); least == 0 || s < least {
						best, least = n, s
					}
				}
				return labels[best]
			}},
		{"the smallest distance starts at a number that is too small for some data: start with " +
			"+Inf, or with the first image",
			func(known [][]float64, labels []int, x []float64) int {
				best, least := 0, 9999.0
				for n := range known {
					if s := squared(known[n], x); s < least {
						best, least = n, s
					}
				}
				return labels[best]
			}},
	},
}

// smallestFirst returns the first row for which f is smallest.
func smallestFirst(rows [][]float64, f func([]float64) float64) int {
	best := 0
	for n := range rows {
		if f(rows[n]) < f(rows[best]) {
			best = n
		}
	}
	return best
}

func squared(a, b []float64) float64 { return 2 * halfSquares(a, b) }

// differences returns the sum of a − b.
func differences(a, b []float64) float64 {
	sum := 0.0
	for d := range a {
		sum += a[d] - b[d]
	}
	return sum
}

func halfSquares(y, t []float64) float64 {
	sum := 0.0
	for k := range y {
		sum += float64((y[k] - t[k]) * (y[k] - t[k]))
	}
	return sum / 2
}
