package digits

import (
	"bufio"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
)

// An IDX file is a header of big-endian 32-bit numbers, and then the values.
// The header is a magic number and the size of each dimension. The magic number
// is 0, 0, the type of the values, and the number of dimensions.
const (
	imageMagic = 0x00000803 // bytes; sizes: images, rows, columns
	labelMagic = 0x00000801 // bytes; size: labels
	wideMagic  = 0x00000c02 // 32-bit numbers; sizes: labels, numbers to each: QMNIST

	// What one file may hold. Its pixels take 2 GiB as float64 then, and while they
	// are read up to 1 GiB more; MNIST has a fifth of that. The other limits
	// bound what is taken besides, in chapter 10: 1 to 3 kB an image, for its row, its
	// target and what the network makes of it, and 50 weights and slopes a pixel.
	maxPixels = 1 << 28
	maxImages = 1 << 20
	maxEach   = 1 << 16 // pixels of one image
	maxLabel  = 99      // EMNIST's largest is 61
	maxWide   = 16      // numbers to a label; QMNIST has 8, and the class is the first
)

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
	body, sizes, err := readHeader(r, labelMagic, wideMagic)
	if err != nil {
		return nil, err
	}
	each := 1 // bytes
	if len(sizes) == 2 {
		if sizes[1] < 1 || sizes[1] > maxWide {
			return nil, fmt.Errorf("%d numbers to each label, want 1 to %d", sizes[1], maxWide)
		}
		each = 4 * int(sizes[1])
	}
	if sizes[0] != uint64(n) {
		return nil, fmt.Errorf("%d labels for %d images, want one for each image", sizes[0], n)
	}
	data, err := readBody(body, sizes[0]*uint64(each))
	if err != nil {
		return nil, err
	}
	labels := make([]int, n)
	for i := range labels {
		v := uint32(data[i*each])
		if each > 1 {
			v = binary.BigEndian.Uint32(data[i*each:])
		}
		if v > maxLabel {
			return nil, fmt.Errorf("label %d of %d is %d, want 0 to %d", i+1, n, v, maxLabel)
		}
		labels[i] = int(v)
	}
	return labels, nil
}

// readHeader returns the sizes in the header of an IDX file that has one of the
// magic numbers, and a reader of what follows it, unzipped if need be.
func readHeader(r io.Reader, magics ...uint32) (body io.Reader, sizes []uint64, err error) {
	file := bufio.NewReader(r)
	in := file
	if start, _ := file.Peek(2); string(start) == gzipStart { // IDX starts 0, 0
		zipped, err := gzip.NewReader(file)
		if err != nil {
			return nil, nil, fmt.Errorf("broken gzip data: %w", err)
		}
		zipped.Multistream(false)
		in = bufio.NewReader(&members{zipped, file})
	}
	start, err := in.Peek(16)
	if len(start) == 0 && err == io.EOF {
		return nil, nil, errors.New("the file is empty")
	}
	magic := magics[0]
	if len(start) >= 4 {
		if magic = binary.BigEndian.Uint32(start); !slices.Contains(magics, magic) {
			is := fmt.Sprintf("it starts %q", start)
			if slices.Contains(start[:4], 0) { // no text
				is = fmt.Sprintf("magic number 0x%08x", magic)
			}
			return nil, nil, fmt.Errorf("%s%s, want an IDX file with magic number 0x%08x",
				is, likely(start), magics[0])
		}
	}
	header := make([]byte, 4+4*(magic&0xff))
	if got, err := io.ReadFull(in, header); err != nil {
		return nil, nil, fmt.Errorf("reading stopped after %d of the %d bytes of the header: %w",
			got, len(header), err)
	}
	for i := 4; i < len(header); i += 4 {
		sizes = append(sizes, uint64(binary.BigEndian.Uint32(header[i:])))
	}
	return in, sizes, nil
}

// readBody returns the size bytes that are left in r. It takes memory as they
// arrive: the size is only a promise of the header.
func readBody(r io.Reader, size uint64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(size)+1))
	switch got := uint64(len(data)); {
	case got > size:
		return nil, fmt.Errorf("there are bytes left over, want %d after the header", size)
	case got == size && err == nil:
		return data, nil
	case got == size:
		return nil, fmt.Errorf("all %d bytes after the header are there, "+
			"but the file is damaged: %w", size, err)
	case err == nil:
		err = io.ErrUnexpectedEOF
	}
	return nil, fmt.Errorf("reading stopped after %d of the %d bytes after the header: %w",
		len(data), size, err)
}

// members reads all members of a gzip file one after the other, and passes over
// zeros that fill it up to whole blocks, as gunzip does.
type members struct {
	*gzip.Reader
	file *bufio.Reader
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if err != io.EOF {
		return n, err
	}
	for b := byte(0); b == 0; {
		if b, err = m.file.ReadByte(); err != nil {
			return n, err // io.EOF, where nothing but zeros is left
		}
	}
	m.file.UnreadByte() // cannot fail after a ReadByte
	err = m.Reset(m.file)
	m.Multistream(false)
	return n, err
}
