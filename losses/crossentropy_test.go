package losses

import (
	"math"
	"testing"
)

func TestCrossEntropy(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name string
		y, t []float64
		want float64
	}{
		// The notes: (1, 0, …, 0) against (0.6, 0.01, …, 0.4), 0.51. What is
		// printed of the vector already sums to 1.01; only the 0.6 counts.
		{"the notes' 0.51", []float64{0.6, 0.01, 0.4}, []float64{1, 0, 0}, 0.5108256237659907},
		{"book, p = 0.6", bookY, bookT, 0.5108256237659907},
		{"book, p = 0.1", []float64{0.1, 0.9}, []float64{1, 0}, 2.302585092994046},
		{"nats, not bits", []float64{0.5, 0.5}, []float64{0, 1}, 0.6931471805599453},
		{"soft target", []float64{0.5, 0.25, 0.25}, []float64{0.5, 0.5, 0}, 1.0397207708399179}, // 1.5 log 2
		{"targets sum to 3", []float64{0.5, 0.25}, []float64{1, 2}, 3.4657359027997265},         // (1 + 4) log 2
		{"negative target", []float64{0.5, 0.25}, []float64{3, -1}, 0.6931471805599453},         // (3 − 2) log 2
		{"perfect", []float64{0, 1, 0}, []float64{0, 1, 0}, 0},
		{"perfect, K = 1", []float64{1}, []float64{1}, 0},
		{"t = 0, y = 0", []float64{0, 0.5}, []float64{0, 1}, 0.6931471805599453},
		{"t = −0, y = 0", []float64{0, 1}, []float64{math.Copysign(0, -1), 1}, 0},
		{"t = 0, y negative or NaN", []float64{-1, nan, 1}, []float64{0, 0, 1}, 0},
		{"t = 0 everywhere", []float64{0, 0}, []float64{0, 0}, 0},
		{"y = 0", []float64{1, 0}, []float64{0, 1}, inf},
		{"y = 0, t small", []float64{1, 0}, []float64{0.5, 5e-324}, inf},
		{"y negative", []float64{-0.5, 1}, []float64{1, 0}, nan},
		{"y just negative", []float64{-5e-324, 1}, []float64{1, 0}, nan},
		{"y infinite", []float64{inf}, []float64{1}, -inf},
		{"y −Inf", []float64{-inf}, []float64{1}, nan},
		{"t infinite", []float64{0.5}, []float64{inf}, inf},
		{"t −Inf", []float64{0.5}, []float64{-inf}, -inf},
		{"t infinite, y = 1", []float64{1}, []float64{inf}, nan},
		{"y NaN", []float64{nan, 1}, []float64{1, 0}, nan},
		{"t NaN", []float64{1, 0.5}, []float64{nan, 1}, nan},
		{"t NaN, y = 0", []float64{0, 0.5}, []float64{nan, 1}, nan},
		// log 2⁻¹⁰⁷⁴ = −1074 log 2 and so on: below 2⁻¹⁰²² some CPUs say −709.
		{"smallest number", []float64{5e-324}, []float64{1}, 744.4400719213812},
		{"smallest, t = 0.5", []float64{5e-324}, []float64{0.5}, 372.2200359606906},
		{"subnormal", []float64{0x1p-1060}, []float64{1}, 734.736011393542},
		{"upper subnormal", []float64{0x1.8p-1023}, []float64{1}, 708.6841006047159}, // 1023 log 2 − log 1.5
		{"largest subnormal", []float64{0x1p-1022 - 0x1p-1074}, []float64{1}, 708.3964185322641},
		{"smallest normal", []float64{0x1p-1022}, []float64{1}, 708.3964185322641},
		{"just below 1", []float64{1 - 0x1p-53}, []float64{1}, 0x1p-53},
	} {
		got := CrossEntropy(tc.y, tc.t)
		// 2⁻⁵² relative is one unit in the last place, or two.
		if !near(got, tc.want, 0x1p-52) && !(math.IsNaN(got) && math.IsNaN(tc.want)) || got == 0 && math.Signbit(got) {
			t.Errorf("%s: CrossEntropy(%v, %v) = %v, want %v", tc.name, tc.y, tc.t, got, tc.want)
		}
	}
}

// A prediction in [0, 1] is never better than perfect.
func TestCrossEntropyNotNegative(t *testing.T) {
	for y := 1.0; y > 0; y -= 1.0 / 512 {
		for _, p := range []float64{y, math.Nextafter(y, 0)} {
			if got := CrossEntropy([]float64{p}, []float64{1}); !(got >= 0) || math.Signbit(got) {
				t.Errorf("CrossEntropy([%v], [1]) = %v, want at least +0", p, got)
			}
		}
	}
}

func TestCrossEntropyBatch(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name string
		y, t [][]float64
		want float64
	}{
		{"one row", [][]float64{bookY}, [][]float64{bookT}, 0.5108256237659907},
		{"equal rows", [][]float64{bookY, bookY, bookY, bookY}, [][]float64{bookT, bookT, bookT, bookT}, 0.5108256237659907},
		{"1/N, not 1/K", [][]float64{{0.5, 0.25, 0.25}, {0.5, 0.25, 0.25}},
			[][]float64{{1, 0, 0}, {0, 1, 0}}, 1.0397207708399179}, // (1 + 2) log 2 / 2
		{"perfect", [][]float64{{1, 0}, {0, 1}}, [][]float64{{1, 0}, {0, 1}}, 0},
		{"infinite row", [][]float64{{1, 0}, {1, 0}}, [][]float64{{1, 0}, {0, 1}}, inf},
		{"NaN row", [][]float64{{1, 0}, {nan, 0}}, [][]float64{{1, 0}, {1, 0}}, nan},
	} {
		got := CrossEntropyBatch(tc.y, tc.t)
		if !near(got, tc.want, 0x1p-51) && !(math.IsNaN(got) && math.IsNaN(tc.want)) || math.Signbit(got) {
			t.Errorf("%s: CrossEntropyBatch(%v, %v) = %v, want %v", tc.name, tc.y, tc.t, got, tc.want)
		}
	}
}

func TestCrossEntropyDerivative(t *testing.T) {
	y, target := []float64{0.3, 0.7, 0.45, 0.55, 0.9, 0.8}, []float64{0, 1, 0.25, 0.75, 0.5, 2}
	single, batch := make([]float64, 6), make([]float64, 6)
	for k := range y {
		single[k] = -target[k] / y[k]      // ∂E/∂y_k = −t_k/y_k
		batch[k] = -target[k] / (3 * y[k]) // N = 3 rows of 2
	}
	sameSlopes(t, "CrossEntropy", func(x []float64) float64 { return CrossEntropy(x, target) }, y, single)
	sameSlopes(t, "CrossEntropyBatch",
		func(x []float64) float64 { return CrossEntropyBatch(rows(x, 2), rows(target, 2)) }, y, batch)
}
