package numgrad

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A kink anywhere within the step, of any size, is covered by the uncertainty: grad agrees
// if it is the slope of f at x itself, however wrong the central difference may be.
func TestCompareCoversKink(t *testing.T) {
	for k := range 200 {
		for _, side := range []float64{-1, 1} {
			d := float64(k+1) / 128 // of the step: 1
			f := at(func(x float64) float64 { return 3 * relu(side*x-d) })
			c := checker{f: f, z: []float64{0}}
			if it := compare(0, c.try(0, 1), 1e-12); !it.ok {
				t.Errorf("kink %v from x, step 1: slope %v ± %v, want 0", side*d, it.slope, it.uncertainty)
			}
		}
	}
}

// The formulas of the error: of x³ with h = 0.2 at 1, D(h) = 3.04 and D(h/2) = 3.01, and
// of x⁴ at 0 the fourth difference is 4!·(h/2)⁴.
func TestEstimate(t *testing.T) {
	cube := checker{f: at(func(x float64) float64 { return x * x * x }), z: []float64{1}, here: 1}
	fourth := checker{f: at(func(x float64) float64 { return x * x * x * x }), z: []float64{0}}
	e, g := cube.try(0, 0.2), fourth.try(0, 1)
	it := compare(3, e, 0.002)
	for _, tc := range []struct {
		name      string
		got, want float64
	}{
		{"slope", e.value, 3}, {"truncation", e.truncation, 0.02}, {"fourth of x³", e.fourth, 0}, {"change", e.change, 0.728},
		{"left", e.left, 2.71}, {"right", e.right, 3.31}, {"leftWide", e.leftWide, 2.44}, {"rightWide", e.rightWide, 3.64},
		{"slopeJump", e.slopeJump, 0.6}, {"wideJump", e.wideJump, 1.2}, {"steepness", e.steepness(), 3.31},
		{"uncertainty", it.uncertainty, 0.02 + 0.002/0.2}, {"wobble of x³", e.wobble(), 0.012}, // 3·h·truncation
		{"fourth of x⁴", g.fourth, 1.5}, {"uncertainty of x⁴", compare(0, g, 1).uncertainty, 1.75}, {"wobble of x⁴", g.wobble(), 1.5},
	} {
		if !(math.Abs(tc.got-tc.want) <= 1e-12) {
			t.Errorf("%s: %v, want %v", tc.name, tc.got, tc.want)
		}
	}
}

func TestGrid(t *testing.T) {
	for _, tc := range []struct {
		values []float64
		want   float64
	}{
		{nil, inf}, {[]float64{0, math.Copysign(0, -1)}, inf}, {[]float64{inf, nan}, inf}, {[]float64{4}, 4}, {[]float64{-6, 8}, 2}, {[]float64{12, 0.75, 0}, 0.25},
		{[]float64{1 + 0x1p-52}, 0x1p-52}, {[]float64{2 - 0x1p-52}, 0x1p-52}, {[]float64{float64(float32(0.3))}, 0x1p-24}, {[]float64{5e-324}, 5e-324},
	} {
		if got := grid(tc.values...); got != tc.want {
			t.Errorf("grid(%v) = %v, want %v", tc.values, got, tc.want)
		}
	}
}

// Where roundoff does not hide it, the ratio at three steps says kink, jump or smooth.
func TestJumpRatio(t *testing.T) {
	step := func(h, slope, wide float64) estimate { return estimate{h: h, slopeJump: slope, wideJump: wide} }
	for _, tc := range []struct {
		name      string
		ladder    []estimate
		low, high float64
	}{
		{"too short", []estimate{step(1, 99, 99), step(8, 99, 99)}, 0, 0},
		{"three steps", []estimate{step(1, 99, 99), step(8, 90, 99), step(64, 99, 110)}, 0.9, 1},
		{"hidden at the first", []estimate{step(1, 9, 1), step(8, 16, 8), step(64, 16, 16), step(512, 17, 17)}, 1, 2},
		{"just not hidden", []estimate{step(1, 9, 1), step(8, 16.1, 16.1), step(64, 16, 16)}, 1, 9},
		{"hidden throughout", []estimate{step(1, 9, 1), step(8, 16, 8), step(64, 0, 1)}, 0, 0},
	} {
		low, high := (&checker{noise: 1}).jumpRatio(tc.ladder)
		if !(math.Abs(low-tc.low) <= 1e-12 && math.Abs(high-tc.high) <= 1e-12) {
			t.Errorf("%s: %v to %v, want %v to %v", tc.name, low, high, tc.low, tc.high)
		}
	}
	for _, tc := range []struct {
		name     string
		f        func(x float64) float64
		verdict  string
		exponent float64
	}{
		{"|x|", math.Abs, "kinks at x: [0]", 1},
		{"|x|^1.12", func(x float64) float64 { return math.Pow(math.Abs(x), 1.12) }, "kinks at x: [0]", 1.12},                            // ratio 2^−0.12 = 0.92
		{"|x|^0.88", func(x float64) float64 { return math.Pow(math.Abs(x), 0.88) }, "kinks at x: [0]", 0.88},                            // 1.09
		{"|x|^0.06", func(x float64) float64 { return math.Pow(math.Abs(x), 0.06) }, "f jumps at x", 0.06},                               // 1.92
		{"|x|^1.2", func(x float64) float64 { return math.Pow(math.Abs(x), 1.2) }, "gradient check undecided: 1 of 1 could not be", 1.2}, // 0.87
		{"|x|^0.8", func(x float64) float64 { return math.Pow(math.Abs(x), 0.8) }, "gradient check undecided: 1 of 1 could not be", 0.8}, // 1.15
	} {
		if r := Check(at(tc.f), []float64{0}, []float64{0}).String(); !strings.Contains(r, tc.verdict) || strings.Contains(r, "kink") != strings.HasPrefix(tc.verdict, "kink") {
			t.Errorf("%s: want %q in\n%s", tc.name, tc.verdict, r)
		}
	}
}

