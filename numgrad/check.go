package numgrad

import (
	"fmt"
	"math"
	"slices"
)

// How Check finds a slope, and how well it knows it.
//
// A central difference D(h) has two errors. Its truncation error shrinks like h²;
// D(h/2) + (D(h/2) − D(h))/3 cancels that part, and the whole correction counts
// as uncertainty. Its roundoff error grows like 1/h. It is noise/h, where noise is
// the error of one value of f: at least 16ε·|f| for f itself, combined with
// 16ε·|x_j·slope_j| for each variable, as independent errors. Code that works in
// float32, or stops an iteration early, has more. There the fourth difference
// of the five values f(x−h), …, f(x+h) shows it, because it all but cancels what
// is smooth; the median over the variables ignores those with a kink.
//
// Where the uncertainty is small and grad agrees, these five values are enough.
// Otherwise Check takes further steps: 8 and 64 times larger where roundoff
// dominates, and smaller and smaller by 8 otherwise. The step with the least
// uncertainty wins. A smaller step also stays inside the domain of f, and
// leaves behind a kink that is near x. A kink is believed only at the smallest
// step that roundoff leaves: the two one-sided slopes then still differ by as
// much over h as over h/2. If the difference grows as h shrinks, f jumps.
//
// Finally f is called at x again. If its value is another, nothing was learned.

// Tolerance is the relative error that Check accepts, and ulps the rounding error
// of a value of f that it expects at least.
const (
	tolerance = 1e-7
	ulps      = 16 * 0x1p-52
)

// Check compares grad, a gradient that you derived, with the slopes of f at x,
// found numerically. Variable i agrees if
//
//	|grad_i − slope_i| ≤ 1e-7·max(|grad_i|, |slope_i|) + uncertainty_i
//
// where Check estimates the uncertainty of the slope itself from several step
// sizes. The verdict is "failed" if a variable disagrees. It is "passed", and OK is
// true, only if all agree and each was judged: its uncertainty is at most 1 % of
// grad_i or of the slope, or 1e-4 of the largest slope. Otherwise the verdict is
// "undecided" and OK is false.
//
// At a kink any value between the slopes on the two sides agrees, and Kinks names
// the variable. Each variable is judged alone: for |x0 + x1| at 0 the slopes 1 and
// −1 agree together, although they are no subgradient. At a jump, and where x or f
// is not finite, there is no slope, and so no OK.
//
// f must be a function of x alone: switch off dropout, and draw the mini-batch
// before the check and not inside f. Check judges grad as the derivative of this
// f at this x. It cannot know whether f is the loss you meant.
//
// Check gives f a copy of x and does not write to x or grad. It calls f 4n+4
// times for n variables, and up to 48 times more for a variable that needs a
// closer look.
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
	c.here = f(c.z)
	again := []float64{f(c.z)}

	first, fourth := make([]estimate, len(x)), make([]float64, 0, len(x))
	reach := math.Abs(c.here)
	for i := range x {
		e := c.try(i, Step*max(1, math.Abs(c.z[i])))
		first[i] = e
		if e.finite {
			reach = max(reach, e.reach)
			c.noise = math.Hypot(c.noise, ulps*math.Abs(c.z[i])*max(math.Abs(e.left), math.Abs(e.right)))
			c.size = max(c.size, math.Abs(e.left), math.Abs(e.right))
			fourth = append(fourth, e.fourth)
		}
	}
	if reach > 0 { // below 2⁻¹⁰²² numbers lie no closer together
		c.noise = math.Hypot(c.noise, ulps*max(reach, 0x1p-1022))
	}
	if slices.Sort(fourth); len(fourth) >= 8 {
		c.noise = max(c.noise, 2*fourth[len(fourth)/2])
	}

	r := Report{OK: true, items: make([]item, len(x))}
	for i := range x {
		it := c.judge(i, grad[i], first[i])
		r.items[i] = it
		r.OK = r.OK && it.ok && it.known(c.size)
		if it.kink {
			r.Kinks = append(r.Kinks, i)
		}
		r.MaxAbs, r.MaxRel = max(r.MaxAbs, it.abs), max(r.MaxRel, it.rel)
	}
	r.size = c.size
	for _, y := range append(again, f(c.z), f(c.z)) {
		if y != c.here && !(math.IsNaN(y) && math.IsNaN(c.here)) {
			r.OK, r.unsteady = false, []float64{c.here, y}
		}
	}
	return r
}

