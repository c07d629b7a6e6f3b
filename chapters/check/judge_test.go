package check

import (
	"math"
	"reflect"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// triple is an exercise as a lecturer might write it: three times each value.
var triple = Exercise[func(x []float64) []float64]{
	Task: Task{"01-x", "Triple", "Three times", [3]string{"a", "b", "c"}},
	Cases: []Case[func(x []float64) []float64]{
		{Args: []any{vec{1, -2}}, Want: []any{vec{3, -6}}},
		{Args: []any{vec{0, 5}}, Want: []any{vec{0, 15}}},
		{Args: []any{vec{}}, Want: []any{vec{}}},
	},
	Mistakes: []Mistake[func(x []float64) []float64]{
		{"the first value is left out", func(x []float64) []float64 { return each(x[min(1, len(x)):], 3) }},
		{"negative values are treated as positive", func(x []float64) []float64 {
			y := each(x, 3)
			for i := range y {
				y[i] = math.Abs(y[i])
			}
			return y
		}},
		{"without values it is nil, and not an error", func(x []float64) []float64 {
			_ = x[0]
			return each(x, 3)
		}},
		{"zero stays zero", func(x []float64) []float64 {
			y := each(x, 3)
			if len(x) > 0 && x[0] == 0 {
				y[0] = 1
			}
			return y
		}},
	},
}

func each(x []float64, factor float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = factor * x[i]
	}
	return y
}

func TestTriple(t *testing.T) {
	triple.SelfTest(t, func(x []float64) []float64 { return each(x, 3) })
}

func TestJudge(t *testing.T) {
	const call = "call: Triple([1 -2])\n"
	var enough atomic.Bool // else the glutton eats on
	defer enough.Store(true)
	keep := []float64{0, 0}
	for _, tc := range []struct {
		name   string
		answer func(x []float64) []float64
		want   string // in what is said
	}{
		{"doubled", func(x []float64) []float64 { return each(x, 6) },
			call + "got:  [6 -12]\nwant: [3 -6]\ndiff: result[0] is 6, and should be 3\nhint: every value is 2 times what it should be\nread: chapters/01-x, \"Three times\"\n"},
		{"sign", func(x []float64) []float64 { return each(x, -3) }, "hint: every value has the wrong sign\n"},
		{"nearly", func(x []float64) []float64 { return each(x, 3.00000001) },
			"got:  [3.00000001 -6.00000002]\nwant: [3 -6]\n"},
		{"NaN", func(x []float64) []float64 { return each(x, math.NaN()) }, "got:  [NaN NaN]\nwant: [3 -6]\ndiff: result[0] is NaN, and should be 3\nhint: look for what gives NaN: 0/0, ∞ − ∞"},
		{"infinite", func(x []float64) []float64 { return each(x, math.Inf(1)) }, "hint: look for what is infinite: a division by zero, log 0"},
		{"NaN at the edge", func(x []float64) []float64 { return each(x, 1/x[0]*3*x[0]) }, "hint: look for what gives NaN: 0/0, ∞ − ∞"},
		{"constant", func([]float64) []float64 { return []float64{3, -6} }, "call: Triple([0 5])\ngot:  [3 -6]\nwant: [0 15]\ndiff: result[0] is 3, and should be 0\nhint: the result is always [3 -6]\n"},
		{"nil", func([]float64) []float64 { return nil }, "got:  []\nwant: [3 -6]\ndiff: the result has length 0, and should have length 2\nhint: the result is always empty: make it, or assign to it what append returns\n"},
		{"in place", func(x []float64) []float64 {
			for i := range x {
				x[i] *= 3
			}
			return append([]float64{}, x...)
		}, "got:  [3 -6], and its first argument changed\nwant: [3 -6]\nhint: it changes its first argument, which should stay as it is\n"},
		{"shared", func(x []float64) []float64 {
			if len(x) == 2 && x[0] == 0 {
				x[1] *= 3 // at once changed and shared: the change is said first
				return x
			}
			return each(x, 3)
		}, "call: Triple([0 5])\ngot:  [0 15], and its first argument changed"},
		{"panic", func(x []float64) []float64 { return x[:9] }, call + "got:  panic: runtime error: slice bounds out of range [:9] with capacity 2\n"},
		{"one too far", func(x []float64) []float64 { return []float64{x[len(x)]} }, "so the last one is its length less 1.)\n"},
		{"one before", func(x []float64) []float64 { i := -1; return []float64{x[i]} }, "so there is none before.)\n"},
		{"no map", func(x []float64) []float64 {
			func(m map[int]bool) { m[1] = true }(nil)
			return nil
		}, "no place for entries: make it.)\n"},
		{"no pointer", func(x []float64) []float64 { var p *[]float64; return *p }, "that was only declared leads nowhere.)\n"},
		{"panic of an error", func(x []float64) []float64 { panic(new(reflect.ValueError)) }, "got:  panic: reflect: call of  on zero Value\n"},
		{"panic of nil", func(x []float64) []float64 { panic(nil) }, "got:  panic: panic called with nil argument"},
		{"endless", func(x []float64) []float64 { select {} }, "got:  nothing after 500ms\nwant: [3 -6]\nhint: it does not come back"},
		{"glutton", func(x []float64) []float64 {
			for !enough.Load() {
				x = append(x, 1)
			}
			return x
		}, "got:  nothing yet, and more than 256 MiB of memory taken\nwant: [3 -6]\nhint: it does not come back"},
		{"wrong, and later endless", func(x []float64) []float64 {
			if len(x) == 0 {
				select {}
			}
			return each(x[min(1, len(x)):], 4)
		}, "got:  [-8]\nwant: [3 -6]\ndiff: the result has length 1, and should have length 2\nhint: a later call does not even come back\n"},
		{"mistake", func(x []float64) []float64 { return each(x[min(1, len(x)):], 3) }, "hint: the first value is left out\n"},
		{"two mistakes", func(x []float64) []float64 { return each(x[1:], 3) }, "should have length 2\nread: "},
		{"mistake in place", func(x []float64) []float64 {
			if len(x) == 0 {
				return nil
			}
			x[0] = 0
			return each(x[1:], 3)
		}, "hint: the first value is left out. And it changes its first argument, which should stay as it is\n"},
		{"zeros", func(x []float64) []float64 { return each(x, 0) }, "hint: the result is always 0. (Places to look: := makes a new variable"},
		{"unmade", func(x []float64) []float64 {
			var y []float64
			y[0] = 1
			return y
		}, "hint: it panics. (A slice that was only declared has length 0, and so has a field that was never set, or set in a copy"},
		{"long", func(x []float64) []float64 { return make([]float64, 99) }, "got:  [0 0 0 0 0 0 0 0 0 0 0 0 … 99 in all]\n"},
		{"buffer", func(x []float64) []float64 {
			copy(keep, each(x, 3))
			return keep[:len(x)]
		}, "call: Triple([0 5])\ngot:  [0 15], in the memory of the result before\nwant: [0 15]\nhint: each call changes the result of the one before"},
		{"right", func(x []float64) []float64 { return append(each(x, 1), each(x, 3)...)[len(x):] }, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			defer func(d time.Duration) { patience = d }(patience)
			patience = 500 * time.Millisecond
			if tc.name == "glutton" {
				patience = 10 * time.Second
			}
			v := triple.exam().judge(tc.answer, "")
			if v.ok != (tc.want == "") || v.todo || !strings.Contains(v.text, tc.want) {
				t.Errorf("%+v\nwant in it:\n%s", v, tc.want)
			}
			if tc.name == "glutton" {
				enough.Store(true)
			}
		})
	}
}

