package docs

import (
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
)

// A golden that no test asks for is an orphan. A test asks for it where it
// stands, by name, in a call of Assert with the folder of the golden; a chapter's
// output is asked for by chaptertest.Run. (Pictures are counted by the chapters.)
func TestGoldens(t *testing.T) {
	for _, orphan := range orphans(t, root) {
		t.Errorf("%s: no test asks for this golden", orphan)
	}
}

var assert = regexp.MustCompile(`\bAssert\(\w+, "([^"]+)"`)

func orphans(t *testing.T, fsys fs.FS) (found []string) {
	goldens, err := fs.Glob(fsys, "testdata/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, golden := range goldens {
		folder, name := path.Base(path.Dir(golden)), strings.TrimSuffix(path.Base(golden), ".golden")
		asked := false
		for _, pattern := range []string{folder + "/*_test.go", "chapters/" + folder + "/*_test.go"} {
			tests, _ := fs.Glob(fsys, pattern)
			for _, file := range tests {
				src, err := fs.ReadFile(fsys, file)
				if err != nil {
					t.Fatal(err)
				}
				asked = asked || name == "output" && strings.Contains(string(src), "chaptertest.Run(")
				for _, m := range assert.FindAllStringSubmatch(string(src), -1) {
					asked = asked || m[1] == name
				}
			}
		}
		if !asked || path.Ext(golden) != ".golden" {
			found = append(found, golden)
		}
	}
	return found
}
