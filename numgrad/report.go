package numgrad

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// Report is the verdict of Check. At a kink, slope_i is the value nearest to
// grad_i between the slopes on the two sides.
type Report struct {
	OK     bool    // no variable disagrees
	MaxAbs float64 // the largest |grad_i − slope_i|
	MaxRel float64 // the largest |grad_i − slope_i| / (max(|grad_i|, |slope_i|) + doubt_i/1e-7): OK up to 1e-7
	Kinks  []int   // variables along which f has a kink at x, or nearer than h

	items []item
}

// String returns the verdict in words: one line where all agree; else also the
// worst variable with both values and both errors, and the likely cause as far
// as it shows (not finite, sign, constant factor, places changed). Kinks have a
// line of their own, and so have grads that agree, but are smaller than the doubt
// of their slope: they are not counted among those that agree.
func (r Report) String() string {
	var wrong []item
	var worst, dim int
	var faint float64
	for i, it := range r.items {
		switch {
		case !it.ok:
			if wrong = append(wrong, it); len(wrong) == 1 || it.worse(r.items[worst]) {
				worst = i
			}
		case it.grad != 0 && math.Abs(it.grad) < it.doubt:
			dim, faint = dim+1, max(faint, it.doubt)
		}
	}
	var b strings.Builder
	if len(wrong) == 0 {
		fmt.Fprintf(&b, "gradient check passed: %d of %d agree within 1e-7", len(r.items)-dim, len(r.items))
	} else {
		it := r.items[worst]
		fmt.Fprintf(&b, "gradient check FAILED: %d of %d disagree\n", len(wrong), len(r.items))
		fmt.Fprintf(&b, "worst: grad[%d] is %.6g, the slope %s, absolute error %.4g, relative error %.4g\n",
			worst, it.grad, it.showSlope(), it.abs, it.abs/max(math.Abs(it.grad), math.Abs(it.slope)))
		fmt.Fprintf(&b, "likely cause: %s", cause(r.items, wrong))
	}
	if len(r.Kinks) > 0 {
		fmt.Fprintf(&b, "\nkinks at x or within h: %v; at x, any value between the slopes on both sides is right", r.Kinks)
	}
	if dim > 0 {
		fmt.Fprintf(&b, "\nnot judged: %d too small to tell from the error of the slope, about %.0e", dim, faint)
	}
	return b.String()
}

// worse orders by relative error, with NaN before all. What differs by rounding
// only is equal, so that all machines name the same variable.
func (it item) worse(other item) bool {
	return it.rel > other.rel*(1+1e-6) || math.IsNaN(it.rel) && !math.IsNaN(other.rel)
}

// showSlope prints a slope that cannot be told from zero as 0, not as noise.
func (it item) showSlope() string {
	if math.Abs(it.slope) <= it.doubt {
		return "0"
	}
	return fmt.Sprintf("%.6g", it.slope)
}

// cause guesses what is common to the items that are wrong.
func cause(all, wrong []item) string {
	for _, it := range wrong {
		if math.IsNaN(it.slope) {
			return "x, or f at x or within h of it, is not finite"
		}
		if math.IsNaN(it.grad) || math.IsInf(it.grad, 0) {
			return "grad is not finite"
		}
	}
	who := "the values that disagree are"
	if len(wrong) == len(all) {
		who = "all values are"
	}
	steepest := slices.MaxFunc(wrong, func(a, b item) int {
		return cmp.Compare(math.Abs(a.slope), math.Abs(b.slope))
	})
	factor := steepest.grad / steepest.slope
	if math.Abs(steepest.slope) > steepest.doubt && common(wrong, factor) {
		switch {
		case math.Abs(factor) < 1e-6:
			return who + " 0: never filled in, or shut off by a mask"
		case math.Abs(factor+1) < 1e-3:
			return who + " the slopes with the other sign"
		case math.Abs(factor-1) > 1e-3 && (len(wrong) > 1 || simple(factor)):
			return fmt.Sprintf("%s the slopes times %.4g: a constant factor such as N, ½ or 2", who, factor)
		}
	}
	if moved(wrong) && !common(wrong, 1) {
		return who + " right, but in other places: swapped or transposed"
	}
	return "the formula, at the variables that disagree"
}

// common says whether all grads are factor times their slopes.
func common(items []item, factor float64) bool {
	for _, it := range items {
		want := float64(factor * it.slope)
		slack := float64(1e-4*max(math.Abs(it.grad), math.Abs(want))) + float64((1+math.Abs(factor))*it.doubt)
		if !(math.Abs(it.grad-want) <= slack) {
			return false
		}
	}
	return true
}

// simple says whether a factor, or its inverse, is a whole number.
func simple(factor float64) bool {
	f := math.Abs(factor)
	f = max(f, 1/f)
	return math.Abs(f-math.Round(f)) < 1e-3
}

// moved says whether the grads are the slopes in another order.
func moved(items []item) bool {
	var grads, slopes []float64
	doubt := 0.0
	for _, it := range items {
		grads = append(grads, it.grad)
		slopes = append(slopes, it.slope)
		doubt = max(doubt, it.doubt)
	}
	slices.Sort(grads)
	slices.Sort(slopes)
	for i := range grads {
		if !(math.Abs(grads[i]-slopes[i]) <= float64(1e-4*math.Abs(slopes[i]))+doubt) {
			return false
		}
	}
	return true
}
