package main

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"text/tabwriter"

	"chainrule/backprop"
)

// A setup is a network of ReLU layers and the size of its batch.
type setup struct {
	inputs, hidden, layers, batch int
}

// multiplications counts those of the matrix products of one step: forward, back
// to the weights, and back to the inputs of all layers but the first.
func (s setup) multiplications() int {
	sizes, n := s.sizes(), 0
	for i, in := range sizes[:len(sizes)-1] {
		times := 3
		if i == 0 {
			times = 2
		}
		n += times * s.batch * in * sizes[i+1]
	}
	return n
}

func (s setup) sizes() []int {
	sizes := []int{s.inputs}
	for range s.layers {
		sizes = append(sizes, s.hidden)
	}
	return append(sizes, 10)
}

// step returns one step on a batch that stays the same.
func (s setup) step() func() float64 {
	rng := rand.New(rand.NewPCG(4, 4))
	var layers []backprop.Layer
	sizes := s.sizes()
	for i, in := range sizes[:len(sizes)-1] {
		if i > 0 {
			layers = append(layers, new(backprop.ReLU))
		}
		layers = append(layers, backprop.NewAffine(backprop.He(rng, in, sizes[i+1]), make([]float64, sizes[i+1])))
	}
	net := backprop.NewNetwork(layers...)
	x, t := backprop.Gaussian(rng, 1, s.batch, s.inputs), backprop.NewMatrix(s.batch, 10)
	for i := range t {
		t[i][rng.IntN(10)] = 1
	}
	return func() float64 {
		loss := net.Loss(x, t)
		net.Backward()
		backprop.SGD(net.Params(), 0.001)
		return loss
	}
}

// A point is a setup, and the one thing that makes it differ from the others.
type point struct {
	setup
	what  string
	value int
}

func (p point) name() string { return fmt.Sprintf("%s %d", p.what, p.value) }

// growing returns the points of three lines: a step of 64-50-10 on 100 samples, in
// which the width, the number of hidden layers or the batch changes.
func growing() []point {
	base := setup{inputs: 64, hidden: 50, layers: 1, batch: 100}
	var list []point
	for _, v := range []int{25, 50, 100, 200, 400, 800} {
		s := base
		s.hidden = v
		list = append(list, point{s, "width", v})
	}
	for _, v := range []int{1, 2, 4, 8, 16} {
		s := base
		s.layers = v
		list = append(list, point{s, "hidden layers", v})
	}
	for _, v := range []int{1, 10, 100, 1000} {
		s := base
		s.batch = v
		list = append(list, point{s, "batch", v})
	}
	return list
}

// tableOfGrowth prints the times of the ordinary build and of that with SIMD.
func tableOfGrowth(out io.Writer, times [2]sample) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "what changes\t\tmillion multiplications\tms a step\tGFLOP/s\twith SIMD, ms\tGFLOP/s\t")
	for _, p := range growing() {
		n := float64(p.multiplications())
		t, v := times[0][p.name()], times[1][p.name()]
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.3f\t%.1f\t%.3f\t%.1f\t\n", p.what, p.value, n/1e6, t/1e6, 2*n/t, v/1e6, 2*n/v)
	}
	w.Flush()
}

// picture draws the times over the multiplications, both axes logarithmic, so that
// what is in proportion is a straight line; with two such lines, the time that one core
// needs at its limits, a multiplication and an addition of single numbers or of vectors.
func picture(times [2]sample, scalar, vectors float64) []byte {
	const width, height, left, right, top, bottom = 720, 440, 60, 170, 20, 50
	const x0, x1, y0, y1 = -2.5, 1.5, -3.0, 1.0 // powers of ten: millions, milliseconds
	x := func(millions float64) float64 { return left + (math.Log10(millions)-x0)/(x1-x0)*(width-left-right) }
	y := func(ms float64) float64 { return height - bottom - (math.Log10(ms)-y0)/(y1-y0)*(height-top-bottom) }
	var b bytes.Buffer
	fmt.Fprintf(&b, "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n", width, height)
	fmt.Fprintln(&b, "<title>How the time of a step grows with its multiplications</title>")
	fmt.Fprintln(&b, "<style>text{fill:#333}.axis{stroke:#999;stroke-width:1}.limit{stroke:#999;stroke-width:1.5;stroke-dasharray:6 4}"+
		"@media (prefers-color-scheme:dark){text{fill:#ddd}}</style>")
	text := func(x, y float64, anchor, s string) {
		fmt.Fprintf(&b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, s)
	}
	line := func(class string, ax, ay, bx, by float64) {
		fmt.Fprintf(&b, "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n", class, ax, ay, bx, by)
	}
	line("axis", left, height-bottom, width-right, height-bottom)
	line("axis", left, top, left, height-bottom)
	for _, v := range []float64{0.01, 0.1, 1, 10} {
		line("axis", x(v), height-bottom, x(v), height-bottom+5)
		text(x(v), height-bottom+20, "middle", fmt.Sprint(v))
		line("axis", left-5, y(v), left, y(v))
		text(left-8, y(v)+4, "end", fmt.Sprint(v))
	}
	text((left+width-right)/2, height-8, "middle", "million multiplications in a step")
	text(left+8, top+10, "start", "ms")
	for _, l := range []struct {
		ns   float64 // for a multiplication or an addition
		name string
	}{{scalar, "limit, single numbers"}, {vectors, "limit, vectors"}} {
		if l.ns > 0 { // 10⁶ multiplications and as many additions take 2·ns milliseconds
			from, to := max(math.Pow(10, x0), math.Pow(10, y0)/(2*l.ns)), math.Pow(10, x1)
			line("limit", x(from), y(2*l.ns*from), x(to), y(2*l.ns*to))
			text(x(to)+6, y(2*l.ns*to)+4, "start", l.name)
		}
	}
	colours := map[string]string{"width": "#0072b2", "hidden layers": "#d55e00", "batch": "#009e73"}
	for i, dash := range []string{"", " stroke-dasharray=\"2 3\""} {
		points := growing()
		for from := 0; from < len(points); {
			to, what := from, points[from].what
			path := "M"
			for ; to < len(points) && points[to].what == what; to++ {
				ax, ay := x(float64(points[to].multiplications())/1e6), y(times[i][points[to].name()]/1e6)
				path += fmt.Sprintf(" %.1f %.1f", ax, ay)
				fmt.Fprintf(&b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>\n", ax, ay, colours[what])
			}
			fmt.Fprintf(&b, "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>\n", path, colours[what], dash)
			from = to
		}
	}
	for i, what := range []string{"width", "hidden layers", "batch"} {
		at := float64(height - bottom - 110 + 18*i)
		fmt.Fprintf(&b, "<circle cx=\"%d\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n", width-right+20, at-4, colours[what])
		text(width-right+30, at, "start", what)
	}
	for i, s := range []string{"", "2 3"} {
		at := float64(height - bottom - 50 + 18*i)
		fmt.Fprintf(&b, "<path d=\"M %d %.1f h 20\" fill=\"none\" stroke=\"#999\" stroke-width=\"2\" stroke-dasharray=\"%s\"/>\n", width-right+6, at-4, s)
		text(width-right+30, at, "start", []string{"ordinary build", "with SIMD"}[i])
	}
	fmt.Fprintln(&b, "</svg>")
	return b.Bytes()
}
