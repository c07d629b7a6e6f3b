package check

import (
	"fmt"
	"reflect"
	"slices"

	"chainrule/backprop"
)

func tasks10() []*Task { return []*Task{&SGD.Task, &LeaveOut.Task, &Confusion.Task} }

type sgdStep = func(params []backprop.Param, lr float64)

// SGD examines one step of gradient descent on the parameters of layers.
var SGD = Exercise[sgdStep]{
	Task: Task{"10-digits", "SGD", "The machine", [3]string{
		"A weight of 1 with the slope 10 and lr = 0.5 becomes 1 − 5 = −4. " +
			"Every parameter is a matrix: how many loops does it take to reach every number?",
		"W ← W − lr·∂L/∂W for each number: p.Value[r][k] decreases by lr times p.Grad[r][k].",
		"Three loops, one in the other: over params, over the rows r of p.Value, over the k of a row; " +
			"inside, one line that changes p.Value[r][k] itself.",
	}},
	Cases: []Case[sgdStep]{
		// 1 − 5, 2 + 10, 3 − 0, 4 − 1; 5 − 1, 6 + 1.
		sgdOnOne(0.5, func() *backprop.Affine {
			return withSlopes(mat{{1, 2}, {3, 4}}, mat{{10, -20}, {0, 2}}, vec{5, 6}, vec{2, -2})
		}, mat{{-4, 12}, {3, 3}}, vec{4, 7}),
		sgdOnTwo(),
		// 1 − 0.4, −1 − 0.2; 2 + 0.1, 3 − 0.6: another rate than that of the chapter.
		sgdOnOne(0.1, func() *backprop.Affine {
			return withSlopes(mat{{1, -1}}, mat{{4, 2}}, vec{2, 3}, vec{-1, 6})
		}, mat{{0.6, -1.2}}, vec{2.1, 2.4}),
	},
	Mistakes: []Mistake[sgdStep]{
		{"the step is added: that goes uphill, for the slope points to where the loss grows",
			sgdOf(func(w, g, lr float64) float64 { return w + float64(lr*g) })},
		{"the learning rate is missing: the step is lr times the slope",
			sgdOf(func(w, g, lr float64) float64 { return w - g })},
		{"the rate is always 0.5, that of the chapter: take lr",
			sgdOf(func(w, g, lr float64) float64 { return w - float64(0.5*g) })},
		{"the old weight is lost: −lr·slope is how far the weight moves, not where it goes",
			sgdOf(func(w, g, lr float64) float64 { return -lr * g })},
		{"it divides by the number of columns, but nothing is to be divided: the slopes are those " +
			"of a mean already", func(params []backprop.Param, lr float64) {
			for _, p := range params {
				sgdRows(p.Value, p.Grad, lr/float64(len(p.Value[0])))
			}
		}},
		{"the weights of the layer are as before: a variable of a range loop is a copy, and a new " +
			"matrix in p.Value is not the layer's; change the numbers p.Value[r][k] themselves",
			func(params []backprop.Param, lr float64) {
				for _, p := range params {
					p.Value = clone(reflect.ValueOf(p.Value)).Interface().(backprop.Matrix)
					sgdRows(p.Value, p.Grad, lr)
				}
			}},
		{"a row of Value is replaced by a new one: the layer's bias is the old row, and does not " +
			"see it; write into the numbers of the row", func(params []backprop.Param, lr float64) {
			for _, p := range params {
				for r := range p.Value {
					p.Value[r] = slices.Clone(p.Value[r])
				}
				sgdRows(p.Value, p.Grad, lr)
			}
		}},
		{"only the first parameter changes: the biases and the other layers are in params too",
			func(params []backprop.Param, lr float64) { backprop.SGD(params[:1], lr) }},
		{"only the first layer changes: go through all of params, however many there are",
			func(params []backprop.Param, lr float64) { backprop.SGD(params[:2], lr) }},
		{"only the first row of each matrix changes: there is one row for each input",
			func(params []backprop.Param, lr float64) {
				for _, p := range params {
					sgdRows(p.Value[:1], p.Grad, lr)
				}
			}},
		{"only as many columns change as there are rows: k is to run over all of the row p.Value[r]",
			func(params []backprop.Param, lr float64) {
				for _, p := range params {
					for r, row := range p.Value {
						for k := range min(len(p.Value), len(row)) {
							row[k] -= float64(lr * p.Grad[r][k])
						}
					}
				}
			}},
		{"the new weights are in Grad, and the layer has the old ones: write into Value, and leave Grad as it is",
			func(params []backprop.Param, lr float64) {
				for _, p := range params {
					for r, row := range p.Value {
						for k := range row {
							p.Grad[r][k] = row[k] - float64(lr*p.Grad[r][k])
						}
					}
				}
			}},
		{"lr·slope has been written into Grad: the slopes belong to Backward, leave them as they are",
			func(params []backprop.Param, lr float64) {
				for _, p := range params {
					sgdRows(p.Value, p.Grad, lr)
					for _, grad := range p.Grad {
						for k := range grad {
							grad[k] *= lr
						}
					}
				}
			}},
		{"the slopes have been set to 0: that is not needed, Backward writes them anew each time",
			func(params []backprop.Param, lr float64) {
				for _, p := range params {
					sgdRows(p.Value, p.Grad, lr)
					for _, grad := range p.Grad {
						clear(grad)
					}
				}
			}},
	},
}

