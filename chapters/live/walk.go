package live

import (
	"fmt"
	"math"

	"chainrule/numgrad"
)

// walk goes downhill from where the reader clicks, in one of three landscapes.
type walk struct {
	controls
	shown int // steps of the path that are drawn
}

// A landscape is a function of two variables.
type landscape struct {
	name, formula string
	f             func(x []float64) float64
	bend          [2]float64 // its true gradient is (bend[0]·x0, bend[1]·x1)
	floor, top    float64    // the lowest and highest value to be told apart by colour
}

var landscapes = []landscape{
	{"bowl", "x0² + x1²",
		func(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }, [2]float64{2, 2}, 0, 40},
	{"valley", "x0² + 6·x1²",
		func(x []float64) float64 { return float64(x[0]*x[0]) + float64(6*x[1]*x[1]) }, [2]float64{2, 12}, 0,
		140},
	{"saddle", "x0² − x1²",
		func(x []float64) float64 { return float64(x[0]*x[0]) - float64(x[1]*x[1]) }, [2]float64{2, -2}, -25,
		25},
}

var (
	walkRates = []float64{0.01, 0.02, 0.05, 0.08, 0.1, 0.12, 0.14, 0.15, 0.16, 0.165, 0.17, 0.18,
		0.2, 0.3, 0.5, 0.8, 0.9, 0.98, 1, 1.1}
	walkAxes = axes{left: 34, top: 28, right: 408, bottom: 402, x0: -5, x1: 5, y0: -5, y1: 5}
)

func newWalk() Figure {
	f := &walk{controls: controls{
		choice("land", "landscape", 1, "bowl", "valley", "saddle"),
		list("rate", "learning rate", walkRates, 7),
		slider("steps", "steps", 1, 100, 1, 30),
		slider("x0", "start x0", -5, 5, 0.1, -3),
		slider("x1", "start x1", -5, 5, 0.1, 4),
	}}
	f.shown = f.int("steps")
	return f
}

func (f *walk) land() landscape { return landscapes[f.int("land")] }
func (f *walk) rate() float64   { return walkRates[f.int("rate")] }
func (f *walk) start() []float64 {
	return []float64{f.value("x0"), f.value("x1")}
}

// path returns the points of the walk that are drawn, the start first.
func (f *walk) path() [][]float64 {
	_, path := numgrad.Descend(f.land().f, f.start(), f.rate(), f.shown)
	return path
}

func (f *walk) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.shown = f.int("steps")
}

func (f *walk) Press(x, y float64) { f.Drag(x, y) }
func (f *walk) Drag(x, y float64) {
	u, v := walkAxes.value(x, y)
	f.Set("x0", u)
	f.Set("x1", v)
}
func (f *walk) Release() {}

func (f *walk) Over() bool { return f.shown == f.int("steps") }

// Step draws one more step of the path, from the start again when all were drawn.
func (f *walk) Step() bool {
	if f.Over() {
		f.shown = 0
	}
	f.shown++
	return !f.Over()
}

func (f *walk) Pace() float64 { return 0.15 }

