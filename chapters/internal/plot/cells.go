package plot

import (
	"fmt"
	"math"
)

// Bars draws a horizontal bar for each name, from 0 to its value, with a line
// from low to high for the spread where spread is not nil, and the value in
// words behind it.
func Bars(title string, x Axis, names []string, values []float64, spread [][2]float64, words []string) string {
	return lanes(title, x, names, values, spread, words, false)
}

// Ranges is Bars with a dot for each value instead of a bar.
func Ranges(title string, x Axis, names []string, values []float64, spread [][2]float64, words []string) string {
	return lanes(title, x, names, values, spread, words, true)
}

func lanes(title string, x Axis, names []string, values []float64, spread [][2]float64, words []string, dots bool) string {
	var c canvas
	const from, to, high = 176.0, 410.0, 24.0
	px := func(v float64) float64 { return from + float64(x.at(min(max(v, x.Min), x.Max))*(to-from)) }
	y := 36.0
	end := y + float64(high*float64(len(names)))
	for _, v := range x.ticks() {
		c.line(px(v), y, px(v), end, faint, 1)
		c.text(px(v), end+18, "middle", grey, x.label(v))
	}
	for i, name := range names {
		c.text(from-8, y+17, "end", ink, name)
		if name != "" {
			if !dots {
				c.rect(from, y+4, px(values[i])-from, high-8, colours[0])
			}
			far := values[i]
			if spread != nil {
				c.line(px(spread[i][0]), y+high/2, px(spread[i][1]), y+high/2, colours[1], 3)
				far = max(far, spread[i][1])
			}
			if dots {
				c.add(`%s`, dot(0, px(values[i]), y+high/2, colours[0]))
			}
			c.text(px(far)+6, y+17, "start", ink, words[i])
		}
		y += high
	}
	c.text((from+to)/2, end+38, "middle", ink, x.Name)
	return c.svg(title, end+48)
}

// Counts draws a square table of counts as shades of blue with the numbers in
// them. Zeros stay empty.
func Counts(title, rows, cols string, counts [][]int) string {
	var c canvas
	const x0, y0 = 84.0, 70.0
	n := len(counts)
	side := 380 / float64(n)
	half := float64(side / 2)
	c.text(x0+190, y0-26, "middle", ink, cols)
	c.upright(40, y0+190, rows)
	for i, row := range counts {
		at := float64(float64(i)*side) + half
		c.text(x0+at, y0-6, "middle", grey, fmt.Sprint(i))
		c.text(x0-8, y0+at+5, "end", grey, fmt.Sprint(i))
		total := 0
		for _, v := range row {
			total += v
		}
		for j, v := range row {
			x, y := x0+float64(float64(j)*side), y0+float64(float64(i)*side)
			part := math.Sqrt(float64(v) / float64(max(total, 1)))
			c.cell(x, y, side-1, side-1, shade(0.5-float64(part/2)))
			if v > 0 {
				c.text(x+half, y+half+5, "middle", ink, fmt.Sprint(v))
			}
		}
	}
	return c.svg(title, y0+390)
}

// An Image is a small picture in ink on white paper, also on a dark page, with lines of words below it.
type Image struct {
	Pixels []float64 // 0 white to 1 black, row by row
	Cols   int
	Words  []string
}

// Images draws images side by side, four in a row.
func Images(title string, images []Image) string {
	var c canvas
	const side, high = 112.0, 160.0
	height := 40.0
	for i, m := range images {
		x, y := 8+float64(116*float64(i%4)), 34+float64(high*float64(i/4))
		pixel := side / float64(m.Cols)
		for k, v := range m.Pixels {
			level := int(math.Round(255 * (1 - min(max(v, 0), 1))))
			c.rect(x+float64(float64(k%m.Cols)*pixel), y+float64(float64(k/m.Cols)*pixel), pixel+0.1, pixel+0.1,
				fmt.Sprintf("rgb(%d,%[1]d,%[1]d)", level))
		}
		rows := (len(m.Pixels) + m.Cols - 1) / m.Cols
		c.add(`<rect x="%g" y="%g" width="%g" height="%g" fill="none" stroke="%s"/>`, x, y, side, pixel*float64(rows), grey)
		for k, words := range m.Words {
			c.text(x+side/2, y+side+16+float64(17*float64(k)), "middle", ink, words)
		}
		height = y + high
	}
	return c.svg(title, height)
}
