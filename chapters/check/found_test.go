package check

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chainrule/backprop"
	solution08 "chainrule/chapters/check/testdata/solution/08-learning-xor"
	solution11 "chainrule/chapters/check/testdata/solution/11-vanishing-gradient"
	solution12 "chainrule/chapters/check/testdata/solution/12-four-fixes"
	"chainrule/losses"
	"chainrule/numgrad"
)

// A try is a wrong answer that a reader of the book wrote, and what the judge must
// say to it: hint is part of the hint, or "" if there must be none.
type try[F any] struct {
	name, hint string
	answer     F
}

func (e *Exercise[F]) rejects(t *testing.T, tries ...try[F]) {
	t.Helper()
	for _, tr := range tries {
		v := e.exam().judge(tr.answer, "")
		switch {
		case v.ok || v.todo:
			t.Errorf("%s: %s is called ok", e.Name, tr.name)
		case tr.hint == "" && v.hint != "" || !strings.Contains(v.hint, tr.hint):
			t.Errorf("%s: %s gets\n%s\nwant the hint %q", e.Name, tr.name, v.text, tr.hint)
		}
	}
}

// These were called ok, or got a hint that was not true, or none.
func TestFound02(t *testing.T) {
	MSE.rejects(t,
		try[loss]{"t[0] for t[k]", "t[0] stands in the place of t[k]", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum += (y[k] - t[0]) * (y[k] - t[0])
			}
			return sum / 2
		}},
		try[loss]{"the loop starts at 1", "k = 0 is left out", func(y, t []float64) float64 {
			sum := 0.0
			for i := 1; i < len(y); i++ {
				sum += (y[i] - t[i]) * (y[i] - t[i])
			}
			return sum / 2
		}},
		try[loss]{"a return in the loop", "only the first k counts", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum += (y[k] - t[k]) * (y[k] - t[k])
				return sum / 2
			}
			return 0
		}},
		try[loss]{"= for +=", "the sum has only the last", func(y, t []float64) (sum float64) {
			for k := range y {
				sum = (y[k] - t[k]) * (y[k] - t[k])
			}
			return sum / 2
		}},
		try[loss]{"a constant border", "", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				sum += math.Pow(math.Min(math.Abs(y[k]-t[k]), 20), 2)
			}
			return sum / 2
		}},
	)
	CrossEntropy.rejects(t,
		try[loss]{"MaxFloat64 at y = 0", "the largest number", func(y, t []float64) float64 {
			sum := 0.0
			for k := range y {
				if t[k] != 0 && y[k] == 0 {
					return math.MaxFloat64
				} else if t[k] != 0 {
					sum -= t[k] * math.Log(y[k])
				}
			}
			return sum
		}},
		try[loss]{"s = for s +=", "the sum has only the last", func(y, t []float64) (s float64) {
			for k := range y {
				if t[k] > 0 {
					s = -t[k] * math.Log(y[k])
				}
			}
			return s
		}},
		try[loss]{"y and t inside the log", "y and t have changed places", func(y, t []float64) (s float64) {
			for k := range y {
				s -= y[k] * math.Log(t[k])
			}
			return s
		}},
		try[loss]{"the terms of t = 1 alone", "only a class whose t is 1", func(y, t []float64) (s float64) {
			for k, target := range t {
				if target == 1 {
					s -= math.Log(y[k])
				}
			}
			return s
		}},
	)
	Huber.rejects(t,
		try[huber]{"a border at δ/2", "is taken to be ½δ", func(y, t []float64, delta float64) (loss float64, grad []float64) {
			for k := range y {
				e := y[k] - t[k]
				if math.Abs(e) < delta/2 {
					loss, grad = loss+e*e/2, append(grad, e)
				} else {
					loss, grad = loss+delta*(math.Abs(e)-delta/2), append(grad, math.Copysign(delta, e))
				}
			}
			return loss, grad
		}},
		try[huber]{"it decides by the norm", "not for the length of all", func(y, t []float64, delta float64) (loss float64, grad []float64) {
			norm := 0.0
			for k := range y {
				norm = math.Hypot(norm, y[k]-t[k])
			}
			for k := range y {
				e := y[k] - t[k]
				if norm <= delta {
					loss, grad = loss+e*e/2, append(grad, e)
				} else {
					loss, grad = loss+delta*(math.Abs(e)-delta/2), append(grad, math.Copysign(delta, e))
				}
			}
			return loss, grad
		}},
		try[huber]{"append behind zeros", "grad is twice as long", func(y, t []float64, delta float64) (float64, []float64) {
			loss, grad := rightHuber(y, t, delta)
			return loss, append(make([]float64, len(y)), grad...)
		}},
		try[huber]{"the losses of all calls", "called again with the same arguments", func(y, t []float64, delta float64) (float64, []float64) {
			loss, grad := rightHuber(y, t, delta)
			keptLoss += loss
			return keptLoss, grad
		}},
	)
}

var keptLoss float64

func TestFound03(t *testing.T) {
	until := func(next func(rng *rand.Rand, n int) int) draw {
		return func(rng *rand.Rand, n, size int) (b []int) {
			for len(b) < size {
				if v := next(rng, n); !slices.Contains(b, v) {
					b = append(b, v)
				}
			}
			return b
		}
	}
	MiniBatch.rejects(t,
		try[draw]{"a single sample", "", func(rng *rand.Rand, n, size int) []int {
			if n == 1 {
				return []int{1}
			}
			return rng.Perm(n)[:size]
		}},
		try[draw]{"never the last", "the last number, n − 1, is never drawn", until(func(rng *rand.Rand, n int) int { return rng.IntN(n - 1) })},
		try[draw]{"one too many", "there are numbers from 1 to n", until(func(rng *rand.Rand, n int) int { return 1 + rng.IntN(n) })},
		try[draw]{"never the last, and repeats", "n − 1 never comes", func(rng *rand.Rand, n, size int) (b []int) {
			for range size {
				b = append(b, rng.IntN(n-1))
			}
			return b
		}},
		try[draw]{"the last that is left", "the last of the numbers that are left cannot be drawn", func(rng *rand.Rand, n, size int) (b []int) {
			left := rng.Perm(n)
			for range size {
				i := rng.IntN(len(left) - 1)
				b, left = append(b, left[i]), slices.Delete(left, i, i+1)
			}
			return b
		}},
	)
	var kept [][]int
	Epoch.rejects(t,
		try[epoch]{"size is taken for the number of batches", "these are size batches of ⌊n/size⌋", func(rng *rand.Rand, n, size int) (b [][]int) {
			numbers, per := rng.Perm(n), n/size
			for i := range size {
				b = append(b, numbers[i*per:(i+1)*per])
			}
			return b
		}},
		try[epoch]{"whole batches only", "the rest is dropped", func(rng *rand.Rand, n, size int) (b [][]int) {
			numbers := rng.Perm(n)
			for i := range n / size {
				b = append(b, numbers[i*size:(i+1)*size])
			}
			return b
		}},
		try[epoch]{"a single sample is no batch", "", func(rng *rand.Rand, n, size int) (b [][]int) {
			if n == 1 {
				return nil
			}
			return rightEpoch(rng, n, size)
		}},
		try[epoch]{"batches of all epochs", "called again with the same arguments", func(rng *rand.Rand, n, size int) [][]int {
			kept = append(kept, rightEpoch(rng, n, size)...)
			return kept
		}},
	)
}

func TestFound04(t *testing.T) {
	for h, hint := range map[float64]string{1e-2: "0.01 is too large", 1e-10: "1e-10 is too small", 1e-13: "1e-13 is too small"} {
		Derivative.rejects(t, try[slope]{hint, hint, func(f func(x float64) float64, x float64) float64 {
			return (f(x+h) - f(x-h)) / h / 2
		}})
		Gradient.rejects(t, try[slopes]{hint, hint, func(f func(x []float64) float64, x []float64) (grad []float64) {
			for i := range x {
				z := slices.Clone(x)
				z[i] += h
				right := f(z)
				z[i] -= 2 * h
				grad = append(grad, (right-f(z))/(2*h))
			}
			return grad
		}})
	}
}

