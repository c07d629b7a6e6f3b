//go:build goexperiment.simd && amd64

package backprop

import "simd/archsimd"

// wide is the number of columns in a tile: three registers of eight numbers each
// with AVX-512, six of four with AVX2.
const wide = 24

// tile adds to the sums every term x_k b_kj and y_k b_kj, for the first cols columns
// at least.
func tile(sums *[2][wide]float64, x, y []float64, b [][wide]float64, cols int) {
	y, b = y[:len(x)], b[:len(x)]
	switch {
	case archsimd.X86.AVX512():
		tile24(sums, x, y, b, cols)
	case archsimd.X86.AVX2():
		for j := 0; j < min(cols, wide); j += 8 {
			tile8(j, sums, x, y, b)
		}
	default:
		for k := range x {
			for j := range b[k] {
				sums[0][j] += float64(x[k] * b[k][j])
				sums[1][j] += float64(y[k] * b[k][j])
			}
		}
	}
}

func tile24(sums *[2][wide]float64, x, y []float64, b [][wide]float64, cols int) {
	y, b = y[:len(x)], b[:len(x)]
	c, d := &sums[0], &sums[1]
	c0, c1, c2 := eight(c[:8]), eight(c[8:16]), eight(c[16:])
	d0, d1, d2 := eight(d[:8]), eight(d[8:16]), eight(d[16:])
	for k := range x {
		x, y, b := archsimd.BroadcastFloat64x8(x[k]), archsimd.BroadcastFloat64x8(y[k]), &b[k]
		b0 := eight(b[:8])
		c0, d0 = c0.Add(x.Mul(b0)), d0.Add(y.Mul(b0))
		if cols > 8 {
			b1 := eight(b[8:16])
			c1, d1 = c1.Add(x.Mul(b1)), d1.Add(y.Mul(b1))
			if cols > 16 {
				b2 := eight(b[16:])
				c2, d2 = c2.Add(x.Mul(b2)), d2.Add(y.Mul(b2))
			}
		}
	}
	c0.StoreSlice(c[:8])
	c1.StoreSlice(c[8:16])
	c2.StoreSlice(c[16:])
	d0.StoreSlice(d[:8])
	d1.StoreSlice(d[8:16])
	d2.StoreSlice(d[16:])
	archsimd.ClearAVXUpperBits()
}

func tile8(j int, sums *[2][wide]float64, x, y []float64, b [][wide]float64) {
	y, b = y[:len(x)], b[:len(x)]
	c, d := (*[8]float64)(sums[0][j:]), (*[8]float64)(sums[1][j:])
	c0, c1, d0, d1 := four(c[:4]), four(c[4:]), four(d[:4]), four(d[4:])
	for k := range x {
		b := (*[8]float64)(b[k][j:])
		x, y, b0, b1 := archsimd.BroadcastFloat64x4(x[k]), archsimd.BroadcastFloat64x4(y[k]), four(b[:4]), four(b[4:])
		c0, c1, d0, d1 = c0.Add(x.Mul(b0)), c1.Add(x.Mul(b1)), d0.Add(y.Mul(b0)), d1.Add(y.Mul(b1))
	}
	c0.StoreSlice(c[:4])
	c1.StoreSlice(c[4:])
	d0.StoreSlice(d[:4])
	d1.StoreSlice(d[4:])
	archsimd.ClearAVXUpperBits()
}

func eight(x []float64) archsimd.Float64x8 { return archsimd.LoadFloat64x8Slice(x) }
func four(x []float64) archsimd.Float64x4  { return archsimd.LoadFloat64x4Slice(x) }
