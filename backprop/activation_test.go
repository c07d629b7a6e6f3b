package backprop

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"chainrule/numgrad"
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

// relative returns |got − want|/|want|. Below 1e-307, where a float64 has fewer
// digits, it is relative to 1e-307.
func relative(got float64, want *big.Float) float64 {
	size := num(1e-307)
	if abs := num(0).Abs(want); abs.Cmp(size) > 0 {
		size = abs
	}
	diff := minus(num(got), want)
	r, _ := divided(diff.Abs(diff), size).Float64()
	return r
}

func flat(m Matrix) (z []float64) {
	for _, row := range m {
		z = append(z, row...)
	}
	return z
}

// checkSlopes holds grad to the slopes of f with regard to the numbers in value.
func checkSlopes(t *testing.T, name string, f func() float64, value, grad Matrix) {
	t.Helper()
	fill := func(z []float64) {
		for _, row := range value {
			z = z[copy(row, z):]
		}
	}
	start := flat(value)
	r := numgrad.Check(func(z []float64) float64 { fill(z); return f() }, start, flat(grad))
	fill(start)
	if !r.OK || len(r.Kinks) > 0 {
		t.Errorf("%s: %v", name, r)
	}
}

// checkLayer holds what Backward returns and fills to the slopes of the loss
// Σ dout·y, with a dout of which no two numbers are alike.
func checkLayer(t *testing.T, name string, l Layer, x, dout Matrix) {
	t.Helper()
	loss := func() float64 {
		sum := 0.0
		for n, row := range l.Forward(x) {
			for k := range row {
				sum += float64(dout[n][k] * row[k])
			}
		}
		return sum
	}
	loss()
	x0, dout0 := clone(x), clone(dout)
	dx := clone(l.Backward(dout))
	if !same(x, x0) || !same(dout, dout0) {
		t.Errorf("%s: Forward or Backward changed x or dout", name)
	}
	checkSlopes(t, name+", dx", loss, x, dx)
	if p, ok := l.(interface{ Params() []Param }); ok {
		for i, p := range p.Params() {
			checkSlopes(t, fmt.Sprintf("%s, parameter %d", name, i), loss, p.Value, p.Grad)
		}
	}
}

func TestActivationsAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 1))
	for _, l := range []Layer{new(Sigmoid), new(ReLU), new(Tanh)} {
		for _, s := range []struct{ n, k int }{{1, 1}, {2, 3}, {7, 4}, {2, 3}, {2, 4}} { // one layer for all sizes
			x, dout := random(rng, s.n, s.k), random(rng, s.n, s.k)
			for _, row := range x {
				for k := range row {
					row[k] += math.Copysign(0.01, row[k]) // not on ReLU's kink
				}
			}
			checkLayer(t, fmt.Sprintf("%T on %d×%d", l, s.n, s.k), l, x, dout)
		}
	}
}

func TestActivationsByHand(t *testing.T) {
	inf, nan, minus0 := math.Inf(1), math.NaN(), math.Copysign(0, -1)
	for _, c := range []struct {
		layer          Layer
		x, dout, y, dx Matrix
	}{
		{new(Sigmoid), // y(1 − y) = ¼ at 0
			Matrix{{0, 1000, -1000}, {inf, -inf, nan}}, Matrix{{-8, 2, 3}, {4, 5, 6}},
			Matrix{{0.5, 1, 0}, {1, 0, nan}}, Matrix{{-2, 0, 0}, {0, 0, nan}}},
		{new(ReLU), // the smallest numbers beside the kink, and the kink
			Matrix{{-2, minus0, 0, 3}, {5e-324, -5e-324, inf, -inf}, {nan, 1, -1, 1e300}},
			Matrix{{1, 2, 3, -4}, {5, 6, 7, 8}, {9, nan, 11, inf}},
			Matrix{{0, 0, 0, 3}, {5e-324, 0, inf, 0}, {nan, 1, 0, 1e300}},
			Matrix{{0, 0, 0, -4}, {5, 0, 7, 0}, {9, nan, 0, inf}}},
		{new(Tanh),
			Matrix{{0, 1000, -1000}, {inf, -inf, nan}}, Matrix{{-8, 2, 3}, {4, 5, 6}},
			Matrix{{0, 1, -1}, {1, -1, nan}}, Matrix{{-8, 0, 0}, {0, 0, nan}}},
		{new(Tanh), // nothing overflows on the way
			Matrix{{0, 1000, -1000}}, Matrix{{math.MaxFloat64, -math.MaxFloat64, math.MaxFloat64}},
			Matrix{{0, 1, -1}}, Matrix{{math.MaxFloat64, minus0, 0}}},
	} {
		if y := c.layer.Forward(c.x); !same(y, c.y) {
			t.Errorf("%T.Forward(%v) = %v, want %v", c.layer, c.x, y, c.y)
		}
		if dx := c.layer.Backward(c.dout); !same(dx, c.dx) {
			t.Errorf("%T at %v: Backward(%v) = %v, want %v", c.layer, c.x, c.dout, dx, c.dx)
		}
	}
}

