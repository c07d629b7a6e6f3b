package digits

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// An IDX file is a header of big-endian 32-bit numbers, and then one byte a
// value. The header is a magic number, whose last byte counts the dimensions,
// and the size of each dimension.
const (
	imageMagic = 0x00000803 // sizes: images, rows, columns
	labelMagic = 0x00000801 // size: labels

	maxPixels = 1 << 28 // in one file: 2 GiB as float64, 5 times what MNIST has
)

// ReadIDX returns the two sets of MNIST, or of any set in its format (such as
// Fashion-MNIST), from the files in dir
//
//	train-images-idx3-ubyte   train-labels-idx1-ubyte
//	t10k-images-idx3-ubyte    t10k-labels-idx1-ubyte
//
// each of them plain or gzipped, with or without .gz at the end of its name,
// and with - or . before idx. Pixels are scaled from 0…255 to [0, 1]. The
// error names the file, what is wrong with it, and what was expected.
func ReadIDX(dir string) (train, test Set, err error) {
	if train, err = readPair(dir, "train"); err != nil {
		return Set{}, Set{}, err
	}
	if test, err = readPair(dir, "t10k"); err != nil {
		return Set{}, Set{}, err
	}
	if train.Rows != test.Rows || train.Cols != test.Cols {
		return Set{}, Set{}, fmt.Errorf("digits: %s: train images are %d×%d pixels, "+
			"t10k images %d×%d, want one size", dir, train.Rows, train.Cols, test.Rows, test.Cols)
	}
	return train, test, nil
}

// readPair returns the set whose image file and label file start with prefix.
func readPair(dir, prefix string) (Set, error) {
	images, err := open(dir, prefix+"-images", "idx3-ubyte")
	if err != nil {
		return Set{}, err
	}
	defer images.Close()
	labels, err := open(dir, prefix+"-labels", "idx1-ubyte")
	if err != nil {
		return Set{}, err
	}
	defer labels.Close()
	s, err := readImages(images)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", images.Name(), err)
	}
	if s.Labels, err = readLabels(labels, len(s.X)); err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", labels.Name(), err)
	}
	return s, nil
}

// open opens the first file that has one of the four spellings of its name.
// It passes over directories: some archives unpack each file into a directory
// of the same name, beside a file with the other spelling.
func open(dir, stem, kind string) (*os.File, error) {
	dash, dot := stem+"-"+kind, stem+"."+kind
	names := []string{dash, dash + ".gz", dot, dot + ".gz"}
	found := ""
	for _, name := range names {
		f, err := os.Open(filepath.Join(dir, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("digits: %w", err)
		}
		if info, err := f.Stat(); err == nil && info.IsDir() {
			found = fmt.Sprintf(" (%s is a directory)", name)
			f.Close()
			continue
		}
		return f, nil
	}
	return nil, fmt.Errorf("digits: %s: no such file, looked for %s%s",
		filepath.Join(dir, dash), strings.Join(names, ", "), found)
}

// readImages returns the images of an IDX file, without labels.
func readImages(r io.Reader) (Set, error) {
	body, sizes, err := readHeader(r, imageMagic)
	if err != nil {
		return Set{}, err
	}
	// As uint64 a product of two 32-bit numbers fits; one of three may not.
	n, rows, cols := sizes[0], sizes[1], sizes[2]
	if n == 0 || rows == 0 || cols == 0 {
		return Set{}, fmt.Errorf("%d images of %d×%d pixels, want at least 1 of 1×1", n, rows, cols)
	}
	if n > maxPixels/(rows*cols) {
		return Set{}, fmt.Errorf("%d images of %d×%d pixels, want at most %d pixels together",
			n, rows, cols, maxPixels)
	}
	data, err := readBody(body, n*rows*cols)
	if err != nil {
		return Set{}, err
	}
	pixels := make([]float64, len(data))
	for i, v := range data {
		pixels[i] = float64(v) / 255
	}
	return Set{X: matrix(pixels, int(rows*cols)), Rows: int(rows), Cols: int(cols)}, nil
}

// readLabels returns the labels of an IDX file that belongs to n images.
func readLabels(r io.Reader, n int) ([]int, error) {
	body, sizes, err := readHeader(r, labelMagic)
	if err != nil {
		return nil, err
	}
	if sizes[0] != uint64(n) {
		return nil, fmt.Errorf("%d labels for %d images, want one each", sizes[0], n)
	}
	data, err := readBody(body, sizes[0])
	if err != nil {
		return nil, err
	}
	labels := make([]int, n)
	for i, v := range data {
		if v > 9 {
			return nil, fmt.Errorf("label %d of %d is %d, want 0 to 9", i+1, n, v)
		}
		labels[i] = int(v)
	}
	return labels, nil
}

// readHeader returns the sizes in the header of an IDX file, and a reader of
// what follows it, unzipped if need be.
func readHeader(r io.Reader, magic uint32) (body io.Reader, sizes []uint64, err error) {
	buffered := bufio.NewReader(r)
	body = buffered
	if start, _ := buffered.Peek(2); string(start) == "\x1f\x8b" { // gzip; IDX starts 0, 0
		if body, err = gzip.NewReader(buffered); err != nil {
			return nil, nil, fmt.Errorf("broken gzip data: %w", err)
		}
	}
	header := make([]byte, 4+4*(magic&0xff))
	got, err := io.ReadFull(body, header)
	if first := binary.BigEndian.Uint32(header); got >= 4 && first != magic {
		return nil, nil, fmt.Errorf("magic number 0x%08x, want 0x%08x", first, magic)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("reading broke off after %d of the %d bytes of the header: %w",
			got, len(header), err)
	}
	for i := 4; i < len(header); i += 4 {
		sizes = append(sizes, uint64(binary.BigEndian.Uint32(header[i:])))
	}
	return body, sizes, nil
}

// readBody returns the size bytes that are left in r. It takes memory as they
// arrive: the size is only a promise of the header.
func readBody(r io.Reader, size uint64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(size)+1))
	if uint64(len(data)) > size {
		return nil, fmt.Errorf("bytes left over, want %d after the header", size)
	}
	if err == nil && uint64(len(data)) < size {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("reading broke off after %d of the %d bytes after the header: %w",
			len(data), size, err)
	}
	return data, nil
}
