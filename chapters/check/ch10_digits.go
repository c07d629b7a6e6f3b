package check

import (
	"fmt"
	"slices"
	"strings"

	"chainrule/backprop"
)

func tasks10() []*Task { return []*Task{&SGD.Task, &LeaveOut.Task, &Confusion.Task} }

type sgdStep = func(params []backprop.Param, lr float64)

// SGD examines one step of gradient descent on the parameters of layers.
var SGD = Exercise[sgdStep]{
	Task: Task{"10-digits", "SGD", "The machine", [3]string{
		"A weight of 1 with the slope 10 and lr = 0.5 becomes 1 − 5 = −4. Every parameter is a matrix: how many loops " +
			"does it take to reach every number?",
		"W ← W − lr·∂L/∂W for each number: p.Value[r][k] decreases by lr times p.Grad[r][k].",
		"Nest three loops, over params, over the rows r of p.Value and over the columns k. Inside, one line changes " +
			"p.Value[r][k] itself.",
	}},
	Returns: "values, slopes",
	Cases:   sgdCases(),
	Right:   rightSGD,
}

// sgdCases are of one layer or more. There are as many as random calls elsewhere, and the
// shortest stand first after the two that a reader sees before all others.
func sgdCases() (cases []Case[sgdStep]) {
	cases = []Case[sgdStep]{
		sgdCase(1, 0.5, sgdLayer{mat{{1, 2}, {3, 4}}, mat{{10, -20}, {0, 2}}, vec{5, 6}, vec{2, -2}}),
		sgdCase(1, 0.5, sgdLayer{mat{{1}}, mat{{2}}, vec{2}, vec{4}}, sgdLayer{mat{{3}}, mat{{6}}, vec{4}, vec{-2}}),
	}
	for d := newDice(); len(cases) < randomCallsMade; {
		var layers []sgdLayer
		d.scale = scales[d.IntN(len(scales))]
		for range d.Few() {
			D, K := d.Few(), d.Few()
			layers = append(layers, sgdLayer{d.Mat(D, K), d.Mat(D, K), d.Vec(K), d.Vec(K)})
		}
		cases = append(cases, sgdCase(d.Between(1, 2), d.Positive(), layers...))
	}
	slices.SortStableFunc(cases[2:], func(a, b Case[sgdStep]) int { return len(a.Call) - len(b.Call) })
	return cases
}

// An sgdLayer has weights and biases, and their slopes as they are after Backward.
type sgdLayer struct {
	W, DW mat
	b, DB vec
}

// sgdCase is a step or two on layers, which the call makes anew. It must change their weights, and
// not the slopes.
func sgdCase(steps int, lr float64, layers ...sgdLayer) Case[sgdStep] {
	var texts []string
	var values, slopes []mat
	for i, l := range layers {
		number := fmt.Sprint(i + 1)
		if len(layers) == 1 {
			number = ""
		}
		texts = append(texts, fmt.Sprintf("W%s = %v has the slopes %v, and b%[1]s = %[4]v the slopes %[5]v", number, l.W, l.DW, l.b, l.DB))
		W, b := l.W, mat{l.b}
		for range steps {
			W, b = stepped(W, l.DW, lr), stepped(b, mat{l.DB}, lr)
		}
		values = append(values, W, b)
		slopes = append(slopes, l.DW, mat{l.DB})
	}
	return Case[sgdStep]{
		Call: fmt.Sprintf("SGD(params, %v)%s where %s", lr, []string{"", ", twice,"}[steps-1], strings.Join(texts, ", ")),
		Probe: func(answer sgdStep) []any {
			var made []*backprop.Affine
			var params []backprop.Param
			for _, l := range layers {
				a := backprop.NewAffine(stepped(l.W, l.W, 0), slices.Clone(l.b))
				a.DW, a.DB = stepped(l.DW, l.DW, 0), slices.Clone(l.DB)
				made, params = append(made, a), append(params, a.Params()...)
			}
			for range steps {
				answer(params, lr)
			}
			var values, slopes []mat
			for _, a := range made {
				values, slopes = append(values, a.W, mat{a.B}), append(slopes, a.DW, mat{a.DB})
			}
			return []any{values, slopes}
		},
		Want: []any{values, slopes},
	}
}

