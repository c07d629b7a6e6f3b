package live

import (
	"fmt"
	"math"
	"math/rand/v2"

	"chainrule/backprop"
)

// xor is a network with one hidden layer that learns XOR while the reader watches.
type xor struct {
	controls
	hidden *backprop.Affine
	net    backprop.Chain
	params []backprop.Param
	end    backprop.SquaredError
	losses []float64 // before each step
	mixed  bool      // the rate has changed since the start
	tried  map[xorSetting]map[int]bool
}

// An xorSetting is what a start has besides its seed. For each, the figure
// remembers which seeds were run to the end, and whether they learned XOR.
type xorSetting struct {
	units     int
	act, rate string
}

func (f *xor) setting() xorSetting {
	return xorSetting{f.int("units"), f.option("act"), number(xorRates[f.int("rate")])}
}

// tally returns how many starts with the present setting were run to the end, and how
// many of them learned XOR.
func (f *xor) tally() (learned, tried int) {
	for _, ok := range f.tried[f.setting()] {
		tried++
		if ok {
			learned++
		}
	}
	return learned, tried
}

var (
	xorX     = backprop.Matrix{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	xorT     = backprop.Matrix{{0}, {1}, {1}, {0}}
	xorRates = []float64{0.1, 0.3, 1, 3}
)

const xorSteps = 4000 // after which it stops

func newXOR() Figure {
	f := &xor{controls: controls{
		slider("units", "hidden units", 1, 8, 1, 2),
		choice("act", "activation", 1, "sigmoid", "tanh", "ReLU"),
		list("rate", "learning rate", xorRates, 2),
		slider("seed", "seed of the initial weights", 0, 30, 1, 0),
		button("next", "Next seed"),
	}, tried: map[xorSetting]map[int]bool{}}
	f.reset()
	return f
}

// reset draws the initial weights anew, from the seed.
func (f *xor) reset() {
	rng := rand.New(rand.NewPCG(uint64(f.int("seed")), 8))
	units := f.int("units")
	layer := func(in, out int) *backprop.Affine {
		if f.option("act") == "ReLU" {
			return backprop.NewAffine(backprop.He(rng, in, out), make([]float64, out))
		}
		return backprop.NewAffine(backprop.Gaussian(rng, 1, in, out), make([]float64, out))
	}
	f.hidden = layer(2, units)
	f.net = backprop.Chain{f.hidden, activation(f.option("act")), layer(units, 1),
		&backprop.Sigmoid{}}
	f.params = f.net.Params()
	f.losses, f.mixed = nil, false
}

// activation returns a new layer: sigmoid, tanh or ReLU.
func activation(name string) backprop.Layer {
	switch name {
	case "sigmoid":
		return &backprop.Sigmoid{}
	case "tanh":
		return &backprop.Tanh{}
	}
	return &backprop.ReLU{}
}

// Set starts again, unless it is only the rate that changes.
func (f *xor) Set(name string, v float64) {
	before := f.setting()
	switch f.controls.Set(name, v); name {
	case "rate":
		f.mixed = f.mixed || len(f.losses) > 0 && f.setting() != before
		return
	case "next":
		c := f.find("seed")
		c.Value = float64((int(c.Value) + 1) % (int(c.Max) + 1))
	}
	f.reset()
}

func (f *xor) Over() bool { return len(f.losses) == xorSteps || f.right() == 4 }

func (f *xor) Step() bool {
	if f.Over() {
		f.reset()
	}
	f.losses = append(f.losses, f.end.Forward(f.net.Forward(xorX), xorT))
	f.net.Backward(f.end.Backward(1))
	backprop.SGD(f.params, xorRates[f.int("rate")])
	if !f.Over() {
		return true
	}
	if k := f.setting(); !f.mixed {
		if f.tried[k] == nil {
			f.tried[k] = map[int]bool{}
		}
		f.tried[k][f.int("seed")] = f.right() == 4
	}
	return false
}

func (f *xor) Pace() float64 { return 8 }

func (f *xor) loss() float64 { return f.end.Forward(f.net.Forward(xorX), xorT) }

// right counts the points whose output is within 0.1 of the target.
func (f *xor) right() (n int) {
	for i, y := range f.net.Forward(xorX) {
		if math.Abs(y[0]-xorT[i][0]) < 0.1 {
			n++
		}
	}
	return n
}

var (
	xorMap  = axes{left: 70, top: 10, right: 350, bottom: 290, x0: -0.4, x1: 1.4, y0: -0.4, y1: 1.4}
	xorGrid = func() (x backprop.Matrix) { // the middles of 48×48 pixels, row by row from above
		const n = 48
		for i := range n {
			for j := range n {
				u, v := (float64(j)+0.5)/n, (float64(i)+0.5)/n
				x = append(x, []float64{float64(1.8*u) - 0.4, 1.4 - float64(1.8*v)})
			}
		}
		return x
	}()
)

func (f *xor) Scene() *Scene {
	s, a := newScene(418), xorMap
	var p []byte
	for _, y := range f.net.Forward(xorGrid) {
		p = append(p, shade(y[0]))
	}
	s.pixels("heat", "", a.left, a.top, a.right, a.bottom, 48, p)
	s.text("quiet", "small", "end", a.left-6, 24, "↑ x1")
	s.text("quiet", "small", "start", a.right+6, 288, "x0 →")
	s.text("red", "small", "start", a.right+6, 24, "orange: 1")
	s.text("blue", "small", "start", a.right+6, 42, "blue: 0")
	if learned, tried := f.tally(); tried > 0 {
		s.text("quiet", "small", "start", a.right+6, 76, "learned:")
		s.text("ink", "bold", "start", a.right+6, 95, fmt.Sprintf("%d of %d", learned, tried))
	}
	for k := range f.hidden.B {
		if x0, y0, x1, y1, ok := cross(f.hidden.W[0][k], f.hidden.W[1][k], f.hidden.B[k]); ok {
			s.line("ink", "dashed", a.px(x0), a.py(y0), a.px(x1), a.py(y1))
		}
	}
	for i, x := range xorX {
		s.circle("ground", "", 13, a.px(x[0]), a.py(x[1]))
		s.text("ink", "bold", "middle", a.px(x[0]), a.py(x[1])+5, number(xorT[i][0]))
	}
	b := axes{left: 44, top: 322, right: 408, bottom: 384, x0: 0, x1: 100, y0: 0, y1: 0.25}
	for b.x1 < float64(len(f.losses)) {
		b.x1 *= 2
	}
	s.frame(b, []float64{0, b.x1 / 2, b.x1}, []float64{0, 0.125, 0.25}, number, "steps", "loss")
	var at []float64
	for i := 0; i < len(f.losses); i += 1 + len(f.losses)/200 {
		px, py := b.at(float64(i), f.losses[i])
		at = append(at, px, py)
	}
	px, py := b.at(float64(len(f.losses)), f.loss())
	s.line("red", "", append(at, px, py)...)
	s.circle("red", "", 4, px, py)
	return s
}

// cross returns the two points in which the line w0·x + w1·y + b = 0 meets the edge of
// the map.
func cross(w0, w1, b float64) (x0, y0, x1, y1 float64, ok bool) {
	const low, high = -0.4, 1.4
	var at []float64
	for _, edge := range []float64{low, high} {
		if y := -(b + float64(w0*edge)) / w1; y >= low && y <= high {
			at = append(at, edge, y)
		}
		if x := -(b + float64(w1*edge)) / w0; x > low && x < high {
			at = append(at, x, edge)
		}
	}
	if len(at) < 4 {
		return 0, 0, 0, 0, false
	}
	return at[0], at[1], at[2], at[3], true
}

func (f *xor) Say() string {
	n, right, be := len(f.losses), f.right(), "are"
	if right == 1 {
		be = "is"
	}
	s := fmt.Sprintf("After %s the loss is %.4f, and %d of the 4 points %s within 0.1 of the "+
		"target. ", count(n, "step"), f.loss(), right, be)
	switch {
	case right == 4:
		s += "XOR is learned."
	case f.int("units") == 1:
		where := ""
		if _, _, _, _, ok := cross(f.hidden.W[0][0], f.hidden.W[1][0], f.hidden.B[0]); !ok {
			where = " (which has left the picture)"
		}
		s += "One hidden unit draws one line" + where + ", and no single line has the two " +
			"ones on one side and the two zeros on the other."
	case n == xorSteps:
		s += "That was the last step, and this start did not learn XOR in time."
	default:
		s += "Each dashed line is where a hidden unit changes sides."
	}
	if f.mixed {
		s += " This start does not count, because its rate has changed."
	}
	if learned, tried := f.tally(); tried > 0 {
		k := f.setting()
		s += fmt.Sprintf(" With %s and rate %s you have tried %s, and %d learned XOR.",
			count(k.units, k.act+" unit"), k.rate, count(tried, "start"), learned)
	}
	return s
}

func (f *xor) Try() string {
	return "Press Play and watch the dashed lines turn. Then try the next seeds. How many of five " +
		"starts learn with 2 units, and how many with 4?"
}

func (f *xor) Call() string {
	return fmt.Sprintf("backprop.SGD(net.Params(), %s)", literal(xorRates[f.int("rate")]))
}
