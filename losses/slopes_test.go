package losses

import (
	"math"
	"math/rand/v2"
	"testing"

	"chainrule/numgrad"
)

// The documented derivatives of the batch forms, times an uneven dout, as they
// would arrive inside a longer chain. They are written out here once more: the
// package has no backward pass.
func TestBatchSlopesAgainstTrying(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	for _, c := range []struct {
		name  string
		f     func(y, t [][]float64) float64
		input func() float64
		slope func(y, t []float64, k int) float64 // of one row, without 1/N
	}{
		{"MSEBatch", MSEBatch, rng.NormFloat64,
			func(y, t []float64, k int) float64 { return y[k] - t[k] }},
		{"CrossEntropyBatch", CrossEntropyBatch, func() float64 { return 0.1 + 0.8*rng.Float64() },
			func(y, t []float64, k int) float64 { return -t[k] / y[k] }},
		{"SoftmaxCrossEntropyBatch", SoftmaxCrossEntropyBatch, func() float64 { return 3 * rng.NormFloat64() }, softmaxSlope},
		// No kink where the largest score changes its place.
		{"SoftmaxCrossEntropyBatch at ties", SoftmaxCrossEntropyBatch, func() float64 { return float64(rng.IntN(2)) }, softmaxSlope},
	} {
		for _, n := range []int{1, 2, 7} {
			const classes = 3
			x, target := make([]float64, n*classes), make([]float64, n*classes)
			for i := range x {
				x[i], target[i] = c.input(), rng.Float64() // Σt ≠ 1
			}
			target[rng.IntN(n*classes)] = 0
			dout := math.Copysign(0.5+3*rng.Float64(), rng.NormFloat64())
			grad := make([]float64, 0, n*classes)
			for i, y := range rows(x, classes) {
				for k := range y {
					grad = append(grad, dout*c.slope(y, target[i*classes:][:classes], k)/float64(n))
				}
			}
			loss := func(z []float64) float64 { return dout * c.f(rows(z, classes), rows(target, classes)) }
			if r := numgrad.Check(loss, x, grad); !r.OK || len(r.Kinks) > 0 {
				t.Errorf("%s, batch of %d, dout %v: %v", c.name, n, dout, r)
			}
		}
	}
}

// softmaxSlope is softmax(a)_k·Σt − t_k, from the definition of softmax.
func softmaxSlope(a, t []float64, k int) float64 {
	sum, total := 0.0, 0.0
	for j := range a {
		sum += math.Exp(a[j])
		total += t[j]
	}
	return math.Exp(a[k])/sum*total - t[k]
}