func sgdRows(value, grad backprop.Matrix, lr float64) {
	for r, row := range value {
		for k := range row {
			row[k] -= float64(lr * grad[r][k])
		}
	}
}

// sgdOf replaces each weight w with slope g by what one returns.
func sgdOf(one func(w, g, lr float64) float64) sgdStep {
	return func(params []backprop.Param, lr float64) {
		for _, p := range params {
			for r, row := range p.Value {
				for k := range row {
					row[k] = one(row[k], p.Grad[r][k], lr)
				}
			}
		}
	}
}

// withSlopes returns a layer as it is after Backward.
func withSlopes(W, DW mat, b, DB vec) *backprop.Affine {
	l := backprop.NewAffine(W, b)
	l.DW, l.DB = DW, DB
	return l
}

// sgdOnOne is a case of one layer, which the call makes anew. A step must change
// its weights, and not their slopes.
func sgdOnOne(lr float64, layer func() *backprop.Affine, W mat, b vec) Case[sgdStep] {
	before := layer()
	return Case[sgdStep]{
		Call: fmt.Sprintf("SGD(params, %v) where W = %v has the slopes %v, and b = %v the slopes %v; "+
			"then W, b, slopes of W, slopes of b:", lr, before.W, before.DW, before.B, before.DB),
		Probe: func(answer sgdStep) []any {
			l := layer()
			answer(l.Params(), lr)
			return []any{mat(l.W), l.B, mat(l.DW), l.DB}
		},
		Want: []any{W, b, mat(before.DW), before.DB},
	}
}

// sgdOnTwo is a case of two layers: 1 − 1, 2 − 2; 3 − 3, 4 + 1.
func sgdOnTwo() Case[sgdStep] {
	return Case[sgdStep]{
		Call: "SGD(params, 0.5) for two layers: W1 = [[1]], b1 = [2], W2 = [[3]], b2 = [4] with " +
			"the slopes 2, 4, 6, −2; then W1, b1, W2, b2:",
		Probe: func(answer sgdStep) []any {
			one, two := withSlopes(mat{{1}}, mat{{2}}, vec{2}, vec{4}), withSlopes(mat{{3}}, mat{{6}}, vec{4}, vec{-2})
			answer(slices.Concat(one.Params(), two.Params()), 0.5)
			return []any{mat(one.W), one.B, mat(two.W), two.B}
		},
		Want: []any{mat{{0}}, vec{0}, mat{{0}}, vec{5}},
	}
}

