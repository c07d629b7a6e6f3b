package docs

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// Each number of four or more decimals in a text stands in a golden or in code.
func TestNumbers(t *testing.T) {
	var known strings.Builder
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && (ext == ".golden" || ext == ".go") {
			text, err := fs.ReadFile(root, name)
			known.Write(text)
			return err
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range pages(t, root) {
		for _, fault := range checkNumbers(known.String(), text) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

var address = regexp.MustCompile(`https?://\S+`)
var decimals = regexp.MustCompile(`\d+\.\d{4,}(?:e[-+]?\d+)?`)

// checkNumbers returns a line for each number of the text's prose that does not
// stand, as a whole, in known.
func checkNumbers(known, text string) (faults []string) {
	text = address.ReplaceAllString(fenced.ReplaceAllString(text, ""), "")
	for _, number := range decimals.FindAllString(text, -1) {
		whole := regexp.MustCompile(`(^|[^\d.])` + regexp.QuoteMeta(number) + `($|[^\d])`)
		if !whole.MatchString(known) {
			faults = append(faults, fmt.Sprintf("the number %s stands in no golden and no code", number))
		}
	}
	return faults
}
