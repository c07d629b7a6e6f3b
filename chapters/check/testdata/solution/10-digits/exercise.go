// Package exercise has the right answers to the exercises of chapter 10.
package exercise

import "chainrule/backprop"

func SGD(params []backprop.Param, lr float64) { backprop.SGD(params, lr) }

func LeaveOut(n, parts, i int) (rest, part []int) {
	lo, hi := i*n/parts, (i+1)*n/parts
	for image := range n {
		if lo <= image && image < hi {
			part = append(part, image)
		} else {
			rest = append(rest, image)
		}
	}
	return rest, part
}

func Confusion(y, t [][]float64) [][]int {
	count := make([][]int, len(y[0]))
	for i := range count {
		count[i] = make([]int, len(y[0]))
	}
	for n := range y {
		count[argmax(t[n])][argmax(y[n])]++
	}
	return count
}

// argmax returns where the first of the largest values of x stands.
func argmax(x []float64) int {
	top := 0
	for k := range x {
		if x[k] > x[top] {
			top = k
		}
	}
	return top
}
