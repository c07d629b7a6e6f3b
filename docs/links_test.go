package docs

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

func TestLinks(t *testing.T) {
	for name, text := range pages(t, root) {
		for _, fault := range checkLinks(root, name, text) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)|src="([^"]+)"`)

// targets returns where the links and pictures of a text lead to.
func targets(text string) (all []string) {
	for _, m := range link.FindAllStringSubmatch(prose(text), -1) {
		all = append(all, m[1]+m[2])
	}
	return all
}

// checkLinks returns a line for each relative link or picture of the page called
// name that leads nowhere in fsys.
func checkLinks(fsys fs.FS, name, text string) (faults []string) {
	for _, target := range targets(text) {
		if strings.Contains(target, "://") || strings.HasPrefix(target, "mailto:") {
			continue
		}
		file, heading, _ := strings.Cut(target, "#")
		page := text
		if file != "" {
			file = path.Join(path.Dir(name), file)
			if _, err := fs.Stat(fsys, file); err != nil {
				if readers(file) {
					continue
				}
				faults = append(faults, fmt.Sprintf("the link %s leads nowhere", target))
				continue
			}
			b, _ := fs.ReadFile(fsys, file)
			page = string(b)
		}
		if heading != "" && !anchors(page)[heading] {
			faults = append(faults, fmt.Sprintf("the link %s leads to no heading", target))
		}
	}
	return faults
}

var underHeading = regexp.MustCompile(`(?:under|[Cc]hapter \d+,) "([^"]*)"`)

// A stub or a hint that names a section of a text names its heading. Readers keep the
// stubs that they have begun, so such a heading must not change either.
func TestHeadingsOfExercises(t *testing.T) {
	headings := ""
	for _, text := range pages(t, root) {
		headings += "\n" + fenced.ReplaceAllString(text, "")
	}
	stubs, err := fs.Glob(root, "chapters/check/testdata/stubs/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, name := range append(stubs, "chapters/check/testdata/tasks.json") {
		text := strings.NewReplacer("\n// ", " ", `\"`, `"`).Replace(readFile(t, name))
		for _, m := range underHeading.FindAllStringSubmatch(text, -1) {
			if found++; !strings.Contains(headings, "\n## "+m[1]+"\n") {
				t.Errorf("%s names %q, and no text has such a heading", name, m[1])
			}
		}
	}
	if found < 4 {
		t.Errorf("only %d headings are named: are they written in another way now?", found)
	}
}

var fenced = regexp.MustCompile("(?ms)^ *```.*?^ *```$")
var inline = regexp.MustCompile("`[^`\n]*`")

// prose returns a text without its blocks and its words in code.
func prose(text string) string {
	return inline.ReplaceAllString(fenced.ReplaceAllString(text, ""), "")
}

// anchors returns the names under which the headings of a page can be linked to:
// small letters, without signs, hyphens for spaces.
func anchors(text string) map[string]bool {
	found := map[string]bool{}
	for _, line := range strings.Split(fenced.ReplaceAllString(text, ""), "\n") {
		title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " ")
		if !ok || !strings.HasPrefix(line, "#") {
			continue
		}
		found[strings.Map(func(r rune) rune {
			switch {
			case r == ' ' || r == '-':
				return '-'
			case unicode.IsLetter(r) || unicode.IsNumber(r) || r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, strings.TrimSpace(title))] = true
	}
	return found
}
