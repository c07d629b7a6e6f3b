package backprop

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"chainrule/losses"
)

func TestSoftmaxWithLossByHand(t *testing.T) {
	// softmax of (0, ln 2, ln 3) is (1, 2, 3)/6; of (5, 5) it is (½, ½).
	ln2, ln3 := math.Ln2, math.Log(3)
	a := Matrix{{0, ln2, ln3}}
	for _, c := range []struct {
		name string
		a, t Matrix
		dout float64
		loss float64
		da   Matrix
	}{
		{"one-hot", a, Matrix{{0, 0, 1}}, 1, ln2, Matrix{{1. / 6, 1. / 3, -1. / 2}}}, // −ln ½; y − t
		{"dout 3", a, Matrix{{0, 0, 1}}, 3, ln2, Matrix{{1. / 2, 1, -3. / 2}}},
		{"dout −2", a, Matrix{{0, 0, 1}}, -2, ln2, Matrix{{-1. / 3, -2. / 3, 1}}},
		{"dout 0", a, Matrix{{0, 0, 1}}, 0, ln2, Matrix{{0, 0, 0}}},
		// ½ ln 6 + ¼ ln 3 + ¼ ln 2 = ¾ ln 6
		{"soft", a, Matrix{{0.5, 0.25, 0.25}}, 1, 0.75 * (ln2 + ln3), Matrix{{-1. / 3, 1. / 12, 1. / 4}}},
		// Σt = 2: ln 6 + ln 3; 2y − t, where y − t would be wrong
		{"sum two", a, Matrix{{1, 1, 0}}, 1, ln2 + 2*ln3, Matrix{{1./3 - 1, 2./3 - 1, 1}}},
		{"sum zero", a, Matrix{{0, 0, 0}}, 1, 0, Matrix{{0, 0, 0}}},
		{"negative", a, Matrix{{0, 1, -1}}, 1, ln3 - ln2, Matrix{{0, -1, 1}}}, // Σt = 0
		// (1·ln 2 + 3·ln 2)/2
		{"two samples", Matrix{{5, 5}, {-7, -7}}, Matrix{{1, 0}, {1, 2}}, 1, 2 * ln2,
			Matrix{{-0.25, 0.25}, {0.25, -0.25}}}, // (½−1)/2, ½/2; (3·½−1)/2, (3·½−2)/2
		{"huge", Matrix{{1000, 0}}, Matrix{{0, 1}}, 1, 1000, Matrix{{1, -1}}},
		{"huge and right", Matrix{{1000, 0}}, Matrix{{1, 0}}, 1, 0, Matrix{{0, 0}}},
		{"as huge as can be", Matrix{{math.MaxFloat64, -math.MaxFloat64}}, Matrix{{1, 0}}, 1, 0, Matrix{{0, 0}}},
		{"dout as large as can be", Matrix{{0, 0}, {7, 7}}, Matrix{{5, 0}, {0, 5}}, 0x1p1023, 5 * ln2,
			Matrix{{-0x1.4p1023, 0x1.4p1023}, {0x1.4p1023, -0x1.4p1023}}}, // (5·½ − 5)/2 = −1.25, 5·½/2
		{"impossible, rightly", Matrix{{0, math.Inf(-1)}}, Matrix{{1, 0}}, 1, 0, Matrix{{0, 0}}},
	} {
		var l SoftmaxWithLoss
		if loss := l.Forward(c.a, c.t); !(math.Abs(loss-c.loss) <= 4e-16*max(1, c.loss)) {
			t.Errorf("%s: loss of %v against %v is %v, want %v", c.name, c.a, c.t, loss, c.loss)
		}
		if da := l.Backward(c.dout); !near(da, c.da, 4e-16) {
			t.Errorf("%s: slopes of %v against %v are %v, want %v", c.name, c.a, c.t, da, c.da)
		}
	}
}

