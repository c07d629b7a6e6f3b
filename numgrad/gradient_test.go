package numgrad

import (
	"math"
	"slices"
	"sync"
	"testing"
	"time"
)

// bowl is the notes' x0² + x1², in arithmetic that no machine may fuse.
func bowl(x []float64) float64 {
	return float64(x[0]*x[0]) + float64(x[1]*x[1])
}

// panics runs f and compares what it panics with.
func panics(t *testing.T, name string, want any, f func()) {
	t.Helper()
	defer func() {
		t.Helper()
		if got := recover(); got != want {
			t.Errorf("%s: panic %v, want %v", name, got, want)
		}
	}()
	f()
}

// The digits are those of the book's Python: noise from the eleventh on.
func TestGradientLiterals(t *testing.T) {
	for _, tc := range []struct{ x, want []float64 }{
		{[]float64{3, 4}, []float64{6.00000000000378, 7.999999999999119}},
		{[]float64{0, 2}, []float64{0, 4.000000000004}},
		{[]float64{3, 0}, []float64{6.000000000012662, 0}},
		{[]float64{0, 0}, []float64{0, 0}},
	} {
		if got := Gradient(bowl, tc.x); !slices.Equal(got, tc.want) {
			t.Errorf("Gradient(x0²+x1², %v) = %v, want %v", tc.x, got, tc.want)
		}
	}
}

func TestGradientMany(t *testing.T) {
	// f = Σ (i+1)·x_i²/2 + x0·x3: linear slopes (i+1)·x_i, and x3, x0 besides.
	x := []float64{0.5, -1, 2, 0.25}
	want := []float64{0.5 + 0.25, -2, 6, 1 + 0.5}
	f := func(x []float64) float64 {
		sum := x[0] * x[3]
		for i := range x {
			sum += float64(i+1) * x[i] * x[i] / 2
		}
		return sum
	}
	for i, got := range Gradient(f, x) {
		if !(math.Abs(got-want[i]) <= 1e-10) {
			t.Errorf("Gradient at %v: slope %d = %v, want %v", x, i, got, want[i])
		}
	}
	for _, none := range [][]float64{nil, {}} {
		if got := Gradient(f, none); len(got) != 0 {
			t.Errorf("Gradient(f, %#v) = %v, want no slopes", none, got)
		}
	}
}

// odd holds a minus zero and a NaN of its own: == would not see them change.
func odd() []float64 {
	return []float64{math.Copysign(0, -1), 0.1, math.Float64frombits(0x7ff8_0000_0000_1234), 1e300, 5e-324}
}

func sameBits(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool {
		return math.Float64bits(x) == math.Float64bits(y)
	})
}

func TestGradientKeepsX(t *testing.T) {
	x := odd()
	calls := 0
	f := func(z []float64) float64 {
		if calls++; !sameBits(x, odd()) {
			t.Fatalf("while f runs, x is %v, want %v", x, odd())
		}
		moved := 0 // the copy differs from x in the one variable at most
		for i := range z {
			if !sameBits(z[i:i+1], x[i:i+1]) {
				moved++
			}
		}
		if len(z) != len(x) || moved > 1 {
			t.Errorf("call %d: f gets %v, want one variable of %v moved", calls, z, x)
		}
		return 1
	}
	if Gradient(f, x); !sameBits(x, odd()) {
		t.Errorf("after Gradient, x is %v, want %v", x, odd())
	}
	if calls != 2*len(x) {
		t.Errorf("Gradient calls f %d times, want %d", calls, 2*len(x))
	}
	for stop := 1; stop <= 2*len(x); stop++ {
		calls := 0
		panics(t, "f panics", "stop", func() {
			Gradient(func([]float64) float64 {
				if calls++; calls == stop {
					panic("stop")
				}
				return 1
			}, x)
		})
		if !sameBits(x, odd()) {
			t.Fatalf("after a panic in call %d, x is %v, want %v", stop, x, odd())
		}
	}
}

// f copies what it is given into the very slice that it is tried at, as where that
// is the bias of a layer; or into grad, as a backward pass does.
func TestMemoryThatFFills(t *testing.T) {
	w, dw := []float64{3, 4}, []float64{6, 8}
	f := func(x []float64) float64 {
		copy(w, x)
		dw[0], dw[1] = 2*x[0], 2*x[1]
		return bowl(w)
	}
	if got, want := Gradient(f, w), []float64{6.00000000000378, 7.999999999999119}; !slices.Equal(got, want) {
		t.Errorf("Gradient at memory that f fills = %v, want %v", got, want)
	}
	copy(w, []float64{3, 4})
	copy(dw, []float64{6, 8})
	if r := Check(f, w, dw); !r.OK {
		t.Errorf("Check at memory that f fills: %v", r)
	}
	copy(w, []float64{3, 4})
	if x, _ := Descend(f, w, 0.25, 1); !(math.Abs(x[0]-1.5)+math.Abs(x[1]-2) <= 1e-9) { // 3 − 6/4, 4 − 8/4
		t.Errorf("Descend from memory that f fills = %v, want about [1.5 2]", x)
	}
}

