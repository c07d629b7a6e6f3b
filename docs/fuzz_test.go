package docs

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

// FuzzBlocks makes up a page and the files that its markers may name: a Go file
// and a golden. Whatever they hold, a page without faults stays as it is, and a
// page that was written anew has no block left that differs from its source.
func FuzzBlocks(f *testing.F) {
	src := func(name string) string { return string(small[name].Data) }
	for _, page := range []string{
		"<!-- go: a.go F, G -->\n```go\nfunc F(x float64) float64 { return double(x) }\n```\n",
		"<!-- output: a.go ExampleF -->\n```text\n4\n```\n",
		"<!-- go: a.go ExampleF -->\n```go\n```\n",
		"<!-- output: out.golden \"Two\" -->\n```text\nTwo\n  2\n```\n",
		"<!-- output: out.golden -->\n```\n\n```\n",
		"<!-- go: ../a.go F -->\n```go\n",
		"```sh\ngo test\n```\n```go\n```\n",
	} {
		f.Add(page, src("a/a.go"), src("out.golden"))
		f.Add(page, src("a/a_test.go"), src("fence.golden"))
		f.Add(page, src("a/odd.go"), "")
	}
	f.Fuzz(func(t *testing.T, page, code, golden string) {
		fsys := fstest.MapFS{"a.go": {Data: []byte(code)}, "out.golden": {Data: []byte(golden)}}
		before := maps.Clone(fsys)
		fixed, faults := checkBlocks(fsys, page)
		if len(faults) == 0 && fixed != page {
			t.Fatalf("no fault, but the page becomes %q", fixed)
		}
		for _, fault := range faults {
			if number, _, ok := strings.Cut(fault, ": "); !ok || strings.Trim(number, "0123456789") != "" {
				t.Fatalf("the fault %q names no line", fault)
			}
		}
		again, faults := checkBlocks(before, fixed)
		if again != fixed {
			t.Fatalf("written anew, the page is %q, and once more %q", fixed, again)
		}
		for _, fault := range faults {
			if strings.Contains(fault, "the block differs") {
				t.Fatalf("written anew, the page is %q, with the fault %s", fixed, fault)
			}
		}
	})
}
