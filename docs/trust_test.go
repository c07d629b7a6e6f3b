package docs

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tests returns the names of the tests, fuzz targets and so on in a folder that
// begin with one of these words.
func tests(t *testing.T, folder string, words ...string) (names []string) {
	t.Helper()
	files, _ := fs.Glob(root, path.Join(folder, "*_test.go"))
	for _, file := range files {
		for _, m := range regexp.MustCompile(`(?m)^func (\w+)\(`).FindAllStringSubmatch(readFile(t, file), -1) {
			if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(m[1], w) }) {
				names = append(names, m[1])
			}
		}
	}
	return names
}

// The lanes of .ci/run: each has a function, each is named in a text, and the
// texts name no other.
func TestLanes(t *testing.T) {
	script := readFile(t, ".ci/run")
	m := regexp.MustCompile(`(?m)^LANES=\$\{LANES:-(.*)\}$`).FindStringSubmatch(script)
	if m == nil {
		t.Fatal(".ci/run has no list of lanes")
	}
	lanes := strings.Fields(m[1])
	texts := readFile(t, "docs/trust.md") + readFile(t, "docs/portability.md") + readFile(t, "docs/contributing.md")
	for _, lane := range lanes {
		if !strings.Contains(script, "\nlane_"+lane+"() {") {
			t.Errorf(".ci/run has no function lane_%s", lane)
		}
		if !strings.Contains(texts, "`"+lane+"`") {
			t.Errorf("no text says what lane %s does", lane)
		}
	}
	for _, named := range regexp.MustCompile(`LANES=(?:"([^"]*)"|(\w+))`).FindAllStringSubmatch(texts, -1) {
		for _, lane := range strings.Fields(named[1] + named[2]) {
			if !slices.Contains(lanes, lane) {
				t.Errorf("%s: .ci/run has no lane %s", named[0], lane)
			}
		}
	}
}

// All fuzz targets stand in the table of trust.md, with their inputs, and no others.
func TestFuzzTargets(t *testing.T) {
	var want, got []string
	for _, folder := range append([]string{"docs", "chapters/internal/digits", "chapters/check"}, libraries...) {
		want = append(want, tests(t, folder, "Fuzz")...)
	}
	for _, m := range regexp.MustCompile("(?m)^\\| `(Fuzz\\w+)` \\|.*\\| [0-9,]+ \\|").FindAllStringSubmatch(readFile(t, "docs/trust.md"), -1) {
		got = append(got, m[1])
	}
	slices.Sort(want)
	slices.Sort(got)
	if len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("trust.md has the fuzz targets %v, want %v", got, want)
	}
}

// Each command of trust.md that runs tests by name finds some in each folder.
func TestCommandsFindTests(t *testing.T) {
	commands := regexp.MustCompile("`go test ([^`]*?) -run '?([^`']+)'?`").FindAllStringSubmatch(readFile(t, "docs/trust.md"), -1)
	if len(commands) < 5 {
		t.Fatalf("only %d commands found", len(commands))
	}
	for _, m := range commands {
		pattern := regexp.MustCompile(strings.ReplaceAll(m[2], `\|`, "|")) // in a table, | is written \|
		for _, folder := range strings.Fields(m[1]) {
			if !slices.ContainsFunc(tests(t, folder, "Test"), pattern.MatchString) {
				t.Errorf("go test %s -run %s finds no test in %s", m[1], m[2], folder)
			}
		}
	}
}
