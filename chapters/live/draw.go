package live

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
)

const (
	drawBatch = 100                   // as in chapter 10
	drawSteps = 30 * 1437 / drawBatch // about 30 epochs: fewer than there, as a reader waits
)

// draw has a pad to draw a digit on, and a network, trained in the page, that reads
// it. The data set was made in the same way: a bitmap of 32×32, and the count of ink in
// each block of 4×4.
type draw struct {
	controls
	strokes [][]spot // on the pad, in its pixels
	bits    bitmap   // of a held-back image, where there are no strokes
	cursor  spot     // for those who draw with keys
	down    bool     // the pen is
	byKeys  bool     // the reader draws with keys, and has to see where the pen is
	net     *backprop.Network
	rng     *rand.Rand
	order   []int // images that are still to be seen in this epoch
	steps   int
	back    backprop.Matrix // what is read of the held-back images, drawn back
	report  string          // about these, when all is learned
}

func newDraw() Figure {
	f := &draw{controls: controls{
		button("clear", "Clear"),
		slider("image", "or take a held-back image", 0, float64(len(images().test.X)), 1, 0),
	}, cursor: spot{16, 16}}
	f.find("image").show = func(v float64) string {
		if v == 0 {
			return "none"
		}
		return fmt.Sprintf("%.0f, %s", v, a(images().test.Labels[int(v)-1]))
	}
	f.forget()
	f.Set("image", 1)
	return f
}

// forget makes a new network, that of chapter 10 before it has learned.
func (f *draw) forget() {
	f.rng = rand.New(rand.NewPCG(0, 10))
	f.net = backprop.NewNetwork(
		backprop.NewAffine(backprop.He(f.rng, 64, 50), make([]float64, 50)), &backprop.ReLU{},
		backprop.NewAffine(backprop.He(f.rng, 50, 10), make([]float64, 10)))
	f.order, f.steps, f.back, f.report = nil, 0, nil, ""
}

func (f *draw) Over() bool { return f.steps == drawSteps }

// Step learns from one mini-batch.
func (f *draw) Step() bool {
	if f.Over() {
		f.forget()
	}
	train, test := images().train, images().test
	if f.steps < len(test.X) { // a little at a time, so that no frame is late
		f.back = append(f.back, counted(drawnBack(test.X[f.steps])))
	}
	if len(f.order) == 0 {
		f.order = backprop.MiniBatch(f.rng, len(train.X), len(train.X))
	}
	n := min(drawBatch, len(f.order))
	rows := f.order[:n]
	f.order = f.order[n:]
	f.net.Loss(train.X.Rows(rows), train.T.Rows(rows))
	f.net.Backward()
	backprop.SGD(f.net.Params(), 0.5)
	f.steps++
	return !f.Over()
}

func (f *draw) Pace() float64 { return 60 }

func (f *draw) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.strokes, f.down = nil, false
	switch i := f.int("image"); {
	case name == "clear":
		f.find("image").Value = 0
		f.bits = bitmap{}
	case i == 0:
		f.bits = bitmap{}
	default:
		f.bits = drawnBack(images().test.X[i-1])
	}
}

var pad = axes{left: 8, top: 8, right: 264, bottom: 264, x0: 0, x1: side, y0: side, y1: 0}

func (f *draw) Press(x, y float64) {
	if x > pad.right+8 || y > pad.bottom+8 {
		return
	}
	if f.int("image") != 0 {
		f.Set("clear", 1)
	}
	u, v := pad.value(x, y)
	f.strokes = append(f.strokes, []spot{{u, v}})
	f.down, f.byKeys = true, false
}

func (f *draw) Drag(x, y float64) {
	if !f.down {
		return
	}
	u, v := pad.value(x, y)
	last := &f.strokes[len(f.strokes)-1]
	*last = append(*last, spot{u, v})
	f.cursor = spot{u, v}
}

func (f *draw) Release() { f.down = false }

// Key moves the pen with the arrows, puts it down or lifts it with the space bar, and
// clears the pad with Delete. Escape hides the pen, as when the pad is left.
func (f *draw) Key(key string) bool {
	d, move := map[string]spot{"ArrowLeft": {-1, 0}, "ArrowRight": {1, 0}, "ArrowUp": {0, -1},
		"ArrowDown": {0, 1}}[key]
	switch {
	case move:
		f.cursor.x = min(max(f.cursor.x+d.x, 0), side)
		f.cursor.y = min(max(f.cursor.y+d.y, 0), side)
		if f.down {
			f.Drag(pad.px(f.cursor.x), pad.py(f.cursor.y))
		}
	case key == " ":
		if f.down {
			f.Release()
		} else {
			f.Press(pad.px(f.cursor.x), pad.py(f.cursor.y))
		}
	case key == "Escape":
		f.Release()
		f.byKeys = false
		return true
	case key == "Delete" || key == "Backspace":
		f.Set("clear", 1)
	default:
		return false
	}
	f.byKeys = true
	return true
}

