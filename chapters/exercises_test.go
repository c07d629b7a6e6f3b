package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// tested is a test file whose tests have these bodies.
func tested(bodies ...string) string {
	s := "package exercise\n\nimport \"testing\"\n"
	for _, b := range bodies {
		name, body, _ := strings.Cut(b, ": ")
		s += "\nfunc Test" + name + "(t *testing.T) { " + body + " }\n"
	}
	return s
}

func TestOverview(t *testing.T) {
	one := &task{Chapter: "01-x", Name: "One", Read: "The start"}
	two := &task{Chapter: "01-x", Name: "Two", Read: "The start"}
	far := &task{Chapter: "02-x", Name: "Far", Read: "The end"}
	tasks := []*task{one, two, far}
	const (
		pass  = "t.Log(1)"
		fail  = `t.Errorf("call: Two(1)\n")`
		skip  = `t.Skip("to do")`
		crash = "go func() { panic(1) }(); select {}"
		much  = `for range 100000 { println("x") }; ` + fail
	)
	overflow := strings.Replace(tested("Far: debug.SetMaxStack(1 << 20); TestFar(t)"), `"testing"`, `("runtime/debug"; "testing")`, 1)
	misspelt := strings.Replace(tested("Far: "+pass), `"testing"`, `("maths"; "testing")`, 1)
	for _, tc := range []struct {
		name        string
		first, last string // the test files of both chapters
		want        []string
	}{
		{"to do", tested("One: "+skip, "Two: "+skip), tested("Far: " + skip), []string{
			"Examining the exercises that you have begun, in 01-x, 02-x …\n    01  One to do, Two to do\n    02  Far to do\n",
			"0 done, 0 wrong, 3 to do. Next, write One:\n\n    read   chapters/01-x/README.md, \"The start\"\n",
			"    judge  go test ./chapters/01-x/exercise\n    help   go run ./chapters hint 01 One\n"}},
		{"one wrong", tested("One: "+pass, "Two: "+fail), tested("Far: " + skip), []string{
			"    01  One done, Two wrong\n",
			"1 done, 1 wrong, 1 to do. Next, look at Two, which is wrong:\n\n    exercise_test.go:7: call: Two(1)\n"}},
		{"does not compile", tested("One: "+pass, "Two: "+skip), tested("Far: x"), []string{
			"    02  Far not compiling\n",
			"1 done, 0 wrong, 1 to do. 1 cannot be examined. Next, look at Far, which is not compiling:\n\n", "exercise_test.go:5:", "undefined: x"}},
		{"crashes", tested("One: "+pass, "Two: "+skip), tested("Far: " + crash), []string{
			"1 done, 1 wrong, 1 to do. Next, look at Far, which is wrong:\n\npanic: 1"}},
		{"crashes before another", tested("One: "+crash, "Two: "+skip), tested("Far: " + skip), []string{
			"    01  One wrong, Two not examined\n",
			"0 done, 1 wrong, 1 to do. 1 cannot be examined. Next, look at One, which is wrong:\n\npanic: 1",
			"\nYour answer ended the program that examines it.\n"}},
		{"misspelt import", tested("One: "+pass, "Two: "+skip), misspelt, []string{
			"    02  Far not compiling\n", "which is not compiling:\n\n", "package maths is not in std"}},
		{"no test files", tested("One: "+pass, "Two: "+skip), "", []string{
			"    02  Far not examined\n",
			"1 cannot be examined. Next, look at Far, which is not examined:\n\n", "[no test files]"}},
		{"prints much", tested("One: "+pass, "Two: "+much), tested("Far: " + skip), []string{
			"which is wrong:\n\nx\nx\n", "x\n…\nx\n", "x\nx\n    exercise_test.go:7: call: Two(1)\n"}},
		{"overflows the stack", tested("One: "+pass, "Two: "+skip), overflow, []string{
			"look at Far, which is wrong:\n\nruntime: goroutine stack exceeds", "fatal error: stack overflow\n",
			"exercise_test.go:5", "\n…\n", "\nYour answer ended the program that examines it.\n"}},
		{"goes on after the last one done", tested("One: "+skip, "Two: "+pass), tested("Far: " + skip), []string{
			"1 done, 0 wrong, 2 to do. Next, write Far:"}},
		{"goes back for the rest", tested("One: "+skip, "Two: "+skip), tested("Far: " + pass), []string{
			"1 done, 0 wrong, 2 to do. Next, write One:"}},
		{"all done", tested("One: "+pass, "Two: "+pass), tested("Far: " + pass), []string{
			"3 done, 0 wrong, 0 to do. Well done!\n"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			files := map[string]string{
				"01-x/exercise/exercise_test.go": tc.first,
				"02-x/exercise/exercise_test.go": tc.last,
			}
			if tc.last == "" {
				files = map[string]string{"01-x/exercise/exercise_test.go": tc.first, "02-x/exercise/x.go": "package exercise\n"}
			}
			fsys, _ := writeBook(t, files, "os.Exit(0)", "os.Exit(0)")
			book, err := contents(fsys)
			if err != nil {
				t.Fatal(err)
			}
			var stdout bytes.Buffer
			if err := overview(book, tasks, &stdout); err != nil {
				t.Error(err)
			}
			for _, want := range append(tc.want, "02  x  It runs.\n\n"+usage+"\n") {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("%q is missing in\n%s", want, &stdout)
				}
			}
		})
	}
}

