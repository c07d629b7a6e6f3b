package digits

import (
	"bytes"
	"encoding/binary"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// idx returns an IDX file: the numbers of the header, then the data.
func idx(header []uint32, data ...byte) string {
	var b []byte
	for _, v := range header {
		b = binary.BigEndian.AppendUint32(b, v)
	}
	return string(append(b, data...))
}

// Two images of 2×3 pixels and their labels, and one image more with its label.
var (
	images2 = idx([]uint32{0x803, 2, 2, 3}, 0, 51, 102, 153, 204, 255, 255, 0, 0, 0, 0, 0)
	labels2 = idx([]uint32{0x801, 2}, 7, 9)
	wide2   = idx([]uint32{0xc02, 2, 3, 7, 1 << 31, 1, 9, 0, 0}) // as QMNIST has them
	images1 = idx([]uint32{0x803, 1, 2, 3}, 0, 0, 0, 0, 0, 255)
	labels1 = idx([]uint32{0x801, 1}, 4)
)

const (
	trainImages, trainLabels = "train-images-idx3-ubyte", "train-labels-idx1-ubyte"
	testImages, testLabels   = "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"
)

// readImages reads an image file without its labels.
func readImages(r io.Reader) (Set, error) {
	body, n, rows, cols, err := readSizes(r)
	if err != nil {
		return Set{}, err
	}
	x, err := readPixels(body, n, rows*cols)
	if err != nil {
		return Set{}, err
	}
	return Set{X: x, Rows: rows, Cols: cols}, nil
}

// write returns a new directory with the given files; the text
// "a directory" makes one.
func write(t *testing.T, files map[string]string) string {
	dir := t.TempDir()
	for name, text := range files {
		path, err := filepath.Join(dir, name), error(nil)
		if text == "a directory" {
			err = os.Mkdir(path, 0o777)
		} else {
			err = os.WriteFile(path, []byte(text), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestReadIDX(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
	}{
		{"plain", map[string]string{
			trainImages: images2, trainLabels: labels2, testImages: images1, testLabels: labels1}},
		{"gzip", map[string]string{
			trainImages + ".gz": zip(images2), trainLabels + ".gz": zip(labels2),
			testImages + ".gz": zip(images1), testLabels + ".gz": zip(labels1)}},
		{"dot", map[string]string{
			"train-images.idx3-ubyte": images2, "train-labels.idx1-ubyte": labels2,
			"t10k-images.idx3-ubyte.gz": zip(images1), "t10k-labels.idx1-ubyte.gz": zip(labels1)}},
		{"name says gzip and is wrong", map[string]string{
			trainImages + ".gz": images2, trainLabels: zip(labels2), testImages: images1, testLabels: labels1}},
		{"EMNIST", map[string]string{
			"emnist-letters-" + trainImages + ".gz": zip(images2), "emnist-letters-" + trainLabels: labels2,
			"emnist-letters-test-images-idx3-ubyte": images1, "emnist-letters-test-labels-idx1-ubyte.gz": zip(labels1),
			"._emnist-letters-" + trainImages + ".gz": "of macOS", "emnist-letters-mapping.txt": "1 65 97"}},
		{"QMNIST", map[string]string{
			"qmnist-" + trainImages + ".gz": zip(images2), "qmnist-train-labels-idx2-int.gz": zip(wide2),
			"qmnist-test-images-idx3-ubyte": images1, "qmnist-test-labels-idx2-int": idx([]uint32{0xc02, 1, 1, 4})}},
		{"gzip of many members, and zeros to a whole block", map[string]string{
			trainImages: zip(images2[:1]) + zip("") + zip(images2[1:17]) + zip(images2[17:]),
			trainLabels: zip(labels2) + strings.Repeat("\x00", 512), testImages: zip(images1) + "\x00" + zip("") + "\x00\x00",
			testLabels: labels1}},
		{"directory beside the file", map[string]string{
			trainImages: "a directory", "train-images.idx3-ubyte": images2,
			trainLabels: labels2, testImages: images1, testLabels: labels1}},
	} {
		train, test, err := ReadIDX(write(t, c.files))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for n, want := range [][]float64{{0, 0.2, 0.4, 0.6, 0.8, 1}, {1, 0, 0, 0, 0, 0}} { // 51 = 255/5
			if !slices.Equal(train.X[n], want) {
				t.Errorf("%s: train image %d is %v, want %v", c.name, n, train.X[n], want)
			}
		}
		// Labels 4, 7 and 9 occur: they are classes 0, 1 and 2.
		if !slices.Equal(train.Classes, []int{4, 7, 9}) || !slices.Equal(test.Classes, train.Classes) {
			t.Errorf("%s: classes %v and %v, want 4, 7 and 9", c.name, train.Classes, test.Classes)
		}
		if len(train.X) != 2 || !slices.Equal(train.Labels, []int{1, 2}) || train.Rows != 2 || train.Cols != 3 {
			t.Errorf("%s: train is %v", c.name, train)
		}
		if len(test.X) != 1 || test.X[0][5] != 1 || !slices.Equal(test.Labels, []int{0}) || test.Rows != 2 {
			t.Errorf("%s: test is %v", c.name, test)
		}
	}
}

func TestReadIDXErrors(t *testing.T) {
	good := map[string]string{trainImages: images2, trainLabels: labels2, testImages: images1, testLabels: labels1}
	for _, c := range []struct {
		name, file, text string // the file that is changed; "" removes it
		want             string // DIR/ stands for the directory
	}{
		{"images missing", trainImages, "", "digits: DIR: there is no file train-images-idx3-ubyte, nor one with .gz, " +
			"with test for t10k, or with a set's name in front"},
		{"labels missing", testLabels, "", "digits: DIR: there is no file t10k-labels-idx1-ubyte, nor one with .gz, " +
			"with test for t10k, or with a set's name in front"},
		{"a directory", trainLabels, "a directory", "digits: DIR: there is no file train-labels-idx1-ubyte, nor one with .gz, " +
			"with test for t10k, or with a set's name in front (\"train-labels-idx1-ubyte\" is a directory)"},
		{"two sets", "emnist-digits-train-images-idx3-ubyte", images2, "digits: DIR: " +
			"\"emnist-digits-train-images-idx3-ubyte\" and \"t10k-images-idx3-ubyte\" belong to two sets, " +
			"want each set in a folder of its own"},
		{"one class", trainLabels, idx([]uint32{0x801, 2}, 4, 4),
			"digits: DIR: every label is 4, want 2 classes or more"},
		{"files mixed up", trainImages, labels2,
			"digits: DIR/train-images-idx3-ubyte: magic number 0x00000801 (labels where images should be: " +
				"are two files mixed up?), want an IDX file with magic number 0x00000803"},
		{"labels mixed up", testLabels, images1,
			"digits: DIR/t10k-labels-idx1-ubyte: magic number 0x00000803 (images where labels should be: " +
				"are two files mixed up?), want an IDX file with magic number 0x00000801"},
		{"counts differ", trainLabels, labels1,
			"digits: DIR/train-labels-idx1-ubyte: 1 labels for 2 images, want one for each image"},
		{"sizes differ", testImages, idx([]uint32{0x803, 1, 3, 2}, 0, 0, 0, 0, 0, 0),
			"digits: DIR: train images have 2×3 pixels and test images 3×2, want the same size"},
		{"too many labels", testLabels, labels2,
			"digits: DIR/t10k-labels-idx1-ubyte: 2 labels for 1 images, want one for each image"},
		{"labels promised", testLabels, idx([]uint32{0x801, 1}),
			"digits: DIR/t10k-labels-idx1-ubyte: reading stopped after 0 of the 1 bytes after the header: unexpected EOF"},
		{"labels over-long", trainLabels, labels2 + "\x00",
			"digits: DIR/train-labels-idx1-ubyte: there are bytes left over, want 2 after the header"},
		{"no digit", trainLabels, idx([]uint32{0x801, 2}, 7, 255),
			"digits: DIR/train-labels-idx1-ubyte: label 2 of 2 is 255, want 0 to 99"},
		{"empty file", testImages, zip(""), "digits: DIR/t10k-images-idx3-ubyte: the file is empty"},
		{"images cut", testImages, images1[:21], "digits: DIR/t10k-images-idx3-ubyte: " +
			"reading stopped after 5 of the 6 bytes after the header: unexpected EOF"},
		{"images over-long", trainImages, images2 + "\x00",
			"digits: DIR/train-images-idx3-ubyte: there are bytes left over, want 12 after the header"},
		{"2^60 pixels", trainImages, idx([]uint32{0x803, 1 << 20, 1 << 20, 1 << 20}),
			"digits: DIR/train-images-idx3-ubyte: 1048576 images of 1048576×1048576 pixels, " +
				"want at most 268435456 pixels together"},
		{"gzip cut", trainImages, zip(images2)[:10], "digits: DIR/train-images-idx3-ubyte: " +
			"reading stopped after 0 of the 16 bytes of the header: unexpected EOF"},
		{"widths differ", testImages, idx([]uint32{0x803, 1, 2, 2}, 0, 0, 0, 0),
			"digits: DIR: train images have 2×3 pixels and test images 2×2, want the same size"},
	} {
		files := map[string]string{}
		for name, text := range good {
			files[name] = text
		}
		files[c.file] = c.text
		if c.text == "" {
			delete(files, c.file)
		}
		dir := write(t, files)
		train, test, err := ReadIDX(dir)
		want := strings.Replace(c.want, "DIR/", dir+string(filepath.Separator), 1)
		want = strings.Replace(want, "DIR", dir, 1)
		if err == nil || err.Error() != want {
			t.Errorf("%s: ReadIDX gives\n\t%v, want\n\t%s", c.name, err, want)
		}
		if train.X != nil || test.X != nil {
			t.Errorf("%s: ReadIDX gives an error and images", c.name)
		}
	}
}

// Labels that do not fit are seen before the images take memory.
func TestReadIDXLabelsFirst(t *testing.T) {
	dir := write(t, map[string]string{trainLabels: labels2, testImages: images1, testLabels: labels1,
		trainImages: zip(idx([]uint32{0x803, 1 << 20, 4, 4}, make([]byte, 1<<24)...))})
	var err error
	got := allocated(func() { _, _, err = ReadIDX(dir) })
	const want = ": 2 labels for 1048576 images, want one for each image"
	if err == nil || !strings.HasSuffix(err.Error(), want) || got > 1<<20 {
		t.Errorf("ReadIDX gives %v, want %q, and allocates %d bytes", err, want, got)
	}
}

// A file that is there but cannot be opened is named with the system's reason,
// not passed over. A link to itself is such a file, for any user.
func TestReadIDXUnreadable(t *testing.T) {
	dir := write(t, map[string]string{trainImages + ".gz": images2,
		trainLabels: labels2, testImages: images1, testLabels: labels1})
	path := filepath.Join(dir, trainImages)
	if err := os.Symlink(trainImages, path); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	_, _, err := ReadIDX(dir)
	if err == nil || !strings.HasPrefix(err.Error(), "digits: open "+path+": ") {
		t.Errorf("ReadIDX of a link to itself: %v", err)
	}
}

// What cannot be read is named with the system's reason, be it a file that is
// there for others, or a folder that is none.
func TestReadIDXNoWay(t *testing.T) {
	locked := write(t, map[string]string{trainImages: images2, trainLabels: labels2,
		testImages: images1, testLabels: labels1})
	path := filepath.Join(locked, trainLabels)
	if err := os.Chmod(path, 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(path); err == nil { // as root, or where files have no such mode
		f.Close()
		path = ""
	}
	file := filepath.Join(locked, trainImages)
	for _, c := range []struct{ name, dir, want string }{
		{"locked file", locked, path},
		{"a file as the folder", file, file},
		{"missing folder", filepath.Join(locked, "none"), filepath.Join(locked, "none")},
		{"no folder", "", trainImages},
		{"no name of a file", "a\x00b", "a\x00b"},
	} {
		if c.want == "" {
			t.Logf("%s: skipped, this user may read all", c.name)
			continue
		}
		_, _, err := ReadIDX(c.dir)
		if err == nil || !strings.HasPrefix(err.Error(), "digits: ") || !strings.Contains(err.Error(), c.want) ||
			strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: ReadIDX gives %v, want a sentence with %s", c.name, err, c.want)
		}
	}
}

// A small gzip file may unpack to any size. No more of it is unpacked than its
// header says, and a byte.
func TestReadImagesBomb(t *testing.T) {
	zeros := strings.Repeat("\x00", 2<<20)
	for _, c := range []struct{ name, text, want string }{
		{"behind two images", images2 + zeros, "there are bytes left over, want 12 after the header"},
		{"behind no header", zeros, "magic number 0x00000000, want an IDX file with magic number 0x00000803"},
		{"behind another header", labels2 + zeros, "magic number 0x00000801 (labels where images should be: " +
			"are two files mixed up?), want an IDX file with magic number 0x00000803"},
		{"behind a promise", idx([]uint32{0x803, math.MaxUint32, math.MaxUint32, math.MaxUint32}) + zeros,
			"4294967295 images of 4294967295×4294967295 pixels, want at most 268435456 pixels together"},
	} {
		in := zip(c.text)
		var err error
		got := allocated(func() { _, err = readImages(strings.NewReader(in)) })
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: readImages gives %v, want %s", c.name, err, c.want)
		}
		if got > 1<<20 {
			t.Errorf("%s: %d bytes allocated for %d packed ones", c.name, got, len(in))
		}
	}
	in := zip(labels2 + zeros)
	got := allocated(func() { _, _ = readLabels(strings.NewReader(in), 2) })
	if _, err := readLabels(strings.NewReader(in), 2); err == nil || got > 1<<20 {
		t.Errorf("readLabels of a bomb gives %v, and allocates %d bytes", err, got)
	}
}

func TestReadImagesErrors(t *testing.T) {
	const most = math.MaxUint32
	for _, c := range []struct {
		name, in, want string
	}{
		{"nothing", "", "the file is empty"},
		{"3 bytes", images2[:3], "reading stopped after 3 of the 16 bytes of the header: unexpected EOF"},
		{"15 bytes", images2[:15], "reading stopped after 15 of the 16 bytes of the header: unexpected EOF"},
		{"no images", idx([]uint32{0x803, 0, 28, 28}), "0 images of 28×28 pixels, want at least 1 of 1×1"},
		{"no rows", idx([]uint32{0x803, 1, 0, 28}), "1 images of 0×28 pixels, want at least 1 of 1×1"},
		{"no columns", idx([]uint32{0x803, 1, 28, 0}), "1 images of 28×0 pixels, want at least 1 of 1×1"},
		{"a byte short", images2[:27], "reading stopped after 11 of the 12 bytes after the header: unexpected EOF"},
		{"header alone", images2[:16], "reading stopped after 0 of the 12 bytes after the header: unexpected EOF"},
		{"a byte too many", images2 + "x", "there are bytes left over, want 12 after the header"},
		{"2^96 pixels", idx([]uint32{0x803, most, most, most}),
			"4294967295 images of 4294967295×4294967295 pixels, want at most 268435456 pixels together"},
		{"2^64 pixels", idx([]uint32{0x803, 1 << 31, 1 << 17, 1 << 16}, 0), // wraps round to 0
			"2147483648 images of 131072×65536 pixels, want at most 268435456 pixels together"},
		{"2^60 pixels", idx([]uint32{0x803, 1 << 20, 1 << 20, 1 << 20}, 0),
			"1048576 images of 1048576×1048576 pixels, want at most 268435456 pixels together"},
		{"2^32 pixels", idx([]uint32{0x803, 1 << 16, 1 << 8, 1 << 8}), // 0 as an int of 32 bits
			"65536 images of 256×256 pixels, want at most 268435456 pixels together"},
		{"2^32+1 pixels", idx([]uint32{0x803, 641, 6700417, 1}, 0), // Fermat's, after Euler: 1 as an int of 32 bits
			"641 images of 6700417×1 pixels, want at most 268435456 pixels together"},
		{"2^31 rows", idx([]uint32{0x803, 1, 1 << 31, 1}, 0), // negative as an int of 32 bits
			"1 images of 2147483648×1 pixels, want at most 268435456 pixels together"},
		{"2^32-1 images", idx([]uint32{0x803, most, 1, 1}, 0),
			"4294967295 images of 1×1 pixels, want at most 268435456 pixels together"},
		{"one over the limit", idx([]uint32{0x803, 1<<28 + 1, 1, 1}, 0),
			"268435457 images of 1×1 pixels, want at most 268435456 pixels together"},
		{"2^28 images", idx([]uint32{0x803, 1 << 28, 1, 1}, 0),
			"268435456 images of 1×1 pixels, want at most 1048576 images"},
		{"one image over the limit", idx([]uint32{0x803, 1<<20 + 1, 1, 1}, 0),
			"1048577 images of 1×1 pixels, want at most 1048576 images"},
		{"2^20 images, one pixel there", idx([]uint32{0x803, 1 << 20, 1, 1}, 0),
			"reading stopped after 1 of the 1048576 bytes after the header: unexpected EOF"},
		{"2^28 pixels, one there", idx([]uint32{0x803, 1 << 12, 1 << 8, 1 << 8}, 0),
			"reading stopped after 1 of the 268435456 bytes after the header: unexpected EOF"},
		{"huge image", idx([]uint32{0x803, 1, 8192, 8192}, 0),
			"1 images of 8192×8192 pixels, want at most 65536 pixels each"},
		{"one pixel over the limit", idx([]uint32{0x803, 1, 1, 1<<16 + 1}, 0),
			"1 images of 1×65537 pixels, want at most 65536 pixels each"},
		{"broken gzip", "\x1f\x8b\x00", "broken gzip data: unexpected EOF"},
		{"gzip cut short", zip(images2)[:10], // the header of gzip, which has 10 bytes
			"reading stopped after 0 of the 16 bytes of the header: unexpected EOF"},
		{"gzip without its end", zip(images2)[:len(zip(images2))-1],
			"all 12 bytes after the header are there, but the file is damaged: unexpected EOF"},
		{"wrong checksum", zip(images2)[:len(zip(images2))-8] + "12345678",
			"all 12 bytes after the header are there, but the file is damaged: gzip: invalid checksum"},
		{"more after the gzip data", zip(images2) + "\x00x",
			"all 12 bytes after the header are there, but the file is damaged: unexpected EOF"},
		{"more than a header after it", zip(images2) + "more than ten bytes",
			"all 12 bytes after the header are there, but the file is damaged: gzip: invalid header"},
	} {
		var s Set
		var err error
		got := allocated(func() { s, err = readImages(strings.NewReader(c.in)) })
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: readImages gives\n\t%v, want\n\t%s", c.name, err, c.want)
		}
		if s.X != nil {
			t.Errorf("%s: readImages gives an error and %d images", c.name, len(s.X))
		}
		if got > 1<<20 {
			t.Errorf("%s: %d bytes allocated for an input of %d", c.name, got, len(c.in))
		}
	}
}

// If another file is in its place, the error says how it starts, and what it may be.
func TestForeign(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"web page", "<!DOCTYPE html>\n<html lang=en>", `it starts "<!DOCTYPE html>\n" (a web page: the download was an error page)`},
		{"web page, indented", "\ufeff\r\n  <html>", `it starts "\ufeff\r\n  <html>" (a web page: the download was an error page)`},
		{"web page, gzipped", zip("<html>"), `it starts "<html>" (a web page: the download was an error page)`},
		{"message", `{"message":"Not Found"}`, `it starts "{\"message\":\"Not " (JSON: the download was an error message)`},
		{"pointer", "version https://git-lfs.github.com/spec/v1\noid", `it starts "version https://" ` +
			"(a Git LFS pointer: fetch the file with git lfs pull)"},
		{"zip", "PK\x03\x04\x14\x00", `it starts "PK\x03\x04\x14\x00" (a zip archive: unpack it)`},
		{"little-endian", "\x03\x08\x00\x00\x60\xea", "magic number 0x03080000 (little-endian: the bytes of each number are in reverse order)"},
		{"float32", idx([]uint32{0xd03, 1, 1, 1, 0}), "magic number 0x00000d03 (an IDX file of another kind)"},
		{"table", "0,0,12,255,0,0,0\n", `it starts "0,0,12,255,0,0,0" (a table as text, such as CSV)`},
		{"table with a head", "label,pixel0,pixel1", `it starts "label,pixel0,pix" (a table as text, such as CSV)`},
		{"an unknown one", "GIF89a\x1b[31m", `it starts "GIF89a\x1b[31m"`},
		{"zeros", "\x00\x00\x00\x00\x00", "magic number 0x00000000"},
	} {
		want := c.want + ", want an IDX file with magic number 0x00000803"
		if _, err := readImages(strings.NewReader(c.in)); err == nil || err.Error() != want {
			t.Errorf("%s: readImages gives\n\t%v, want\n\t%s", c.name, err, want)
		}
	}
	const want = " (gzipped twice: unpack it once), want an IDX file with magic number 0x00000803"
	if _, err := readImages(strings.NewReader(zip(zip(images2)))); err == nil || !strings.HasSuffix(err.Error(), want) {
		t.Errorf("gzipped twice: readImages gives %v, want …%s", err, want)
	}
}

