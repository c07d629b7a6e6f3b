//go:build goexperiment.simd && amd64

package main

import "simd/archsimd"

func init() {
	vectors, fused, lanes := separate8, fused8, 8
	switch {
	case archsimd.X86.AVX512():
	case archsimd.X86.AVX2() && archsimd.X86.FMA():
		vectors, fused, lanes = separate4, fused4, 4
	default:
		return
	}
	for name, loop := range map[string]func(n int) float64{"vectors": vectors, "fused": fused} {
		limit := limits["scalar"]
		limit.lanes, limit.loop = lanes, loop
		limits[name] = limit
	}
}

// separate8 is scalar for eight numbers at a time.
func separate8(n int) float64 {
	at := archsimd.BroadcastFloat64x8
	x, y := at(0.5), at(1)
	a, b, c, d, e, f, g, h, i, j, k, l := at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10), at(11), at(12)
	for range n {
		a, b, c, d = a.Mul(x).Add(y), b.Mul(x).Add(y), c.Mul(x).Add(y), d.Mul(x).Add(y)
		e, f, g, h = e.Mul(x).Add(y), f.Mul(x).Add(y), g.Mul(x).Add(y), h.Mul(x).Add(y)
		i, j, k, l = i.Mul(x).Add(y), j.Mul(x).Add(y), k.Mul(x).Add(y), l.Mul(x).Add(y)
	}
	return first8(a.Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Add(i).Add(j).Add(k).Add(l))
}

// fused8 multiplies and adds in one instruction, which rounds once.
func fused8(n int) float64 {
	at := archsimd.BroadcastFloat64x8
	x, y := at(0.5), at(1)
	a, b, c, d, e, f, g, h, i, j, k, l := at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10), at(11), at(12)
	for range n {
		a, b, c, d = a.MulAdd(x, y), b.MulAdd(x, y), c.MulAdd(x, y), d.MulAdd(x, y)
		e, f, g, h = e.MulAdd(x, y), f.MulAdd(x, y), g.MulAdd(x, y), h.MulAdd(x, y)
		i, j, k, l = i.MulAdd(x, y), j.MulAdd(x, y), k.MulAdd(x, y), l.MulAdd(x, y)
	}
	return first8(a.Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Add(i).Add(j).Add(k).Add(l))
}

func first8(v archsimd.Float64x8) float64 {
	var list [8]float64
	v.Store(&list)
	archsimd.ClearAVXUpperBits()
	return list[0]
}

// separate4 is scalar for four numbers at a time.
func separate4(n int) float64 {
	at := archsimd.BroadcastFloat64x4
	x, y := at(0.5), at(1)
	a, b, c, d, e, f, g, h, i, j, k, l := at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10), at(11), at(12)
	for range n {
		a, b, c, d = a.Mul(x).Add(y), b.Mul(x).Add(y), c.Mul(x).Add(y), d.Mul(x).Add(y)
		e, f, g, h = e.Mul(x).Add(y), f.Mul(x).Add(y), g.Mul(x).Add(y), h.Mul(x).Add(y)
		i, j, k, l = i.Mul(x).Add(y), j.Mul(x).Add(y), k.Mul(x).Add(y), l.Mul(x).Add(y)
	}
	return first4(a.Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Add(i).Add(j).Add(k).Add(l))
}

func fused4(n int) float64 {
	at := archsimd.BroadcastFloat64x4
	x, y := at(0.5), at(1)
	a, b, c, d, e, f, g, h, i, j, k, l := at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8), at(9), at(10), at(11), at(12)
	for range n {
		a, b, c, d = a.MulAdd(x, y), b.MulAdd(x, y), c.MulAdd(x, y), d.MulAdd(x, y)
		e, f, g, h = e.MulAdd(x, y), f.MulAdd(x, y), g.MulAdd(x, y), h.MulAdd(x, y)
		i, j, k, l = i.MulAdd(x, y), j.MulAdd(x, y), k.MulAdd(x, y), l.MulAdd(x, y)
	}
	return first4(a.Add(b).Add(c).Add(d).Add(e).Add(f).Add(g).Add(h).Add(i).Add(j).Add(k).Add(l))
}

func first4(v archsimd.Float64x4) float64 {
	var list [4]float64
	v.Store(&list)
	archsimd.ClearAVXUpperBits()
	return list[0]
}
