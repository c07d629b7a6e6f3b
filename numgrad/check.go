package numgrad

import (
	"fmt"
	"math"
	"slices"
)

// How Check finds a slope, and how well it knows it.
//
// From f(x), f(x ± h/2) and f(x ± h) it takes the central differences D(h/2) and D(h)
// and cancels the error that shrinks like h²: slope = D(h/2) + (D(h/2) − D(h))/3. The
// uncertainty of that is the sum of three parts:
//
//   - truncation, from higher powers of h: twice that correction;
//   - roundoff, noise/h, where noise is the error of one value of f: 16ε·|f| and, for
//     each variable, 16ε·|x_j·slope_j|, as independent errors;
//   - a kink anywhere between x−h and x+h: half the fourth difference of the five
//     values, over h. For a smooth f it is almost 0.
//
// Where one step finds the slope well and grad agrees, Check goes on to the next
// variable. Otherwise it climbs a ladder of steps. A small step stays inside the domain
// of f and does not reach a kink near x, and a large step has less roundoff. Because f
// may compute in float32 or stop an iteration early, the fourth difference at a small step
// counts as noise at all larger ones. The least uncertainty wins, but no large step may
// contradict the smaller ones.
//
// There is a kink at x itself if the one-sided slopes differ by as much over h as over
// h/2, at the smallest steps where roundoff does not hide it. If they differ by twice
// as much over h/2, f jumps.

const (
	tolerance = 1e-7         // the relative error that Check accepts
	ulps      = 16 * 0x1p-52 // the relative error of a value of f, at least
	repeats   = 9            // f(x) is computed this often again
)

// Check returns its verdict on grad, a gradient that you derived. It compares grad
// with the slopes of f at x, which it finds numerically. Variable i agrees if
//
//	|grad_i − slope_i| ≤ 1e-7·max(|grad_i|, |slope_i|) + uncertainty_i
//
// where Check estimates the uncertainty of the slope itself. The verdict is "failed"
// if a variable disagrees. It is "passed", and OK is true, only if all agree and
// every slope is known well enough to judge: its uncertainty is at most 1 % of grad_i
// or of the slope, or 1e-4 of the largest slope. Otherwise the verdict is "undecided",
// and OK is false.
//
// f must be a function of x alone, so switch off dropout, and draw the mini-batch before
// the check and not inside f. Check judges grad as the derivative of this f at this x. It
// cannot know whether f is the loss you meant. If f solves an equation by iteration, let
// it converge, because its slope is only as exact as its result.
//
// Check gives f a copy of x and does not write to x or grad. It calls f 4n+10
// times for n variables, and up to 44 times more for each variable that needs a closer look.
//
// Special cases: at a kink any value between the slopes on the two sides agrees, and
// Kinks names the variable. Each variable is judged alone, so for |x0 + x1| at 0 the
// slopes 1 and −1 both agree, although (1, −1) is not a subgradient. At a jump, or where
// x or f is not finite, no slope exists and OK is false.
//
// Check panics if f is nil, x is empty, or len(grad) != len(x).
//
// Reference: A. Karpathy et al., CS231n lecture notes, "Gradient checks".
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
	first := c.survey()
	r := Report{OK: true, size: c.size}
	for i := range first {
		it := c.judge(i, grad[i], first[i])
		r.items = append(r.items, it)
		r.OK = r.OK && it.agrees() && it.known(c.size)
		if it.kink {
			r.Kinks = append(r.Kinks, i)
		}
		r.MaxAbs, r.MaxRel = max(r.MaxAbs, it.abs), max(r.MaxRel, it.rel)
	}
	for range repeats {
		if y := f(c.z); y != c.here && !(math.IsNaN(y) && math.IsNaN(c.here)) {
			r.OK, r.unsteady = false, []float64{c.here, y}
		}
	}
	return r
}

// A checker calls f around one point z, where its value is here. Noise is the
// error to expect in a value of f, and size is the largest slope.
type checker struct {
	f                 func([]float64) float64
	z                 []float64
	here, noise, size float64
}

// An estimate is what f tells at x, x ± h/2 and x ± h along one variable.
type estimate struct {
	h                   float64
	narrow, wide        float64 // central differences over h/2 and h
	slopeJump, wideJump float64 // slope to the right minus slope to the left, over h/2 and h
	fourth              float64 // |difference| of fourth order
	change              float64 // the largest |f − f(x)|
}

func (c *checker) try(i int, h float64) estimate {
	x, y := c.z[i], c.here
	at := func(d float64) float64 {
		c.z[i] = x + d
		y := c.f(c.z)
		c.z[i] = x
		return y
	}
	l1, l2, r2, r1 := at(-h), at(float64(-h/2)), at(float64(h/2)), at(h)
	e := estimate{
		h: h, narrow: (r2 - l2) / h, wide: (r1 - l1) / (2 * h),
		slopeJump: ((r2 - y) - (y - l2)) / (h / 2), wideJump: ((r1 - y) - (y - l1)) / h,
		change: max(math.Abs(l1-y), math.Abs(l2-y), math.Abs(r2-y), math.Abs(r1-y)),
	}
	e.fourth = h * math.Abs(2*e.slopeJump-e.wideJump)
	return e
}