// A checker tries f around one point z, where its value is here. Noise is the
// rounding error to expect in a value of f, size the largest slope.
type checker struct {
	f                 func([]float64) float64
	z                 []float64
	here, noise, size float64
}

// An estimate is what five values of f along one variable tell: x, x ± h/2, x ± h.
type estimate struct {
	h, value, truncation float64
	left, right          float64 // one-sided slopes over h/2
	slopeJump            float64 // |right − left|
	wideJump             float64 // the same over h: 2·slopeJump where f is smooth
	leftWide, rightWide  float64
	fourth, reach        float64 // |fourth difference|, largest |f|
	finite               bool
}

func (c *checker) try(i int, h float64) estimate {
	x, half := c.z[i], float64(h/2)
	at := func(d float64) float64 {
		c.z[i] = x + d
		y := c.f(c.z)
		c.z[i] = x
		return y
	}
	l1, l2, r2, r1 := at(-h), at(-half), at(half), at(h)
	wide, narrow := (r1-l1)/(2*h), (r2-l2)/h
	e := estimate{
		h: h, value: narrow + (narrow-wide)/3, truncation: math.Abs(narrow-wide) / 3,
		left: (c.here - l2) / half, right: (r2 - c.here) / half,
		leftWide: (c.here - l1) / h, rightWide: (r1 - c.here) / h,
		fourth: math.Abs((l1 - c.here) - 4*(l2-c.here) - 4*(r2-c.here) + (r1 - c.here)),
		reach:  max(math.Abs(c.here), math.Abs(l1), math.Abs(l2), math.Abs(r2), math.Abs(r1)),
	}
	e.slopeJump, e.wideJump = math.Abs(e.right-e.left), math.Abs(e.rightWide-e.leftWide)
	e.finite = e.reach <= math.MaxFloat64 && !math.IsInf(x, 0)
	return e
}

// judge takes further steps where the first leaves a doubt, and compares grad with
// the best estimate.
func (c *checker) judge(i int, grad float64, first estimate) item {
	nowhere := item{grad: grad, slope: math.NaN(), why: "x, or f at or near x, is not finite"}
	if !(math.Abs(c.here) <= math.MaxFloat64) || !(math.Abs(c.z[i]) <= math.MaxFloat64) {
		return nowhere
	}
	if it := c.compare(grad, first, c.noise); first.finite && it.ok &&
		it.uncertainty <= max(tolerance*math.Abs(it.slope), 2*c.noise/first.h) &&
		it.uncertainty <= 1e-6*max(math.Abs(it.slope), c.size) {
		return it
	}
	tries := []estimate{first}
	for e := first; len(tries) <= 10 && !(len(tries) > 4 && c.quiet(tries)); {
		finite := e.finite
		e = c.try(i, e.h/8)
		switch {
		case e.finite && finite:
			tries = append(tries, e)
		case e.finite:
			tries[0] = e // the first step inside the domain of f
		case finite || e.h < 0x1p-40*first.h:
			return nowhere
		}
	}
	switch ratio := c.jumpRatios(tries); {
	case within(ratio, 1.9, 2.1):
		return item{grad: grad, slope: math.NaN(), why: "f jumps at x"}
	case within(ratio, 0.9, 1.1):
		return c.atKink(grad, tries)
	}

	// Where x or f was rounded to float32, f looks flat to a small step. With many
	// variables the noise shows it.
	change := (math.Abs(tries[0].rightWide) + math.Abs(tries[0].leftWide)) * tries[0].h
	for len(tries) > 3 && last(tries).left == 0 && last(tries).right == 0 &&
		(len(c.z) < 8 && change < 4e-5*math.Abs(c.here) ||
			last(tries).h < 2e-6*math.Abs(c.z[i]) && change < 1e-3*math.Abs(c.here)) {
		tries = tries[:len(tries)-1]
	}
	noise := max(c.noise, ulps*math.Abs(c.z[i])*max(math.Abs(last(tries).left), math.Abs(last(tries).right)))
	for k := len(tries) - 3; k < len(tries); k++ {
		e := tries[k]
		if e.wobble() > c.noise {
			noise = max(noise, 8*e.wobble())
		}
		if k > len(tries)-3 { // what truncation does not explain
			wider := tries[k-1]
			if gap := e.h * (math.Abs(e.value-wider.value) - e.truncation - wider.truncation); gap > c.noise {
				noise = max(noise, 8*gap)
			}
		}
	}
	for _, factor := range []float64{8, 64} {
		if e := c.try(i, tries[0].h*factor); tries[0].h == first.h && e.finite {
			tries = slices.Insert(tries, 0, e)
		} else {
			break
		}
	}
	it := c.compare(grad, last(tries), noise)
	for _, e := range slices.Backward(tries) { // from the smallest step
		wider := c.compare(grad, e, noise)
		if wider.uncertainty < it.uncertainty &&
			math.Abs(wider.slope-it.slope) <= wider.uncertainty+it.uncertainty {
			it = wider
		}
	}
	return it
}