// The slope is judged absolutely where y is close to ±1: 1 − y has few digits there.
func TestActivationsAgainstBig(t *testing.T) {
	for _, x := range []float64{1e-18, 1e-9, 1e-3, 0.1, 0.5, 0.7, 1, 2, 3.3, 5, 10, 20, 36, 37, 40, 90, 300, 700, 708, 709.5, 720, 740} {
		for _, x := range []float64{x, -x} {
			s := bigSigmoid(num(x))
			ds := times(s, minus(num(1), s))
			th := bigTanh(num(x))
			dth := minus(num(1), times(th, th))
			sigmoid, tanh := new(Sigmoid), new(Tanh)
			one, at := Matrix{{1}}, Matrix{{x}}
			for _, c := range []struct {
				name string
				got  float64
				want *big.Float
				abs  float64
			}{
				{"sigmoid", sigmoid.Forward(at)[0][0], s, 0},
				{"slope of sigmoid", sigmoid.Backward(one)[0][0], ds, 4e-16},
				{"tanh", tanh.Forward(at)[0][0], th, 0},
				{"slope of tanh", tanh.Backward(one)[0][0], dth, 4e-16},
			} {
				diff, _ := minus(num(c.got), c.want).Float64()
				exact := c.abs == 0 || c.name == "slope of sigmoid" && x < 0
				if r := relative(c.got, c.want); !(r <= 1e-15) && (exact || !(math.Abs(diff) <= c.abs)) {
					t.Errorf("%s at %v is %v, want %.20g: relative error %.2g", c.name, x, c.got, c.want, r)
				}
			}
		}
	}
}

func TestActivationsKeepTheirBuffers(t *testing.T) {
	x, dout := Matrix{{1, -2}, {3, 4}}, Matrix{{5, 6}, {7, 8}}
	for _, l := range []Layer{new(Sigmoid), new(ReLU), new(Tanh)} {
		y := l.Forward(x)
		y0 := clone(y)
		dx := l.Backward(dout)
		if !same(y, y0) {
			t.Errorf("%T: Backward changed the result of Forward", l)
		}
		if &y[0][0] == &x[0][0] || &dx[0][0] == &dout[0][0] || &y[0][0] == &dx[0][0] {
			t.Errorf("%T: the result shares memory with what was given, or with the other result", l)
		}
		if got := testing.AllocsPerRun(10, func() { l.Forward(x); l.Backward(dout) }); got != 0 {
			t.Errorf("%T allocates %v times a pass once warm, want 0", l, got)
		}
	}
}

// A pass leaves nothing behind for the next: x changes sign, and dout its place.
func TestActivationsAreAnew(t *testing.T) {
	x, minusX, dout := Matrix{{1, -2}, {3, -4}}, Matrix{{-1, 2}, {-3, 4}}, Matrix{{5, 6}, {7, 8}}
	for _, c := range []struct{ used, fresh Layer }{{new(Sigmoid), new(Sigmoid)}, {new(ReLU), new(ReLU)}, {new(Tanh), new(Tanh)}} {
		c.used.Forward(x)
		c.used.Backward(dout)
		if got, want := c.used.Forward(minusX), c.fresh.Forward(minusX); !same(got, want) {
			t.Errorf("%T, second Forward: %v, want %v", c.used, got, want)
		}
		if got, want := c.used.Backward(dout), c.fresh.Backward(dout); !same(got, want) {
			t.Errorf("%T, second Backward: %v, want %v", c.used, got, want)
		}
	}
}

func TestActivationsPanic(t *testing.T) {
	for _, l := range []Layer{new(Sigmoid), new(ReLU), new(Tanh)} {
		name := fmt.Sprintf("backprop: %T", l)
		name = "backprop: " + name[len("backprop: *backprop."):]
		testPanics(t, []panicCase{
			{"Backward first", func() { l.Backward(Matrix{{1}}) }, name + ": Backward before Forward"},
			{"no rows", func() { l.Forward(nil) }, name + ".Forward: x is 0×0; want at least one row and one column"},
			{"no columns", func() { l.Forward(Matrix{{}, {}}) }, name + ".Forward: x is 2×0; want at least one row and one column"},
			{"ragged x", func() { l.Forward(Matrix{{1}, {1, 2}}) }, name + ".Forward: x is ragged: row 0 has 1 columns, row 1 has 2"},
			{"still no Forward", func() { l.Backward(Matrix{{1}}) }, name + ": Backward before Forward"},
			{"more rows", func() { l.Forward(Matrix{{1, 2}}); l.Backward(NewMatrix(2, 2)) }, name + ".Backward: dout is 2×2, want 1×2"},
			{"fewer columns", func() { l.Backward(Matrix{{1}}) }, name + ".Backward: dout is 1×1, want 1×2"},
			{"empty dout", func() { l.Backward(nil) }, name + ".Backward: dout is 0×0, want 1×2"},
			{"ragged dout", func() { l.Backward(Matrix{{1, 2}, {3}}) }, name + ".Backward: dout is ragged: row 0 has 2 columns, row 1 has 1"},
		})
	}
}