func TestSoftmaxWithLossInfAndNaN(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name string
		a, t Matrix
		loss float64
		da   Matrix // of two samples, the second sound: (½ − 1)/2 and ½/2
	}{
		{"−Inf where t > 0", Matrix{{0, -inf}, {0, 0}}, Matrix{{0, 1}, {1, 0}}, inf, Matrix{{0.5, -0.5}, {-0.25, 0.25}}},
		{"+Inf", Matrix{{inf, 0}, {0, 0}}, Matrix{{1, 0}, {1, 0}}, nan, Matrix{{nan, nan}, {-0.25, 0.25}}},
		{"all −Inf", Matrix{{-inf, -inf}, {0, 0}}, Matrix{{1, 0}, {1, 0}}, nan, Matrix{{nan, nan}, {-0.25, 0.25}}},
		{"NaN score", Matrix{{0, nan}, {0, 0}}, Matrix{{1, 0}, {1, 0}}, nan, Matrix{{nan, nan}, {-0.25, 0.25}}},
		{"NaN target", Matrix{{0, 0}, {0, 0}}, Matrix{{nan, 0}, {1, 0}}, nan, Matrix{{nan, nan}, {-0.25, 0.25}}},
	} {
		var l SoftmaxWithLoss
		loss := l.Forward(c.a, c.t)
		if da := l.Backward(1); !same(Matrix{{loss}}, Matrix{{c.loss}}) || !same(da, c.da) {
			t.Errorf("%s: loss %v, slopes %v, want %v and %v", c.name, loss, da, c.loss, c.da)
		}
	}
	var l SoftmaxWithLoss
	l.Forward(Matrix{{0, 0}}, Matrix{{1, 0}})
	if da := l.Backward(nan); !same(da, Matrix{{nan, nan}}) {
		t.Errorf("dout NaN gives slopes %v", da)
	}
}

func TestSoftmaxWithLossAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 1))
	var l SoftmaxWithLoss // one for all sizes
	for _, s := range []struct{ n, k int }{{1, 2}, {1, 3}, {2, 5}, {7, 4}, {2, 5}, {7, 2}} {
		a, soft, any := random(rng, s.n, s.k), random(rng, s.n, s.k), random(rng, s.n, s.k)
		onehot := random(rng, s.n, s.k)
		for n := range s.n {
			clear(onehot[n])
			onehot[n][rng.IntN(s.k)] = 1
			copy(soft[n], losses.Softmax(soft[n]))
		}
		for _, target := range []struct {
			name string
			t    Matrix
		}{{"one-hot", onehot}, {"soft", soft}, {"any", any}} {
			for _, dout := range []float64{1, -0.3, 7} {
				name := fmt.Sprintf("%s targets %d×%d, dout %v", target.name, s.n, s.k, dout)
				a0, t0 := a.Clone(), target.t.Clone()
				loss := func() float64 { return dout * l.Forward(a, target.t) }
				loss()
				da := l.Backward(dout).Clone()
				if !same(a, a0) || !same(target.t, t0) {
					t.Errorf("%s: the scores or targets changed", name)
				}
				checkSlopes(t, name, loss, a, da)
			}
		}
	}
}

// What package losses says of softmax and loss is said here in the same digits.
func TestSoftmaxWithLossAgreesWithLosses(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 2))
	var l SoftmaxWithLoss
	for _, scale := range []float64{1, 30, 1e3, 1e300} {
		a, target := random(rng, 7, 5), random(rng, 7, 5)
		for n := range a {
			for k := range a[n] {
				a[n][k] *= scale
			}
		}
		if got, want := l.Forward(a, target), losses.SoftmaxCrossEntropyBatch(a, target); got != want {
			t.Errorf("scale %v: loss %v, package losses has %v", scale, got, want)
		}
		for n := range a {
			if want := losses.Softmax(a[n]); !same(Matrix{l.y[n]}, Matrix{want}) {
				t.Errorf("scale %v: softmax %v, package losses has %v", scale, l.y[n], want)
			}
		}
	}
}

// Three equal scores have y = ⅓, rounded once; with Σt = 0.1 + 0.2 + 0.3 all the
// rest is arithmetic, the same on every machine.
func TestSoftmaxWithLossToTheBit(t *testing.T) {
	third, target := 1.0/3, []float64{0.1, 0.2, 0.3}
	product := float64(third * (target[0] + target[1] + target[2]))
	want := Matrix{{product - target[0], product - target[1], product - target[2]}}
	var l SoftmaxWithLoss
	l.Forward(Matrix{{7, 7, 7}}, Matrix{target})
	if da := l.Backward(1); !same(da, want) {
		t.Errorf("slopes against %v are %v, want %v", target, da, want)
	}
}

