package losses

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A badCase is a call that somebody may make by mistake, and what must come of
// it: a panic with the sentence want, where that begins with the package, or
// else the result want, as %v prints it.
type badCase struct {
	fn, name string
	f        any
	args     []any // nil stands for the zero value
	want     string
}

// outcome calls f and returns what it panics with, or else its result. Also what
// must not be is a result: the runtime's own panic, or changed arguments.
func outcome(f any, args []any) (got string) {
	fv, before := reflect.ValueOf(f), fmt.Sprintf("%#v", args)
	in := make([]reflect.Value, len(args))
	for i := range args {
		if in[i] = reflect.ValueOf(args[i]); args[i] == nil {
			in[i] = reflect.Zero(fv.Type().In(i))
		}
	}
	defer func() {
		if fault := recover(); fault != nil {
			sentence, ok := fault.(string)
			if got = sentence; !ok || !strings.HasPrefix(got, "losses: ") || strings.Contains(got, "\n") {
				got = fmt.Sprintf("no sentence, but %T: %v", fault, fault)
			}
		}
		if after := fmt.Sprintf("%#v", args); after != before {
			got = fmt.Sprintf("arguments changed from %s to %s", before, after)
		}
	}()
	return fmt.Sprint(fv.Call(in)[0])
}

// exported lists the functions and the methods, Type.Method, that the source in
// this folder exports.
func exported(t *testing.T) (names []string) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no source: %v, %v", files, err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.FileExports(f)
		for _, d := range f.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				name := f.Name.Name
				if f.Recv != nil {
					recv := f.Recv.List[0].Type
					if star, ok := recv.(*ast.StarExpr); ok {
						recv = star.X
					}
					name = recv.(*ast.Ident).Name + "." + name
				}
				if !slices.Contains(names, name) { // another build may have it too
					names = append(names, name)
				}
			}
		}
	}
	return names
}