func (f *walk) Scene() *Scene {
	s, a, land := newScene(440), walkAxes, f.land()
	const n = 48
	p := make([]byte, 0, n*n)
	for i := range n {
		for j := range n {
			x := []float64{float64((float64(j)+0.5)/n*10) - 5, 5 - float64((float64(i)+0.5)/n*10)}
			h := (land.f(x) - land.floor) / (land.top - land.floor)
			if land.floor == 0 {
				h = math.Sqrt(h) // shows the floor of a valley better
			}
			p = append(p, shade(h))
		}
	}
	s.pixels("height", "", a.left, a.top, a.right, a.bottom, n, p)
	s.frame(a, []float64{-4, -2, 0, 2, 4}, []float64{-4, -2, 0, 2, 4}, number, "x0", "x1")
	path := f.path()
	var at []float64
	for _, x := range path {
		px, py := a.at(x[0], x[1])
		at = append(at, px, py)
		if outside(x) {
			break
		}
	}
	s.line("ink", "", at...)
	for i := 2; i < len(at); i += 2 {
		s.circle("ink", "", 2.5, at[i], at[i+1])
	}
	if n := len(at); n > 2 && outside(path[n/2-1]) { // and goes on
		s.arrow("red", 3, at[n-4], at[n-3], at[n-2], at[n-1])
	} else {
		s.circle("red", "", 6, at[n-2], at[n-1])
	}
	s.circle("ink", "grip", 8, at[0], at[1])
	s.text("ink", "bold", "start", a.left+10, a.top-13, land.formula)
	var scale []byte // from low to high
	for i := range 64 {
		scale = append(scale, shade(float64(i%8)/7))
	}
	s.text("quiet", "small", "end", a.right-98, a.top-13, "low")
	s.pixels("height", "", a.right-92, a.top-24, a.right-38, a.top-12, 8, scale)
	s.text("quiet", "small", "end", a.right, a.top-13, "high")
	return s
}

func outside(x []float64) bool { return !(math.Abs(x[0]) <= 5 && math.Abs(x[1]) <= 5) }

func (f *walk) Say() string {
	path, land := f.path(), f.land()
	end := path[len(path)-1]
	grad := numgrad.Gradient(land.f, end)
	found := math.Hypot(grad[0], grad[1])
	steep := math.Hypot(float64(land.bend[0]*end[0]), float64(land.bend[1]*end[1]))
	s := fmt.Sprintf("After %s the walk is at (%s, %s), where the slope is %s. ",
		count(f.shown, "step"),
		place(end[0]), place(end[1]), place(steep))
	if math.Abs(found-steep) > max(0.02*steep, 0.01) {
		s += fmt.Sprintf("The numerical gradient reads %s there, because so far out x + h is "+
			"rounded. ", place(found))
	}
	first, last := land.f(path[0]), land.f(end)
	switch {
	case land.name == "saddle" && outside(end):
		return s + "It has left the picture: a saddle has no lowest point."
	case land.name == "saddle" && steep < 0.01:
		return s + "The slope is nearly 0 here, and yet this is no minimum. Move a little along " +
			"x1, and you go down again."
	case land.name == "saddle":
		return s + "It is still on its way."
	case math.Abs(last-first) <= 1e-6*first && first > 0:
		return s + "It jumps back and forth at the same height and would never stop."
	case last > first:
		return s + "It has climbed, because each step is so large that it jumps over the bottom " +
			"to a higher place."
	case steep < 0.01:
		return s + "It has practically reached the minimum."
	case f.zigzags():
		n := len(path) - 1
		return s + fmt.Sprintf("It zigzags, because each step jumps over the bottom, to %.2f of "+
			"the distance in x1.", math.Abs(path[n][1]/path[n-1][1]))
	}
	return s + "It is still on its way."
}

// place writes a coordinate: with two decimals, or with two digits where these would say
// nothing.
func place(v float64) string {
	if a := math.Abs(v); v != 0 && (a < 0.01 || a >= 100) {
		return short(v)
	}
	return fixed(v, 2)
}

// zigzags tells whether the last two steps went to opposite sides along x1, so far
// that it can be seen.
func (f *walk) zigzags() bool {
	p := f.path()
	n := len(p) - 1
	return n >= 2 && (p[n][1]-p[n-1][1])*(p[n-1][1]-p[n-2][1]) < 0 &&
		math.Abs(p[n][1]-p[n-1][1]) > 1e-3
}

func (f *walk) Try() string {
	return "Click where the walk should start. What is the largest rate that still arrives? Can " +
		"you start so that the saddle holds you?"
}

func (f *walk) Call() string {
	return fmt.Sprintf("numgrad.Descend(%s, %s, %s, %d)", f.land().name, literals(f.start()),
		literal(f.rate()), f.shown)
}