// e⁻⁴⁰ is 4.2e-18: y rounds to 1, and y − t to 0. The other slope has all its digits.
func TestSoftmaxWithLossRoundsToOne(t *testing.T) {
	var l SoftmaxWithLoss
	l.Forward(Matrix{{40, 0}}, Matrix{{1, 0}})
	if da := l.Backward(1); da[0][0] != 0 || !(math.Abs(da[0][1]/4.248354255291589e-18-1) <= 1e-15) {
		t.Errorf("slopes are %v, want 0 and e⁻⁴⁰", da)
	}
}

func TestSoftmaxWithLossTwice(t *testing.T) {
	var l SoftmaxWithLoss
	a, target := Matrix{{0, 0}}, Matrix{{1, 0}}
	l.Forward(a, target)
	da := l.Backward(1)
	if again := l.Backward(2); !same(again, Matrix{{-1, 1}}) || !same(da, again) { // one buffer
		t.Errorf("Backward(2) after Backward(1) gives %v, want [[-1 1]] in the same memory (%v)", again, da)
	}
	if got := testing.AllocsPerRun(10, func() { l.Forward(a, target); l.Backward(1) }); got != 0 {
		t.Errorf("allocates %v times a pass once warm, want 0", got)
	}
}

func TestSoftmaxWithLossPanics(t *testing.T) {
	var l SoftmaxWithLoss
	two := Matrix{{1, 2}, {3, 4}}
	forward := func(a, t Matrix) func() { return func() { l.Forward(a, t) } }
	const oneColumn = "backprop: SoftmaxWithLoss.Forward: a has 1 column, and softmax of a single score is always 1; " +
		"want a column for each class, at least 2 (losses.OneHot makes the targets), or use SquaredError"
	testPanics(t, []panicCase{
		{"Backward first", func() { l.Backward(1) }, "backprop: SoftmaxWithLoss: Backward before Forward"},
		{"no rows", forward(nil, nil), "backprop: SoftmaxWithLoss.Forward: a is 0×0; want at least one row and one column"},
		{"no columns", forward(Matrix{{}}, Matrix{{}}), "backprop: SoftmaxWithLoss.Forward: a is 1×0; want at least one row and one column"},
		{"ragged a", forward(Matrix{{1, 2}, {3}}, two), "backprop: SoftmaxWithLoss.Forward: a is ragged: row 0 has 2 columns, row 1 has 1"},
		{"ragged t", forward(two, Matrix{{1, 2}, {3}}), "backprop: SoftmaxWithLoss.Forward: t is ragged: row 0 has 2 columns, row 1 has 1"},
		{"one class", forward(Matrix{{3}, {4}}, Matrix{{1}, {0}}), oneColumn},
		{"one class, no t", forward(Matrix{{3}}, nil), oneColumn},
		{"one output of a network", func() {
			NewNetwork(NewAffine(Matrix{{1}, {2}}, []float64{0})).Loss(Matrix{{1, 2}}, Matrix{{1}})
		}, oneColumn},
		{"t has fewer rows", forward(two, two[:1]), "backprop: SoftmaxWithLoss.Forward: t is 1×2, want 2×2"},
		{"t has more columns", forward(two, NewMatrix(2, 3)), "backprop: SoftmaxWithLoss.Forward: t is 2×3, want 2×2"},
		{"no t", forward(two, nil), "backprop: SoftmaxWithLoss.Forward: t is 0×0, want 2×2"},
		{"still no Forward", func() { l.Backward(1) }, "backprop: SoftmaxWithLoss: Backward before Forward"},
		{"t lost a column in between", func() {
			t := two.Clone()
			l.Forward(two, t)
			t[0], t[1] = t[0][:1], t[1][:1]
			l.Backward(1)
		}, "backprop: SoftmaxWithLoss.Backward: t is 2×1, want 2×2"},
	})
}
