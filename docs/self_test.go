package docs

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// The tests of this package are themselves tested: each fault is put into a
// small page, and must be found.

var small = fstest.MapFS{
	"a/a.go": {Data: []byte("package a\n\n// F doubles.\nfunc F(x float64) float64 { return double(x) }\n\n" +
		"func double(x float64) float64 { return 2 * x }\n\n// G is alone.\nfunc G() float64 { return 0.12345 }\n")},
	"a/a_test.go":  {Data: []byte("package a\n\nfunc ExampleF() {\n\tfmt.Println(F(2))\n\t// Output:\n\t// 4\n}\n")},
	"a/odd.go":     {Data: []byte("package a\n\nfunc ExampleG()\n\nfunc () K() {}\n")}, // parse, and do not compile
	"fence.golden": {Data: []byte("One\n```\nTwo\n")},
	"out.golden":   {Data: []byte("One\n  1.00001\n\nTwo\n  2\n")},
	"page.md":      {Data: []byte("# A page\n\n## The second part, `F`\n")},
}

func TestCheckBlocks(t *testing.T) {
	for _, test := range []struct{ name, page, fault string }{
		{"declaration", "<!-- go: a/a.go F -->\n```go\nfunc F(x float64) float64 { return double(x) }\n```\n", ""},
		{"example", "<!-- go: a/a_test.go ExampleF -->\n```go\nfmt.Println(F(2))\n```\n", ""},
		{"its output", "<!-- output: a/a_test.go ExampleF -->\n```text\n4\n```\n", ""},
		{"paragraph", "<!-- output: out.golden \"Two\" -->\n```text\nTwo\n  2\n```\n", ""},
		{"whole golden", "<!-- output: out.golden -->\n```\nOne\n  1.00001\n\nTwo\n  2\n```\n", ""},
		{"shell needs no source", "```sh\ngo test ./...\n```\n", ""},
		{"falsified digit", "<!-- output: out.golden \"One\" -->\n```text\nOne\n  1.00002\n```\n", "2: the block differs"},
		{"falsified code", "<!-- go: a/a.go G -->\n```go\nfunc G() float64 { return 0.1234 }\n```\n", "2: the block differs"},
		{"no marker", "text\n```go\nx := 1\n```\n", "2: no marker"},
		{"marker of the other kind", "<!-- go: a/a.go F -->\n```text\n4\n```\n", "2: no marker"},
		{"unknown name", "<!-- go: a/a.go H -->\n```go\n```\n", "2: a/a.go declares no H"},
		{"unknown file", "<!-- output: b.golden -->\n```text\n```\n", "2: open b.golden"},
		{"unknown paragraph", "<!-- output: out.golden \"Three\" -->\n```text\n```\n", "2: out.golden has no paragraph"},
		{"no name", "<!-- go: a/a.go -->\n```go\n```\n", "2: the marker names no declaration of a/a.go"},
		{"no body", "<!-- go: a/odd.go ExampleG -->\n```go\n```\n", "2: the block differs"},
		{"no receiver", "<!-- go: a/odd.go K -->\n```go\n```\n", "2: the block differs"},
		{"a fence in the source", "<!-- output: fence.golden -->\n```\n```\n", "2: the source has a line that ends the block"},
		{"two words", "```go run\n```\n", "1: no marker"},
		{"Windows line ends", "<!-- go: a/a.go F -->\r\n```go\r\nF()\r\n```\r\n", "2: no marker"},
		{"no end", "```sh\ngo test\n", "1: the block has no end"},
	} {
		_, faults := checkBlocks(small, test.page)
		if test.fault == "" && len(faults) > 0 || test.fault != "" && (len(faults) != 1 || !strings.HasPrefix(faults[0], test.fault)) {
			t.Errorf("%s: faults %q, want %q", test.name, faults, test.fault)
		}
	}
	const falsified = "<!-- output: out.golden \"Two\" -->\n```text\nTwo\n  3\nand more\n```\nend\n"
	const mended = "<!-- output: out.golden \"Two\" -->\n```text\nTwo\n  2\n```\nend\n"
	if got, _ := checkBlocks(small, falsified); got != mended {
		t.Errorf("mended: %q, want %q", got, mended)
	}
}

// Texts that are not the project's own are left alone, such as a reader's notes.
func TestPlaces(t *testing.T) {
	none := &fstest.MapFile{}
	ours := []string{"README.md", "docs/a.md", "chapters/01-x/README.md", "chapters/internal/digits/DATA.md"}
	fsys := fstest.MapFS{"notes.md": none, "chapters/01-x/notes.md": none, "chapters/01-x/exercise/README.md": none,
		"testdata/docs/x.md": none, ".x/README.md": none}
	for _, name := range ours {
		fsys[name] = none
	}
	if got := slices.Sorted(maps.Keys(pages(t, fsys))); !slices.Equal(got, slices.Sorted(slices.Values(ours))) {
		t.Errorf("pages are %q, want %q", got, ours)
	}
}

