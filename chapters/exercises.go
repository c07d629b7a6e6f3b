package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"

	"chainrule/chapters/check"
	"chainrule/chapters/internal/progress"
)

// How far an answer has come, in the words that a reader sees.
const (
	toDo  = "to do"
	wrong = "wrong"
	noGo  = "does not compile"
	blank = "not examined"
	done  = "done"
)

// overview prints the contents with the reader's progress, and the next step. An
// unsolved exercise is no error; exercises that cannot be examined are one.
func overview(book []chapter, tasks []*check.Task, stdout io.Writer) error {
	results, err := examine(tasks)
	if errors.Is(err, errInterrupted) {
		return err
	}
	fmt.Fprintf(stdout, "chainrule: how a neural network learns, in %d chapters\n\n%s\n",
		len(book), table(book, tasks, results))
	if err == nil {
		fmt.Fprintln(stdout, next(tasks, results))
	} else {
		err = fmt.Errorf("the exercises could not be examined: %w", err)
	}
	fmt.Fprint(stdout, usage)
	return err
}

// next says how much is done, and what to do now: mend what is wrong, or else
// begin an exercise that is to do, the first after the last one that is done.
func next(tasks []*check.Task, results map[*check.Task]result) string {
	count := make(map[string]int)
	first := make(map[string]*check.Task)
	var onward *check.Task
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
	if onward == nil {
		onward = first[toDo]
	}
	s := fmt.Sprintf("Exercises: %d done, %d wrong, %d to do.", count[done], count[wrong], count[toDo])
	if n := count[noGo] + count[blank]; n > 0 {
		s += fmt.Sprintf(" %d cannot be examined.", n)
	}
	switch {
	case count[noGo] > 0:
		return s + " Next, mend what does not compile:\n\n" + results[first[noGo]].text()
	case count[wrong] > 0:
		t := first[wrong]
		return s + fmt.Sprintf(" Next, mend %s:\n\n%s", t.Name, results[t].text())
	case count[blank] > 0:
		t := first[blank]
		return s + fmt.Sprintf(" Next, see why %s is not:\n\n%s", t.Name, results[t].text())
	case count[toDo] > 0:
		t := onward
		return s + fmt.Sprintf(" Next, write %s:\n\n"+
			"    read   chapters/%s/README.md, %q\n"+
			"    edit   chapters/%[2]s/exercise/exercise.go\n"+
			"    judge  go test ./chapters/%[2]s/exercise\n"+
			"    help   go run ./chapters hint %.2[2]s %[1]s\n", t.Name, t.Chapter, t.Read)
	}
	return s + " Well done!\n"
}

// event is what go test -json prints, one a line; see go doc test2json.
type event struct{ Action, Package, ImportPath, FailedBuild, Test, Output string }

// A result is what go test found out about one test, package or build: how far
// it has come, and the first and last lines of what it printed.
type result struct {
	state string
	ran   bool
	lines []string
}

// most lines are kept of the beginning, where a crash says why, and as many of
// the end, where the examiner says what is wrong.
const most = 30

func (r *result) add(e event) {
	switch e.Action {
	case "run":
		r.ran = true
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

func (r result) text() string { return strings.Join(r.lines, "") }

// examine runs the tests of the exercises. It fails where go test cannot
// run or is broken off; a wrong answer, or one that does not compile, is a result.
func examine(tasks []*check.Task) (map[*check.Task]result, error) {
	ctx, hard, stop := listen()
	defer stop()
	context.AfterFunc(ctx, stop) // a second interrupt kills
	var packages []string
	for _, t := range tasks {
		if p := exercisePackage(t); !slices.Contains(packages, p) {
			packages = append(packages, p)
		}
	}
	_, err := root()
	if ctx.Err() != nil {
		return nil, errInterrupted
	}
	if err != nil {
		return nil, err
	}
	cmd := command(hard, "go", append([]string{"test", "-json"}, packages...)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, err
	}
	line := progress.Start("examining the exercises")
	defer line.Done()
	finished := 0
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
			found[name] = &result{state: noGo, lines: build.lines}
		}
		if e.Package != "" && e.Test == "" && slices.Contains([]string{"pass", "fail", "skip"}, e.Action) {
			finished++
			line.Show(finished, len(packages), "")
		}
	}
	err = cmd.Wait() // says no more than the events do, if there are all
	if finished < len(packages) {
		select { // an interrupt from the terminal may end go before it reaches us
		case <-ctx.Done():
		case <-time.After(time.Second / 10):
		}
	}
	switch {
	case ctx.Err() != nil || killedBy(err, syscall.SIGINT):
		return nil, errInterrupted
	case finished < len(packages) && said.Len() > 0:
		return nil, errors.New(lastLine(said.Bytes()))
	case finished < len(packages):
		return nil, errors.New("the examination was broken off")
	}
	results := make(map[*check.Task]result)
	for _, t := range tasks {
		whole, one := *found[exercisePackage(t)+"."], result{}
		if r := found[exercisePackage(t)+".Test"+t.Name]; r != nil {
			one = *r
		}
		switch {
		case one.state != "":
		case whole.state == noGo:
			one = whole
		case one.ran: // and has no end
			one = result{state: wrong, lines: slices.Concat(one.lines, whole.lines,
				[]string{"The answer ended the program that examines it.\n"})}
		default: // another one ended the process before, or there is no such test
			one = result{state: blank, lines: whole.lines}
		}
		results[t] = one
	}
	return results, nil
}

// lastLine returns the last line of what a command said.
func lastLine(said []byte) string {
	said = bytes.TrimSpace(said)
	return string(said[bytes.LastIndexByte(said, '\n')+1:])
}

func exercisePackage(t *check.Task) string {
	return "chainrule/chapters/" + path.Join(t.Chapter, "exercise")
}

// root returns the folder of chainrule's go.mod, if the go command finds it from here.
func root() (string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "chainrule").Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("this needs the go command, and it is not in the PATH")
	case err != nil:
		var exit *exec.ExitError
		if errors.As(err, &exit) && len(exit.Stderr) > 0 {
			err = errors.New(lastLine(exit.Stderr))
		}
		return "", fmt.Errorf("go does not find the chapters from here; "+
			"if this is not the folder of chainrule's go.mod, change to it: %w", err)
	}
	return strings.TrimSpace(string(dir)), nil
}