func TestFound07(t *testing.T) {
	Softmax.rejects(t,
		try[scoresTo]{"the sum of the scores below", "divided by the sum of the scores", func(a []float64) []float64 {
			y, sum := make([]float64, len(a)), 0.0
			for k, v := range a {
				y[k] = math.Exp(v - slices.Max(a))
				sum += v
			}
			for k := range y {
				y[k] /= sum
			}
			return y
		}},
		try[scoresTo]{"edited copies", "the result is always 0", func(a []float64) []float64 {
			y, sum := make([]float64, len(a)), 0.0
			for _, v := range y {
				v = math.Exp(a[0])
				sum += v
			}
			return y
		}},
		try[scoresTo]{"a shift by 700", "0/0, ∞ − ∞", func(a []float64) []float64 {
			y, sum := make([]float64, len(a)), 0.0
			for k := range a {
				y[k] = math.Exp(a[k] - 700)
				sum += y[k]
			}
			for k := range y {
				y[k] /= sum
			}
			return y
		}},
	)
	SoftmaxLossGradient.rejects(t,
		try[scoreSlopes]{"the targets of the first row for all", "t[0] stands in the place of t[n]", func(a, t [][]float64, dout float64) (da [][]float64) {
			for n := range a {
				da = append(da, losses.Softmax(a[n]))
				total := 0.0
				for j := range t[0] {
					total += t[0][j]
				}
				for k := range da[n] {
					da[n][k] = dout * (da[n][k]*total - t[n][k]) / float64(len(a))
				}
			}
			return da
		}},
		try[scoreSlopes]{"divided by 2 samples", "", func(a, t [][]float64, dout float64) (da [][]float64) {
			for n := range a {
				da = append(da, losses.Softmax(a[n]))
				total := 0.0
				for j := range t[n] {
					total += t[n][j]
				}
				for k := range da[n] {
					da[n][k] = dout * (da[n][k]*total - t[n][k]) / float64(min(2, len(a)))
				}
			}
			return da
		}},
	)
	smooth := func(da func(y, t, s, eps float64) float64) smoothed {
		return func(a, t []float64, eps float64) (float64, []float64) {
			s, slopes := make([]float64, len(t)), losses.Softmax(a)
			for k := range t {
				s[k] = (1-eps)*t[k] + eps/float64(len(t))
				slopes[k] = da(slopes[k], t[k], s[k], eps)
			}
			return losses.SoftmaxCrossEntropy(a, s), slopes
		}
	}
	SmoothedLoss.rejects(t,
		try[smoothed]{"(1 − ε)(y − t)", "da is (1 − ε)(y − t)", smooth(func(y, t, _, eps float64) float64 { return (1 - eps) * (y - t) })},
		try[smoothed]{"y − t", "da is y − t", smooth(func(y, t, _, _ float64) float64 { return y - t })},
		try[smoothed]{"y − s halved", "", smooth(func(y, _, s, _ float64) float64 { return (y - s) / 2 })},
	)
}

// A layerOf treats each number by itself, and Backward looks at what it keeps.
type layerOf struct {
	forward func(x float64) float64
	back    func(x, dout float64) float64
	keep    func(kept *backprop.Matrix, x backprop.Matrix)
	kept    backprop.Matrix
}

func (l *layerOf) Forward(x backprop.Matrix) backprop.Matrix {
	l.keep(&l.kept, x)
	return eachOf(x, func(n, k int) float64 { return l.forward(x[n][k]) })
}

func (l *layerOf) Backward(dout backprop.Matrix) backprop.Matrix {
	return eachOf(dout, func(n, k int) float64 { return l.back(l.kept[n][k], dout[n][k]) })
}

func eachOf(like backprop.Matrix, f func(n, k int) float64) backprop.Matrix {
	m := backprop.NewMatrix(len(like), len(like[0]))
	for n := range m {
		for k := range m[n] {
			m[n][k] = f(n, k)
		}
	}
	return m
}

// affineWith is right but for what it does at the end of Backward.
type affineWith struct {
	*backprop.Affine
	end func(l *backprop.Affine, dout backprop.Matrix)
}

func (l affineWith) Backward(dout backprop.Matrix) backprop.Matrix {
	dx := l.Affine.Backward(dout)
	l.end(l.Affine, dout)
	return dx
}

// Numbers are drawn without replacement, but some batches come more often than others.
func TestUneven(t *testing.T) {
	MiniBatch.rejects(t,
		try[draw]{"the next number instead of a repeat", "as where the next free number is taken", func(rng *rand.Rand, n, size int) (b []int) {
			for len(b) < size {
				j := rng.IntN(n)
				for slices.Contains(b, j) {
					j = (j + 1) % n
				}
				b = append(b, j)
			}
			return b
		}},
		try[draw]{"the next number instead of a second repeat", "", func(rng *rand.Rand, n, size int) (b []int) {
			for len(b) < size {
				j := rng.IntN(n)
				if slices.Contains(b, j) {
					j = rng.IntN(n)
				}
				for slices.Contains(b, j) {
					j = (j + 1) % n
				}
				b = append(b, j)
			}
			return b
		}},
		try[draw]{"a start and a stride", "", func(rng *rand.Rand, n, size int) (b []int) {
			start, stride := rng.IntN(n), 1+rng.IntN(n)
			for n%2 == 0 && stride%2 == 0 || n%5 == 0 && stride%5 == 0 {
				stride = 1 + rng.IntN(n)
			}
			for i := range size {
				b = append(b, (start+i*stride)%n)
			}
			return b
		}})
}

func TestFound05(t *testing.T) {
	var kept [20]float64
	OneStep.rejects(t,
		try[stepping]{"one memory for all results", "each call changes the result of the one before", func(x, grad []float64, lr float64) []float64 {
			return kept[:copy(kept[:], rightOneStep(x, grad, lr))]
		}},
		try[stepping]{"no step where it is small", "", func(x, grad []float64, lr float64) []float64 {
			grad = slices.Clone(grad)
			for i := range grad {
				if math.Abs(grad[i]) <= 1e-6 {
					grad[i] = 0
				}
			}
			return rightOneStep(x, grad, lr)
		}})
	Descend.rejects(t, try[walk]{"no more points from the bottom on", "", func(f func(x []float64) float64, start []float64, lr float64, steps int) ([]float64, [][]float64) {
		x, path := rightDescend(f, start, lr, steps)
		for len(path) > 1 && slices.Equal(path[len(path)-1], path[len(path)-2]) {
			path = path[:len(path)-1]
		}
		return x, path
	}})
}

// A function is printed as what it is.
func TestLandscape(t *testing.T) {
	d := &Dice{Rand: rand.New(rand.NewPCG(1, 2))}
	for range 20 {
		f := d.Landscape(2)
		var a, b, c float64
		if n, err := fmt.Sscanf(f.Text, "f(x) = %g·(x0² + … + x1²) + %g·x0·x1 + %g·x1 + 1", &a, &b, &c); n != 3 {
			t.Fatal(f.Text, err)
		}
		if got, want := f.Value.(func(x []float64) float64)([]float64{2, 3}), 13*a+6*b+3*c+1; got != want {
			t.Errorf("%s: f(2, 3) is %g, want %g", f.Text, got, want)
		}
	}
}

