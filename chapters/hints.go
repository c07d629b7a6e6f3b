package main

import (
	"bufio"
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"chainrule/chapters/check"
)

//go:embed check/testdata/stubs
var stubs embed.FS

// hint prints the first hint for an exercise of chapter c, given by its name, or
// all of them up to the number that follows the name.
func hint(c chapter, tasks []*check.Task, args []string, stdout io.Writer) error {
	var names []string
	var task *check.Task
	for _, t := range tasks {
		if t.Chapter == c.name {
			names = append(names, t.Name)
			if len(args) > 0 && strings.EqualFold(t.Name, args[0]) {
				task = t
			}
		}
	}
	if task == nil || len(args) > 2 {
		return fmt.Errorf("hint: which exercise of chapter %d: %s?", c.number, strings.Join(names, ", "))
	}
	n := 1
	if len(args) == 2 {
		var err error
		if n, err = strconv.Atoi(args[1]); err != nil || n < 1 || n > len(task.Hints) {
			return fmt.Errorf("hint: %s has hints 1 to %d, and got %q", task.Name, len(task.Hints), args[1])
		}
	}
	for i, text := range task.Hints[:n] {
		fmt.Fprintf(stdout, "%s, hint %d of %d\n", task.Name, i+1, len(task.Hints))
		for _, line := range wrap(text, 92) {
			fmt.Fprintf(stdout, "    %s\n", line)
		}
	}
	fmt.Fprintf(stdout, "read: chapters/%s, %q\n", task.Chapter, task.Read)
	if n < len(task.Hints) {
		fmt.Fprintf(stdout, here("next: go run ./chapters hint %.2s %s %d\n"), task.Chapter, task.Name, n+1)
	}
	return nil
}

// reset puts the stubs of a chapter's exercises back, after asking, and keeps the
// attempt as a file beside them.
func reset(c chapter, args []string, stdin io.Reader, stdout io.Writer) error {
	if len(args) > 0 {
		return fmt.Errorf("reset takes one chapter, and got %q after it", args)
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
		fmt.Fprintf(stdout, "%s is missing, and comes back.\n", name)
		return os.WriteFile(name, stub, 0o666)
	case err != nil:
		return err
	case bytes.Equal(attempt, stub):
		fmt.Fprintf(stdout, "%s is as it was at first: there is nothing to put back.\n", name)
		return nil
	}
	kept, err := free(filepath.Dir(name))
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "Put the stubs of chapter %d back into\n    %s\nand keep what is there now as\n    %s\n"+
		"Type yes to do so: ", c.number, name, kept)
	answer, _ := bufio.NewReader(stdin).ReadString('\n') // an end of input is no yes
	if strings.TrimSpace(answer) != "yes" {
		fmt.Fprintln(stdout, "\nNothing has changed.")
		return nil
	}
	if err := os.Rename(name, kept); err != nil { // with what has been saved meanwhile
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
