// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/10-digits/exercise
package exercise

import "chainrule/backprop"

// SGD takes one step of gradient descent. Each p in params has a matrix p.Value
// of weights and a matrix p.Grad of the same shape, which holds the slope of
// the loss with respect to each weight. Change every number in every Value,
// with the learning rate lr:
//
//	W ← W − lr·∂L/∂W
//
// Value shares its numbers with a layer, so when you change them, you change
// the layer. The bias of a layer is a parameter too, a matrix with one row.
// Grad stays as it is, because the next Backward overwrites it.
func SGD(params []backprop.Param, lr float64) {
	panic("TODO: replace this line by your code")
}

// LeaveOut cuts n images, numbered 0 … n−1, into consecutive pieces, and leaves
// out piece number i, counted from 0. The number of pieces is parts. It returns
// two lists of image numbers in ascending order. The list rest holds the images
// to train on, and part holds those left out:
//
//	part: from ⌊i·n/parts⌋ up to, but not including, ⌊(i+1)·n/parts⌋
//	rest: all others
//
// The signs ⌊ ⌋ mean that everything after the decimal point is dropped, as Go
// does when it divides whole numbers. So each image is left out exactly once as i
// goes from 0 to parts−1, even if n is not divisible by parts. For example, 8
// images in 3 pieces make 0 1, then 2 3 4, then 5 6 7.
func LeaveOut(n, parts, i int) (rest, part []int) {
	panic("TODO: replace this line by your code")
}

// Confusion returns the confusion matrix of N images and K classes. For each
// image, y has a row of K scores, and t has a row with a 1 at the right class and
// 0 everywhere else. The result has K rows and K columns, which are numbered from
// 0 like the classes:
//
//	count[i][j] = number of images of class i that are taken for class j
//
// An image is taken for the class with the largest score. If several scores are
// equally large, the first of them counts. Scores may be any numbers, not only
// those from 0 to 1.
func Confusion(y, t [][]float64) [][]int {
	panic("TODO: replace this line by your code")
}
