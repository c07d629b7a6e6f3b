package main

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

type fullDisk struct{}

var errFull = errors.New("no room")

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

// Points that could not be written are no success.
func TestGradeCannotWrite(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "ada"), 0o777); err != nil { // who has handed in nothing
		t.Fatal(err)
	}
	var out strings.Builder
	if err := grade(dir, &out); err != nil || out.String() != "ada           0\n" {
		t.Errorf("grade = %v, %q", err, out.String())
	}
	if err := grade(dir, fullDisk{}); !errors.Is(err, errFull) {
		t.Errorf("onto a full disk, grade = %v, want %v", err, errFull)
	}
}

// What cannot be used is said, and the others get their points.
func TestGradeGoesOn(t *testing.T) {
	dir := t.TempDir()
	for _, folder := range []string{"ada/week1", "bob/exercise.go/locked", "cyd"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("/etc/hostname", filepath.Join(dir, "ada/week1/exercise.go")); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	want := "ada           0  not a plain file: week1/exercise.go\nbob           0\ncyd           0\n"
	locked := filepath.Join(dir, "bob/exercise.go/locked")
	if err := os.Chmod(locked, 0); err != nil {
		t.Fatal(err)
	}
	if _, err := os.ReadDir(locked); err != nil { // else this user may read all
		want = strings.Replace(want, "bob           0", "bob           0  cannot be read: exercise.go/locked", 1)
	}
	var out strings.Builder
	if err := grade(dir, &out); err != nil || out.String() != want {
		t.Errorf("grade = %v,\n%swant\n%s", err, &out, want)
	}
	os.Chmod(locked, 0o777)

	if _, remarks := collect(filepath.Join(dir, "none")); !slices.Equal(remarks, []string{"cannot be read: ."}) {
		t.Errorf("of a folder that is gone, collect says %q", remarks)
	}
}

// The name of a folder is no line of its own, nor a colour.
func TestGradeNames(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "ada\neve 99\x1b[1m"), 0o777); err != nil {
		t.Skip("no such names here:", err)
	}
	var out strings.Builder
	if err := grade(dir, &out); err != nil || out.String() != "ada?eve 99?[1m  0\n" {
		t.Errorf("grade = %v, %q", err, out.String())
	}
}

// With GRADE_ARGS set, this test program is grade.
func TestMain(m *testing.M) {
	if args, ok := os.LookupEnv("GRADE_ARGS"); ok {
		os.Args = append([]string{"grade"}, strings.Fields(args)...)
		main()
		return
	}
	os.Exit(m.Run())
}

func TestUsage(t *testing.T) {
	const usage = "grade takes the folder that holds a folder for each student\n"
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		args           string
		status         int
		stdout, stderr string
	}{
		{"-h", 0, usage, ""}, {"--help", 0, usage, ""}, {"", 2, "", usage}, {"a b", 2, "", usage},
	} {
		var stdout, stderr strings.Builder
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		cmd := exec.CommandContext(ctx, self)
		cmd.Env = append(os.Environ(), "GRADE_ARGS="+tc.args)
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		cmd.Run()
		if status := cmd.ProcessState.ExitCode(); status != tc.status || stdout.String() != tc.stdout || stderr.String() != tc.stderr {
			t.Errorf("grade %s: status %d, stdout %q, stderr %q; want %d, %q, %q", tc.args,
				status, &stdout, &stderr, tc.status, tc.stdout, tc.stderr)
		}
	}
}