// stepped returns values − lr·slopes.
func stepped(values, slopes mat, lr float64) mat {
	m := make(mat, len(values))
	for r, row := range values {
		for k, v := range row {
			m[r] = append(m[r], v-float64(lr*slopes[r][k]))
		}
	}
	return m
}

type leaveOut = func(n, parts, i int) (rest, part []int)

// LeaveOut examines the split into images to learn from and a piece left out.
var LeaveOut = Exercise[leaveOut]{
	Task: Task{"10-digits", "LeaveOut", "How long?", [3]string{
		"10 images in 5 pieces make 0 1, then 2 3, then 4 5, then 6 7, then 8 9. Piece 1 holds 2 and 3; the rest is " +
			"everything before and after it.",
		"The piece begins at lo = i·n/parts and ends before hi = (i+1)·n/parts. Multiply first, then divide.",
		"Compute lo and hi. Then loop over all image numbers from 0 to n − 1, with one if: append those from lo to hi " +
			"− 1 to part, and all others to rest.",
	}},
	Params:  "n, parts, i",
	Returns: "rest, part",
	Cases: []Case[leaveOut]{
		{Args: []any{10, 5, 1}, Want: []any{[]int{0, 1, 4, 5, 6, 7, 8, 9}, []int{2, 3}}},
		// From ⌊16/3⌋ = 5 up to 24/3 = 8.
		{Args: []any{8, 3, 2}, Want: []any{[]int{0, 1, 2, 3, 4}, []int{5, 6, 7}}},
		// From 0 up to ⌊8/3⌋ = 2.
		{Args: []any{8, 3, 0}, Want: []any{[]int{2, 3, 4, 5, 6, 7}, []int{0, 1}}},
		{Call: "LeaveOut(n, parts, i) for all n < 60, parts ≤ n + 1 and i < parts", Probe: leaveOutAll,
			Want: []any{"all right", "all right"}},
	},
	Random: func(d *Dice) []any {
		parts := d.Between(1, 6)
		return []any{d.Between(1, 20), parts, d.IntN(parts)}
	},
	Right: rightLeaveOut,
}

// leaveOutAll returns what is wrong first: n/parts, rounded, spoils few results.
func leaveOutAll(answer leaveOut) []any {
	for n := 1; n < 60; n++ {
		for parts := 1; parts <= n+1; parts++ {
			for i := range parts {
				rest, part := answer(n, parts, i)
				if r, p := rightLeaveOut(n, parts, i); !slices.Equal(rest, r) || !slices.Equal(part, p) {
					return []any{fmt.Sprintf("%v for n = %d, parts = %d, i = %d", rest, n, parts, i), fmt.Sprintf("%v, where it should be %v", part, p)}
				}
			}
		}
	}
	return []any{"all right", "all right"}
}

type confusionOf = func(y, t [][]float64) [][]int

// Confusion examines the count of what each class is taken for.
var Confusion = Exercise[confusionOf]{
	Task: Task{"10-digits", "Confusion", "Where it errs", [3]string{
		"For each image ask two things: which class is it (where is the 1 in t), and which class does the network " +
			"choose (where is the largest number in y)? Make a mark in the row of the first class and the column of " +
			"the second.",
		"count[i][j] grows by 1 for an image whose largest t is at i and whose largest y, the first if several are " +
			"equal, is at j.",
		"Make a table of K rows, each with its own make. In a loop over n, find the place of the largest number in " +
			"t[n] and in y[n], starting at place 0 and moving on only to a larger number. Then count[i][j]++.",
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
	Random: func(d *Dice) []any {
		N, K := d.Few(), d.Few()
		return []any{d.scores(N, K), d.Rows(N, func() []float64 {
			t := make([]float64, K)
			t[d.IntN(K)] = 1
			return t
		})}
	},
	Right:    rightConfusion,
	AnyScale: true,
}