// An argument that is returned as it is, or in part, is not a new slice.
func TestShared(t *testing.T) {
	type f = func(x mat, n int) mat
	e := Exercise[f]{
		Task:  Task{Name: "First"},
		Cases: []Case[f]{{Args: []any{mat{{1, 2}, {3}}, 1}, Want: []any{mat{{1, 2}}}}},
	}
	v := e.exam().judge(func(x mat, n int) mat { return x[:n] }, "")
	const want = "call: First([[1 2] [3]], 1)\ngot:  [[1 2]], in the memory of its first argument\n" +
		"want: [[1 2]]\nhint: the result shares memory with its first argument"
	if v.ok || !strings.HasPrefix(v.text, want) {
		t.Errorf("said:\n%s\nwant:\n%s", v.text, want)
	}
	if v := e.exam().judge(func(x mat, n int) mat { return mat{append(vec{}, x[0]...)} }, ""); !v.ok {
		t.Errorf("a copy is rejected:\n%s", v.text)
	}
}

func TestNear(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		x, y float64
		want bool
	}{
		{1, 1 + 0.9e-9, true}, {1, 1 + 1.1e-9, false},
		{0, 0.9e-9, true}, {0, 1.1e-9, false}, {0, math.Copysign(0, -1), true},
		{1e6, 1e6 + 0.9e-3, true}, {1e6, 1e6 + 1.1e-3, false},
		{inf, inf, true}, {inf, -inf, false}, {inf, 1e308, false}, {1e308, inf, false},
		{nan, nan, true}, {nan, 1, false}, {1, nan, false}, {nan, inf, false},
	} {
		if got := near(tc.x, tc.y, 1e-9); got != tc.want {
			t.Errorf("near(%v, %v, 1e-9) = %v", tc.x, tc.y, got)
		}
	}
}

// A folder may have spaces in its name.
func TestFirstWithin(t *testing.T) {
	stack := "goroutine 7 [running]:\ncheck.attempt(...)\n\t/my course/check/judge.go:9 +0x1d\n" +
		"exercise.MSE({0x1, 0x2})\n\t/my course/02/exercise/exercise.go:12 +0x2a\n"
	for folder, want := range map[string]string{"/my course/02/exercise": "exercise.go:12", "/my course/03/exercise": "", "": ""} {
		if got := firstWithin(folder, stack); got != want {
			t.Errorf("firstWithin(%q, …) = %q, want %q", folder, got, want)
		}
	}
}
