package check_test

import (
	"math"
	"testing"

	"chainrule/chapters/check"
)

// An exercise as a lecturer writes it; docs/teaching.md shows this file.

type loss = func(y, t []float64) float64

var MeanAbsolute = check.Exercise[loss]{
	Task: check.Task{Name: "MeanAbsolute", Read: "week 1, page 3"},
	Cases: []check.Case[loss]{
		{Args: []any{[]float64{1, 4}, []float64{3, 3}}, Want: []any{1.5}}, // (2 + 1)/2
		{Args: []any{[]float64{5}, []float64{1}}, Want: []any{4.0}},
	},
	Mistakes: []check.Mistake[loss]{
		{Hint: "the errors cancel: take the absolute value of each one", Answer: func(y, t []float64) float64 {
			return sum(y, t, func(e float64) float64 { return e }) / float64(len(y))
		}},
		{Hint: "squares instead of absolute values", Answer: func(y, t []float64) float64 {
			return sum(y, t, func(e float64) float64 { return e * e }) / float64(len(y))
		}},
		{Hint: "a sum, not a mean: divide by K", Answer: func(y, t []float64) float64 {
			return sum(y, t, math.Abs)
		}},
		{Hint: "divided by 2: a mean is divided by K", Answer: func(y, t []float64) float64 {
			return sum(y, t, math.Abs) / 2
		}},
	},
}

func sum(y, t []float64, of func(e float64) float64) float64 {
	s := 0.0
	for k := range y {
		s += of(y[k] - t[k])
	}
	return s
}

func TestOwn(t *testing.T) {
	MeanAbsolute.SelfTest(t, func(y, t []float64) float64 { return sum(y, t, math.Abs) / float64(len(y)) })
}