func badCases() (cases []badCase) {
	type m = [][]float64
	inf, nan := math.Inf(1), math.NaN()
	const (
		lengths = "%s has %d values, t has %d; want equal lengths, at least 1"
		rowsMsg = "the prediction has %d rows, the target %d; want the same number, at least 1"
		colsMsg = "row %d: the prediction has %d columns, the target %d, and row 0 has %d; want the same number everywhere, at least 1"
	)
	add := func(fn, name string, f any, want string, args ...any) {
		cases = append(cases, badCase{fn, name, f, args, want})
	}
	one, two := []float64{1}, []float64{1, 2}
	type single = func(y, t []float64) float64
	for _, fn := range []struct {
		name, first string
		f           single
	}{
		{"MSE", "y", MSE},
		{"CrossEntropy", "y", CrossEntropy},
		{"SoftmaxCrossEntropy", "a", SoftmaxCrossEntropy},
	} {
		for _, tc := range []struct {
			name string
			y, t []float64
		}{
			{"both nil", nil, nil},
			{"both empty", []float64{}, []float64{}},
			{"y nil", nil, one},
			{"t nil", one, nil},
			{"y longer", two, one},
			{"t longer", one, two},
			{"NaN, t longer", []float64{nan}, two},
		} {
			want := "losses: " + fn.name + ": " + fmt.Sprintf(lengths, fn.first, len(tc.y), len(tc.t))
			add(fn.name, tc.name, fn.f, want, tc.y, tc.t)
		}
	}
	for _, tc := range []struct {
		name    string
		y, a, t []float64
		want    string
	}{
		{"all nil", nil, nil, nil, fmt.Sprintf(lengths, "a", 0, 0)},
		{"no y", nil, two, two, fmt.Sprintf(lengths, "y", 0, 2)},
		{"y longer", two, one, one, fmt.Sprintf(lengths, "y", 2, 1)},
		{"t longer", two, one, two, fmt.Sprintf(lengths, "a", 1, 2)},
		{"y is a", two, two, []float64{0, 1}, "y is a or t, which are still needed; want a slice of its own"},
		{"y is t", two, []float64{0, 1}, two, "y is a or t, which are still needed; want a slice of its own"},
	} {
		add("SoftmaxAndCrossEntropy", tc.name, SoftmaxAndCrossEntropy, "losses: SoftmaxAndCrossEntropy: "+tc.want, tc.y, tc.a, tc.t)
	}
	type batch = func(y, t [][]float64) float64
	for _, fn := range []struct {
		name string
		f    batch
	}{
		{"MSEBatch", MSEBatch},
		{"CrossEntropyBatch", CrossEntropyBatch},
		{"SoftmaxCrossEntropyBatch", SoftmaxCrossEntropyBatch},
		{"Accuracy", Accuracy},
	} {
		for _, tc := range []struct {
			name string
			y, t m
			want string
		}{
			{"both nil", nil, nil, fmt.Sprintf(rowsMsg, 0, 0)},
			{"both empty", m{}, m{}, fmt.Sprintf(rowsMsg, 0, 0)},
			{"y nil", nil, m{one}, fmt.Sprintf(rowsMsg, 0, 1)},
			{"t nil", m{one}, nil, fmt.Sprintf(rowsMsg, 1, 0)},
			{"more rows of y", m{two, two, two}, m{two, two}, fmt.Sprintf(rowsMsg, 3, 2)},
			{"more rows of t", m{two}, m{two, two}, fmt.Sprintf(rowsMsg, 1, 2)},
			{"y wider", m{two}, m{one}, fmt.Sprintf(colsMsg, 0, 2, 1, 2)},
			{"t wider", m{one, one}, m{one, two}, fmt.Sprintf(colsMsg, 1, 1, 2, 1)},
			{"y ragged", m{two, one}, m{two, two}, fmt.Sprintf(colsMsg, 1, 1, 2, 2)},
			{"t ragged", m{two, two}, m{two, one}, fmt.Sprintf(colsMsg, 1, 2, 1, 2)},
			{"both ragged", m{two, one}, m{two, one}, fmt.Sprintf(colsMsg, 1, 1, 1, 2)},
			{"nil row", m{two, nil}, m{two, nil}, fmt.Sprintf(colsMsg, 1, 0, 0, 2)},
			{"no columns", m{{}}, m{{}}, fmt.Sprintf(colsMsg, 0, 0, 0, 0)},
			{"as many numbers, turned", m{two}, m{one, one}, fmt.Sprintf(rowsMsg, 1, 2)},
		} {
			add(fn.name, tc.name, fn.f, "losses: "+fn.name+": "+tc.want, tc.y, tc.t)
		}
	}
	// Numbers that are none, alone and in the second of two rows: ½, or log 2, or
	// whatever the first row gives, does not hide them.
	for _, tc := range []struct {
		fn, name string
		y, t     []float64
		want     string
	}{
		{"MSE", "NaN in y", []float64{nan, 1}, two, "NaN"},
		{"MSE", "NaN in t", two, []float64{1, nan}, "NaN"},
		{"MSE", "Inf in y", []float64{inf, 1}, two, "+Inf"},
		{"MSE", "−Inf in t", two, []float64{1, -inf}, "+Inf"},
		{"MSE", "Inf in both", []float64{inf, 1}, []float64{inf, 1}, "NaN"},
		{"MSE", "Inf and −Inf", []float64{inf, 1}, []float64{-inf, 1}, "+Inf"},
		{"MSE", "too large to square", []float64{1e155, 1}, two, "+Inf"},
		{"CrossEntropy", "NaN in y", []float64{nan, 1}, two, "NaN"},
		{"CrossEntropy", "NaN in t", []float64{0.5, 0.5}, []float64{1, nan}, "NaN"},
		{"CrossEntropy", "Inf in y", []float64{inf, 1}, []float64{1, 0}, "-Inf"},
		{"CrossEntropy", "−Inf in y", []float64{-inf, 1}, []float64{1, 0}, "NaN"},
		{"CrossEntropy", "negative y", []float64{-0.5, 1}, []float64{1, 0}, "NaN"},
		{"CrossEntropy", "y = 0", []float64{0, 1}, []float64{1, 0}, "+Inf"},
		{"CrossEntropy", "Inf in t", []float64{0.5, 0.5}, []float64{inf, 0}, "+Inf"},
		{"CrossEntropy", "−Inf in t", []float64{0.5, 0.5}, []float64{-inf, 0}, "-Inf"},
		{"CrossEntropy", "Inf in t, y = 1", []float64{1, 0.5}, []float64{inf, 0}, "NaN"},
		{"SoftmaxCrossEntropy", "NaN first in a", []float64{nan, 1}, []float64{0, 1}, "NaN"},
		{"SoftmaxCrossEntropy", "NaN last in a", []float64{1, nan}, []float64{1, 0}, "NaN"},
		{"SoftmaxCrossEntropy", "NaN in t", []float64{0, 0}, []float64{1, nan}, "NaN"},
		{"SoftmaxCrossEntropy", "Inf in a", []float64{inf, 1}, []float64{1, 0}, "NaN"},
		{"SoftmaxCrossEntropy", "−Inf in a, t > 0", []float64{-inf, 1}, []float64{1, 0}, "+Inf"},
		{"SoftmaxCrossEntropy", "−Inf in a, t = 0", []float64{-inf, 1}, []float64{0, 0}, "0"},
		{"SoftmaxCrossEntropy", "all −Inf", []float64{-inf, -inf}, []float64{1, 0}, "NaN"},
		{"SoftmaxCrossEntropy", "Inf in t, a on top", []float64{0, 0}, []float64{inf, 0}, "NaN"},
		{"SoftmaxCrossEntropy", "Inf in t, a below", []float64{0, 1}, []float64{inf, 0}, "+Inf"},
	} {
		f := map[string]single{"MSE": MSE, "CrossEntropy": CrossEntropy, "SoftmaxCrossEntropy": SoftmaxCrossEntropy}[tc.fn]
		many := map[string]batch{"MSE": MSEBatch, "CrossEntropy": CrossEntropyBatch, "SoftmaxCrossEntropy": SoftmaxCrossEntropyBatch}[tc.fn]
		add(tc.fn, tc.name, f, tc.want, tc.y, tc.t)
		if tc.want != "0" {
			add(tc.fn+"Batch", tc.name, many, tc.want, m{{0.5, 0.5}, tc.y}, m{{0, 1}, tc.t})
		}
	}
	add("Accuracy", "NaN in y", Accuracy, "0", m{{1, nan}}, m{{1, 0}})
	add("Accuracy", "NaN in t", Accuracy, "0", m{{1, 0}}, m{{1, nan}})
	add("Accuracy", "NaN in one row of two", Accuracy, "0.5", m{{1, 0}, {1, nan}}, m{{1, 0}, {1, 0}})
	add("Accuracy", "Inf", Accuracy, "1", m{{1, inf}}, m{{-inf, 0}})
	for _, column := range []m{{{1}}, {{1}, {0}}, {{nan}, {inf}, {-2}}} {
		add("Accuracy", "one column", Accuracy, "losses: Accuracy: y and t have 1 column, so every row would count as right; "+
			"want one column for each class, at least 2 (OneHot makes them)", column, column)
	}

	const noValues = "losses: Softmax: a has 0 values; want at least 1"
	add("Softmax", "nil", Softmax, noValues, nil)
	add("Softmax", "empty", Softmax, noValues, []float64{})
	add("Softmax", "NaN", Softmax, "[NaN NaN]", []float64{1, nan})
	add("Softmax", "Inf", Softmax, "[NaN NaN]", []float64{inf, 1})
	add("Softmax", "two Inf", Softmax, "[NaN NaN]", []float64{inf, inf})
	add("Softmax", "all −Inf", Softmax, "[NaN NaN]", []float64{-inf, -inf})
	add("Softmax", "one −Inf", Softmax, "[0 1]", []float64{-inf, 1})
	add("Softmax", "as far apart as can be", Softmax, "[0 1]", []float64{-math.MaxFloat64, math.MaxFloat64})

	const most = 1 << 28 // numbers: 2 GB
	large := func(labels, classes int) string {
		return fmt.Sprintf("%d labels, %d classes; want at most %d numbers, a row counting as 3 more", labels, classes, most)
	}
	for _, tc := range []struct {
		name    string
		labels  []int
		classes int
		want    string
	}{
		{"no classes", []int{0}, 0, "0 classes; want at least 1"},
		{"no classes, no labels", nil, 0, "0 classes; want at least 1"},
		{"negative classes", nil, -3, "-3 classes; want at least 1"},
		{"fewest classes", []int{0}, math.MinInt, fmt.Sprint(math.MinInt, " classes; want at least 1")},
		{"negative label", []int{0, -1}, 3, "label -1 at index 1; want 0 to 2"},
		{"label too large", []int{2, 0, 3}, 3, "label 3 at index 2; want 0 to 2"},
		{"largest label", []int{math.MaxInt}, 3, fmt.Sprintf("label %d at index 0; want 0 to 2", math.MaxInt)},
		{"smallest label", []int{math.MinInt}, 3, fmt.Sprintf("label %d at index 0; want 0 to 2", math.MinInt)},
		{"most classes", []int{0}, math.MaxInt, large(1, math.MaxInt)},
		{"one class too many", []int{0}, most - 2, large(1, most-2)},
		{"4·2^62 is 0 in 64 bits", []int{0, 1, 2, 3}, math.MaxInt/2 + 1, large(4, math.MaxInt/2+1)},
		{"3·(MaxInt/3 + 1) is negative", []int{0, 1, 2}, math.MaxInt/3 + 1, large(3, math.MaxInt/3+1)},
	} {
		add("OneHot", tc.name, OneHot, "losses: OneHot: "+tc.want, tc.labels, tc.classes)
	}
	add("OneHot", "no labels", OneHot, "[]", nil, 3)
	add("OneHot", "no labels, most classes", OneHot, "[]", []int{}, math.MaxInt)
	return cases
}