func TestReadLabelsErrors(t *testing.T) {
	for _, c := range []struct {
		name, in string
		n        int
		want     string
	}{
		{"nothing", "", 2, "the file is empty"},
		{"magic number", "????????", 2, `it starts "????????", want an IDX file with magic number 0x00000801`},
		{"too few", labels1, 2, "1 labels for 2 images, want one for each image"},
		{"2^32-1 labels", idx([]uint32{0x801, math.MaxUint32}), 2, "4294967295 labels for 2 images, want one for each image"},
		{"a byte short", labels2[:9], 2, "reading stopped after 1 of the 2 bytes after the header: unexpected EOF"},
		{"a byte too many", labels2 + "\x00", 2, "there are bytes left over, want 2 after the header"},
		{"too large", idx([]uint32{0x801, 3}, 0, 100, 9), 3, "label 2 of 3 is 100, want 0 to 99"},
		{"negative", idx([]uint32{0xc02, 1, 2, math.MaxUint32, 0}), 1, "label 1 of 1 is 4294967295, want 0 to 99"},
		{"wide, a byte short", wide2[:len(wide2)-1], 2,
			"reading stopped after 23 of the 24 bytes after the header: unexpected EOF"},
		{"no width", idx([]uint32{0xc02, 2, 0}), 2, "0 numbers to each label, want 1 to 16"},
		{"too wide", idx([]uint32{0xc02, 2, 1 << 30}), 2, "1073741824 numbers to each label, want 1 to 16"},
	} {
		labels, err := readLabels(strings.NewReader(c.in), c.n)
		if err == nil || err.Error() != c.want || labels != nil {
			t.Errorf("%s: readLabels gives\n\t%v, %v, want\n\t%s", c.name, labels, err, c.want)
		}
	}
}

