package main

import (
	"bufio"
	"bytes"
	"crypto/sha256"
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

// hint prints the next of the hints for an exercise, given as its chapter and its
// name, or the hint of the given number. How many have been shown is kept in a
// small file in the folder cache.
func hint(book []chapter, tasks []*check.Task, args []string, cache string, stdout io.Writer) error {
	if len(args) < 1 || len(args) > 3 {
		return fmt.Errorf("hint takes a chapter and an exercise, as in: go run ./chapters hint 04 Gradient")
	}
	c, err := find(book, args[0])
	if err != nil {
		return err
	}
	var names []string
	var task *check.Task
	for _, t := range tasks {
		if t.Chapter == c.name {
			names = append(names, t.Name)
			if len(args) > 1 && strings.EqualFold(t.Name, args[1]) {
				task = t
			}
		}
	}
	if task == nil {
		return fmt.Errorf("hint: which exercise of chapter %d: %s?", c.number, strings.Join(names, ", "))
	}
	number := 0
	memory := filepath.Join(cache, task.Chapter+"."+task.Name)
	if len(args) == 3 {
		number, err = strconv.Atoi(args[2])
		if err != nil || number < 1 || number > len(task.Hints) {
			return fmt.Errorf("hint: %s has hints 1 to %d, and got %q", task.Name, len(task.Hints), args[2])
		}
	} else {
		number = shown(memory)%len(task.Hints) + 1
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%s, hint %d of %d\n", task.Name, number, len(task.Hints))
	for _, line := range wrap(task.Hints[number-1], 92) {
		fmt.Fprintf(&text, "    %s\n", line)
	}
	fmt.Fprintf(&text, "read: chapters/%s, %q\n", task.Chapter, task.Read)
	if number < len(task.Hints) {
		fmt.Fprintf(&text, "next: go run ./chapters hint %.2s %s %d\n", task.Chapter, task.Name, number+1)
	} else {
		fmt.Fprintln(&text, "That was the last one; the next call begins again.")
	}
	if _, err := io.WriteString(stdout, text.String()); err != nil {
		return err // nobody has seen it: it comes again
	}
	if cache != "" && os.MkdirAll(filepath.Dir(memory), 0o777) == nil {
		os.Remove(memory)                                         // whatever stands in its place
		os.WriteFile(memory, []byte(strconv.Itoa(number)), 0o666) // if not, this hint comes again
	}
	return nil
}

// shown returns the number in a file of the cache. It is 0 if there is none, or
// if it is not as hint writes it.
func shown(memory string) int {
	info, err := os.Stat(memory)
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1 {
		return 0
	}
	text, _ := os.ReadFile(memory)
	number, _ := strconv.ParseUint(string(text), 10, 8)
	return int(number)
}

// hintCache returns a folder among the user's own for such things, another one
// for each copy of the project, or "" if there is none; the hints are then not counted.
func hintCache() string {
	cache, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	dir, err := root()
	if err != nil {
		return ""
	}
	return filepath.Join(cache, "chainrule", fmt.Sprintf("hints-%x", sha256.Sum256([]byte(dir)))[:22])
}

// reset puts the stubs of a chapter's exercises back, after asking, and keeps the
// attempt as a file beside them.
func reset(book []chapter, args []string, stdin io.Reader, stdout io.Writer) error {
	if len(args) != 1 {
		return errors.New("reset takes one chapter, as in: go run ./chapters reset 04")
	}
	c, err := find(book, args[0])
	if err != nil {
		return err
	}
	stub, err := stubs.ReadFile("check/testdata/stubs/" + c.name + ".go")
	if err != nil {
		return fmt.Errorf("%s has no exercises", c.name)
	}
	root, err := root()
	if err != nil {
		return err
	}
	dir := filepath.Join(root, "chapters", c.name, "exercise")
	name := filepath.Join(dir, "exercise.go")
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
	kept, err := free(dir)
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
	if attempt, err = os.ReadFile(name); err != nil { // anew: it may have been saved meanwhile
		return err
	}
	if err := writeNew(kept, attempt); err != nil {
		return err
	}
	if err := os.WriteFile(name, stub, 0o666); err != nil {
		return err
	}
	fmt.Fprintln(stdout, "Done.")
	return nil
}

// writeNew writes a file that must not be there yet.
func writeNew(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// free returns the first of the names attempt-1.txt, attempt-2.txt, … that no
// file in dir has. The ending keeps the go command from reading it.
func free(dir string) (string, error) {
	for i := 1; ; i++ {
		name := filepath.Join(dir, fmt.Sprintf("attempt-%d.txt", i))
		if _, err := os.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			return name, nil
		} else if err != nil {
			return "", err
		}
	}
}