func TestLadder(t *testing.T) {
	const h = Step
	line := checker{f: at(func(x float64) float64 { return x }), z: []float64{1}, here: 1}
	if far := (&checker{f: line.f, z: []float64{-4}}).survey(); far[0].h != 4*Step {
		t.Errorf("x = −4: first step %v, want %v", far[0].h, 4*Step)
	}
	steps := line.ladder(0, h)
	if len(steps) != 11 || steps[0].h != h*0x1p-27 || steps[10].h != 8*h {
		t.Errorf("steps %v, want 11 from %v to %v", steps, h*0x1p-27, 8*h)
	}
	root := checker{f: at(math.Sqrt), z: []float64{h}, here: math.Sqrt(h)}
	if steps := root.ladder(0, h); len(steps) != 10 || steps[9].h != h {
		t.Errorf("root of x at h: the ladder goes to %v, want %v", steps[len(steps)-1].h, h)
	}
	// From h/8 on f changes, by what is small or large beside 2⁻¹⁷·|f| or 2⁻¹⁷·|x|.
	for _, tc := range []struct {
		name            string
		x, here, change float64
		flat            bool
	}{
		{"change of 2⁻¹⁷", 0, 1, 0x1p-17, true},
		{"change of more", 0, 1, 0x1.1p-17, false},
		{"step of 2⁻¹⁷", h / 8 * 0x1p17, 1, 1, true},
		{"step of more", h / 8 * 0x1p17 / 1.1, 1, 1, false},
	} {
		c := checker{f: at(func(x float64) float64 {
			if math.Abs(x-tc.x) < h/16 {
				return tc.here
			}
			return tc.here + tc.change
		}), z: []float64{tc.x}, here: tc.here}
		steps, want := c.ladder(0, h), 0.0
		if tc.flat {
			want = tc.change
		}
		for k, e := range steps[:8] {
			if steps[8].h != h/8 || math.Abs(e.fourth-want) > 1e-15 {
				t.Errorf("%s: fourth difference of step %d is %v, want %v", tc.name, k, e.fourth, want)
			}
		}
	}
}

