// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/10-digits/exercise
package exercise

import "chainrule/backprop"

// SGD takes one step downhill. Each of params has a matrix of weights p.Value and
// a matrix p.Grad of the same shape, with the slope of the loss for each of the
// weights. Every number of every Value changes, with the learning rate lr:
//
//	W ← W − lr·∂L/∂W
//
// The numbers of Value are those of a layer: when you write into them, the
// layer sees it. The bias of a layer is a parameter too, a matrix with one row.
// Grad stays as it is: the next Backward writes it anew.
func SGD(params []backprop.Param, lr float64) {
	panic("TODO: replace this line by your code")
}

// LeaveOut cuts n images, numbered 0 … n−1, into parts pieces that follow one
// another in the file, and leaves out piece number i, counted from 0. It
// returns two lists of image numbers, each in rising order: rest, to learn
// from, and part, those left out:
//
//	part: from ⌊i·n/parts⌋ up to, but without, ⌊(i+1)·n/parts⌋
//	rest: all others
//
// ⌊ ⌋ means that what is behind the decimal point is dropped, as Go does when it
// divides whole numbers. So each image is left out once as i goes from 0 to
// parts−1, also where n cannot be divided by parts: 8 images in 3 pieces make
// 0 1, then 2 3 4, then 5 6 7.
func LeaveOut(n, parts, i int) (rest, part []int) {
	panic("TODO: replace this line by your code")
}

// Confusion returns the confusion matrix of N images and K classes. y has a row
// of K scores for each image, and t a row with a 1 at the right class and 0
// everywhere else. The result has K rows and K columns, row and column numbered
// from 0 as the classes are:
//
//	count[i][j] = number of images that are an i and are taken for a j
//
// An image is taken for the class with the largest score, and for the first of
// them if several are largest. Scores are any numbers, not just 0 to 1.
func Confusion(y, t [][]float64) [][]int {
	panic("TODO: replace this line by your code")
}
