package losses

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"
)

// bigSoftmax returns the place of the largest score, exp(a_k − max a) for every
// k, and the sum of these without the largest.
func bigSoftmax(a []float64) (top int, exps []*big.Float, rest *big.Float) {
	for k := range a {
		if a[k] > a[top] {
			top = k
		}
	}
	rest = zero()
	for k := range a {
		e := zero()
		if d := zero().Sub(num(a[k]), num(a[top])); d.Cmp(num(-2000)) > 0 {
			e = bigExp(d) // beyond that, nothing is left of it in a float64
		}
		if exps = append(exps, e); k != top {
			rest.Add(rest, e)
		}
	}
	return top, exps, rest
}

// randomScores has 1 to 8 scores from 1e-3 to 1e3 apart, some far from 0.
func randomScores(rng *rand.Rand) []float64 {
	a := make([]float64, 1+rng.IntN(8))
	spread, middle := math.Pow(10, 6*rng.Float64()-3), 0.0
	if rng.IntN(3) == 0 {
		middle = rng.NormFloat64() * math.Pow(10, 12*rng.Float64())
	}
	for k := range a {
		a[k] = middle + spread*rng.NormFloat64()
	}
	return a
}

func TestSoftmax(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name    string
		a, want []float64
	}{
		{"book", []float64{0.3, 2.9, 4.0}, []float64{0.01821127, 0.24519181, 0.73659691}},
		{"K = 1", []float64{-5}, []float64{1}},
		{"equal", []float64{7, 7, 7, 7}, []float64{0.25, 0.25, 0.25, 0.25}},
		{"odds 1 to 3", []float64{0, math.Log(3)}, []float64{0.25, 0.75}},
		{"overflow", []float64{1010, 1000, 990}, []float64{0.9999546, 0.0000453979, 2.06106e-9}},
		{"largest floats", []float64{1e308, 1e308, -1e308}, []float64{0.5, 0.5, 0}},
		{"underflow", []float64{-1e308, -1e308}, []float64{0.5, 0.5}},
		{"one −Inf", []float64{0, -inf, 0}, []float64{0.5, 0, 0.5}},
		{"all −Inf", []float64{-inf, -inf}, []float64{nan, nan}},
		{"one +Inf", []float64{1, inf, 1}, []float64{nan, nan, nan}},
		{"NaN first", []float64{nan, 1}, []float64{nan, nan}},
		{"NaN last", []float64{1, 2, nan}, []float64{nan, nan, nan}},
	} {
		got := Softmax(tc.a)
		for k := range tc.want {
			if !(math.Abs(got[k]-tc.want[k]) < 5e-9) && !(math.IsNaN(got[k]) && math.IsNaN(tc.want[k])) {
				t.Errorf("%s: Softmax(%v) = %v, want %v", tc.name, tc.a, got, tc.want)
			}
		}
	}
}

func TestSoftmaxDerivative(t *testing.T) {
	a := []float64{0.3, 2.9, 4.0, -1}
	y := Softmax(a)
	for k := range a {
		want := make([]float64, len(a))
		for j := range a {
			want[j] = -y[k] * y[j] // ∂y_k/∂a_j = y_k (δ_kj − y_j)
		}
		want[k] += y[k]
		sameSlopes(t, "Softmax", func(x []float64) float64 { return Softmax(x)[k] }, a, want)
	}
}

func TestSoftmaxCrossEntropySpecial(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name string
		a, t []float64
		want float64
	}{
		{"two equal scores", []float64{3, 3}, []float64{1, 0}, math.Ln2},
		{"largest floats", []float64{1e308, 1e308}, []float64{0, 1}, math.Ln2},
		{"2e308 is too far", []float64{1e308, -1e308}, []float64{0, 1}, inf},
		{"half of 2e308 is not", []float64{1e308, -1e308}, []float64{0, 0.5}, 1e308},
		{"K = 1", []float64{1e308}, []float64{1}, 0},
		{"sure and right", []float64{0, 1e4}, []float64{0, 1}, 0},
		{"no target", []float64{1, 2}, []float64{0, 0}, 0},
		{"t = 0 at −Inf", []float64{0, -inf}, []float64{1, 0}, 0},
		{"t > 0 at −Inf", []float64{0, -inf}, []float64{0.5, 0.5}, inf},
		{"all −Inf", []float64{-inf, -inf}, []float64{1, 0}, nan},
		{"all −Inf, no target", []float64{-inf}, []float64{0}, nan},
		{"+Inf at the target", []float64{inf, 0}, []float64{1, 0}, nan},
		{"+Inf elsewhere", []float64{inf, 0}, []float64{0, 1}, nan},
		{"+Inf last, no target", []float64{0, inf}, []float64{0, 0}, nan},
		{"NaN first", []float64{nan, 0}, []float64{0, 1}, nan},
		{"NaN last, t = 0", []float64{0, nan}, []float64{1, 0}, nan},
		{"NaN and −Inf", []float64{-inf, nan}, []float64{0, 0}, nan},
		{"NaN in t", []float64{0, 1}, []float64{1, nan}, nan},
		{"+Inf in t, a on top", []float64{0, 0}, []float64{inf, 0}, nan},
		{"+Inf in t, a below", []float64{0, 1}, []float64{inf, 0}, inf},
	} {
		got := SoftmaxCrossEntropy(tc.a, tc.t)
		if !near(got, tc.want, 1e-15) && !(math.IsNaN(got) && math.IsNaN(tc.want)) || got == 0 && math.Signbit(got) {
			t.Errorf("%s: SoftmaxCrossEntropy(%v, %v) = %v, want %v", tc.name, tc.a, tc.t, got, tc.want)
		}
	}
}

