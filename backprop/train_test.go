package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestSGD(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name        string
		value, grad Matrix
		lr          float64
		want        Matrix
	}{
		{"against the slope", Matrix{{1, 2}, {3, 4}}, Matrix{{2, -4}, {0, 8}}, 0.5, Matrix{{0, 4}, {3, 0}}},
		{"uphill", Matrix{{1}}, Matrix{{2}}, -0.25, Matrix{{1.5}}},
		{"standing still", Matrix{{0.1, -7}}, Matrix{{3, 4}}, 0, Matrix{{0.1, -7}}},
		// 0.1·3 rounds to 0.30000000000000004 and 0.30000000000000004 − 0.30000000000000004 is 0; fused, 2.8e-17 would be left.
		{"the product is rounded", Matrix{{0.30000000000000004}}, Matrix{{3}}, 0.1, Matrix{{0}}},
		{"NaN", Matrix{{1, 1}}, Matrix{{nan, 1}}, 1, Matrix{{nan, 0}}},
		{"no rows", nil, nil, 1, nil},
		{"no columns", Matrix{{}}, Matrix{{}}, 1, Matrix{{}}},
	} {
		grad := c.grad.Clone()
		SGD([]Param{{c.value, c.grad}}, c.lr)
		if !same(c.value, c.want) || !same(c.grad, grad) {
			t.Errorf("%s: value %v and gradient %v, want %v and %v", c.name, c.value, c.grad, c.want, grad)
		}
	}
}

func TestSGDPanicsBeforeAnyChange(t *testing.T) {
	good := Param{Matrix{{1}}, Matrix{{1}}}
	call := func(value, grad Matrix) func() { return func() { SGD([]Param{good, {value, grad}, good}, 1) } }
	two := Matrix{{1, 2}, {3, 4}}
	testPanics(t, []panicCase{
		{"fewer rows", call(two, two[:1]), "backprop: SGD: gradient of parameter 1 is 1×2, want 2×2"},
		{"more rows", call(two[:1], two), "backprop: SGD: gradient of parameter 1 is 2×2, want 1×2"},
		{"more columns", call(two, NewMatrix(2, 3)), "backprop: SGD: gradient of parameter 1 is 2×3, want 2×2"},
		{"transposed", call(NewMatrix(2, 3), NewMatrix(3, 2)), "backprop: SGD: gradient of parameter 1 is 3×2, want 2×3"},
		{"no gradient", call(two, nil), "backprop: SGD: gradient of parameter 1 is 0×0, want 2×2"},
		{"no value", call(nil, two), "backprop: SGD: gradient of parameter 1 is 2×2, want 0×0"},
		{"ragged gradient", call(two, Matrix{{1, 2}, {3}}), "backprop: SGD: gradient of parameter 1 is ragged: row 0 has 2 columns, row 1 has 1"},
		{"ragged value", call(Matrix{{1, 2}, {3}}, two), "backprop: SGD: value of parameter 1 is ragged: row 0 has 2 columns, row 1 has 1"},
	})
	if good.Value[0][0] != 1 || !same(two, Matrix{{1, 2}, {3, 4}}) {
		t.Errorf("SGD changed %v and %v, and then panicked", good.Value, two)
	}
}

// The step that is written above Network: nothing is allocated once warm.
func TestTrainingStepAllocatesNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 1))
	net := NewNetwork(randomAffine(rng, 8, 5), new(ReLU), randomAffine(rng, 5, 5), new(Sigmoid),
		randomAffine(rng, 5, 5), new(Tanh), randomAffine(rng, 5, 3))
	x, target := random(rng, 50, 8), random(rng, 50, 3)
	deck := MiniBatch(rng, len(x), len(x))
	var xs, ts Matrix
	if got := testing.AllocsPerRun(20, func() {
		xs, ts = xs[:0], ts[:0]
		for i := range 10 {
			j := i + rng.IntN(len(deck)-i)
			deck[i], deck[j] = deck[j], deck[i]
			xs, ts = append(xs, x[deck[i]]), append(ts, target[deck[i]])
		}
		net.Loss(xs, ts)
		net.Backward()
		SGD(net.Params(), 0.01)
	}); got != 0 {
		t.Errorf("a training step allocates %v times, want 0", got)
	}
}

// deal is MiniBatch with all cards on the table: Knuth's algorithm P, stopped early.
func deal(rng *rand.Rand, n, size int) []int {
	cards := make([]int, n)
	for i := range cards {
		cards[i] = i
	}
	for i := range size {
		j := i + rng.IntN(n-i)
		cards[i], cards[j] = cards[j], cards[i]
	}
	return cards[:size]
}

