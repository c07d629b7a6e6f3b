package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// hint prints the first hint for an exercise of chapter c, given by its name, or
// all of them up to the number that follows the name.
func hint(c chapter, tasks []*task, args []string, stdout io.Writer) error {
	var names []string
	var found *task
	for _, t := range tasks {
		if t.Chapter == c.name {
			names = append(names, t.Name)
			if len(args) > 0 && strings.EqualFold(t.Name, args[0]) {
				found = t
			}
		}
	}
	if found == nil || len(args) > 2 {
		return fmt.Errorf("which exercise of chapter %d do you want: %s?", c.number, strings.Join(names, ", "))
	}
	n := 1
	if len(args) == 2 {
		n, _ = strconv.Atoi(args[1])
	}
	if n < 1 || n > len(found.Hints) {
		return fmt.Errorf("%s has hints 1 to %d, but you asked for %q", found.Name, len(found.Hints), args[1])
	}
	var b strings.Builder
	for i, text := range found.Hints[:n] {
		fmt.Fprintf(&b, "%s, hint %d of %d\n", found.Name, i+1, len(found.Hints))
		for _, line := range wrap(text, 92) {
			fmt.Fprintf(&b, "    %s\n", line)
		}
	}
	fmt.Fprintf(&b, "read: chapters/%s, %q\n", found.Chapter, found.Read)
	if n < len(found.Hints) {
		fmt.Fprintf(&b, "next: go run ./chapters hint %.2s %s %d\n", found.Chapter, found.Name, n+1)
	}
	return say(stdout, b.String())
}

// reset puts the stubs of a chapter's exercises back. It keeps the attempt beside them, as the
// first of attempt-1.txt, attempt-2.txt, … that is free; the go command reads no such name.
func reset(ctx context.Context, c chapter, args []string, stdout io.Writer) error {
	if len(args) > 0 {
		return fmt.Errorf("reset takes one chapter, but got %q after it", args)
	}
	root, err := root(ctx)
	if err != nil {
		return err
	}
	file, stubs := exercise(root, c.name)
	if stubs == nil {
		return fmt.Errorf("%s has no exercises", c.name)
	}
	attempt, err := os.ReadFile(file)
	if bytes.Equal(attempt, stubs) {
		return say(stdout, file+" has not changed, so there is nothing to put back.\n")
	}
	if !errors.Is(err, fs.ErrNotExist) {
		kept := ""
		for i := 1; kept == "" || err == nil; i++ {
			kept = filepath.Join(filepath.Dir(file), fmt.Sprintf("attempt-%d.txt", i))
			_, err = os.Lstat(kept)
		}
		if err := os.Rename(file, kept); err != nil {
			return err
		}
		if err := say(stdout, "Your attempt is now\n    "+kept+"\n"); err != nil {
			return err
		}
	}
	if err := os.WriteFile(file, stubs, 0o666); err != nil {
		return err
	}
	return say(stdout, "The stubs are again in\n    "+file+"\n")
}