func TestFound08(t *testing.T) {
	always := func(kept *backprop.Matrix, x backprop.Matrix) { *kept = x }
	never := func(kept *backprop.Matrix, x backprop.Matrix) {}
	once := func(kept *backprop.Matrix, x backprop.Matrix) {
		if *kept == nil {
			*kept = x
		}
	}
	layer := func(forward func(x float64) float64, back func(x, dout float64) float64,
		keep func(kept *backprop.Matrix, x backprop.Matrix)) LayerUse {
		return ThroughLayer(func() backprop.Layer { return &layerOf{forward, back, keep, nil} })
	}
	above := func(border float64) func(x, dout float64) float64 {
		return func(x, dout float64) float64 {
			if x > border {
				return dout
			}
			return 0
		}
	}
	relu := func(x float64) float64 { return max(x, 0) }
	sigmoid := func(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
	outside := &layerOf{relu, above(0), always, nil}
	ReLU.rejects(t,
		try[LayerUse]{"a border at 1e-6", "", layer(func(x float64) float64 { return above(1e-6)(x, x) }, above(1e-6), always)},
		// Its panic is the same as without a dx, so nothing is said of the reason.
		try[LayerUse]{"x not kept", "it panics", layer(relu, above(0), never)},
		try[LayerUse]{"the first x for ever", "Backward always looks at the x of the first Forward", layer(relu, above(0), once)},
		try[LayerUse]{"x outside", "what another one of its kind kept", ThroughLayer(func() backprop.Layer { return outside })})
	Sigmoid.rejects(t, try[LayerUse]{"the first y for ever", "Backward always looks at the y of the first Forward",
		layer(sigmoid, func(x, dout float64) float64 { return dout * sigmoid(x) * (1 - sigmoid(x)) }, once)})
	Swish.rejects(t, try[LayerUse]{"two paths multiplied", "the two paths are multiplied",
		layer(func(x float64) float64 { return x * sigmoid(x) }, func(x, dout float64) float64 {
			s := sigmoid(x)
			return dout * s * x * s * (1 - s)
		}, always)})
	affine := func(end func(l *backprop.Affine, dout backprop.Matrix)) AffineUse {
		return ThroughAffine(func(W backprop.Matrix, b []float64) (backprop.Layer, *backprop.Matrix, *[]float64) {
			l := affineWith{backprop.NewAffine(W, b), end}
			return l, &l.DW, &l.DB
		})
	}
	Affine.rejects(t,
		try[AffineUse]{"DB added into B", "it changes B, which should stay as it is", affine(func(l *backprop.Affine, dout backprop.Matrix) {
			for _, row := range dout {
				for k := range row {
					l.B[k] += row[k]
				}
			}
		})},
	)
}

func TestFound09(t *testing.T) {
	RelativeError.rejects(t,
		try[slopesApart]{"the first pair in a return", "only the first i counts", func(a, n []float64) float64 {
			return rightRelativeError(a[:1], n[:1])
		}},
		try[slopesApart]{"NaN in a alone", "a NaN is seen in a only", func(a, n []float64) (worst float64) {
			for i := range a {
				if rel := rightRelativeError(a[i:i+1], n[i:i+1]); rel > worst || math.IsNaN(a[i]) {
					worst = max(worst, rel)
				}
			}
			return worst
		}},
	)
	tried := func(f func(x []float64) float64, z, x []float64, i int) float64 {
		z[i] = x[i] + 1e-4
		right := f(z)
		z[i] = x[i] - 1e-4
		left := f(z)
		z[i] = x[i]
		return (right - left) / 2e-4
	}
	Check.rejects(t,
		try[gradientCheck]{"z := x", "f is called with [3 4], where the formula calls it with [2.9999 4]", func(f func(x []float64) float64, x, grad []float64) bool {
			for i := range x {
				n := tried(f, x, x, i)
				if !(math.Abs(grad[i]-n) <= 1e-6*max(math.Abs(grad[i]), math.Abs(n))+1e-7) {
					return false
				}
			}
			return true
		}},
		try[gradientCheck]{"only two variables", "f is never called with [0 2 -0.9999 3]", func(f func(x []float64) float64, x, grad []float64) bool {
			z := slices.Clone(x)
			for i := range min(2, len(x)) {
				if n := tried(f, z, x, i); !(math.Abs(grad[i]-n) <= 1e-6*math.Abs(n)+1e-7) {
					return false
				}
			}
			return true
		}},
	)
	SlopesAlong.rejects(t, try[slopesAlong]{"another h", "f is called with [1.5 1.5] and [0.5 0.5], where the formula calls it with [1.1 1.1] and [0.9 0.9]", func(f func(x []float64) float64, x, grad, v []float64, _ float64) (a, n float64) {
		return rightSlopesAlong(f, x, grad, v, 0.5)
	}})
}

func TestFound10(t *testing.T) {
	SGD.rejects(t,
		try[sgdStep]{"v in a range loop", "the weights of the layer stay as they are", func(params []backprop.Param, lr float64) {
			for _, p := range params {
				for r, row := range p.Value {
					for k, v := range row {
						v -= lr * p.Grad[r][k]
						_ = v
					}
				}
			}
		}},
		try[sgdStep]{"only square matrices", "", func(params []backprop.Param, lr float64) {
			for _, p := range params {
				for r := range p.Value {
					for k := range min(2, len(p.Value[r])) {
						p.Value[r][k] -= lr * p.Grad[r][k]
					}
				}
			}
		}},
		try[sgdStep]{"a constant rate", "0.5", func(params []backprop.Param, lr float64) { backprop.SGD(params, 0.5) }},
	)
	LeaveOut.rejects(t,
		try[leaveOut]{"five pieces always", "", func(n, parts, i int) (rest, part []int) {
			for image := range n {
				if i*n/5 <= image && image < (i+1)*n/5 {
					part = append(part, image)
				} else {
					rest = append(rest, image)
				}
			}
			return rest, part
		}},
		try[leaveOut]{"a return in the loop", "only the first image counts", func(n, parts, i int) (rest, part []int) {
			for image := range n {
				if i*n/parts <= image && image < (i+1)*n/parts {
					part = append(part, image)
				} else {
					rest = append(rest, image)
				}
				return rest, part //lint:ignore SA4004 this is the mistake
			}
			return rest, part
		}},
	)
	Confusion.rejects(t,
		try[confusionOf]{"ten classes always", "", func(y, t [][]float64) [][]int {
			count := make([][]int, 10)
			for i := range count {
				count[i] = make([]int, 10)
			}
			for n := range y {
				count[slices.Index(t[n], 1)][slices.Index(y[n], slices.Max(y[n]))]++
			}
			return count
		}},
		try[confusionOf]{"one row for all", "all rows are one and the same slice", func(y, t [][]float64) [][]int {
			row := make([]int, len(y[0]))
			count := slices.Repeat([][]int{row}, len(row))
			for n := range y {
				count[slices.Index(t[n], 1)][slices.Index(y[n], slices.Max(y[n]))]++
			}
			return count
		}},
	)
}

func TestFound11(t *testing.T) {
	Factor.rejects(t,
		try[factorOf]{"no σ", "σ is missing", func(s, W backprop.Matrix) float64 { return rms(s) * math.Sqrt(float64(len(W[0]))) }},
		try[factorOf]{"the first row of W", "only the first row of W counts", func(s, W backprop.Matrix) float64 {
			return rms(s) * rms(W[:1]) * math.Sqrt(float64(len(W[0])))
		}},
		try[factorOf]{"four columns always", "", func(s, W backprop.Matrix) float64 { return rms(s) * rms(W) * 2 }},
	)
	ClipNorm.rejects(t,
		try[clipNorm]{"the limit of a case", "5 stands where limit should", func(dW backprop.Matrix, limit float64) backprop.Matrix {
			return rightClipNorm(dW, 5)
		}},
		try[clipNorm]{"each row by itself", "each row is clipped by itself", func(dW backprop.Matrix, limit float64) (all backprop.Matrix) {
			for _, row := range dW {
				all = append(all, rightClipNorm(backprop.Matrix{row}, limit)...)
			}
			return all
		}},
	)
}

func rms(m backprop.Matrix) float64 {
	sum := 0.0
	for _, v := range slices.Concat(m...) {
		sum += v * v
	}
	return math.Sqrt(sum / float64(len(m)*len(m[0])))
}

func TestFound12(t *testing.T) {
	He.rejects(t, try[heOf]{"σ of one size", "σ is 0.1 for every in", func(rng *rand.Rand, in, out int) backprop.Matrix {
		W := backprop.NewMatrix(in, out)
		for _, row := range W {
			for k := range row {
				row[k] = 0.1 * rng.NormFloat64()
			}
		}
		return W
	}})
	Multiplications.rejects(t,
		try[costOf]{"three sizes always", "the layers after number 2 are left out", func(sizes []int, N int) (forward, both int) {
			for i, in := range sizes[:len(sizes)-1] {
				if i < 2 {
					forward += N * in * sizes[i+1]
				}
			}
			return forward, 3*forward - N*sizes[0]*sizes[1]
		}},
		try[costOf]{"both from the sum so far", "", func(sizes []int, N int) (forward, both int) {
			for i, in := range sizes[:len(sizes)-1] {
				forward += N * in * sizes[i+1]
				both += 3*forward - N*sizes[0]*sizes[1]
			}
			return forward, both
		}},
	)
}

// The classics on which the judge was silent.
func TestFoundClassics(t *testing.T) {
	OneHot.rejects(t, try[oneHot]{"append behind rows", "the result is twice as long", func(labels []int, classes int) [][]float64 {
		t := make([][]float64, len(labels))
		return append(t, rightOneHot(labels, classes)...)
	}}, try[oneHot]{"append behind zeros", "each row is twice as long", func(labels []int, classes int) (t [][]float64) {
		for _, row := range rightOneHot(labels, classes) {
			t = append(t, append(make([]float64, classes), row...))
		}
		return t
	}}, try[oneHot]{"rows in a copy", "row is a copy", func(labels []int, classes int) [][]float64 {
		t := make([][]float64, len(labels))
		for n, row := range t {
			row = make([]float64, classes)
			row[labels[n]] = 1
		}
		return t
	}})
	Accuracy.rejects(t, try[accuracy]{"1/len in whole numbers", "divides whole numbers", func(y, t [][]float64) float64 {
		right := 0.0
		for n := range y {
			if slices.Index(y[n], slices.Max(y[n])) == slices.Index(t[n], slices.Max(t[n])) {
				right++
			}
		}
		return right * float64(1/len(y))
	}})
	Descend.rejects(t, try[walk]{"the path without copies", "all points of the path are the last one",
		func(f func(x []float64) float64, start []float64, lr float64, steps int) ([]float64, [][]float64) {
			x := slices.Clone(start)
			path := [][]float64{x}
			for range steps {
				for i, slope := range numgrad.Gradient(f, x) {
					x[i] -= lr * slope
				}
				path = append(path, x)
			}
			return x, path
		}})
	Momentum.rejects(t, try[rolling]{"0.1 for lr", "0.1 stands where lr should",
		func(f func(x []float64) float64, start []float64, lr, mu float64, steps int) ([]float64, [][]float64) {
			x, v := slices.Clone(start), make([]float64, len(start))
			path := [][]float64{slices.Clone(x)}
			for range steps {
				for i, slope := range numgrad.Gradient(f, x) {
					v[i] = mu*v[i] - 0.1*slope
					x[i] += v[i]
				}
				path = append(path, slices.Clone(x))
			}
			return x, path
		}})
	BulkPrice.rejects(t, try[bulk]{"swapped results", "dr and dn have changed places", func(p, r, n float64) (price, dp, dr, dn float64) {
		return (p - r*n) * n, n, p - 2*r*n, -n * n
	}})
	CrossEntropyBatch.rejects(t, try[batchLoss]{"the first row for all", "y[0] stands in the place of y[n]", func(y, t [][]float64) float64 {
		sum := 0.0
		for n := range y {
			for k := range y[n] {
				if t[n][k] != 0 {
					sum -= t[n][k] * math.Log(y[0][k])
				}
			}
		}
		return sum / float64(len(y))
	}})
}

// A layer that is wrong only when it is used again comes with as few uses before as the
// failure needs, and with what has changed in between.
func TestAgain(t *testing.T) {
	answer := ThroughAffine(func(W backprop.Matrix, b []float64) (backprop.Layer, *backprop.Matrix, *[]float64) {
		first, seen := b[0], false
		l := affineWith{backprop.NewAffine(W, b), nil}
		l.end = func(l *backprop.Affine, dout backprop.Matrix) {
			if seen { // it looks at the first bias for ever
				l.DB[0] += b[0] - first
			}
			seen = true
		}
		return l, &l.DW, &l.DB
	})
	v := Affine.exam().judge(answer, "")
	for _, want := range []string{"call: l := &Affine{W: [[", ",\n      then with W = [[", ", with B = [", ", l.Forward([[", "diff: DB[0] is "} {
		if v.ok || !strings.Contains(v.text, want) || strings.Count(v.text, "then with") != 1 {
			t.Errorf("%q is missing, or there is more than one use too many, in\n%s", want, v.text)
		}
	}
}

// The random calls of all exercises have sizes from one to more than ten, zeros, and equal numbers; a
// layer sees batches of several shapes, and another W in the same memory.
func TestDice(t *testing.T) {
	calls := Affine.exam().randomCalls()
	rows, weights, zeros, again := map[int]bool{}, map[int]bool{}, 0, 0
	for _, c := range calls {
		rows[len(c.Args[2].([][]float64))] = true
		weights[len(c.Args[0].([][]float64))] = true
		for _, v := range c.Args[1].([]float64) {
			if v == 0 {
				zeros++
			}
		}
		if c.Again {
			again++
		}
	}
	if len(calls) < 100 || len(rows) < 6 || len(weights) < 6 || zeros == 0 || again != 100 {
		t.Errorf("%d calls, %d again, with %d numbers of samples, %d of inputs, and %d zeros", len(calls), again, len(rows), len(weights), zeros)
	}
	border := 0
	for _, c := range Huber.exam().randomCalls() {
		y, t, delta := c.Args[0].([]float64), c.Args[1].([]float64), c.Args[2].(float64)
		for k := range y {
			if math.Abs(y[k]-t[k]) == delta {
				border++
			}
		}
	}
	if border < 10 {
		t.Errorf("Huber: %d errors on the border, want at least 10", border)
	}
}

// These got the hint of another mistake, because their results say little: they are always 0, an argument,
// or a bool, which is wrong in the same way whatever is wrong.
func TestSayLittle(t *testing.T) {
	CrossEntropyBatch.rejects(t,
		try[batchLoss]{"return 0", "the result is always 0", func(y, t [][]float64) float64 { return 0 }},
		try[batchLoss]{"+Inf", "the result is always +Inf", func(y, t [][]float64) float64 { return math.Inf(1) }},
	)
	Softmax.rejects(t, try[scoresTo]{"return a", "the result is a itself, unchanged", func(a []float64) []float64 { return a }})
	RelativeError.rejects(t,
		try[slopesApart]{"return 0", "the result is always 0", func(a, n []float64) float64 { return 0 }},
		try[slopesApart]{"+Inf for NaN", "look for what is infinite", func(a, n []float64) float64 {
			if r := rightRelativeError(a, n); r == r {
				return r
			}
			return math.Inf(1)
		}},
	)
	// check is one with other points, and another judgement of the difference.
	check := func(right, left float64, agrees func(n, g float64) bool) gradientCheck {
		return func(f func(x []float64) float64, x, grad []float64) bool {
			const h = 1e-4
			z := slices.Clone(x)
			for i, g := range grad {
				z[i] = x[i] + right*h
				n := f(z)
				z[i] = x[i] + left*h
				n = (n - f(z)) / (2 * h)
				if z[i] = x[i]; !agrees(n, g) {
					return false
				}
			}
			return true
		}
	}
	near := func(n, g float64) bool { return math.Abs(g-n) <= 1e-6*max(math.Abs(g), math.Abs(n))+1e-7 }
	Check.rejects(t,
		try[gradientCheck]{"return false", "f is never called", func(f func(x []float64) float64, x, grad []float64) bool { return false }},
		try[gradientCheck]{"false at the end", "the result is always false", check(1, -1, func(n, g float64) bool { return false })},
		try[gradientCheck]{"x itself on the left", "f is called with [3 4], where the formula calls it with [2.9999 4]", check(1, 0, near)},
		try[gradientCheck]{"x on both sides", "f is called with [3 4], where the formula calls it with [3.0001 4] and [2.9999 4]", check(0, 0, near)},
		try[gradientCheck]{"h = 1e-3", "as with a step that is too large, such as 0.001", check(10, -10, func(n, g float64) bool { return near(n/10, g) })},
		try[gradientCheck]{"down − up", "the opposite of the slope", check(1, -1, func(n, g float64) bool { return near(-n, g) })},
		try[gradientCheck]{"× 2h", "even right gradients are called wrong, except slopes of 0", check(1, -1, func(n, g float64) bool { return near(4e-8*n, g) })},
		try[gradientCheck]{"compared with a third of n", "look at n", check(1, -1, func(n, g float64) bool { return near(n/3, g) })},
	)
	along := func(right, left float64) slopesAlong {
		return func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
			up, down := slices.Clone(x), slices.Clone(x)
			for i := range v {
				a += grad[i] * v[i]
				up[i] += right * h * v[i]
				down[i] += left * h * v[i]
			}
			return a, (f(up) - f(down)) / (2 * h)
		}
	}
	Check.rejects(t, try[gradientCheck]{"a slice that is too short", "it panics", func(f func(x []float64) float64, x, grad []float64) bool {
		z := slices.Clone(x)
		return f(append(z[:1:1], 1e-4)) > f(z[:1]) // panics, if f looks further
	}})
	SlopesAlong.rejects(t,
		try[slopesAlong]{"return 0, 0", "f is never called", func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) { return 0, 0 }},
		try[slopesAlong]{"both to the right", "f is never called with [2.5 3]", along(1, 1)},
		try[slopesAlong]{"half of h", "f is called with [3.25 4.5] and [2.75 3.5], where the formula", along(0.5, -0.5)},
	)
	Descend.rejects(t, try[walk]{"start alone", "x has stayed at the start", func(f func(x []float64) float64, start []float64, lr float64, steps int) ([]float64, [][]float64) {
		return slices.Clone(start), [][]float64{slices.Clone(start)}
	}})
	LeaveOut.rejects(t,
		try[leaveOut]{"nil, nil", "rest is always empty: make it, or assign to it what append returns, and part is always empty",
			func(n, parts, i int) (rest, part []int) { return nil, nil }},
	)
	SGD.rejects(t, try[sgdStep]{"nothing", "the weights of the layer stay as they are", func(params []backprop.Param, lr float64) {}})
	Tanh.rejects(t, try[LayerUse]{"zeros", "y is always 0, and dx is always 0", func() func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
		return func(x, dout backprop.Matrix) (y, dx backprop.Matrix) {
			return backprop.NewMatrix(len(x), len(x[0])), backprop.NewMatrix(len(x), len(x[0]))
		}
	}})
	Factor.rejects(t, try[factorOf]{"squares of s over those of W", "this is √(N/K) times what it should be", func(s, W backprop.Matrix) float64 {
		return rightFactor(s, W) * math.Sqrt(float64(len(s))/float64(len(W[0])))
	}})
	ClipNorm.rejects(t,
		try[clipNorm]{"dW itself", "a gradient that is too long stays as it is", func(dW backprop.Matrix, limit float64) backprop.Matrix { return dW }},
		try[clipNorm]{"zeros", "the result is always 0", func(dW backprop.Matrix, limit float64) backprop.Matrix {
			return backprop.NewMatrix(len(dW), len(dW[0]))
		}},
	)
	He.rejects(t, try[heOf]{"in·out", "", func(rng *rand.Rand, in, out int) backprop.Matrix {
		W := backprop.NewMatrix(in, out)
		for i := range W {
			for k := range W[i] {
				W[i][k] = math.Sqrt(2/float64(in*out)) * rng.NormFloat64()
			}
		}
		return W
	}})
	Multiplications.rejects(t, try[costOf]{"exchanged, and thrice", "", func(sizes []int, N int) (forward, both int) {
		forward, _ = rightMultiplications(sizes, N)
		return 3 * forward, forward
	}})
}

