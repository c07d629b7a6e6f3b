package live

import (
	"cmp"
	"math"
	"slices"
)

const (
	side  = 32  // of the pad, in pixels
	block = 4   // of its blocks, which become the 8×8 pixels of the data
	pen   = 2.4 // its radius
)

// A bitmap is a pad with ink on some of its pixels, row by row.
type bitmap [side * side]bool

// A spot is a place on the pad, in its pixels.
type spot struct{ x, y float64 }

// inkOf draws strokes with the pen, on a pad of the same size.
func inkOf(strokes [][]spot) (b bitmap) {
	for _, stroke := range strokes {
		for i := range stroke {
			p, q := stroke[max(i-1, 0)], stroke[i]
			x0, x1 := reach(p.x, q.x)
			y0, y1 := reach(p.y, q.y)
			for y := y0; y < y1; y++ {
				for x := x0; x < x1; x++ {
					if distance(spot{float64(x) + 0.5, float64(y) + 0.5}, p, q) <= pen {
						b[side*y+x] = true
					}
				}
			}
		}
	}
	return b
}

// reach returns which pixels the pen can ink between a and b, in one direction.
func reach(a, b float64) (low, high int) {
	return max(int(min(a, b)-pen), 0), min(int(max(a, b)+pen)+1, side)
}

// distance returns how far c is from the segment between p and q.
func distance(c, p, q spot) float64 {
	dx, dy := q.x-p.x, q.y-p.y
	t := 0.0
	if l := float64(dx*dx) + float64(dy*dy); l > 0 {
		t = min(max((float64((c.x-p.x)*dx)+float64((c.y-p.y)*dy))/l, 0), 1)
	}
	return math.Hypot(c.x-p.x-float64(t*dx), c.y-p.y-float64(t*dy))
}

// normalised moves and scales strokes so that they fill the pad, as the digits of the
// data set do. The pen keeps its size.
func normalised(strokes [][]spot) [][]spot {
	low, high := spot{side, side}, spot{}
	for _, s := range strokes {
		for _, p := range s {
			low = spot{min(low.x, p.x), min(low.y, p.y)}
			high = spot{max(high.x, p.x), max(high.y, p.y)}
		}
	}
	scale := min((side-2*pen)/max(high.x-low.x, high.y-low.y), 3)
	var out [][]spot
	for _, s := range strokes {
		moved := make([]spot, len(s))
		for i, p := range s {
			moved[i] = spot{side/2 + float64(scale*(p.x-middle(low.x, high.x))),
				side/2 + float64(scale*(p.y-middle(low.y, high.y)))}
		}
		out = append(out, moved)
	}
	return out
}

// drawnBack makes a bitmap of an 8×8 image, as somebody would draw it: it
// interpolates between the middles of the pixels, and inks the darkest places until
// the pad has as much ink as the image.
func drawnBack(image []float64) (b bitmap) {
	at := func(r, c int) float64 { return image[8*min(max(r, 0), 7)+min(max(c, 0), 7)] }
	var dark [side * side]float64
	places := make([]int, side*side)
	for i := range places {
		v, u := float64((float64(i/side)+0.5)/block)-0.5, float64((float64(i%side)+0.5)/block)-0.5
		r, c := int(math.Floor(v)), int(math.Floor(u))
		v, u = v-float64(r), u-float64(c)
		up := float64((1-u)*at(r, c)) + float64(u*at(r, c+1))
		down := float64((1-u)*at(r+1, c)) + float64(u*at(r+1, c+1))
		places[i], dark[i] = i, float64((1-v)*up)+float64(v*down)
	}
	slices.SortStableFunc(places, func(i, j int) int { return cmp.Compare(dark[j], dark[i]) })
	ink := 0.0
	for _, v := range image {
		ink += float64(v * block * block)
	}
	for _, i := range places[:int(ink)] {
		b[i] = true
	}
	return b
}

// counted returns the 64 numbers that the network reads: the share of ink in each
// block.
func counted(b bitmap) []float64 {
	x := make([]float64, 64)
	for i, inked := range b {
		if inked {
			x[8*(i/side/block)+i%side/block] += 1. / (block * block)
		}
	}
	return x
}