// FuzzReadImages hands its input to both readers of IDX files, as it is and
// gzipped. What they accept must hold exactly the bytes that came in, and what
// they take from the heap may grow with the file, never with its promises.
func FuzzReadImages(f *testing.F) {
	for _, seed := range []string{"", images1, images2, labels2, images2[:20], images2 + "x", zip(images2),
		idx([]uint32{0x803, 1 << 28, 1, 1}, 1), idx([]uint32{0x803, 1 << 31, 1 << 17, 1 << 16}),
		idx([]uint32{0x803, 0, 2, 3}), idx([]uint32{0x803, 1<<20 + 1, 1, 1}), idx([]uint32{0x803, 1, 256, 257}),
		labels1, labels2[:9], idx([]uint32{0x801, 2}, 7, 100), zip(images2)[:9], wide2, wide2[:20],
		zip(images2[:9]) + "\x00" + zip(images2[9:]) + "\x00\x00", "<html>", "version https://git-lfs"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		zipped := bytes.HasPrefix(in, []byte("\x1f\x8b"))
		most := uint64(1<<18 + 32*len(in)) // 8 bytes a pixel, and buffers outgrown
		if zipped {
			most *= 1032 // what deflate packs into a byte, at most
		}
		var s Set
		var err error
		if got := allocated(func() { s, err = readImages(bytes.NewReader(in)) }); got > most {
			t.Fatalf("%d bytes allocated for a file of %d", got, len(in))
		}
		z, zerr := readImages(strings.NewReader(zip(string(in))))
		if !zipped && ((err == nil) != (zerr == nil) || !reflect.DeepEqual(s, z)) {
			t.Fatalf("plain: %v, %v; gzipped: %v, %v", s, err, z, zerr)
		}
		if err == nil {
			file := idx([]uint32{0x803, uint32(len(s.X)), uint32(s.Rows), uint32(s.Cols)}, bytesOf(s)...)
			if again, err := readImages(strings.NewReader(file)); err != nil || !reflect.DeepEqual(again, s) {
				t.Fatalf("written again, %v is %v, %v", s, again, err)
			}
			if !zipped && file != string(in) {
				t.Fatalf("% x, written again, is % x", in, file)
			}
		}
		labels, err := readLabels(bytes.NewReader(in), 2)
		if err == nil && (len(labels) != 2 || slices.Min(labels) < 0 || slices.Max(labels) > 99) {
			t.Fatalf("labels %v", labels)
		}
	})
}

