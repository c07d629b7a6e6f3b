package main

import (
	"fmt"
	"io"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// Softmax is a layer of its own, without a loss. With s = Σ_j dout_j y_j,
//
//	Backward: dx_k = y_k·(dout_k − s)
type Softmax struct{ y backprop.Matrix }

func (l *Softmax) Forward(x backprop.Matrix) backprop.Matrix {
	l.y = nil
	for _, row := range x {
		l.y = append(l.y, losses.Softmax(row))
	}
	return l.y
}

func (l *Softmax) Backward(dout backprop.Matrix) backprop.Matrix {
	return l.back(dout, func(y, dout, s float64) float64 { return y * (dout - s) })
}

// back applies a rule to each number.
func (l *Softmax) back(dout backprop.Matrix,
	rule func(y, dout, s float64) float64) backprop.Matrix {
	dx := backprop.NewMatrix(len(l.y), len(l.y[0]))
	for n, y := range l.y {
		s := 0.0
		for k := range y {
			s += float64(dout[n][k] * y[k])
		}
		for k := range y {
			dx[n][k] = rule(y[k], dout[n][k], s)
		}
	}
	return dx
}

// softmaxNoY forgets the factor y_k of the backward pass.
type softmaxNoY struct{ Softmax }

func (l *softmaxNoY) Backward(dout backprop.Matrix) backprop.Matrix {
	return l.back(dout, func(y, dout, s float64) float64 { return dout - s })
}

// sigmoidNoDout forgets what comes back from the layers behind.
type sigmoidNoDout struct{ backprop.Sigmoid }

func (l *sigmoidNoDout) Backward(dout backprop.Matrix) backprop.Matrix {
	return l.Sigmoid.Backward(ones(len(dout), len(dout[0])))
}

func ones(rows, cols int) backprop.Matrix {
	m := backprop.NewMatrix(rows, cols)
	for _, row := range m {
		for k := range row {
			row[k] = 1
		}
	}
	return m
}

// checkLayer checks the backward pass of one layer, without a network. A check needs
// one number, so f = Σ dout_nk·y_nk makes one of the matrix y, and has dout for its slopes.
func checkLayer(l backprop.Layer, x, dout backprop.Matrix) numgrad.Report {
	f := func(v []float64) float64 { return dot(dout, l.Forward(rows(v, len(x[0])))) }
	l.Forward(x)
	grad := flat(l.Backward(dout)) // before Check calls Forward again
	return numgrad.Check(f, flat(x), grad)
}

// dot returns Σ a·b over all places.
func dot(a, b backprop.Matrix) float64 {
	sum := 0.0
	for n := range a {
		for k := range a[n] {
			sum += float64(a[n][k] * b[n][k])
		}
	}
	return sum
}

var (
	layerX = backprop.Matrix{{0.3, 2.9, 4.0}, {-1.5, 0.2, 0.8}}
	uneven = backprop.Matrix{{0.7, -1.1, 0.4}, {1.3, 0.2, -0.6}}
)

func unevenDout(w io.Writer) {
	fmt.Fprintln(w, "One layer alone: f = Σ dout_nk·y_nk, with a dout of all ones and with an uneven dout")
	fmt.Fprintln(w, "                             ones       uneven")
	for _, c := range []struct {
		name  string
		layer backprop.Layer
	}{
		{"softmax", &Softmax{}},
		{"softmax, y forgotten", &softmaxNoY{}},
		{"sigmoid", &backprop.Sigmoid{}},
		{"sigmoid, dout forgotten", &sigmoidNoDout{}},
	} {
		fmt.Fprintf(w, "  %-25s  %-9s  %s\n", c.name,
			word(checkLayer(c.layer, layerX, ones(2, 3))),
			word(checkLayer(c.layer, layerX, uneven)))
	}
	fmt.Fprintln(w)
}

func kinks(w io.Writer) {
	x := []float64{-0.5, 0, 3e-5, 0.5}
	relu := func(x []float64) (sum float64) {
		for _, v := range x {
			sum += max(v, 0)
		}
		return sum
	}
	var l backprop.ReLU
	l.Forward(backprop.Matrix{x})
	grad := l.Backward(ones(1, len(x)))[0]
	slopes := numgrad.Gradient(relu, x)
	fmt.Fprintln(w, "Kinks: ReLU, and central differences with h = 1e-4")
	for i, v := range x {
		fmt.Fprintf(w, "  x[%d] = %-6v  backward pass %.2f, central difference %.2f\n", i, v, grad[i], slopes[i])
	}
	report := numgrad.Check(relu, x, grad).String()
	fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(report, "\n", "\n  "))
	grad[1], grad[2] = 2, 0
	fmt.Fprintf(w, "  with slope 2 at x[1] and 0 at x[2]: %s\n", firstLine(numgrad.Check(relu, x, grad)))
	fmt.Fprintln(w)
}