// accepts is for answers that differ from ours, and do what the text says.
func (e *Exercise[F]) accepts(t *testing.T, name string, answer F) {
	t.Helper()
	if v := e.exam().judge(answer, ""); !v.ok {
		t.Errorf("%s: %s is refused:\n%s", e.Name, name, v.text)
	}
}

// An exchange shuffles by random swaps, so many for n numbers.
func exchange(swaps func(n int) int) draw {
	return func(rng *rand.Rand, n, size int) []int {
		p := make([]int, n)
		for i := range p {
			p[i] = i
		}
		for range swaps(n) {
			i, j := rng.IntN(n), rng.IntN(n)
			p[i], p[j] = p[j], p[i]
		}
		return p[:size]
	}
}

func cut(d draw) epoch {
	return func(rng *rand.Rand, n, size int) (b [][]int) {
		p := d(rng, n, n)
		for i := 0; i < n; i += size {
			b = append(b, slices.Clone(p[i:min(i+size, n)]))
		}
		return b
	}
}

// What small n do not show.
func TestFoundDraws(t *testing.T) {
	blocks := func(rng *rand.Rand, n, size int) (p []int) {
		for from := 0; from < n; from += 10 {
			for _, v := range rng.Perm(min(10, n-from)) {
				p = append(p, from+v)
			}
		}
		return p[:size]
	}
	MiniBatch.rejects(t,
		try[draw]{"twenty swaps", "", exchange(func(int) int { return 20 })},
		try[draw]{"forty swaps", "", exchange(func(int) int { return 40 })},
		try[draw]{"shuffled in blocks of 10", "", blocks},
		try[draw]{"a window in random order", "", func(rng *rand.Rand, n, size int) []int {
			start, p := rng.IntN(n), rng.Perm(size)
			for i := range p {
				p[i] = (start + p[i]) % n
			}
			return p
		}},
		try[draw]{"nothing above 255", "", func(rng *rand.Rand, n, size int) []int { return rng.Perm(max(size, min(n, 256)))[:size] }},
		try[draw]{"pairs", "", func(rng *rand.Rand, n, size int) (b []int) {
			if n < 20 {
				return rng.Perm(n)[:size]
			}
			for _, v := range rng.Perm(n / 2)[:(size+1)/2] {
				b = append(b, 2*v, 2*v+1)
			}
			return b[:size]
		}})
	Epoch.rejects(t,
		try[epoch]{"forty swaps", "", cut(exchange(func(int) int { return 40 }))},
		try[epoch]{"3n swaps", "", cut(exchange(func(n int) int { return 3 * n }))},
		try[epoch]{"shuffled in blocks of 10", "", cut(blocks)})
	MiniBatch.accepts(t, "10n swaps", exchange(func(n int) int { return 10 * n }))
	MiniBatch.accepts(t, "101 shuffles", func(rng *rand.Rand, n, size int) []int {
		p := rng.Perm(n)
		for range 101 {
			rng.Shuffle(n, func(i, j int) { p[i], p[j] = p[j], p[i] })
		}
		return p[:size]
	})
	MiniBatch.accepts(t, "whole batches until all differ", func(rng *rand.Rand, n, size int) (b []int) {
		for {
			b = b[:0]
			for range size {
				if v := rng.IntN(n); !slices.Contains(b, v) {
					b = append(b, v)
				}
			}
			if len(b) == size {
				return b
			}
		}
	})
}

