package numgrad

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
)

// How Check finds a slope, and how well it knows it.
//
// A central difference D(h) has two errors. Its truncation error shrinks like h², and
// D(h/2) + (D(h/2) − D(h))/3 cancels it. Check counts twice that correction as
// uncertainty. The other error is roundoff. It is noise/h, so it grows as h shrinks,
// where noise is the error of one value of f: 16ε·|f| for f itself, combined with
// 16ε·|x_j·slope_j| for each variable as independent errors, and at least four times
// the spacing of the values that f takes where that is below 2⁻²⁰ of them (coarser is
// no rounding). With eight variables or more, it is also at least twice their median
// fourth difference, which comes next.
//
// The fourth difference of f(x−h), f(x−h/2), f(x), f(x+h/2), f(x+h) shows what else may
// be wrong, because a smooth f all but cancels there. If f computes in float32 or stops
// an iteration early, its fourth difference is as large as that noise. If f has a kink
// at x, it is h times the jump of the slope. Check counts half of it, divided by h, as
// uncertainty. Then a kink anywhere between x−h and x+h is covered.
//
// Where one step finds the slope well and grad agrees, Check goes on to the next
// variable. Otherwise it climbs a ladder from very small steps to large ones. A small
// step stays inside the domain of f and does not reach a kink near x, and a large step
// has less roundoff. The least uncertainty wins, but no large step may contradict what
// the smaller ones found. Check believes in a kink at x itself if the one-sided slopes
// differ by as much over h as over h/2, at the smallest steps where roundoff does not
// hide it. If they differ by twice as much over h/2, f jumps.

