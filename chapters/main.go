// Chapters lists the chapters of the book and runs their programs:
//
//	go run ./chapters                       the contents, and how far you are with the exercises
//	go run ./chapters 6                     one chapter, by number or name
//	go run ./chapters 10 -idx DIR           further arguments go to the chapter
//	go run ./chapters all                   the whole book, in order
//	go run ./chapters hint 04 Gradient      a hint for an exercise
//	go run ./chapters hint 04 Gradient 2    the first two hints
//	go run ./chapters reset 04              the stubs of a chapter again; your attempt is kept
//
// The contents are read from the chapters themselves. The doc comment of each
// NN-name/main.go begins
//
//	Chapter 6: THE TITLE. One sentence that says what the chapter shows.
//
// To run chapters, the go command builds them into a temporary directory, which
// is removed at the end. Only reset writes into the source tree.
//
// This file carries out the command line. book.go reads the contents, process.go runs
// the chapters, exercises.go tells how far you are, and hints.go helps.
package main

import (
	"cmp"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/signal"
	"runtime"
	"slices"
	"strings"

	program "chainrule/chapters/internal/chapter"
	_ "chainrule/chapters/internal/needs-go-1.24-from-go.dev-dl"
)

//go:embed [0-9][0-9]-*/main.go
var sources embed.FS

const usage = `go run ./chapters                     the contents, and how far you are with the exercises
go run ./chapters 6                   one chapter; further arguments go to its program
go run ./chapters all                 the whole book, in order
go run ./chapters hint 04 Gradient    a hint for an exercise; 2 or 3 after it give more
go run ./chapters reset 04            the stubs of a chapter again; your attempt is kept
`

const powershell = `
If PowerShell garbles signs such as ∂ behind a pipe, type this first:
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
`

func main() {
	// A write to a closed pipe (… | head) should return an error, not kill us.
	signal.Notify(make(chan os.Signal, 1), pipe)
	os.Exit(run(sources, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run carries out one command line and returns the exit status.
func run(fsys fs.FS, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	out := &checked{Writer: stdout}
	err := obey(fsys, args, stdin, out, stderr)
	err = cmp.Or(out.err, err)
	var code status
	switch {
	case err == nil || program.Closed(err): // a reader who closes the pipe has seen enough
		return 0
	case errors.Is(err, errInterrupted):
		return 130
	case errors.As(err, &code) && err == code:
		return int(code)
	}
	fmt.Fprintln(stderr, "chapters:", err)
	return max(1, int(code))
}

func obey(fsys fs.FS, args []string, stdin io.Reader, out *checked, stderr io.Writer) error {
	book, err := contents(fsys)
	if err != nil {
		return err
	}
	verb, help := "", []string{"help", "-h", "-help", "--help"}
	if len(args) > 0 && slices.Contains(append(help, "all", "hint", "reset"), args[0]) {
		verb, args = args[0], args[1:]
	}
	switch {
	case slices.Contains(help, verb):
		fmt.Fprint(out, here(usage))
		if runtime.GOOS == "windows" {
			fmt.Fprint(out, powershell)
		}
		return nil
	case verb == "all" && len(args) > 0:
		return fmt.Errorf("all takes no arguments, but got %q", args)
	case verb == "all":
		return play(book, nil, out.Writer, stderr)
	case verb == "" && len(args) == 0:
		return overview(book, tasks(), out)
	case len(args) == 0:
		return fmt.Errorf(here("%s needs a chapter, for example: go run ./chapters %[1]s 04"), verb)
	}
	c, err := find(book, args[0])
	switch {
	case err != nil:
		return fmt.Errorf("%w\n\n%s\n%s", err, table(book), strings.TrimSpace(here(usage)))
	case verb == "hint":
		return hint(c, tasks(), args[1:], out)
	case verb == "reset":
		return reset(c, args[1:], stdin, out)
	}
	if len(args) > 1 {
		if _, err := find(book, args[1]); err == nil {
			return fmt.Errorf("%q and %q are two chapters; give one of them, or all", args[0], args[1])
		}
	}
	return play([]chapter{c}, args[1:], out.Writer, stderr)
}

// A status is the exit status of a chapter that has said by itself why it failed.
type status int

func (s status) Error() string { return fmt.Sprintf("exit status %d", int(s)) }

// errInterrupted says that we were told to end before we had finished.
var errInterrupted = errors.New("interrupted")

// A checked writer remembers the first error, so that we need not check every print.
type checked struct {
	io.Writer
	err error
}

func (c *checked) Write(p []byte) (n int, err error) {
	n, err = c.Writer.Write(p)
	c.err = cmp.Or(c.err, err)
	return n, err
}

// here returns text with the name ./chapters of this program as you call it from the current
// folder. From another module, for example a course, the name is chainrule/chapters.
func here(text string) string {
	if _, err := os.Stat("chapters/main.go"); err != nil {
		return strings.ReplaceAll(text, "./chapters", "chainrule/chapters")
	}
	return text
}
