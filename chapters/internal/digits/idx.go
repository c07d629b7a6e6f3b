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

	// What one file may hold. Its pixels take 2 GiB as float64 then, and while they
	// are read up to 1 GiB more; MNIST has a fifth of that. The other two limits
	// bound what is taken besides, in chapter 10: 1 or 2 kB an image, for its row, its
	// target and what the network makes of it, and 50 weights and slopes a pixel.
	maxPixels = 1 << 28
	maxImages = 1 << 20
	maxEach   = 1 << 16 // pixels of one image
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
	// Labels first: they are small, and where they do not fit, no image is read.
	body, n, rows, cols, err := readSizes(images)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", images.Name(), err)
	}
	digits, err := readLabels(labels, n)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", labels.Name(), err)
	}
	x, err := readPixels(body, n, rows*cols)
	if err != nil {
		return Set{}, fmt.Errorf("digits: %s: %w", images.Name(), err)
	}
	return Set{x, digits, rows, cols}, nil
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

// readSizes returns how many images an IDX file has and of which size, and a
// reader of their pixels.
func readSizes(r io.Reader) (body io.Reader, images, height, width int, err error) {
	body, sizes, err := readHeader(r, imageMagic)
	if err != nil {
		return nil, 0, 0, 0, err
	}
	// As uint64 a product of two 32-bit numbers fits; one of three may not.
	n, rows, cols := sizes[0], sizes[1], sizes[2]
	want := ""
	switch {
	case n == 0 || rows == 0 || cols == 0:
		want = "at least 1 of 1×1"
	case n > maxPixels/(rows*cols):
		want = fmt.Sprintf("at most %d pixels together", maxPixels)
	case n > maxImages:
		want = fmt.Sprintf("at most %d images", maxImages)
	case rows*cols > maxEach:
		want = fmt.Sprintf("at most %d pixels each", maxEach)
	default:
		return body, int(n), int(rows), int(cols), nil
	}
	return nil, 0, 0, 0, fmt.Errorf("%d images of %d×%d pixels, want %s", n, rows, cols, want)
}

// readPixels returns n images of d pixels.
func readPixels(body io.Reader, n, d int) ([][]float64, error) {
	data, err := readBody(body, uint64(n)*uint64(d))
	if err != nil {
		return nil, err
	}
	pixels := make([]float64, len(data))
	for i, v := range data {
		pixels[i] = float64(v) / 255
	}
	return matrix(pixels, d), nil
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