const (
	tolerance = 1e-7         // the relative error that Check accepts
	ulps      = 16 * 0x1p-52 // the relative error of a value of f, at least
	many      = 8            // variables, whose median fourth difference is noise
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
// f must be a function of x alone, so switch off dropout, and draw the mini-batch
// before the check and not inside f. Check judges grad as the derivative of this
// f at this x. It cannot know whether f is the loss you meant.
//
// Check gives f a copy of x and does not write to x or grad. It calls f 4n+10
// times for n variables, and up to 44 times more for each variable that needs a closer look.
//
// Special cases: at a kink any value between the slopes on the two sides agrees, and
// Kinks names the variable. Because each variable is judged alone, the slopes 1 and −1
// of |x0 + x1| at 0 agree together, although they are no subgradient. At a jump, and
// where x or f is not finite, there is no slope and so no OK.
//
// Check panics if f is nil, x is empty, or grad has another length.
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
	for i := range x {
		it := c.judge(i, grad[i], first[i])
		r.items = append(r.items, it)
		r.OK = r.OK && it.ok && it.known(c.size)
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
	h, value, truncation float64
	left, right          float64 // one-sided slopes over h/2
	leftWide, rightWide  float64 // the same over h
	slopeJump, wideJump  float64 // by how much they differ
	fourth               float64 // |fourth difference|
	change               float64 // the largest |f − f(x)|
	grid                 float64 // the spacing of the values of f
	finite               bool
}

func (c *checker) try(i int, h float64) estimate {
	x, y, half := c.z[i], c.here, float64(h/2)
	at := func(d float64) float64 {
		c.z[i] = x + d
		y := c.f(c.z)
		c.z[i] = x
		return y
	}
	l1, l2, r2, r1 := at(-h), at(-half), at(half), at(h)
	wide, narrow := (r1-l1)/(2*h), (r2-l2)/h
	e := estimate{
		h: h, value: narrow + (narrow-wide)/3, truncation: 2 * math.Abs(narrow-wide) / 3,
		left: (y - l2) / half, right: (r2 - y) / half,
		leftWide: (y - l1) / h, rightWide: (r1 - y) / h,
		change: max(math.Abs(l1-y), math.Abs(l2-y), math.Abs(r2-y), math.Abs(r1-y)),
		grid:   grid(l1, l2, y, r2, r1),
	}
	e.slopeJump, e.wideJump = math.Abs(e.right-e.left), math.Abs(e.rightWide-e.leftWide)
	e.fourth = h * math.Abs(2*(e.right-e.left)-(e.rightWide-e.leftWide))
	e.finite = finite(e.change) && finite(y) && finite(x)
	return e
}

// steepness returns the larger one-sided slope.
func (e estimate) steepness() float64 { return max(math.Abs(e.left), math.Abs(e.right)) }

// wobble returns by how much five values differ from a parabola, from their fourth and
// third differences. At a small step that is roundoff.
func (e estimate) wobble() float64 { return max(e.fourth, 3*e.h*e.truncation) }

// grid returns the largest power of two that all values are multiples of.
func grid(values ...float64) float64 {
	g := math.Inf(1)
	for _, y := range values {
		if frac, exp := math.Frexp(math.Abs(y)); 0 < frac && frac < 1 {
			g = min(g, math.Ldexp(1, exp-53+bits.TrailingZeros64(uint64(frac*0x1p53))))
		}
	}
	return g
}

// survey takes one step along every variable, and finds noise and size.
func (c *checker) survey() (first []estimate) {
	c.here = c.f(c.z)
	reach, g, fourth := math.Abs(c.here), math.Inf(1), []float64{}
	for i, x := range c.z {
		e := c.try(i, Step*max(1, math.Abs(x)))
		if first = append(first, e); e.finite {
			reach, g, c.size = max(reach, math.Abs(c.here)+e.change), min(g, e.grid), max(c.size, e.steepness())
			c.noise = math.Hypot(c.noise, ulps*math.Abs(x)*e.steepness())
			fourth = append(fourth, e.fourth)
		}
	}
	if reach > 0 { // below 2⁻¹⁰²² numbers lie no closer together
		c.noise = math.Hypot(c.noise, ulps*max(reach, 0x1p-1022))
	}
	if g < 0x1p-20*reach {
		c.noise = max(c.noise, 4*g)
	}
	if slices.Sort(fourth); len(fourth) >= many {
		c.noise = max(c.noise, 2*fourth[len(fourth)/2])
	}
	return first
}

// judge compares grad with the slope along variable i.
func (c *checker) judge(i int, grad float64, first estimate) item {
	if it := compare(grad, first, c.noise); first.finite && it.ok &&
		it.uncertainty <= max(tolerance*math.Abs(it.slope), 2*c.noise/first.h) &&
		it.uncertainty <= 1e-6*max(math.Abs(it.slope), c.size) {
		return it
	}
	ladder := c.ladder(i, first.h)
	low, high := c.jumpRatio(ladder)
	kink := low > 0.9 && high < 1.1
	switch {
	case len(ladder) == 0:
		return unknown(grad, "x, or f at or near x, is not finite")
	case low > 1.9:
		return unknown(grad, "f jumps at x")
	}
	best, noise := unknown(grad, "its slope is too large for a float64"), c.noise
	for _, e := range ladder {
		noise = max(noise, ulps*math.Abs(c.z[i])*e.steepness())
		it := compare(grad, e, noise)
		if kink {
			it = atKink(grad, e, noise)
		} else if e.wobble() > c.noise {
			noise = max(noise, 4*e.wobble())
		}
		gap := math.Abs(it.slope - best.slope)
		if it.uncertainty < best.uncertainty && !(gap > it.uncertainty+best.uncertainty) {
			best = it
		}
	}
	return best
}

// compare holds grad to one estimate of the slope.
func compare(grad float64, e estimate, noise float64) item {
	roundoff := (noise + float64(e.fourth/2)) / e.h
	it := item{grad: grad, slope: e.value, uncertainty: e.truncation + roundoff}
	it.measure()
	return it
}

// atKink holds grad to the slopes on the two sides, each extrapolated to h = 0.
func atKink(grad float64, e estimate, noise float64) item {
	left, right := e.left+(e.left-e.leftWide), e.right+(e.right-e.rightWide)
	it := item{grad: grad, slope: min(max(grad, min(left, right)), max(left, right)), kink: true}
	it.uncertainty = math.Abs(e.left-e.leftWide) + math.Abs(e.right-e.rightWide) + noise/e.h
	it.measure()
	return it
}

// ladder returns estimates with steps from h/8⁹ to 8h, the smallest first. It ends
// where f is not finite, and is empty if that is next to x.
func (c *checker) ladder(i int, h float64) (steps []estimate) {
	for h *= 0x1p-27; len(steps) < 11; h *= 8 {
		e := c.try(i, h)
		if !e.finite {
			break
		}
		// If x or f is rounded to float32, f is flat over very small steps. Its error
		// is then as large as the change over the first step that is not too small.
		if e.change <= 0x1p-17*math.Abs(c.here) || h <= 0x1p-17*math.Abs(c.z[i]) {
			for k := len(steps) - 1; k >= 0 && steps[k].change == 0; k-- {
				steps[k].fourth = e.change
			}
		}
		steps = append(steps, e)
	}
	return steps
}

// jumpRatio returns how many times more the one-sided slopes differ over h/2 than over
// h, at least and at most, at the smallest three steps where roundoff does not hide it.
func (c *checker) jumpRatio(ladder []estimate) (low, high float64) {
	for k := 0; k+3 <= len(ladder); k++ {
		if ladder[k+1].slopeJump > 16*c.noise/ladder[k].h {
			low = math.Inf(1)
			for _, e := range ladder[k : k+3] {
				low, high = min(low, e.slopeJump/e.wideJump), max(high, e.slopeJump/e.wideJump)
			}
			break
		}
	}
	return low, high
}

// unknown is what there is to say of grad where there is no slope.
func unknown(grad float64, why string) item {
	nan := math.NaN()
	return item{grad: grad, slope: nan, uncertainty: math.Inf(1), abs: nan, rel: nan, why: why}
}
