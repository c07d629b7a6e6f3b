package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
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
	params := net.Params()
	x, t := backprop.Gaussian(rng, 1, s.batch, s.inputs), backprop.NewMatrix(s.batch, 10)
	for i := range t {
		t[i][rng.IntN(10)] = 1
	}
	return func() float64 {
		loss := net.Loss(x, t)
		net.Backward()
		backprop.SGD(params, 0.001)
		return loss
	}
}

// growth prints how the cost of a step grows with everything it depends on, one
// thing at a time.
func growth(out io.Writer) {
	base := setup{inputs: 64, hidden: 50, layers: 1, batch: 100}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "what changes\t\tms a step\tmillion multiplications\tGFLOP/s\t")
	show := func(what string, value int, s setup) {
		t := median(s.step())
		n := s.multiplications()
		fmt.Fprintf(w, "%s\t%d\t%.3f\t%.2f\t%.1f\t\n", what, value, t/1e6, float64(n)/1e6, 2*float64(n)/t)
	}
	for _, v := range []int{25, 50, 100, 200, 400, 800} {
		s := base
		s.hidden = v
		show("width", v, s)
	}
	for _, v := range []int{1, 2, 4, 8, 16} {
		s := base
		s.layers = v
		show("hidden layers", v, s)
	}
	for _, v := range []int{1, 10, 100, 1000} {
		s := base
		s.batch = v
		show("batch", v, s)
	}
	all := runtime.GOMAXPROCS(0)
	for v := 1; v <= all; v *= 2 {
		runtime.GOMAXPROCS(v)
		show("cores, width 400", v, setup{inputs: 64, hidden: 400, layers: 1, batch: 100})
	}
	runtime.GOMAXPROCS(all)
	w.Flush()
}
