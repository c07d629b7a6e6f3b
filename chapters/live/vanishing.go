package live

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"chainrule/backprop"
)

// vanishing is a deep network that has not learned yet: the length of the gradient in
// each of its layers, as a bar.
type vanishing struct {
	controls
	lengths []float64 // of ∂L/∂W, the layer next to the input first
}

func newVanishing() Figure {
	f := &vanishing{controls: controls{
		slider("depth", "layers of weights", 2, 20, 1, 10),
		choice("act", "activation", 0, "sigmoid", "tanh", "ReLU"),
		choice("start", "initial weights", 2, "std 0.01", "std 1", "Xavier", "He"),
		slider("seed", "seed", 0, 9, 1, 0),
	}}
	f.run()
	return f
}

// weights draws a matrix of weights in the named way.
func weights(name string, rng *rand.Rand, in, out int) backprop.Matrix {
	switch name {
	case "std 0.01":
		return backprop.Gaussian(rng, 0.01, in, out)
	case "std 1":
		return backprop.Gaussian(rng, 1, in, out)
	case "Xavier":
		return backprop.Xavier(rng, in, out)
	}
	return backprop.He(rng, in, out)
}

// deep returns the layers of a network 64-width-…-width-10 with depth layers of weights.
func deep(rng *rand.Rand, act, start string, depth, width int) []backprop.Layer {
	var layers []backprop.Layer
	in := 64
	for i := range depth {
		out := width
		if i == depth-1 {
			out = 10
		}
		layers = append(layers, backprop.NewAffine(weights(start, rng, in, out),
			make([]float64, out)))
		if i < depth-1 {
			layers = append(layers, activation(act))
		}
		in = out
	}
	return layers
}

func (f *vanishing) run() {
	const width, samples = 30, 30
	rng := rand.New(rand.NewPCG(uint64(f.int("seed")), 11))
	layers := deep(rng, f.option("act"), f.option("start"), f.int("depth"), width)
	net := backprop.NewNetwork(layers...)
	net.Loss(images().train.X[:samples], images().train.T[:samples])
	net.Backward()
	f.lengths = nil
	for _, l := range layers {
		if a, ok := l.(*backprop.Affine); ok {
			f.lengths = append(f.lengths, length(a.DW))
		}
	}
}

// length returns the root of the sum of the squares.
func length(m backprop.Matrix) float64 {
	sum := 0.0
	for _, row := range m {
		for _, v := range row {
			sum += float64(v * v)
		}
	}
	return math.Sqrt(sum)
}

func (f *vanishing) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.run()
}

const vanishingLow, vanishingHigh = 1e-14, 1e4 // the ends of the scale

func (f *vanishing) Scene() *Scene {
	s := newScene(330)
	a := axes{left: 48, top: 28, right: 408, bottom: 290, x0: 0.5,
		x1: float64(len(f.lengths)) + 0.5, y0: vanishingLow, y1: vanishingHigh, logY: true}
	s.frame(a, nil, []float64{1e-14, 1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 0.01, 1, 100, 1e4}, power,
		"layer (1 is next to the input)", "length of the gradient ∂L/∂W")
	for i, l := range f.lengths {
		x := float64(i + 1)
		colour := "blue"
		if i == 0 {
			colour = "red"
		}
		_, y := a.at(x, min(max(l, a.y0), a.y1))
		s.rect(colour, "", a.px(x-0.36), a.bottom, a.px(x+0.36), y)
		switch { // off the scale
		case l < a.y0:
			s.arrow(colour, 2, a.px(x), a.bottom-18, a.px(x), a.bottom)
		case l > a.y1:
			s.arrow(colour, 2, a.px(x), a.top+4, a.px(x), a.top-8)
		}
		if n := len(f.lengths); n <= 10 || i%2 == 0 {
			s.text("quiet", "small", "middle", a.px(x), a.bottom+15, fmt.Sprint(i+1))
		}
	}
	return s
}

func (f *vanishing) Say() string {
	first, last := f.lengths[0], f.lengths[len(f.lengths)-1]
	if first == 0 {
		return "The gradient of the first layer is exactly 0, so it cannot learn: nothing of the " +
			"error reaches it."
	}
	s := fmt.Sprintf("The gradient has length %s in the first layer and %s in the last. ",
		short(first), short(last))
	if slices.Min(f.lengths) < vanishingLow || slices.Max(f.lengths) > vanishingHigh {
		s += "Where there is an arrow, the length is off the scale. "
	}
	switch r := first / last; {
	case r < 0.1 && first < 1e-3:
		return s + fmt.Sprintf("On its way back it has become %s times smaller, so the first "+
			"layer hardly learns.", large(1/r))
	case max(first, last) < 1e-3:
		return s + "Both are tiny, so the whole network hardly learns."
	case min(first, last) < 1e-3:
		return s + "They are small, so the network learns slowly."
	case first > 100:
		return s + "With any usual rate, a step would throw the weights far away."
	}
	return s + "Both layers learn at a usual pace."
}

// large writes 1234 as 1200, and what is larger than ten thousand as a power of ten.
func large(v float64) string {
	if v < 1e4 {
		return number(round(v, 2))
	}
	return "about " + power(math.Pow(10, math.Round(math.Log10(v))))
}

func (f *vanishing) Try() string {
	return "Add layers with sigmoids, and watch the bar of layer 1. Then look for an activation and " +
		"weights that keep all bars level at 20 layers."
}

func (f *vanishing) Call() string {
	draw := map[string]string{"std 0.01": "Gaussian(rng, 0.01, 30, 30)", "std 1": "Gaussian(rng, 1, 30, 30)",
		"Xavier": "Xavier(rng, 30, 30)", "He": "He(rng, 30, 30)"}[f.option("start")]
	return "backprop." + draw
}
