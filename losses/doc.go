// Package losses measures how wrong a prediction is: each loss is one number, and
// learning makes it smaller.
//
// Here y is the prediction and t the target. N counts samples and K counts classes or
// outputs, so a batch is a matrix of N rows and K columns. Losses whose names end in
// Batch take N samples and return the mean over them; the others take one sample.
// Entropies use the natural logarithm, so their unit is the nat (1 nat = 1.4427 bits).
//
// No function keeps its arguments, and only SoftmaxAndCrossEntropy writes to one of them,
// so the others may be called from several goroutines at once, even with the same
// arguments. Arguments that differ in shape, or are ragged or empty, cause a panic whose
// message names the function and both sizes. No hidden epsilon is added to the
// arithmetic: infinities and NaN appear where each function says they do, and for a batch
// also where the sum of its rows overflows a float64.
package losses

import "fmt"

// checkSample panics unless y, called name, and t have the same length, at least 1.
func checkSample(fn, name string, y, t []float64) {
	if len(y) == 0 || len(y) != len(t) {
		panic(fmt.Sprintf("losses: %s: %s has %d values, t has %d; want equal lengths, at least 1", fn, name, len(y), len(t)))
	}
}

// mean returns 1/N Σ_n loss(y_n, t_n), the mean over the N rows of y and t.
func mean(fn string, loss func(y, t []float64) float64, y, t [][]float64) float64 {
	checkBatch(fn, y, t)
	sum := 0.0
	for n := range y {
		sum += loss(y[n], t[n])
	}
	return sum / float64(len(y))
}

// checkBatch panics unless y and t are matrices of the same shape, with at
// least one row and one column.
func checkBatch(fn string, y, t [][]float64) {
	if len(y) == 0 || len(y) != len(t) {
		panic(fmt.Sprintf("losses: %s: the prediction has %d rows, the target %d; want the same number, at least 1",
			fn, len(y), len(t)))
	}
	for n := range y {
		if k := len(y[0]); k == 0 || len(y[n]) != k || len(t[n]) != k {
			panic(fmt.Sprintf("losses: %s: row %d: the prediction has %d columns, the target %d, and row 0 has %d; want the same number everywhere, at least 1",
				fn, n, len(y[n]), len(t[n]), k))
		}
	}
}
