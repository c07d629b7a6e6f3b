// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/01-three-ways/exercise
package exercise

// OneHot turns labels into rows that can be compared with the answers of a
// machine. It returns a matrix with one row for each of the N labels, and one
// column for each class. All is 0, but for a single 1 in each row, at the place
// of its label:
//
//	t_nk = 1   if k = labels_n
//	       0   else
//
// The classes are numbered from 0, so the ten digits are the classes 0 to 9. With
// three classes, the label 2 becomes the row (0, 0, 1).
//
// Each row is a slice of its own: whoever changes one must not change another.
func OneHot(labels []int, classes int) [][]float64 {
	panic("TODO: replace this line by your code")
}

// Accuracy returns the share of the N images that are read correctly, from 0 to
// 1. Row n of y is the answer for image n: K numbers, one for each class, such
// as probabilities. Row n of t is the truth, as in OneHot. An image is read
// correctly if the largest number of y stands at the same place as the largest
// of t:
//
//	accuracy = 1/N · (number of rows n where both stand at the same place)
//
// The numbers of y may also be sums of weighted features, even all negative, and
// those of t may also be shares such as (0.2, 0.5, 0.3). Of equal largest numbers
// the first counts. N and K are at least 1.
func Accuracy(y, t [][]float64) float64 {
	panic("TODO: replace this line by your code")
}

// Nearest reads an image without rules, features or weights: it returns the
// label of the known image that is most like x. Row n of known is an image of
// D pixels, its label is labels_n, and x is the new image, of D pixels too. Most
// like x is the image with the smallest distance, or with the smallest square of
// the distance, which is easier to compute and has the same order:
//
//	distance_n² = Σ_d (x_d − known_nd)²
//
// If several are equally near, the first counts. There is at least one known
// image. A pixel may be any number here, not only 0 to 1.
func Nearest(known [][]float64, labels []int, x []float64) int {
	panic("TODO: replace this line by your code")
}
