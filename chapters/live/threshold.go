package live

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
)

// A set is handwritten digits: N images of 64 pixels, their labels, and these one-hot.
type set struct {
	X, T   backprop.Matrix
	Labels []int
}

// images are the handwritten digits of the book, unpacked once. Nobody changes them.
var images = sync.OnceValue(func() (s struct{ train, test set }) {
	train, test := digits.Load()
	s.train = set{train.X, losses.OneHot(train.Labels, 10), train.Labels}
	s.test = set{test.X, losses.OneHot(test.Labels, 10), test.Labels}
	return s
})

// threshold is a rule made by hand, as in chapter 1, which tells three digits apart:
//
//	little ink in the centre → 0, else little ink at the top → 4, else 7
//
// The reader moves the two thresholds.
type threshold struct {
	controls
	train, test []inkedDigit
	grip        string  // the threshold that is being dragged
	right, held float64 // the accuracy on the training images and on those held back
	best        float64 // the best on the training images so far
	fewest      int     // rings that any two thresholds leave
}

type inkedDigit struct {
	centre, top float64
	label       int
}

var ruleDigits = []int{0, 4, 7}

func newThreshold() Figure {
	f := &threshold{controls: controls{
		slider("centre", "0 if centre is at most", 0, 1, 0.01, 0.60),
		slider("top", "else 4 if top is at most", 0, 1, 0.01, 0.20),
	}}
	f.train, f.test = inked(images().train), inked(images().test)
	f.fewest = fewestRings(f.train)
	f.judge()
	return f
}

// inked measures the images of 0, 4 and 7 in a set.
func inked(s set) (list []inkedDigit) {
	for i, x := range s.X {
		for _, d := range ruleDigits {
			if s.Labels[i] == d {
				list = append(list, inkedDigit{ink(x, 3, 6, 4, 5), ink(x, 0, 2, 2, 6), d})
			}
		}
	}
	return list
}

// ink returns the mean of the pixels in rows r0 to r1−1 and columns c0 to c1−1.
func ink(x []float64, r0, r1, c0, c1 int) float64 {
	sum := 0.0
	for r := r0; r < r1; r++ {
		for c := c0; c < c1; c++ {
			sum += x[8*r+c]
		}
	}
	return sum / float64((r1-r0)*(c1-c0))
}

func (f *threshold) rule(d inkedDigit) int { return rule(d, f.value("centre"), f.value("top")) }

func rule(d inkedDigit, centre, top float64) int {
	switch {
	case d.centre <= centre:
		return 0
	case d.top <= top:
		return 4
	}
	return 7
}

// fewestRings returns how many of the images the best two thresholds misread. Between the
// values that the images have, a threshold changes nothing, so it tries only those.
func fewestRings(list []inkedDigit) int {
	centres, tops := []float64{-1}, []float64{-1}
	for _, d := range list {
		centres, tops = append(centres, d.centre), append(tops, d.top)
	}
	slices.Sort(centres)
	slices.Sort(tops)
	centres, tops = slices.Compact(centres), slices.Compact(tops)
	fewest := len(list)
	for _, centre := range centres {
		for _, top := range tops {
			wrong := 0
			for _, d := range list {
				if rule(d, centre, top) != d.label {
					wrong++
				}
			}
			fewest = min(fewest, wrong)
		}
	}
	return fewest
}

func (f *threshold) accuracy(set []inkedDigit) float64 {
	var read, labels []int
	for _, d := range set {
		read, labels = append(read, f.rule(d)), append(labels, d.label)
	}
	return losses.Accuracy(losses.OneHot(read, 10), losses.OneHot(labels, 10))
}

func (f *threshold) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.judge()
}

func (f *threshold) judge() {
	f.right, f.held = f.accuracy(f.train), f.accuracy(f.test)
	f.best = max(f.best, f.right)
}

var thresholdAxes = axes{left: 40, top: 28, right: 408, bottom: 318, x0: -0.03, x1: 1.03,
	y0: -0.03, y1: 1.03}

func (f *threshold) Press(x, y float64) {
	a := thresholdAxes
	dx, dy := math.Abs(x-a.px(f.value("centre"))), math.Abs(y-a.py(f.value("top")))
	f.grip = "centre"
	if dy < dx && x > a.px(f.value("centre")) {
		f.grip = "top"
	}
	f.Drag(x, y)
}

func (f *threshold) Drag(x, y float64) {
	u, v := thresholdAxes.value(x, y)
	if f.grip == "centre" {
		f.Set("centre", u)
	} else {
		f.Set("top", v)
	}
}

func (f *threshold) Release() {}

var digitColour = map[int]string{0: "blue", 4: "gold", 7: "purple"}

func (f *threshold) Scene() *Scene {
	s, a := newScene(356), thresholdAxes
	marks := []float64{0, 0.25, 0.5, 0.75, 1}
	s.frame(a, marks, marks, number, "ink in the centre", "ink at the top")
	x, y := a.px(f.value("centre")), a.py(f.value("top"))
	s.rect("blue", "faint", a.left, a.top, x, a.bottom)
	s.rect("gold", "faint", x, y, a.right, a.bottom)
	s.rect("purple", "faint", x, a.top, a.right, y)
	for _, d := range f.train {
		if f.rule(d) == d.label {
			s.circle(digitColour[d.label], "", 3, a.px(d.centre), a.py(d.top))
		} else {
			s.circle(digitColour[d.label], "hollow", 4.5, a.px(d.centre), a.py(d.top))
		}
	}
	s.line("ink", "", x, a.top, x, a.bottom)
	s.line("ink", "", x, y, a.right, y)
	s.circle("ink", "grip", 8, x, (a.top+a.bottom)/2)
	s.circle("ink", "grip", 8, (x+a.right)/2, y)
	for _, r := range []struct {
		word   string
		x, y   float64
		wide   float64
		colour string
	}{
		{"0", a.left + 14, a.top + 24, x - a.left, "blue"},
		{"7", a.right - 14, a.top + 24, a.right - x, "purple"},
		{"4", a.right - 14, a.bottom - 10, a.right - x, "gold"},
	} {
		if r.wide > 30 {
			s.text(r.colour, "big", "middle", r.x, r.y, r.word)
		}
	}
	return s
}

func (f *threshold) Say() string {
	wrong := 0
	for _, d := range f.train {
		if f.rule(d) != d.label {
			wrong++
		}
	}
	s := fmt.Sprintf("Your rule reads %d of %d training images correctly (%.3f), and %.3f of the "+
		"%d held-back ones. ",
		len(f.train)-wrong, len(f.train), f.right, f.held, len(f.test))
	if wrong == f.fewest {
		return s + fmt.Sprintf("It misreads the %s, and no other two thresholds leave fewer.",
			count(wrong, "ring"))
	}
	return s + fmt.Sprintf("It misreads the %s. Your best so far is %.3f, and the best that two "+
		"thresholds can do is %.3f.", count(wrong, "ring"), f.best,
		1-float64(f.fewest)/float64(len(f.train)))
}

func (f *threshold) Try() string {
	return "Drag the two lines until as few dots as possible are rings. Can you get rid of all " +
		"of them?"
}

func (f *threshold) Call() string {
	return fmt.Sprintf("losses.Accuracy(losses.OneHot(rule(x, %s, %s), 10), t)",
		literal(f.value("centre")), literal(f.value("top")))
}
