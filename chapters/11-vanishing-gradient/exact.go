package main

import (
	"fmt"
	"io"
	"math"
	"math/cmplx"
	"math/rand/v2"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// checkExactness asks whether tiny slopes are wrong slopes. The network is small
// enough to check every weight of its first layer: 4 inputs, 10 layers of 4 sigmoids, 3 classes.
func checkExactness(w io.Writer) {
	fmt.Fprintln(w, "Tiny is not wrong: the 16 slopes of W0 in 10 layers of 4 sigmoids")
	for _, s := range settings[:2] {
		c := compare(s)
		verdict := strings.ReplaceAll(c.verdict.String(), "\n", "\n    ")
		fmt.Fprintf(w, "  %s: backpropagation finds slopes of size %.0e to %.0e\n",
			s.name, c.least, c.most)
		fmt.Fprintf(w, "    central difference  worst relative error above 1e-4: %v\n", c.tried > 1e-4)
		fmt.Fprintf(w, "    %s\n", verdict)
		fmt.Fprintf(w, "    complex step        worst relative error below 1e-12: %v\n", c.exact < 1e-12)
	}
	fmt.Fprintln(w)
}

// A comparison says how the slopes of W0 by backpropagation agree with numerical ones.
type comparison struct {
	least, most  float64        // the smallest and largest slope
	tried, exact float64        // worst relative error of differences, and of complex steps
	verdict      numgrad.Report // on backpropagation, by differences
}

func compare(s setting) (c comparison) {
	n := s.stack(4, 4, 10, 3)
	x := backprop.Gaussian(rand.New(rand.NewPCG(1, 11)), 1, 5, 4)
	t := backprop.Matrix(losses.OneHot([]int{0, 1, 2, 1, 0}, 3))
	n.walk(x, t)
	grad, start := flat(n.affines[0].DW), flat(n.affines[0].W)
	c.least = math.Inf(1)
	for _, g := range grad {
		c.least, c.most = min(c.least, math.Abs(g)), max(c.most, math.Abs(g))
	}
	twin := s.stack(4, 4, 10, 3)
	loss := func(w []float64) float64 { return twin.lossWith(w, x, t) }
	c.tried = worst(numgrad.Gradient(loss, start), grad)
	c.exact = worst(n.complexStep(x, t), grad)
	c.verdict = numgrad.Check(loss, start, grad)
	return c
}

// lossWith returns the loss of the network with w as the weights of its first
// layer, where they stay.
func (n *stack) lossWith(w []float64, x, t backprop.Matrix) float64 {
	first := n.affines[0].W
	for d := range first {
		copy(first[d], w[d*len(first[d]):])
	}
	return n.network().Loss(x, t)
}

func flat(m backprop.Matrix) []float64 {
	var all []float64
	for _, row := range m {
		all = append(all, row...)
	}
	return all
}

// worst returns the largest relative error |a−b|/(|a|+|b|).
func worst(a, b []float64) (largest float64) {
	for i := range a {
		largest = max(largest, math.Abs(a[i]-b[i])/(math.Abs(a[i])+math.Abs(b[i])))
	}
	return largest
}

// complexStep finds the slopes of the first layer numerically, without the
// difference that loses the digits of tiny slopes: for f of +, ·, ÷, exp and log,
//
//	f(w + ih) = f(w) + ih·f'(w) − …,  so  f'(w) ≈ Im f(w + ih) / h
//
// and h may be so small, 1e-100, that the dots do not matter.
func (n *stack) complexStep(x, t backprop.Matrix) []float64 {
	const h = 1e-100
	var slopes []float64
	for d, row := range n.affines[0].W {
		for k := range row {
			slopes = append(slopes, imag(n.complexLoss(x, t, d, k, complex(0, h)))/h)
		}
	}
	return slopes
}

// complexLoss is the loss with step added to the weight W_dk of the first layer,
// written for sigmoids and one-hot targets, in complex numbers.
func (n *stack) complexLoss(x, t backprop.Matrix, d, k int, step complex128) (loss complex128) {
	for i := range x {
		h := make([]complex128, len(x[i]))
		for j := range h {
			h[j] = complex(x[i][j], 0)
		}
		for l, affine := range n.affines {
			a := make([]complex128, len(affine.B))
			for c := range a {
				a[c] = complex(affine.B[c], 0)
				for r := range h {
					weight := complex(affine.W[r][c], 0)
					if l == 0 && r == d && c == k {
						weight += step
					}
					a[c] += times(h[r], weight)
				}
				if l < len(n.acts) {
					a[c] = 1 / (1 + cmplx.Exp(-a[c]))
				}
			}
			h = a
		}
		sum := complex128(0)
		for c := range h {
			sum += cmplx.Exp(h[c])
			loss -= times(complex(t[i][c], 0), h[c])
		}
		loss += cmplx.Log(sum)
	}
	return loss / complex(float64(len(x)), 0)
}

// times returns a·b with each product rounded before the sums, on any machine.
func times(a, b complex128) complex128 {
	return complex(float64(real(a)*real(b))-float64(imag(a)*imag(b)),
		float64(real(a)*imag(b))+float64(imag(a)*real(b)))
}
