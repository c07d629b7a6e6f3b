package live

import (
	"fmt"
	"math"
)

// secant is x³ with a line through two points of it, h apart from x: the numerical
// gradient, and its error over h.
type secant struct{ controls }

func newSecant() Figure {
	f := &secant{controls{
		slider("h", "step h", 0, 14, 0.25, 0.25),
		choice("form", "difference", 0, "central", "forward"),
		slider("x", "at x", -1.25, 1.25, 0.05, 0.8),
	}}
	f.find("h").show = func(v float64) string { return short(math.Pow(10, -v)) }
	return f
}

// short writes a number with two digits: 0.56, 5.6·10⁻⁹.
func short(v float64) string {
	if v < 0 {
		return "−" + short(-v)
	}
	v = round(v, 2)
	if v >= 0.001 && v < 1e4 || v == 0 {
		return number(v)
	}
	e := math.Floor(float64(math.Log10(v)) + 1e-9)
	s := "10" + superscript(int(e))
	if m := round(v/math.Pow(10, e), 2); m != 1 {
		s = number(m) + "·" + s
	}
	return s
}

func superscript(n int) string {
	digits := []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")
	s := ""
	if n < 0 {
		s, n = "⁻", -n
	}
	if n >= 10 {
		s += string(digits[n/10])
	}
	return s + string(digits[n%10])
}

func cube(x float64) float64 { return float64(x * x * x) }

func (f *secant) h() float64 { return math.Pow(10, -f.value("h")) }

// slopeWith returns the difference quotient, forward or central, with step h.
func (f *secant) slopeWith(h float64) float64 {
	x := f.value("x")
	if f.option("form") == "forward" {
		return (cube(x+h) - cube(x)) / h
	}
	return (cube(x+h) - cube(x-h)) / (2 * h)
}

func (f *secant) slope() float64              { return 3 * float64(f.value("x")*f.value("x")) }
func (f *secant) errorWith(h float64) float64 { return math.Abs(f.slopeWith(h) - f.slope()) }

// formula returns by how much the quotient would be too large without rounding: for x³
// exactly h², or 3xh + h².
func (f *secant) formula(h float64) float64 {
	if f.option("form") == "forward" {
		return float64(3*f.value("x")*h) + float64(h*h)
	}
	return float64(h * h)
}

var (
	secantGraph = axes{left: 34, top: 28, right: 408, bottom: 214, x0: -2.2, x1: 2.2, y0: -4, y1: 4}
	secantError = axes{left: 48, top: 278, right: 408, bottom: 408, x0: 1, x1: 1e-14, y0: 1e-13,
		y1: 10, logX: true, logY: true}
)

func (f *secant) Over() bool { return f.value("h") == 14 }

// Step makes h smaller, from 1 again after the last.
func (f *secant) Step() bool {
	if f.Over() {
		f.Set("h", 0)
	} else {
		f.Set("h", f.value("h")+0.25)
	}
	return !f.Over()
}

func (f *secant) Pace() float64 { return 0.1 }

func (f *secant) Press(x, y float64) { f.Drag(x, y) }

// Drag moves x in the upper picture and h in the lower one.
func (f *secant) Drag(x, y float64) {
	if y < (secantGraph.bottom+secantError.top)/2 {
		v, _ := secantGraph.value(x, y)
		f.Set("x", v)
	} else {
		a := secantError
		f.Set("h", 14*(x-a.left)/(a.right-a.left))
	}
}

func (f *secant) Release() {}

func (f *secant) Scene() *Scene {
	s, a := newScene(448), secantGraph
	s.frame(a, []float64{-2, -1, 0, 1, 2}, []float64{-4, -2, 0, 2, 4}, number, "x", "x³")
	x, h := f.value("x"), f.h()
	s.curve("blue", "", a, cube)
	line := func(slope, through, at float64) func(float64) float64 {
		return func(v float64) float64 { return through + float64(slope*(v-at)) }
	}
	s.curve("quiet", "dashed", a, line(f.slope(), cube(x), x))
	left := x
	if f.option("form") == "central" {
		left = x - h
	}
	s.curve("red", "", a, line(f.slopeWith(h), cube(left), left))
	for _, v := range []float64{left, x + h} {
		if u, w := a.px(v), a.py(cube(v)); u > a.left-1 && u < a.right+1 && w > a.top-1 &&
			w < a.bottom+1 {
			s.circle("red", "", 4.5, u, w)
		}
	}
	s.circle("blue", "grip", 7, a.px(x), a.py(cube(x)))
	s.text("quiet", "", "start", a.left+10, a.top+20, "tangent: "+fixed(f.slope(), 8))
	s.text("red", "bold", "start", a.left+10, a.top+40, "secant: "+fixed(f.slopeWith(h), 8))

	b := secantError
	s.frame(b, []float64{1, 1e-4, 1e-8, 1e-12}, []float64{1, 1e-4, 1e-8, 1e-12}, power,
		"step h, smaller to the right", "error of the secant's slope")
	var at []float64
	for k := 0.0; k <= 14; k += 0.125 {
		e := f.errorWith(math.Pow(10, -k))
		at = append(at, b.px(math.Pow(10, -k)), min(max(b.py(max(e, 1e-16)), b.top), b.bottom))
	}
	s.line("red", "", at...)
	px, py := b.px(h), min(max(b.py(max(f.errorWith(h), 1e-16)), b.top), b.bottom)
	s.circle("red", "grip", 7, px, py)
	if f.errorWith(h) < b.y0 {
		s.arrow("red", 2, px, b.bottom-26, px, b.bottom-8)
		s.text("red", "small", "end", b.right-8, b.bottom-32, "below the scale")
	}
	return s
}

func power(v float64) string {
	if v == 1 {
		return "1"
	}
	return "10" + superscript(int(math.Round(math.Log10(v))))
}

func (f *secant) Say() string {
	h, x := f.h(), f.value("x")
	e, formula := f.errorWith(h), f.formula(h)
	rounding := f.slopeWith(h) - f.slope() - formula
	doubt := math.Abs(cube(math.Abs(x)+h)) * 0x1p-51 / h // what rounding can do at this h
	s := fmt.Sprintf("With h = %s the slope is wrong by %s. ", short(h), short(e))
	switch {
	case e == 0:
		return s + "Here the rounding errors happen to cancel."
	// The two terms of the forward formula may cancel at a large h, where a smaller one is worse.
	case math.Abs(formula) > 8*doubt && (h < math.Abs(x) || f.option("form") == "central"):
		return s + "Nearly all of it comes from the formula, so a smaller h makes it better."
	case math.Abs(formula) > 8*doubt:
		return s + "Nearly all of it comes from the formula."
	case math.Abs(rounding) > 8*math.Abs(formula):
		return s + "Nearly all of it is rounding: the two values of x³ are so close that their " +
			"difference keeps few digits."
	}
	return s + "Here formula and rounding both count, so this h is near the best."
}

func (f *secant) Try() string {
	return "Make h smaller until the secant lies on the tangent. Then go on, and watch its error " +
		"below: where does it turn?"
}

func (f *secant) Call() string {
	h, x := f.value("h"), literal(f.value("x"))
	step := literal(round(f.h(), 2))
	switch {
	case f.option("form") == "forward":
		return fmt.Sprintf("(cube(%s+%s) - cube(%s)) / %s", x, step, x, step)
	case h == 4:
		return fmt.Sprintf("numgrad.Derivative(cube, %s)", x)
	}
	return fmt.Sprintf("(cube(%s+%s) - cube(%s-%s)) / (2 * %s)", x, step, x, step, step)
}
