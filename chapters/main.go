// Chapters prints the contents of the book, runs its chapters, and helps with the exercises:
//
//	go run ./chapters help
//
// This file carries out the command line. exercises.go tells how far you are, hints.go has
// the hints and puts stubs back, process.go runs the chapters and the go command, and book.go
// knows which chapters and exercises there are.
package main

import (
	"context"
	"embed"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"

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
	os.Exit(run(contents(sources), os.Args[1:], os.Stdout, os.Stderr))
}

// run carries out one command line and returns the exit status.
func run(book []chapter, args []string, stdout, stderr io.Writer) int {
	ctx, stop := listen()
	defer stop()
	err := obey(ctx, book, args, stdout, stderr)
	exit, failed := err.(*exec.ExitError)
	switch {
	case err == nil || program.Closed(err): // a reader who closes the pipe has seen enough
		return 0
	case ctx.Err() != nil:
		return 130
	case failed && exit.Exited(): // a chapter, which has said why
		return exit.ExitCode()
	}
	say(stderr, fmt.Sprintf("chapters: %v\n", err))
	return 1
}

func obey(ctx context.Context, book []chapter, args []string, stdout, stderr io.Writer) error {
	verb := ""
	if len(args) > 0 {
		verb = args[0]
	}
	switch verb {
	case "":
		text := fmt.Sprintf("chainrule: how a neural network learns, in %d chapters\n\n%s\n%s\n", len(book), table(book), usage)
		if err := say(stdout, text); err != nil {
			return err
		}
		return overview(ctx, tasks(), stdout)
	case "help", "-h", "-help", "--help":
		if runtime.GOOS == "windows" {
			return say(stdout, usage+powershell)
		}
		return say(stdout, usage)
	case "all":
		if len(args) > 1 {
			return fmt.Errorf("all takes no arguments, but got %q", args[1:])
		}
		return play(ctx, book, nil, stdout, stderr)
	case "hint", "reset":
		if args = args[1:]; len(args) == 0 {
			return fmt.Errorf("%s needs a chapter, for example: go run ./chapters %[1]s 04", verb)
		}
	}
	c, ok := find(book, args[0])
	switch {
	case !ok:
		return fmt.Errorf("there is no chapter %q; go run ./chapters shows what there is", args[0])
	case verb == "hint":
		return hint(c, tasks(), args[1:], stdout)
	case verb == "reset":
		return reset(ctx, c, args[1:], stdout)
	}
	return play(ctx, []chapter{c}, args[1:], stdout, stderr)
}
