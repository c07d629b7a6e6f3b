package digits

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// zip returns the text, gzipped.
func zip(text string) string {
	var b bytes.Buffer
	zipper.Reset(&b)
	zipper.Write([]byte(text)) // a bytes.Buffer takes everything
	zipper.Close()
	return b.String()
}

var zipper = gzip.NewWriter(nil) // of a megabyte: for fuzzing, it is used again and again

// The embedded file is the one that DATA.md describes, with its licence.
func TestEmbeddedFile(t *testing.T) {
	const want = "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a"
	if got := fmt.Sprintf("%x", sha256.Sum256([]byte(packed))); got != want {
		t.Errorf("SHA-256 of digits.csv.gz is %s, want %s", got, want)
	}
	page, err := os.ReadFile("DATA.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{want, "57,512 bytes", "E. Alpaydin and C. Kaynak", "(CC BY 4.0), <https://creativecommons.org/licenses/by/4.0/>"} {
		if !bytes.Contains(page, []byte(words)) {
			t.Errorf("DATA.md does not say %q", words)
		}
	}
	if len(packed) != 57512 {
		t.Errorf("digits.csv.gz has %d bytes, want 57512", len(packed))
	}
}

// The expected rows and counts were read off `zcat digits.csv.gz` with sed and
// awk. The counts of both parts together are those of the UCI page, too.
func TestLoad(t *testing.T) {
	train, test := Load()
	for _, c := range []struct {
		name   string
		set    Set
		counts [10]int
	}{
		{"train", train, [10]int{143, 146, 142, 146, 144, 145, 144, 143, 141, 143}}, // sum 1437
		{"test", test, [10]int{35, 36, 35, 37, 37, 37, 37, 36, 33, 37}},             // sum 360
	} {
		var counts [10]int
		for _, label := range c.set.Labels {
			counts[label]++
		}
		if counts != c.counts {
			t.Errorf("%s: images per digit %v, want %v", c.name, counts, c.counts)
		}
		if len(c.set.X) != len(c.set.Labels) {
			t.Errorf("%s: %d images, %d labels", c.name, len(c.set.X), len(c.set.Labels))
		}
		if c.set.Rows != 8 || c.set.Cols != 8 {
			t.Errorf("%s: images of %d×%d, want 8×8", c.name, c.set.Rows, c.set.Cols)
		}
	}
	for _, c := range []struct {
		name  string
		set   Set
		n     int
		want  [64]float64 // before scaling
		label int
	}{
		{"first of train", train, 0, [64]float64{
			0, 0, 5, 13, 9, 1, 0, 0,
			0, 0, 13, 15, 10, 15, 5, 0,
			0, 3, 15, 2, 0, 11, 8, 0,
			0, 4, 12, 0, 0, 8, 8, 0,
			0, 5, 8, 0, 0, 9, 8, 0,
			0, 4, 11, 0, 1, 12, 7, 0,
			0, 2, 14, 5, 10, 12, 0, 0,
			0, 0, 6, 13, 10, 0, 0, 0}, 0},
		{"last of train", train, 1436, [64]float64{
			0, 0, 0, 0, 11, 15, 1, 0,
			0, 0, 0, 6, 16, 16, 2, 0,
			0, 3, 13, 16, 16, 16, 0, 0,
			0, 9, 16, 12, 16, 14, 0, 0,
			0, 1, 3, 0, 16, 13, 0, 0,
			0, 0, 0, 0, 14, 13, 0, 0,
			0, 0, 0, 0, 12, 16, 5, 0,
			0, 0, 0, 0, 8, 16, 7, 0}, 1},
		{"first of test", test, 0, [64]float64{
			0, 4, 16, 15, 2, 0, 0, 0,
			0, 11, 15, 15, 7, 0, 0, 0,
			0, 9, 10, 6, 14, 0, 0, 0,
			0, 0, 0, 7, 15, 0, 0, 0,
			0, 0, 0, 13, 10, 0, 0, 0,
			0, 0, 1, 16, 7, 2, 2, 0,
			0, 1, 12, 16, 15, 16, 15, 0,
			0, 4, 16, 16, 16, 12, 11, 0}, 2},
	} {
		for i, want := range c.want {
			if got := c.set.X[c.n][i]; got != want/16 {
				t.Errorf("%s: pixel %d is %v, want %v/16", c.name, i, got, want)
			}
		}
		if got := c.set.Labels[c.n]; got != c.label {
			t.Errorf("%s: label %d, want %d", c.name, got, c.label)
		}
	}
}

