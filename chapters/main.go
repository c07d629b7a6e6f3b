// Chapters lists the chapters of the book and runs their programs:
//
//	go run ./chapters                     the contents, and how far the exercises are
//	go run ./chapters 06                  one chapter, by number or name
//	go run ./chapters 10 -idx DIR         what follows the name goes to the chapter
//	go run ./chapters all                 the whole book, in order
//	go run ./chapters hint 04 Gradient    the next hint for an exercise
//	go run ./chapters reset 04            the exercises of a chapter as they were
//
// The contents are read from the chapters themselves. The doc comment of each
// NN-name/main.go begins
//
//	Chapter 6: THE TITLE. One sentence that says what the chapter shows.
//
// To run chapters, the go command builds them into a temporary directory, which
// is removed at the end. Nothing but reset writes into the source tree.
package main

import (
	"bytes"
	"cmp"
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

	"chainrule/chapters/check"
)

//go:embed [0-9][0-9]-*/main.go
var sources embed.FS

const usage = `go run ./chapters                     the contents, and how far the exercises are
go run ./chapters 06                  one chapter, by number or name; what follows goes to it
go run ./chapters/NN-name             the same, without this program
go run ./chapters all                 the whole book, in order
go run ./chapters hint 04 Gradient    the next of three hints for an exercise
go run ./chapters reset 04            the exercises of a chapter as they were; keeps the attempt
`

func main() {
	// A write to a closed pipe (… | head) shall return an error, not kill us.
	signal.Notify(make(chan os.Signal, 1), pipe)
	os.Exit(run(sources, os.Args[1:], os.Stdout, os.Stderr))
}

// run obeys one command line and returns the exit status.
func run(fsys fs.FS, args []string, stdout, stderr io.Writer) int {
	book, err := contents(fsys)
	if err != nil {
		return fail(stderr, err)
	}
	out := &checked{w: stdout} // but the programs of chapters write straight to stdout
	if len(args) == 0 {
		err := overview(book, check.Tasks(), out)
		if errors.Is(err, errInterrupted) {
			return 130
		}
		return finish(stderr, cmp.Or(out.err, err))
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		fmt.Fprint(out, usage)
		return finish(stderr, out.err)
	case "all":
		if len(args) > 1 {
			return fail(stderr, fmt.Errorf("all takes no arguments, and got %q", args[1:]))
		}
		return play(book, nil, stdout, stderr)
	case "hint":
		err = hint(book, check.Tasks(), args[1:], hintCache(), out)
		return finish(stderr, cmp.Or(err, out.err))
	case "reset":
		err = reset(book, args[1:], os.Stdin, out)
		return finish(stderr, cmp.Or(err, out.err))
	}
	c, err := find(book, args[0])
	if err != nil {
		fail(stderr, err)
		fmt.Fprint(stderr, "\n"+table(book, nil, nil)+"\n"+usage)
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

// A checked writer remembers the first error, so that prints need not look.
type checked struct {
	w   io.Writer
	err error
}

func (c *checked) Write(p []byte) (n int, err error) {
	n, err = c.w.Write(p)
	c.err = cmp.Or(c.err, err)
	return n, err
}

// finish returns the exit status of a command that ended with err. A reader who
// closes the pipe has seen enough: that is no failure.
func finish(stderr io.Writer, err error) int {
	if err != nil && !errors.Is(err, syscall.EPIPE) {
		return fail(stderr, err)
	}
	return 0
}

// errInterrupted says that we were told to end before we had done.
var errInterrupted = errors.New("interrupted")

// listen returns two contexts. An interrupt ends soft alone, since the terminal sends
// it to the commands that we run as well. The other signals that tell a program to
// end, end both. After stop, they end us as they do any program.
func listen() (soft, hard context.Context, stop func()) {
	signals := []os.Signal{syscall.SIGTERM}
	if !signal.Ignored(hangup) { // as it is under nohup
		signals = append(signals, hangup)
	}
	hard, stopHard := signal.NotifyContext(context.Background(), signals...)
	soft, stopSoft := signal.NotifyContext(hard, os.Interrupt)
	return soft, hard, func() { stopSoft(); stopHard() }
}

// command returns a command that is interrupted when ctx ends, and killed if
// that does not help.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Cancel = func() error {
		if cmd.Process.Signal(os.Interrupt) != nil { // Windows cannot
			return cmd.Process.Kill()
		}
		return nil
	}
	cmd.WaitDelay = 2 * time.Second
	return cmd
}

// play builds the chapters, runs them in order, with a heading before each if
// there are several, and returns the exit status: that of the first chapter
// that fails, or 130 after an interrupt. A reader who closes the pipe has seen
// enough: that is no failure.
func play(list []chapter, args []string, stdout, stderr io.Writer) int {
	ctx, hard, stop := listen() // and stay to remove the directory
	defer stop()
	dir, err := os.MkdirTemp("", "chainrule-")
	if err != nil {
		return fail(stderr, err)
	}
	defer os.RemoveAll(dir)

	err = build(hard, dir, list, stderr)
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
			cmd := command(hard, filepath.Join(dir, c.name), args...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, stdout, stderr
			err = cmd.Run()
		}
		if ctx.Err() != nil || killedBy(err, syscall.SIGINT) {
			return 130
		}
		if errors.Is(err, syscall.EPIPE) || killedBy(err, pipe) {
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
func build(ctx context.Context, dir string, list []chapter, stderr io.Writer) error {
	// Version-control stamps are off: they need a git that trusts the folder.
	args := []string{"build", "-buildvcs=false", "-o", dir + string(filepath.Separator)}
	for _, c := range list {
		args = append(args, "chainrule/chapters/"+c.name)
	}
	cmd := command(ctx, "go", args...)
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
	if err == nil {
		return nil
	}
	if _, err := root(); err != nil {
		return err
	}
	return fmt.Errorf("a chapter does not build:\n%s", bytes.TrimSpace(said.Bytes()))
}
