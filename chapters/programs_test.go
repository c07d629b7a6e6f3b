package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fullDisk is a file that takes no byte.
func fullDisk(t *testing.T) *os.File {
	t.Helper()
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no file here is always full:", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// soon ends what a test starts, should the test itself not.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// closedPipe is a pipe that nobody reads.
func closedPipe(t *testing.T) *os.File {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal for a closed pipe")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	t.Cleanup(func() { w.Close() })
	return w
}

// A full disk is one sentence and status 1, whatever is asked for. A closed pipe
// is silence.
func TestRunCannotWrite(t *testing.T) {
	const (
		chapter = `if _, err := os.Stdout.WriteString("x"); err != nil { os.Stderr.WriteString(err.Error() + "\n"); os.Exit(1) }`
		full    = "no space left on device\n"
	)
	for _, tc := range []struct {
		name string
		to   func(*testing.T) *os.File
		want string
	}{
		{"full disk", fullDisk, full},
		{"closed pipe", closedPipe, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.to(t)
			fsys, _ := writeBook(t, nil, chapter, chapter)
			for _, c := range []struct{ args, elsewhere string }{
				{"1", ""}, {"all", ""}, {"help", ""}, {"hint 4 Gradient", "here"}, {"", "nowhere"},
			} {
				book := fsys
				if c.elsewhere != "" { // the real chapters, without their exercises: no module is here
					book = sources
					t.Chdir(t.TempDir())
				}
				var stderr strings.Builder
				status := run(book, strings.Fields(c.args), nil, w, &stderr)
				said := afterNotice(stderr.String())
				if tc.want == "" && (status != 0 || said != "") || tc.want != "" &&
					(status != 1 || !strings.HasSuffix(said, tc.want) || strings.Count(said, "\n") != 1) {
					t.Errorf("run(%q) = %d, stderr %q; want one line with %q", c.args, status, said, tc.want)
				}
			}
		})
	}
}

// The programs of the book, as they are: those that train can be interrupted, and
// the others are done soon enough to try where they cannot write.
func TestPrograms(t *testing.T) {
	if testing.Short() {
		t.Skip("builds all chapters")
	}
	book, err := contents(sources)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	trains := []int{1, 3, 8, 10, 11, 12} // for seconds
	for _, c := range book {
		t.Run(c.name, func(t *testing.T) {
			if err := build(soon(t), dir, c); err != nil {
				t.Fatal(err)
			}
			program := filepath.Join(dir, c.name)
			if slices.Contains(trains, c.number) {
				interrupted(t, program)
				return
			}
			if status, stderr := into(t, program, fullDisk(t)); status != 1 ||
				!strings.HasSuffix(stderr, "no space left on device\n") || strings.Count(stderr, "\n") != 1 {
				t.Errorf("onto a full disk: status %d, stderr %q; want 1 and a sentence", status, stderr)
			}
			if status, stderr := into(t, program, closedPipe(t)); status != -1 || stderr != "" {
				t.Errorf("into a closed pipe: status %d, stderr %q; want the silent end by a signal", status, stderr)
			}
		})
	}
}

// into runs a program with this output, and returns its status, -1 where a
// signal ended it, and what it says.
func into(t *testing.T, program string, w *os.File) (status int, said string) {
	var stderr strings.Builder
	cmd := exec.CommandContext(soon(t), program)
	cmd.Stdout, cmd.Stderr = w, &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return cmd.ProcessState.ExitCode(), stderr.String()
}

// interrupted holds a program to ending at once and in silence. It may die of the
// signal: a shell calls that status 130, too.
func interrupted(t *testing.T, program string) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows processes cannot send an interrupt")
	}
	if signal.Ignored(os.Interrupt) {
		t.Skip("interrupts are ignored here, as in the background of a script")
	}
	var said strings.Builder
	cmd := exec.CommandContext(soon(t), program)
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // into the training; sooner is no harm
	cmd.Process.Signal(os.Interrupt)
	err := cmd.Wait()
	if !killedBy(err, syscall.SIGINT) && cmd.ProcessState.ExitCode() != 130 || said.Len() > 0 {
		t.Errorf("interrupted, it ends with %v, and says %q; want 130 and silence", err, &said)
	}
}
