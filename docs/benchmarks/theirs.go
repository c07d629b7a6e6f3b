package main

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/gomlx/gomlx/backends"
	_ "github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
	"gonum.org/v1/gonum/mat"

	"chainrule/backprop"
)

// gonumStep is ourStep, written with gonum's matrices as one would: results are
// kept from step to step, and the slopes of the input are not computed.
func gonumStep(n network) func() float64 {
	rng := rand.New(rand.NewPCG(2, 2)) // draws the same batches as ourStep
	deck := backprop.MiniBatch(rng, len(n.x), len(n.x))
	const size = 100
	var x, t, h, a, da, dh mat.Dense
	var dw1, dw2 mat.Dense
	w1, w2 := dense(n.w1), dense(n.w2)
	b1, b2 := make([]float64, n.hidden), make([]float64, n.classes)
	x.ReuseAs(size, n.inputs)
	t.ReuseAs(size, n.classes)
	da.ReuseAs(size, n.classes)
	return func() float64 {
		for i, row := range draw(rng, deck, size) {
			x.SetRow(i, n.x[row])
			t.SetRow(i, n.t[row])
		}
		h.Mul(&x, w1)
		for i := range size {
			for j, v := range h.RawRowView(i) {
				h.RawRowView(i)[j] = max(v+b1[j], 0)
			}
		}
		a.Mul(&h, w2)
		loss := 0.0
		for i := range size {
			scores, slopes, targets := a.RawRowView(i), da.RawRowView(i), t.RawRowView(i)
			for k := range scores {
				scores[k] += b2[k]
			}
			top, sum := slices.Max(scores), 0.0
			for k, v := range scores {
				slopes[k] = math.Exp(v - top)
				sum += slopes[k]
			}
			for k := range slopes {
				slopes[k] = (slopes[k]/sum - targets[k]) / size
				loss += targets[k] * (math.Log(sum) + top - scores[k]) / size
			}
		}
		dh.Mul(&da, w2.T())
		for i := range size {
			for j, v := range h.RawRowView(i) {
				if v == 0 {
					dh.RawRowView(i)[j] = 0
				}
			}
		}
		dw2.Mul(h.T(), &da)
		dw1.Mul(x.T(), &dh)
		update(w2, &dw2, b2, &da)
		update(w1, &dw1, b1, &dh)
		return loss
	}
}

// update takes the step of one layer; dout are the slopes of its results.
func update(w, dw *mat.Dense, b []float64, dout *mat.Dense) {
	dw.Scale(rate, dw)
	w.Sub(w, dw)
	rows, _ := dout.Dims()
	for i := range rows {
		for k, v := range dout.RawRowView(i) {
			b[k] -= rate * v
		}
	}
}

func gonumProduct(a, b [][]float64) func() float64 {
	var c mat.Dense
	da, db := dense(a), dense(b)
	return func() float64 {
		c.Mul(da, db)
		return c.At(0, 0)
	}
}

func dense(m [][]float64) *mat.Dense {
	return mat.NewDense(len(m), len(m[0]), slices.Concat(m...))
}

// gomlxProduct uses GoMLX's backend in pure Go.
func gomlxProduct(a, b [][]float64) func() float64 {
	product := graph.MustNewExec(gomlxBackend(), func(a, b *graph.Node) *graph.Node { return graph.Dot(a, b) })
	ta, tb := tensor(a), tensor(b)
	return func() float64 {
		c := product.MustExec(ta, tb)[0]
		defer c.MustFinalizeAll()
		first := 0.0
		tensors.MustConstFlatData(c, func(flat []float64) { first = flat[0] })
		return first
	}
}

// gomlxStep is ourStep as a graph, whose slopes GoMLX finds by itself.
func gomlxStep(n network) func() float64 {
	const size = 100
	rng := rand.New(rand.NewPCG(2, 2))
	deck := backprop.MiniBatch(rng, len(n.x), len(n.x))
	step := graph.MustNewExec(gomlxBackend(), func(in []*graph.Node) []*graph.Node {
		x, t, params := in[0], in[1], in[2:]
		h := graph.Add(graph.Dot(x, params[0]), params[1])
		h = graph.Max(h, graph.ZerosLike(h))
		a := graph.Add(graph.Dot(h, params[2]), params[3])
		loss := graph.MulScalar(graph.ReduceAllSum(graph.Mul(t, graph.LogSoftmax(a))), -1./size)
		out := []*graph.Node{loss}
		for i, slope := range graph.Gradient(loss, params...) {
			out = append(out, graph.Sub(params[i], graph.MulScalar(slope, rate)))
		}
		return out
	})
	params := []*tensors.Tensor{
		tensor(n.w1), tensor([][]float64{make([]float64, n.hidden)}),
		tensor(n.w2), tensor([][]float64{make([]float64, n.classes)}),
	}
	x, t := make([][]float64, size), make([][]float64, size)
	return func() float64 {
		for i, row := range draw(rng, deck, size) {
			x[i], t[i] = n.x[row], n.t[row]
		}
		tx, tt := tensor(x), tensor(t)
		out := step.MustExec(tx, tt, params[0], params[1], params[2], params[3])
		for _, old := range append(params, tx, tt) {
			old.MustFinalizeAll()
		}
		params = out[1:]
		defer out[0].MustFinalizeAll()
		return tensors.ToScalar[float64](out[0])
	}
}

func gomlxBackend() backends.Backend {
	backend, err := backends.NewWithConfig("go") // in pure Go
	if err != nil {
		panic(err)
	}
	return backend
}

func tensor(m [][]float64) *tensors.Tensor {
	return tensors.FromFlatDataAndDimensions(slices.Concat(m...), len(m), len(m[0]))
}
