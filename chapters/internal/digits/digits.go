// Package digits holds the handwritten digits that the chapters learn from:
// 1,797 real images, embedded (DATA.md says whose), and a reader for larger
// sets in the file format of MNIST.
package digits

import (
	"compress/gzip"
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

//go:embed digits.csv.gz
var packed string

const (
	side   = 8    // an embedded image is 8×8 pixels
	full   = 16   // the darkest pixel, before scaling
	trainN = 1437 // images before the split: 80 of 100, rounded down

	maxText = 1 << 20 // bytes of an unpacked file: 4 times what the embedded one has
)

// A Set is N images and the digit, or other class, that each of them shows.
type Set struct {
	X          [][]float64 // N×D, D = Rows·Cols pixels row by row: 0 no ink, 1 full ink
	Labels     []int       // N numbers of classes, 0 to K−1
	Rows, Cols int         // height and width of an image
	Classes    []int       // K labels, as the file has them: 0 to 9, for digits
}

var ten = []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}

// Load returns the embedded images: the first 1,437 to train with, the last
// 360 to test with, in the order of the file. They are 8×8 pixels, with
// values k/16, so every pixel is exact. The sets are the caller's own: each
// call unpacks them anew.
func Load() (train, test Set) {
	all, err := Read(strings.NewReader(packed))
	if err != nil {
		panic(err) // cannot happen, because a test checks the file's checksum
	}
	train = Set{all.X[:trainN:trainN], all.Labels[:trainN:trainN], side, side, slices.Clone(ten)}
	test = Set{all.X[trainN:], all.Labels[trainN:], side, side, slices.Clone(ten)}
	return train, test
}

// Read returns the images of a gzipped CSV file like the embedded one. A line
// has 65 fields: 64 pixels from 0 to 16, an 8×8 image row by row, and then the
// label. The error says in which line the first fault is, and what belongs
// there. Read unpacks at most 1 MiB, however much is packed.
func Read(r io.Reader) (Set, error) {
	unzipped, err := gzip.NewReader(r)
	if err != nil {
		return Set{}, fmt.Errorf("digits: want a gzip file, cannot read its header: %w", err)
	}
	text := &io.LimitedReader{R: unzipped, N: maxText + 1}
	lines := csv.NewReader(text)
	lines.FieldsPerRecord = -1 // any number: the sentence below says more
	lines.ReuseRecord = true
	var pixels []float64
	var labels []int
	for line := 0; ; {
		fields, err := lines.Read()
		if text.N == 0 {
			return Set{}, fmt.Errorf("digits: more than %d bytes unpacked, want at most that", maxText)
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return Set{}, fmt.Errorf("digits: reading stopped after line %d: %w", line, err)
		}
		line, _ = lines.FieldPos(0)
		if len(fields) != side*side+1 {
			return Set{}, fmt.Errorf("digits: line %d has %d fields, want %d",
				line, len(fields), side*side+1)
		}
		for i, field := range fields {
			v, err := number(i, field)
			if err != nil {
				return Set{}, fmt.Errorf("digits: line %d, field %d: %w", line, i+1, err)
			}
			if i < side*side {
				pixels = append(pixels, float64(v)/full)
			} else {
				labels = append(labels, v)
			}
		}
	}
	if len(labels) == 0 {
		return Set{}, errors.New("digits: the file has no lines, want at least 1")
	}
	return Set{matrix(pixels, side*side), labels, side, side, slices.Clone(ten)}, nil
}

// number returns the value of field i of a line, where i = 64 is the label.
func number(i int, field string) (int, error) {
	name, most := "pixel", uint64(full)
	if i == side*side {
		name, most = "label", 9
	}
	v, err := strconv.ParseUint(field, 10, 8)
	if err != nil || v > most {
		return 0, fmt.Errorf("the %s is %.20q, want a whole number from 0 to %d", name, field, most)
	}
	return int(v), nil
}

// matrix returns the pixels cut into rows of d. The rows share the memory of
// pixels; an append to one of them cannot reach the next.
func matrix(pixels []float64, d int) [][]float64 {
	x := make([][]float64, len(pixels)/d)
	for n := range x {
		x[n] = pixels[n*d : (n+1)*d : (n+1)*d]
	}
	return x
}
