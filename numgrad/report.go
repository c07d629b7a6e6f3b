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
	OK     bool    // every variable was judged, and all agree
	MaxAbs float64 // the largest |grad_i − slope_i|
	MaxRel float64 // the largest |grad_i − slope_i| / (max(|grad_i|, |slope_i|) + uncertainty_i/1e-7): 1e-7 agrees
	Kinks  []int   // variables along which f has a kink at x

	items    []item
	size     float64   // of the gradient: its largest slope
	unsteady []float64 // two values of f at the same x, if it gave two
}

// An item is what was found for one variable. If there is no slope, why says so.
type item struct {
	grad, slope, uncertainty, abs, rel float64
	ok, kink                           bool
	why                                string
}

func (it *item) measure() {
	if it.abs = math.Abs(it.grad - it.slope); it.abs != 0 {
		size := max(math.Abs(it.grad), math.Abs(it.slope))
		it.rel = tolerance * it.abs / (float64(tolerance*size) + it.uncertainty) // uncertainty/tolerance may overflow
	}
	it.ok = it.rel <= tolerance // false for NaN
}

// known says whether the slope is known well enough to judge grad, by its own size
// or by that of the gradient.
func (it item) known(size float64) bool {
	own := max(math.Abs(it.grad), math.Abs(it.slope))
	return it.why == "" && it.uncertainty <= max(0.01*own, 1e-4*size)
}

// String returns the verdict in words. If all variables agree it is one line, with
// the precision to which the slopes are known. If some disagree it names the worst
// one, with both values and both errors, and the likely cause where it shows. If
// some could not be judged it says which and why.
func (r Report) String() string {
	if r.unsteady != nil {
		return fmt.Sprintf("gradient check undecided: f is not a function: it gave %v and %v for the same x",
			r.unsteady[0], r.unsteady[1])
	}
	var wrong []item
	worst, open, dark := 0, 0, -1
	within := tolerance
	for i, it := range r.items {
		switch {
		case it.why == "" && !it.ok || math.IsNaN(it.grad) || math.IsInf(it.grad, 0):
			if wrong = append(wrong, it); len(wrong) == 1 || it.worse(r.items[worst]) {
				worst = i
			}
		case !it.known(r.size):
			if open++; dark < 0 {
				dark = i
			}
		case r.size > 0:
			within = max(within, it.uncertainty/r.size)
		}
	}
	var b strings.Builder
	n := len(r.items)
	switch {
	case len(wrong) > 0:
		it := r.items[worst]
		fmt.Fprintf(&b, "gradient check FAILED: %d of %d disagree\n", len(wrong), n)
		fmt.Fprintf(&b, "worst: grad[%d] is %.6g, the slope %s, absolute error %.4g, relative error %.4g",
			worst, it.grad, it.showSlope(), it.abs, it.abs/max(math.Abs(it.grad), math.Abs(it.slope)))
		if s := cause(r.items, wrong); s != "" {
			fmt.Fprintf(&b, "\nlikely cause: %s", s)
		}
	case open > 0:
		fmt.Fprintf(&b, "gradient check undecided: %d of %d could not be judged", open, n)
	default:
		fmt.Fprintf(&b, "gradient check passed: %d of %d agree within %s", n, n, power(within))
	}
	if len(r.Kinks) > 0 {
		fmt.Fprintf(&b, "\nkinks at x: %v; any value between the slopes on the two sides is right", r.Kinks)
	}
	if open > 0 {
		it := r.items[dark]
		if it.why == "" {
			it.why = fmt.Sprintf("its slope is known only to within %s", power(it.uncertainty))
		}
		fmt.Fprintf(&b, "\nnot judged: %d, the first is grad[%d] = %.6g: %s", open, dark, it.grad, it.why)
	}
	return b.String()
}

// power rounds up to a power of ten, so that all machines print the same.
func power(x float64) string {
	return fmt.Sprintf("1e%d", int(math.Ceil(math.Log10(x)-1e-9)))
}

// worse orders by relative error, with NaN before all. What differs by rounding
// only is equal, so that all machines name the same variable.
func (it item) worse(other item) bool {
	return it.rel > other.rel*(1+1e-6) || math.IsNaN(it.rel) && !math.IsNaN(other.rel)
}

// showSlope prints a slope that cannot be told from zero as 0, not as noise.
func (it item) showSlope() string {
	if math.Abs(it.slope) <= it.uncertainty {
		return "0"
	}
	return fmt.Sprintf("%.6g", it.slope)
}

// cause says what is common to the items that are wrong, or nothing.
func cause(all, wrong []item) string {
	for _, it := range wrong {
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
	if math.Abs(steepest.slope) > steepest.uncertainty && common(wrong, factor) {
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
	return ""
}

// common says whether all grads are factor times their slopes.
func common(items []item, factor float64) bool {
	for _, it := range items {
		want := float64(factor * it.slope)
		slack := float64(1e-4*max(math.Abs(it.grad), math.Abs(want))) + float64((1+math.Abs(factor))*it.uncertainty)
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
	uncertainty := 0.0
	for _, it := range items {
		grads = append(grads, it.grad)
		slopes = append(slopes, it.slope)
		uncertainty = max(uncertainty, it.uncertainty)
	}
	slices.Sort(grads)
	slices.Sort(slopes)
	for i := range grads {
		if !(math.Abs(grads[i]-slopes[i]) <= float64(1e-4*math.Abs(slopes[i]))+uncertainty) {
			return false
		}
	}
	return true
}
