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
	q := n / 4
	addFours(fours(c, q), fours(d, q), x, fours(b0, q), fours(b1, q), fours(b2, q), fours(b3, q))
	if n&2 != 0 {
		q *= 4
		addTwo((*[2]float64)(c[q:]), (*[2]float64)(d[q:]), x,
			(*[2]float64)(b0[q:]), (*[2]float64)(b1[q:]), (*[2]float64)(b2[q:]), (*[2]float64)(b3[q:]))
	}
	if n&1 != 0 {
		addFourFrom(n-1, c, d, x, b)
	}
}

// fours returns the first 4n numbers of s as n times four. It is unsafe only in
// name: the slices lie in the same memory, and n ≤ len(s)/4. Cutting four
// numbers out of s at every step instead takes longer than to work on them.
func fours(s []float64, n int) [][4]float64 {
	if n == 0 {
		return nil // s may be too short for even one
	}
	return unsafe.Slice((*[4]float64)(unsafe.Pointer(unsafe.SliceData(s))), n)
}

func addFours(c, d [][4]float64, x *[8]float64, b0, b1, b2, b3 [][4]float64) {
	x0, x1 := archsimd.BroadcastFloat64x4(x[0]), archsimd.BroadcastFloat64x4(x[1])
	x2, x3 := archsimd.BroadcastFloat64x4(x[2]), archsimd.BroadcastFloat64x4(x[3])
	y0, y1 := archsimd.BroadcastFloat64x4(x[4]), archsimd.BroadcastFloat64x4(x[5])
	y2, y3 := archsimd.BroadcastFloat64x4(x[6]), archsimd.BroadcastFloat64x4(x[7])
	n := len(c)
	d, b0, b1, b2, b3 = d[:n], b0[:n], b1[:n], b2[:n], b3[:n]
	for j := range c {
		b := archsimd.LoadFloat64x4(&b0[j])
		s := archsimd.LoadFloat64x4(&c[j]).Add(x0.Mul(b))
		t := archsimd.LoadFloat64x4(&d[j]).Add(y0.Mul(b))
		b = archsimd.LoadFloat64x4(&b1[j])
		s, t = s.Add(x1.Mul(b)), t.Add(y1.Mul(b))
		b = archsimd.LoadFloat64x4(&b2[j])
		s, t = s.Add(x2.Mul(b)), t.Add(y2.Mul(b))
		b = archsimd.LoadFloat64x4(&b3[j])
		s, t = s.Add(x3.Mul(b)), t.Add(y3.Mul(b))
		s.Store(&c[j])
		t.Store(&d[j])
	}
}

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
