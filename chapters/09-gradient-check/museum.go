package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// An exhibit is a function f at x, and what two ways back make of its slopes
// there: the right one, and one with a mistake.
type exhibit struct {
	name         string
	f            func(x []float64) float64
	x            []float64
	right, wrong []float64
}

// museum shows the exhibits under what the check says is the likely cause.
func museum(w io.Writer) {
	all := slices.Concat(lossHall(), graphHall(), affineHall(), activationHall())
	var causes []string
	under := map[string][]string{}
	for _, e := range all {
		report := numgrad.Check(e.f, e.x, e.wrong)
		c := cause(report)
		if under[c] == nil {
			causes = append(causes, c)
		}
		under[c] = append(under[c], fmt.Sprintf("%-40s  %s", e.name, firstLine(report)))
	}
	fmt.Fprintf(w, "A museum of backward passes: %d mistakes, each under the check's \"likely cause\"\n",
		len(all))
	for _, c := range causes {
		fmt.Fprintf(w, "  cause: %s\n", c)
		for _, line := range under[c] {
			fmt.Fprintf(w, "    %s\n", line)
		}
	}
}

// firstLine returns the verdict without its "gradient check".
func firstLine(r numgrad.Report) string {
	line, _, _ := strings.Cut(r.String(), "\n")
	return strings.TrimPrefix(line, "gradient check ")
}

// word returns the verdict in one word.
func word(r numgrad.Report) string {
	verdict, _, _ := strings.Cut(firstLine(r), ":")
	return verdict
}

// cause returns the likely cause that a report names, if it names one.
func cause(r numgrad.Report) string {
	if r.OK {
		return "none needed: the check overlooks the mistake"
	}
	for line := range strings.Lines(r.String()) {
		if cause, ok := strings.CutPrefix(line, "likely cause: "); ok {
			return strings.TrimSpace(cause)
		}
	}
	return noPattern
}

const noPattern = "none named, since no factor, sign or place explains the values"

// lossHall holds losses of 3 samples in 3 classes, and their slopes with respect
// to the scores a, or, for squares, to the predictions.
func lossHall() []exhibit {
	a := backprop.Matrix{{0.3, 2.9, 4.0}, {1.2, -0.5, 0.8}, {-2.0, 0.1, 0.6}}
	t := backprop.Matrix{{1, 0, 0}, {0, 0, 1}, {0.2, 0.5, 0.3}}
	var y backprop.Matrix
	for _, row := range a {
		y = append(y, losses.Softmax(row))
	}
	entropy := func(a []float64) float64 { return losses.SoftmaxCrossEntropyBatch(rows(a, 3), t) }
	squares := func(y []float64) float64 { return 2 * losses.MSEBatch(rows(y, 3), t) } // no ½
	fromScores := each(y, t, func(y, t float64) float64 { return (y - t) / 3 })
	fromSquares := each(a, t, func(y, t float64) float64 { return 2 * (y - t) / 3 })

	one, sure := []float64{1, 0}, []float64{0.75, 0} // the 0 is a prediction too
	surprise := func(y []float64) float64 { return losses.CrossEntropy(y, one) }
	return []exhibit{
		{"cross entropy: 1/N forgotten", entropy, flat(a), fromScores,
			each(y, t, func(y, t float64) float64 { return y - t })},
		{"cross entropy: t − y instead of y − t", entropy, flat(a), fromScores,
			each(y, t, func(y, t float64) float64 { return (t - y) / 3 })},
		{"squares: ½ forgotten in the loss", squares, flat(a), fromSquares,
			each(a, t, func(y, t float64) float64 { return (y - t) / 3 })},
		{"−t/y where t and y are both 0", surprise, sure, []float64{-1 / sure[0], 0},
			[]float64{-one[0] / sure[0], -one[1] / sure[1]}},
	}
}

// each applies a rule to all pairs of values in the same place.
func each(y, t backprop.Matrix, rule func(y, t float64) float64) (v []float64) {
	for n := range y {
		for k := range y[n] {
			v = append(v, rule(y[n][k], t[n][k]))
		}
	}
	return v
}

// graphHall holds graphs of two numbers, x and y.
func graphHall() []exhibit {
	x, y := 3.0, -2.5
	product := func(v []float64) float64 { return float64(v[0] * v[1]) }
	twice := func(v []float64) float64 { return float64(v[0]*v[1]) + v[0] }
	return []exhibit{
		{"x·y: dx and dy exchanged", product, []float64{x, y}, []float64{y, x}, []float64{x, y}},
		{"x·y + x: x's second path forgotten", twice, []float64{x, y}, []float64{y + 1, x},
			[]float64{y, x}},
	}
}

