package chapter

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"chainrule/chapters/internal/plot"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	draw := func() []plot.Figure { return []plot.Figure{{Name: "one", SVG: "<svg/>\n"}} }
	if err := write(dir, draw); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "one.svg"))
	if err != nil || string(got) != "<svg/>\n" {
		t.Errorf("one.svg holds %q, %v", got, err)
	}
	draw = func() []plot.Figure { t.Error("it draws before it has the folder"); return nil }
	if err := write(filepath.Join(dir, "one.svg"), draw); err == nil {
		t.Error("a file as the folder: no error")
	}
}

// With CHAPTER_ENDS set, this test program is a chapter that ends so.
func TestMain(m *testing.M) {
	end := os.Getenv("CHAPTER_ENDS")
	if end == "" {
		os.Exit(m.Run())
	}
	flag.CommandLine = flag.NewFlagSet("", flag.ExitOnError) // without those of the test
	flag.Bool("fast", false, "a flag of the chapter's own")
	Main(func(w io.Writer) error {
		_, err := fmt.Fprintln(w, "text")
		return cmp.Or(err, map[string]error{"badly": errors.New("no disk"), "interrupted": ErrInterrupted,
			"with \x1b": errors.New("no \x1b[31m in ∂x")}[end])
	}, func() []plot.Figure { return []plot.Figure{{Name: "one", SVG: "<svg/>\n"}} })
}

func TestExitStatus(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, tc := range []struct {
		end    string
		args   []string
		status int
		stdout string
		stderr string // what it contains
	}{
		{"well", nil, 0, "text\n", ""},
		{"badly", nil, 1, "text\n", "no disk\n"},
		{"interrupted", nil, 130, "text\n", ""},
		{"well", []string{"-figures", folder}, 0, filepath.Join(folder, "one.svg") + "\n", ""},
		{"well", []string{"-h"}, 0, "", "-figures folder"},
		{"well", []string{"-lr", "1"}, 1, "", "flag provided but not defined: -lr; this chapter takes -fast and -figures folder\n"},
		{"well", []string{"-figures"}, 1, "", "flag needs an argument: -figures; this chapter takes -fast and -figures folder\n"},
		{"well", []string{"-figures", ""}, 1, "", "want the name of a folder; this chapter takes -fast and -figures folder\n"},
		{"well", []string{"-figures", folder, "-fast"}, 1, "", "-figures draws the pictures of the text and cannot be combined with another flag\n"},
		{"well", []string{"-fast"}, 0, "text\n", ""},
		{"well", []string{"x"}, 1, "", "only flags, but got [\"x\"]\n"},
		{"with \x1b", nil, 1, "text\n", "no \\x1b[31m in ∂x\n"},
	} {
		var stdout, stderr strings.Builder
		cmd := exec.CommandContext(soon(t), self, tc.args...)
		cmd.Env = append(os.Environ(), "CHAPTER_ENDS="+tc.end)
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		cmd.Run()
		if status := cmd.ProcessState.ExitCode(); status != tc.status || stdout.String() != tc.stdout ||
			!strings.Contains(stderr.String(), tc.stderr) || tc.stderr == "" && stderr.Len() > 0 ||
			status == 1 && strings.Count(stderr.String(), "\n") != 1 ||
			strings.Contains(stderr.String(), filepath.Dir(self)) {
			t.Errorf("a chapter that ends %s, with %q: status %d, stdout %q, stderr %q; want %d, %q, %q", tc.end,
				tc.args, status, stdout.String(), stderr.String(), tc.status, tc.stdout, tc.stderr)
		}
	}
}

// soon ends what a test starts, should the test itself not.
func soon(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	return ctx
}

// A disk without room for the text, or for the names of the pictures, is one
// sentence and status 1. A pipe that the reader has closed is silence.
func TestCannotWrite(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no file here is always full:", err)
	}
	defer full.Close()
	r, closed, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer closed.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	const said = "write /dev/stdout: no space left on device\n"
	for _, tc := range []struct {
		name   string
		stdout *os.File
		args   []string
		status int // -1: a signal ends it
		stderr string
	}{
		{"text, full disk", full, nil, 1, said},
		{"pictures, full disk", full, []string{"-figures", t.TempDir()}, 1, said},
		{"text, closed pipe", closed, nil, -1, ""},
		{"pictures, closed pipe", closed, []string{"-figures", t.TempDir()}, -1, ""},
	} {
		var stderr strings.Builder
		cmd := exec.CommandContext(soon(t), self, tc.args...)
		cmd.Env = append(os.Environ(), "CHAPTER_ENDS=well")
		cmd.Stdout, cmd.Stderr = tc.stdout, &stderr
		cmd.Run()
		if status := cmd.ProcessState.ExitCode(); status != tc.status || stderr.String() != tc.stderr {
			t.Errorf("%s: status %d, stderr %q; want %d, %q", tc.name, status, &stderr, tc.status, tc.stderr)
		}
	}
}

// A pipe without a reader is known on every system; other errors are not taken for it.
func TestClosed(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	r.Close()
	if _, err = w.WriteString("more"); !Closed(err) {
		t.Errorf("Closed(%v) = false after a write to a closed pipe", err)
	}
	for _, err := range []error{nil, io.EOF, os.ErrNotExist, ErrInterrupted} {
		if Closed(err) {
			t.Errorf("Closed(%v) = true", err)
		}
	}
}
