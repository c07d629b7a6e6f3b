//go:build !(goexperiment.simd && amd64)

package backprop

// wide is the number of columns in a tile: 2·4 sums, and what is being multiplied
// for two columns, fit into the 15 registers of amd64.
const wide = 4

// tile adds the terms x_k b_kj to c and y_k b_kj to d, for the first cols columns at
// least; if they are the first terms, it begins with 0. c and d may be the same row. The
// if makes narrow tiles cheaper and all others faster: without it, the Go compiler does
// all eight multiplications before the first addition, and runs out of registers.
func tile(c, d *[wide]float64, x, y []float64, b [][wide]float64, cols int, first bool) {
	y, b = y[:len(x)], b[:len(x)]
	var c0, c1, c2, c3, d0, d1, d2, d3 float64
	if !first {
		c0, c1, c2, c3 = c[0], c[1], c[2], c[3]
		d0, d1, d2, d3 = d[0], d[1], d[2], d[3]
	}
	for k := range x {
		x, y, b := x[k], y[k], &b[k]
		if cols > 2 {
			c2, c3 = c2+float64(x*b[2]), c3+float64(x*b[3])
			d2, d3 = d2+float64(y*b[2]), d3+float64(y*b[3])
		}
		c0, c1 = c0+float64(x*b[0]), c1+float64(x*b[1])
		d0, d1 = d0+float64(y*b[0]), d1+float64(y*b[1])
	}
	c[0], c[1], c[2], c[3] = c0, c1, c2, c3
	d[0], d[1], d[2], d[3] = d0, d1, d2, d3
}
