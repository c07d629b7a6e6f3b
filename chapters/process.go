package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

// Two signals that package syscall does not name on every system.
const hangup, pipe = syscall.Signal(1), syscall.Signal(13)

// listen returns a context that ends when we are told to end. What is ignored stays so, as a
// hangup under nohup.
func listen() (context.Context, context.CancelFunc) {
	signals := slices.DeleteFunc([]os.Signal{os.Interrupt, hangup}, signal.Ignored)
	return signal.NotifyContext(context.Background(), append(signals, syscall.SIGTERM)...)
}

// command returns a command that is interrupted when ctx ends, and killed if that does not help.
func command(ctx context.Context, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // Windows cannot
	cmd.WaitDelay = time.Second
	return cmd
}

// ask runs the go command and returns what it prints. What it complains of is the error.
func ask(ctx context.Context, args ...string) (string, error) {
	out, err := command(ctx, "go", args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = errors.New(string(bytes.TrimSpace(exit.Stderr)))
	}
	return string(bytes.TrimSpace(out)), err
}

// root returns the folder of chainrule's go.mod, from wherever the go command knows it.
func root(ctx context.Context) (string, error) {
	return ask(ctx, "list", "-m", "-f", "{{.Dir}}", "chainrule")
}

// play builds and runs the chapters in order, up to the first that fails. If there are several,
// each has a heading.
func play(ctx context.Context, list []chapter, args []string, stdout, stderr io.Writer) error {
	tmp, err := ask(ctx, "env", "GOTMPDIR") // for systems where nothing in /tmp may run
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp(tmp, "chainrule-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if len(list) > 1 {
		fmt.Fprintln(stderr, "The book takes less than a minute, once its chapters have been built.")
	}
	for i, c := range list {
		if err := build(ctx, dir, c); err != nil {
			return err
		}
		if len(list) > 1 {
			if i > 0 {
				fmt.Fprintln(stdout)
			}
			if _, err := fmt.Fprintf(stdout, "=== Chapter %d: %s ===\n\n", c.number, c.title); err != nil {
				return err
			}
		}
		if err := perform(ctx, filepath.Join(dir, c.name), args, stdout, stderr); err != nil {
			return err
		}
	}
	return nil
}

// build compiles a chapter into dir, and says so if that takes long.
func build(ctx context.Context, dir string, c chapter) error {
	slow := time.AfterFunc(2*time.Second, func() {
		fmt.Fprintf(os.Stderr, "Building chapter %d, which takes longer the first time.\n", c.number)
	})
	defer slow.Stop()
	// Version-control stamps are off: they need a git that trusts the folder.
	_, err := ask(ctx, "build", "-buildvcs=false", "-o", dir+string(filepath.Separator), "chainrule/chapters/"+c.name)
	if err != nil {
		return fmt.Errorf("chapter %d does not build:\n%w", c.number, err)
	}
	return nil
}

// perform runs the program of a chapter.
func perform(ctx context.Context, program string, args []string, stdout, stderr io.Writer) error {
	cmd := command(ctx, program, args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, stdout, stderr
	// A terminal has interrupted the chapter, too, and to do so twice would kill it.
	cmd.Cancel = func() error { return nil }
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == pipe {
		return syscall.EPIPE
	}
	return err
}