// compare holds grad to one estimate of a smooth f.
func (c *checker) compare(grad float64, e estimate, noise float64) item {
	roundoff := noise / e.h
	it := item{grad: grad, slope: e.value, uncertainty: e.truncation + roundoff}
	if e.slopeJump > 0.75*e.wideJump && e.slopeJump > 4*roundoff { // it does not look smooth
		it.uncertainty = max(it.uncertainty, e.slopeJump/2)
	}
	it.measure()
	return it
}

// atKink holds grad to the slopes on the two sides, each extrapolated to h = 0.
func (c *checker) atKink(grad float64, tries []estimate) item {
	best := item{uncertainty: math.Inf(1)}
	for _, e := range tries {
		left, right := 2*e.left-e.leftWide, 2*e.right-e.rightWide
		u := math.Abs(e.left-e.leftWide) + math.Abs(e.right-e.rightWide) + c.noise/e.h
		if u < best.uncertainty {
			best = item{grad: grad, uncertainty: u, kink: true}
			best.slope = min(max(grad, min(left, right)), max(left, right))
		}
	}
	best.measure()
	return best
}

// wobble is what five values differ from a parabola, from their fourth and third
// differences: at a small step, roundoff.
func (e estimate) wobble() float64 { return max(e.fourth, 6*e.h*e.truncation) }

// jumpRatios returns slopeJump/wideJump of the smallest steps at which roundoff would
// not hide a kink.
func (c *checker) jumpRatios(tries []estimate) (ratios []float64) {
	for k, e := range tries {
		if k > 0 && !(tries[k-1].slopeJump > 16*c.noise/e.h) {
			break
		}
		ratios = append(ratios, e.slopeJump/e.wideJump) // NaN where both are 0
	}
	return ratios[max(0, len(ratios)-4):]
}

func within(ratios []float64, low, high float64) bool {
	return len(ratios) > 2 && !slices.ContainsFunc(ratios, func(r float64) bool { return !(low < r && r < high) })
}

// quiet says whether smaller steps would show roundoff only.
func (c *checker) quiet(tries []estimate) bool {
	for _, e := range tries[len(tries)-3:] {
		if e.wobble() > c.noise {
			return false
		}
	}
	e := last(tries)
	return c.noise/e.h > max(e.truncation, e.slopeJump/16)
}

func last(tries []estimate) estimate { return tries[len(tries)-1] }
