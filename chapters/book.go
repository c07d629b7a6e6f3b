package main

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A chapter is one folder of the book.
type chapter struct {
	name   string // of the folder: 06-chain-rule
	number int
	title  string
	shows  string // one sentence
}

// contents returns the chapters of fsys in the order of their folders.
func contents(fsys fs.FS) ([]chapter, error) {
	files, err := fs.Glob(fsys, "[0-9][0-9]-*/main.go")
	if err != nil {
		return nil, err
	}
	var book []chapter
	for _, file := range files {
		src, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, err
		}
		name := path.Dir(file)
		number, _ := strconv.Atoi(name[:2]) // two digits, says the pattern
		title, shows, ok := opening(string(src), number)
		if !ok {
			return nil, fmt.Errorf("%s: the doc comment must begin %q", file,
				fmt.Sprintf("Chapter %d: THE TITLE. One sentence that says what it shows.", number))
		}
		book = append(book, chapter{name, number, title, shows})
	}
	return book, nil
}

// opening returns the title and the first sentence of a file that begins with
// the comment "Chapter 6: TITLE. SENTENCE."
func opening(src string, number int) (title, shows string, ok bool) {
	var words []string
	for line := range strings.Lines(src) {
		text, comment := strings.CutPrefix(line, "// ")
		if !comment {
			break
		}
		words = append(words, strings.Fields(text)...)
	}
	text, ok := strings.CutPrefix(strings.Join(words, " ")+" ", fmt.Sprintf("Chapter %d: ", number))
	title, text, found := strings.Cut(text, ". ")
	end := -1
	for _, mark := range []string{". ", "? ", "! "} {
		if i := strings.Index(text, mark); i >= 0 && (end < 0 || i < end) {
			end = i
		}
	}
	if !ok || !found || end < 0 {
		return "", "", false
	}
	return title, text[:end+1], true
}

// find returns the chapter that arg names: 6, 06, chain-rule, 06-chain-rule, or
// the path of its folder.
func find(book []chapter, arg string) (chapter, error) {
	arg = path.Base(filepath.ToSlash(arg))
	number, err := strconv.ParseUint(arg, 10, 0)
	var found []chapter
	for _, c := range book {
		if arg == c.name || arg == c.name[3:] || err == nil && number == uint64(c.number) {
			found = append(found, c)
		}
	}
	switch len(found) {
	case 0:
		return chapter{}, fmt.Errorf("there is no chapter %q", arg)
	case 1:
		return found[0], nil
	}
	return chapter{}, fmt.Errorf("%q is both %s and %s: give the full name",
		arg, found[0].name, found[1].name)
}

// table returns the contents as text: number, title, and what the chapter
// shows, broken so that lines stay within 100 columns.
func table(book []chapter) string {
	title := 0
	for _, c := range book {
		title = max(title, utf8.RuneCountInString(c.title))
	}
	var b strings.Builder
	for _, c := range book {
		lead := fmt.Sprintf("%02d  %-*s", c.number, title, c.title)
		for _, line := range wrap(c.shows, 100-len("06  ")-title-len("  ")) {
			fmt.Fprintf(&b, "%-*s  %s\n", len("06  ")+title, lead, line)
			lead = ""
		}
	}
	return b.String()
}

// wrap breaks s at spaces into lines of at most width characters; a longer
// word has a line of its own.
func wrap(s string, width int) []string {
	var lines []string
	for _, word := range strings.Fields(s) {
		last := len(lines) - 1
		if last >= 0 && utf8.RuneCountInString(lines[last]+" "+word) <= width {
			lines[last] += " " + word
		} else {
			lines = append(lines, word)
		}
	}
	return lines
}
