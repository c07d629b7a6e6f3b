package backprop

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Mean and standard deviation of 100,000 draws: the first has a standard error
// of 0.3 % of σ, the second of 0.2 %.
func TestInitSpread(t *testing.T) {
	for _, c := range []struct {
		name string
		draw func(rng *rand.Rand, in, out int) Matrix
		in   int
		out  int
		want float64 // standard deviation
	}{
		{"Gaussian 0.01", func(rng *rand.Rand, in, out int) Matrix { return Gaussian(rng, 0.01, in, out) }, 200, 500, 0.01},
		{"Gaussian 3", func(rng *rand.Rand, in, out int) Matrix { return Gaussian(rng, 3, in, out) }, 500, 200, 3},
		{"Xavier narrowing", Xavier, 800, 125, 0.046498}, // √(2/925)
		{"Xavier widening", Xavier, 125, 800, 0.046498},  // the same, for in + out is
		{"He narrowing", He, 800, 125, 0.05},             // √(2/800)
		{"He widening", He, 125, 800, 0.126491},          // √(2/125)
	} {
		w := c.draw(rand.New(rand.NewPCG(8, 1)), c.in, c.out)
		if len(w) != c.in || len(w[0]) != c.out || len(w[c.in-1]) != c.out {
			t.Errorf("%s: %d×%d, want %d×%d", c.name, len(w), len(w[0]), c.in, c.out)
		}
		n, sum, squares := float64(c.in*c.out), 0.0, 0.0
		for _, x := range flat(w) {
			sum += x
			squares += float64(x * x)
		}
		mean := sum / n
		if std := math.Sqrt(squares/n - float64(mean*mean)); !(math.Abs(mean) <= 0.01*c.want && math.Abs(std-c.want) <= 0.01*c.want) {
			t.Errorf("%s: mean %.6f, standard deviation %.6f, want 0 and %.6f within 1 %%", c.name, mean, std, c.want)
		}
	}
}

// Row by row, and the same on every machine. The first six draws of N(0, 1) from
// this seed were taken from math/rand/v2 alone.
func TestInitDraws(t *testing.T) {
	draws := Matrix{{0.3794454984, 0.07473804659, 0.200068412, -1.125314412, -0.4005883316, -3.08537714}}
	rng := rand.New(rand.NewPCG(1, 2))
	want := Matrix{draws[0][:3], draws[0][3:]}
	if got := Gaussian(rng, 1, 2, 3); !near(got, want, 1e-9) {
		t.Errorf("Gaussian from seed (1, 2) is %v, want %v", got, want)
	}
	for _, c := range []struct {
		name string
		got  Matrix
		std  float64
	}{
		{"Gaussian", Gaussian(rand.New(rand.NewPCG(1, 2)), 0.25, 2, 3), 0.25},
		{"Gaussian 0", Gaussian(rand.New(rand.NewPCG(1, 2)), 0, 2, 3), 0},
		{"Xavier", Xavier(rand.New(rand.NewPCG(1, 2)), 2, 3), 0.632455532}, // √(2/5)
		{"He", He(rand.New(rand.NewPCG(1, 2)), 2, 3), 1},                   // √(2/2)
	} {
		scaled := want.Clone()
		for _, row := range scaled {
			for k := range row {
				row[k] *= c.std
			}
		}
		if !near(c.got, scaled, 1e-8) {
			t.Errorf("%s from seed (1, 2) is %v, want %v", c.name, c.got, scaled)
		}
	}
}

func TestInitPanics(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 2))
	testPanics(t, []panicCase{
		{"std < 0", func() { Gaussian(rng, -0.1, 2, 3) }, "backprop: Gaussian: standard deviation -0.1; want a finite number, 0 or more"},
		{"std NaN", func() { Gaussian(rng, math.NaN(), 2, 3) }, "backprop: Gaussian: standard deviation NaN; want a finite number, 0 or more"},
		{"std Inf", func() { Gaussian(rng, math.Inf(1), 2, 3) }, "backprop: Gaussian: standard deviation +Inf; want a finite number, 0 or more"},
		{"Gaussian, nil", func() { Gaussian(nil, 1, 2, 3) }, "backprop: Gaussian: rng is nil"},
		{"Xavier, nil", func() { Xavier(nil, 2, 3) }, "backprop: Xavier: rng is nil"},
		{"He, nil", func() { He(nil, 2, 3) }, "backprop: He: rng is nil"},
		{"Gaussian, no source", func() { Gaussian(new(rand.Rand), 1, 2, 3) }, "backprop: Gaussian: rng has no source; make it with rand.New(rand.NewPCG(1, 2))"},
		{"Xavier, no source", func() { Xavier(new(rand.Rand), 2, 3) }, "backprop: Xavier: rng has no source; make it with rand.New(rand.NewPCG(1, 2))"},
		{"He, no source", func() { He(new(rand.Rand), 2, 3) }, "backprop: He: rng has no source; make it with rand.New(rand.NewPCG(1, 2))"},
		{"Gaussian, no inputs", func() { Gaussian(rng, 1, 0, 3) }, "backprop: Gaussian: 0 inputs, 3 outputs; want at least 1 of each"},
		{"Xavier, no outputs", func() { Xavier(rng, 2, 0) }, "backprop: Xavier: 2 inputs, 0 outputs; want at least 1 of each"},
		{"Xavier, neither", func() { Xavier(rng, 0, 0) }, "backprop: Xavier: 0 inputs, 0 outputs; want at least 1 of each"},
		{"He, negative", func() { He(rng, -2, 3) }, "backprop: He: -2 inputs, 3 outputs; want at least 1 of each"},
		{"largest std", func() { Gaussian(rng, math.MaxFloat64, 1, 1) }, "no panic"},
	})
}
