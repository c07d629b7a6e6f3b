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
	"strings"
	"syscall"
	"time"
)

// Two signals that package syscall does not name on every system.
const hangup, pipe = syscall.Signal(1), syscall.Signal(13)

// listen returns two contexts. An interrupt ends only soft, since the terminal also sends
// it to the commands that we run. The other signals that tell a program to end
// end both. After stop, they end us as they do any program.
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

func killedBy(err error, sig syscall.Signal) bool {
	var exit *exec.ExitError
	if !errors.As(err, &exit) {
		return false
	}
	status, ok := exit.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == sig
}

// play builds the chapters and runs them in order, up to the first that fails. If there are
// several, each has a heading, and while one runs we build the next.
func play(list []chapter, args []string, stdout, stderr io.Writer) error {
	soft, hard, stop := listen() // so that we live on to remove the folder
	defer stop()
	if _, err := root(); err != nil {
		return err
	}
	tmp, _ := exec.Command("go", "env", "GOTMPDIR").Output() // for systems where nothing in /tmp may run
	dir, err := os.MkdirTemp(strings.TrimSpace(string(tmp)), "chainrule-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)

	over, cancel := context.WithCancel(hard)
	built := make(chan error, len(list))
	go func() {
		defer close(built)
		for _, c := range list {
			if over.Err() == nil {
				built <- build(hard, dir, c)
			}
		}
	}()
	defer func() { // build nothing into a folder that is gone
		cancel()
		for range built {
		}
	}()
	var slow <-chan time.Time
	if len(list) == 1 {
		slow = time.After(2 * time.Second)
	} else {
		fmt.Fprintln(stderr, "Building the chapters. After that, the book runs for less than a minute.")
	}
	before := "" // the heading
	for _, c := range list {
		var err error
		select {
		case err = <-built:
		case <-slow:
			fmt.Fprintln(stderr, "Building the chapter, which takes longer the first time.")
			err = <-built
		}
		if err == nil && len(list) > 1 {
			_, err = fmt.Fprintf(stdout, "%s=== Chapter %d: %s ===\n\n", before, c.number, c.title)
			before = "\n"
		}
		if err == nil {
			cmd := command(hard, filepath.Join(dir, c.name), args...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, stdout, stderr
			err = outcome(cmd.Run())
		}
		var code status
		switch {
		case soft.Err() != nil:
			return errInterrupted
		case errors.As(err, &code) && len(list) > 1:
			return fmt.Errorf("%s ended early: %w", c.name, err)
		case err != nil:
			return err
		}
	}
	return nil
}

// outcome says what the error of a chapter's program means to us.
func outcome(err error) error {
	var exit *exec.ExitError
	switch {
	case killedBy(err, syscall.SIGINT):
		return errInterrupted
	case killedBy(err, pipe):
		return syscall.EPIPE
	case errors.As(err, &exit) && exit.ExitCode() > 0: // the chapter has said why
		return status(exit.ExitCode())
	}
	return err
}

// build compiles a chapter into dir.
func build(ctx context.Context, dir string, c chapter) error {
	// Version-control stamps are off: they need a git that trusts the folder.
	cmd := command(ctx, "go", "build", "-buildvcs=false", "-o", dir+string(filepath.Separator),
		"chainrule/chapters/"+c.name)
	if said, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("chapter %d does not build:\n%s", c.number, bytes.TrimSpace(said))
	}
	return nil
}

// root returns the folder of chainrule's go.mod, if the go command finds it from here.
func root() (string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "chainrule").Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("this needs the go command, which is not in the PATH")
	case err != nil:
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			err = errors.New(lastLine(exit.Stderr))
		}
		return "", fmt.Errorf("go does not find the chapters from here; "+
			"if this is not the folder of chainrule's go.mod, change to it: %w", err)
	}
	return strings.TrimSpace(string(dir)), nil
}

// lastLine returns the last line of what a command said.
func lastLine(said []byte) string {
	said = bytes.TrimSpace(said)
	return string(said[bytes.LastIndexByte(said, '\n')+1:])
}
