package backprop

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/sebdah/goldie/v2"
)

// Arithmetic with 120 digits, to judge what has 16.
func num(x float64) *big.Float           { return new(big.Float).SetPrec(400).SetFloat64(x) }
func plus(x, y *big.Float) *big.Float    { return num(0).Add(x, y) }
func minus(x, y *big.Float) *big.Float   { return num(0).Sub(x, y) }
func times(x, y *big.Float) *big.Float   { return num(0).Mul(x, y) }
func divided(x, y *big.Float) *big.Float { return num(0).Quo(x, y) }

// bigExp returns exp(x) as (exp(x/2³⁰))^(2³⁰), the inner one from its series:
// |x| < 2¹¹ leaves |x/2³⁰| < 2⁻¹⁹, and 25 terms are right to 19·25 > 400 bits.
func bigExp(x *big.Float) *big.Float {
	const halvings = 30
	r := num(0).SetMantExp(x, -halvings)
	sum, term := num(1), num(1)
	for n := 1; n <= 25; n++ {
		term = divided(times(term, r), num(float64(n)))
		sum = plus(sum, term)
	}
	for range halvings {
		sum = times(sum, sum)
	}
	return sum
}

func bigSigmoid(x *big.Float) *big.Float {
	return divided(num(1), plus(num(1), bigExp(num(0).Neg(x))))
}

func bigTanh(x *big.Float) *big.Float { // 2·sigmoid(2x) − 1
	return minus(times(num(2), bigSigmoid(times(num(2), x))), num(1))
}

func bigReLU(x *big.Float) *big.Float {
	if x.Sign() < 0 {
		return num(0)
	}
	return x
}

// bigLog solves exp(y) = x by Halley's steps; each triples the right digits.
func bigLog(x *big.Float) *big.Float {
	f, _ := x.Float64()
	y := num(math.Log(f))
	for range 3 {
		e := bigExp(y)
		y = plus(y, times(num(2), divided(minus(x, e), plus(x, e))))
	}
	return y
}

// ulps returns how far got is from want, in units in the last place of a true
// value of the given size, which is want itself unless something cancels. Below
// 2⁻¹⁰²² the unit is the smallest number there is.
func ulps(got float64, want, size *big.Float) float64 {
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return math.Inf(1)
	}
	unit := -1074
	if size.Sign() != 0 {
		unit = max(unit, size.MantExp(nil)-53)
	}
	diff := minus(num(got), want)
	error, _ := diff.SetMantExp(diff.Abs(diff), -unit).Float64()
	return error
}

// Where an activation, or the exp and tanh in it, may change its way, or run out
// of numbers.
var edges = []float64{
	0, 5e-324, 0x1p-1022 - 0x1p-1074, 0x1p-1022, 1e-300, 1e-17, 0x1p-54, 0x1p-53, 0x1p-28, 1e-8, 0.5, 0.625, 1,
	math.Ln2, 18.7, 22, 36.7, 37.5, 44.0148, 354.8, 708.3, 708.4, 709.7, 709.8, 744.4, 745.1, 745.2, 1e4, 1e300, math.MaxFloat64,
}

// wild is any number: of a size from 1e-20 to 1e3, or an edge, or beside one.
func wild(rng *rand.Rand) float64 {
	if rng.IntN(2) == 0 {
		return rng.NormFloat64() * math.Pow(10, 23*rng.Float64()-20)
	}
	x := edges[rng.IntN(len(edges))]
	switch rng.IntN(4) {
	case 0:
		x = math.Nextafter(x, math.MaxFloat64)
	case 1:
		x = math.Nextafter(x, -math.MaxFloat64)
	}
	if rng.IntN(2) == 0 {
		x = -x // −0 too
	}
	return x
}

// far moves what bigExp cannot take nearer, where it makes no difference.
func far(x float64) *big.Float { return num(max(-2000, min(2000, x))) }

func wildTanh(x float64) *big.Float {
	if math.Abs(x) < 0x1p-60 { // 2·sigmoid(2x) − 1 cancels; x³/3 is below 2⁻¹²⁰ of x
		return num(x)
	}
	return bigTanh(far(x))
}

func wildReLU(x float64) *big.Float { return num(max(x, 0)) }

