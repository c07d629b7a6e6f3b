package numgrad

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
// else the results want, as %v prints them.
type badCase struct {
	fn, name string
	f        any
	args     []any // nil stands for the zero value
	want     string
}

// outcome calls f and returns what it panics with, or else its results. Also what
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
			if got = sentence; !ok || !strings.HasPrefix(got, "numgrad: ") || strings.Contains(got, "\n") {
				got = fmt.Sprintf("no sentence, but %T: %v", fault, fault)
			}
		}
		if after := fmt.Sprintf("%#v", args); after != before {
			got = fmt.Sprintf("arguments changed from %s to %s", before, after)
		}
	}()
	var results []any
	for _, r := range fv.Call(in) {
		results = append(results, r.Interface())
	}
	return fmt.Sprint(results...)
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
	add := func(fn, name string, f any, want string, args ...any) {
		cases = append(cases, badCase{fn, name, f, args, want})
	}
	same := func(x float64) float64 { return x }
	twice := func(x []float64) float64 { return 2 * x[0] }
	always := func(y float64) func(x []float64) float64 { return func([]float64) float64 { return y } }
	three := []float64{3, 4}

	add("Derivative", "f nil", Derivative, "numgrad: Derivative: f is nil", nil, 1.0)
	add("Derivative", "x NaN", Derivative, "NaN", same, nan)
	add("Derivative", "x Inf", Derivative, "NaN", same, inf) // Inf − Inf
	add("Derivative", "x so large that x + h is x", Derivative, "0", same, 1e300)
	add("Derivative", "f Inf", Derivative, "NaN", func(float64) float64 { return inf }, 1.0)
	add("Derivative", "f Inf on one side", Derivative, "+Inf", func(x float64) float64 { return 1 / max(1-x, 0) }, 1.0)

	add("Gradient", "f nil", Gradient, "numgrad: Gradient: f is nil", nil, three)
	add("Gradient", "both nil", Gradient, "numgrad: Gradient: f is nil", nil, nil)
	add("Gradient", "x nil", Gradient, "[]", always(1), nil)
	add("Gradient", "x empty", Gradient, "[]", always(1), []float64{})
	add("Gradient", "x NaN", Gradient, "[NaN NaN]", bowl, []float64{nan, 4})
	add("Gradient", "x Inf", Gradient, "[NaN NaN]", bowl, []float64{3, -inf})
	add("Gradient", "f NaN", Gradient, "[NaN NaN]", always(nan), three)
	add("Gradient", "f Inf", Gradient, "[NaN NaN]", always(-inf), three)

	add("Descend", "f nil", Descend, "numgrad: Descend: f is nil", nil, three, 0.1, 0)
	add("Descend", "steps < 0", Descend, "numgrad: Descend: -1 steps; want 0 or more", bowl, three, 0.1, -1)
	add("Descend", "fewest steps", Descend, fmt.Sprintf("numgrad: Descend: %d steps; want 0 or more", math.MinInt), bowl, three, 0.1, math.MinInt)
	add("Descend", "steps < 0, no start", Descend, "numgrad: Descend: -2 steps; want 0 or more", bowl, nil, nan, -2)
	add("Descend", "start nil", Descend, "[] [[] [] []]", always(1), nil, 0.1, 2)
	add("Descend", "start NaN", Descend, "[NaN] [[NaN] [NaN]]", twice, []float64{nan}, 0.1, 1)
	add("Descend", "start Inf", Descend, "[NaN] [[+Inf] [NaN]]", twice, []float64{inf}, 0.1, 1)
	add("Descend", "lr NaN", Descend, "[NaN] [[0] [NaN]]", twice, []float64{0}, nan, 1)
	add("Descend", "lr Inf", Descend, "[-Inf] [[0] [-Inf]]", twice, []float64{0}, inf, 1)
	add("Descend", "lr < 0 climbs", Descend, "[1] [[0] [1]]", twice, []float64{0}, -0.5, 1) // 0 + 0.5·2
	add("Descend", "lr NaN, no step", Descend, "[0] [[0]]", twice, []float64{0}, nan, 0)
	add("Descend", "f NaN", Descend, "[NaN NaN] [[3 4] [NaN NaN]]", always(nan), three, 0.1, 1)

	// Of a Report, whether it lets pass.
	check := func(f func(x []float64) float64, x, grad []float64) bool { return Check(f, x, grad).OK }
	const lengths = "numgrad: Check: x has %d values, grad has %d; want as many, at least 1"
	add("Check", "f nil", check, "numgrad: Check: f is nil", nil, three, three)
	add("Check", "all nil", check, "numgrad: Check: f is nil", nil, nil, nil)
	add("Check", "x and grad nil", check, fmt.Sprintf(lengths, 0, 0), bowl, nil, nil)
	add("Check", "x and grad empty", check, fmt.Sprintf(lengths, 0, 0), bowl, []float64{}, []float64{})
	add("Check", "x nil", check, fmt.Sprintf(lengths, 0, 2), bowl, nil, three)
	add("Check", "grad nil", check, fmt.Sprintf(lengths, 2, 0), bowl, three, nil)
	add("Check", "grad short", check, fmt.Sprintf(lengths, 2, 1), bowl, three, []float64{6})
	add("Check", "grad long", check, fmt.Sprintf(lengths, 2, 3), bowl, three, []float64{6, 8, 0})
	add("Check", "as it should be", check, "true", bowl, three, []float64{6, 8})
	add("Check", "grad NaN", check, "false", bowl, three, []float64{6, nan})
	add("Check", "grad Inf", check, "false", bowl, three, []float64{inf, 8})
	add("Check", "x NaN", check, "false", bowl, []float64{nan, 4}, []float64{6, 8})
	add("Check", "x NaN, f constant", check, "false", always(1), []float64{nan}, []float64{0})
	add("Check", "x Inf, f constant", check, "false", always(1), []float64{inf}, []float64{0})
	add("Check", "x −Inf, f constant", check, "false", always(1), []float64{-inf}, []float64{0})
	add("Check", "x Inf", check, "false", bowl, []float64{inf, 4}, []float64{inf, 8})
	add("Check", "x + h overflows", check, "false", twice, []float64{math.MaxFloat64}, []float64{2})
	add("Check", "f NaN, grad NaN", check, "false", always(nan), three, []float64{nan, nan})
	add("Check", "f Inf, grad 0", check, "false", always(inf), three, []float64{0, 0})
	add("Check", "f Inf at x alone", check, "false", func(x []float64) float64 { return 1 / math.Abs(x[0]) }, []float64{0}, []float64{0})

	const passed = "gradient check passed: %d of %d agree within 1e-7"
	add("Report.String", "zero value", Report{}.String, fmt.Sprintf(passed, 0, 0))
	add("Report.String", "grad NaN at the last", Check(bowl, three, []float64{6, nan}).String,
		"gradient check FAILED: 1 of 2 disagree\nworst: grad[1] is NaN, the slope 8, absolute error NaN, relative error NaN\nlikely cause: grad is not finite")
	add("Report.String", "x NaN", Check(twice, []float64{nan}, []float64{2}).String,
		"gradient check undecided: 1 of 1 could not be judged\nnot judged: 1, the first is grad[0] = 2: x, or f at or near x, is not finite")
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

