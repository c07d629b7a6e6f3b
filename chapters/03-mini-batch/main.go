// Chapter 3: mini-batch. How wrong is a gradient from a few samples drawn at random,
// what does it cost, and why do many rough steps beat a few exact ones?
//
// Run it with
//
//	go run ./chapters/03-mini-batch
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/chapters/internal/digits"
	"chainrule/losses"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	train, _ := load()
	batchProcessing(out, train)
	miniBatch(out)         // in estimate.go
	laterOn(out, train)    // in estimate.go
	sameChance(out, train) // in chance.go
	payOff(out)            // in payoff.go
	fiveSeeds(out)         // in payoff.go
	return out.Flush()
}

// Data is N samples: x holds an image a row, t its digit as a one-hot row.
type Data struct{ x, t backprop.Matrix }

// load returns the 1,437 digits to train with and the 360 held back, both in the
// order of their file.
func load() (train, test Data) {
	a, b := digits.Load()
	return Data{a.X, losses.OneHot(a.Labels, 10)}, Data{b.X, losses.OneHot(b.Labels, 10)}
}

// rows returns the samples with the given numbers.
func (d Data) rows(numbers []int) Data { return Data{d.x.Rows(numbers), d.t.Rows(numbers)} }

// newNet returns a softmax regression with weights of 0: one layer from 64
// pixels to 10 scores, which calls every digit equally likely.
func newNet() *backprop.Network {
	return backprop.NewNetwork(backprop.NewAffine(backprop.NewMatrix(64, 10), make([]float64, 10)))
}

// trained returns the network after steps exact steps of rate 1.
func trained(d Data, steps int) *backprop.Network {
	net := newNet()
	for range steps {
		step(net, d, 1)
	}
	return net
}

func step(net *backprop.Network, batch Data, lr float64) {
	net.Loss(batch.x, batch.t) // keeps what Backward needs; we don't need the loss itself
	net.Backward()
	backprop.SGD(net.Params(), lr)
}

func loss(net *backprop.Network, d Data) float64 { return net.Loss(d.x, d.t) }

// gradient returns the slopes of the mean loss of a batch, all 650 in one list.
func gradient(net *backprop.Network, batch Data) []float64 {
	net.Loss(batch.x, batch.t)
	net.Backward()
	var g []float64
	for _, p := range net.Params() {
		for _, row := range p.Grad {
			g = append(g, row...)
		}
	}
	return g
}

// multiplications is the number of products for the gradient of a batch: forward
// x·W, size×64 times 64×10, and back xᵀ·dout, 64×size times size×10.
func multiplications(size int) int { return size*64*10 + 64*size*10 }

// oneByOne puts every sample through the network alone. It returns their scores
// and the mean of their gradients.
func oneByOne(net *backprop.Network, d Data) (scores backprop.Matrix, mean []float64) {
	for n := range d.x {
		one := d.rows([]int{n})
		scores = append(scores, slices.Clone(net.Predict(one.x)[0]))
		g := gradient(net, one)
		if mean == nil {
			mean = make([]float64, len(g))
		}
		for i := range g {
			mean[i] += g[i] / float64(len(d.x))
		}
	}
	return scores, mean
}

func batchProcessing(w io.Writer, d Data) {
	net, N := trained(d, 10), len(d.x)
	singles, mean := oneByOne(net, d)
	same := 0
	for n, row := range net.Predict(d.x) {
		for k, score := range row {
			if score == singles[n][k] {
				same++
			}
		}
	}
	fmt.Fprintf(w, "Batch processing: %d samples one by one, or all in one matrix\n", N)
	fmt.Fprintf(w, "  calls to the network      %7d  or %7d\n", N, 1)
	fmt.Fprintf(w, "  multiplications           %7d  or %7d\n", N*multiplications(1), multiplications(N))
	fmt.Fprintf(w, "  scores that are the same  %d of %d, to the last bit\n", same, 10*N)
	fmt.Fprintf(w, "  mean of the %d gradients = gradient of all, within 1e-12: %v\n\n",
		N, distance(mean, gradient(net, d)) <= 1e-12)
}

// distance is the length of the difference of two gradients.
func distance(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += float64((a[i] - b[i]) * (a[i] - b[i]))
	}
	return math.Sqrt(sum)
}

func length(a []float64) float64 { return distance(a, make([]float64, len(a))) }