// A spoilt layer is right but for what it does before Forward and after the passes.
type spoilt struct {
	backprop.Layer
	start      func(x backprop.Matrix)
	front, end func(m backprop.Matrix) backprop.Matrix
}

func (l spoilt) Forward(x backprop.Matrix) backprop.Matrix {
	if l.start != nil {
		l.start(x)
	}
	if l.front == nil {
		return l.Layer.Forward(x)
	}
	return l.front(l.Layer.Forward(x))
}

func (l spoilt) Backward(dout backprop.Matrix) backprop.Matrix {
	if l.end == nil {
		return l.Layer.Backward(dout)
	}
	return l.end(l.Layer.Backward(dout))
}

// kept returns a function that puts all matrices of one shape into the same memory, added up or not.
func kept(addsUp bool) func(m backprop.Matrix) backprop.Matrix {
	var memory backprop.Matrix
	return func(m backprop.Matrix) backprop.Matrix {
		if len(memory) != len(m) || len(memory[0]) != len(m[0]) {
			memory = backprop.NewMatrix(len(m), len(m[0]))
		}
		for n := range m {
			for k, v := range m[n] {
				if addsUp {
					v += memory[n][k]
				}
				memory[n][k] = v
			}
		}
		if addsUp {
			return memory.Clone()
		}
		return memory
	}
}

