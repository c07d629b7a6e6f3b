package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
)

// A net is layers one after the other that learn XOR. It is what
// backprop.Network does, in full and with the mean squared error at its end.
type net struct {
	layers []backprop.Layer
	params []backprop.Param
	dout   backprop.Matrix // ∂L/∂y, one row a point
}

func newNet(layers ...backprop.Layer) *net {
	n := &net{layers: layers, dout: backprop.NewMatrix(len(xorT), 1)}
	for _, l := range layers {
		if a, ok := l.(*backprop.Affine); ok {
			n.params = append(n.params, a.Params()...)
		}
	}
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

func (n *net) forward(x backprop.Matrix) backprop.Matrix {
	for _, l := range n.layers {
		x = l.Forward(x)
	}
	return x
}

// backward walks back from the outputs y of the four points and fills all
// gradients. The loss is L = 1/(2N) Σ_n (y_n − t_n)², so ∂L/∂y_n = (y_n − t_n)/N.
func (n *net) backward(y backprop.Matrix) {
	for i := range y {
		n.dout[i][0] = (y[i][0] - xorT[i][0]) / float64(len(y))
	}
	dout := n.dout
	for i := len(n.layers) - 1; i >= 0; i-- {
		dout = n.layers[i].Backward(dout)
	}
}

// train takes steps of gradient descent until all is learned, but at most max of
// them. It returns how many it took, and whether all is learned.
func (n *net) train(max int, lr float64) (steps int, learned bool) {
	for {
		y := n.forward(xorX)
		if pointsOff(y) == 0 {
			return steps, true
		}
		if steps == max {
			return steps, false
		}
		n.backward(y)
		backprop.SGD(n.params, lr)
		steps++
	}
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

func (n *net) loss() float64 { return losses.MSEBatch(n.forward(xorX), xorT) }

// row prints the outputs of the four points.
func row(y backprop.Matrix) string {
	return fmt.Sprintf("%.4f %.4f %.4f %.4f", y[0][0], y[1][0], y[2][0], y[3][0])
}

func learnXOR(w io.Writer) {
	fmt.Fprint(w, `Learning: 2-2-1, sigmoids, mean squared error, all points in each step, lr 1
   steps     loss    y(0,0) y(0,1) y(1,0) y(1,1)
`)
	n := starts[0].net(2, 0)
	before := square(n, 7)
	taken := 0
	for _, more := range []int{0, 100, 900, longest} {
		steps, _ := n.train(more, 1)
		taken += steps
		fmt.Fprintf(w, "  %6d   %.4f    %s\n", taken, n.loss(), row(n.forward(xorX)))
	}
	fmt.Fprintln(w, "  learned: each y is within 0.1 of its target. What the hidden units say:")
	h := n.layers[1].Forward(n.layers[0].Forward(xorX))
	for k := range h[0] {
		fmt.Fprintf(w, "  unit %d              %.2f   %.2f   %.2f   %.2f\n",
			k+1, h[0][k], h[1][k], h[2][k], h[3][k])
	}
	fmt.Fprintln(w, "  y before and after, over x1 (to the right) and x2 (up); dark is high:")
	for i, after := range square(n, 7) {
		fmt.Fprintf(w, "    |%s|    |%s|\n", shades(before[i]), shades(after))
	}
	fmt.Fprintln(w)
}

// square returns y over the unit square, in size rows from x2 = 1 down to 0 and
// 2·size − 1 columns from x1 = 0 to 1.
func square(n *net, size int) [][]float64 {
	cols := 2*size - 1
	var x backprop.Matrix
	for i := range size {
		for j := range cols {
			x = append(x, []float64{float64(j) / float64(cols-1), 1 - float64(i)/float64(size-1)})
		}
	}
	y := n.forward(x)
	rows := backprop.NewMatrix(size, cols)
	for i := range rows {
		for j := range rows[i] {
			rows[i][j] = y[i*cols+j][0]
		}
	}
	return rows
}

// shades draws numbers from 0 to 1 as five signs, from light to dark.
func shades(y []float64) string {
	var s strings.Builder
	for _, v := range y {
		s.WriteByte(" .:+#"[min(int(5*v), 4)])
	}
	return s.String()
}