// input returns what the network reads of the pad, and false if there is no ink.
func (f *draw) input() ([]float64, bool) {
	b := f.bits
	if len(f.strokes) > 0 {
		b = inkOf(normalised(f.strokes))
	}
	return counted(b), b != bitmap{}
}

// probabilities are those of the ten digits for the pad.
func (f *draw) probabilities() []float64 {
	x, _ := f.input()
	return losses.Softmax(f.net.Predict(backprop.Matrix{x})[0])
}

// A mixup is a digit that is read as another.
type mixup struct{ shown, read, times int }

// readBack reads the held-back images, drawn back on the pad, and returns the share
// right and what was read as something else, the most frequent first.
func (f *draw) readBack() (right float64, wrong []mixup) {
	test := images().test
	y := f.net.Predict(f.back)
	var table [10][10]int
	for n, scores := range y {
		table[test.Labels[n]][argmax(scores)]++
	}
	for shown := range 10 {
		for read, times := range table[shown] {
			if read != shown && times > 0 {
				wrong = append(wrong, mixup{shown, read, times})
			}
		}
	}
	slices.SortStableFunc(wrong, func(a, b mixup) int { return b.times - a.times })
	return losses.Accuracy(y, test.T), wrong
}

// a writes a digit with its article.
func a(digit int) string {
	if digit == 8 {
		return "an 8"
	}
	return fmt.Sprintf("a %d", digit)
}

func argmax(x []float64) (k int) {
	for i, v := range x {
		if v > x[k] {
			k = i
		}
	}
	return k
}

func (f *draw) Scene() *Scene {
	s := newScene(416)
	shown := f.bits
	if len(f.strokes) > 0 {
		shown = inkOf(f.strokes)
	}
	s.pixels("ink", "grip", pad.left, pad.top, pad.right, pad.bottom, side, inkPixels(shown[:]))
	s.rect("quiet", "hollow", pad.left, pad.top, pad.right, pad.bottom)
	if f.byKeys {
		s.circle("red", "hollow", pen*8, pad.px(f.cursor.x), pad.py(f.cursor.y))
	}
	x, any := f.input()
	var p []byte
	for _, v := range x {
		p = append(p, shade(v))
	}
	s.text("quiet", "small", "start", 284, 20, "what it reads: 8×8")
	s.pixels("ink", "", 284, 28, 412, 156, 8, p)
	s.rect("quiet", "hollow", 284, 28, 412, 156)
	if any {
		y := f.probabilities()
		k := argmax(y)
		s.text("ink", "small", "start", 284, 180, "it says")
		s.text("blue", "huge", "middle", 320, 244, fmt.Sprint(k))
		s.text("quiet", "", "start", 350, 230, fmt.Sprintf("%.0f %%", 100*y[k]))
		for d, v := range y {
			left := float64(14 + 40*d)
			s.rect("blue", "", left, 384, left+28, 384-float64(84*v))
		}
	}
	s.line("quiet", "", 8, 384, 412, 384)
	for d := range 10 {
		s.text("ink", "", "middle", float64(28+40*d), 402, fmt.Sprint(d))
	}
	s.text("quiet", "small", "start", 8, 292, "probability of each digit")
	return s
}

func inkPixels(b []bool) []byte {
	p := make([]byte, len(b))
	for i, inked := range b {
		if inked {
			p[i] = 255
		}
	}
	return p
}

func (f *draw) Say() string {
	var s strings.Builder
	if f.steps == 0 {
		return "The network has learned nothing yet, so its answers are pure chance. Press Play " +
			"to train it on 1437 images."
	}
	if !f.Over() {
		fmt.Fprintf(&s, "Learning: %d of %d steps. ", f.steps, drawSteps)
	}
	if _, any := f.input(); any {
		y := f.probabilities()
		second := slices.Clone(y)
		k := argmax(y)
		second[k] = 0
		fmt.Fprintf(&s, "It reads %s (%.0f %%)", a(k), 100*y[k])
		if p := second[argmax(second)]; p >= 0.005 {
			fmt.Fprintf(&s, "; its second guess is %d (%.0f %%)", argmax(second), 100*p)
		}
		s.WriteString(". ")
	}
	if f.Over() {
		if f.report == "" {
			right, wrong := f.readBack()
			f.report = fmt.Sprintf("It has learned. Of the %d held-back images, put on this "+
				"pad as ink, it reads %.0f %% correctly. Its most frequent mistakes are to read ",
				len(images().test.X), 100*right)
			for i, m := range wrong[:3] {
				f.report += []string{"", ", ", " and "}[i] +
					fmt.Sprintf("%s as %s (%s)", a(m.shown), a(m.read), count(m.times, "time"))
			}
			f.report += ". It also reads a 1 with a foot as a 2."
		}
		s.WriteString(f.report)
	}
	return strings.TrimSpace(s.String())
}

func (f *draw) Try() string {
	return "Train the network, then draw a digit with finger, mouse or keys (arrows move, space " +
		"puts the pen down). Which ways of writing a 1, 7 or 9 does it misread, if any?"
}

func (f *draw) Call() string { return "net.Predict(backprop.Matrix{x})" }
