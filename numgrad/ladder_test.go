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
			if it := compare(0, c.try(0, 1), 1e-12); !it.agrees() {
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
		{"narrow", e.narrow, 3.01}, {"wide", e.wide, 3.04}, {"slope", it.slope, 3}, {"change", e.change, 0.728},
		{"slopeJump", e.slopeJump, 3.31 - 2.71}, {"wideJump", e.wideJump, 3.64 - 2.44},
		{"uncertainty", it.uncertainty, 0.02 + 0.002/0.2},
		{"fourth of x³", e.fourth, 0}, {"fourth of x⁴", g.fourth, 1.5}, {"uncertainty of x⁴", compare(0, g, 1).uncertainty, 1.75},
	} {
		if !(math.Abs(tc.got-tc.want) <= 1e-12) {
			t.Errorf("%s: %v, want %v", tc.name, tc.got, tc.want)
		}
	}
}

// Where roundoff does not hide it, the ratio at three steps says kink, jump or smooth.
func TestBends(t *testing.T) {
	step := func(h, slope, wide float64) estimate { return estimate{h: h, slopeJump: slope, wideJump: wide} }
	for _, tc := range []struct {
		name       string
		steps      []estimate
		kink, jump bool
	}{
		{"too short", []estimate{step(1, 99, 99), step(8, 99, 99)}, false, false},
		{"kink", []estimate{step(1, 91, 100), step(8, -99, -99), step(64, 99, 91)}, true, false},
		{"less than a kink", []estimate{step(1, 89, 100), step(8, 99, 99), step(64, 99, 99)}, false, false},
		{"more than a kink", []estimate{step(1, 99, 99), step(8, 99, 99), step(64, 100, 89)}, false, false},
		{"jump", []estimate{step(1, 192, 100), step(8, 199, 100), step(64, 208, 100)}, false, true},
		{"less than a jump", []estimate{step(1, 188, 100), step(8, 199, 100), step(64, 199, 100)}, false, false},
		{"more than a jump", []estimate{step(1, 199, 100), step(8, 199, 100), step(64, 212, 100)}, false, false},
		{"hidden at the first", []estimate{step(1, 9, 1), step(8, 16, 8), step(64, 16, 16), step(512, -17, -17)}, false, false},
		{"hidden at the first, then a kink", []estimate{step(1, 9, 1), step(8, 16, 16), step(64, 16, 16), step(512, -17, -17)}, true, false},
		{"just not hidden", []estimate{step(1, 16, 16), step(8, -16.1, -16.1), step(64, 16, 16)}, true, false},
		{"hidden throughout", []estimate{step(1, 9, 9), step(8, 16, 16), step(64, 0, 1)}, false, false},
		{"NaN", []estimate{step(1, 99, 99), step(8, 99, 99), step(64, 0, 0)}, false, false},
	} {
		c := checker{noise: 1}
		if kink, jump := c.bends(tc.steps, 1), c.bends(tc.steps, 2); kink != tc.kink || jump != tc.jump {
			t.Errorf("%s: kink %v, jump %v, want %v, %v", tc.name, kink, jump, tc.kink, tc.jump)
		}
	}
	for _, tc := range []struct {
		name    string
		f       func(x float64) float64
		verdict string
	}{
		{"|x|", math.Abs, "kinks in variables [0]"},
		{"|x|^1.12", func(x float64) float64 { return math.Pow(math.Abs(x), 1.12) }, "kinks in variables [0]"},                      // ratio 2^−0.12 = 0.92
		{"|x|^0.88", func(x float64) float64 { return math.Pow(math.Abs(x), 0.88) }, "kinks in variables [0]"},                      // 1.09
		{"|x|^0.06", func(x float64) float64 { return math.Pow(math.Abs(x), 0.06) }, "f jumps at x"},                                // 1.92
		{"|x|^1.2", func(x float64) float64 { return math.Pow(math.Abs(x), 1.2) }, "gradient check undecided: 1 of 1 could not be"}, // 0.87
		{"|x|^0.8", func(x float64) float64 { return math.Pow(math.Abs(x), 0.8) }, "gradient check undecided: 1 of 1 could not be"}, // 1.15
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
	if len(steps) != 11 || steps[0].h != h*0x1p-31 || steps[1].h != h*0x1p-27 || steps[10].h != h*0x1p9 {
		t.Errorf("steps %v, want 11 from %v to %v", steps, h*0x1p-31, h*0x1p9)
	}
	root := checker{f: at(math.Sqrt), z: []float64{2 * h}, here: math.Sqrt(2 * h)}
	if steps := root.ladder(0, h); len(steps) != 9 || steps[8].h != 2*h {
		t.Errorf("root of x at 2h: the ladder goes to %v, want %v", steps[len(steps)-1].h, 2*h)
	}
	// Stairs of a certain width and height: the first that shows is noise, if there are some on both sides.
	stairs := func(width, height float64) func(x float64) float64 {
		return func(x float64) float64 { return height * math.Floor(x/width+0.3) }
	}
	for _, tc := range []struct {
		name  string
		f     func(x float64) float64
		noise float64
	}{
		{"stairs", stairs(h/100, 1e-6), 4e-6},
		{"high stairs", stairs(h/100, 3), 12},
		{"stairs that the smallest step shows", stairs(h*0x1p-31, 1e-6), 0},
		{"stairs that the next step shows", stairs(h*0x1p-27, 1e-6), 4e-6},
		{"stairs that only the largest step shows", stairs(h*0x1p9, 1e-6), 4e-6},
		{"stairs as wide as the largest step", stairs(h*0x1p10, 1e-6), 0},
		{"one stair to the left", func(x float64) float64 { return max(stairs(h/100, 1)(x), -1) - max(stairs(h/100, 1)(x), 0) }, 0},
		{"one stair to the right", func(x float64) float64 { return min(max(stairs(h/100, 1)(x), 0), 1) }, 0},
		{"flat", func(x float64) float64 { return 0 }, 0},
		{"smooth", math.Sin, 0},
	} {
		c := checker{f: at(tc.f), z: []float64{0}}
		if c.ladder(0, h); c.noise != tc.noise {
			t.Errorf("%s: noise %v, want %v", tc.name, c.noise, tc.noise)
		}
	}
}

// Noise is 16ε of the largest f and of x·slope.
func TestSurvey(t *testing.T) {
	const eps = 0x1p-52
	sum := func(x []float64) float64 {
		y := 1.0 / 3
		for _, v := range x {
			y += v
		}
		return y
	}
	for _, tc := range []struct {
		name string
		f    func(x []float64) float64
		x    []float64
		want float64
	}{
		{"f", sum, make([]float64, 1), 16 * eps / 3},
		{"f beside x", at(func(x float64) float64 { return 3 * math.Abs(x) }), []float64{0}, 16 * eps * 3e-4},
		{"f and x·slope", sum, []float64{0.25, 0.25}, 16 * eps * math.Hypot(5.0/6, math.Hypot(0.25, 0.25))},
		{"steeper on one side", at(func(x float64) float64 { return 3 * relu(x-1) }), []float64{1}, 16 * eps * 3},
		{"0", at(func(float64) float64 { return 0 }), []float64{0}, 0},
		{"as small as numbers get", at(func(float64) float64 { return 1e-315 }), []float64{0}, 0x1p-1070},
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
	rng := rand.New(rand.NewPCG(77, *seed))
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
			p.wrong[0] += 2*math.Abs(b) + 3
			return p
		}
	}
	// The sine of a weighted sum, of which only some digits are right: rounded returns them.
	inexact := func(n int, rounded func(y float64) float64) func() problem {
		return func() problem {
			p, w := problem{}, make([]float64, n)
			for i := range w {
				w[i] = 0.5 + rng.Float64()
				p.x = append(p.x, rng.Float64()/float64(n))
			}
			angle := func(x []float64) (a float64) {
				for i := range w {
					a += float64(w[i] * x[i])
				}
				return a
			}
			p.f = func(x []float64) float64 { return rounded(math.Sin(angle(x))) }
			for i := range w {
				p.grad = append(p.grad, w[i]*math.Cos(angle(p.x)))
			}
			p.wrong = slices.Clone(p.grad)
			p.wrong[0] *= 2
			return p
		}
	}
	grid := func(tol float64) func(y float64) float64 { // as a bisection leaves it
		return func(y float64) float64 { return tol * math.Floor(y/tol) }
	}
	digits := func(tol float64) func(y float64) float64 { // wrong by what looks random
		return func(y float64) float64 {
			bits := math.Float64bits(y) * 0x9e3779b97f4a7c15
			bits = (bits ^ bits>>29) * 0xbf58476d1ce4e5b9
			return y + tol*float64(bits>>11)*0x1p-53
		}
	}
	for _, fam := range []struct {
		name      string
		next      func() problem
		undecided int
	}{
		{"kink nearby", kink(1), 130},
		{"kink nearby, of 10 variables", kink(10), 230},
		{"float32", single(func(x float64) float64 { v := float32(x); return float64(1.3*v*v + 0.7) }, func(x float64) float64 { return 2.6 * x }), 10},
		{"float32, sin", single(func(x float64) float64 { return float64(float32(math.Sin(3 * float64(float32(x))))) }, func(x float64) float64 { return 3 * math.Cos(3*x) }), 20},
		{"x in float32", single(func(x float64) float64 { v := float64(float32(x)); return v*v*v + 1 }, func(x float64) float64 { return 3 * x * x }), 70},
		{"bisection to 1e-5", inexact(1, grid(1e-5)), 40},
		{"bisection to 1e-7, of 3 variables", inexact(3, grid(1e-7)), 10},
		{"bisection to 1e-9, of 12 variables", inexact(12, grid(1e-9)), 10},
		{"digits from 1e-5 on", inexact(1, digits(1e-5)), 40},
		{"digits from 1e-7 on, of 3 variables", inexact(3, digits(1e-7)), 10},
		{"digits from 1e-9 on, of 12 variables", inexact(12, digits(1e-9)), 10},
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
		t.Logf("%s: %d of 1000 undecided", fam.name, undecided)
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
	// Slopes −1 and 2 over h/2, −1.25 and 2.5 over h: extrapolated, −0.75 and 1.5.
	e := estimate{h: 0.5, narrow: 0.5, slopeJump: 3, wide: 0.625, wideJump: 3.75}
	for _, tc := range []struct{ grad, slope float64 }{{-9, -0.75}, {-0.75, -0.75}, {0, 0}, {1.5, 1.5}, {9, 1.5}} {
		it := atKink(tc.grad, e, 0.125)
		if it.slope != tc.slope || it.uncertainty != 0.25+0.5+0.125/0.5 || !it.kink {
			t.Errorf("grad %v: %+v, want slope %v", tc.grad, it, tc.slope)
		}
	}
	down := estimate{h: 1, narrow: 0.5, slopeJump: -3, wide: 0.5, wideJump: -3} // 2 and −1
	if it := atKink(9, down, 0); it.slope != 2 || it.uncertainty != 0 {
		t.Errorf("slopes 2 and −1, grad 9: %+v", it)
	}
	shifted := estimate{h: 1, narrow: 2, slopeJump: 3, wide: 1, wideJump: 3} // 1 and 4 less what the 1 grew
	if it := atKink(9, shifted, 0); it.slope != 4.5 || it.uncertainty != 2 {
		t.Errorf("middle 3, jump 3, grad 9: %+v", it)
	}
}

// One step is enough only if grad agrees and the slope is known to 1e-7 of itself or of
// the largest slope.
func TestJudgeFirstStep(t *testing.T) {
	for _, tc := range []struct {
		name                        string
		slope, truncation, size, by float64 // grad is the slope and by
		want                        bool    // enough
	}{
		{"known to 1e-7", 8, 7.9e-7, 0, 0, true},
		{"known to 1.1e-7", 8, 8.8e-7, 0, 0, false},
		{"1e-7 of the largest", 1, 7.9e-7, 8, 0, true},
		{"1.1e-7 of the largest", 1, 8.8e-7, 8, 0, false},
		{"disagrees", 8, 0, 0, 1, false},
	} {
		calls := 0
		c := checker{f: at(func(x float64) float64 { calls++; return 8 * x }), z: []float64{0}, size: tc.size}
		e := estimate{h: 0.5, narrow: tc.slope, wide: tc.slope - 1.5*tc.truncation}
		if c.judge(0, tc.slope+tc.truncation/2+tc.by, e); (calls == 0) != tc.want {
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
	r = Report{size: 100, items: []item{{grad: 1, slope: 1, uncertainty: 1e-3}}}
	if got, want := r.String(), "gradient check passed: 1 of 1 agree within 1e-5 of the largest slope"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
