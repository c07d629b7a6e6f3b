// Chapters lists the chapters of the book and runs their programs:
//
//	go run ./chapters                 the contents
//	go run ./chapters 06              one chapter, by number or name
//	go run ./chapters 10 -idx DIR     what follows the name goes to the chapter
//	go run ./chapters all             the whole book, in order
//
// The contents are read from the chapters themselves. The doc comment of each
// NN-name/main.go begins
//
//	Chapter 6: THE TITLE. One sentence that says what the chapter shows.
//
// To run chapters, the go command builds them into a temporary directory, which
// is removed at the end; nothing is written into the source tree.
package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"
)

//go:embed [0-9][0-9]-*/main.go
var sources embed.FS

const usage = `go run ./chapters             show the contents
go run ./chapters 06          run one chapter, by number or name; what follows goes to the chapter
go run ./chapters/NN-name     the same, without this program
go run ./chapters all         run the whole book, in order
`

func main() {
	// A write to a closed pipe (… | head) shall return an error, not kill us.
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	os.Exit(run(sources, os.Args[1:], os.Stdout, os.Stderr))
}

// run obeys one command line and returns the exit status.
func run(fsys fs.FS, args []string, stdout, stderr io.Writer) int {
	book, err := contents(fsys)
	if err != nil {
		return fail(stderr, err)
	}
	if len(args) == 0 {
		fmt.Fprintf(stdout, "chainrule: how a neural network learns, in %d chapters\n\n%s\n%s",
			len(book), table(book), usage)
		return 0
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		fmt.Fprint(stdout, usage)
		return 0
	case "all":
		if len(args) > 1 {
			return fail(stderr, fmt.Errorf("all takes no arguments, and got %q", args[1:]))
		}
		return play(book, nil, stdout, stderr)
	}
	c, err := find(book, args[0])
	if err != nil {
		fail(stderr, err)
		fmt.Fprint(stderr, "\n"+table(book)+"\n"+usage)
		return 1
	}
	if len(args) > 1 {
		if _, err := find(book, args[1]); err == nil {
			return fail(stderr, fmt.Errorf("%q and %q are two chapters: give one, or all",
				args[0], args[1]))
		}
	}
	return play([]chapter{c}, args[1:], stdout, stderr)
}

func fail(stderr io.Writer, err error) int {
	fmt.Fprintln(stderr, "chapters:", err)
	return 1
}

// play builds the chapters, runs them in order, with a heading before each if
// there are several, and returns the exit status: that of the first chapter
// that fails, or 130 after an interrupt. A reader who closes the pipe has seen
// enough: that is no failure.
func play(list []chapter, args []string, stdout, stderr io.Writer) int {
	// The terminal interrupts the child too; we stay to remove the directory.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	dir, err := os.MkdirTemp("", "chainrule-")
	if err != nil {
		return fail(stderr, err)
	}
	defer os.RemoveAll(dir)

	err = build(dir, list, stderr)
	if ctx.Err() != nil {
		return 130
	}
	if err != nil {
		return fail(stderr, err)
	}
	for i, c := range list {
		if len(list) > 1 {
			heading := fmt.Sprintf("=== Chapter %d: %s ===\n\n", c.number, c.title)
			if i > 0 {
				heading = "\n" + heading
			}
			_, err = io.WriteString(stdout, heading)
		}
		if err == nil {
			cmd := exec.Command(filepath.Join(dir, c.name), args...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, stdout, stderr
			err = cmd.Run()
		}
		if ctx.Err() != nil || killedBy(err, syscall.SIGINT) {
			return 130
		}
		if errors.Is(err, syscall.EPIPE) || killedBy(err, syscall.SIGPIPE) {
			return 0
		}
		if err != nil {
			var exit *exec.ExitError
			said := errors.As(err, &exit) && exit.ExitCode() > 0 // the chapter has said why
			if !said || len(list) > 1 {
				fail(stderr, fmt.Errorf("%s ended early: %w", c.name, err))
			}
			if said {
				return exit.ExitCode()
			}
			return 1
		}
	}
	return 0
}

func killedBy(err error, sig syscall.Signal) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == sig
}

// build compiles the chapters into dir, one executable each. If that takes long
// enough to wonder, it says so on stderr.
func build(dir string, list []chapter, stderr io.Writer) error {
	// Version-control stamps are off: they need a git that trusts the folder.
	args := []string{"build", "-buildvcs=false", "-o", dir + string(filepath.Separator)}
	for _, c := range list {
		args = append(args, "chainrule/chapters/"+c.name)
	}
	cmd := exec.Command("go", args...)
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	done := make(chan error, 1)
	go func() { done <- cmd.Run() }()

	var err error
	select {
	case err = <-done:
	case <-time.After(2 * time.Second):
		fmt.Fprintln(stderr, "building the chapters…")
		err = <-done
	}
	switch {
	case err == nil:
		return nil
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("running a chapter needs the go command, and it is not in the PATH")
	case exec.Command("go", "list", "-find", args[len(args)-1]).Run() != nil:
		return errors.New("go does not find the chapters from here; " +
			"change to the folder of chainrule's go.mod")
	}
	return fmt.Errorf("a chapter does not build:\n%s", bytes.TrimSpace(said.Bytes()))
}
