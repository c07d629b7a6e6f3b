// Chapter 11: the vanishing gradient. The first layers of a deep network may not learn,
// because slopes shrink at every layer, although they are exact all the way.
//
// Run it with
//
//	go run ./chapters/11-vanishing-gradient
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	train, test := digits.Load()
	x := backprop.Matrix(train.X)
	t := backprop.Matrix(losses.OneHot(train.Labels, 10))
	oneUnit(out)
	perLayer(out, x[:100], t[:100])
	perDepth(out, x[:100], t[:100])
	whatALayerDoes(out, x[:100], t[:100])
	checkExactness(out)
	starved(out, x, t, test)
	return out.Flush()
}

// oneUnit follows the slope back through four layers of one sigmoid each, with
// all weights 1, biases 0 and the input 1.
func oneUnit(w io.Writer) {
	chain := unitChain(4)
	x, dout := backprop.Matrix{{1}}, backprop.Matrix{{1}}
	y := chain.Forward(x)[0][0]
	fmt.Fprintln(w, "One unit in each layer: four sigmoids of their sum a in a row, weights 1, input 1")
	fmt.Fprintf(w, "  result y         %.4f\n", y)
	fmt.Fprintln(w, "  layer            3        2        1        0")
	fmt.Fprint(w, "  dy/da of layer ")
	for i := len(chain) - 1; i >= 0; i-- {
		if dout = chain[i].Backward(dout); i%2 == 1 { // through a sigmoid
			fmt.Fprintf(w, "  %.5f", dout[0][0])
		}
	}
	fmt.Fprint(w, "\n\n")
}

// unitChain returns layers of one sigmoid each.
func unitChain(layers int) (c backprop.Chain) {
	for range layers {
		c = append(c, backprop.NewAffine(backprop.Matrix{{1}}, []float64{0}), &backprop.Sigmoid{})
	}
	return c
}

// perLayer compares the slopes of the first layer's weights with those of the last layer's.
func perLayer(w io.Writer, x, t backprop.Matrix) {
	fmt.Fprint(w, `5 layers of 100 units on 100 digits: the length of ∂L/∂W of each layer
  kind of network        W0       W1       W2       W3       W4    first/last
`)
	for _, s := range settings {
		r := s.stack(64, 100, 5, 10).walk(x, t)
		fmt.Fprintf(w, "  %-17s", s.name)
		for _, layer := range r {
			fmt.Fprintf(w, "  %.1e", layer.dW)
		}
		fmt.Fprintf(w, "  %.1e\n", r[0].dW/r[4].dW)
	}
	fmt.Fprintln(w)
}

var depths = []int{2, 5, 10, 20}

// perDepth follows the first layer as the stack on top of it grows.
func perDepth(w io.Writer, x, t backprop.Matrix) {
	fmt.Fprint(w, `The first layer's slopes, as the length of ∂L/∂W, by the number of layers
  kind of network         2        5       10       20
`)
	for _, s := range settings {
		fmt.Fprintf(w, "  %-17s", s.name)
		for _, dW := range firstLayer(s, x, t) {
			fmt.Fprintf(w, "  %.1e", dW)
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintln(w)
}

// firstLayer returns the length of the first layer's gradient at each of the depths.
func firstLayer(s setting, x, t backprop.Matrix) []float64 {
	var lengths []float64
	for _, depth := range depths {
		lengths = append(lengths, s.stack(64, 100, depth, 10).walk(x, t)[0].dW)
	}
	return lengths
}

// whatALayerDoes compares the factor by which the slopes shrink from layer to layer
// with the one that theory predicts. With the slope s of its activation, a unit
// hands back
//
//	δ_below = s · Σ_k W_k δ_k,   in the root mean square  rms(s)·std·√100·δ
//
// if weights, slopes and δ have nothing to do with each other. Each number is a
// geometric mean over the four passes back, from layer 4 to layer 0; the std is
// that of the weights as they were drawn, and s as measured.
func whatALayerDoes(w io.Writer, x, t backprop.Matrix) {
	fmt.Fprint(w, `What a layer multiplies the slopes by: std·√100 · slope of its units
                                    rms slope      the factor       distance of
  kind of network       std·√100     of units  predicted  measured  digits, forward
`)
	for _, s := range settings {
		stack := s.stack(64, 100, 5, 10)
		r := stack.walk(x, t)
		weights, slope := 1.0, 1.0
		for i := range 4 {
			weights *= rms(stack.affines[i+1].W) * math.Sqrt(100)
			slope *= r[i].slope
		}
		weights, slope = math.Pow(weights, 1./4), math.Pow(slope, 1./4)
		back := math.Pow(r[0].delta/r[4].delta, 1./4)
		apart := math.Pow(r[4].apart/r[0].apart, 1./4)
		fmt.Fprintf(w, "  %-17s  %11.3f  %11.3f  %9.3f  %8.3f  %15.3f\n",
			s.name, weights, slope, weights*slope, back, apart)
	}
	fmt.Fprintln(w)
}
