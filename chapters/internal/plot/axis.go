package plot

import (
	"math"
	"strconv"
	"strings"
)

// An Axis says what is measured along it, in which unit, and from where to where.
type Axis struct {
	Name     string
	Min, Max float64
	Log      bool // powers of ten at equal distances; Min and Max are positive
}

// at returns where v lies on the axis: 0 at Min, 1 at Max.
func (a Axis) at(v float64) float64 {
	if a.Log {
		return math.Log10(v/a.Min) / math.Log10(a.Max/a.Min)
	}
	return (v - a.Min) / (a.Max - a.Min)
}

// ticks returns four to nine round values from Min to Max.
func (a Axis) ticks() []float64 {
	var ticks []float64
	if a.Log {
		first, last := math.Ceil(float64(math.Log10(a.Min))-1e-9), math.Floor(float64(math.Log10(a.Max))+1e-9)
		for k := first; k <= last; k += math.Ceil((last - first + 1) / 8) {
			ticks = append(ticks, math.Pow(10, k))
		}
		return ticks
	}
	step := math.Pow(10, math.Floor(math.Log10((a.Max-a.Min)/4)))
	for _, more := range []float64{2, 2.5, 2} { // 1, 2, 5, 10 times a power of ten
		if (a.Max-a.Min)/step > 8 {
			step = float64(step * more)
		}
	}
	// Ceil may return −0; the + 0 makes it a 0.
	for k := math.Ceil(a.Min/step-1e-9) + 0; float64(k*step) <= a.Max+float64(1e-9*step); k++ {
		ticks = append(ticks, float64(k*step))
	}
	return ticks
}

// label writes a tick: in powers of ten on a logarithmic axis, else plainly.
func (a Axis) label(v float64) string {
	if !a.Log {
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	power := strconv.Itoa(int(math.Round(math.Log10(v))))
	switch power {
	case "0", "1", "2", "3":
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	superscripts := strings.NewReplacer("-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
		"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")
	return "10" + superscripts.Replace(power)
}
