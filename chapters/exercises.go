package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path"
	"slices"
	"strings"

	"chainrule/chapters/check"
	"chainrule/chapters/internal/progress"
)

// How far an answer has come, in the words that a reader sees.
const (
	toDo  = "to do"
	wrong = "wrong"
	noGo  = "does not compile"
	done  = "done"
)

// A result is what go test found out about one exercise: how far it has come, and
// what the examiner said.
type result struct{ state, said string }

// overview prints the contents with the reader's progress, and the next step.
// It returns the exit status: 130 after an interrupt, and else 0, since an unsolved
// exercise is no failure.
func overview(book []chapter, tasks []*check.Task, stdout io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	results, err := examine(tasks)
	if ctx.Err() != nil {
		return 130
	}
	fmt.Fprintf(stdout, "chainrule: how a neural network learns, in %d chapters\n\n%s\n",
		len(book), table(book, tasks, results))
	if err != nil {
		fmt.Fprintf(stdout, "The exercises could not be examined: %v\n\n", err)
	} else {
		fmt.Fprintln(stdout, next(tasks, results))
	}
	fmt.Fprint(stdout, usage)
	return 0
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
	switch {
	case count[noGo] > 0:
		t := first[noGo]
		return s + fmt.Sprintf(" %d cannot be examined. Next, mend what does not compile:\n\n%s", count[noGo], results[t].said)
	case count[wrong] > 0:
		t := first[wrong]
		return s + fmt.Sprintf(" Next, mend %s:\n\n%s", t.Name, results[t].said)
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
type event struct{ Action, Package, ImportPath, Test, Output string }

// examine runs the tests of the exercises. It fails where go test cannot
// run at all; a wrong answer, or one that does not compile, is a result.
func examine(tasks []*check.Task) (map[*check.Task]result, error) {
	args := []string{"test", "-json"}
	for _, t := range tasks {
		if p := exercisePackage(t); !slices.Contains(args, p) {
			args = append(args, p)
		}
	}
	if _, err := root(); err != nil {
		return nil, err
	}
	cmd := exec.Command("go", args...)
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
	events := make(map[string][]event) // by package or package.Test
	for decoder := json.NewDecoder(out); ; {
		var e event
		if decoder.Decode(&e) != nil {
			break
		}
		name := e.Package + "." + e.Test
		if e.ImportPath != "" { // of the compiler: "…/exercise [….test]"
			name, _, _ = strings.Cut(e.ImportPath, " ")
			name += "."
		}
		events[name] = append(events[name], e)
		if e.Test == "" && (e.Action == "pass" || e.Action == "fail" || e.Action == "skip") {
			finished++
			line.Show(finished, len(args)-2, "")
		}
	}
	cmd.Wait() // its status says no more than the events do
	results := make(map[*check.Task]result)
	for _, t := range tasks {
		r := judged(events[exercisePackage(t)+".Test"+t.Name])
		if r.state == "" { // it did not run: the package does not compile, or was ended
			all := judged(events[exercisePackage(t)+"."])
			r = result{wrong, r.said + all.said}
			if all.state == noGo {
				r.state = noGo
			}
		}
		results[t] = r
	}
	return results, nil
}

func exercisePackage(t *check.Task) string {
	return "chainrule/chapters/" + path.Join(t.Chapter, "exercise")
}

// judged makes a result of the events of one test, or one package.
func judged(events []event) (r result) {
	for _, e := range events {
		switch e.Action {
		case "pass":
			r.state = done
		case "build-fail":
			r.state = noGo
		case "fail":
			if r.state == "" {
				r.state = wrong
			}
		case "skip":
			r.state = toDo
		case "output", "build-output":
			if !strings.HasPrefix(e.Output, "=== ") && !strings.HasPrefix(e.Output, "--- ") {
				r.said += e.Output
			}
		}
	}
	return r
}

// root returns the folder of chainrule's go.mod, if the go command finds it from here.
func root() (string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "chainrule").Output()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("this needs the go command, and it is not in the PATH")
	case err != nil:
		return "", errors.New("go does not find the chapters from here; " +
			"change to the folder of chainrule's go.mod")
	}
	return strings.TrimSpace(string(dir)), nil
}
