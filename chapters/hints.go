package main

import (
	"bufio"
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

//go:embed check/testdata/stubs check/testdata/tasks.json
var stubs embed.FS

// A task is what a reader may know of an exercise, as in check.Task. We do not import package
// check, because with all its mistakes it takes longer to compile than the rest of the program.
type task struct {
	Chapter, Name, Read string
	Hints               [3]string
}

// tasks returns the tasks of the book in order.
func tasks() (all []*task) {
	text, err := stubs.ReadFile("check/testdata/tasks.json")
	if err == nil {
		err = json.Unmarshal(text, &all)
	}
	if err != nil {
		panic(err) // a test reads it
	}
	return all
}

// hint prints the first hint for an exercise of chapter c, given by its name, or
// all of them up to the number that follows the name.
func hint(c chapter, list []*task, args []string, stdout io.Writer) error {
	var names []string
	var found *task
	for _, t := range list {
		if t.Chapter == c.name {
			names = append(names, t.Name)
			if len(args) > 0 && strings.EqualFold(t.Name, args[0]) {
				found = t
			}
		}
	}
	if found == nil || len(args) > 2 {
		return fmt.Errorf("hint: which exercise of chapter %d do you want: %s?", c.number, strings.Join(names, ", "))
	}
	n := 1
	if len(args) == 2 {
		var err error
		if n, err = strconv.Atoi(args[1]); err != nil || n < 1 || n > len(found.Hints) {
			return fmt.Errorf("hint: %s has hints 1 to %d, but you asked for %q", found.Name, len(found.Hints), args[1])
		}
	}
	for i, text := range found.Hints[:n] {
		fmt.Fprintf(stdout, "%s, hint %d of %d\n", found.Name, i+1, len(found.Hints))
		for _, line := range wrap(text, 92) {
			fmt.Fprintf(stdout, "    %s\n", line)
		}
	}
	fmt.Fprintf(stdout, "read: chapters/%s, %q\n", found.Chapter, found.Read)
	if n < len(found.Hints) {
		fmt.Fprintf(stdout, here("next: go run ./chapters hint %.2s %s %d\n"), found.Chapter, found.Name, n+1)
	}
	return nil
}

// reset puts the stubs of a chapter's exercises back, after asking, and keeps the
// attempt as a file beside them.
func reset(c chapter, args []string, stdin io.Reader, stdout io.Writer) error {
	if len(args) > 0 {
		return fmt.Errorf("reset takes one chapter, but got %q after it", args)
	}
	stub, err := stubs.ReadFile("check/testdata/stubs/" + c.name + ".go")
	if err != nil {
		return fmt.Errorf("%s has no exercises", c.name)
	}
	root, err := root()
	if err != nil {
		return err
	}
	name := filepath.Join(root, "chapters", c.name, "exercise", "exercise.go")
	attempt, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		fmt.Fprintf(stdout, "%s is missing, so the stubs are written again.\n", name)
		return os.WriteFile(name, stub, 0o666)
	case err != nil:
		return err
	case bytes.Equal(attempt, stub):
		fmt.Fprintf(stdout, "%s has not changed, so there is nothing to put back.\n", name)
		return nil
	}
	kept, err := free(filepath.Dir(name))
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "This puts the stubs of chapter %d back into\n    %s\nand keeps your attempt as\n    %s\n"+
		"Type yes to go on: ", c.number, name, kept)
	answer, _ := bufio.NewReader(stdin).ReadString('\n') // the end of the input does not count as yes
	if strings.TrimSpace(answer) != "yes" {
		fmt.Fprintln(stdout, "\nNothing has changed.")
		return nil
	}
	if err := os.Rename(name, kept); err != nil { // including what was saved meanwhile
		return err
	}
	if err := os.WriteFile(name, stub, 0o666); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "Done.")
	return nil
}

// free returns the first of the names attempt-1.txt, attempt-2.txt, … that no
// file in dir has. The ending keeps the go command from reading it.
func free(dir string) (string, error) {
	for i := 1; ; i++ {
		name := filepath.Join(dir, fmt.Sprintf("attempt-%d.txt", i))
		if _, err := os.Lstat(name); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
			return name, err
		}
	}
}
