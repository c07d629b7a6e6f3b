package main

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode/utf8"

	"chainrule/chapters/check"
)

// A chapter is one folder of the book.
type chapter struct {
	name   string // of the folder: 06-chain-rule
	number int
	title  string
	shows  string // one sentence
}

var opening = regexp.MustCompile(`^Chapter (\d+): (.+?)\. (.+?[.?!])( |$)`)

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
		f, err := parser.ParseFile(token.NewFileSet(), file, src,
			parser.PackageClauseOnly|parser.ParseComments)
		if err != nil {
			return nil, err
		}
		name := path.Dir(file)
		number, _ := strconv.Atoi(name[:2]) // two digits, says the pattern
		paragraph, _, _ := strings.Cut(f.Doc.Text(), "\n\n")
		m := opening.FindStringSubmatch(strings.Join(strings.Fields(paragraph), " "))
		if m == nil || m[1] != strconv.Itoa(number) {
			return nil, fmt.Errorf("%s: the doc comment must begin %q", file,
				fmt.Sprintf("Chapter %d: THE TITLE. One sentence that says what it shows.", number))
		}
		book = append(book, chapter{name, number, m[2], m[3]})
	}
	return book, nil
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
// shows, broken so that lines stay within 100 columns; under it how far each of its
// exercises is, where results tell.
func table(book []chapter, tasks []*check.Task, results map[*check.Task]result) string {
	const columns, gap = 100, 2
	width := columns - len("06") - gap
	for _, c := range book {
		width = min(width, columns-len("06")-gap-utf8.RuneCountInString(c.title)-gap)
	}
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, gap, ' ', 0)
	for _, c := range book {
		var states []string
		for _, t := range tasks {
			if r, ok := results[t]; ok && t.Chapter == c.name {
				states = append(states, t.Name+" "+r.state)
			}
		}
		lines := wrap(c.shows, width)
		if len(states) > 0 {
			lines = append(lines, wrap("Exercises: "+strings.Join(states, ", "), width)...)
		}
		lead := fmt.Sprintf("%02d\t%s", c.number, c.title)
		for _, line := range lines {
			fmt.Fprintf(w, "%s\t%s\n", lead, line)
			lead = "\t"
		}
	}
	w.Flush()
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