type leaveOut = func(n, parts, i int) (rest, part []int)

// LeaveOut examines the split into images to learn from and a piece left out.
var LeaveOut = Exercise[leaveOut]{
	Task: Task{"10-digits", "LeaveOut", "How long?", [3]string{
		"10 images, 5 pieces: 0 1, 2 3, 4 5, 6 7, 8 9. Piece 1 is 2 3; the rest is what lies before it and behind it.",
		"The piece begins at lo = i·n/parts and ends before hi = (i+1)·n/parts. Multiply first, then divide.",
		"lo and hi; then a loop over all image numbers from 0 to n − 1, with one if: " +
			"between lo and hi it is appended to part, else to rest.",
	}},
	Params:  "n, parts, i",
	Returns: "rest, part",
	Cases: []Case[leaveOut]{
		{Args: []any{10, 5, 1}, Want: []any{[]int{0, 1, 4, 5, 6, 7, 8, 9}, []int{2, 3}}},
		// From ⌊16/3⌋ = 5 up to 24/3 = 8.
		{Args: []any{8, 3, 2}, Want: []any{[]int{0, 1, 2, 3, 4}, []int{5, 6, 7}}},
		// From 0 up to ⌊8/3⌋ = 2.
		{Args: []any{8, 3, 0}, Want: []any{[]int{2, 3, 4, 5, 6, 7}, []int{0, 1}}},
	},
	Mistakes: []Mistake[leaveOut]{
		{"rest and part have changed places: rest is the longer one, to learn from", func(n, parts, i int) ([]int, []int) {
			rest, part := cutOut(n, i*n/parts, (i+1)*n/parts)
			return part, rest
		}},
		{"the images left out are in rest too: what is to judge must not be learned from", func(n, parts, i int) ([]int, []int) {
			_, part := cutOut(n, i*n/parts, (i+1)*n/parts)
			return imagesFrom(0, n), part
		}},
		{"the images behind the piece are lost: rest is what lies before and behind it",
			func(n, parts, i int) ([]int, []int) {
				return imagesFrom(0, i*n/parts), imagesFrom(i*n/parts, (i+1)*n/parts)
			}},
		{"the images before the piece are lost: rest is what lies before and behind it",
			func(n, parts, i int) ([]int, []int) {
				return imagesFrom((i+1)*n/parts, n), imagesFrom(i*n/parts, (i+1)*n/parts)
			}},
		{"the piece has one image too many: its end, (i+1)·n/parts, belongs to the next piece", func(n, parts, i int) ([]int, []int) {
			return cutOut(n, i*n/parts, min(n, (i+1)*n/parts+1))
		}},
		{"the piece lies one image too late: it begins with lo = i·n/parts itself, and ends before hi",
			func(n, parts, i int) ([]int, []int) {
				return cutOut(n, i*n/parts+1, min(n, (i+1)*n/parts+1))
			}},
		{"images are numbered from 0 to n − 1, here from 1 to n", func(n, parts, i int) ([]int, []int) {
			lo, hi := i*n/parts, (i+1)*n/parts
			return slices.Concat(imagesFrom(1, lo), imagesFrom(hi, n+1)), imagesFrom(lo, hi)
		}},
		{"the lists begin with zeros: make([]int, size) holds that many already, and append goes on " +
			"behind them; begin with an empty list", func(n, parts, i int) ([]int, []int) {
			rest, part := cutOut(n, i*n/parts, (i+1)*n/parts)
			return append(make([]int, len(rest)), rest...), append(make([]int, len(part)), part...)
		}},
		{"pieces are counted from 0: this is the one before", func(n, parts, i int) ([]int, []int) {
			return cutOut(n, (i-1)*n/parts, i*n/parts)
		}},
		{"every parts-th image is left out, from all over the file; then each hand is on both " +
			"sides, which flatters: leave out a piece of images that follow one another", func(n, parts, i int) (rest, part []int) {
			for image := range n {
				if image%parts == i {
					part = append(part, image)
				} else {
					rest = append(rest, image)
				}
			}
			return rest, part
		}},
		{"all pieces are ⌊n/parts⌋ long, so the last images of the file are never left out: " +
			"multiply by i before you divide by parts", func(n, parts, i int) ([]int, []int) {
			return cutOut(n, i*(n/parts), (i+1)*(n/parts))
		}},
		{"the last piece gets all that remains: multiply by i before you divide by parts, and no " +
			"piece is longer than another by more than one", func(n, parts, i int) ([]int, []int) {
			if i == parts-1 {
				return cutOut(n, i*(n/parts), n)
			}
			return cutOut(n, i*(n/parts), (i+1)*(n/parts))
		}},
		{"the length of a piece is rounded up, so the last is too short: multiply by i before you " +
			"divide by parts, and drop what is behind the decimal point", func(n, parts, i int) ([]int, []int) {
			size := (n + parts - 1) / parts
			return cutOut(n, i*size, min(n, (i+1)*size))
		}},
		{"the piece begins where it should, but its length is rounded up, so that an image is in two pieces: it " +
			"ends before (i+1)·n/parts, where the next begins", func(n, parts, i int) ([]int, []int) {
			lo := i * n / parts
			return cutOut(n, lo, min(n, lo+(n+parts-1)/parts))
		}},
		{"the piece begins where it should, but its length is rounded down, so that an image is in no piece: it " +
			"ends before (i+1)·n/parts, where the next begins", func(n, parts, i int) ([]int, []int) {
			return cutOut(n, i*n/parts, i*n/parts+n/parts)
		}},
		{"i/parts is 0 in whole numbers: multiply i by n first, then divide", func(n, parts, i int) ([]int, []int) {
			return cutOut(n, i/parts*n, (i+1)/parts*n)
		}},
		{"append has written over the images left out: append(all[:lo], all[hi:]...) moves the " +
			"numbers within the array of all; begin rest as a list of its own", func(n, parts, i int) ([]int, []int) {
			all := imagesFrom(0, n)
			lo, hi := i*n/parts, (i+1)*n/parts
			part := all[lo:hi]
			return append(all[:lo], all[hi:]...), part
		}},
	},
}