// What one layer keeps, and whom it gives it to.
func TestFoundState(t *testing.T) {
	const hint = "each call changes the result of the one before"
	for e, right := range map[*Exercise[LayerUse]]func() backprop.Layer{
		&ReLU:      func() backprop.Layer { return new(solution08.ReLU) },
		&Sigmoid:   func() backprop.Layer { return new(solution08.Sigmoid) },
		&Swish:     func() backprop.Layer { return new(solution08.Swish) },
		&Tanh:      func() backprop.Layer { return new(solution11.Tanh) },
		&LeakyReLU: func() backprop.Layer { return new(solution12.LeakyReLU) },
	} {
		all := kept(false)
		e.rejects(t,
			try[LayerUse]{"one y", hint, ThroughLayer(func() backprop.Layer { return spoilt{Layer: right(), front: kept(false)} })},
			try[LayerUse]{"one dx", hint, ThroughLayer(func() backprop.Layer { return spoilt{Layer: right(), end: kept(false)} })},
			try[LayerUse]{"one dx for all layers", hint, ThroughLayer(func() backprop.Layer { return spoilt{Layer: right(), end: all} })},
			try[LayerUse]{"dx adds up", "", ThroughLayer(func() backprop.Layer { return spoilt{Layer: right(), end: kept(true)} })})
	}
	// Chapter 8 says that one Backward follows each Forward; chapters 11 and 12 do not.
	once := func(right func() backprop.Layer) LayerUse {
		return ThroughLayer(func() backprop.Layer {
			done := false
			return spoilt{Layer: right(), start: func(backprop.Matrix) { done = false }, end: func(dx backprop.Matrix) backprop.Matrix {
				if done {
					panic("nothing kept any more")
				}
				done = true
				return dx
			}}
		})
	}
	ReLU.accepts(t, "one Backward", once(func() backprop.Layer { return new(solution08.ReLU) }))
	Tanh.rejects(t, try[LayerUse]{"one Backward", "it panics", once(func() backprop.Layer { return new(solution11.Tanh) })})
	LeakyReLU.rejects(t, try[LayerUse]{"one Backward", "it panics", once(func() backprop.Layer { return new(solution12.LeakyReLU) })})
	Tanh.rejects(t, try[LayerUse]{"the library's layer", hint, ThroughLayer(func() backprop.Layer { return new(backprop.Tanh) })})

	Affine.rejects(t, try[AffineUse]{"one y", hint, ThroughAffine(func(W backprop.Matrix, b []float64) (backprop.Layer, *backprop.Matrix, *[]float64) {
		a := &solution08.Affine{W: W, B: b}
		return spoilt{Layer: a, front: kept(false)}, &a.DW, &a.DB
	})})

	velocity := map[*float64]float64{}
	limited := func(limit func(slopes backprop.Matrix) float64) sgdStep {
		return func(params []backprop.Param, lr float64) {
			for _, p := range params {
				f := limit(p.Grad)
				for r, row := range p.Grad {
					for k, slope := range row {
						p.Value[r][k] -= lr * f * slope
					}
				}
			}
		}
	}
	SGD.rejects(t,
		try[sgdStep]{"momentum between calls", "", func(params []backprop.Param, lr float64) {
			for _, p := range params {
				for r, row := range p.Grad {
					for k, slope := range row {
						at := &p.Value[r][k]
						velocity[at] = 0.9*velocity[at] - lr*slope
						*at += velocity[at]
					}
				}
			}
		}},
		try[sgdStep]{"slopes up to 100", "", limited(func(slopes backprop.Matrix) float64 { return 100 / max(100, slices.Max(slices.Concat(slopes...))) })},
		try[sgdStep]{"a norm up to 50", "", limited(func(slopes backprop.Matrix) float64 {
			return 50 / max(50, rms(slopes)*math.Sqrt(float64(len(slopes)*len(slopes[0]))))
		})})
	SGD.accepts(t, "a negative rate refused", func(params []backprop.Param, lr float64) {
		if lr > 0 {
			backprop.SGD(params, lr)
		}
	})
	var vel [20]float64
	Descend.rejects(t, try[walk]{"start itself, in the path of no step", "x or the path has the caller's own slice",
		func(f func([]float64) float64, start []float64, lr float64, steps int) ([]float64, [][]float64) {
			if steps == 0 {
				return slices.Clone(start), [][]float64{start}
			}
			return rightDescend(f, start, lr, steps)
		}})
	OneStep.rejects(t, try[stepping]{"momentum between calls", "called again with the same arguments", func(x, grad []float64, lr float64) []float64 {
		x = slices.Clone(x)
		for i := range x {
			vel[i] = 0.9*vel[i] - lr*grad[i]
			x[i] += vel[i]
		}
		return x
	}})
}

