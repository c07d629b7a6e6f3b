package backprop

// What makes a large product fast, and why its bits are those of the plain loops:
//
//  1. Two rows of c and a few columns at a time, a tile, whose sums stay in registers
//     while all their terms are added. Plain loops read and write c_ij for every term.
//     A number of b that is read once serves both rows, one of a serves all columns.
//  2. b is packed: copied into a buffer where all that a tile needs lies one after the
//     other. The buffer serves all rows of c.
//  3. Only depth terms at a time, so that a tile's part of this buffer and the rows of a
//     stay in the fastest caches. Between two blocks the sums wait in c.
//  4. Packing transposes: it takes columns out of b or out of bᵀ, and turns the rows of
//     aᵀ. So there is one tile for all three products.
//  5. The rows of c are dealt out to the cores, if they have much to do.
//
// Each sum still begins with 0 and adds its terms for k = 0, 1, 2, …, each product and
// each sum rounded on its own; a number that moves to a register or to c and back
// does not change. Which sums are computed beside it makes no difference.
//
// tile itself has two forms, in tile_go.go and, with vectors, in tile_simd.go.

const (
	depth = 196 // terms in a block
	high  = 128 // rows in a share, at most
)

// A worker is what one core needs for its shares of a product.
type worker struct {
	turned []float64        // of aᵀ, the rows of a share, depth terms each
	edge   [2][wide]float64 // sums of a tile that is wider than what is left of c
	help   func()           // what another core does; made once, since making it allocates
}

// pack copies b so that the terms of a tile's columns lie one after the other: those of
// the first columns, then those of the next. All cores read this copy.
func (p *product) pack() {
	p.packed = room(p.packed, (len(p.c[0])+wide-1)/wide*p.inner)
	if p.transB {
		for j, row := range p.b {
			to := p.packed[j/wide*p.inner:]
			for k, v := range row {
				to[k][j%wide] = v
			}
		}
		return
	}
	for k, row := range p.b {
		for ; len(row) >= wide; k += p.inner {
			p.packed[k] = [wide]float64(row)
			row = row[wide:]
		}
		if len(row) > 0 {
			copy(p.packed[k][:], row)
		}
	}
}

// rows computes rows lo to hi of c, two at a time. An odd last one is its own partner.
func (w *worker) rows(p *product, lo, hi int) {
	for top := 0; top < p.inner; top += depth {
		end := min(top+depth, p.inner)
		if p.transA {
			w.turn(p.a[top:end], lo, hi)
		}
		row := func(i int) []float64 {
			if p.transA {
				return w.turned[(i-lo)*(end-top) : (i-lo+1)*(end-top)]
			}
			return p.a[i][top:end]
		}
		for j := 0; j < len(p.c[0]); j += wide {
			b := p.packed[j/wide*p.inner+top:]
			for i := lo; i < hi; i += 2 {
				next := min(i+1, hi-1)
				c, d := p.c[i][j:], p.c[next][j:]
				e, f := &w.edge[0], &w.edge[1]
				if len(c) >= wide { // the sums go straight to c
					e, f = (*[wide]float64)(c), (*[wide]float64)(d)
				} else if top > 0 {
					copy(e[:], c)
					copy(f[:], d)
				}
				tile(e, f, row(i), row(next), b, len(c), top == 0)
				if len(c) < wide {
					copy(c, e[:])
					copy(d, f[:])
				}
			}
		}
	}
}

// turn copies columns lo to hi of a, as rows.
func (w *worker) turn(a Matrix, lo, hi int) {
	n := len(a)
	w.turned = room(w.turned, (hi-lo)*n)
	for k, row := range a {
		column := w.turned[k:]
		for i, v := range row[lo:hi] {
			column[i*n] = v
		}
	}
}

// room returns buf with length n, or a new slice if buf has no room for n.
func room[T any](buf []T, n int) []T {
	if cap(buf) < n {
		return make([]T, n)
	}
	return buf[:n]
}