func TestBadInput(t *testing.T) {
	rows := map[string]bool{}
	for _, tc := range badCases() {
		rows[tc.fn] = true
		if got := outcome(tc.f, tc.args); got != tc.want {
			t.Errorf("%s, %s:\n got %s\nwant %s", tc.fn, tc.name, got, tc.want)
		}
	}
	for _, name := range exported(t) {
		if !rows[name] {
			t.Errorf("%s has no row in badCases", name)
		}
		delete(rows, name)
	}
	for name := range rows {
		t.Errorf("badCases has rows for %s, which is not exported", name)
	}
}

// Whatever is put together, nothing but a result or a sentence comes of it.
func TestBadInputCombined(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	one, two, odd := []float64{1}, []float64{-1, 2}, []float64{nan, inf}
	pools := map[reflect.Type][]any{
		reflect.TypeFor[[]float64](): {nil, []float64{}, one, two, odd, []float64{-inf, 0}, []float64{1, 2, 3}},
		reflect.TypeFor[[][]float64](): {nil, [][]float64{}, [][]float64{{}}, [][]float64{nil, nil}, [][]float64{one}, [][]float64{two},
			[][]float64{two, odd}, [][]float64{two, two}, [][]float64{two, one}, [][]float64{one, two}, [][]float64{two, nil}, [][]float64{one, one}},
		reflect.TypeFor[[]int](): {nil, []int{}, []int{0}, []int{2, 1, 0}, []int{-1}, []int{0, math.MaxInt}, []int{math.MinInt}},
		reflect.TypeFor[int]():   {math.MinInt, -1, 0, 1, 3, math.MaxInt/2 + 1, math.MaxInt - 1, math.MaxInt},
	}
	tried := map[string]bool{}
	for _, tc := range badCases() {
		if tried[tc.fn] {
			continue
		}
		tried[tc.fn] = true
		if tc.fn == "SoftmaxAndCrossEntropy" {
			continue // which writes to y; TestSoftmaxAndCrossEntropy has its numbers
		}
		for _, args := range combined(reflect.TypeOf(tc.f), pools) {
			if got := outcome(tc.f, args); strings.HasPrefix(got, "no sentence") || strings.HasPrefix(got, "arguments") ||
				strings.HasPrefix(got, "losses: ") && !strings.HasPrefix(got, "losses: "+tc.fn+": ") {
				t.Errorf("%s(%#v): %s", tc.fn, args, got)
			}
		}
	}
}

