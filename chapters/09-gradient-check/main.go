// Chapter 9: the gradient check. Numerical slopes judge the slopes of backpropagation, and
// you see what counts as equal, what a check overlooks, and a museum of mistakes.
//
// Run it with
//
//	go run ./chapters/09-gradient-check
package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/losses"
	"chainrule/numgrad"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	aNetwork(out)
	stepSize(out)
	vanishing(out)
	faint(out)
	unevenDout(out)
	kinks(out)
	wrongForward(out)
	epsilonInLog(out)
	museum(out)
	return out.Flush()
}

// rows returns the values of v as a matrix with so many columns. No number is
// copied: who changes v changes the matrix.
func rows(v []float64, cols int) backprop.Matrix {
	m := make(backprop.Matrix, len(v)/cols)
	for i := range m {
		m[i] = v[i*cols : (i+1)*cols]
	}
	return m
}

// flat returns the values of all matrices, row after row, in a slice of its own.
func flat(matrices ...backprop.Matrix) (v []float64) {
	for _, m := range matrices {
		for _, row := range m {
			v = append(v, row...)
		}
	}
	return v
}

// layered is a network whose parameters all lie in one slice: the weights of the
// first layer row by row, then its biases, then those of the next layer.
type layered struct {
	sizes []int                 // units, inputs first
	act   func() backprop.Layer // follows each affine layer but the last
	x, t  backprop.Matrix       // a batch to measure the loss on
}

// network returns the network that has p for parameters.
func (l layered) network(p []float64) *backprop.Network {
	var list []backprop.Layer
	for i, in := range l.sizes[:len(l.sizes)-1] {
		if i > 0 {
			list = append(list, l.act())
		}
		out := l.sizes[i+1]
		weights, biases := p[:in*out], p[in*out:(in+1)*out]
		list = append(list, backprop.NewAffine(rows(weights, out), biases))
		p = p[(in+1)*out:]
	}
	return backprop.NewNetwork(list...)
}

// loss is what a gradient check tries: one number that depends on p.
func (l layered) loss(p []float64) float64 { return l.network(p).Loss(l.x, l.t) }

// gradient is what a gradient check judges.
func (l layered) gradient(p []float64) []float64 {
	net := l.network(p)
	net.Loss(l.x, l.t)
	net.Backward()
	var grads []backprop.Matrix
	for _, param := range net.Params() {
		grads = append(grads, param.Grad)
	}
	return flat(grads...)
}

func tanh() backprop.Layer    { return &backprop.Tanh{} }
func sigmoid() backprop.Layer { return &backprop.Sigmoid{} }

// small is a 3-4-3 network with a batch of 5, one of the targets soft.
func small() (l layered, p []float64) {
	rng := rand.New(rand.NewPCG(1, 9))
	t := losses.OneHot([]int{0, 2, 1, 1, 0}, 3)
	t[4] = []float64{0.5, 0.2, 0.3}
	l = layered{[]int{3, 4, 3}, tanh, backprop.Gaussian(rng, 1, 5, 3), t}
	return l, flat(backprop.Gaussian(rng, 0.7, 1, (3+1)*4+(4+1)*3))
}

func aNetwork(w io.Writer) {
	net, p := small()
	grad := net.gradient(p)
	calls := 0
	report := numgrad.Check(func(p []float64) float64 {
		calls++
		return net.loss(p)
	}, p, grad)
	fmt.Fprintln(w, "A 3-4-3 network: tanh, softmax with loss, a batch of 5")
	fmt.Fprintf(w, "  parameters in one slice  %d = 3·4 + 4 + 4·3 + 3\n", len(p))
	fmt.Fprintf(w, "  backpropagation          1 forward pass and 1 backward pass\n")
	fmt.Fprintf(w, "  the check                %d forward passes: 4 for each parameter, plus %d\n", calls, calls-4*len(p))
	fmt.Fprintf(w, "  %v\n", report)
	d := compare(grad, numgrad.Gradient(net.loss, p))
	fmt.Fprintf(w, "  largest difference       %s, and not zero: %v\n", side(d.abs, 1e-8), d.abs != 0)
	fmt.Fprintln(w)
}
