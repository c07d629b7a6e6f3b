//go:build !(goexperiment.simd && amd64)

package backprop

// addFour adds four rows of b, each times its factor in x, to the rows c and d.
func addFour(c, d []float64, x *[8]float64, b *[4][]float64) { addFourFrom(0, c, d, x, b) }