// combined returns all the arguments for a function that the pools have.
func combined(f reflect.Type, pools map[reflect.Type][]any) [][]any {
	all := [][]any{nil}
	for i := range f.NumIn() {
		var longer [][]any
		for _, args := range all {
			for _, v := range pools[f.In(i)] {
				longer = append(longer, append(slices.Clone(args), v))
			}
		}
		all = longer
	}
	return all
}

// All functions at once, on the same arguments, also in calls that fail. The race
// detector watches this one.
func TestConcurrent(t *testing.T) {
	cases := badCases()
	y, target := [][]float64{{0.25, 0.75}, {0.5, 0.5}}, [][]float64{{0, 1}, {1, 0}}
	labels := []int{1, 0}
	mean := MSEBatch(y, target) // (2·¼² + 2·½²)/4 = 0.15625
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 5 {
				for _, tc := range cases {
					if got := outcome(tc.f, tc.args); got != tc.want {
						t.Errorf("%s, %s, beside others:\n got %s\nwant %s", tc.fn, tc.name, got, tc.want)
					}
				}
				for _, f := range []func(y, t [][]float64) float64{CrossEntropyBatch, SoftmaxCrossEntropyBatch, Accuracy} {
					f(y, target)
				}
				if got := MSEBatch(y, target); got != mean || got != 0.15625 {
					t.Errorf("MSEBatch beside others = %v, want 0.15625", got)
				}
				if got := OneHot(labels, 2); !reflect.DeepEqual(got, target) {
					t.Errorf("OneHot beside others = %v, want %v", got, target)
				}
				if got := Softmax(target[0]); !(got[0] < got[1]) {
					t.Errorf("Softmax beside others = %v", got)
				}
			}
		}()
	}
	group.Wait()
}