func TestCheckPages(t *testing.T) {
	for _, test := range []struct{ name, page, fault string }{
		{"a page", "[x](../README.md#here), [web](https://go.dev/a.md), [code](a.go)", ""},
		{"no page", "[x](../losses/new.md#here)", "docs/a.md: the link ../losses/new.md#here leads to a text that no test reads: see places"},
	} {
		got := strings.Join(checkPages(map[string]string{"README.md": "", "docs/a.md": test.page}), "; ")
		if got != test.fault {
			t.Errorf("%s: faults %q, want %q", test.name, got, test.fault)
		}
	}
}

func TestCheckLinks(t *testing.T) {
	for _, test := range []struct{ name, page, fault string }{
		{"file", "[x](a/a.go)", ""},
		{"folder", "[x](a)", ""},
		{"web", "[x](https://go.dev)", ""},
		{"heading", "[x](page.md#the-second-part-f)", ""},
		{"own heading", "# Here\n[x](#here)", ""},
		{"in code", "`m[i](x)` and\n```go\nm[i](y)\n```\n", ""},
		{"a file that its reader deleted", "[x](chapters/01-x/exercise/exercise.go)", ""},
		{"dead file", "[x](b.go)", "b.go"},
		{"dead file of an exercise", "[x](chapters/01-x/exercise/exercise_test.go)", "exercise_test.go"},
		{"dead picture", "![x](b.svg)", "b.svg"},
		{"dead heading", "[x](page.md#third)", "page.md#third"},
	} {
		faults := checkLinks(small, "index.md", test.page)
		if test.fault == "" && len(faults) > 0 || test.fault != "" && (len(faults) != 1 || !strings.Contains(faults[0], test.fault)) {
			t.Errorf("%s: faults %q, want %q", test.name, faults, test.fault)
		}
	}
}

func TestCheckNumbers(t *testing.T) {
	known := "… 0.12345 1.00001 …"
	for _, test := range []struct {
		name, page string
		faults     int
	}{
		{"known", "it is 0.12345, or -1.00001", 0},
		{"short", "it is 3.142", 0},
		{"in a block", "```text\n9.99999\n```\n", 0},
		{"falsified", "it is 0.12346", 1},
		{"cut short", "it is 0.1234", 1},
	} {
		if faults := checkNumbers(known, test.page); len(faults) != test.faults {
			t.Errorf("%s: faults %q, want %d", test.name, faults, test.faults)
		}
	}
}

func TestOrphans(t *testing.T) {
	fsys := fstest.MapFS{
		"a/a_test.go":             {Data: []byte(`g.Assert(t, "asked", out)`)},
		"chapters/01-x/x_test.go": {Data: []byte(`chaptertest.Run(t, run, figures)`)},
		"testdata/a/asked.golden": {}, "testdata/a/orphan.golden": {}, "testdata/a/asked.txt": {},
		"testdata/01-x/output.golden": {}, "testdata/02-y/output.golden": {},
	}
	got := strings.Join(orphans(t, fsys), " ")
	if want := "testdata/02-y/output.golden testdata/a/asked.txt testdata/a/orphan.golden"; got != want {
		t.Errorf("orphans: %s, want %s", got, want)
	}
}

func TestCheckImports(t *testing.T) {
	for _, test := range []struct{ file, imported, fault string }{
		{"losses/mse.go", "math", ""},
		{"losses/mse.go", "os", "must not import os"},
		{"losses/mse.go", "chainrule/numgrad", "must not import chainrule/numgrad"},
		{"losses/mse_test.go", "chainrule/numgrad", ""},
		{"losses/mse_test.go", "github.com/sebdah/goldie/v2", ""},
		{"losses/mse_test.go", "github.com/stretchr/testify", "must not import github.com/stretchr/testify"},
		{"numgrad/check.go", "chainrule/losses", "must not import chainrule/losses"},
		{"backprop/network.go", "chainrule/losses", ""},
		{"backprop/network.go", "chainrule/chapters/internal/plot", "must not import chainrule/chapters/internal/plot"},
		{"backprop/train.go", "time", "must not import time"},
		{"chapters/main.go", "os", ""},
		{"chapters/main.go", "golang.org/x/term", "must not import golang.org/x/term"},
		{"chapters/04-numerical-gradient/main.go", "github.com/sebdah/goldie/v2", "must not import github.com/sebdah/goldie/v2"},
		{"new/new.go", "math", "must not import math"},
	} {
		faults := checkImports(test.file, "package p\n\nimport \""+test.imported+"\"\n")
		if strings.Join(faults, "\n") != test.fault {
			t.Errorf("%s imports %s: faults %q, want %q", test.file, test.imported, faults, test.fault)
		}
	}
}
