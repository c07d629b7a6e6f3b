package digits

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// ReadIDX returns the two sets of MNIST, or of any set in its format (such as
// Fashion-MNIST, EMNIST and QMNIST), from the files in dir
//
//	train-images-idx3-ubyte   train-labels-idx1-ubyte
//	t10k-images-idx3-ubyte    t10k-labels-idx1-ubyte
//
// each of them plain or gzipped, with or without .gz at the end of its name,
// with - or . before idx, with test for t10k, with the name of the set before
// it (emnist-letters-train-…), and labels also as idx2-int. A folder holds one
// set. Pixels are scaled from 0…255 to [0, 1]. The classes are the labels that
// occur, 0 to 99, in either set; there must be two. The error names the file,
// what is wrong with it, and what was expected.
func ReadIDX(dir string) (train, test Set, err error) {
	files, err := find(dir)
	if err != nil {
		return Set{}, Set{}, err
	}
	if train, err = readPair(files["train-images"], files["train-labels"]); err != nil {
		return Set{}, Set{}, err
	}
	if test, err = readPair(files["t10k-images"], files["t10k-labels"]); err != nil {
		return Set{}, Set{}, err
	}
	if train.Rows != test.Rows || train.Cols != test.Cols {
		return Set{}, Set{}, fmt.Errorf("digits: %s: train images have %d×%d pixels and "+
			"test images %d×%d, want the same size", dir, train.Rows, train.Cols, test.Rows, test.Cols)
	}
	classes := numbered(train.Labels, test.Labels)
	if len(classes) < 2 {
		return Set{}, Set{}, fmt.Errorf("digits: %s: every label is %d, want 2 classes or more",
			dir, classes[0])
	}
	train.Classes, test.Classes = classes, slices.Clone(classes)
	return train, test, nil
}

// numbered replaces each label by the number of its class, and returns the label
// of each class. EMNIST's letters have labels 1 to 26; their classes are 0 to 25.
func numbered(sets ...[]int) (classes []int) {
	var class [maxLabel + 1]int // of each label; 0 for none yet, 1 for those that occur
	for _, labels := range sets {
		for _, label := range labels {
			class[label] = 1
		}
	}
	for label, occurs := range class {
		if occurs == 1 {
			class[label] = len(classes)
			classes = append(classes, label)
		}
	}
	for _, labels := range sets {
		for n, label := range labels {
			labels[n] = class[label]
		}
	}
	return classes
}

// find returns the paths of the four files of the set in dir. Of two spellings
// of one name it takes the first in the order of the alphabet: plain before
// gzipped. It passes over directories: some archives unpack each file into a
// directory of the same name, beside a file with another spelling.
func find(dir string) (map[string]string, error) {
	// The name of a set, if any, the half and the kind of a file. A dot in front is no
	// name: macOS puts such files into its archives. Compiled here, and not for the
	// whole package, regexp stays out of the figures that a browser has to fetch.
	fileName := regexp.MustCompile(
		`^([^.].*-)?(train|t10k|test)-(images|labels)[-.](idx3-ubyte|idx1-ubyte|idx2-int)(\.gz)?$`)
	dir = filepath.Clean(dir) // for "", the current directory
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("digits: %w", err)
	}
	files := map[string]string{}
	var set, first, note string
	for _, entry := range entries {
		name := fileName.FindStringSubmatch(entry.Name())
		switch {
		case name == nil:
			continue
		case entry.IsDir():
			note = fmt.Sprintf(" (%.60q is a directory)", entry.Name())
			continue
		case len(files) > 0 && name[1] != set:
			return nil, fmt.Errorf("digits: %s: %.60q and %.60q belong to two sets, "+
				"want each set in a folder of its own", dir, first, entry.Name())
		}
		set, first = name[1], cmp.Or(first, entry.Name())
		half := name[2]
		if half == "test" {
			half = "t10k"
		}
		part := half + "-" + name[3]
		if files[part] == "" {
			files[part] = filepath.Join(dir, entry.Name())
		}
	}
	for _, want := range []struct{ part, name string }{
		{"train-images", "train-images-idx3-ubyte"}, {"train-labels", "train-labels-idx1-ubyte"},
		{"t10k-images", "t10k-images-idx3-ubyte"}, {"t10k-labels", "t10k-labels-idx1-ubyte"},
	} {
		if files[want.part] == "" {
			return nil, fmt.Errorf("digits: %s: there is no file %s, nor one with .gz, with test for t10k, "+
				"or with a set's name in front%s", dir, want.name, note)
		}
	}
	return files, nil
}

// readPair returns the set of an image file and a label file.
func readPair(imagePath, labelPath string) (Set, error) {
	images, err := os.Open(imagePath)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %w", err)
	}
	defer images.Close()
	labels, err := os.Open(labelPath)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %w", err)
	}
	defer labels.Close()
	// Labels first: they are small, and where they do not fit, no image is read.
	body, n, rows, cols, err := readSizes(images)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", imagePath, err)
	}
	classes, err := readLabels(labels, n)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", labelPath, err)
	}
	x, err := readPixels(body, n, rows*cols)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", imagePath, err)
	}
	return Set{X: x, Labels: classes, Rows: rows, Cols: cols}, nil
}