func TestSoftmaxCrossEntropyPrecise(t *testing.T) {
	thousand, soft := make([]float64, 1000), make([]float64, 1000)
	for k := range thousand {
		thousand[k], soft[k] = float64(k%7)/2, float64(k%3)
	}
	for _, tc := range []struct{ a, t []float64 }{
		{[]float64{0.3, 2.9, 4}, []float64{0, 0, 1}},
		{[]float64{0.3, 2.9, 4}, []float64{1, 0, 0}},
		{[]float64{0.3, 2.9, 4}, []float64{0.2, 0.3, 0.5}},
		{[]float64{0.3, 2.9, 4}, []float64{1, 1, 0}},
		{[]float64{0.3, 2.9, 4}, []float64{0.1, 0, 0.1}},
		{[]float64{0.3, 2.9, 4}, []float64{3, -1, 2}},
		{[]float64{690.7755278982137, 0}, []float64{1, 0}}, // 1e-300
		{[]float64{0, -690.7755278982137}, []float64{1, 0}},
		{[]float64{40, 0, 0}, []float64{1, 0, 0}}, // 8e-18: 1 + it is 1
		{[]float64{36, 0}, []float64{1, 0}},       // 2e-16
		{[]float64{1e4, 0}, []float64{0, 1}},      // exp underflows, the loss is 1e4
		{[]float64{1e308, -1e307}, []float64{0, 1}},
		{[]float64{1e15 + 1, 1e15}, []float64{1, 0}},
		{[]float64{-1e308, -1e308, -1.1e308}, []float64{0.5, 0.5, 0}},
		{[]float64{1e-300, -1e-300}, []float64{1, 0}},
		{thousand, soft},
	} {
		sum, _ := bigSoftmaxCrossEntropy(tc.a, tc.t)
		want, _ := sum.Float64()
		if got := SoftmaxCrossEntropy(tc.a, tc.t); !near(got, want, 1e-14) {
			t.Errorf("SoftmaxCrossEntropy(%v, %v) = %v, want %v", tc.a, tc.t, got, want)
		}
	}
}

func TestSoftmaxCrossEntropyBatch(t *testing.T) {
	a, target := [][]float64{{5, 5}, {0, 0}, {1e4, 0}}, [][]float64{{1, 0}, {0, 2}, {1, 0}}
	if got := SoftmaxCrossEntropyBatch(a, target); !near(got, math.Ln2, 1e-15) { // (1 + 2 + 0) log 2 / 3
		t.Errorf("SoftmaxCrossEntropyBatch(%v, %v) = %v, want log 2", a, target, got)
	}
	a[1][0] = math.NaN()
	if got := SoftmaxCrossEntropyBatch(a, target); !math.IsNaN(got) {
		t.Errorf("SoftmaxCrossEntropyBatch(%v, %v) = %v, want NaN", a, target, got)
	}
}

func TestSoftmaxCrossEntropyDerivative(t *testing.T) {
	a, target := []float64{0.3, 2.9, 4, -1, 0.5, 0}, []float64{0.2, 0, 1.5, 0, 1, 0}
	grads := func(width int) (want []float64) {
		n := len(a) / width
		for i := 0; i < len(a); i += width {
			sum := 0.0
			for _, v := range target[i : i+width] {
				sum += v
			}
			for k, y := range Softmax(a[i : i+width]) {
				want = append(want, (y*sum-target[i+k])/float64(n)) // (y_nk·Σt_n − t_nk)/N
			}
		}
		return want
	}
	sameSlopes(t, "SoftmaxCrossEntropy", func(x []float64) float64 { return SoftmaxCrossEntropy(x, target) }, a, grads(6))
	sameSlopes(t, "SoftmaxCrossEntropyBatch",
		func(x []float64) float64 { return SoftmaxCrossEntropyBatch(rows(x, 2), rows(target, 2)) }, a, grads(2))
}

// Both at once are what each is alone, in the same bits, on wild numbers too.
func TestSoftmaxAndCrossEntropy(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 9))
	inf, nan := math.Inf(1), math.NaN()
	cases := [][2][]float64{
		{{3}, {1}}, {{3}, {0}}, {{nan, 1}, {0, 0}}, {{1, nan}, {1, 0}}, {{inf, 1}, {0, 1}}, {{inf, inf}, {0, 0}}, {{-inf, -inf}, {0, 0}},
		{{-inf, 1}, {1, 0}}, {{-inf, 1}, {0, 1}}, {{0, 0}, {nan, 1}}, {{0, 1}, {inf, 0}}, {{math.MaxFloat64, -math.MaxFloat64}, {0, 1}},
	}
	for range 5000 {
		a := wildScores(rng)
		target := make([]float64, len(a))
		for k := range target {
			target[k] = rng.Float64()
		}
		cases = append(cases, [2][]float64{a, target})
	}
	same := func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) || x != x && y != y }
	for _, c := range cases {
		y := make([]float64, len(c[0]))
		if got, want := SoftmaxAndCrossEntropy(y, c[0], c[1]), SoftmaxCrossEntropy(c[0], c[1]); !same(got, want) {
			t.Fatalf("SoftmaxAndCrossEntropy(%v, %v) = %v, SoftmaxCrossEntropy says %v", c[0], c[1], got, want)
		}
		if want := Softmax(c[0]); !slices.EqualFunc(y, want, same) {
			t.Fatalf("SoftmaxAndCrossEntropy(%v) sets y to %v, Softmax says %v", c[0], y, want)
		}
	}
	y, a, target := make([]float64, 3), []float64{1, 2, 3}, []float64{0, 1, 0}
	if got := testing.AllocsPerRun(10, func() { SoftmaxAndCrossEntropy(y, a, target) }); got != 0 {
		t.Errorf("allocates %v times, want 0", got)
	}
}
