package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"chainrule/backprop"
	"chainrule/losses"
)

// A net is a chain of layers that learns XOR, and the mean squared error at its end.
type net struct {
	backprop.Chain
	end    backprop.SquaredError
	params []backprop.Param
}

func newNet(layers ...backprop.Layer) *net {
	n := &net{Chain: layers}
	n.params = n.Params()
	return n
}

// A start says how a net with one hidden layer begins: the activation of its
// hidden units, and where its weights are drawn from. Biases begin at 0.
type start struct {
	name    string
	act     func() backprop.Layer
	weights func(rng *rand.Rand, in, out int) backprop.Matrix
	seeds   int // how many are tried: 0 … seeds−1
}

// net returns a new 2-units-1 net, ending in a sigmoid, from the given seed.
func (s start) net(units, seed int) *net {
	rng := rand.New(rand.NewPCG(uint64(seed), 8))
	return newNet(
		backprop.NewAffine(s.weights(rng, 2, units), make([]float64, units)), s.act(),
		backprop.NewAffine(s.weights(rng, units, 1), make([]float64, 1)), &backprop.Sigmoid{},
	)
}

// train takes steps of gradient descent until all is learned, but at most max of
// them. It returns how many it took, and whether all is learned.
func (n *net) train(limit int, lr float64) (steps int, learned bool) {
	for {
		y := n.Forward(xorX)
		if pointsOff(y) == 0 {
			return steps, true
		}
		if steps == limit {
			return steps, false
		}
		n.step(y, lr)
		steps++
	}
}

// step is one step of gradient descent, from the outputs y of the four points.
func (n *net) step(y backprop.Matrix, lr float64) {
	n.end.Forward(y, xorT)        // L = 1/(2N) Σ (y − t)²
	n.Backward(n.end.Backward(1)) // all slopes
	backprop.SGD(n.params, lr)    // w ← w − lr·slope
}

// pointsOff counts the outputs that are not within 0.1 of their targets.
func pointsOff(y backprop.Matrix) (off int) {
	for i := range y {
		if !(math.Abs(y[i][0]-xorT[i][0]) < 0.1) {
			off++
		}
	}
	return off
}

func (n *net) loss() float64 { return losses.MSEBatch(n.Forward(xorX), xorT) }

// row prints the outputs of the four points.
func row(y backprop.Matrix) string {
	return fmt.Sprintf("%.4f %.4f %.4f %.4f", y[0][0], y[1][0], y[2][0], y[3][0])
}

func learnXOR(w io.Writer) {
	fmt.Fprint(w, `Learning: 2-2-1, sigmoids, mean squared error, all points in each step, lr 1
   steps     loss    y(0,0) y(0,1) y(1,0) y(1,1)
`)
	n := starts[0].net(2, 0)
	taken := 0
	for _, more := range []int{0, 100, 900, longest} {
		steps, _ := n.train(more, 1)
		taken += steps
		fmt.Fprintf(w, "  %6d   %.4f    %s\n", taken, n.loss(), row(n.Forward(xorX)))
	}
	h := n.Chain[:2].Forward(xorX)
	for k := range h[0] {
		fmt.Fprintf(w, "  unit %d at the end   %.4f %.4f %.4f %.4f\n",
			k, h[0][k], h[1][k], h[2][k], h[3][k])
	}
	fmt.Fprintln(w)
}