func TestMiniBatch(t *testing.T) {
	for _, c := range []struct{ n, size int }{{0, 0}, {1, 0}, {1, 1}, {2, 2}, {5, 0}, {5, 3}, {10, 10}, {100, 99}, {1437, 100}} {
		for seed := range uint64(50) {
			got := MiniBatch(rand.New(rand.NewPCG(seed, 9)), c.n, c.size)
			if want := deal(rand.New(rand.NewPCG(seed, 9)), c.n, c.size); !slices.Equal(got, want) {
				t.Fatalf("MiniBatch(%d, %d), seed %d: %v, want %v", c.n, c.size, seed, got, want)
			}
			slices.Sort(got)
			if len(slices.Compact(got)) != c.size || c.size > 0 && (got[0] < 0 || got[c.size-1] >= c.n) {
				t.Fatalf("MiniBatch(%d, %d), seed %d: not %d different numbers from 0 to %d", c.n, c.size, seed, c.size, c.n-1)
			}
		}
	}
}

// The same numbers on every machine, also where an int has 32 bits.
func TestMiniBatchDraws(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, want := range [][]int{{46162, 36986, 47066, 47796, 14059}, {2472, 29995, 26964, 7970, 11027}} {
		if got := MiniBatch(rng, 60000, 5); !slices.Equal(got, want) {
			t.Errorf("MiniBatch(60000, 5) from seed (1, 2) is %v, want %v", got, want)
		}
	}
}

// Two of four in order: 12 outcomes. Over 12,000 draws χ² has 11 degrees of
// freedom and exceeds 31.3 once in a thousand seeds; this seed is one of the others.
func TestMiniBatchIsFair(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 2))
	counts := map[[2]int]float64{}
	for range 12000 {
		counts[[2]int(MiniBatch(rng, 4, 2))]++
	}
	chi2 := 0.0
	for _, n := range counts {
		chi2 += float64((n - 1000) * (n - 1000) / 1000)
	}
	if len(counts) != 12 || !(chi2 <= 31.3) {
		t.Errorf("%d outcomes, χ² = %.1f, want 12 and at most 31.3: %v", len(counts), chi2, counts)
	}
}

// All rows of a matrix that fits no memory: what counts is the size of the batch.
func TestMiniBatchOfMany(t *testing.T) {
	const n = math.MaxInt
	rng := rand.New(rand.NewPCG(9, 3))
	for range 100 {
		for _, i := range MiniBatch(rng, n, 100) {
			if i < 0 || i >= n {
				t.Fatalf("row %d of %d", i, n)
			}
		}
	}
}

func TestMiniBatchPanics(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 4))
	testPanics(t, []panicCase{
		{"no rng", func() { MiniBatch(nil, 3, 2) }, "backprop: MiniBatch: rng is nil"},
		{"too many", func() { MiniBatch(rng, 3, 4) }, "backprop: MiniBatch: 4 of 3 rows; want 0 to 3"},
		{"size < 0", func() { MiniBatch(rng, 3, -1) }, "backprop: MiniBatch: -1 of 3 rows; want 0 to 3"},
		{"n < 0", func() { MiniBatch(rng, -3, 1) }, "backprop: MiniBatch: n is -3; want 0 or more rows"},
		{"one of none", func() { MiniBatch(rng, 0, 1) }, "backprop: MiniBatch: 1 of 0 rows; want 0 to 0"},
		{"no source", func() { MiniBatch(new(rand.Rand), 3, 2) }, "backprop: MiniBatch: rng has no source; make it with rand.New(rand.NewPCG(1, 2))"},
		{"all of a number that fits no memory", func() { MiniBatch(rng, math.MaxInt, math.MaxInt) },
			fmt.Sprintf("backprop: MiniBatch: %d of %[1]d rows; want 0 to 268435456", math.MaxInt)}, // 2²⁸
	})
}

// A step as the digits take it: sampling, forward, backward, descent.
func BenchmarkStep(b *testing.B) {
	for _, d := range []int{784, 64} {
		b.Run(fmt.Sprintf("%d-50-10", d), func(b *testing.B) {
			rng := rand.New(rand.NewPCG(9, 5))
			net := NewNetwork(NewAffine(He(rng, d, 50), make([]float64, 50)), new(ReLU),
				NewAffine(He(rng, 50, 10), make([]float64, 10)))
			x, target := random(rng, 2000, d), random(rng, 2000, 10)
			params := net.Params()
			b.ReportAllocs()
			for b.Loop() {
				rows := MiniBatch(rng, len(x), 100)
				net.Loss(x.Rows(rows), target.Rows(rows))
				net.Backward()
				SGD(params, 0.001)
			}
		})
	}
}
