package digits

import (
	"encoding/binary"
	"strings"
)

const gzipStart = "\x1f\x8b"

// foreign are the beginnings of what is often found in the place of an IDX file.
var foreign = []struct{ start, what string }{
	{"<", "a web page: the download was an error page"},
	{"{", "JSON: the download was an error message"},
	{"version https://", "a Git LFS pointer: fetch the file with git lfs pull"},
	{"PK\x03\x04", "a zip archive: unpack it"},
	{"7z\xbc\xaf", "a 7z archive: unpack it"},
	{"\xfd7zXZ", "packed with xz: unpack it"},
	{"BZh", "packed with bzip2: unpack it"},
	{gzipStart, "gzipped twice: unpack it once"},
	{"\x93NUMPY", "a NumPy array"},
	{"\x89PNG", "a PNG picture"},
	{"\x00\x00\x08\x03", "images where labels should be: are two files mixed up?"},
	{"\x00\x00\x08\x01", "labels where images should be: are two files mixed up?"},
	{"\x00\x00\x0c\x02", "labels where images should be: are two files mixed up?"},
}

// likely says, in brackets, what a file probably is that starts so and is no
// IDX file of the wanted kind; "" if that is not known.
func likely(start []byte) string {
	text := strings.TrimLeft(strings.TrimPrefix(string(start), "\ufeff"), " \t\r\n")
	for _, f := range foreign {
		if strings.HasPrefix(text, f.start) {
			return " (" + f.what + ")"
		}
	}
	switch magic := binary.LittleEndian.Uint32(start); {
	case magic == imageMagic, magic == labelMagic, magic == wideMagic:
		return " (little-endian: the bytes of each number are in reverse order)"
	case magic&0xffff == 0 && start[2] >= 8 && start[2] <= 14 && start[3] > 0 && start[3] < 8:
		return " (an IDX file of another kind)"
	case strings.Trim(text, "0123456789.,;-+ \t\r\n") == "", strings.HasPrefix(text, "label,"):
		return " (a table as text, such as CSV)"
	}
	return ""
}
