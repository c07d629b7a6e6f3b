package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
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

// contents returns the chapters of fsys in the order of their folders. The doc comment of each
// chapter's main.go begins with a paragraph "Chapter 6: TITLE. SENTENCE".
func contents(fsys fs.FS) (book []chapter) {
	files, _ := fs.Glob(fsys, "[0-9][0-9]-*/main.go")
	for _, file := range files {
		src, _ := fs.ReadFile(fsys, file)
		opening, _, _ := strings.Cut(string(src), "\n//\n")
		_, opening, _ = strings.Cut(strings.ReplaceAll(opening, "\n// ", " "), ": ")
		title, shows, _ := strings.Cut(opening, ". ") // a test sees that nothing is missing
		name := path.Dir(file)
		number, _ := strconv.Atoi(name[:2])
		book = append(book, chapter{name, number, title, shows})
	}
	return book
}

// find returns the chapter that arg names: 6, 06, chain-rule, 06-chain-rule, or
// the path of its folder.
func find(book []chapter, arg string) (c chapter, ok bool) {
	arg = filepath.Base(arg)
	number, _ := strconv.Atoi(arg)
	for _, c := range book {
		if number == c.number || arg == c.name || arg == c.name[3:] {
			return c, true
		}
	}
	return chapter{}, false
}

// table returns the contents as text: number, title, and what the chapter
// shows, broken so that lines stay within 100 columns.
func table(book []chapter) string {
	title := 0
	for _, c := range book {
		title = max(title, len(c.title))
	}
	var b strings.Builder
	for _, c := range book {
		for i, line := range wrap(c.shows, 100-len("06  ")-title-len("  ")) {
			if i == 0 {
				fmt.Fprintf(&b, "%02d  %-*s  %s\n", c.number, title, c.title, line)
			} else {
				fmt.Fprintf(&b, "    %-*s  %s\n", title, "", line)
			}
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

// say prints text with the name of this program as you call it from the current folder.
func say(w io.Writer, text string) error {
	if !home() {
		text = strings.ReplaceAll(text, "./chapters", "chainrule/chapters")
	}
	_, err := io.WriteString(w, text)
	return err
}

// home says whether this is the folder of chainrule's go.mod, and not, say, a course's module.
func home() bool {
	_, err := os.Stat("chapters/main.go")
	return err == nil
}

// A task is what a reader may know of an exercise, as in check.Task. We do not import package
// check, because with all its mistakes it takes longer to compile than the rest of the program.
type task struct {
	Chapter, Name, Read string
	Hints               [3]string
	result              // of an examination
}

// How far an answer has come, in the words that a reader sees.
const (
	toDo  = "to do"
	wrong = "wrong"
	noGo  = "not compiling"
	blank = "not examined"
	done  = "done"
)

// A result is how far an exercise has come, and the first and last lines of what
// go test printed about it.
type result struct {
	state string // "" until there is an end
	lines []string
}

//go:embed check/testdata/stubs check/testdata/tasks.json
var published embed.FS

// tasks returns the tasks of the book in order.
func tasks() (all []*task) {
	text, _ := published.ReadFile("check/testdata/tasks.json")
	if err := json.Unmarshal(text, &all); err != nil {
		panic(err) // a test reads it
	}
	return all
}

// exercise returns the name of the file in which a reader does the tasks of a chapter, and
// its text as published, with stubs. The chapter has no tasks where this is nil.
func exercise(root, chapter string) (file string, stubs []byte) {
	stubs, _ = published.ReadFile("check/testdata/stubs/" + chapter + ".go")
	return filepath.Join(root, "chapters", chapter, "exercise", "exercise.go"), stubs
}
