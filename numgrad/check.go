package numgrad

import (
	"fmt"
	"math"
	"slices"
)

// tolerance is the relative error that Check lets pass. A right gradient
// differs from the slope by far less, a wrong formula by far more.
const tolerance = 1e-7

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
// doubt is 1e-10 or less: a gradient of 1e-9 that is twice too large fails, one
// of 1e-12 cannot be judged, and String says so.
//
// Where the slopes on the two sides of x do not approach each other as h
// shrinks, f has a kink: any value between them is right (a subgradient), and
// the variable is named in Kinks, not blamed. It is named too where a kink less
// than h away bent the slope and a smaller h clears grad.
//
// NaN and infinities, in grad or in f near x, never pass. A check speaks for
// the one point x, and for grad as the derivative of this f: it cannot see that
// f itself is the wrong formula. Check calls f 4n+1 times or a little more,
// with a copy of x.
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
	c := checker{f: f, z: slices.Clone(x)}
	c.here = f(c.z)
	slopes := make([]slope, len(x))
	reach, spread := 0.0, 0.0 // max|f| and Σ_j |x_j·slope_j|, where finite
	for i := range x {
		s := c.slope(i, Step)
		slopes[i] = s
		if !math.IsNaN(s.value) {
			reach = max(reach, s.reach)
			spread += float64(math.Abs(x[i]) * max(math.Abs(s.left), math.Abs(s.right)))
		}
	}
	c.noise = 16 * 0x1p-52 * (reach + spread)

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
	if math.IsInf(s.reach, 0) {
		s.value = math.NaN() // a finite quotient of infinities is none
	}
	return s
}

// An item is the verdict on one variable.
type item struct {
	grad, slope, doubt, abs, rel float64
	ok, kink                     bool
}

// judge compares, and looks closer where grad disagrees.
func (c *checker) judge(i int, grad float64, s slope) item {
	it := c.compare(grad, s)
	if it.ok || it.kink {
		return it
	}
	// A kink between x−h and x+h bends the slope that was measured. Then the
	// slope changes, by more than rounding, once h no longer reaches the kink.
	for _, step := range []float64{Step / 10, Step / 100} {
		near := c.slope(i, step)
		again := c.compare(grad, near)
		if again.ok && math.Abs(near.value-s.value) > again.doubt {
			again.kink = true
			return again
		}
	}
	return it
}

func (c *checker) compare(grad float64, s slope) item {
	rounding := c.noise / s.h
	it := item{grad: grad, slope: s.value, doubt: s.shift + rounding}
	// Halving h halves the bend of a smooth f and leaves that of a kink.
	if s.bend > 0.75*s.wideBend && s.bend > 4*rounding {
		it.kink = true
		it.doubt = math.Abs(s.wideBend-s.bend) + rounding
		it.slope = min(max(grad, min(s.left, s.right)), max(s.left, s.right))
	}
	it.abs = math.Abs(grad - it.slope)
	if it.abs != 0 {
		it.rel = it.abs / (max(math.Abs(grad), math.Abs(it.slope)) + it.doubt/tolerance)
	}
	it.ok = it.rel <= tolerance // false for NaN
	return it
}
