package numgrad

import (
	"fmt"
	"math"
	"slices"
)

// Report is the verdict of Check. At a kink, slope_i is the value nearest to
// grad_i between the slopes on the two sides.
type Report struct {
	OK     bool    // every variable was judged, and all agree
	MaxAbs float64 // the largest |grad_i − slope_i|; NaN if there is no slope
	MaxRel float64 // the largest |grad_i − slope_i| / (max(|grad_i|, |slope_i|) + uncertainty_i/1e-7): at most 1e-7 agrees; NaN if there is no slope
	Kinks  []int   // variables along which f has a kink at x

	items    []item    // one for each variable
	size     float64   // of the gradient: its largest slope
	unsteady []float64 // two values of f at the same x, if it gave two
}

// An item is what was found for one variable. If there is no slope, why says so.
type item struct {
	grad, slope, uncertainty, abs, rel float64
	kink                               bool
	why                                string
}

func newItem(grad, slope, uncertainty float64) item {
	it := item{grad: grad, slope: slope, uncertainty: uncertainty, abs: math.Abs(grad - slope)}
	if it.abs != 0 {
		size := max(math.Abs(grad), math.Abs(slope))
		it.rel = tolerance * it.abs / (float64(tolerance*size) + uncertainty) // uncertainty/tolerance may overflow
	}
	return it
}

// agrees says whether grad is the slope, as far as that is known. It is false for NaN.
func (it item) agrees() bool { return it.rel <= tolerance }

// known says whether the slope is known well enough to judge grad, by its own size
// or by that of the gradient.
func (it item) known(size float64) bool {
	own := max(math.Abs(it.grad), math.Abs(it.slope))
	return it.why == "" && it.uncertainty <= max(0.01*own, 1e-4*size)
}

// worse orders by relative error, with NaN before all. Two that differ by rounding
// only are equal, so that all machines name the same variable.
func (it item) worse(other item) bool {
	return it.rel > other.rel*(1+1e-6) || math.IsNaN(it.rel) && !math.IsNaN(other.rel)
}

// String returns the verdict in words. If all variables agree it is one line, with the
// precision to which the slopes are known. If some disagree it names the worst one, with
// both values and both errors, and the likely cause, if evident. If some could not be
// judged it says which and why.
func (r Report) String() string {
	if r.unsteady != nil {
		return fmt.Sprintf("gradient check undecided: f is not a function: it gave %v and %v for the same x",
			r.unsteady[0], r.unsteady[1])
	}
	var wrong, open []int
	n, within := len(r.items), tolerance
	for i, it := range r.items {
		switch {
		case it.why == "" && !it.agrees() || !finite(it.grad):
			wrong = append(wrong, i)
		case !it.known(r.size):
			open = append(open, i)
		case r.size > 0:
			within = max(within, it.uncertainty/r.size)
		}
	}
	s := fmt.Sprintf("gradient check passed: %d of %d agree within %s", n, n, power(within))
	if within > tolerance {
		s += " of the largest slope"
	}
	switch {
	case len(wrong) > 0:
		s = r.failed(wrong)
	case len(open) > 0:
		s = fmt.Sprintf("gradient check undecided: %d of %d could not be judged", len(open), n)
	}
	if len(r.Kinks) > 0 {
		s += fmt.Sprintf("\nkinks in variables %v; any value between the slopes on the two sides is right", r.Kinks)
	}
	if len(open) > 0 {
		it := r.items[open[0]]
		if it.why == "" {
			it.why = "slope known only within " + power(it.uncertainty)
		}
		s += fmt.Sprintf("\nnot judged: %d, the first is grad[%d] = %.6g: %s", len(open), open[0], it.grad, it.why)
	}
	return s
}

// failed describes the worst of the variables that disagree, and what is common to them.
func (r Report) failed(wrong []int) string {
	worst, items, who := wrong[0], []item{}, "the values that disagree are"
	for _, i := range wrong {
		if items = append(items, r.items[i]); r.items[i].worse(r.items[worst]) {
			worst = i
		}
	}
	if len(wrong) == len(r.items) {
		who = "all values are"
	}
	it, slope := r.items[worst], "0" // and not noise
	if !(math.Abs(it.slope) <= it.uncertainty) {
		slope = fmt.Sprintf("%.6g", it.slope)
	}
	s := fmt.Sprintf("gradient check FAILED: %d of %d disagree\n", len(wrong), len(r.items)) +
		fmt.Sprintf("worst: grad[%d] = %.6g, numerical %s, absolute error %.4g, relative %.4g",
			worst, it.grad, slope, it.abs, it.abs/max(math.Abs(it.grad), math.Abs(it.slope)))
	if c := cause(items, who); c != "" {
		s += "\nlikely cause: " + c
	}
	return s
}

// cause returns what is common to the items that are wrong, or nothing. Who names them.
func cause(wrong []item, who string) string {
	steepest, near := item{}, true
	for _, it := range wrong {
		if !finite(it.grad) {
			return "grad is not finite"
		}
		near = near && it.abs <= 1e-4*math.Abs(it.grad)
		if math.Abs(it.slope) > math.Abs(steepest.slope) {
			steepest = it
		}
	}
	factor := steepest.grad / steepest.slope
	whole := max(math.Abs(factor), 1/math.Abs(factor)) // N for 1/N too
	same := math.Abs(steepest.slope) > steepest.uncertainty && common(wrong, factor)
	switch {
	case same && math.Abs(factor) < 1e-6:
		return who + " 0: never filled in, or shut off by a mask"
	case same && math.Abs(factor+1) < 1e-3:
		return who + " the numerical slopes with the opposite sign"
	case same && math.Abs(factor-1) > 1e-3 && (len(wrong) > 1 || math.Abs(whole-math.Round(whole)) < 1e-3):
		return fmt.Sprintf("%s %.4g times the numerical slopes: a factor such as N, ½ or 2", who, factor)
	case near:
		return who + " right to 4 digits: float32, an epsilon, or an iteration that stops early"
	case moved(wrong):
		return who + " right, but misplaced: swapped or transposed"
	}
	return ""
}

// common reports whether all grads are factor times their slopes.
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

// moved reports whether the grads are the slopes in another order.
func moved(items []item) bool {
	var grads, slopes []float64
	pairs, uncertainty := make([]item, len(items)), 0.0
	for _, it := range items {
		grads, slopes = append(grads, it.grad), append(slopes, it.slope)
		uncertainty = max(uncertainty, it.uncertainty)
	}
	slices.Sort(grads)
	slices.Sort(slopes)
	for i := range pairs {
		pairs[i] = item{grad: grads[i], slope: slopes[i], uncertainty: uncertainty}
	}
	return common(pairs, 1) && !common(items, 1)
}

// power rounds up to a power of ten, so that all machines print the same.
func power(x float64) string {
	return fmt.Sprintf("1e%d", int(math.Ceil(float64(math.Log10(x))-1e-9)))
}

// finite reports whether x is a number.
func finite(x float64) bool { return math.Abs(x) <= math.MaxFloat64 }
