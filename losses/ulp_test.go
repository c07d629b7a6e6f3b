package losses

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/sebdah/goldie/v2"
)

// ulps returns how far got is from want, in units in the last place of a true
// value of the given size, which is want itself unless something cancels. Below
// 2⁻¹⁰²² the unit is the smallest number there is.
func ulps(got float64, want, size *big.Float) float64 {
	if w, _ := want.Float64(); math.IsInf(got, 0) && got == w {
		return 0
	}
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	unit := -1074
	if size.Sign() != 0 {
		unit = max(unit, size.MantExp(nil)-53)
	}
	diff := zero().Sub(num(got), want)
	diff.SetMantExp(diff, -unit)
	error, _ := diff.Abs(diff).Float64()
	return error
}

// Where a computation may change its way, or run out of numbers.
var edges = []float64{
	0, 5e-324, 0x1p-1060, 0x1p-1022 - 0x1p-1074, 0x1p-1022, 1e-300, 1e-17, 0x1p-53, 1e-8, 0.5, 1 - 0x1p-53,
	1, 1 + 0x1p-52, math.Ln2, 36.7, 37.5, 708.3, 708.4, 709.7, 709.8, 744.4, 745.1, 745.2, 1e4, 1e15 + 1, 1e300, math.MaxFloat64,
}

func edge(rng *rand.Rand) float64 {
	x := edges[rng.IntN(len(edges))]
	if rng.IntN(2) == 0 {
		x = -x // −0 too
	}
	return x
}

// beside returns x, or one of the numbers next to it.
func beside(rng *rand.Rand, x float64) float64 {
	switch rng.IntN(4) {
	case 0:
		x = math.Nextafter(x, math.MaxFloat64)
	case 1:
		x = math.Nextafter(x, -math.MaxFloat64)
	}
	return x
}

// wildScores are random, equal, nearly equal, tiny, huge, −0, and mixed.
func wildScores(rng *rand.Rand) []float64 {
	a := randomScores(rng)
	kind := rng.IntN(5)
	for k := range a {
		if kind > 0 && k > 0 && rng.IntN(kind) > 0 {
			a[k] = beside(rng, a[rng.IntN(k)])
		}
		if kind > 1 && rng.IntN(4) == 0 {
			a[k] = edge(rng)
		}
	}
	return a
}

// evenScores are whole numbers of eighths, so that differences are exact.
func evenScores(rng *rand.Rand) []float64 {
	a := make([]float64, 1+rng.IntN(8))
	spread := 8 << rng.IntN(12)
	for k := range a {
		a[k] = float64(rng.IntN(spread)) / 8
	}
	return a
}

// probability is in (0, 1]: anywhere, near 0, near 1, and the edges of each.
func probability(rng *rand.Rand) float64 {
	switch rng.IntN(4) {
	case 0:
		if y := math.Abs(edge(rng)); y > 0 && y <= 1 {
			return y
		}
	case 1:
		return max(5e-324, math.Pow(10, -324*rng.Float64()))
	case 2:
		return 1 - math.Pow(10, -1-16*rng.Float64())
	}
	return 1 - rng.Float64()
}

func probabilities(rng *rand.Rand) []float64 {
	y := make([]float64, 1+rng.IntN(8))
	for k := range y {
		y[k] = probability(rng)
	}
	return y
}

func oneHot(rng *rand.Rand, classes int) []float64 {
	t := make([]float64, classes)
	t[rng.IntN(classes)] = 1
	return t
}

// softTarget has zeros, −0 among them, and shares down to the smallest number.
func softTarget(rng *rand.Rand, classes int) []float64 {
	t := make([]float64, classes)
	for k := range t {
		switch rng.IntN(8) {
		case 0, 1:
		case 2:
			t[k] = math.Copysign(0, -1)
		case 3:
			t[k] = math.Pow(10, -324*rng.Float64())
		default:
			t[k] = rng.Float64()
		}
	}
	return t
}

func signedTarget(rng *rand.Rand, classes int) []float64 {
	t := softTarget(rng, classes)
	for k := range t {
		if rng.IntN(2) == 0 {
			t[k] = -t[k]
		}
	}
	return t
}

// bigTerms adds up t_k·log of the K probabilities, from −log y_k.
func bigTerms(t []float64, minusLog func(k int) *big.Float) (sum, size *big.Float) {
	sum, size = zero(), zero()
	for k := range t {
		if t[k] != 0 {
			term := minusLog(k)
			term.Mul(term, num(t[k]))
			sum.Add(sum, term)
			size.Add(size, term.Abs(term))
		}
	}
	return sum, size
}

func bigCrossEntropy(y, t []float64) (sum, size *big.Float) {
	return bigTerms(t, func(k int) *big.Float {
		odds := zero().Quo(num(1), num(y[k]))
		return bigLog1p(odds.Sub(odds, num(1)))
	})
}

func bigSoftmaxCrossEntropy(a, t []float64) (sum, size *big.Float) {
	top, _, rest := bigSoftmax(a)
	log := zero()
	if rest.Sign() > 0 {
		log = bigLog1p(rest)
	}
	return bigTerms(t, func(k int) *big.Float {
		far := zero().Sub(num(a[top]), num(a[k]))
		return far.Add(far, log)
	})
}

