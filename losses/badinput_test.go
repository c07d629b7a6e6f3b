package losses

import (
	"fmt"
	"math"
	"testing"
)

// said returns the sentence that f panics with. It is empty if f returns, or panics with
// anything else, as the runtime does.
func said(f func()) (sentence string) {
	defer func() { sentence, _ = recover().(string) }()
	f()
	return ""
}

func TestBadSample(t *testing.T) {
	none, one, two := []float64{}, []float64{1}, []float64{1, 2}
	for _, fn := range []struct {
		name, first string
		f           func(y, t []float64) float64
	}{
		{"MSE", "y", MSE},
		{"CrossEntropy", "y", CrossEntropy},
		{"SoftmaxCrossEntropy", "a", SoftmaxCrossEntropy},
		{"SoftmaxAndCrossEntropy", "a", func(a, t []float64) float64 { return SoftmaxAndCrossEntropy(two, a, t) }},
	} {
		for _, tc := range []struct{ y, t []float64 }{{nil, nil}, {none, none}, {nil, one}, {one, nil}, {two, one}, {one, two}} {
			want := fmt.Sprintf("losses: %s: %s has %d values, t has %d; want equal lengths, at least 1", fn.name, fn.first, len(tc.y), len(tc.t))
			if got := said(func() { fn.f(tc.y, tc.t) }); got != want {
				t.Errorf("%s(%v, %v) says\n%s\nwant\n%s", fn.name, tc.y, tc.t, got, want)
			}
		}
	}
}

func TestBadBatch(t *testing.T) {
	type m = [][]float64
	one, two := []float64{1}, []float64{1, 2}
	const (
		rows = "the prediction has %d rows, the target %d; want the same number, at least 1"
		cols = "row %d: the prediction has %d columns, the target %d, and row 0 has %d; want the same number everywhere, at least 1"
	)
	for name, f := range map[string]func(y, t [][]float64) float64{"MSEBatch": MSEBatch, "CrossEntropyBatch": CrossEntropyBatch,
		"SoftmaxCrossEntropyBatch": SoftmaxCrossEntropyBatch, "Accuracy": Accuracy} {
		for _, tc := range []struct {
			y, t m
			want string
		}{
			{nil, nil, fmt.Sprintf(rows, 0, 0)},
			{nil, m{one}, fmt.Sprintf(rows, 0, 1)},
			{m{one}, nil, fmt.Sprintf(rows, 1, 0)},
			{m{two, two, two}, m{two, two}, fmt.Sprintf(rows, 3, 2)},
			{m{two}, m{two, two}, fmt.Sprintf(rows, 1, 2)},
			{m{two}, m{one}, fmt.Sprintf(cols, 0, 2, 1, 2)},
			{m{one, one}, m{one, two}, fmt.Sprintf(cols, 1, 1, 2, 1)},
			{m{two, one}, m{two, two}, fmt.Sprintf(cols, 1, 1, 2, 2)},
			{m{two, one}, m{two, one}, fmt.Sprintf(cols, 1, 1, 1, 2)},
			{m{two, nil}, m{two, nil}, fmt.Sprintf(cols, 1, 0, 0, 2)},
			{m{{}}, m{{}}, fmt.Sprintf(cols, 0, 0, 0, 0)},
		} {
			if got, want := said(func() { f(tc.y, tc.t) }), "losses: "+name+": "+tc.want; got != want {
				t.Errorf("%s(%v, %v) says\n%s\nwant\n%s", name, tc.y, tc.t, got, want)
			}
		}
	}
}

func TestBadInput(t *testing.T) {
	two := []float64{1, 2}
	for _, tc := range []struct {
		want string
		call func()
	}{
		{"Softmax: a has 0 values; want at least 1", func() { Softmax(nil) }},
		{"SoftmaxAndCrossEntropy: y has 1 values, t has 2; want equal lengths, at least 1",
			func() { SoftmaxAndCrossEntropy(two[:1], two, two) }},
		{"SoftmaxAndCrossEntropy: y is a or t, which are still needed; want a slice of its own",
			func() { SoftmaxAndCrossEntropy(two, two, []float64{0, 1}) }},
		{"SoftmaxAndCrossEntropy: y is a or t, which are still needed; want a slice of its own",
			func() { SoftmaxAndCrossEntropy(two, []float64{0, 1}, two) }},
		{"Accuracy: y and t have 1 column, so every row would count as right; want one column for each class, at least 2 (OneHot makes them)",
			func() { Accuracy([][]float64{{1}, {0}}, [][]float64{{1}, {0}}) }},
		{"OneHot: 0 classes; want at least 1", func() { OneHot(nil, 0) }},
		{"OneHot: -3 classes; want at least 1", func() { OneHot([]int{0}, -3) }},
		{"OneHot: label -1 at index 1; want 0 to 2", func() { OneHot([]int{0, -1}, 3) }},
		{"OneHot: label 3 at index 2; want 0 to 2", func() { OneHot([]int{2, 0, 3}, 3) }},
	} {
		if got := said(tc.call); got != "losses: "+tc.want {
			t.Errorf("a panic says\n%s\nwant\nlosses: %s", got, tc.want)
		}
	}
}

// On both sides of the largest size: where it is not too large, the label is at
// fault, which is seen before memory is taken.
func TestOneHotSizes(t *testing.T) {
	const most = 1 << 28 // 2 GB
	for _, tc := range []struct {
		name    string
		labels  []int
		classes int
		fits    bool
	}{
		{"one row", []int{-1}, most - 3, true},
		{"one row, one too many", []int{-1}, most - 2, false},
		{"four rows", []int{-1, 0, 0, 0}, most/4 - 3, true}, // 4·(most/4 − 3) and 4·3 more
		{"four rows, one too many each", []int{-1, 0, 0, 0}, most/4 - 2, false},
		{"most classes", []int{-1}, math.MaxInt, false},
		{"4·2^62 is 0 in 64 bits", []int{-1, 1, 2, 3}, math.MaxInt/2 + 1, false},
		{"3·(MaxInt/3 + 1) is negative", []int{-1, 1, 2}, math.MaxInt/3 + 1, false},
	} {
		want := fmt.Sprintf("losses: OneHot: label -1 at index 0; want 0 to %d", tc.classes-1)
		if !tc.fits {
			want = fmt.Sprintf("losses: OneHot: %d labels, %d classes; want at most %d numbers, a row counting as 3 more",
				len(tc.labels), tc.classes, most)
		}
		if got := said(func() { OneHot(tc.labels, tc.classes) }); got != want {
			t.Errorf("%s:\n got %s\nwant %s", tc.name, got, want)
		}
	}
}
