// Package course has an exercise as a lecturer writes it; docs/teaching.md shows it.
package course

import "chainrule/chapters/check"

type loss = func(y, t []float64) float64

var MeanAbsolute = check.Exercise[loss]{
	Task:     check.Task{Name: "MeanAbsolute", Read: "week 1, page 3"},
	Cases:    []check.Case[loss]{{Args: []any{[]float64{1, 4}, []float64{3, 3}}, Want: []any{1.5}}}, // (2 + 1)/2
	Right:    rightMeanAbsolute,
	Mistakes: mistakesMeanAbsolute,
	Classics: classicsMeanAbsolute,
}