// Noise is 16ε of f and of x·slope, four times the grid of f's values, and twice the median
// of eight fourth differences, whichever is largest.
func TestSurvey(t *testing.T) {
	const eps = 0x1p-52
	sum := func(add func(k int) float64) func(x []float64) float64 {
		k := 0
		return func(x []float64) float64 {
			k++
			y := 1.0 / 3
			for _, v := range x {
				y += v
			}
			return y + add(k)
		}
	}
	none := func(int) float64 { return 0 }
	spike := func(k int) float64 { // at x, and so in every fourth difference, six times
		if k == 1 {
			return 1e-9
		}
		return 0
	}
	powers := func(x []float64) float64 { // along x_i, fourth differences of 1.5·h⁴·1e9 times 1, 5, 9, 4, 8, …
		y := 0.0
		for i, v := range x {
			y += 1e9 * float64(i*4%9+1) * v * v * v * v
		}
		return y
	}
	coarse := func(x []float64) float64 { return math.Round((x[0]+1.0/3)*1e6*0x1p8) / 0x1p8 }
	for _, tc := range []struct {
		name string
		f    func(x []float64) float64
		x    []float64
		want float64
	}{
		{"f", sum(none), make([]float64, 1), 16 * eps / 3},
		{"f and x·slope", sum(none), []float64{0.25, 0.25}, 16 * eps * math.Hypot(5.0/6, math.Hypot(0.25, 0.25))},
		{"7 fourth differences", sum(spike), make([]float64, 7), 16 * eps / 3},
		{"8 fourth differences", sum(spike), make([]float64, 8), 12e-9},
		{"median of 9 fourth differences", powers, make([]float64, 9), 2 * 5 * 1.5 * math.Pow(Step, 4) * 1e9},
		{"grid", coarse, []float64{0}, 4 * 0x1p-8},
		{"grid of 0", at(func(float64) float64 { return 0 }), []float64{0}, 0},
		{"grid of 2⁻²⁰", at(func(x float64) float64 {
			if x == 0 {
				return 2 - 0x1p-19
			}
			return 2
		}), []float64{0}, 16 * eps * 2},
		{"as small as numbers get", at(func(float64) float64 { return 1e-315 }), []float64{0}, 0x1p-1070},
		{"grid too coarse to be rounding", at(math.Floor), []float64{0}, 16 * eps},
	} {
		c := checker{f: tc.f, z: slices.Clone(tc.x)}
		if first := c.survey(); first[0].h != Step {
			t.Errorf("%s: first step %v, want %v", tc.name, first[0].h, Step)
		}
		if !(math.Abs(c.noise-tc.want) <= 2e-3*tc.want) {
			t.Errorf("%s: noise %v, want %v", tc.name, c.noise, tc.want)
		}
	}
}

// Where f panics, x is as it was, and so is grad.
func TestCheckPanicInF(t *testing.T) {
	for _, last := range []int{1, 3, 7, 12, 19} {
		x, grad, calls := []float64{3, 4}, []float64{6, 8}, 0
		f := func(z []float64) float64 {
			if calls++; calls == last {
				panic("f gives up")
			}
			return bowl(z) + float64(calls%2) // not smooth, so that Check looks closer
		}
		func() {
			defer func() {
				if fault := recover(); fault != "f gives up" {
					t.Errorf("call %d: recovered %v", last, fault)
				}
			}()
			Check(f, x, grad)
		}()
		if !slices.Equal(x, []float64{3, 4}) || !slices.Equal(grad, []float64{6, 8}) {
			t.Errorf("call %d: x, grad are now %v, %v", last, x, grad)
		}
	}
}

// What cannot be known well may be undecided, but no right slope fails, and at most so
// many in 1000 are undecided; no wrong one passes.
func TestCheckNeverFails(t *testing.T) {
	rng := rand.New(rand.NewPCG(77, 12))
	type problem struct {
		f              func([]float64) float64
		x, grad, wrong []float64
	}
	single := func(f, slope func(x float64) float64) func() problem {
		return func() problem {
			x := float64(float32(math.Exp(2*rng.NormFloat64() - 2)))
			for math.Abs(slope(x)) < 0.01 {
				x += 0.125
			}
			return problem{at(f), []float64{x}, []float64{slope(x)}, []float64{2 * slope(x)}}
		}
	}
	kink := func(n int) func() problem {
		return func() problem {
			d, a, b := math.Pow(10, -12+8*rng.Float64()), rng.NormFloat64(), rng.NormFloat64()
			p := problem{x: make([]float64, n)}
			for i := range p.x {
				p.x[i] = rng.NormFloat64()
				p.grad = append(p.grad, 2*p.x[i])
			}
			side := float64(2*rng.IntN(2) - 1)
			near := p.x[0] + side*d
			p.f = func(x []float64) float64 {
				sum := a*math.Sin(x[0]+1) + b*relu(x[0]-near) + 1
				for _, v := range x[1:] {
					sum += float64(v * v)
				}
				return sum
			}
			p.grad[0] = a * math.Cos(p.x[0]+1)
			p.wrong = slices.Clone(p.grad)
			if side < 0 {
				p.grad[0] += b
			}
			p.wrong[0] += 2*b + 3
			return p
		}
	}
	for _, fam := range []struct {
		name      string
		next      func() problem
		undecided int
	}{
		{"kink nearby", kink(1), 100},
		{"kink nearby, of 10 variables", kink(10), 200},
		{"float32", single(func(x float64) float64 { v := float32(x); return float64(1.3*v*v + 0.7) }, func(x float64) float64 { return 2.6 * x }), 400},
		{"float32, sin", single(func(x float64) float64 { return float64(float32(math.Sin(3 * float64(float32(x))))) }, func(x float64) float64 { return 3 * math.Cos(3*x) }), 50},
		{"x in float32", single(func(x float64) float64 { v := float64(float32(x)); return v*v*v + 1 }, func(x float64) float64 { return 3 * x * x }), 50},
	} {
		undecided := 0
		for range 1000 {
			p := fam.next()
			r := Check(p.f, p.x, p.grad)
			if !r.OK {
				undecided++
			}
			if s := r.String(); strings.Contains(s, "FAILED") {
				t.Errorf("%s: at %v: %s", fam.name, p.x, s)
			}
			if r := Check(p.f, p.x, p.wrong); r.OK {
				t.Errorf("%s: at %v: %v passes", fam.name, p.x, p.wrong)
			}
		}
		if undecided > fam.undecided {
			t.Errorf("%s: %d of 1000 undecided, want at most %d", fam.name, undecided, fam.undecided)
		}
	}
	passed := 0
	for range 10000 { // all 14 calls must give x: 2⁻¹⁴
		coin := at(func(x float64) float64 { return x * float64(1+rng.IntN(2)) })
		if Check(coin, []float64{1}, []float64{1}).OK {
			passed++
		}
	}
	if passed > 5 {
		t.Errorf("x or 2x by coin toss passes %d times in 10000", passed)
	}
}