// What a caller does to one set reaches neither its neighbour nor the next call.
func TestLoadGivesItsOwnMemory(t *testing.T) {
	train, test := Load()
	label, pixel := test.Labels[0], test.X[0][0]
	train.Labels = append(train.Labels, 99)
	train.X = append(train.X, nil)
	_ = append(train.X[trainN-1], 99)
	train.X[0][2] = 99
	if test.Labels[0] != label || test.X[0] == nil || test.X[0][0] != pixel {
		t.Error("an append to the training set has changed the test set")
	}
	if again, _ := Load(); again.X[0][2] != 5.0/16 {
		t.Error("a write to one result of Load has changed the next")
	}
}

func TestLoadPanics(t *testing.T) {
	good := packed
	defer func() {
		packed = good
		if recover() == nil {
			t.Error("Load of a broken file did not panic")
		}
	}()
	packed = good[:1000]
	Load()
}

func TestRead(t *testing.T) {
	s, err := Read(strings.NewReader(zip(strings.Repeat("16,", 64) + "7\r\n\n" + strings.Repeat("0,", 64) + "9")))
	if err != nil || len(s.X) != 2 || !slices.Equal(s.Labels, []int{7, 9}) || s.X[0][63] != 1 || s.X[1][0] != 0 {
		t.Errorf("Read of two images = %v, %v", s, err)
	}
}

func TestReadErrors(t *testing.T) {
	zeros := strings.Repeat("0,", 63)
	good := zeros + "0,7\n"
	for _, c := range []struct {
		name, in, want string
	}{
		{"nothing", "", "digits: want a gzip file, cannot read its header: EOF"},
		{"plain text", good, "digits: want a gzip file, cannot read its header: gzip: invalid header"},
		{"no lines", zip(""), "digits: the file has no lines, want at least 1"},
		{"blank lines", zip("\n\n"), "digits: the file has no lines, want at least 1"},
		{"a field too few", zip(good + zeros + "7\n"), "digits: line 2 has 64 fields, want 65"},
		{"a field too many", zip(good + zeros + "0,0,7\n"), "digits: line 2 has 66 fields, want 65"},
		{"after a blank line", zip(good + "\n1,2\n"), "digits: line 3 has 2 fields, want 65"},
		{"heading", zip(strings.Repeat("p,", 64) + "label\n"),
			`digits: line 1, field 1: the pixel is "p", want a whole number from 0 to 16`},
		{"empty field", zip(good + zeros + ",7\n"),
			`digits: line 2, field 64: the pixel is "", want a whole number from 0 to 16`},
		{"pixel too large", zip(zeros + "17,7\n"),
			`digits: line 1, field 64: the pixel is "17", want a whole number from 0 to 16`},
		{"negative pixel", zip(zeros + "-1,7\n"),
			`digits: line 1, field 64: the pixel is "-1", want a whole number from 0 to 16`},
		{"fraction", zip(zeros + "0.5,7\n"),
			`digits: line 1, field 64: the pixel is "0.5", want a whole number from 0 to 16`},
		{"past 64 bits", zip(zeros + "18446744073709551617,7\n"), // 2⁶⁴+1
			`digits: line 1, field 64: the pixel is "18446744073709551617", want a whole number from 0 to 16`},
		{"very long field", zip(zeros + strings.Repeat("9", 1000) + ",7\n"),
			`digits: line 1, field 64: the pixel is "99999999999999999999", want a whole number from 0 to 16`},
		{"label too large", zip(zeros + "0,10\n"),
			`digits: line 1, field 65: the label is "10", want a whole number from 0 to 9`},
		{"label no number", zip(zeros + "0,x\n"),
			`digits: line 1, field 65: the label is "x", want a whole number from 0 to 9`},
		{"quote", zip(good + "0\",0\n"),
			`digits: reading stopped after line 1: parse error on line 2, column 2: bare " in non-quoted-field`},
		{"cut short", packed[:len(packed)-1], "digits: reading stopped after line 1797: unexpected EOF"},
		{"cut in the header of gzip", packed[:9], "digits: want a gzip file, cannot read its header: unexpected EOF"},
		{"more after the end", zip(good) + "x", "digits: reading stopped after line 1: unexpected EOF"},
		{"a field with a line break", zip("\"0\n\"," + zeros[2:] + "0,7\n"),
			`digits: line 1, field 1: the pixel is "0\n", want a whole number from 0 to 16`},
		{"terminal colours", zip("\x1b[31m," + zeros[2:] + "0,7\n"),
			`digits: line 1, field 1: the pixel is "\x1b[31m", want a whole number from 0 to 16`},
		{"wrong checksum", strings.Replace(packed, packed[len(packed)-8:], "????????", 1),
			"digits: reading stopped after line 1797: gzip: invalid checksum"},
	} {
		s, err := Read(strings.NewReader(c.in))
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: Read gives\n\t%v, want\n\t%s", c.name, err, c.want)
		}
		if s.X != nil || s.Labels != nil {
			t.Errorf("%s: Read gives an error and %d images", c.name, len(s.X))
		}
	}
}

