package numgrad

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

var seed = flag.Uint64("seed", 12, "of the random functions")

// Small inputs on which a check with one step size claims more than it knows.
func TestCheckVerdicts(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 12))
	sharp := at(func(w float64) float64 { return math.Log1p(math.Exp(-1e5 * w)) })
	noisy := at(func(x float64) float64 { return x + 0.001*rng.Float64() })
	big := at(func(x float64) float64 { return 1e8 + x })
	const pole = 1.4424183196362515e-9
	saturating := at(func(x float64) float64 { return x / (x + pole) })
	single := at(func(x float64) float64 { v := float32(x); return float64(v*v*v + 3*v) })
	solved := at(func(x float64) float64 { // y = cos(x·y), to 1e-9
		y := 0.5
		for {
			next := math.Cos(x * y)
			if math.Abs(next-y) < 1e-9 {
				return next
			}
			y = next
		}
	})
	y := 0.5
	for range 2000 {
		y = math.Cos(0.6 * y)
	}
	implicit := -math.Sin(0.6*y) * y / (1 + 0.6*math.Sin(0.6*y))
	entropy := at(func(y float64) float64 { return -math.Log(y) })
	vanishing := at(func(x float64) float64 { return 1 + 1e-14*x })
	for _, tc := range []struct {
		name    string
		f       func([]float64) float64
		x, grad float64
		want    string // how the verdict goes on
		ok      bool
	}{
		{"sin far out", at(math.Sin), 33000, math.Cos(33000), "passed", true},
		{"sin far out, half", at(math.Sin), 33000, math.Cos(33000) / 2, "FAILED", false},
		{"sharp, but no kink", sharp, 0, -5e4, "passed", true},
		{"sharp × 0.1", sharp, 0, -5e3, "FAILED", false},
		{"sharp × 0.9", sharp, 0, -4.5e4, "FAILED", false},
		{"sharp × 1.9", sharp, 0, -9.5e4, "FAILED", false},
		{"random, 1", noisy, 1, 1, "undecided: f is not a function", false},
		{"random, 1.5", noisy, 1, 1.5, "undecided: f is not a function", false},
		{"random, −1", noisy, 1, -1, "undecided: f is not a function", false},
		{"1e8 + x", big, 1, 1, "passed: 1 of 1 agree within 1e-5", true},
		{"1e8 + x, 1.00003", big, 1, 1.00003, "FAILED", false},
		{"pole nearby", saturating, 2e-8, pole / (2e-8 + pole) / (2e-8 + pole), "passed", true},
		{"pole nearby, ×2", saturating, 2e-8, 2 * pole / (2e-8 + pole) / (2e-8 + pole), "FAILED", false},
		{"float32", single, 0.7, 3*0.49 + 3, "passed", true},
		{"float32, ×2", single, 0.7, 2 * (3*0.49 + 3), "FAILED", false},
		{"solved", solved, 0.6, implicit, "passed", true},
		{"solved, ½", solved, 0.6, implicit / 2, "FAILED", false},
		{"floor", at(math.Floor), 4, 0, "undecided", false},
		{"floor beside the jump", at(math.Floor), 4 + 1e-5, 0, "passed", true},
		{"log near 0", at(math.Log), 1e-5, 1e5, "passed", true},
		{"log near 0, −", at(math.Log), 1e-5, -1e5, "FAILED", false},
		{"cross entropy near 0", entropy, 5e-5, -1 / 5e-5, "passed", true},
		{"slope below roundoff", vanishing, 0, 1e-14, "undecided", false},
		{"slope below roundoff, ×2", vanishing, 0, 2e-14, "undecided", false},
		{"slope below roundoff, 0", vanishing, 0, 0, "undecided", false},
	} {
		r := Check(tc.f, []float64{tc.x}, []float64{tc.grad})
		if got := strings.TrimPrefix(r.String(), "gradient check "); r.OK != tc.ok || !strings.HasPrefix(got, tc.want) {
			t.Errorf("%s: OK is %v, want %v and %q:\n%v", tc.name, r.OK, tc.ok, tc.want, r)
		}
	}
}