// bytesOf returns the pixels of a set as they stand in a file.
func bytesOf(s Set) (data []byte) {
	for _, x := range s.X {
		for _, v := range x {
			data = append(data, byte(math.Round(v*255)))
		}
	}
	return data
}

// FuzzReadIDX writes its input into the four files of a folder. An error names
// the folder, what is accepted fits together, and reads the same when gzipped.
func FuzzReadIDX(f *testing.F) {
	for _, seed := range [][4]string{
		{images2, labels2, images1, labels1},
		{zip(images2), zip(labels2), zip(images1), labels1},
		{labels2, images2, images1, labels1},
		{images2, labels1, images1, labels1},
		{images2, labels2, idx([]uint32{0x803, 1, 3, 2}, 0, 0, 0, 0, 0, 0), labels1},
		{images2[:20], labels2, images1, labels1},
		{images2, labels2[:9], images1 + "x", labels1},
		{images2, wide2, images1, zip(labels1)},
		{images2, "version https://git-lfs.github.com/spec/v1", images1, labels1},
		{idx([]uint32{0x803, 1 << 20, 1 << 20, 1 << 20}), "", "", ""}, // 2⁶⁰ pixels
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]), []byte(seed[2]), []byte(seed[3]))
	}
	names := [4]string{trainImages, trainLabels, testImages, testLabels}
	plain, zipped := f.TempDir(), f.TempDir()
	f.Fuzz(func(t *testing.T, a, b, c, d []byte) {
		most := uint64(1 << 18)
		for i, data := range [][]byte{a, b, c, d} {
			if bytes.HasPrefix(data, []byte("\x1f\x8b")) {
				most += 1032 * 32 * uint64(len(data))
			}
			most += 32 * uint64(len(data))
			for path, text := range map[string]string{
				filepath.Join(plain, names[i]):          string(data),
				filepath.Join(zipped, names[i]) + ".gz": zip(string(data)),
			} {
				if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		}
		var train, test Set
		var err error
		if got := allocated(func() { train, test, err = ReadIDX(plain) }); got > most {
			t.Fatalf("%d bytes allocated, want at most %d", got, most)
		}
		ztrain, ztest, zerr := ReadIDX(zipped)
		if most == uint64(1<<18+32*(len(a)+len(b)+len(c)+len(d))) && // nothing was gzipped already
			((err == nil) != (zerr == nil) || !reflect.DeepEqual(train, ztrain) || !reflect.DeepEqual(test, ztest)) {
			t.Fatalf("plain: %v, %v, %v; gzipped: %v, %v, %v", train, test, err, ztrain, ztest, zerr)
		}
		if err != nil {
			oneSentence(t, err, "digits: "+plain)
			if train.X != nil || test.X != nil {
				t.Fatalf("%v, and images", err)
			}
			return
		}
		for _, s := range []Set{train, test} {
			if len(s.X) == 0 || len(s.X) != len(s.Labels) || s.Rows != train.Rows || s.Cols != train.Cols ||
				s.Rows < 1 || s.Cols < 1 || slices.Min(s.Labels) < 0 || slices.Max(s.Labels) >= len(s.Classes) {
				t.Fatalf("accepted: %v", s)
			}
			for _, x := range s.X {
				if len(x) != s.Rows*s.Cols {
					t.Fatalf("an image of %d pixels, want %d×%d", len(x), s.Rows, s.Cols)
				}
			}
		}
	})
}
