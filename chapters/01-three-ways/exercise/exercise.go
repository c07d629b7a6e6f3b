// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/01-three-ways/exercise
package exercise

// OneHot turns labels into rows that can be compared with the answers of a
// machine. It returns a matrix with one row for each of the N labels, and one
// column for each class. Every number is 0, except for a single 1 in each row, at
// the place of its label:
//
//	t_nk = 1   if k = labels_n
//	       0   otherwise
//
// The classes are numbered from 0, so the ten digits are the classes 0 to 9. With
// three classes, the label 2 becomes the row (0, 0, 1).
//
// Each row is a slice of its own, so that changing one never changes another.
func OneHot(labels []int, classes int) [][]float64 {
	panic("TODO: replace this line by your code")
}

// Accuracy returns the share of the N images that are read correctly, from 0 to
// 1. Row n of y is the answer for image n: K numbers, one for each class, such
// as probabilities. Row n of t is the truth, as in OneHot. An image is read
// correctly if the largest number of its row in y is at the same place as the
// largest number of its row in t:
//
//	accuracy = 1/N · (number of rows n where both are at the same place)
//
// The numbers of y may also be sums of weighted features, even all negative, and
// those of t may also be shares such as (0.2, 0.5, 0.3). If several numbers are
// equally large, the first of them counts. N and K are at least 1.
func Accuracy(y, t [][]float64) float64 {
	panic("TODO: replace this line by your code")
}

// Nearest reads an image without rules, features or weights: it returns the
// label of the known image that is most like x. Row n of known is an image of
// D pixels and labels_n is its label, while x is the new image, also of D pixels.
// The image most like x has the smallest distance, and so it has the smallest
// square of the distance, which is easier to compute:
//
//	distance_n² = Σ_d (x_d − known_nd)²
//
// If several are equally near, the first counts. There is at least one known
// image. A pixel may be any number here, not only 0 to 1.
func Nearest(known [][]float64, labels []int, x []float64) int {
	panic("TODO: replace this line by your code")
}
