//go:build goexperiment.simd && amd64

package backprop

import "simd/archsimd"

// wide is the number of columns in a tile: four registers of eight numbers with
// AVX-512, or eight of four with AVX2.
const wide = 32

// tile adds the terms x_k b_kj to c and y_k b_kj to d, for the first cols columns at
// least; if they are the first terms, it begins with 0. c and d may be the same row. It
// multiplies and adds in two instructions: one for both would round once instead of
// twice. Afterwards the upper halves of the registers are cleared, because on Intel
// processors all other arithmetic is slow while they are in use.
func tile(c, d *[wide]float64, x, y []float64, b [][wide]float64, cols int, first bool) {
	y, b = y[:len(x)], b[:len(x)]
	switch {
	case archsimd.X86.AVX512():
		tile32(c, d, x, y, b, cols, first)
	case archsimd.X86.AVX2():
		for j := 0; j < min(cols, wide); j += 16 {
			tile16((*[16]float64)(c[j:]), (*[16]float64)(d[j:]), x, y, b, j, cols-j, first)
		}
	default:
		var sums [2][wide]float64
		if !first {
			sums = [2][wide]float64{*c, *d}
		}
		for k := range x {
			for j, v := range b[k] {
				sums[0][j] += float64(x[k] * v)
				sums[1][j] += float64(y[k] * v)
			}
		}
		*c, *d = sums[0], sums[1]
	}
}

// tile32 has the ifs for the same two reasons as the tile of tile_go.go.
func tile32(c, d *[wide]float64, x, y []float64, b [][wide]float64, cols int, first bool) {
	y, b = y[:len(x)], b[:len(x)]
	var c0, c1, c2, c3, d0, d1, d2, d3 archsimd.Float64x8
	if !first {
		c0, c1, c2, c3 = eight(c[:8]), eight(c[8:16]), eight(c[16:24]), eight(c[24:])
		d0, d1, d2, d3 = eight(d[:8]), eight(d[8:16]), eight(d[16:24]), eight(d[24:])
	}
	for k := range x {
		x, y, b := archsimd.BroadcastFloat64x8(x[k]), archsimd.BroadcastFloat64x8(y[k]), &b[k]
		b0 := eight(b[:8])
		c0, d0 = c0.Add(x.Mul(b0)), d0.Add(y.Mul(b0))
		if cols <= 8 {
			continue
		}
		b1 := eight(b[8:16])
		c1, d1 = c1.Add(x.Mul(b1)), d1.Add(y.Mul(b1))
		if cols <= 16 {
			continue
		}
		b2 := eight(b[16:24])
		c2, d2 = c2.Add(x.Mul(b2)), d2.Add(y.Mul(b2))
		if cols <= 24 {
			continue
		}
		b3 := eight(b[24:])
		c3, d3 = c3.Add(x.Mul(b3)), d3.Add(y.Mul(b3))
	}
	c0.StoreSlice(c[0:])
	c1.StoreSlice(c[8:])
	c2.StoreSlice(c[16:])
	c3.StoreSlice(c[24:])
	d0.StoreSlice(d[0:])
	d1.StoreSlice(d[8:])
	d2.StoreSlice(d[16:])
	d3.StoreSlice(d[24:])
	archsimd.ClearAVXUpperBits()
}

// tile16 is tile32 for the sixteen columns from j on, in registers of four.
func tile16(c, d *[16]float64, x, y []float64, b [][wide]float64, j, cols int, first bool) {
	y, b = y[:len(x)], b[:len(x)]
	var c0, c1, c2, c3, d0, d1, d2, d3 archsimd.Float64x4
	if !first {
		c0, c1, c2, c3 = four(c[:4]), four(c[4:8]), four(c[8:12]), four(c[12:])
		d0, d1, d2, d3 = four(d[:4]), four(d[4:8]), four(d[8:12]), four(d[12:])
	}
	for k := range x {
		x, y, b := archsimd.BroadcastFloat64x4(x[k]), archsimd.BroadcastFloat64x4(y[k]), (*[16]float64)(b[k][j&16:])
		b0 := four(b[:4])
		c0, d0 = c0.Add(x.Mul(b0)), d0.Add(y.Mul(b0))
		if cols <= 4 {
			continue
		}
		b1 := four(b[4:8])
		c1, d1 = c1.Add(x.Mul(b1)), d1.Add(y.Mul(b1))
		if cols <= 8 {
			continue
		}
		b2 := four(b[8:12])
		c2, d2 = c2.Add(x.Mul(b2)), d2.Add(y.Mul(b2))
		if cols <= 12 {
			continue
		}
		b3 := four(b[12:])
		c3, d3 = c3.Add(x.Mul(b3)), d3.Add(y.Mul(b3))
	}
	c0.StoreSlice(c[0:])
	c1.StoreSlice(c[4:])
	c2.StoreSlice(c[8:])
	c3.StoreSlice(c[12:])
	d0.StoreSlice(d[0:])
	d1.StoreSlice(d[4:])
	d2.StoreSlice(d[8:])
	d3.StoreSlice(d[12:])
	archsimd.ClearAVXUpperBits()
}

func eight(x []float64) archsimd.Float64x8 { return archsimd.LoadFloat64x8Slice(x) }
func four(x []float64) archsimd.Float64x4  { return archsimd.LoadFloat64x4Slice(x) }
