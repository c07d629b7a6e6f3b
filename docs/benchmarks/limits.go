package main

// scalar multiplies and adds without any memory: twelve numbers, each times x plus y,
// n times. One number at a time, hardly anything is faster. It returns a sum and is
// not inlined, or else the compiler would see that nobody needs the numbers.
//
//go:noinline
func scalar(n int, x, y float64) float64 {
	a, b, c, d, e, f, g, h, i, j, k, l := 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12.
	for range n {
		a, b, c = float64(a*x)+y, float64(b*x)+y, float64(c*x)+y
		d, e, f = float64(d*x)+y, float64(e*x)+y, float64(f*x)+y
		g, h, i = float64(g*x)+y, float64(h*x)+y, float64(i*x)+y
		j, k, l = float64(j*x)+y, float64(k*x)+y, float64(l*x)+y
	}
	return a + b + c + d + e + f + g + h + i + j + k + l
}

// limits are loops that make n times 24 multiplications and additions, or as many in
// each of lanes numbers.
var limits = map[string]struct {
	lanes int
	loop  func(n int) float64
}{
	"scalar": {1, func(n int) float64 { return scalar(n, 0.5, 1) }},
}