// A small file may unpack to any size: no more of it is read than a set may have.
func TestReadBomb(t *testing.T) {
	const most = 1 << 20
	line := strings.Repeat("0,", 64) + "7\n" // 130 bytes
	for _, c := range []struct {
		name, text string
		want       string // "" for no error
	}{
		{"zeros", strings.Repeat("\x00", 2*most), "more"},
		{"commas", strings.Repeat(",", 2*most), "more"}, // a field each
		{"blank lines", strings.Repeat("\n", 2*most), "more"},
		{"a quote", `"` + strings.Repeat("\n", 2*most), "more"},
		{"images", strings.Repeat(line, 2*most/130), "more"},
		{"one byte over", strings.Repeat("\n", most+1-130) + line, "more"},
		{"the limit", strings.Repeat("\n", most-130) + line, ""},
	} {
		packed := zip(c.text)
		var s Set
		var err error
		got := allocated(func() { s, err = Read(strings.NewReader(packed)) })
		if c.want == "" && (err != nil || len(s.X) != 1) {
			t.Errorf("%s: Read gives %d images, %v, want 1", c.name, len(s.X), err)
		}
		if want := "digits: more than 1048576 bytes unpacked, want at most that"; c.want != "" &&
			(err == nil || err.Error() != want || s.X != nil) {
			t.Errorf("%s: Read gives %d images, %v, want the error %s", c.name, len(s.X), err, want)
		}
		if got > 1<<28 { // the commas take most: 150 MB, for a million fields
			t.Errorf("%s: %d bytes allocated for a file of %d", c.name, got, len(packed))
		}
	}
}

// FuzzRead hands its input to Read twice: as it is, and gzipped, so that the
// CSV behind the gzip is reached as well. What is accepted can be written again.
func FuzzRead(f *testing.F) {
	good := strings.Repeat("3,", 64) + "7\n"
	for _, seed := range []string{"", good, good + good, good[2:], "\"", "17,", "\r\n", zip(good), zip(good)[:20]} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in string) {
		for _, in := range []string{in, zip(in)} {
			s, err := Read(strings.NewReader(in))
			if err != nil {
				oneSentence(t, err, "digits: ")
				continue
			}
			if len(s.X) == 0 || len(s.X) != len(s.Labels) {
				t.Fatalf("%d images, %d labels", len(s.X), len(s.Labels))
			}
			var lines strings.Builder
			for n, x := range s.X {
				if len(x) != 64 || slices.Min(x) < 0 || slices.Max(x) > 1 || s.Labels[n] < 0 || s.Labels[n] > 9 {
					t.Fatalf("image %d: %v, label %d", n, x, s.Labels[n])
				}
				for _, v := range x {
					fmt.Fprintf(&lines, "%v,", v*16) // exact, for v is k/16
				}
				fmt.Fprintln(&lines, s.Labels[n])
			}
			if again, err := Read(strings.NewReader(zip(lines.String()))); err != nil || !reflect.DeepEqual(again, s) {
				t.Fatalf("written again, %v is %v, %v", s, again, err)
			}
		}
	})
}

// oneSentence holds an error to what a reader is promised: where it comes from,
// and what is wrong, in one line without control characters.
func oneSentence(t *testing.T, err error, start string) {
	t.Helper()
	said := err.Error()
	if !strings.HasPrefix(said, start) || len(said) > len(start)+200 || strings.ContainsFunc(said, unicode.IsControl) {
		t.Fatalf("the error is %q, want one line of at most 200 bytes after %q", said, start)
	}
}

// allocated returns how many bytes f takes from the heap, given back or not.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
