package backprop

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// scale is a layer from outside the package: y = s·x with one weight s.
type scale struct{ s, ds, x Matrix }

func newScale(s float64) *scale { return &scale{s: Matrix{{s}}, ds: Matrix{{0}}} }

func (l *scale) Forward(x Matrix) Matrix {
	l.x = x
	return l.times(x)
}

func (l *scale) Backward(dout Matrix) Matrix {
	l.ds[0][0] = 0
	for n, row := range dout {
		for k := range row {
			l.ds[0][0] += float64(row[k] * l.x[n][k])
		}
	}
	return l.times(dout)
}

func (l *scale) times(x Matrix) Matrix {
	y := x.Clone()
	for _, row := range y {
		for k := range row {
			row[k] *= l.s[0][0]
		}
	}
	return y
}

func (l *scale) Params() []Param { return []Param{{l.s, l.ds}} }

// identity has no state and no size, shift has a type that cannot be compared.
type (
	identity struct{}
	shift    []float64
)

func (identity) Forward(x Matrix) Matrix     { return x }
func (identity) Backward(dout Matrix) Matrix { return dout }

func (s shift) Forward(x Matrix) Matrix {
	y := x.Clone()
	for _, row := range y {
		for k := range row {
			row[k] += s[k]
		}
	}
	return y
}
func (s shift) Backward(dout Matrix) Matrix { return dout }

func randomAffine(rng *rand.Rand, d, k int) *Affine {
	return NewAffine(random(rng, d, k), random(rng, 1, k)[0])
}

func TestNetworkAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 2))
	affine := func(d, k int) *Affine { return randomAffine(rng, d, k) }
	for _, c := range []struct {
		name string
		net  *Network
	}{
		{"softmax regression", NewNetwork(affine(3, 4))},
		{"sigmoid", NewNetwork(affine(3, 5), new(Sigmoid), affine(5, 4))},
		{"ReLU", NewNetwork(affine(3, 5), new(ReLU), affine(5, 4))},
		{"tanh", NewNetwork(affine(3, 5), new(Tanh), affine(5, 4))},
		{"deep", NewNetwork(affine(3, 4), new(Tanh), affine(4, 6), new(ReLU), affine(6, 5), new(Sigmoid), affine(5, 4))},
		{"activation first and last", NewNetwork(new(Tanh), affine(3, 4), new(Sigmoid))},
		{"no activation between", NewNetwork(affine(3, 2), affine(2, 4))},
		{"weight in a layer of one's own, first", NewNetwork(newScale(0.7), affine(3, 4))},
		{"… in the middle and last", NewNetwork(affine(3, 4), newScale(-1.3), new(Tanh), affine(4, 4), newScale(2))},
		{"stateless, twice", NewNetwork(identity{}, affine(3, 4), identity{}, &identity{}, &identity{}, shift{1, 2, 3, 4})},
		{"Affine in disguise, first", NewNetwork(struct{ *Affine }{affine(3, 4)})},
	} {
		for _, n := range []int{1, 2, 7} {
			x, target := random(rng, n, 3), random(rng, n, 4) // Σt ≠ 1
			x0, target0 := x.Clone(), target.Clone()
			loss := func() float64 { return c.net.Loss(x, target) }
			loss()
			c.net.Backward()
			for i, p := range c.net.Params() {
				checkSlopes(t, fmt.Sprintf("%s, batch of %d, parameter %d", c.name, n, i), loss, p.Value, p.Grad.Clone())
			}
			if !same(x, x0) || !same(target, target0) {
				t.Errorf("%s, batch of %d: x or t changed", c.name, n)
			}
		}
	}
}

func TestNetworkParams(t *testing.T) {
	first, own, last := NewAffine(Matrix{{1, 2}}, []float64{3, 4}), newScale(5), NewAffine(Matrix{{6}, {7}}, []float64{8})
	net := NewNetwork(first, new(ReLU), own, identity{}, last)
	params := net.Params()
	want := []Matrix{{{1, 2}}, {{3, 4}}, {{5}}, {{6}, {7}}, {{8}}}
	if len(params) != len(want) {
		t.Fatalf("%d parameters, want %d", len(params), len(want))
	}
	for i, p := range params {
		if !same(p.Value, want[i]) {
			t.Errorf("parameter %d is %v, want %v", i, p.Value, want[i])
		}
	}
	for _, p := range params { // all shared: the layers see it
		p.Value[0][0], p.Grad[0][0] = -1, -2
	}
	if got, want := (Matrix{{first.W[0][0], first.B[0], own.s[0][0], last.W[0][0], last.B[0]}}), (Matrix{{-1, -1, -1, -1, -1}}); !same(got, want) {
		t.Errorf("Values set to -1 reach the layers as %v", got)
	}
	if got, want := (Matrix{{first.DW[0][0], first.DB[0], own.ds[0][0], last.DW[0][0], last.DB[0]}}), (Matrix{{-2, -2, -2, -2, -2}}); !same(got, want) {
		t.Errorf("Grads set to -2 reach the layers as %v", got)
	}
	if got := NewNetwork(new(ReLU), identity{}).Params(); len(got) != 0 {
		t.Errorf("a network without weights has parameters %v", got)
	}
}