// At a kink the slopes on the two sides are extrapolated like 2·S(h/2) − S(h).
func TestAtKink(t *testing.T) {
	e := estimate{h: 0.5, left: -1, leftWide: -1.25, right: 2, rightWide: 2.5} // → −0.75 and 1.5
	for _, tc := range []struct{ grad, slope float64 }{{-9, -0.75}, {-0.75, -0.75}, {0, 0}, {1.5, 1.5}, {9, 1.5}} {
		it := atKink(tc.grad, e, 0.125)
		if it.slope != tc.slope || it.uncertainty != 0.25+0.5+0.125/0.5 || !it.kink {
			t.Errorf("grad %v: %+v, want slope %v", tc.grad, it, tc.slope)
		}
	}
	if it := atKink(9, estimate{h: 1, left: 2, leftWide: 2, right: -1, rightWide: -1}, 0); it.slope != 2 || it.uncertainty != 0 {
		t.Errorf("slopes 2 and −1, grad 9: %+v", it)
	}
}

// One step is enough only if grad agrees and the slope is known to 1e-7, or as well as
// roundoff allows, and to 1e-6 of itself or of the largest slope.
func TestJudgeFirstStep(t *testing.T) {
	for _, tc := range []struct {
		name              string
		e                 estimate
		size, grad, noise float64
		want              bool // enough
	}{
		{"known to 1e-7", estimate{value: 8, truncation: 0.75e-6}, 0, 8, 0, true},
		{"known to 1.2e-7", estimate{value: 8, truncation: 1e-6}, 0, 8, 0, false},
		{"twice roundoff", estimate{value: 8, truncation: 1.9e-6}, 0, 8, 2e-6, true},
		{"more than twice roundoff", estimate{value: 8, truncation: 2.1e-6}, 0, 8, 2e-6, false},
		{"known to 1e-6", estimate{value: 8}, 0, 8, 7.9e-6, true},
		{"known to 1.1e-6", estimate{value: 8}, 0, 8, 8.8e-6, false},
		{"1e-6 of the largest", estimate{value: 1}, 8, 1, 7.9e-6, true},
		{"1.1e-6 of the largest", estimate{value: 1}, 8, 1, 8.8e-6, false},
		{"disagrees", estimate{value: 8}, 0, 9, 0, false},
	} {
		calls := 0
		c := checker{f: at(func(x float64) float64 { calls++; return 8 * x }), z: []float64{0}, noise: tc.noise / 2, size: tc.size}
		tc.e.h, tc.e.finite = 0.5, true
		if c.judge(0, tc.grad, tc.e); (calls == 0) != tc.want {
			t.Errorf("%s: %d further calls, want none: %v", tc.name, calls, tc.want)
		}
	}
}

// A report names both values of f, and the precision beside the size of the gradient.
func TestReportValues(t *testing.T) {
	calls := 0.0
	r := Check(func(x []float64) float64 { calls++; return calls }, []float64{0}, []float64{0})
	if got, want := r.String(), "gradient check undecided: f is not a function: it gave 1 and 58 for the same x"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	calls = 0
	r = Check(func(x []float64) float64 { // 1 at first and NaN at last
		if calls++; calls > 5 {
			return nan
		}
		return x[0]
	}, []float64{1}, []float64{1})
	if got, want := r.String(), "gradient check undecided: f is not a function: it gave 1 and NaN for the same x"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	zero := Check(func([]float64) float64 { return 0 }, []float64{1}, []float64{0})
	if got, want := zero.String(), "gradient check passed: 1 of 1 agree within 1e-7"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r = Report{size: 100, items: []item{{grad: 1, slope: 1, uncertainty: 1e-3, ok: true}}}
	if got, want := r.String(), "gradient check passed: 1 of 1 agree within 1e-5"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
