// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/01-three-ways/exercise
package exercise

// OneHot turns labels into rows that can be compared with the answers of a
// machine. It returns a matrix t with one row for each of the N labels and one
// column for each class. Every number is 0, except for a single 1 in each row, in
// the column of the row's label:
//
//	t_nk = 1   if k = labels_n
//	       0   otherwise
//
// Here t_nk is the number in row n and column k, and labels_n is labels[n] in Go.
// Classes are numbered from 0, so the ten digits are the classes 0 to 9. With
// three classes, the label 2 becomes the row (0, 0, 1).
//
// Each row is a slice of its own, so that changing one never changes another.
func OneHot(labels []int, classes int) [][]float64 {
	panic("TODO: replace this line by your code")
}

// Accuracy returns the share of the N images that are read correctly, a number
// from 0 to 1. Row n of y is the answer for image n. It has K numbers, one for
// each class, such as probabilities. Row n of t is the truth, as OneHot returns
// it. An image is read correctly if the largest number in its row of y is in the
// same place as the largest number in its row of t:
//
//	accuracy = 1/N · (number of rows n in which the two places are the same)
//
// The numbers in y may also be sums of weighted features, and all of them may be
// negative. Those in t may also be shares such as (0.2, 0.5, 0.3). If several
// numbers in a row are equally large, the first of them counts. N and K are at
// least 1.
func Accuracy(y, t [][]float64) float64 {
	panic("TODO: replace this line by your code")
}

// Nearest reads an image without rules, features or weights. It returns the label
// of the known image that is most like x. Row n of known is an image of D pixels,
// and its label is labels_n. The new image x has D pixels too. The image most
// like x has the smallest distance to x, and therefore also the smallest square
// of the distance, which is easier to compute:
//
//	distance_n² = Σ_d (x_d − known_nd)²   (the sum over all pixels d)
//
// If several images are equally near, the first of them counts. There is at least
// one known image. A pixel may be any number here, not only one from 0 to 1.
func Nearest(known [][]float64, labels []int, x []float64) int {
	panic("TODO: replace this line by your code")
}
