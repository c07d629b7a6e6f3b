package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"chainrule/numgrad"
)

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
	x0, dout0 := x.Clone(), dout.Clone()
	dx := l.Backward(dout).Clone()
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

func TestActivationsKeepTheirBuffers(t *testing.T) {
	x, dout := Matrix{{1, -2}, {3, 4}}, Matrix{{5, 6}, {7, 8}}
	for _, l := range []Layer{new(Sigmoid), new(ReLU), new(Tanh)} {
		y := l.Forward(x)
		y0 := y.Clone()
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
