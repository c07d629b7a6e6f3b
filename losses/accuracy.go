package losses

import (
	"fmt"
	"math"
)

// Accuracy returns the share of the N rows, from 0 to 1, in which the largest of the K
// values of y is in the same column as the largest of t:
//
//	accuracy = 1/N Σ_n [argmax_k y_nk = argmax_k t_nk]
//
// y may hold probabilities or scores, because softmax does not change their order.
// Gradient descent cannot use it: almost everywhere, a small change in a weight leaves it
// as is.
//
// Special cases: in a tie for largest, the first counts; a row with a NaN, in y or t,
// counts as wrong. Accuracy also panics if y and t have a single column, where every
// prediction would count as right.
func Accuracy(y, t [][]float64) float64 {
	checkBatch("Accuracy", y, t)
	if len(y[0]) == 1 {
		panic("losses: Accuracy: y and t have 1 column, so every row would count as right; " +
			"want one column for each class, at least 2 (OneHot makes them)")
	}
	right := 0
	for n := range y {
		if k := argmax(y[n]); k >= 0 && k == argmax(t[n]) {
			right++
		}
	}
	return float64(right) / float64(len(y))
}

// argmax returns the index of the first of the largest values of x, or −1 if one is NaN.
func argmax(x []float64) int {
	top := 0
	for k := range x {
		if math.IsNaN(x[k]) {
			return -1
		}
		if x[k] > x[top] {
			top = k
		}
	}
	return top
}

// OneHot returns a matrix with one row for each label and one column for each class. It
// is 0 everywhere except for a 1 at the label's place:
//
//	t_nk = 1 if k = labels_n, else 0
//
// A network takes the result as it is; to call a Matrix method, convert it:
// backprop.Matrix(t).Rows(numbers).
//
// OneHot panics if classes is less than 1, a label is not in 0 … classes−1, or the matrix
// would be too large for backprop.NewMatrix.
func OneHot(labels []int, classes int) [][]float64 {
	if classes < 1 {
		panic(fmt.Sprintf("losses: OneHot: %d classes; want at least 1", classes))
	}
	const most = 1 << 28 // numbers, which is 2 GB; a row takes the place of three more
	if len(labels) > 0 && classes > most/len(labels)-3 {
		panic(fmt.Sprintf("losses: OneHot: %d labels, %d classes; want at most %d numbers, a row counting as 3 more",
			len(labels), classes, most))
	}
	for n, label := range labels { // before memory is taken
		if label < 0 || label >= classes {
			panic(fmt.Sprintf("losses: OneHot: label %d at index %d; want 0 to %d", label, n, classes-1))
		}
	}
	t := make([][]float64, len(labels))
	all := make([]float64, len(labels)*classes)
	for n, label := range labels {
		t[n] = all[n*classes : (n+1)*classes : (n+1)*classes]
		t[n][label] = 1
	}
	return t
}