// survey takes one step along every variable, and finds noise and size.
func (c *checker) survey() (first []estimate) {
	c.here = c.f(c.z)
	largest := math.Abs(c.here)
	for i, x := range c.z {
		e := c.try(i, Step*max(1, math.Abs(x)))
		if first = append(first, e); finite(x) && finite(e.change) {
			steepness := math.Abs(e.narrow) + float64(math.Abs(e.slopeJump)/2) // the larger one-sided slope
			c.noise, c.size = math.Hypot(c.noise, ulps*math.Abs(x)*steepness), max(c.size, steepness)
			largest = max(largest, math.Abs(c.here)+e.change)
		}
	}
	if largest > 0 { // below 2⁻¹⁰²² numbers lie no closer together
		c.noise = math.Hypot(c.noise, ulps*max(largest, 0x1p-1022))
	}
	return first
}

// judge compares grad with the slope along variable i.
func (c *checker) judge(i int, grad float64, first estimate) item {
	it := compare(grad, first, c.noise)
	if it.agrees() && it.uncertainty <= tolerance*max(math.Abs(it.slope), c.size) {
		return it
	}
	steps := c.ladder(i, first.h)
	kink := c.bends(steps, 1)
	switch {
	case len(steps) < 2:
		return unknown(grad, "x, or f at or near x, is not finite")
	case c.bends(steps, 2):
		return unknown(grad, "f jumps at x")
	}
	best, noise := unknown(grad, "its slope is too large for a float64"), c.noise
	for k, e := range steps[1:] {
		noise = max(noise, 4*steps[k].fourth) // steps[k] is the step before e
		it := compare(grad, e, noise)
		if kink {
			it = atKink(grad, e, c.noise)
		}
		gap, slack := math.Abs(it.slope-best.slope), 4*(it.uncertainty+best.uncertainty)
		if it.uncertainty < best.uncertainty && !(gap > slack) {
			best = it
		}
	}
	return best
}

// compare holds grad to one estimate of the slope.
func compare(grad float64, e estimate, noise float64) item {
	shift := (e.narrow - e.wide) / 3
	truncation, roundoff := 2*math.Abs(shift), (noise+float64(e.fourth/2))/e.h
	return newItem(grad, e.narrow+shift, truncation+roundoff)
}

// atKink holds grad to the slopes on the two sides, each extrapolated to h = 0.
func atKink(grad float64, e estimate, noise float64) item {
	shift, jump := e.narrow-e.wide, e.slopeJump-e.wideJump
	middle, half := e.narrow+shift, float64(math.Abs(e.slopeJump+jump)/2)
	truncation := max(2*math.Abs(shift), math.Abs(jump))
	it := newItem(grad, min(max(grad, middle-half), middle+half), truncation+noise/e.h)
	it.kink = true
	return it
}

// unknown is what there is to say of grad where there is no slope.
func unknown(grad float64, why string) item {
	it := newItem(grad, math.NaN(), math.Inf(1))
	it.why = why
	return it
}

// ladder returns estimates with steps from h/2³¹ to 2⁹h, the smallest first. It ends
// where f is not finite, and is empty if that is next to x. If f is flat over the
// smallest steps but not over the largest one, its values are rounded, to float32 for
// example, and the first change that shows is noise.
func (c *checker) ladder(i int, h float64) (steps []estimate) {
	for k := range 11 {
		e := c.try(i, math.Ldexp(h, 4*k-31))
		if !finite(e.h) || !finite(e.change) {
			break
		}
		steps = append(steps, e)
	}
	k := slices.IndexFunc(steps, func(e estimate) bool { return e.change != 0 })
	if k > 0 {
		if e := steps[len(steps)-1]; math.Abs(e.wideJump) != 2*math.Abs(e.wide) { // f(x−h) ≠ f(x) ≠ f(x+h)
			c.noise = max(c.noise, 4*steps[k].change)
		}
	}
	return steps
}

// bends reports whether the one-sided slopes differ ratio times as much over h/2 as over
// h, at the smallest three steps where roundoff does not hide it.
func (c *checker) bends(steps []estimate, ratio float64) bool {
	for k := 0; k+3 <= len(steps); k++ {
		if math.Abs(steps[k+1].slopeJump) > 16*c.noise/steps[k].h {
			return !slices.ContainsFunc(steps[k:k+3], func(e estimate) bool {
				return !(math.Abs(e.slopeJump/e.wideJump-ratio) < 0.1)
			})
		}
	}
	return false
}
