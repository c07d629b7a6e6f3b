//go:build goexperiment.simd && amd64

package backprop

import (
	"simd/archsimd"
	"unsafe"
)

// addFour is the addFour of an ordinary build, for four columns at a time: AVX2
// holds as many float64 in one register, and does the same to all. It multiplies
// and adds in two instructions, as there, because one for both would round
// once instead of twice. Two columns that are left over take half a register.
func addFour(c, d []float64, x *[8]float64, b *[4][]float64) {
	n := len(c)
	if !archsimd.X86.AVX2() {
		addFourFrom(0, c, d, x, b)
		return
	}
	d, b0, b1, b2, b3 := d[:n], b[0][:n], b[1][:n], b[2][:n], b[3][:n]
	if n >= 4 {
		addFours(n/4, &c[0], &d[0], x, &b0[0], &b1[0], &b2[0], &b3[0])
	}
	if n&2 != 0 {
		q := n &^ 3
		addTwo((*[2]float64)(c[q:]), (*[2]float64)(d[q:]), x,
			(*[2]float64)(b0[q:]), (*[2]float64)(b1[q:]), (*[2]float64)(b2[q:]), (*[2]float64)(b3[q:]))
	}
	if n&1 != 0 {
		addFourFrom(n-1, c, d, x, b)
	}
}

// addFours works on n times four columns. It goes along the rows by pointers:
// cutting four numbers out of six slices at every step takes longer than to work
// on them. addFour has made sure that all rows are long enough.
func addFours(n int, c, d *float64, x *[8]float64, b0, b1, b2, b3 *float64) {
	x0, x1 := archsimd.BroadcastFloat64x4(x[0]), archsimd.BroadcastFloat64x4(x[1])
	x2, x3 := archsimd.BroadcastFloat64x4(x[2]), archsimd.BroadcastFloat64x4(x[3])
	y0, y1 := archsimd.BroadcastFloat64x4(x[4]), archsimd.BroadcastFloat64x4(x[5])
	y2, y3 := archsimd.BroadcastFloat64x4(x[6]), archsimd.BroadcastFloat64x4(x[7])
	end := 32 * n // bytes
	for at := 0; at < end; at += 32 {
		b := archsimd.LoadFloat64x4(four(b0, at))
		s := archsimd.LoadFloat64x4(four(c, at)).Add(x0.Mul(b))
		t := archsimd.LoadFloat64x4(four(d, at)).Add(y0.Mul(b))
		b = archsimd.LoadFloat64x4(four(b1, at))
		s, t = s.Add(x1.Mul(b)), t.Add(y1.Mul(b))
		b = archsimd.LoadFloat64x4(four(b2, at))
		s, t = s.Add(x2.Mul(b)), t.Add(y2.Mul(b))
		b = archsimd.LoadFloat64x4(four(b3, at))
		s, t = s.Add(x3.Mul(b)), t.Add(y3.Mul(b))
		s.Store(four(c, at))
		t.Store(four(d, at))
	}
}

func four(p *float64, at int) *[4]float64 { return (*[4]float64)(unsafe.Add(unsafe.Pointer(p), at)) }

func addTwo(c, d *[2]float64, x *[8]float64, b0, b1, b2, b3 *[2]float64) {
	b := archsimd.LoadFloat64x2(b0)
	s := archsimd.LoadFloat64x2(c).Add(archsimd.BroadcastFloat64x2(x[0]).Mul(b))
	t := archsimd.LoadFloat64x2(d).Add(archsimd.BroadcastFloat64x2(x[4]).Mul(b))
	b = archsimd.LoadFloat64x2(b1)
	s = s.Add(archsimd.BroadcastFloat64x2(x[1]).Mul(b))
	t = t.Add(archsimd.BroadcastFloat64x2(x[5]).Mul(b))
	b = archsimd.LoadFloat64x2(b2)
	s = s.Add(archsimd.BroadcastFloat64x2(x[2]).Mul(b))
	t = t.Add(archsimd.BroadcastFloat64x2(x[6]).Mul(b))
	b = archsimd.LoadFloat64x2(b3)
	s = s.Add(archsimd.BroadcastFloat64x2(x[3]).Mul(b))
	t = t.Add(archsimd.BroadcastFloat64x2(x[7]).Mul(b))
	s.Store(c)
	t.Store(d)
}
