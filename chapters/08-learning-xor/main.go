// Chapter 8: learning XOR. One layer cannot compute it, two layers can, and
// backpropagation finds their weights, though not from every start.
//
// Run it with
//
//	go run ./chapters/08-learning-xor
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/rand/v2"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/losses"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	singleLayer(out)
	byHand(out)
	affineBackward(out)
	learnXOR(out)
	countSuccess(out)
	badStarts(out)
	return out.Flush()
}

// xorX are the four points and xorT their targets: 1 where the inputs differ.
// Nothing changes them.
var (
	xorX = backprop.Matrix{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	xorT = backprop.Matrix{{0}, {1}, {1}, {0}}
)

// singleLayer tries what cannot be done: XOR with one affine layer and a
// sigmoid. The sigmoid changes nothing here: y > 0.5 where the sum is > 0.
func singleLayer(w io.Writer) {
	fmt.Fprintln(w, "One layer: y = sigmoid(w0·x0 + w1·x1 + b)")
	best, right, tried := searchGrid()
	fmt.Fprintf(w, "  search  %d settings: at most %d of 4 points on the correct side of 0.5;\n",
		tried, right)
	fmt.Fprintf(w, "          lowest loss %.4f, at w0 = %v, w1 = %v, b = %v\n",
		best.loss, best.w0, best.w1, best.b)

	rng := rand.New(rand.NewPCG(0, 8))
	layer := backprop.NewAffine(backprop.Xavier(rng, 2, 1), []float64{0})
	n := newNet(layer, &backprop.Sigmoid{})
	fmt.Fprintf(w, "  learn   from y = %s, loss %.4f\n", row(n.Forward(xorX)), n.loss())
	steps, _ := n.train(1000, 1)
	fmt.Fprintf(w, "          to   y = %s, loss %.4f, in %d steps\n",
		row(n.Forward(xorX)), n.loss(), steps)
	fmt.Fprintln(w)
}

type setting struct{ w0, w1, b, loss float64 }

// searchGrid tries a single sigmoid with all weights from −10 to 10 in steps of
// 0.5. It returns the setting with the smallest loss (the first, of equals), and
// of how many points at best y is on the right side of 0.5.
func searchGrid() (best setting, right, tried int) {
	best.loss = math.Inf(1)
	layer := backprop.NewAffine(backprop.NewMatrix(2, 1), []float64{0})
	var act backprop.Sigmoid
	for i := range 41 {
		for j := range 41 {
			for k := range 41 {
				s := setting{w0: float64(i-20) / 2, w1: float64(j-20) / 2, b: float64(k-20) / 2}
				layer.W[0][0], layer.W[1][0], layer.B[0] = s.w0, s.w1, s.b
				y := act.Forward(layer.Forward(xorX))
				s.loss = losses.MSEBatch(y, xorT)
				if s.loss < best.loss {
					best = s
				}
				right = max(right, onTheRightSide(y))
				tried++
			}
		}
	}
	return best, right, tried
}

// onTheRightSide counts the points where y > 0.5 for t = 1 and y < 0.5 for t = 0.
func onTheRightSide(y backprop.Matrix) (points int) {
	for n := range y {
		if y[n][0] > 0.5 && xorT[n][0] == 1 || y[n][0] < 0.5 && xorT[n][0] == 0 {
			points++
		}
	}
	return points
}

// gates returns two affine layers that make XOR, if an activation that is 0
// below zero and 1 above follows each: first NAND and OR of the inputs, then
// AND of these two. All weights are multiplied by gain.
func gates(gain float64) (nandOr, and *backprop.Affine) {
	nandOr = backprop.NewAffine(backprop.Matrix{{-gain, gain}, {-gain, gain}}, []float64{1.5 * gain, -0.5 * gain})
	and = backprop.NewAffine(backprop.Matrix{{gain}, {gain}}, []float64{-1.5 * gain})
	return nandOr, and
}

// Step is the activation of the first perceptrons: 1 above zero, else 0. Its
// slope is 0 wherever it has one, so nothing comes back through it.
type Step struct{}

func (Step) Forward(x backprop.Matrix) backprop.Matrix {
	y := backprop.NewMatrix(len(x), len(x[0]))
	for n := range x {
		for k := range x[n] {
			if x[n][k] > 0 {
				y[n][k] = 1
			}
		}
	}
	return y
}

func (Step) Backward(dout backprop.Matrix) backprop.Matrix {
	return backprop.NewMatrix(len(dout), len(dout[0]))
}

func byHand(w io.Writer) {
	fmt.Fprint(w, `Two layers can: XOR = AND(NAND, OR), weights set by hand
              with steps           XOR with sigmoids, for a gain of
  x0  x1   NAND   OR  XOR                1        5       25
`)
	nandOr, and := gates(1)
	h := Step{}.Forward(nandOr.Forward(xorX))
	y := Step{}.Forward(and.Forward(h))
	var soft []backprop.Matrix
	for _, gain := range []float64{1, 5, 25} {
		nandOr, and := gates(gain)
		n := newNet(nandOr, &backprop.Sigmoid{}, and, &backprop.Sigmoid{})
		soft = append(soft, n.Forward(xorX))
	}
	for i, x := range xorX {
		fmt.Fprintf(w, "  %2v  %2v   %4v %4v %4v", x[0], x[1], h[i][0], h[i][1], y[i][0])
		fmt.Fprintf(w, "         %8.3f %8.3f %8.3f\n", soft[0][i][0], soft[1][i][0], soft[2][i][0])
	}
	fmt.Fprintln(w)
}

// affineBackward shows the three rules of the affine layer in whole numbers.
func affineBackward(w io.Writer) {
	fmt.Fprintln(w, "Back through an affine layer: y = x·W + b, 2 samples, 3 inputs, 2 outputs")
	x := backprop.Matrix{{1, 2, 3}, {4, 5, 6}}
	dout := backprop.Matrix{{1, -1}, {2, 3}}
	l := backprop.NewAffine(backprop.Matrix{{1, 0}, {2, -1}, {0, 3}}, []float64{0, 0})
	l.Forward(x)
	dx := l.Backward(dout)
	fmt.Fprintf(w, "  x = %v   dout = %v   W = %v\n", x, dout, l.W)
	fmt.Fprintf(w, "  DW = xᵀ·dout = %v\n", l.DW)
	fmt.Fprintf(w, "    DW_10 = x_01·dout_00 + x_11·dout_10 = %v·%v + %v·%v = %v\n",
		x[0][1], dout[0][0], x[1][1], dout[1][0],
		float64(x[0][1]*dout[0][0])+float64(x[1][1]*dout[1][0]))
	fmt.Fprintf(w, "    all 6 are such sums over the samples: %v\n", areSums(x, dout, l.DW))
	fmt.Fprintf(w, "  DB = Σ dout = %v\n", l.DB)
	fmt.Fprintf(w, "  dx = dout·Wᵀ = %v\n\n", dx)
}

// areSums says whether each dw_dk is Σ_n x_nd·dout_nk.
func areSums(x, dout, dw backprop.Matrix) bool {
	for d := range dw {
		for k := range dw[d] {
			sum := 0.0
			for n := range x {
				sum += float64(x[n][d] * dout[n][k])
			}
			if dw[d][k] != sum {
				return false
			}
		}
	}
	return true
}
