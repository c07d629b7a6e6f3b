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
	"syscall"
	"time"
)

// How far an answer has come, in the words that a reader sees.
const (
	toDo    = "to do"
	wrong   = "wrong"
	noGo    = "not compiling"
	blank   = "not examined"
	done    = "done"
	running = "" // until there is an end
)

// A result is how far an exercise has come, and the first and last lines of what
// go test printed about it.
type result struct {
	state string
	lines []string
}

// overview prints the contents at once, then examines the exercises that the reader has
// begun, and names the next step. An unsolved exercise is not an error, but exercises that
// cannot be examined are.
func overview(book []chapter, tasks []*task, stdout io.Writer) error {
	fmt.Fprintf(stdout, "chainrule: how a neural network learns, in %d chapters\n\n%s\n%s\n",
		len(book), table(book), here(usage))
	root, err := root()
	if err != nil {
		return fmt.Errorf("the exercises could not be examined: %w", err)
	}
	results := make(map[*task]result)
	var begun []string // chapters
	var open []*task
	for _, t := range tasks {
		stub, err := stubs.ReadFile("check/testdata/stubs/" + t.Chapter + ".go")
		file, err2 := os.ReadFile(filepath.Join(root, "chapters", t.Chapter, "exercise", "exercise.go"))
		if err == nil && err2 == nil && bytes.Equal(file, stub) {
			results[t] = result{state: toDo}
			continue
		}
		if open = append(open, t); !slices.Contains(begun, t.Chapter) {
			begun = append(begun, t.Chapter)
		}
	}
	if len(begun) > 0 {
		fmt.Fprintf(stdout, "Examining the exercises that you have begun, in %s …\n", strings.Join(begun, ", "))
		if err := examine(open, results); errors.Is(err, errInterrupted) {
			return err
		} else if err != nil {
			return fmt.Errorf("the exercises could not be examined: %w", err)
		}
	}
	for _, c := range begun {
		var states []string
		for _, t := range tasks {
			if t.Chapter == c {
				states = append(states, t.Name+" "+results[t].state)
			}
		}
		fmt.Fprintf(stdout, "    %.2s  %s\n", c, strings.Join(states, ", "))
	}
	fmt.Fprint(stdout, next(tasks, results, root))
	return nil
}

// next says how much is done, and what to do now: fix what is wrong, or else
// begin the first exercise that is to do after the last one that is done.
func next(tasks []*task, results map[*task]result, root string) string {
	count := make(map[string]int)
	first := make(map[string]*task)
	var onward *task
	for _, t := range tasks {
		state := results[t].state
		if count[state]++; first[state] == nil {
			first[state] = t
		}
		switch {
		case state == done:
			onward = nil
		case state == toDo && onward == nil:
			onward = t
		}
	}
	s := fmt.Sprintf("Exercises: %d done, %d wrong, %d to do.", count[done], count[wrong], count[toDo])
	if n := count[noGo] + count[blank]; n > 0 {
		s += fmt.Sprintf(" %d cannot be examined.", n)
	}
	for _, state := range []string{noGo, wrong, blank} {
		if t := first[state]; t != nil {
			said := here(strings.Join(results[t].lines, ""))
			return s + fmt.Sprintf(" Next, look at %s, which is %s:\n\n%s", t.Name, state, said)
		}
	}
	t := cmp.Or(onward, first[toDo])
	if t == nil {
		return s + " Well done!\n"
	}
	folder, pkg := "chapters", here("./chapters")
	if pkg != "./chapters" { // we are elsewhere
		folder = filepath.Join(root, folder)
	}
	return s + fmt.Sprintf(" Next, write %s:\n\n"+
		"    read   %s/%s/README.md, %q\n"+
		"    edit   %[2]s/%[3]s/exercise/exercise.go\n"+
		"    judge  go test %[5]s/%[3]s/exercise\n"+
		"    help   go run %[5]s hint %.2[3]s %[1]s\n", t.Name, folder, t.Chapter, t.Read, pkg)
}

// event is what go test -json prints, one a line; see go doc test2json.
type event struct{ Action, Package, ImportPath, FailedBuild, Test, Output string }

// We keep most lines of the beginning, where a crash says why, and as many of
// the end, where the examiner says what is wrong.
const most = 30

func (r *result) add(e event) {
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

// examine runs the tests of exercises and fills in their results. It fails if go test
// cannot run or ends early. A wrong answer, or one that does not compile, is a result.
func examine(tasks []*task, results map[*task]result) error {
	soft, hard, stop := listen()
	defer stop()
	context.AfterFunc(soft, stop) // a second interrupt kills
	pkg := func(t *task) string { return "chainrule/chapters/" + t.Chapter + "/exercise" }
	args := []string{"test", "-json", "-timeout", "2m"}
	for _, t := range tasks {
		if !slices.Contains(args, pkg(t)) {
			args = append(args, pkg(t))
		}
	}
	cmd := command(hard, "go", args...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return err
	}
	found := make(map[string]*result) // by package, package.Test, or what was built
	for decoder := json.NewDecoder(out); ; {
		var e event
		if decoder.Decode(&e) != nil {
			break
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
	err = cmd.Wait() // says no more than the events do, if they are complete
	broken := slices.ContainsFunc(tasks, func(t *task) bool {
		whole := found[pkg(t)+"."]
		return whole == nil || whole.state == running
	})
	if broken {
		select { // an interrupt from the terminal may end go before it reaches us
		case <-soft.Done():
		case <-time.After(time.Second / 10):
		}
	}
	switch {
	case soft.Err() != nil || killedBy(err, syscall.SIGINT):
		return errInterrupted
	case broken:
		return errors.New(cmp.Or(lastLine(said.Bytes()), "the examination ended early"))
	}
	for _, t := range tasks {
		whole, one := found[pkg(t)+"."], found[pkg(t)+".Test"+t.Name]
		switch {
		case whole.state == noGo:
			one = whole
		case one == nil: // another one ended the process before, or there is no such test
			one = &result{blank, whole.lines}
		case one.state == running:
			one = &result{wrong, slices.Concat(one.lines, whole.lines,
				[]string{"Your answer ended the program that examines it.\n"})}
		}
		results[t] = *one
	}
	return nil
}
