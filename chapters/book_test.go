package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/sebdah/goldie/v2"

	"chainrule/chapters/check"
)

var library = fstest.MapFS{
	"01-three-ways/main.go": {Data: []byte("// Chapter 1: three ways. Rules or pixels?\n//\n// More text.\npackage main\n")},
	"06-chain-rule/main.go": {Data: []byte("// Chapter 6: the chain rule. The graph, with\n// x = 0.5.\n//\n// More text.\npackage main\n")},
	"10-digits/main.go": {Data: []byte("// Chapter 10: digits. The whole machine, every ∂ of it, in a\n" +
		"// sentence so long that the table has to break it into two lines at least.\n//\n// More.\npackage main\n")},
	"check/main.go":         {Data: []byte("// Check is no chapter.\npackage main\n")},
	"02-empty/main_test.go": {Data: []byte("// Nor is a folder without main.go.\npackage main\n")},
}

func TestContents(t *testing.T) {
	got := contents(library)
	want := []chapter{
		{"01-three-ways", 1, "three ways", "Rules or pixels?"},
		{"06-chain-rule", 6, "the chain rule", "The graph, with x = 0.5."},
	}
	if len(got) != 3 || !slices.Equal(got[:2], want) {
		t.Errorf("contents = %+v, want %+v and chapter 10", got, want)
	}
}

func TestFind(t *testing.T) {
	book := contents(library)
	for _, tc := range []struct{ arg, want string }{
		{"6", "06-chain-rule"},
		{"06", "06-chain-rule"},
		{"chain-rule", "06-chain-rule"},
		{"06-chain-rule", "06-chain-rule"},
		{"./chapters/06-chain-rule/", "06-chain-rule"},
		{"10", "10-digits"},
		{"1", "01-three-ways"},
		{"", ""},
		{"0", ""},
		{"-6", ""},
		{"rule", ""},
		{"99999999999999999999", ""},
	} {
		if c, ok := find(book, tc.arg); c.name != tc.want || ok != (tc.want != "") {
			t.Errorf("find(%q) = %q, %v; want %q", tc.arg, c.name, ok, tc.want)
		}
	}
}

func TestTable(t *testing.T) {
	const want = `01  three ways      Rules or pixels?
06  the chain rule  The graph, with x = 0.5.
10  digits          The whole machine, every ∂ of it, in a sentence so long that the table has to
                    break it into two lines at least.
`
	if got := table(contents(library)); got != want {
		t.Errorf("table is\n%s\nwant\n%s", got, want)
	}
}

func TestWrap(t *testing.T) {
	for _, tc := range []struct {
		s     string
		width int
		want  string
	}{
		{"a bc d", 4, "a bc|d"},
		{"a bc d", 3, "a|bc|d"}, // "a bc" has 4
		{"∂y ∂x", 5, "∂y ∂x"},   // characters, not bytes
		{"longer than", 3, "longer|than"},
		{"", 3, ""},
	} {
		if got := strings.Join(wrap(tc.s, tc.width), "|"); got != tc.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tc.s, tc.width, got, tc.want)
		}
	}
}

// The real chapters are 01, 02, … without a gap. Each begins as contents reads it, in lines that
// fit, and has a name of its own.
func TestBook(t *testing.T) {
	seen := make(map[string]bool)
	for i, c := range contents(sources) {
		src, _ := sources.ReadFile(c.name + "/main.go")
		if !strings.HasPrefix(string(src), fmt.Sprintf("// Chapter %d: %s. ", i+1, c.title)) || c.number != i+1 ||
			!strings.HasSuffix(c.shows, ".") && !strings.HasSuffix(c.shows, "?") {
			t.Errorf("%s: the doc comment begins %.150q, want \"Chapter %d: THE TITLE. One sentence.\" and an empty line", c.name, src, i+1)
		}
		if seen[c.name[3:]] {
			t.Errorf("two chapters are called %s", c.name[3:])
		}
		seen[c.name[3:]] = true
	}
	for line := range strings.Lines(table(contents(sources))) {
		if utf8.RuneCountInString(line) > 101 {
			t.Errorf("too long: %s", line)
		}
	}
}

// The tasks in the file are those of the exercises; GOLDIE_UPDATE=1 writes it.
func TestTasks(t *testing.T) {
	text, err := json.MarshalIndent(check.Tasks(), "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	g := goldie.New(t, goldie.WithFixtureDir("check/testdata"), goldie.WithNameSuffix(".json"))
	g.Assert(t, "tasks", append(text, '\n'))
	if all := tasks(); len(all) != len(check.Tasks()) || all[0].Hints[2] == "" {
		t.Errorf("%d tasks are read", len(all))
	}
}
