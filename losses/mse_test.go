package losses

import (
	"math"
	"testing"
)

// The book's prediction, for an image of the digit 2.
var (
	bookY = []float64{0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0}
	bookT = []float64{0, 0, 1, 0, 0, 0, 0, 0, 0, 0}
)

// Only sums, products and halves: every value is right to the last bit.
func TestMSE(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name string
		y, t []float64
		want float64
	}{
		{"perfect", []float64{1, 2, 3}, []float64{1, 2, 3}, 0},
		{"one value", []float64{3}, []float64{1}, 2},                          // ½·2²
		{"sign of the error", []float64{1}, []float64{3}, 2},                  // ½·(−2)²
		{"sum, not mean over K", []float64{1, 2, 3}, []float64{0, 0, 1}, 4.5}, // ½(1 + 4 + 4)
		{"a value twice", []float64{2, 2, 2, 2}, []float64{1, 1, 1, 1}, 2},    // ½·4
		{"book", bookY, bookT, 0.09750000000000003},                           // ½(3·0.01 + 2·0.0025 + 0.16) = 0.0975
		{"largest square", []float64{0x1p511}, []float64{0}, 0x1p1021},
		{"square too large", []float64{1e155}, []float64{0}, inf},
		{"infinite", []float64{0, inf}, []float64{0, 1}, inf},
		{"infinitely far", []float64{inf}, []float64{-inf}, inf},
		{"infinite both", []float64{inf}, []float64{inf}, nan},
		{"NaN in y", []float64{nan, 0}, []float64{0, 0}, nan},
		{"NaN in t", []float64{0, 0}, []float64{0, nan}, nan},
	} {
		got := MSE(tc.y, tc.t)
		if got != tc.want && !(math.IsNaN(got) && math.IsNaN(tc.want)) || got == 0 && math.Signbit(got) {
			t.Errorf("%s: MSE(%v, %v) = %v, want %v", tc.name, tc.y, tc.t, got, tc.want)
		}
	}
}

func TestMSEBatch(t *testing.T) {
	nan := math.NaN()
	for _, tc := range []struct {
		name string
		y, t [][]float64
		want float64
	}{
		{"one row is MSE", [][]float64{bookY}, [][]float64{bookT}, 0.09750000000000003},
		{"equal rows", [][]float64{bookY, bookY}, [][]float64{bookT, bookT}, 0.09750000000000003},
		{"1/N, not 1/K", [][]float64{{1, 2, 2}, {0, 0, 0}}, [][]float64{{0, 0, 0}, {0, 0, 0}}, 2.25}, // 9/(2·2)
		{"every row", [][]float64{{1}, {2}, {3}, {4}}, [][]float64{{0}, {0}, {0}, {0}}, 3.75},        // 30/(2·4)
		{"perfect", [][]float64{{1, 2}, {3, 4}}, [][]float64{{1, 2}, {3, 4}}, 0},
		{"NaN in a later row", [][]float64{{1}, {nan}}, [][]float64{{1}, {1}}, nan},
		{"overflow in a row", [][]float64{{0}, {1e200}}, [][]float64{{0}, {0}}, math.Inf(1)},
	} {
		got := MSEBatch(tc.y, tc.t)
		if got != tc.want && !(math.IsNaN(got) && math.IsNaN(tc.want)) || got == 0 && math.Signbit(got) {
			t.Errorf("%s: MSEBatch(%v, %v) = %v, want %v", tc.name, tc.y, tc.t, got, tc.want)
		}
	}
}

func TestMSEDerivative(t *testing.T) {
	y, target := []float64{0.3, -1.2, 2.5, 0.9, 0, -0.4}, []float64{0, 1, 0.7, -2, 0.5, 0}
	single, batch := make([]float64, 6), make([]float64, 6)
	for k := range y {
		single[k] = y[k] - target[k]      // ∂E/∂y_k = y_k − t_k
		batch[k] = (y[k] - target[k]) / 3 // N = 3 rows of 2
	}
	sameSlopes(t, "MSE", func(x []float64) float64 { return MSE(x, target) }, y, single)
	sameSlopes(t, "MSEBatch", func(x []float64) float64 { return MSEBatch(rows(x, 2), rows(target, 2)) }, y, batch)
}