// Exercises that are as they were published are to do, and nothing is built to say so: here,
// nothing could be. Of the others, all are examined.
func TestOverviewFresh(t *testing.T) {
	book, err := contents(sources)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string]string)
	for _, c := range book {
		stub, err := stubs.ReadFile("check/testdata/stubs/" + c.name + ".go")
		if err != nil {
			t.Fatal(err)
		}
		files[c.name+"/exercise/exercise.go"] = string(stub)
	}
	writeBook(t, files)
	tasks := tasks()
	var stdout bytes.Buffer
	if err := overview(book, tasks, &stdout); err != nil {
		t.Error(err)
	}
	if want := fmt.Sprintf("Exercises: 0 done, 0 wrong, %d to do. Next, write ", len(tasks)); !strings.Contains(stdout.String(), want) ||
		strings.Contains(stdout.String(), "Examining") {
		t.Errorf("nothing is begun: %q is missing, or something is examined, in\n%s", want, &stdout)
	}
	stdout.Reset()
	if err := os.Remove("chapters/" + tasks[0].Chapter + "/exercise/exercise.go"); err != nil {
		t.Fatal(err)
	}
	if err := overview(book, tasks, &stdout); err != nil {
		t.Error(err)
	}
	if want := "Examining the exercises that you have begun, in " + tasks[0].Chapter + " …\n"; !strings.Contains(stdout.String(), want) {
		t.Errorf("a file is missing: no %q in\n%s", want, &stdout)
	}
}

func TestOverviewElsewhere(t *testing.T) {
	book := []chapter{{"01-x", 1, "x", "It runs."}}
	tasks := []*task{{Chapter: "01-x", Name: "One"}}
	for path, want := range map[string]string{
		os.Getenv("PATH"): "go does not find the chapters from here",
		"":                "this needs the go command",
	} {
		t.Chdir(t.TempDir())
		t.Setenv("PATH", path)
		var stdout bytes.Buffer
		err := overview(book, tasks, &stdout)
		if err == nil || !strings.HasPrefix(err.Error(), "the exercises could not be examined: "+want) ||
			!strings.Contains(stdout.String(), "01  x  It runs.\n\n"+here(usage)) {
			t.Errorf("with PATH %q: %v\n%s", path, err, &stdout)
		}
	}
}

// Where go cannot test, or is ended, no answer counts as wrong.
func TestOverviewBrokenOff(t *testing.T) {
	tasks := []*task{{Chapter: "01-x", Name: "One"}, {Chapter: "02-x", Name: "Far"}}
	for _, tc := range []struct{ name, variable, body, want string }{
		{"no cache", "GOCACHE=off", "", "the exercises could not be examined: build cache is disabled by GOCACHE=off, but required"},
		{"nowhere to build", "GOTMPDIR=/nonexistent", "", "the exercises could not be examined: go: creating work dir: "},
		{"killed", "", "parent.Kill()", "the exercises could not be examined: the examination ended early"},
		{"interrupted", "", "for _, p := range []*os.Process{us, parent, self} { p.Signal(os.Interrupt) }; select {}", "interrupted"},
		{"ended", "", "us.Signal(syscall.SIGTERM)", "interrupted"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.body != "" && runtime.GOOS == "windows" {
				t.Skip("Windows processes cannot send a signal")
			}
			writeBook(t, map[string]string{
				"01-x/exercise/exercise_test.go": signalling(tc.body),
				"02-x/exercise/exercise_test.go": tested("Far: "),
			})
			t.Setenv("CHAPTERS_PID", strconv.Itoa(os.Getpid()))
			name, value, _ := strings.Cut(cmp.Or(tc.variable, "X=x"), "=")
			t.Setenv(name, value)
			var stdout bytes.Buffer
			err := overview(nil, tasks, &stdout)
			if err == nil || !strings.HasPrefix(err.Error(), tc.want) || strings.Contains(stdout.String(), "wrong") {
				t.Errorf("overview gives %v, want %s; it prints\n%s", err, tc.want, &stdout)
			}
		})
	}
}

// signalling is the file of a TestOne that may signal us, who have called go, go,
// which is its parent, or itself.
func signalling(body string) string {
	return `package exercise

import ("os"; "strconv"; "syscall"; "testing"; "time")

var _ = syscall.SIGTERM

` + late + `
func TestOne(t *testing.T) {
	pid, _ := strconv.Atoi(os.Getenv("CHAPTERS_PID"))
	us, _ := os.FindProcess(pid)
	parent, _ := os.FindProcess(os.Getppid())
	self, _ := os.FindProcess(os.Getpid())
	_, _, _ = us, parent, self
	` + body + `
}
`
}

// A second interrupt kills, though the first one waits for what does not end.
func TestInterruptedTwice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows processes cannot send an interrupt")
	}
	if signal.Ignored(os.Interrupt) {
		t.Skip("interrupts are ignored here, as in the background of a script")
	}
	if os.Getenv("CHAPTERS_CHILD") != "" { // which is called below
		os.Setenv("CHAPTERS_PID", strconv.Itoa(os.Getpid()))
		overview(nil, []*task{{Chapter: "01-x", Name: "One"}}, os.Stdout)
		os.Exit(3)
	}
	writeBook(t, map[string]string{"01-x/exercise/exercise_test.go": signalling(
		"for i := 0; i < 300 && us.Signal(os.Interrupt) == nil; i++ { time.Sleep(10 * time.Millisecond) }")})
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(soon(t), self, "-test.run=^TestInterruptedTwice$")
	cmd.Env = append(os.Environ(), "CHAPTERS_CHILD=1")
	if err := cmd.Run(); !killedBy(err, syscall.SIGINT) {
		t.Errorf("interrupted over and over, it ends with %v, want the end by a signal", err)
	}
}