// affineHall holds f = Σ dout_nk·y_nk, where y = x·W + b, as a function of x, W or b.
func affineHall() []exhibit {
	x := backprop.Matrix{{1, -2, 0.5}, {0.3, 1.1, -0.7}, {2, 0.4, 1.5}, {-1.2, 0.6, 0.9}}
	W := backprop.Matrix{{0.5, -1, 0.2}, {0.8, 0.3, -0.6}, {-0.4, 0.7, 1.1}} // square: Wᵀ fits too
	dout := backprop.Matrix{{0.7, -1.1, 0.4}, {1.3, 0.2, -0.6}, {-0.5, 0.9, 0.1}, {0.6, -0.3, 0.8}}
	b := []float64{0.1, -0.2, 0.3}
	f := func(x, W backprop.Matrix, b []float64) float64 {
		return dot(dout, backprop.NewAffine(W, b).Forward(x))
	}
	ofX := func(v []float64) float64 { return f(rows(v, 3), W, b) }
	ofW := func(v []float64) float64 { return f(x, rows(v, 3), b) }
	ofB := func(v []float64) float64 { return f(x, W, v) }

	dx := flat(backprop.MatMul(dout, transpose(W)))
	DW := flat(backprop.MatMul(transpose(x), dout))
	DB := flat(backprop.MatMul(ones(1, len(dout)), dout)) // the sum of the rows
	return []exhibit{
		{"affine: dx = dout·W instead of dout·Wᵀ", ofX, flat(x), dx,
			flat(backprop.MatMul(dout, W))},
		{"affine: DW = doutᵀ·x instead of xᵀ·dout", ofW, flat(W), DW,
			flat(backprop.MatMul(transpose(dout), x))},
		{"affine: DW added to the previous one", ofW, flat(W), DW, plus(DW, DW)},
		{"affine: DB of the first sample only", ofB, b, DB, dout[0]},
		{"affine: DB never filled in", ofB, b, DB, make([]float64, 3)},
	}
}

func transpose(m backprop.Matrix) backprop.Matrix {
	t := backprop.NewMatrix(len(m[0]), len(m))
	for i, row := range m {
		for j, v := range row {
			t[j][i] = v
		}
	}
	return t
}

func plus(a, b []float64) (sum []float64) {
	for i := range a {
		sum = append(sum, a[i]+b[i])
	}
	return sum
}

// activationHall holds f = Σ dout_nk·y_nk for activations, which change each number on
// its own, and for softmax, which does not.
func activationHall() []exhibit {
	softmax, dout := &Softmax{}, uneven
	ofSoftmax := func(x []float64) float64 { return dot(dout, softmax.Forward(rows(x, 3))) }
	y := softmax.Forward(layerX)
	return []exhibit{
		activation("sigmoid: slope from x instead of y", &backprop.Sigmoid{},
			func(x, y, dout float64) float64 { return dout * x * (1 - x) }),
		activation("tanh: slope 1 − y instead of 1 − y²", &backprop.Tanh{},
			func(x, y, dout float64) float64 { return dout * (1 - y) }),
		activation("tanh: dout forgotten", &backprop.Tanh{},
			func(x, y, dout float64) float64 { return 1 - float64(y*y) }),
		activation("ReLU: the mask inverted", &backprop.ReLU{},
			func(x, y, dout float64) float64 { return dout * step(-x) }),
		{"softmax: y(1 − y), as if one by one", ofSoftmax, flat(layerX), flat(softmax.Backward(dout)),
			each(y, dout, func(y, dout float64) float64 { return dout * y * (1 - y) })},
	}
}

// activation makes an exhibit of an activation, whose right backward pass is the library's.
func activation(name string, l backprop.Layer, wrong func(x, y, dout float64) float64) exhibit {
	f := func(x []float64) float64 { return dot(uneven, l.Forward(rows(x, 3))) }
	e := exhibit{name: name, f: f, x: flat(layerX)}
	y := flat(l.Forward(layerX))
	e.right = flat(l.Backward(uneven))
	for i, dout := range flat(uneven) {
		e.wrong = append(e.wrong, wrong(e.x[i], y[i], dout))
	}
	return e
}

// step is 1 for positive x, else 0.
func step(x float64) float64 {
	if x > 0 {
		return 1
	}
	return 0
}