// The largest error of thousands of inputs, among them the ones that go wrong
// first: equal, nearly equal, tiny, huge, −0. Functions of the standard library
// differ between processors, and the errors with them; so a bound holds for all
// processors, and none is idle: a quarter of it is reached.
func TestUlp(t *testing.T) {
	softmaxError := func(a []float64, allowed func(distance float64) float64) (worst float64) {
		top, exps, rest := bigSoftmax(a)
		total := zero().Add(rest, num(1))
		for k, y := range Softmax(a) {
			want := zero().Quo(exps[k], total)
			worst = max(worst, ulps(y, want, want)-allowed(a[top]-a[k]))
		}
		return worst
	}
	entropyError := func(rng *rand.Rand, target func(*rand.Rand, int) []float64) float64 {
		y := probabilities(rng)
		t := target(rng, len(y))
		want, size := bigCrossEntropy(y, t)
		return ulps(CrossEntropy(y, t), want, size)
	}
	scoresError := func(a, t []float64) float64 {
		want, size := bigSoftmaxCrossEntropy(a, t)
		if size.MantExp(nil) > 1024 { // +Inf and −Inf may meet in it
			return 0
		}
		return ulps(SoftmaxCrossEntropy(a, t), want, size)
	}
	var golden bytes.Buffer
	fmt.Fprint(&golden, `The largest error of 10,000 random inputs of each function, against 256 bits,
in units in the last place (ulp) of the true value.

`)
	for i, c := range []struct {
		name, kind string
		inputs     int
		bound      float64
		unit       string
		error      func(rng *rand.Rand) float64
	}{
		{"MSE", "up to 8 outputs", 10_000, 4, "ulp", mseError},
		{"Softmax", "up to 3 classes, exact differences", 5_000, 4, "ulp", func(rng *rand.Rand) float64 {
			a := evenScores(rng)
			return softmaxError(a[:min(3, len(a))], func(float64) float64 { return 0 })
		}},
		// Each of K−1 additions may lose half a unit of the sum: a unit of a y just below 1.
		{"Softmax", "up to 8 classes", 5_000, 8, "ulp + d_k", func(rng *rand.Rand) float64 {
			return softmaxError(wildScores(rng), func(d float64) float64 { return d })
		}},
		{"CrossEntropy", "one-hot target", 4_000, 2, "ulp", func(rng *rand.Rand) float64 { return entropyError(rng, oneHot) }},
		{"CrossEntropy", "soft target", 3_000, 4, "ulp", func(rng *rand.Rand) float64 { return entropyError(rng, softTarget) }},
		{"CrossEntropy", "targets of both signs", 3_000, 4, "ulp of Σ|terms|", func(rng *rand.Rand) float64 { return entropyError(rng, signedTarget) }},
		{"SoftmaxCrossEntropy", "one-hot target", 4_000, 4, "ulp", func(rng *rand.Rand) float64 {
			a := wildScores(rng)
			return scoresError(a, oneHot(rng, len(a)))
		}},
		{"SoftmaxCrossEntropy", "soft target", 3_000, 4, "ulp", func(rng *rand.Rand) float64 {
			a := wildScores(rng)
			return scoresError(a, softTarget(rng, len(a)))
		}},
		{"SoftmaxCrossEntropy", "targets of both signs", 3_000, 4, "ulp of Σ|terms|", func(rng *rand.Rand) float64 {
			a := wildScores(rng)
			return scoresError(a, signedTarget(rng, len(a)))
		}},
	} {
		rng := rand.New(rand.NewPCG(uint64(i), 3))
		worst, inputs, least := 0.0, c.inputs, c.bound/4
		if testing.Short() {
			inputs, least = inputs/10, 0
		}
		for range inputs {
			worst = max(worst, c.error(rng))
		}
		t.Logf("%s, %s: %.3f", c.name, c.kind, worst)
		if !(worst <= c.bound && worst >= least) {
			t.Errorf("%s, %s: largest error %v, want %v to %v", c.name, c.kind, worst, least, c.bound)
		}
		fmt.Fprintf(&golden, "%-20s %-35s %6d   ≤ %v %s\n", c.name, c.kind, c.inputs, c.bound, c.unit)
	}
	fmt.Fprint(&golden, `
d_k = max a − a_k is rounded before exp, which turns half a unit of d_k into up
to d_k units of y_k; SoftmaxCrossEntropy puts back what was rounded off.
The sum of 8 may cost Softmax a unit for each addition, where y is close to 1.
Where targets have both signs terms cancel: what counts is the size of the terms.
`)
	goldie.New(t, goldie.WithFixtureDir("../testdata/losses")).Assert(t, "ulp", golden.Bytes())
}

// mseError has outputs and targets near each other, apart, and so small that
// their squares are nothing.
func mseError(rng *rand.Rand) float64 {
	y, t := make([]float64, 1+rng.IntN(8)), make([]float64, 8)
	t = t[:len(y)]
	scale := math.Pow(10, 300*rng.Float64()-165)
	sum := zero()
	for k := range y {
		y[k], t[k] = scale*rng.NormFloat64(), scale*rng.NormFloat64()
		switch rng.IntN(4) {
		case 0:
			t[k] = beside(rng, y[k])
		case 1:
			y[k] = min(1e150, max(-1e150, edge(rng)))
		}
		diff := zero().Sub(num(y[k]), num(t[k]))
		sum.Add(sum, diff.Mul(diff, diff))
	}
	sum.Quo(sum, num(2))
	return ulps(MSE(y, t), sum, sum)
}
