package losses

import (
	"math"
	"reflect"
	"testing"
)

func TestAccuracy(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, tc := range []struct {
		name string
		y, t [][]float64
		want float64
	}{
		{"right", [][]float64{{0.1, 0.9}}, [][]float64{{0, 1}}, 1},
		{"wrong", [][]float64{{0.9, 0.1}}, [][]float64{{0, 1}}, 0},
		{"three of four", [][]float64{{1, 0}, {0, 1}, {1, 0}, {1, 0}}, [][]float64{{1, 0}, {0, 1}, {1, 0}, {0, 1}}, 0.75},
		{"one of three", [][]float64{{1, 0}, {1, 0}, {0, 1}}, [][]float64{{1, 0}, {0, 1}, {1, 0}}, 1. / 3},
		{"last of K", [][]float64{{1, 2, 3}}, [][]float64{{0, 0, 1}}, 1},
		{"scores, all negative", [][]float64{{-3, -1, -2}}, [][]float64{{0, 1, 0}}, 1},
		{"soft target", [][]float64{{0.2, 0.5, 0.3}}, [][]float64{{0.3, 0.4, 0.3}}, 1},
		{"infinite scores", [][]float64{{-inf, inf}, {-inf, -5}}, [][]float64{{0, 1}, {0, 1}}, 1},
		{"tie in y: first", [][]float64{{0.5, 0.5}, {0.5, 0.5}}, [][]float64{{1, 0}, {0, 1}}, 0.5},
		{"tie in t: first", [][]float64{{1, 0}, {0, 1}}, [][]float64{{1, 1}, {1, 1}}, 0.5},
		{"all −Inf is a tie", [][]float64{{-inf, -inf}}, [][]float64{{1, 0}}, 1},
		{"NaN first in y", [][]float64{{nan, 1}, {nan, 1}}, [][]float64{{1, 0}, {0, 1}}, 0},
		{"NaN last in y", [][]float64{{1, nan}, {1, nan}}, [][]float64{{1, 0}, {0, 1}}, 0},
		{"NaN in t", [][]float64{{1, 0}, {1, 0}}, [][]float64{{1, nan}, {nan, 1}}, 0},
		{"NaN in both", [][]float64{{nan, 0}}, [][]float64{{nan, 0}}, 0},
		{"NaN in one row of two", [][]float64{{1, 0}, {1, nan}}, [][]float64{{1, 0}, {1, 0}}, 0.5},
	} {
		if got := Accuracy(tc.y, tc.t); got != tc.want {
			t.Errorf("%s: Accuracy(%v, %v) = %v, want %v", tc.name, tc.y, tc.t, got, tc.want)
		}
	}
}

// −1 is what no place of a largest value can be.
func TestArgmax(t *testing.T) {
	if got := argmax([]float64{1, math.NaN(), 2}); got != -1 {
		t.Errorf("argmax with a NaN = %d, want -1", got)
	}
}

func TestOneHot(t *testing.T) {
	for _, tc := range []struct {
		name    string
		labels  []int
		classes int
		want    [][]float64
	}{
		{"three labels", []int{2, 0, 1}, 3, [][]float64{{0, 0, 1}, {1, 0, 0}, {0, 1, 0}}},
		{"a label twice", []int{1, 1}, 2, [][]float64{{0, 1}, {0, 1}}},
		{"one class", []int{0}, 1, [][]float64{{1}}},
		{"no labels", nil, 3, [][]float64{}},
	} {
		if got := OneHot(tc.labels, tc.classes); !reflect.DeepEqual(got, tc.want) {
			t.Errorf("%s: OneHot(%v, %d) = %v, want %v", tc.name, tc.labels, tc.classes, got, tc.want)
		}
	}
}

// Appending to a row must not write into the next.
func TestOneHotRowsApart(t *testing.T) {
	m := OneHot([]int{0, 1}, 2)
	m[0] = append(m[0], 9)
	m[0][1] = 8
	if want := []float64{0, 1}; !reflect.DeepEqual(m[1], want) {
		t.Errorf("row 1 is %v after row 0 changed, want %v", m[1], want)
	}
}