func TestNetworkPasses(t *testing.T) {
	first := NewAffine(Matrix{{1, 0}, {0, 1}}, []float64{0, 0})
	net := NewNetwork(first)
	x, target := Matrix{{3, 3}}, Matrix{{1, 0}}
	if y := net.Predict(x); !same(y, x) { // scores, not probabilities
		t.Errorf("Predict gives %v, want the scores %v", y, x)
	}
	if loss := net.Loss(x, target); !(math.Abs(loss-math.Ln2) <= 1e-16) { // −ln ½
		t.Errorf("Loss gives %v, want ln 2", loss)
	}
	for range 2 { // the second time is no different
		net.Backward()
		if want := (Matrix{{-1.5, 1.5}, {-1.5, 1.5}}); !same(first.DW, want) { // xᵀ·(y − t)
			t.Errorf("DW = %v, want %v", first.DW, want)
		}
	}
	if first.dx != nil {
		t.Errorf("the slopes of the network's input were computed; nothing needs them")
	}
}

func TestNetworkKeepsItsOwnList(t *testing.T) {
	layers := []Layer{newScale(2), newScale(3)}
	net := NewNetwork(layers...)
	layers[0], layers[1] = nil, layers[0]
	if y := net.Predict(Matrix{{1}}); y[0][0] != 6 {
		t.Errorf("after the caller's list changed, Predict gives %v, want 6", y)
	}
}

func TestNetworkPanics(t *testing.T) {
	one := identity{}
	net := NewNetwork(NewAffine(Matrix{{1, 2}}, []float64{0, 0}))
	x, target := Matrix{{1}}, Matrix{{1, 0}}
	const early = "backprop: Network: Backward without a Loss before it, or with a Predict in between; call Loss first"
	testPanics(t, []panicCase{
		{"no layer", func() { NewNetwork() }, "backprop: NewNetwork: 0 layers; want at least 1"},
		{"nothing but an empty chain", func() { NewNetwork(Chain{}) }, "backprop: NewNetwork: 0 layers; want at least 1"},
		{"nil without size", func() { NewNetwork((*identity)(nil)) }, "backprop: NewNetwork: layer 0 of 1 is nil"},
		{"twice, without size", func() { NewNetwork(&one, one, &one) }, "no panic"},
		{"twice, not comparable", func() { s := shift{1}; NewNetwork(s, s) }, "no panic"},
		{"zero value, Predict", func() { new(Network).Predict(x) }, "backprop: Network: 0 layers; make one with NewNetwork"},
		{"zero value, Loss", func() { new(Network).Loss(x, target) }, "backprop: Network: 0 layers; make one with NewNetwork"},
		{"zero value, Backward", func() { new(Network).Backward() }, early},
		{"zero value, Params", func() { new(Network).Params() }, "no panic"},
		{"Backward first", func() { net.Backward() }, early},
		{"Predict is no Loss", func() { net.Predict(x); net.Backward() }, early},
		{"Predict in between", func() { net.Loss(x, target); net.Predict(x); net.Backward() }, early},
		{"x does not fit", func() { net.Loss(Matrix{{1, 2}}, target) },
			"backprop: Affine.Forward: x is 1×2, W is 1×2, B has 2 values; want 1 inputs and 2 biases"},
		{"no x", func() { net.Loss(nil, nil) }, "backprop: Affine.Forward: x is 0×0; want at least one row and one column"},
		{"t does not fit", func() { net.Loss(x, Matrix{{1}}) }, "backprop: SoftmaxWithLoss.Forward: t is 1×1, want 1×2"},
		{"Loss that failed after one that did not", func() {
			net.Loss(x, target)
			panicOf(func() { net.Loss(x, nil) })
			net.Backward()
		}, early},
		{"and then used well", func() { net.Loss(x, target); net.Backward() }, "no panic"},
	})
}

// A network is not stored as {}, without its weights.
func TestNetworkIsNotStored(t *testing.T) {
	net := NewNetwork(NewAffine(NewMatrix(2, 3), make([]float64, 3)))
	for _, v := range []any{net, *net, struct{ Net Network }{*net}} {
		if text, err := json.Marshal(v); err == nil || !strings.Contains(err.Error(), "store net.Params()") {
			t.Errorf("json.Marshal gives %s, %v", text, err)
		}
	}
}
