package main

// A Shape is what a person can point at in an 8×8 image. All are counts of
// pixels. A pixel without ink lies in a hole if ink is met, near or far, in all of
// the four directions; it lies in a bay if only left or only right there is none.
type Shape struct {
	HoleUp, HoleDown   int // in holes, in the upper and in the lower half
	LeftUp, LeftDown   int // in bays that open to the left, as a 3 has two
	RightUp, RightDown int // in bays that open to the right
	Top, Bottom        int // with ink in the first and in the last two rows
	Middle             int // with ink in one of the two rows in the middle, the one with more
	Corner             int // with ink at the upper right: rows 0 to 3, columns 5 to 7
	Foot               int // with ink at the lower left: rows 4 to 7, columns 0 to 2
	Core               int // with ink among the four in the centre
}

const side = 8

var light = 6.0 / 16 // a pixel with less than that counts as without ink

func ink(x []float64, row, col int) bool { return x[row*side+col] >= light }

// count returns how many pixels of a rectangle have ink, ends excluded.
func count(x []float64, row, rowEnd, col, colEnd int) int {
	n := 0
	for r := row; r < rowEnd; r++ {
		for c := col; c < colEnd; c++ {
			if ink(x, r, c) {
				n++
			}
		}
	}
	return n
}

func measure(x []float64) Shape {
	s := Shape{
		Top:    count(x, 0, 2, 0, side),
		Bottom: count(x, 6, 8, 0, side),
		Middle: max(count(x, 3, 4, 0, side), count(x, 4, 5, 0, side)),
		Corner: count(x, 0, 4, 5, side),
		Foot:   count(x, 4, 8, 0, 3),
		Core:   count(x, 3, 5, 3, 5),
	}
	for r := range side {
		for c := range side {
			if !ink(x, r, c) {
				s.look(x, r, c)
			}
		}
	}
	return s
}

// look counts the empty pixel at row r, column c where it belongs.
func (s *Shape) look(x []float64, r, c int) {
	if count(x, 0, r, c, c+1) == 0 || count(x, r+1, side, c, c+1) == 0 {
		return // open above or below
	}
	left, right := count(x, r, r+1, 0, c) > 0, count(x, r, r+1, c+1, side) > 0
	upper := r < side/2
	switch {
	case left && right && upper:
		s.HoleUp++
	case left && right:
		s.HoleDown++
	case right && upper:
		s.LeftUp++
	case right:
		s.LeftDown++
	case left && upper:
		s.RightUp++
	case left:
		s.RightDown++
	}
}
