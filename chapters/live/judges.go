package live

import (
	"fmt"
	"math"

	"chainrule/losses"
)

// judges has a prediction of three classes, whose bars the reader drags, and what MSE
// and cross entropy make of it.
type judges struct {
	controls
	y    [3]float64 // the prediction, which sums to 1
	grip int        // the bar that is being dragged
}

func newJudges() Figure {
	f := &judges{
		controls: controls{
			slider("y0", "probability of class 0", 0, 1, 0.01, 0),
			slider("y1", "probability of class 1", 0, 1, 0.01, 0),
			slider("y2", "probability of class 2", 0, 1, 0.01, 0),
			choice("true", "true class", 0, "0", "1", "2"),
		},
		y: [3]float64{0.6, 0.3, 0.1},
	}
	for k := range f.y {
		f.controls[k].show = func(v float64) string { return fixed(v, 2) }
	}
	f.tell()
	return f
}

// tell lets the sliders show the prediction.
func (f *judges) tell() {
	for k, v := range f.y {
		f.find(fmt.Sprint("y", k)).Value = round(v, 3)
	}
}

// Set moves a control. If it is the probability of the true class, the other two keep
// their proportion and share what is left. That of a wrong class takes only from the
// other wrong one, so that the true class keeps what it has.
func (f *judges) Set(name string, v float64) {
	f.controls.Set(name, v)
	for k := range f.y {
		if name != fmt.Sprint("y", k) {
			continue
		}
		p, t := f.value(name), f.int("true")
		if k != t {
			rest := max(1-f.y[t], 0)
			f.y[k] = min(p, rest)
			f.y[3-k-t] = rest - f.y[k]
			continue
		}
		a, b := (k+1)%3, (k+2)%3
		part := 0.5
		if rest := f.y[a] + f.y[b]; rest > 0 {
			part = f.y[a] / rest
		}
		f.y[k], f.y[a], f.y[b] = p, part*(1-p), (1-part)*(1-p)
	}
	f.tell()
}

func (f *judges) target() []float64 { return losses.OneHot([]int{f.int("true")}, 3)[0] }

func (f *judges) losses() (mse, entropy float64) {
	return losses.MSE(f.y[:], f.target()), losses.CrossEntropy(f.y[:], f.target())
}

var judgesAxes = axes{left: 34, top: 28, right: 408, bottom: 178, x0: -0.5, x1: 2.5, y0: 0, y1: 1}

func (f *judges) Press(x, y float64) {
	u, _ := judgesAxes.value(x, y)
	f.grip = int(math.Round(min(max(u, 0), 2)))
	f.Drag(x, y)
}

func (f *judges) Drag(x, y float64) {
	_, v := judgesAxes.value(x, y)
	f.Set(fmt.Sprint("y", f.grip), v)
}

func (f *judges) Release() {}

func (f *judges) Scene() *Scene {
	s, a := newScene(306), judgesAxes
	s.frame(a, nil, []float64{0, 0.5, 1}, number, "", "prediction y, and the target t as lines")
	for k, t := range f.target() {
		x := float64(k)
		s.rect("blue", "", a.px(x-0.2), a.bottom, a.px(x+0.2), a.py(f.y[k]))
		s.line("gold", "", a.px(x-0.22), a.py(t), a.px(x+0.22), a.py(t))
		s.circle("blue", "grip", 8, a.px(x), a.py(f.y[k]))
		s.text("ink", "bold", "start", a.px(x+0.26), min(a.py(f.y[k])+5, a.bottom-8),
			fmt.Sprintf("%.2f", f.y[k]))
		s.text("quiet", "", "middle", a.px(x), a.bottom+20, fmt.Sprintf("class %d", k))
	}
	mse, entropy := f.losses()
	const full = 4.0 // of a bar; a larger loss is an arrow that leads out of it
	for i, l := range []struct {
		name, colour string
		value        float64
	}{{"MSE", "red", mse}, {"cross entropy", "purple", entropy}} {
		y := float64(236 + 38*i)
		s.text(l.colour, "bold", "end", 134, y+14, l.name)
		end := 144 + float64(216*min(l.value/full, 1))
		if l.value <= full {
			s.rect(l.colour, "", 144, y, end, y+20)
		} else {
			s.arrow(l.colour, 14, 144, y+10, end, y+10)
		}
		words := fmt.Sprintf("%.2f", l.value)
		if math.IsInf(l.value, 1) {
			words = "∞"
		}
		s.text("ink", "bold", "start", end+7, y+14, words)
	}
	return s
}

func (f *judges) Say() string {
	k := f.int("true")
	mse, entropy := f.losses()
	if f.y[k] == 0 {
		return fmt.Sprintf("The model has ruled out the true class. Cross entropy is infinite, "+
			"while MSE is %.2f and can never be more than 1.", mse)
	}
	s := fmt.Sprintf("The true class %d has probability %s, so cross entropy is %.2f, whatever "+
		"the other bars are. ", k, short(f.y[k]), entropy)
	equal := f.y
	for j := range equal {
		if j != k {
			equal[j] = (1 - f.y[k]) / 2
		}
	}
	least := losses.MSE(equal[:], f.target())
	if mse-least < 0.005 {
		return s + fmt.Sprintf("MSE is %.2f.", mse)
	}
	return s + fmt.Sprintf("MSE is %.2f, and would be %.2f if the two wrong classes shared the "+
		"rest equally.", mse, least)
}

func (f *judges) Try() string {
	return "Drag the bar of the true class down towards 0. Which loss rises more? Then move the " +
		"other two bars, which share the rest. Which loss changes at all?"
}

func (f *judges) Call() string {
	return fmt.Sprintf("losses.CrossEntropy(%s, %s)", literals(f.y[:]), literals(f.target()))
}