// More than ten of anything, and in = 1.
func TestFoundSizes(t *testing.T) {
	Softmax.rejects(t, try[scoresTo]{"ten classes", "it panics", func(a []float64) []float64 {
		var y [10]float64
		return y[:copy(y[:len(a)], rightSoftmax(a))]
	}})
	Confusion.rejects(t, try[confusionOf]{"ten classes", "it panics", func(y, t [][]float64) [][]int {
		var table [10][10]int
		count := rightConfusion(y, t)
		for i := range count {
			count[i] = table[i][:copy(table[i][:len(count)], count[i])]
		}
		return count
	}})
	Accuracy.rejects(t, try[accuracy]{"ten classes", "", func(y, t [][]float64) float64 {
		y, t = slices.Clone(y), slices.Clone(t)
		for n := range y {
			y[n], t[n] = y[n][:min(10, len(y[n]))], t[n][:min(10, len(y[n]))]
		}
		return rightAccuracy(y, t)
	}})
	Gradient.rejects(t, try[slopes]{"ten variables", "it panics", func(f func(x []float64) float64, x []float64) []float64 {
		var z [10]float64
		return rightGradient(f, z[:copy(z[:len(x)], x)])
	}})
	Descend.rejects(t, try[walk]{"ten points", "it panics", func(f func(x []float64) float64, start []float64, lr float64, steps int) ([]float64, [][]float64) {
		var points [10][]float64
		x, path := rightDescend(f, start, lr, steps)
		return x, points[:copy(points[:len(path)], path)]
	}})
	LeaveOut.rejects(t, try[leaveOut]{"n/parts rounded", "", func(n, parts, i int) (rest, part []int) {
		size := float64(n) / float64(parts)
		for k := range n {
			if int(float64(i)*size) <= k && k < int(float64(i+1)*size) {
				part = append(part, k)
			} else {
				rest = append(rest, k)
			}
		}
		return rest, part
	}})
	Multiplications.rejects(t, try[costOf]{"float32", "", func(sizes []int, N int) (forward, both int) {
		forward, both = rightMultiplications(sizes, N)
		return int(float32(forward)), both
	}})
	Multiplications.accepts(t, "int32", func(sizes []int, N int) (forward, both int) {
		forward, both = rightMultiplications(sizes, N)
		return int(int32(forward)), int(int32(both))
	})

	he := func(change func(rng *rand.Rand, W backprop.Matrix)) heOf {
		return func(rng *rand.Rand, in, out int) backprop.Matrix {
			W := solution12.He(rng, in, out)
			change(rng, W)
			return W
		}
	}
	scaled := func(variance func(in float64) float64) heOf {
		return he(func(_ *rand.Rand, W backprop.Matrix) {
			for _, row := range W {
				for k := range row {
					row[k] *= math.Sqrt(variance(float64(len(W))) * float64(len(W)))
				}
			}
		})
	}
	each := func(change func(w, std float64) float64) heOf {
		return he(func(_ *rand.Rand, W backprop.Matrix) {
			for _, row := range W {
				for k := range row {
					row[k] = change(row[k], math.Sqrt(2/float64(len(W))))
				}
			}
		})
	}
	He.rejects(t,
		try[heOf]{"the last row is 0", "", he(func(_ *rand.Rand, W backprop.Matrix) { clear(W[len(W)-1]) })},
		try[heOf]{"the last column is 0", "", he(func(_ *rand.Rand, W backprop.Matrix) {
			for _, row := range W {
				row[len(row)-1] = 0
			}
		})},
		try[heOf]{"the second half is a copy", "", he(func(_ *rand.Rand, W backprop.Matrix) { copy(W[(len(W)+1)/2:], W) })},
		try[heOf]{"a hundredth is 0", "", he(func(rng *rand.Rand, W backprop.Matrix) {
			for _, row := range W {
				for k := range row {
					if rng.IntN(100) == 0 {
						row[k] = 0
					}
				}
			}
		})},
		try[heOf]{"in − 1", "", scaled(func(in float64) float64 { return 1 / (in - 1) })},
		try[heOf]{"in + 1", "in + 1", scaled(func(in float64) float64 { return 1 / (in + 1) })},
		try[heOf]{"none for in = 1", "", scaled(func(in float64) float64 { return min(1/in, in-1) })},
		try[heOf]{"at most 3σ", "", each(func(w, std float64) float64 { return max(-3*std, min(3*std, w)) })},
		try[heOf]{"always the right σ", "", he(func(_ *rand.Rand, W backprop.Matrix) {
			f := math.Sqrt(2/float64(len(W))) / rms(W)
			for _, row := range W {
				for k := range row {
					row[k] *= f
				}
			}
		})})
	He.accepts(t, "float32", each(func(w, _ float64) float64 { return float64(float32(w)) }))
}

// Tiny and huge numbers, and some that hardly differ.
func TestFoundScales(t *testing.T) {
	for said, least := range map[string]float64{"1e-15": 1e-15, "1e-8": 1e-8, "1e-6": 1e-6, "1e-4": 1e-4} {
		RelativeError.rejects(t, try[slopesApart]{"divided by at least " + said, "this divides by at least " + said, func(a, n []float64) (worst float64) {
			for i := range a {
				if diff := math.Abs(a[i] - n[i]); diff != 0 {
					worst = max(worst, diff/max(math.Abs(a[i]), math.Abs(n[i]), least))
				}
			}
			return worst
		}})
	}
	agreeing := func(limit float64) slopesApart {
		return func(a, n []float64) (worst float64) {
			for i := range a {
				if diff := math.Abs(a[i] - n[i]); !(diff <= limit) {
					worst = max(worst, diff/max(math.Abs(a[i]), math.Abs(n[i])))
				}
			}
			return worst
		}
	}
	RelativeError.rejects(t, try[slopesApart]{"1e-8 agrees", "", agreeing(1e-8)}, try[slopesApart]{"1e-12 agrees", "", agreeing(1e-12)})
	RelativeError.accepts(t, "1e-200 agrees", agreeing(1e-200))
	Softmax.rejects(t, try[scoresTo]{"at least e⁻³⁰", "", func(a []float64) []float64 {
		a = slices.Clone(a)
		for k, most := range slices.Repeat(vec{slices.Max(a)}, len(a)) {
			a[k] = max(a[k], most-30)
		}
		return rightSoftmax(a)
	}})
	ClipNorm.rejects(t, try[clipNorm]{"length + 1e-12", "", func(dW backprop.Matrix, limit float64) backprop.Matrix {
		length := rms(dW) * math.Sqrt(float64(len(dW)*len(dW[0])))
		return stepped(dW, dW, 1-min(1, limit/(length+1e-12)))
	}})
	// y is rounded before the largest is looked for.
	rounded := func(y [][]float64, round func(v float64) float64) (rows [][]float64) {
		for _, row := range y {
			row = slices.Clone(row)
			for k := range row {
				row[k] = round(row[k])
			}
			rows = append(rows, row)
		}
		return rows
	}
	single := func(v float64) float64 { return float64(float32(v)) }
	coarse := func(v float64) float64 { return math.Round(v*1e8) / 1e8 }
	Accuracy.rejects(t,
		try[accuracy]{"float32", "", func(y, t [][]float64) float64 { return rightAccuracy(rounded(y, single), t) }},
		try[accuracy]{"eight places", "", func(y, t [][]float64) float64 { return rightAccuracy(rounded(y, coarse), t) }})
	Confusion.rejects(t,
		try[confusionOf]{"float32", "", func(y, t [][]float64) [][]int { return rightConfusion(rounded(y, single), t) }},
		try[confusionOf]{"eight places", "", func(y, t [][]float64) [][]int { return rightConfusion(rounded(y, coarse), t) }})
	MSE.rejects(t, try[loss]{"nothing below 1e-6", "", func(y, t []float64) float64 {
		y = slices.Clone(y)
		for k := range y {
			if math.Abs(y[k]-t[k]) < 1e-6 {
				y[k] = t[k]
			}
		}
		return rightMSE(y, t)
	}})
	impossible := func(y []float64) []float64 {
		y = slices.Clone(y)
		for k := range y {
			if y[k] < 1e-10 {
				y[k] = 0
			}
		}
		return y
	}
	CrossEntropy.rejects(t, try[loss]{"0 below 1e-10", "log 0", func(y, t []float64) float64 { return rightCrossEntropy(impossible(y), t) }})
	CrossEntropyBatch.rejects(t, try[batchLoss]{"0 below 1e-10", "log 0", func(y, t [][]float64) float64 {
		var rows mat
		for _, row := range y {
			rows = append(rows, impossible(row))
		}
		return rightCrossEntropyBatch(rows, t)
	}})
	SecondDerivative.rejects(t, try[slope]{"0 below 1e-3", "", func(f func(x float64) float64, x float64) float64 {
		if bend := rightSecondDerivative(f, x); math.Abs(bend) >= 1e-3 {
			return bend
		}
		return 0
	}})
	MulLayer.rejects(t, try[nodeWalk]{"0 below 1e-12", "", func(x, y, dout float64) (z, dx, dy float64) {
		if z = x * y; math.Abs(z) < 1e-12 {
			z = 0
		}
		return z, dout * y, dout * x
	}})
	ReLU.rejects(t, try[LayerUse]{"a border at 1e-9", "", ThroughLayer(func() backprop.Layer {
		return spoilt{Layer: new(solution08.ReLU), front: func(y backprop.Matrix) backprop.Matrix {
			return rounded(y, func(v float64) float64 {
				if v < 1e-9 {
					return 0
				}
				return v
			})
		}}
	})})
}

