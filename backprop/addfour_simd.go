//go:build goexperiment.simd && amd64

package backprop

import (
	"simd/archsimd"
	"unsafe"
)

// addFour is the addFour of an ordinary build, for eight columns at a time with
// AVX-512, or four with AVX2: as many float64 as fit into one register, and the
// same is done to all. It multiplies and adds in two instructions, as there, because
// one for both would round once instead of twice. What is left over takes
// smaller registers.
func addFour(c, d []float64, x *[8]float64, b *[4][]float64) {
	n := len(c)
	if !archsimd.X86.AVX2() {
		addFourFrom(0, c, d, x, b)
		return
	}
	d, b0, b1, b2, b3 := d[:n], b[0][:n], b[1][:n], b[2][:n], b[3][:n]
	j := 0
	if n >= 8 && archsimd.X86.AVX512() {
		addEights(n/8, &c[0], &d[0], x, &b0[0], &b1[0], &b2[0], &b3[0])
		j = n &^ 7
	}
	if n-j >= 4 {
		addFours((n-j)/4, &c[j], &d[j], x, &b0[j], &b1[j], &b2[j], &b3[j])
		j = n &^ 3
	}
	if n-j >= 2 {
		addTwo((*[2]float64)(c[j:]), (*[2]float64)(d[j:]), x,
			(*[2]float64)(b0[j:]), (*[2]float64)(b1[j:]), (*[2]float64)(b2[j:]), (*[2]float64)(b3[j:]))
		j += 2
	}
	if j < n {
		addFourFrom(j, c, d, x, b)
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

// addEights is addFours for n times eight columns.
func addEights(n int, c, d *float64, x *[8]float64, b0, b1, b2, b3 *float64) {
	x0, x1 := archsimd.BroadcastFloat64x8(x[0]), archsimd.BroadcastFloat64x8(x[1])
	x2, x3 := archsimd.BroadcastFloat64x8(x[2]), archsimd.BroadcastFloat64x8(x[3])
	y0, y1 := archsimd.BroadcastFloat64x8(x[4]), archsimd.BroadcastFloat64x8(x[5])
	y2, y3 := archsimd.BroadcastFloat64x8(x[6]), archsimd.BroadcastFloat64x8(x[7])
	end := 64 * n // bytes
	for at := 0; at < end; at += 64 {
		b := archsimd.LoadFloat64x8(eight(b0, at))
		s := archsimd.LoadFloat64x8(eight(c, at)).Add(x0.Mul(b))
		t := archsimd.LoadFloat64x8(eight(d, at)).Add(y0.Mul(b))
		b = archsimd.LoadFloat64x8(eight(b1, at))
		s, t = s.Add(x1.Mul(b)), t.Add(y1.Mul(b))
		b = archsimd.LoadFloat64x8(eight(b2, at))
		s, t = s.Add(x2.Mul(b)), t.Add(y2.Mul(b))
		b = archsimd.LoadFloat64x8(eight(b3, at))
		s, t = s.Add(x3.Mul(b)), t.Add(y3.Mul(b))
		s.Store(eight(c, at))
		t.Store(eight(d, at))
	}
}

func eight(p *float64, at int) *[8]float64 { return (*[8]float64)(unsafe.Add(unsafe.Pointer(p), at)) }

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