func cutOut(n, lo, hi int) (rest, part []int) {
	return slices.Concat(imagesFrom(0, lo), imagesFrom(hi, n)), imagesFrom(lo, hi)
}

func imagesFrom(lo, hi int) (images []int) {
	for image := lo; image < hi; image++ {
		images = append(images, image)
	}
	return images
}

type confusionOf = func(y, t [][]float64) [][]int

// Confusion examines the count of what each class is taken for.
var Confusion = Exercise[confusionOf]{
	Task: Task{"10-digits", "Confusion", "Where it errs", [3]string{
		"For each image ask two things: which class is it (where is the 1 of t), and which does the network say " +
			"(where is the largest of y)? Make a mark in that row and that column.",
		"count[i][j] grows by 1 for an image whose largest t is at i and whose first largest y is at j.",
		"A table of K rows, each made by a make of its own; a loop over n; for y[n] and t[n] the place of the " +
			"first largest number, found by comparing with y[n][0] onwards; then count[i][j]++.",
	}},
	Params: "y, t",
	Cases: []Case[confusionOf]{
		{Args: []any{mat{{0.9, 0.1}, {0.8, 0.2}, {0.7, 0.3}, {0.4, 0.6}}, mat{{1, 0}, {1, 0}, {0, 1}, {0, 1}}},
			Want: []any{[][]int{{2, 0}, {1, 1}}}}, // the third is a 1, taken for a 0
		{Args: []any{mat{{-3e9, -2e9, -1e9}}, mat{{0, 1, 0}}},
			Want: []any{[][]int{{0, 0, 0}, {0, 0, 1}, {0, 0, 0}}}}, // the largest is −1e9
		{Args: []any{mat{{0.1, 0.4, 0.4}}, mat{{0, 0, 1}}},
			Want: []any{[][]int{{0, 0, 0}, {0, 0, 0}, {0, 1, 0}}}}, // the first of two
	},
	Mistakes: []Mistake[confusionOf]{
		{"rows and columns have changed places: the row is what the digit is, the column what it is taken for",
			func(y, t [][]float64) [][]int { return tally(t, y, largest, countUp) }},
		{"only the mistakes are counted: what is right belongs on the diagonal",
			func(y, t [][]float64) [][]int {
				return tally(y, t, largest, func(count *int, right bool) {
					if !right {
						*count++
					}
				})
			}},
		{"only what is right is counted: an image that is taken for another class belongs beside the diagonal",
			func(y, t [][]float64) [][]int {
				return tally(y, t, largest, func(count *int, right bool) {
					if right {
						*count++
					}
				})
			}},
		{"a place is set to 1 instead of being counted up: two images may go to the same one",
			func(y, t [][]float64) [][]int {
				return tally(y, t, largest, func(count *int, right bool) { *count = 1 })
			}},
		{"all rows are one and the same slice: make a new one for each class", func(y, t [][]float64) [][]int {
			count, row := make([][]int, len(y[0])), make([]int, len(y[0]))
			for i := range count {
				count[i] = row
			}
			for n := range y {
				count[largest(t[n])][largest(y[n])]++
			}
			return count
		}},
		{"the table has a row for each image: it needs K rows and K columns, one a class", func(y, t [][]float64) [][]int {
			count := make([][]int, len(y))
			for i := range count {
				count[i] = make([]int, len(y))
			}
			for n := range y {
				count[largest(t[n])][largest(y[n])]++
			}
			return count
		}},
		{"there is a row for each image, with what it is taken for: add up the images of one class in one row",
			func(y, t [][]float64) [][]int {
				count := make([][]int, len(y))
				for n := range y {
					count[n] = make([]int, len(y[n]))
					count[n][largest(y[n])]++
				}
				return count
			}},
		{"the search for the largest score begins with 0, or another fixed number, and finds none if all scores " +
			"are below it: begin with the first score", func(y, t [][]float64) [][]int {
			return tally(y, t, func(a []float64) int {
				top, at := 0.0, 0
				for k := range a {
					if a[k] > top {
						top, at = a[k], k
					}
				}
				return at
			}, countUp)
		}},
		{"of two equal largest scores, the last was taken: a later one must be larger, > and not >=",
			func(y, t [][]float64) [][]int {
				return tally(y, t, func(a []float64) int {
					at := 0
					for k := range a {
						if a[k] >= a[at] {
							at = k
						}
					}
					return at
				}, countUp)
			}},
		{"an image counts only if a score is above ½: the largest score decides, however small it is",
			func(y, t [][]float64) [][]int {
				return tally(y, t, func(a []float64) int {
					return slices.IndexFunc(a, func(score float64) bool { return score > 0.5 })
				}, countUp)
			}},
		{"the search ends at the first score that is larger than the one before: a later one may be larger still",
			func(y, t [][]float64) [][]int {
				return tally(y, t, func(a []float64) int {
					for k := 1; k < len(a); k++ {
						if a[k] > a[k-1] {
							return k
						}
					}
					return 0
				}, countUp)
			}},
	},
}

func largest(a []float64) int { return slices.Index(a, slices.Max(a)) }

func countUp(count *int, right bool) { *count++ }

// tally makes a mark for each image, in the row of what it is and the column of
// what it is taken for; none for a column of −1.
func tally(y, t [][]float64, takenFor func(a []float64) int, mark func(count *int, right bool)) [][]int {
	count := make([][]int, len(y[0]))
	for i := range count {
		count[i] = make([]int, len(y[0]))
	}
	for n := range y {
		if i, j := largest(t[n]), takenFor(y[n]); j >= 0 {
			mark(&count[i][j], i == j)
		}
	}
	return count
}
