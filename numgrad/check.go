package numgrad

import (
	"fmt"
	"math"
	"slices"
)

// tolerance is the relative error that Check lets pass. A right gradient
// differs from the slope by far less, a wrong formula by far more.
const tolerance = 1e-7

// ulps is the rounding error that Check expects of a program that computes f,
// as a part of f: 16ε.
const ulps = 16 * 0x1p-52

// Check compares grad, which somebody derived, with the slopes of f at x, found
// by trying, and returns its verdict. One variable i agrees where
//
//	|grad_i − slope_i| ≤ 1e-7·max(|grad_i|, |slope_i|) + doubt_i
//
// The slope is taken from central differences D(h) and D(h/2) with
// h = Step·max(1, |x_i|), so extrapolated that their h² error cancels, and the
// doubt is what may be wrong with the slope itself:
//
//	slope_i = D(h/2) + (D(h/2) − D(h))/3
//	doubt_i = |D(h/2) − D(h)|/3 + 16ε/h·(max|f| + Σ_j |x_j·slope_j|)
//
// The second term is rounding, ε = 2⁻⁵²: a program can hardly compute f better
// than if each variable had been rounded first. For f and x of about one the
// doubt is about 1e-10: a gradient of 1e-9 that is twice too large fails, one
// of 1e-12 cannot be judged, and String says so.
//
// Where the slopes on the two sides of x do not approach each other as h
// shrinks, f has a kink: any value between them passes, and the variable is
// named in Kinks, not blamed. It is named too where a kink less than h away bent
// the slope, and h/10 or h/100 no longer reaches it. Each variable is judged for
// itself: for |x0 + x1| at 0 the slopes 1 and −1 pass together, though they are no
// subgradient.
//
// NaN and infinities, in grad or x, or in f wherever it was tried, never pass. A
// check speaks for the one point x, and for grad as the derivative of this f: it
// cannot see that f itself is the wrong formula. An f that cancels inside, like
// CrossEntropy after Softmax where the loss is almost 0, has more rounding than
// the doubt knows of, and its right gradient may fail; SoftmaxCrossEntropy does
// not cancel. Check calls f, with a copy of x, 4n+1 times, and up to 8 times more
// for a variable that it must look at closely.
//
// Check panics if f is nil, x is empty, or grad has another length.
//
// Notes: "Gradient check". Reference: A. Karpathy et al., CS231n lecture notes,
// "Gradient checks".
func Check(f func(x []float64) float64, x, grad []float64) Report {
	if f == nil {
		panic("numgrad: Check: f is nil")
	}
	if len(x) == 0 || len(grad) != len(x) {
		panic(fmt.Sprintf("numgrad: Check: x has %d values, grad has %d; want as many, at least 1",
			len(x), len(grad)))
	}
	grad = slices.Clone(grad) // f may write to it, by a backward pass
	c := checker{f: f, z: slices.Clone(x)}
	c.here = f(c.z)
	slopes := make([]slope, len(x))
	reach := 0x1p-1022 // max|f|, where finite; below this, numbers lie no closer together
	for i := range x {
		s := c.slope(i, Step)
		slopes[i] = s
		if !math.IsNaN(s.value) {
			reach = max(reach, s.reach)
			c.noise += float64(ulps * math.Abs(c.z[i]) * max(math.Abs(s.left), math.Abs(s.right)))
		}
	}
	c.noise += float64(ulps * reach)

	r := Report{OK: true, items: make([]item, len(x))}
	for i, s := range slopes {
		it := c.judge(i, grad[i], s)
		r.items[i] = it
		r.OK = r.OK && it.ok
		if it.kink {
			r.Kinks = append(r.Kinks, i)
		}
		r.MaxAbs = max(r.MaxAbs, it.abs)
		r.MaxRel = max(r.MaxRel, it.rel)
	}
	return r
}