func TestGradientAllocatesOnce(t *testing.T) {
	x := make([]float64, 50)
	f := func(x []float64) float64 { return x[7] }
	if got := testing.AllocsPerRun(100, func() { Gradient(f, x) }); got != 1 {
		t.Errorf("Gradient allocates %v times, want 1", got)
	}
	// The result ends where it ends: appending to it must not write elsewhere.
	if grad := Gradient(f, x); cap(grad) != len(x) {
		t.Errorf("Gradient's result has capacity %d, want %d", cap(grad), len(x))
	}
}

// The race detector watches this one.
func TestGradientConcurrent(t *testing.T) {
	x := []float64{3, 4}
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 50 {
				if got := Gradient(bowl, x); got[0] != 6.00000000000378 || got[1] != 7.999999999999119 {
					t.Errorf("Gradient beside others = %v", got)
				}
				Descend(bowl, x, 0.1, 2)
				Check(bowl, x, []float64{6, 8})
			}
		}()
	}
	group.Wait()
}

func TestDerivative(t *testing.T) {
	square := func(x float64) float64 { return float64(x * x) }
	cube := func(x float64) float64 { return x * x * x }
	relu := func(x float64) float64 { return max(x, 0) }
	id := func(x float64) float64 { return x }
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name         string
		f            func(float64) float64
		x, want, tol float64
	}{
		{"x² at 3", square, 3, 6.000000000012662, 0},
		{"x² at 0", square, 0, 0, 0},
		{"constant", func(float64) float64 { return 7 }, 1, 0, 0},
		{"x³ at 0 gives h²", cube, 0, 1e-8, 1e-20},
		{"x³ at 2 gives 12 + h²", cube, 2, 12.00000001, 2e-11},
		{"sin at 0 lacks h²/6", math.Sin, 0, 1 - 1e-8/6, 1e-12},
		{"|x| at 0: no derivative, mean 0", math.Abs, 0, 0, 0},
		{"ReLU at 0: mean ½", relu, 0, 0.5, 0},
		{"ReLU, kink h/2 away: ¾", relu, Step / 2, 0.75, 1e-12},
		{"x + h is x", id, 1e13, 0, 0},
		{"only x − h is not x: 2⁻¹³/2h", id, 0x1p40, 0.6103515625, 1e-15},
		{"Inf on one side", func(x float64) float64 { return 1 / max(1-x, 0) }, 1, inf, 0},
		{"−Inf", func(x float64) float64 { return -1 / max(1-x, 0) }, 1, -inf, 0},
		{"NaN on one side", math.Log, 0, nan, 0},
		{"x NaN", id, nan, nan, 0},
		{"x Inf", id, inf, nan, 0},
	} {
		got := Derivative(tc.f, tc.x)
		if got != tc.want && !(math.Abs(got-tc.want) <= tc.tol) && !(math.IsNaN(got) && math.IsNaN(tc.want)) {
			t.Errorf("%s: Derivative at %v = %v, want %v", tc.name, tc.x, got, tc.want)
		}
		// Gradient has one variable more to tell, and nothing else.
		vec := Gradient(func(x []float64) float64 { return tc.f(x[0]) }, []float64{tc.x})
		if vec[0] != got && !(math.IsNaN(vec[0]) && math.IsNaN(got)) {
			t.Errorf("%s: Gradient at %v = %v, Derivative %v", tc.name, tc.x, vec, got)
		}
	}
}

// The error of the formula is h²/6·f‴ = 1e-8/6·e = 4.53e-9 for eˣ at 1.
func TestDerivativeError(t *testing.T) {
	if got := Derivative(math.Exp, 1) - math.E; !(math.Abs(got-1e-8/6*math.E) <= 2e-11) {
		t.Errorf("Derivative(exp, 1) − e = %.4g, want 4.53e-9", got)
	}
	if got := Derivative(math.Exp, 0) - 1; !(math.Abs(got-1e-8/6) <= 1e-11) {
		t.Errorf("Derivative(exp, 0) − 1 = %.4g, want 1.67e-9", got)
	}
}

// squares is a variable, so that the compiler cannot leave out calls whose result
// nobody needs.
var squares = func(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += float64(v * v)
	}
	return sum
}

// BenchmarkGradient reports what Gradient costs above its 2n calls of f, for a
// small function of 1000 variables: the more work f is, the nearer to 1.
func BenchmarkGradient(b *testing.B) {
	x := make([]float64, 1000)
	var direct, gradient time.Duration
	for b.Loop() {
		start := time.Now()
		for range 2 * len(x) {
			squares(x)
		}
		direct += time.Since(start)
		start = time.Now()
		Gradient(squares, x)
		gradient += time.Since(start)
	}
	b.ReportMetric(float64(gradient)/float64(direct), "ratio")
}
