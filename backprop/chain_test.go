package backprop

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestChainByHand(t *testing.T) {
	first, last := NewAffine(Matrix{{2}}, []float64{1}), NewAffine(Matrix{{3}}, []float64{-1})
	c := Chain{first, new(ReLU), last}
	// 3·max(2x + 1, 0) − 1
	if y, want := c.Forward(Matrix{{4}, {-4}}), (Matrix{{26}, {-1}}); !same(y, want) {
		t.Errorf("Forward gives %v, want %v", y, want)
	}
	// 5·3·1·2, and 0 where ReLU cuts off
	if dx, want := c.Backward(Matrix{{5}, {7}}), (Matrix{{30}, {0}}); !same(dx, want) {
		t.Errorf("Backward gives %v, want %v", dx, want)
	}
	// 4·(5·3), 5·3; 9·5 + 0·7, 5 + 7
	want := []Matrix{{{60}}, {{15}}, {{45}}, {{12}}}
	for i, p := range c.Params() {
		if !same(p.Grad, want[i]) {
			t.Errorf("slopes of parameter %d are %v, want %v", i, p.Grad, want[i])
		}
	}
}

func TestChainAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 1))
	affine := func(d, k int) *Affine { return randomAffine(rng, d, k) }
	for _, s := range []struct {
		name string
		c    Chain
	}{
		{"one layer", Chain{affine(3, 2)}},
		{"three", Chain{affine(3, 4), new(Tanh), affine(4, 2)}},
		{"a chain in a chain", Chain{affine(3, 4), Chain{new(Sigmoid), affine(4, 5)}, newScale(2), affine(5, 2)}},
	} {
		checkLayer(t, s.name, s.c, random(rng, 5, 3), random(rng, 5, 2))
	}
}

func TestChainOfNone(t *testing.T) {
	x := Matrix{{1, 2}}
	if y, dx := (Chain{}).Forward(x), (Chain{}).Backward(x); !same(y, x) || !same(dx, x) {
		t.Errorf("a chain of no layers gives %v and %v for %v", y, dx, x)
	}
	if p := (Chain{}).Params(); len(p) != 0 {
		t.Errorf("a chain of no layers has parameters %v", p)
	}
}

// A network that has a chain among its layers is the network of all the layers.
func TestNetworkOfChains(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 2))
	first, act, last := randomAffine(rng, 3, 4), new(Tanh), randomAffine(rng, 4, 2)
	net := NewNetwork(Chain{Chain{first}, act}, last)
	net.Loss(random(rng, 2, 3), random(rng, 2, 2))
	net.Backward()
	if first.dx != nil {
		t.Errorf("the slopes of the network's input were computed")
	}
	if got := len(net.Params()); got != 4 {
		t.Errorf("%d parameters, want 4", got)
	}
}

// oneByte is a layer that keeps as little as can be kept.
type oneByte struct {
	identity
	_ bool
}

func TestChainPanics(t *testing.T) {
	relu := new(ReLU)
	affine := func(d, k int) *Affine { return NewAffine(NewMatrix(d, k), make([]float64, k)) }
	flag := new(oneByte)
	shared, b, own := affine(2, 2), make([]float64, 2), newScale(1)
	for _, make := range []struct {
		fn   string
		call func(...Layer)
	}{
		{"NewNetwork", func(l ...Layer) { NewNetwork(l...) }},
		{"Chain.Params", func(l ...Layer) { Chain(l).Params() }},
	} {
		start := "backprop: " + make.fn + ": "
		call := func(l ...Layer) func() { return func() { make.call(l...) } }
		row := []float64{1, 2}
		testPanics(t, []panicCase{
			{"nil", call(relu, nil), start + "layer 1 of 2 is nil"},
			{"typed nil", call((*Affine)(nil), relu), start + "layer 0 of 2 is nil"},
			{"twice, of the least size", call(flag, relu, flag), start + "layers 0 and 2 are the same *backprop.oneByte; each place needs its own"},
			{"nil in a chain", call(Chain{relu, Chain{nil}}), start + "layer 1 of 2 is nil"},
			{"twice", call(affine(2, 2), relu, affine(2, 2), relu), start + "layers 1 and 3 are the same *backprop.ReLU; each place needs its own"},
			{"twice, once in a chain", call(relu, Chain{affine(2, 2), relu}), start + "layers 0 and 2 are the same *backprop.ReLU; each place needs its own"},
			{"does not fit", call(affine(2, 3), relu, new(Tanh), affine(4, 1)), start + "layer 0 gives 3 columns, layer 3 takes 4: 3 ≠ 4"},
			{"does not fit, next", call(affine(2, 3), affine(2, 3)), start + "layer 0 gives 3 columns, layer 1 takes 2: 3 ≠ 2"},
			{"fits", call(affine(2, 3), relu, affine(3, 1), affine(1, 5)), "no panic"},
			{"nobody knows", call(affine(2, 3), newScale(1), affine(4, 1)), "no panic"},
			{"filled later", call(affine(2, 3), &Affine{}, affine(4, 1)), "no panic"},
			{"ragged W", call(relu, &Affine{W: Matrix{{1}, {1, 2}}, B: b}), start + "W of layer 1 is ragged: row 0 has 1 columns, row 1 has 2"},
			{"one b", call(NewAffine(NewMatrix(2, 2), b), NewAffine(NewMatrix(2, 2), b)), start + "layers 0 and 1 share weights or biases; each needs its own"},
			{"one W", call(shared, relu, NewAffine(shared.W, []float64{0, 0})), start + "layers 0 and 2 share weights or biases; each needs its own"},
			{"one weight in layers of one's own", call(own, relu, &scale{s: own.s, ds: NewMatrix(1, 1)}), start + "layers 0 and 2 share weights or biases; each needs its own"},
			{"one row", call(affine(2, 2), NewAffine(Matrix{row, {3, 4}}, []float64{0, 0}), NewAffine(NewMatrix(2, 2), row)),
				start + "layers 1 and 2 share weights or biases; each needs its own"},
			{"one row twice", call(NewAffine(Matrix{row, row}, []float64{0, 0})), start + "layers 0 and 0 share weights or biases; each needs its own"},
		})
	}
}

