package numgrad

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

var nan, inf = math.NaN(), math.Inf(1)

func relu(x float64) float64 { return max(x, 0) }

// at makes a function of a slice of a function of one number.
func at(f func(x float64) float64) func([]float64) float64 {
	return func(x []float64) float64 { return f(x[0]) }
}

// checks are gradients at one point, right (want is true) or wrong.
var checks = []struct {
	name    string
	f       func(x []float64) float64
	x, grad []float64
	want    bool
	kinks   []int
}{
	{"line", at(func(x float64) float64 { return 3*x + 1 }), []float64{2}, []float64{3}, true, nil},
	{"constant", at(func(float64) float64 { return 7 }), []float64{2}, []float64{0}, false, nil},
	{"zero", at(func(float64) float64 { return 0 }), []float64{2}, []float64{0}, true, nil},
	{"zero, grad is not", at(func(float64) float64 { return 0 }), []float64{2}, []float64{1e-300}, false, nil},
	{"bowl", bowl, []float64{3, 4}, []float64{6, 8}, true, nil},
	{"minimum", bowl, []float64{0, 0}, []float64{0, 0}, true, nil},
	{"minimum, grad is not 0", bowl, []float64{0, 0}, []float64{0, 1e-9}, false, nil},
	{"hill", func(x []float64) float64 { return -bowl(x) }, []float64{3, -4}, []float64{-6, 8}, true, nil},
	{"tolerance, within", at(func(x float64) float64 { return 3 * x }), []float64{0}, []float64{3 * (1 + 0.9e-7)}, true, nil},
	{"tolerance, beyond", at(func(x float64) float64 { return 3 * x }), []float64{0}, []float64{3 * (1 + 1.1e-7)}, false, nil},
	{"exp", at(math.Exp), []float64{1}, []float64{math.E}, true, nil},
	{"exp, off by 1e-6", at(math.Exp), []float64{1}, []float64{math.E * (1 + 1e-6)}, false, nil},
	{"exp, sign", at(math.Exp), []float64{1}, []float64{-math.E}, false, nil},
	{"x³ at 0", at(func(x float64) float64 { return x * x * x }), []float64{0}, []float64{0}, true, nil},
	{"x³ at 0, 1e-7", at(func(x float64) float64 { return x * x * x }), []float64{0}, []float64{1e-7}, false, nil},
	{"x⁵ at 0", at(func(x float64) float64 { return x * x * x * x * x }), []float64{0}, []float64{0}, true, nil},
	{"x⁵ at 0, 1e-9", at(func(x float64) float64 { return x * x * x * x * x }), []float64{0}, []float64{1e-9}, false, nil},
	{"product", func(x []float64) float64 { return x[0] * x[1] * x[2] }, []float64{2, 3, 5}, []float64{15, 10, 6}, true, nil},
	{"permuted", func(x []float64) float64 { return x[0] * x[1] * x[2] }, []float64{2, 3, 5}, []float64{10, 15, 6}, false, nil},
	{"saturated", at(math.Tanh), []float64{30}, []float64{0}, false, nil},
	{"ill-scaled", func(x []float64) float64 { return 1e8*x[0] + x[1] }, []float64{1, 1}, []float64{1e8, 1}, true, nil},
	{"ill-scaled, ×2", func(x []float64) float64 { return 1e8*x[0] + x[1] }, []float64{1, 1}, []float64{1e8, 2}, false, nil},
	// Terms of −1e6, rounded to 1e-10 each, cancel: f is small, its rounding is not.
	{"cancelling", func(x []float64) float64 { return float64(0.1*x[0]) + float64(0.01*x[2]) - float64(0.1*x[1]) }, []float64{-1e7, -1e7, 1}, []float64{0.1, -0.1, 0.01}, true, nil},
	{"small slope", func(x []float64) float64 { return 1 + 1e-9*x[0] }, []float64{1}, []float64{1e-9}, true, nil},
	{"small slope, ×2", func(x []float64) float64 { return 1 + 1e-9*x[0] }, []float64{1}, []float64{2e-9}, false, nil},
	{"small slope, 0", func(x []float64) float64 { return 1 + 1e-9*x[0] }, []float64{1}, []float64{0}, false, nil},
	{"grad NaN", bowl, []float64{3, 4}, []float64{6, nan}, false, nil},
	{"grad +Inf", bowl, []float64{3, 4}, []float64{inf, 8}, false, nil},
	{"grad −Inf", bowl, []float64{3, 4}, []float64{6, -inf}, false, nil},
	{"x Inf, f does not care", func(x []float64) float64 { return 2 * x[1] }, []float64{inf, 1}, []float64{0, 2}, false, nil},
	{"as small as numbers get", at(func(x float64) float64 { return 1e-315 * math.Exp(x) }), []float64{1}, []float64{1e-315 * math.E}, true, nil},
	{"as small as numbers get, ×2", at(func(x float64) float64 { return 1e-300 * math.Exp(x) }), []float64{1}, []float64{2e-300 * math.E}, false, nil},
	{"doubt beyond 1e301", at(func(x float64) float64 { return 1e300 * math.Sin(1e5*x) }), []float64{0}, []float64{-1e307}, false, nil},
	{"kink, each variable for itself", func(x []float64) float64 { return math.Abs(x[0] + x[1]) }, []float64{0, 0}, []float64{1, -1}, true, []int{0, 1}},
	{"f NaN where Check looks closer", at(func(x float64) float64 { // h/10 = 1e-5
		if y := math.Abs(x); 0 < y && y < 2e-5 {
			return nan
		}
		return math.Sin(300 * x)
	}), []float64{0}, []float64{300}, false, nil},
	{"f NaN beyond the two smallest steps", at(func(x float64) float64 { // 5e-14 and 7e-13
		if math.Abs(x) > 1e-12 {
			return nan
		}
		return 3 * x
	}), []float64{0}, []float64{3}, true, nil},
	{"f NaN", at(func(float64) float64 { return nan }), []float64{1}, []float64{0}, false, nil},
	{"f NaN on one side", at(math.Log), []float64{Step / 2}, []float64{2 / Step}, true, nil},
	{"f Inf", at(func(float64) float64 { return inf }), []float64{1}, []float64{0}, false, nil},
	{"f as large as can be", at(func(float64) float64 { return -math.MaxFloat64 }), []float64{1}, []float64{0}, false, nil},
	{"f Inf at x alone", at(func(x float64) float64 { return 1 / math.Abs(x) }), []float64{0}, []float64{0}, false, nil},
	{"x NaN", bowl, []float64{nan, 1}, []float64{0, 2}, false, nil},
	{"x Inf", at(func(x float64) float64 { return 1 / x }), []float64{inf}, []float64{0}, false, nil},
	{"|x| at 0, left", at(math.Abs), []float64{0}, []float64{-1}, true, []int{0}},
	{"|x| at 0, right", at(math.Abs), []float64{0}, []float64{1}, true, []int{0}},
	{"|x| at 0, between", at(math.Abs), []float64{0}, []float64{0.3}, true, []int{0}},
	{"|x| at 0, above", at(math.Abs), []float64{0}, []float64{1.001}, false, []int{0}},
	{"|x| at 0, below", at(math.Abs), []float64{0}, []float64{-1.001}, false, []int{0}},
	{"−|x| at 0, left", at(func(x float64) float64 { return -math.Abs(x) }), []float64{0}, []float64{1}, true, []int{0}},
	{"−|x| at 0, above", at(func(x float64) float64 { return -math.Abs(x) }), []float64{0}, []float64{1.001}, false, []int{0}},
	{"ReLU at 0, 0", at(relu), []float64{0}, []float64{0}, true, []int{0}},
	{"ReLU at 0, 1", at(relu), []float64{0}, []float64{1}, true, []int{0}},
	{"ReLU at 0, −0.01", at(relu), []float64{0}, []float64{-0.01}, false, []int{0}},
	{"|x| at 0, NaN", at(math.Abs), []float64{0}, []float64{nan}, false, []int{0}},
	{"kink h/10 away", at(relu), []float64{Step / 10}, []float64{1}, true, nil},
	{"kink 0.3h away", at(relu), []float64{-0.3 * Step}, []float64{0}, true, nil},
	{"kink 0.3h away, wrong", at(relu), []float64{-0.3 * Step}, []float64{1.5}, false, nil},
	{"kink 0.9h away", at(relu), []float64{0.9 * Step}, []float64{1}, true, nil},
	{"kink 0.6h away, off by 1e-4", func(x []float64) float64 { return relu(x[0]) + x[0] }, []float64{0.6 * Step}, []float64{2.0002}, false, nil},
	{"two kinks within h", at(func(x float64) float64 { return x + relu(x-1e-5) - 1.5*relu(-x-5e-6) }), []float64{0}, []float64{1}, true, nil},
	{"jump", at(func(x float64) float64 { return math.Copysign(1, x) }), []float64{0}, []float64{1234}, false, nil},
	{"pole within h", at(func(x float64) float64 { return 1 / x }), []float64{Step / 2}, []float64{7}, false, nil},
	{"log of 0 within h", at(func(x float64) float64 { return math.Log(math.Abs(x)) }), []float64{Step / 2}, []float64{7}, false, nil},
	{"f NaN at x alone", at(func(x float64) float64 { return math.Sin(x) / x }), []float64{0}, []float64{0}, false, nil},
	{"wild and smooth, off by 1e-4", at(func(x float64) float64 { return math.Sin(1000 * x) }), []float64{1.1}, []float64{1000 * math.Cos(1100) * 1.0001}, false, nil},
	{"huge slopes that cancel", func(x []float64) float64 { return 1e307 * (x[0] - x[1]) }, []float64{10, 10}, []float64{1e307, -1e307}, true, nil},
	{"huge slopes, grad 0", func(x []float64) float64 { return 1e307 * (x[0] - x[1]) }, []float64{10, 10}, []float64{0, 0}, false, nil},
	{"kink 2h away", at(relu), []float64{2 * Step}, []float64{1}, true, nil},
	{"kink of one, other right", func(x []float64) float64 { return relu(x[0]) + x[1]*x[1] }, []float64{0, 3}, []float64{1, 6}, true, []int{0}},
	{"kink of one, other wrong", func(x []float64) float64 { return relu(x[0]) + x[1]*x[1] }, []float64{0, 3}, []float64{1, 7}, false, []int{0}},
	{"two kinks", func(x []float64) float64 { return relu(x[0]) + math.Abs(x[1]) }, []float64{0, 0}, []float64{1, -1}, true, []int{0, 1}},
}