// The largest error of 10,000 random inputs of each activation, extremes among
// them, and of some whole networks. Exp and Tanh differ between processors, and
// the errors with them; so a bound holds for all processors, and none is idle: a
// quarter of it is reached.
func TestUlp(t *testing.T) {
	forward := func(l Layer, want func(x float64) *big.Float) func(*rand.Rand) float64 {
		return func(rng *rand.Rand) float64 {
			x := wild(rng)
			w := want(x)
			return ulps(l.Forward(Matrix{{x}})[0][0], w, w)
		}
	}
	// The slope from the y that Forward returned, right or not.
	backward := func(l Layer, slope func(y *big.Float) *big.Float) func(*rand.Rand) float64 {
		return func(rng *rand.Rand) float64 {
			y, dout := l.Forward(Matrix{{wild(rng)}})[0][0], wild(rng)
			w := times(num(dout), slope(num(y)))
			return ulps(l.Backward(Matrix{{dout}})[0][0], w, w)
		}
	}
	one := num(1)
	var golden bytes.Buffer
	fmt.Fprint(&golden, `The largest error of so many random inputs, against 400 bits, in units in the last
place (ulp) of the true value.

`)
	for i, c := range []struct {
		name   string
		inputs int
		bound  float64
		unit   string
		error  func(rng *rand.Rand) float64
	}{
		{"Sigmoid.Forward", 10_000, 4, "ulp", forward(new(Sigmoid), func(x float64) *big.Float { return bigSigmoid(far(x)) })},
		{"Sigmoid.Backward", 10_000, 2, "ulp, from Forward's result", backward(new(Sigmoid), func(y *big.Float) *big.Float { return times(y, minus(one, y)) })},
		{"Tanh.Forward", 10_000, 3, "ulp", forward(new(Tanh), wildTanh)},
		{"Tanh.Backward", 10_000, 2, "ulp, from Forward's result", backward(new(Tanh), func(y *big.Float) *big.Float { return minus(one, times(y, y)) })},
		{"ReLU.Forward", 10_000, 0, "ulp", forward(new(ReLU), wildReLU)},
		{"Network.Loss", 600, 4, "ulp", func(rng *rand.Rand) float64 { return newBigNetwork(rng).lossError() }},
		{"Network.Backward", 60, 8, "ulp of the largest slope", func(rng *rand.Rand) float64 { return newBigNetwork(rng).slopesError() }},
	} {
		rng := rand.New(rand.NewPCG(uint64(i), 4))
		worst, inputs, least := 0.0, c.inputs, c.bound/4
		if testing.Short() {
			inputs, least = inputs/10, 0
		}
		for range inputs {
			worst = max(worst, c.error(rng))
		}
		t.Logf("%s: %.3f", c.name, worst)
		if !(worst <= c.bound && worst >= least) {
			t.Errorf("%s: largest error %v, want %v to %v", c.name, worst, least, c.bound)
		}
		fmt.Fprintf(&golden, "%-26s %6d   ≤ %v %s\n", c.name, c.inputs, c.bound, c.unit)
	}
	fmt.Fprint(&golden, `
A network has up to 4 inputs, hidden units, classes and samples, an activation of
any kind, and targets that are one-hot. Its slopes are held to central differences
with a step of 1e-40.
`)
	goldie.New(t, goldie.WithFixtureDir("../testdata/backprop")).Assert(t, "ulp", golden.Bytes())
}

// A bigNetwork is a network D-H-K, beside the same in 120 digits.
type bigNetwork struct {
	net        *Network
	D, H, K    int
	activation func(*big.Float) *big.Float
	x, t       Matrix
	z          []*big.Float // all weights
}

func newBigNetwork(rng *rand.Rand) *bigNetwork {
	b := &bigNetwork{D: 1 + rng.IntN(4), H: 1 + rng.IntN(4), K: 2 + rng.IntN(3)}
	kinds := []struct {
		layer      Layer
		activation func(*big.Float) *big.Float
	}{{new(Sigmoid), bigSigmoid}, {new(ReLU), bigReLU}, {new(Tanh), bigTanh}}
	kind := kinds[rng.IntN(len(kinds))]
	b.net = NewNetwork(randomAffine(rng, b.D, b.H), kind.layer, randomAffine(rng, b.H, b.K))
	b.activation = kind.activation
	n := 1 + rng.IntN(4)
	b.x, b.t = random(rng, n, b.D), random(rng, n, b.K)
	for _, row := range b.t {
		clear(row)
		row[rng.IntN(b.K)] = 1
	}
	for _, p := range b.net.Params() {
		for _, row := range p.Value {
			for k := range row {
				row[k] *= 0.5 // where y is close to 1, y − t has few digits
				b.z = append(b.z, num(row[k]))
			}
		}
	}
	return b
}

// loss is −1/N Σ_n Σ_k t_nk log softmax(a_n)_k, as the notes have it.
func (b *bigNetwork) loss() *big.Float {
	affine := func(in, z []*big.Float, cols int) []*big.Float {
		out := slices.Clone(z[len(in)*cols:][:cols]) // b
		for d := range in {
			for k := range out {
				out[k] = plus(out[k], times(in[d], z[d*cols+k]))
			}
		}
		return out
	}
	loss := num(0)
	for n := range b.x {
		var in []*big.Float
		for _, x := range b.x[n] {
			in = append(in, num(x))
		}
		hidden := affine(in, b.z, b.H)
		for h := range hidden {
			hidden[h] = b.activation(hidden[h])
		}
		a, sum := affine(hidden, b.z[(b.D+1)*b.H:], b.K), num(0)
		for k := range a {
			a[k] = bigExp(a[k])
			sum = plus(sum, a[k])
		}
		for k, t := range b.t[n] {
			if t != 0 {
				loss = minus(loss, times(num(t), bigLog(divided(a[k], sum))))
			}
		}
	}
	return divided(loss, num(float64(len(b.x))))
}

func (b *bigNetwork) lossError() float64 {
	want := b.loss()
	return ulps(b.net.Loss(b.x, b.t), want, want)
}

// slopesError takes central differences with h = 1e-40, right to 80 digits.
func (b *bigNetwork) slopesError() (worst float64) {
	b.net.Loss(b.x, b.t)
	b.net.Backward()
	var grads []float64
	for _, p := range b.net.Params() {
		grads = append(grads, flat(p.Grad)...)
	}
	h := divided(num(1), times(num(1e20), num(1e20)))
	var slopes []*big.Float
	size := num(0)
	for i, v := range b.z {
		b.z[i] = plus(v, h)
		right := b.loss()
		b.z[i] = minus(v, h)
		slope := divided(minus(right, b.loss()), times(num(2), h))
		b.z[i] = v
		slopes = append(slopes, slope)
		if abs := num(0).Abs(slope); abs.Cmp(size) > 0 {
			size = abs
		}
	}
	for i := range grads {
		worst = max(worst, ulps(grads[i], slopes[i], size))
	}
	return worst
}
