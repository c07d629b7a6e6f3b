// Package losses says how wrong a prediction is: one number, which learning
// then makes smaller.
//
// Everywhere y is the prediction and t the target; N counts samples and K
// classes (or outputs), so a batch is a matrix of N rows and K columns. The
// functions without Batch take one sample, those with Batch take N and return
// the mean over them. Entropies use the natural logarithm: their unit is the
// nat (1 nat = 1.4427 bits).
//
// No function changes its arguments or keeps them, so all may be called from
// several goroutines at once, with the same arguments too. Shapes that do not fit
// panic with a sentence that names the function and both sizes. Arithmetic is
// never patched by a hidden epsilon: infinities and NaN come out where each
// function says they do.
package losses

import "fmt"

// checkBatch panics unless y and t are matrices of the same shape, with at
// least one row and one column.
func checkBatch(fn string, y, t [][]float64) {
	if len(y) == 0 || len(y) != len(t) {
		panic(fmt.Sprintf("losses: %s: the prediction has %d rows, the target %d; want as many, at least 1",
			fn, len(y), len(t)))
	}
	for n := range y {
		if k := len(y[0]); k == 0 || len(y[n]) != k || len(t[n]) != k {
			panic(fmt.Sprintf("losses: %s: row %d: the prediction has %d columns, the target %d; want as many as row 0, %d, and at least 1",
				fn, n, len(y[n]), len(t[n]), k))
		}
	}
}
