package live

import (
	"fmt"
	"math"
	"math/rand/v2"

	"chainrule/backprop"
)

const (
	minibatchN     = 400 // samples
	minibatchDraws = 40  // batches, each an arrow
)

// minibatch is a straight line y = w·x + b that has not learned yet. It has two
// slopes, so that a gradient is an arrow: one for all samples, and one for each of 40
// batches.
type minibatch struct {
	controls
	x, t    backprop.Matrix
	line    *backprop.Affine
	end     backprop.SquaredError
	full    [2]float64 // the gradient of all samples
	each    [][2]float64
	batches [minibatchDraws][2]float64
	seed    uint64
}

var minibatchSizes = []float64{1, 2, 4, 8, 16, 32, 64, 128, 256, 400}

func newMinibatch() Figure {
	f := &minibatch{
		controls: controls{
			list("size", "samples in a batch", minibatchSizes, 2),
			button("draw", "Draw 40 other batches"),
		},
		line: backprop.NewAffine(backprop.Matrix{{0}}, []float64{0}),
	}
	rng := rand.New(rand.NewPCG(1, 3))
	for range minibatchN {
		x, noise := float64(rng.IntN(2001)-1000)/1000, float64(rng.IntN(2001)-1000)/1000
		f.x = append(f.x, []float64{x})
		f.t = append(f.t, []float64{float64(1.2*x) + 0.8 + float64(0.9*noise)})
	}
	f.full = f.gradient(f.x, f.t)
	for n := range f.x {
		f.each = append(f.each, f.gradient(f.x[n:n+1], f.t[n:n+1]))
	}
	f.draw()
	return f
}

// gradient returns the slopes of the loss with respect to w and b.
func (f *minibatch) gradient(x, t backprop.Matrix) [2]float64 {
	f.end.Forward(f.line.Forward(x), t)
	f.line.Backward(f.end.Backward(1))
	return [2]float64{f.line.DW[0][0], f.line.DB[0]}
}

func (f *minibatch) size() int { return int(minibatchSizes[f.int("size")]) }

func (f *minibatch) draw() {
	rng := rand.New(rand.NewPCG(f.seed, uint64(f.size())))
	for i := range f.batches {
		rows := backprop.MiniBatch(rng, minibatchN, f.size())
		f.batches[i] = f.gradient(f.x.Rows(rows), f.t.Rows(rows))
	}
}

func (f *minibatch) Set(name string, v float64) {
	if name == "draw" {
		f.seed++
	}
	f.controls.Set(name, v)
	f.draw()
}

// error returns how far a typical batch is from the true gradient, in lengths of
// that: the root mean square of the 40.
func (f *minibatch) error() float64 {
	sum := 0.0
	for _, g := range f.batches {
		d := math.Hypot(g[0]-f.full[0], g[1]-f.full[1])
		sum += float64(d * d)
	}
	return math.Sqrt(sum/minibatchDraws) / math.Hypot(f.full[0], f.full[1])
}

// theory returns what that error is on average over all batches of a size: one
// sample's, divided by √size, and a factor for drawing without replacement.
func (f *minibatch) theory(size int) float64 {
	sum := 0.0
	for _, g := range f.each {
		d := math.Hypot(g[0]-f.full[0], g[1]-f.full[1])
		sum += float64(d * d)
	}
	N := float64(minibatchN)
	return math.Sqrt(sum/N/float64(size)*(N-float64(size))/(N-1)) / math.Hypot(f.full[0], f.full[1])
}

// uphill counts the batches whose step would make the loss of all samples larger, if
// it were small enough.
func (f *minibatch) uphill() (n int) {
	for _, g := range f.batches {
		if float64(g[0]*f.full[0])+float64(g[1]*f.full[1]) < 0 {
			n++
		}
	}
	return n
}

func (f *minibatch) Scene() *Scene {
	s := newScene(320)
	const cx, cy, unit = 124.0, 250.0, 84.0
	at := func(g [2]float64) (x, y float64) { // a step goes against the gradient
		return cx - float64(unit*g[1]), cy + float64(unit*g[0])
	}
	s.thin("grid", "", 10, cy, 410, cy)
	s.thin("grid", "", cx, 10, cx, 310)
	s.text("quiet", "small", "end", 410, cy+16, "step in b →")
	s.text("quiet", "small", "start", cx+6, 20, "↑ step in w")
	x, y := at(f.full)
	if r := f.error() * math.Hypot(x-cx, y-cy); r > 0 {
		s.circle("red", "faint", r, x, y)
	}
	for _, g := range f.batches {
		x, y := at(g)
		s.arrow("blue", 1.2, cx, cy, x, y)
	}
	s.arrow("red", 4, cx, cy, x, y)
	s.circle("ink", "", 4, cx, cy)
	return s
}

func (f *minibatch) Say() string {
	n := f.size()
	if n == minibatchN {
		return fmt.Sprintf("All %d samples are in every batch, so each arrow is the true "+
			"one, and costs %d samples.", n, n)
	}
	s := fmt.Sprintf("With %s a batch, the arrows miss the true one by %.2f of its length "+
		"(theory: %.2f). ", count(n, "sample"), f.error(), f.theory(n))
	if up := f.uphill(); up > 0 {
		return s + fmt.Sprintf("%d of the %d would even lead uphill.", up, minibatchDraws)
	}
	return s + "None of them leads uphill."
}

func (f *minibatch) Try() string {
	return "A line y = w·x + b learns from 400 samples. Each thin arrow is a step against the " +
		"gradient of one batch, and the thick one uses all 400. The disc shows how far off a " +
		"typical batch is. How many samples must a batch have to halve that? And to halve it again?"
}

func (f *minibatch) Call() string {
	return fmt.Sprintf("backprop.MiniBatch(rng, %d, %d)", minibatchN, f.size())
}
