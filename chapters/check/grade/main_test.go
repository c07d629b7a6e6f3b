package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
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
		t.Errorf("grade = %v, %q", err, &out)
	}
	if err := grade(dir, fullDisk{}); !errors.Is(err, errFull) {
		t.Errorf("onto a full disk, grade = %v, want %v", err, errFull)
	}
}