// One doubled slope among 4000 does not pass.
func TestCheckOneOfMany(t *testing.T) {
	const n = 4000
	x, grad := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i] = float64(i) + 0.5*math.Sin(float64(i+1))
		grad[i] = 2 * (x[i] - float64(i))
	}
	f := func(x []float64) (sum float64) {
		for i, v := range x {
			sum += (v - float64(i)) * (v - float64(i))
		}
		return sum
	}
	if r := Check(f, x, grad); !r.OK {
		t.Errorf("the right gradient: %v", r)
	}
	for i := range grad {
		grad[i] = 2 * (x[i] - float64(i))
	}
	grad[0] *= 2
	if r := Check(f, x, grad); r.OK {
		t.Errorf("first slope doubled: %v", r)
	}
}

// 11,000 right slopes of random functions pass, and none of them doubled does. If f
// computes in float32, right slopes may be undecided, but none fails.
func TestCheckRandom(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, *seed))
	families := []struct {
		name     string
		f, slope func(x, a, b float64) float64
	}{
		{"cubic", func(x, a, b float64) float64 { return a*x*x*x + b*x }, func(x, a, b float64) float64 { return 3*a*x*x + b }},
		{"sin", func(x, a, b float64) float64 { return a * math.Sin(b*x) }, func(x, a, b float64) float64 { return a * b * math.Cos(b*x) }},
		{"sin, fast", func(x, a, b float64) float64 { return a * math.Sin(1000*b*x) }, func(x, a, b float64) float64 { return 1000 * a * b * math.Cos(1000*b*x) }},
		{"exp", func(x, a, b float64) float64 { return a * math.Exp(b*x) }, func(x, a, b float64) float64 { return a * b * math.Exp(b*x) }},
		{"log", func(x, a, b float64) float64 { return a * math.Log(math.Abs(x)) }, func(x, a, b float64) float64 { return a / x }},
		{"pole", func(x, a, b float64) float64 { return a / (x - b) }, func(x, a, b float64) float64 { return -a / (x - b) / (x - b) }},
		{"tanh", func(x, a, b float64) float64 { return math.Tanh(a*x + b) }, func(x, a, b float64) float64 { y := math.Tanh(a*x + b); return a * (1 - y*y) }},
		{"softplus", func(x, a, b float64) float64 { return math.Log1p(math.Exp(a*x)) + b }, func(x, a, b float64) float64 { return a / (1 + math.Exp(-a*x)) }},
		{"ReLU", func(x, a, b float64) float64 { return a*relu(x) + b*x }, func(x, a, b float64) float64 {
			if x > 0 {
				return a + b
			}
			return b
		}},
		{"large offset", func(x, a, b float64) float64 { return 1e4*b + a*x }, func(x, a, b float64) float64 { return a }},
		{"product", func(x, a, b float64) float64 { return x * (a + b*x) }, func(x, a, b float64) float64 { return a + 2*b*x }},
		{"float32", func(x, a, b float64) float64 { return float64(float32(a)*float32(x)*float32(x) + float32(b)) }, func(x, a, b float64) float64 {
			return 2 * float64(float32(a)) * x
		}},
	}
	for _, fam := range families {
		missed, passed, example := 0, 0, ""
		for range 1000 {
			x, a, b := math.Exp(2*rng.NormFloat64()-2), 1+rng.Float64(), 0.5+rng.Float64()
			if rng.IntN(2) == 0 && fam.name != "exp" {
				x = -x
			}
			f := at(func(x float64) float64 { return fam.f(x, a, b) })
			s := fam.slope(x, a, b)
			if math.Abs(s) < 1e-9 || !finite(f([]float64{x})) { // below roundoff, or too large: undecided
				continue
			}
			if r := Check(f, []float64{x}, []float64{s}); !r.OK && !(fam.name == "float32" && strings.Contains(r.String(), "undecided")) {
				missed, example = missed+1, r.String()+" at "+fmt.Sprint(x, a, b)
			}
			if r := Check(f, []float64{x}, []float64{2 * s}); r.OK {
				passed, example = passed+1, r.String()+" at "+fmt.Sprint(x, a, b)
			}
		}
		if missed > 0 || passed > 0 {
			t.Errorf("%s: %d right slopes do not pass, %d doubled ones do: %s", fam.name, missed, passed, example)
		}
	}
}