func TestSquaredErrorByHand(t *testing.T) {
	for _, c := range []struct {
		name string
		y, t Matrix
		dout float64
		loss float64
		dy   Matrix
	}{
		{"one number", Matrix{{3}}, Matrix{{1}}, 1, 2, Matrix{{2}}}, // ½·2²
		{"right", Matrix{{3, -1}}, Matrix{{3, -1}}, 1, 0, Matrix{{0, 0}}},
		{"below", Matrix{{1}}, Matrix{{4}}, 1, 4.5, Matrix{{-3}}},
		{"two outputs are summed", Matrix{{3, 1}}, Matrix{{1, 2}}, 1, 2.5, Matrix{{2, -1}}},                        // ½(4 + 1)
		{"two samples are averaged", Matrix{{3}, {1}}, Matrix{{1}, {2}}, 1, 1.25, Matrix{{1}, {-0.5}}},             // ½(4 + 1)/2
		{"dout −2", Matrix{{3}, {1}}, Matrix{{1}, {2}}, -2, 1.25, Matrix{{-2}, {1}}},                               // the loss is as before
		{"four samples", Matrix{{1}, {2}, {3}, {4}}, NewMatrix(4, 1), 1, 3.75, Matrix{{0.25}, {0.5}, {0.75}, {1}}}, // ½·30/4
	} {
		var l SquaredError
		if loss := l.Forward(c.y, c.t); loss != c.loss {
			t.Errorf("%s: loss %v, want %v", c.name, loss, c.loss)
		}
		if dy := l.Backward(c.dout); !same(dy, c.dy) {
			t.Errorf("%s: slopes %v, want %v", c.name, dy, c.dy)
		}
	}
}

func TestSquaredErrorAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 3))
	var l SquaredError // one for all sizes
	for _, s := range []struct{ n, k int }{{1, 1}, {3, 1}, {1, 3}, {7, 4}, {3, 1}} {
		y, target := random(rng, s.n, s.k), random(rng, s.n, s.k)
		for _, dout := range []float64{1, -0.3, 7} {
			y0, t0 := y.Clone(), target.Clone()
			loss := func() float64 { return dout * l.Forward(y, target) }
			loss()
			dy := l.Backward(dout).Clone()
			if !same(y, y0) || !same(target, t0) {
				t.Errorf("%d×%d: y or t changed", s.n, s.k)
			}
			checkSlopes(t, fmt.Sprintf("%d×%d, dout %v", s.n, s.k, dout), loss, y, dy)
		}
	}
}

// The slopes are those of the last Forward, even if the layer that made y has made
// something else meanwhile.
func TestSquaredErrorKeepsItsOwn(t *testing.T) {
	var l SquaredError
	y, target := Matrix{{3}}, Matrix{{1}}
	l.Forward(y, target)
	y[0][0] = 100
	if dy := l.Backward(1); dy[0][0] != 2 {
		t.Errorf("after y changed, the slope is %v, want 2", dy[0][0])
	}
	if got := testing.AllocsPerRun(10, func() { l.Forward(y, target); l.Backward(1) }); got != 0 {
		t.Errorf("allocates %v times a pass once warm, want 0", got)
	}
}

func TestSquaredErrorPanics(t *testing.T) {
	var l SquaredError
	two := Matrix{{1, 2}, {3, 4}}
	forward := func(y, t Matrix) func() { return func() { l.Forward(y, t) } }
	testPanics(t, []panicCase{
		{"Backward first", func() { l.Backward(1) }, "backprop: SquaredError: Backward before Forward"},
		{"no rows", forward(nil, nil), "backprop: SquaredError.Forward: y is 0×0; want at least one row and one column"},
		{"ragged y", forward(Matrix{{1, 2}, {3}}, two), "backprop: SquaredError.Forward: y is ragged: row 0 has 2 columns, row 1 has 1"},
		{"ragged t", forward(two, Matrix{{1, 2}, {3}}), "backprop: SquaredError.Forward: t is ragged: row 0 has 2 columns, row 1 has 1"},
		{"a row for a column", forward(Matrix{{1}, {2}}, Matrix{{1, 2}}), "backprop: SquaredError.Forward: t is 1×2, want 2×1"},
		{"no t", forward(two, nil), "backprop: SquaredError.Forward: t is 0×0, want 2×2"},
		{"still no Forward", func() { l.Backward(1) }, "backprop: SquaredError: Backward before Forward"},
		{"t lost a column in between", func() {
			t := two.Clone()
			l.Forward(two, t)
			t[0], t[1] = t[0][:1], t[1][:1]
			l.Backward(1)
		}, "backprop: SquaredError.Backward: t is 2×1, want 2×2"},
	})
}
