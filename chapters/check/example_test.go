package check_test

import (
	"math"
	"testing"

	"chainrule/chapters/check"
	"chainrule/chapters/check/testdata/course"
)

func TestOwn(t *testing.T) {
	course.MeanAbsolute.SelfTest(t, func(y, t []float64) float64 {
		sum := 0.0
		for k := range y {
			sum += max(y[k]-t[k], t[k]-y[k])
		}
		return sum / float64(len(y))
	})
}

// A mistake may also be written in Go, without a text and without Right.
func TestOwnInGo(t *testing.T) {
	type loss = func(y, t []float64) float64
	worst := check.Exercise[loss]{
		Task: check.Task{Name: "Worst", Read: "week 2"},
		Cases: []check.Case[loss]{
			{Args: []any{[]float64{1, 4}, []float64{3, 3}}, Want: []any{2.0}},
			{Args: []any{[]float64{5, 9}, []float64{1, 2}}, Want: []any{7.0}},
		},
		Mistakes: []check.Mistake[loss]{
			{Hint: "only the first error counts", Answer: func(y, t []float64) float64 { return math.Abs(y[0] - t[0]) }},
			{Hint: "only the last error counts", Answer: func(y, t []float64) float64 {
				return math.Abs(y[len(y)-1] - t[len(t)-1])
			}},
		},
	}
	right := func(y, t []float64) float64 {
		worst := 0.0
		for k := range y {
			worst = max(worst, math.Abs(y[k]-t[k]))
		}
		return worst
	}
	worst.SelfTest(t, right)
}