// A checker tries f around one point z, where its value is here. Noise is the
// rounding error to expect in a value of f.
type checker struct {
	f           func([]float64) float64
	z           []float64
	here, noise float64
}

// A slope is what trying one variable with the steps h and h/2 tells.
type slope struct {
	h           float64
	value       float64 // extrapolated from both central differences; NaN if f is not finite
	shift       float64 // by how much the extrapolation moved it
	left, right float64 // one-sided, h/2 wide
	bend        float64 // |right − left|
	wideBend    float64 // the same, h wide: 2·bend where f is smooth
	reach       float64 // largest |f| met
}

func (c *checker) slope(i int, step float64) slope {
	x := c.z[i]
	h := float64(step * max(1, math.Abs(x)))
	half := float64(h / 2)
	at := func(d float64) float64 {
		c.z[i] = x + d
		y := c.f(c.z)
		c.z[i] = x
		return y
	}
	l1, l2, r2, r1 := at(-h), at(-half), at(half), at(h)
	wide, narrow := (r1-l1)/(2*h), (r2-l2)/h
	s := slope{
		h:     h,
		value: narrow + (narrow-wide)/3,
		shift: math.Abs(narrow-wide) / 3,
		left:  (c.here - l2) / half,
		right: (r2 - c.here) / half,
		reach: max(math.Abs(c.here), math.Abs(l1), math.Abs(l2), math.Abs(r2), math.Abs(r1)),
	}
	s.bend = math.Abs(s.right - s.left)
	s.wideBend = math.Abs((r1-c.here)-(c.here-l1)) / h
	if !(s.reach <= math.MaxFloat64) || math.IsInf(x, 0) {
		s.value = math.NaN() // also where the quotient of infinities is finite
	}
	return s
}

// An item is the verdict on one variable.
type item struct {
	grad, slope, doubt, abs, rel float64
	ok, kink                     bool
}

// judge compares, and looks closer where grad disagrees, or where the slope is
// in doubt by more than rounding: a kink between x−h and x+h bends the slope
// that was measured, until h no longer reaches it.
func (c *checker) judge(i int, grad float64, s slope) item {
	it := c.compare(grad, s)
	if math.IsNaN(s.value) {
		return it // a smaller h must not hide that f is not finite
	}
	enough := max(tolerance*math.Abs(s.value), 2*c.noise/s.h)
	for _, step := range []float64{Step / 10, Step / 100} {
		if it.ok && (it.kink || it.doubt <= enough) {
			break
		}
		near := c.slope(i, step)
		again := c.compare(grad, near)
		if math.IsNaN(near.value) {
			return again
		}
		moved := math.Abs(near.value-s.value) > again.doubt
		if again.doubt < it.doubt || again.ok && moved {
			// What is smooth bends in proportion to h, however sharply.
			smooth := float64(near.wideBend * s.h / near.h)
			again.kink = again.kink || moved && math.Abs(s.wideBend-smooth) > s.shift
			it = again
		}
	}
	return it
}

func (c *checker) compare(grad float64, s slope) item {
	rounding := c.noise / s.h
	it := item{grad: grad, slope: s.value, doubt: s.shift + rounding}
	// Halving h halves the bend of a smooth f, leaves that of a kink, and doubles
	// that of a jump.
	kink := 0.75*s.wideBend < s.bend && s.bend < 1.5*s.wideBend && s.bend > 4*rounding
	if kink && !math.IsNaN(s.value) {
		it.kink = true
		it.doubt = math.Abs(s.wideBend-s.bend) + rounding
		it.slope = min(max(grad, min(s.left, s.right)), max(s.left, s.right))
	}
	it.abs = math.Abs(grad - it.slope)
	if it.abs != 0 {
		size := max(math.Abs(grad), math.Abs(it.slope))
		it.rel = tolerance * it.abs / (float64(tolerance*size) + it.doubt) // doubt/tolerance may overflow
	}
	it.ok = it.rel <= tolerance // false for NaN
	return it
}