// Wrong slopes beside right ones, and a copy of x.
func TestFoundCheck(t *testing.T) {
	slopesOf := func(f func(x []float64) float64, x []float64) []float64 { return rightGradient(f, slices.Clone(x)) }
	Check.rejects(t,
		try[gradientCheck]{"the norm", "", func(f func(x []float64) float64, x, grad []float64) bool {
			diff, length := 0.0, 0.0
			for i, n := range slopesOf(f, x) {
				diff, length = math.Hypot(diff, grad[i]-n), math.Hypot(length, n)
			}
			return diff <= 1e-6*length+1e-7
		}},
		try[gradientCheck]{"one direction", "", func(f func(x []float64) float64, x, grad []float64) bool {
			a, n := 0.0, 0.0
			for i, slope := range slopesOf(f, x) {
				a, n = a+grad[i], n+slope
			}
			return math.Abs(a-n) <= 1e-6*math.Abs(n)+1e-7
		}},
		try[gradientCheck]{"x itself", "", func(f func(x []float64) float64, x, grad []float64) bool {
			ok := true
			for i, old := range slices.Clone(x) {
				x[i] = old + 1e-4
				right := f(x)
				x[i] = old - 1e-4
				n := (right - f(x)) / 2e-4
				x[i] = old
				ok = ok && math.Abs(grad[i]-n) <= 1e-6*math.Abs(n)+1e-7
			}
			return ok
		}})
	Check.accepts(t, "limits of 1e-5", func(f func(x []float64) float64, x, grad []float64) bool {
		for i, n := range slopesOf(f, x) {
			if !(math.Abs(grad[i]-n) <= 1e-5*math.Abs(n)+1e-5) {
				return false
			}
		}
		return true
	})
	SlopesAlong.rejects(t, try[slopesAlong]{"a third call of f", "it panics", func(f func(x []float64) float64, x, grad, v []float64, h float64) (a, n float64) {
		f(x)
		return rightSlopesAlong(f, x, grad, v, h)
	}})
}

// Walks that share points, hold only for parabolas, or lose a velocity.
func TestFoundWalks(t *testing.T) {
	coarse := func(f func(x []float64) float64, x []float64) []float64 {
		grad := make([]float64, len(x))
		for i := range x {
			left, right := slices.Clone(x), slices.Clone(x)
			left[i], right[i] = left[i]-1, right[i]+1
			grad[i] = (f(right) - f(left)) / 2
		}
		return grad
	}
	// roll walks with update, and shares the points where x does not move, if asked to.
	roll := func(gradient func(f func(x []float64) float64, x []float64) []float64, share bool,
		update func(v *float64, slope, lr, mu float64) (move float64)) rolling {
		return func(f func(x []float64) float64, start []float64, lr, mu float64, steps int) (x []float64, path [][]float64) {
			x, v := slices.Clone(start), make([]float64, len(start))
			path = [][]float64{slices.Clone(x)}
			for range steps {
				for i, slope := range gradient(f, x) {
					x[i] += update(&v[i], slope, lr, mu)
				}
				if last := path[len(path)-1]; share && slices.Equal(x, last) {
					path = append(path, last)
				} else {
					path = append(path, slices.Clone(x))
				}
			}
			return x, path
		}
	}
	descend := func(r rolling) walk {
		return func(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
			return r(f, start, lr, 0, steps)
		}
	}
	right := func(v *float64, slope, lr, mu float64) float64 {
		*v = mu**v - lr*slope
		return *v
	}
	Momentum.accepts(t, "roll", roll(numgrad.Gradient, false, right))
	Descend.accepts(t, "roll", descend(roll(numgrad.Gradient, false, right)))
	Descend.rejects(t,
		try[walk]{"points shared where x stays", "one and the same slice wherever x has not moved", descend(roll(numgrad.Gradient, true, right))},
		try[walk]{"x shared with them", "one and the same slice wherever x has not moved", func(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
			_, path = descend(roll(numgrad.Gradient, true, right))(f, start, lr, steps)
			return path[len(path)-1], path
		}},
		try[walk]{"one point for all", "all points of the path are the last one", func(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
			x, path = rightDescend(f, start, lr, steps)
			p := slices.Clone(x)
			for k := range path {
				path[k] = p
			}
			return x, path
		}},
		try[walk]{"a distance of 1", "", descend(roll(coarse, false, right))},
		try[walk]{"the rate as a whole number", "as if nothing were ever assigned", descend(roll(numgrad.Gradient, false, func(v *float64, slope, lr, mu float64) float64 {
			return -float64(int(lr)) * slope
		}))})
	Momentum.rejects(t,
		try[rolling]{"points shared where x stays", "one and the same slice wherever x has not moved", roll(numgrad.Gradient, true, right)},
		try[rolling]{"a distance of 1", "", roll(coarse, false, right)},
		try[rolling]{"the slope forgotten", "v[i] itself must become μ·v[i] − η·slope", roll(numgrad.Gradient, false, func(v *float64, slope, lr, mu float64) float64 {
			*v *= mu
			return *v
		})},
		try[rolling]{"a velocity that is not stored", "v[i] must become μ·v[i] − η·slope", roll(numgrad.Gradient, false, func(v *float64, slope, lr, mu float64) float64 {
			return mu**v - lr*slope
		})})
	OneStep.rejects(t, try[stepping]{"append for a copy", "it changes what lies behind x in the same array", func(x, grad []float64, lr float64) []float64 {
		next := append(x, grad...)[len(x):]
		return rightOneStep(x, next, lr)
	}})
	OneStep.accepts(t, "a rate that is not positive refused", func(x, grad []float64, lr float64) []float64 {
		if lr <= 0 {
			panic("lr must be positive")
		}
		return rightOneStep(x, grad, lr)
	})
	Descend.rejects(t, try[walk]{"append for a copy", "it changes what lies behind start in the same array", func(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
		x, path = rightDescend(f, start, lr, steps)
		copied := append(start, 0)[:len(start)]
		copy(copied, x)
		return copied, path
	}})
}

// Nodes that divide by 0, or are given one, and hints that named a cause which was not there.
func TestFoundNodes(t *testing.T) {
	MulLayer.rejects(t, try[nodeWalk]{"nothing returned", "Backward must set and return them", func(x, y, dout float64) (z, dx, dy float64) {
		return x * y, 0, 0
	}})
	MulLayer.rejects(t, try[nodeWalk]{"inputs kept by their product", "", ThroughNode(func() Node { return new(byProduct) })})
	DivLayer.rejects(t,
		try[nodeWalk]{"no division", "dy has come out as −dout·x", func(x, y, dout float64) (z, dx, dy float64) {
			return x / y, dout / y, -dout * x
		}},
		try[nodeWalk]{"as in MulLayer", "dy has come out as dout·x", func(x, y, dout float64) (z, dx, dy float64) {
			return x / y, dout / y, dout * x
		}})
	DivLayer.accepts(t, "no division by 0", ThroughNode(func() Node { return new(careful) }))
	BulkPrice.rejects(t,
		try[bulk]{"price/unit as dp", "dp is NaN where unit is 0", func(p, r, n float64) (price, dp, dr, dn float64) {
			price, _, dr, dn = rightBulkPrice(p, r, n)
			return price, price / (p - r*n), dr, dn
		}},
		try[bulk]{"price/unit in dr", "dr is NaN where unit is 0", func(p, r, n float64) (price, dp, dr, dn float64) {
			price, dp, _, dn = rightBulkPrice(p, r, n)
			return price, dp, -n * price / (p - r*n), dn
		}},
		try[bulk]{"r alone off each apple", "should fall by r·n", func(p, r, n float64) (price, dp, dr, dn float64) {
			return (p - r) * n, n, -n, p - r
		}})
}

// byProduct is a MulLayer that looks up its inputs by their product, outside.
type byProduct struct{ z float64 }

var inputsOf = map[float64][2]float64{}

func (l *byProduct) Forward(x, y float64) float64 {
	l.z = x * y
	inputsOf[l.z] = [2]float64{x, y}
	return l.z
}

func (l *byProduct) Backward(dout float64) (dx, dy float64) {
	in := inputsOf[l.z]
	return dout * in[1], dout * in[0]
}

// careful is a DivLayer that refuses to divide by 0.
type careful struct{ divLayer0 }

func (l *careful) Forward(x, y float64) float64 {
	if y == 0 {
		panic("division by 0")
	}
	return l.divLayer0.Forward(x, y)
}