func TestCheck(t *testing.T) {
	for _, tc := range checks {
		x, grad, calls := slices.Clone(tc.x), slices.Clone(tc.grad), 0
		r := Check(func(z []float64) float64 { calls++; return tc.f(z) }, x, grad)
		if r.OK != tc.want || !slices.Equal(r.Kinks, tc.kinks) {
			t.Errorf("%s: OK = %v, Kinks = %v, want %v, %v:\n%v", tc.name, r.OK, r.Kinks, tc.want, tc.kinks, r)
		}
		if !sameBits(x, tc.x) || !sameBits(grad, tc.grad) {
			t.Errorf("%s: x, grad are now %v, %v", tc.name, x, grad)
		}
		few := 4*len(x) + 10 // and more for a variable that needs a closer look
		if calls < few || calls > few+44*len(x) {
			t.Errorf("%s: Check calls f %d times for %d variables", tc.name, calls, len(x))
		}
	}
}

func TestCheckCalls(t *testing.T) {
	for _, tc := range []struct {
		name string
		grad []float64
		want int
	}{
		{"4n+10 where all agree", []float64{6, 8}, 18},
		{"more for one that does not", []float64{6, 9}, 62},
	} {
		calls := 0
		Check(func(x []float64) float64 { calls++; return bowl(x) }, []float64{3, 4}, tc.grad)
		if calls != tc.want {
			t.Errorf("%s: Check calls f %d times, want %d", tc.name, calls, tc.want)
		}
	}
}