// Whatever is put together, nothing but results or a sentence come of it, and no
// gradient passes that is not finite, or whose f is not.
func TestBadInputCombined(t *testing.T) {
	type slice = func(x []float64) float64
	type scalar = func(x float64) float64
	pools := map[reflect.Type][]any{
		reflect.TypeFor[slice](): {nil, slice(squares), slice(func([]float64) float64 { return nan }), slice(func([]float64) float64 { return inf }),
			slice(func(x []float64) float64 { return 1 / float64(len(x)) })},
		reflect.TypeFor[scalar](): {nil, scalar(math.Sqrt), scalar(math.Abs), scalar(func(float64) float64 { return nan })},
		reflect.TypeFor[[]float64](): {nil, []float64{}, []float64{0}, []float64{1, 2}, []float64{nan, 1}, []float64{0, inf}, []float64{-inf, nan},
			[]float64{math.MaxFloat64, 5e-324}, []float64{1, 2, 3}},
		reflect.TypeFor[float64](): {nan, inf, -inf, 0.0, -1.0, 0.1, 1e300},
		reflect.TypeFor[int]():     {math.MinInt, -1, 0, 3},
	}
	tried := map[string]bool{}
	for _, tc := range badCases() {
		if tried[tc.fn] {
			continue
		}
		tried[tc.fn] = true
		for _, args := range combined(reflect.TypeOf(tc.f), pools) {
			got := outcome(tc.f, args)
			if strings.HasPrefix(got, "no sentence") || strings.HasPrefix(got, "arguments") ||
				strings.HasPrefix(got, "numgrad: ") && !strings.HasPrefix(got, "numgrad: "+tc.fn+": ") {
				t.Errorf("%s(%#v): %s", tc.fn, args, got)
			}
			if tc.fn == "Check" && got == "true" {
				f, x := args[0].(slice), args[1].([]float64)
				for _, v := range append([]float64{f(x)}, args[2].([]float64)...) {
					if math.IsNaN(v) || math.IsInf(v, 0) {
						t.Errorf("Check passes %v at %v, where f is %v", args[2], x, f(x))
					}
				}
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

// All functions at once, on the same arguments, also in calls that fail, beside one
// Report read by all. The race detector watches this one.
func TestConcurrent(t *testing.T) {
	cases := badCases()
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
			}
		}()
	}
	group.Wait()
}
