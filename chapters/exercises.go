package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// overview examines the exercises that the reader has begun, and names the next step. An
// unsolved exercise is not an error, but exercises that cannot be examined are.
func overview(ctx context.Context, tasks []*task, stdout io.Writer) error {
	const failed = "the exercises could not be examined: %w"
	root, err := root(ctx)
	if err != nil {
		return fmt.Errorf(failed, err)
	}
	var begun []string // chapters
	for _, t := range tasks {
		name, stubs := exercise(root, t.Chapter)
		if file, err := os.ReadFile(name); err == nil && bytes.Equal(file, stubs) {
			t.state = toDo
		} else if !slices.Contains(begun, t.Chapter) {
			begun = append(begun, t.Chapter)
		}
	}
	if len(begun) > 0 {
		if err := say(stdout, "Examining the exercises that you have begun, in "+strings.Join(begun, ", ")+" …\n"); err != nil {
			return err
		}
		if err := examine(ctx, begun, tasks); err != nil {
			return fmt.Errorf(failed, err)
		}
	}
	for _, c := range begun {
		var states []string
		for _, t := range tasks {
			if t.Chapter == c {
				states = append(states, t.Name+" "+t.state)
			}
		}
		fmt.Fprintf(stdout, "    %.2s  %s\n", c, strings.Join(states, ", "))
	}
	return say(stdout, next(tasks, root))
}

// next says how much is done, and what to do now: fix what is wrong, or else
// begin the first exercise that is to do after the last one that is done.
func next(tasks []*task, root string) string {
	count := make(map[string]int)
	first := make(map[string]*task)
	var onward *task
	for _, t := range tasks {
		if count[t.state]++; first[t.state] == nil {
			first[t.state] = t
		}
		switch {
		case t.state == done:
			onward = nil
		case t.state == toDo && onward == nil:
			onward = t
		}
	}
	s := fmt.Sprintf("Exercises: %d done, %d wrong, %d to do.", count[done], count[wrong], count[toDo])
	if n := count[noGo] + count[blank]; n > 0 {
		s += fmt.Sprintf(" %d cannot be examined.", n)
	}
	if t := cmp.Or(first[noGo], first[wrong], first[blank]); t != nil {
		return s + fmt.Sprintf(" Next, look at %s, which is %s:\n\n%s", t.Name, t.state, strings.Join(t.lines, ""))
	}
	t := cmp.Or(onward, first[toDo])
	if t == nil {
		return s + " Well done!\n"
	}
	folder := "chapters"
	if !home() {
		folder = filepath.Join(root, folder)
	}
	return s + fmt.Sprintf(" Next, write %s:\n\n"+
		"    read   %s/%s/README.md, %q\n"+
		"    edit   %[2]s/%[3]s/exercise/exercise.go\n"+
		"    judge  go test ./chapters/%[3]s/exercise\n"+
		"    help   go run ./chapters hint %.2[3]s %[1]s\n", t.Name, folder, t.Chapter, t.Read)
}

// examine runs the tests of the exercises in some chapters and fills in the results. It fails
// if go test cannot run or ends early. A wrong answer, or one that does not compile, is a result.
func examine(ctx context.Context, chapters []string, tasks []*task) error {
	folder := func(chapter string) string { return "chainrule/chapters/" + chapter + "/exercise" }
	args := []string{"test", "-json", "-timeout", "2m"}
	for _, c := range chapters {
		args = append(args, folder(c))
	}
	var said bytes.Buffer
	cmd := command(ctx, "go", args...)
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err
	}
	found := results(out)
	cmd.Wait() // its error says no more than the results do, if they are complete
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, t := range tasks {
		if !slices.Contains(chapters, t.Chapter) {
			continue
		}
		whole, one := found[folder(t.Chapter)+"."], found[folder(t.Chapter)+".Test"+t.Name]
		switch {
		case whole == nil || whole.state == "":
			return errors.New(cmp.Or(strings.TrimSpace(said.String()), "the examination ended early"))
		case whole.state == noGo:
			one = whole
		case one == nil: // another one ended the process before, or there is no such test
			one = &result{blank, whole.lines}
		case one.state == "":
			one = &result{wrong, slices.Concat(one.lines, whole.lines,
				[]string{"Your answer ended the program that examines it.\n"})}
		}
		t.result = *one
	}
	return nil
}

// An event is what go test -json prints, one a line; see go doc test2json.
type event struct{ Action, Package, ImportPath, FailedBuild, Test, Output string }

// results reads what go test -json prints. Each package has a result, under its name and a
// point, and so has each test, package.Test, and each build.
func results(out io.Reader) map[string]*result {
	found := make(map[string]*result)
	decoder := json.NewDecoder(out)
	for {
		var e event
		if decoder.Decode(&e) != nil {
			return found
		}
		name := cmp.Or(e.ImportPath, e.Package+"."+e.Test)
		if found[name] == nil {
			found[name] = new(result)
		}
		found[name].add(e)
		if build := found[e.FailedBuild]; build != nil { // of the package, or of what it imports
			found[name] = &result{noGo, build.lines}
		}
	}
}

// add takes in an event. We keep most lines of the beginning, where a crash says why, and as
// many of the end, where the examiner says what is wrong.
func (r *result) add(e event) {
	const most = 30
	switch e.Action {
	case "pass":
		r.state = done
	case "fail":
		r.state = wrong
	case "skip":
		r.state = toDo
	case "output", "build-output":
		if !strings.HasPrefix(e.Output, "=== ") && !strings.HasPrefix(e.Output, "--- ") {
			r.lines = append(r.lines, e.Output)
		}
		if len(r.lines) > 2*most {
			r.lines = slices.Delete(r.lines, most, most+1)
			r.lines[most] = "…\n"
		}
	}
}