// A right gradient stays right, and a wrong one wrong, in any unit of f and x.
func TestCheckScales(t *testing.T) {
	for _, fs := range []float64{1e-20, 1e-9, 1, 1e9, 1e20} {
		for _, xs := range []float64{1e-3, 0.1, 1, 30, 1e3, 1e6, -1e6} {
			f := func(x []float64) float64 {
				u, v := x[0]/xs, x[1]/xs
				return fs * (u*u*v + 2*v*v)
			}
			x, grad := []float64{1.3 * xs, 0.7 * xs}, []float64{fs * 1.82 / xs, fs * (1.69 + 2.8) / xs}
			if r := Check(f, x, grad); !r.OK || r.Kinks != nil {
				t.Errorf("f of %g, x of %g: right gradient:\n%v", fs, xs, r)
			}
			for i, factor := range []float64{2, 0.5, -1, 0, 1 + 1e-6} {
				wrong := slices.Clone(grad)
				if wrong[i%2] *= factor; Check(f, x, wrong).OK {
					t.Errorf("f of %g, x of %g: slope %d times %g passes", fs, xs, i%2, factor)
				}
			}
		}
	}
}

// network is a chain of layers of width 3 and a loss, with its gradient by hand.
func network(p []float64, depth, kind int) (loss float64, grad []float64) {
	h := [][]float64{{0.5, -0.3, 0.8}}
	var slopes [][]float64
	for l := range depth {
		w, y, d := p[12*l:], make([]float64, 3), make([]float64, 3)
		for j := range y {
			y[j], d[j] = w[9+j], 1
			for i, v := range h[l] {
				y[j] += v * w[3*i+j]
			}
			switch {
			case l == depth-1: // scores
			case kind == 0:
				if y[j] <= 0 {
					y[j], d[j] = 0, 0
				}
			case kind == 1:
				y[j] = math.Tanh(y[j])
				d[j] = 1 - y[j]*y[j]
			default:
				y[j] = 1 / (1 + math.Exp(-y[j]))
				d[j] = y[j] * (1 - y[j])
			}
		}
		h, slopes = append(h, y), append(slopes, d)
	}
	a, dout := h[depth], make([]float64, 3)
	if top := slices.Max(a); depth%2 == 0 { // softmax and cross entropy, class 1
		sum := math.Exp(a[0]-top) + math.Exp(a[1]-top) + math.Exp(a[2]-top)
		loss = math.Log(sum) + top - a[1]
		for j := range a {
			dout[j] = math.Exp(a[j]-top) / sum
		}
		dout[1]--
	} else {
		for j := range a { // half the squared errors, targets 0, 1, 2
			dout[j] = a[j] - float64(j)
			loss += dout[j] * dout[j] / 2
		}
	}
	grad = make([]float64, len(p))
	for l := depth - 1; l >= 0; l-- {
		next := make([]float64, 3)
		for j := range dout {
			g := dout[j] * slopes[l][j]
			grad[12*l+9+j] = g
			for i, v := range h[l] {
				grad[12*l+3*i+j] = g * v
				next[i] += g * p[12*l+3*i+j]
			}
		}
		dout = next
	}
	return loss, grad
}

func TestCheckNetworks(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	for n := range 100 {
		depth, kind := 1+rng.IntN(10), n%3
		p := make([]float64, 12*depth)
		for i := range p {
			p[i] = rng.NormFloat64()
		}
		_, grad := network(p, depth, kind)
		f := func(p []float64) float64 { loss, _ := network(p, depth, kind); return loss }
		name := fmt.Sprintf("network %d, depth %d, kind %d", n, depth, kind)
		if r := Check(f, p, grad); !r.OK {
			t.Errorf("%s: right gradient:\n%v", name, r)
		}
		i := rng.IntN(len(p))
		for math.Abs(grad[i]) < 1e-4 { // large enough to see 1e-4 of it
			i = rng.IntN(len(p))
		}
		factors := []float64{2, 0.5, -1, 0, 3, nan, inf}
		if kind != 0 { // a kink nearer than h can hide what is this small
			factors = append(factors, 1+1e-4, 1-1e-4)
		}
		for _, factor := range factors {
			wrong := slices.Clone(grad)
			if wrong[i] *= factor; Check(f, p, wrong).OK {
				t.Errorf("%s: slope %d, %v, times %v passes", name, i, grad[i], factor)
			}
		}
	}
}
