package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
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

// One run of go test over everything that an answer can do. It examines what differs from the
// stubs as published, and here all does.
func TestOverview(t *testing.T) {
	const (
		pass  = "t.Log(1)"
		fail  = `t.Errorf("call: Two(1)\n")`
		skip  = `t.Skip("to do")`
		crash = "go func() { panic(1) }(); select {}"
	)
	files := map[string]string{
		"01-x/exercise/exercise_test.go": tested("One: "+pass, "Two: "+fail, "Three: "+skip),
		"02-x/exercise/exercise_test.go": tested("Four: "+pass, "Five: "+crash, "Six: "+pass),
		"03-x/exercise/exercise_test.go": tested("Seven: x"),
		"04-x/exercise/exercise_test.go": strings.Replace(tested("Eight: "+pass), `"testing"`, `("maths"; "testing")`, 1),
		"05-x/exercise/x.go":             "package exercise\n",
		"06-x/exercise/exercise_test.go": strings.Replace(tested(
			"Ten: for range 100000 { println(\"x\") }; "+fail, "Eleven: debug.SetMaxStack(1 << 20); TestEleven(t)"),
			`"testing"`, `("runtime/debug"; "testing")`, 1),
	}
	writeBook(t, files)
	var tasks []*task
	for _, names := range []string{"01-x One Two Three", "02-x Four Five Six", "03-x Seven", "04-x Eight", "05-x Nine", "06-x Ten Eleven"} {
		names := strings.Fields(names)
		for _, name := range names[1:] {
			tasks = append(tasks, &task{Chapter: names[0], Name: name})
		}
	}
	var stdout strings.Builder
	if err := overview(t.Context(), tasks, &stdout); err != nil {
		t.Fatal(err)
	}
	const want = `Examining the exercises that you have begun, in 01-x, 02-x, 03-x, 04-x, 05-x, 06-x …
    01  One done, Two wrong, Three to do
    02  Four done, Five wrong, Six not examined
    03  Seven not compiling
    04  Eight not compiling
    05  Nine not examined
    06  Ten wrong, Eleven wrong
Exercises: 2 done, 4 wrong, 1 to do. 4 cannot be examined. Next, look at Seven, which is not compiling:

# chainrule/chapters/03-x/exercise [chainrule/chapters/03-x/exercise.test]
`
	if !strings.HasPrefix(stdout.String(), want) {
		t.Errorf("overview prints\n%s\nwant\n%s", &stdout, want)
	}
	for name, want := range map[string][]string{
		"Two":    {"    exercise_test.go:7: call: Two(1)\n"},
		"Five":   {"panic: 1\n", "\nYour answer ended the program that examines it.\n"},
		"Seven":  {"exercise_test.go:5:", "undefined: x"},
		"Eight":  {"package maths is not in std"},
		"Nine":   {"[no test files]"},
		"Ten":    {"x\nx\n", "x\n…\nx\n", "x\nx\n    exercise_test.go:5: call: Two(1)\n"},
		"Eleven": {"runtime: goroutine stack exceeds", "fatal error: stack overflow\n", "exercise_test.go:7", "\n…\n"},
	} {
		i := slices.IndexFunc(tasks, func(t *task) bool { return t.Name == name })
		said := strings.Join(tasks[i].lines, "")
		for _, part := range want {
			if !strings.Contains(said, part) {
				t.Errorf("%s: %q is missing in\n%s", name, part, said)
			}
		}
	}
}

func TestNext(t *testing.T) {
	writeBook(t, nil)
	const (
		one = " Next, write One:\n\n    read   chapters/01-x/README.md, \"The start\"\n    edit   chapters/01-x/exercise/exercise.go\n" +
			"    judge  go test ./chapters/01-x/exercise\n    help   go run ./chapters hint 01 One\n"
	)
	for _, tc := range []struct{ one, two, far, want string }{
		{toDo, toDo, toDo, "0 done, 0 wrong, 3 to do." + one},
		{toDo, done, toDo, "1 done, 0 wrong, 2 to do. Next, write Far:\n"}, // on after the last one done
		{toDo, toDo, done, "1 done, 0 wrong, 2 to do." + one},              // back for the rest
		{done, wrong, toDo, "1 done, 1 wrong, 1 to do. Next, look at Two, which is wrong:\n\nit says\nso\n"},
		{wrong, toDo, noGo, "0 done, 1 wrong, 1 to do. 1 cannot be examined. Next, look at Far, which is not compiling:\n\nit says\nso\n"},
		{wrong, blank, toDo, "0 done, 1 wrong, 1 to do. 1 cannot be examined. Next, look at One, which is wrong:\n\nit says\nso\n"},
		{done, blank, toDo, "1 done, 0 wrong, 1 to do. 1 cannot be examined. Next, look at Two, which is not examined:\n\nit says\nso\n"},
		{done, done, done, "3 done, 0 wrong, 0 to do. Well done!\n"},
	} {
		said := []string{"it says\n", "so\n"}
		tasks := []*task{
			{Chapter: "01-x", Name: "One", Read: "The start", result: result{tc.one, said}},
			{Chapter: "01-x", Name: "Two", Read: "The start", result: result{tc.two, said}},
			{Chapter: "02-x", Name: "Far", Read: "The end", result: result{tc.far, said}},
		}
		if got := next(tasks, "/root"); !strings.HasPrefix(got, "Exercises: "+tc.want) {
			t.Errorf("%s, %s, %s: next says\n%s\nwant\n%s", tc.one, tc.two, tc.far, got, tc.want)
		}
	}
	t.Chdir(t.TempDir()) // as in the module of a course
	folder := filepath.Join("/root", "chapters")
	if got := next([]*task{{Chapter: "01-x", Name: "One", result: result{state: toDo}}}, "/root"); !strings.Contains(got, "edit   "+folder+"/01-x/") {
		t.Errorf("elsewhere, next says\n%s\nwant files in %s", got, folder)
	}
}

// Exercises that are as they were published are to do, and nothing is built to say so: here,
// nothing could be. Of the others, all are examined.
func TestOverviewFresh(t *testing.T) {
	tasks := tasks()
	files := make(map[string]string)
	for _, t := range tasks {
		_, stubs := exercise("", t.Chapter)
		files[t.Chapter+"/exercise/exercise.go"] = string(stubs)
	}
	writeBook(t, files)
	var stdout strings.Builder
	err := overview(t.Context(), tasks, &stdout)
	if want := fmt.Sprintf("Exercises: 0 done, 0 wrong, %d to do. Next, write ", len(tasks)); err != nil || !strings.HasPrefix(stdout.String(), want) {
		t.Errorf("nothing is begun: %v\n%s\nwant %s", err, &stdout, want)
	}
	stdout.Reset()
	if err := os.Remove("chapters/" + tasks[0].Chapter + "/exercise/exercise.go"); err != nil {
		t.Fatal(err)
	}
	err = overview(t.Context(), tasks, &stdout)
	if want := "Examining the exercises that you have begun, in " + tasks[0].Chapter + " …\n"; !strings.HasPrefix(stdout.String(), want) {
		t.Errorf("a file is missing: %v\n%s\nwant %s", err, &stdout, want)
	}
}

// Where go cannot test, or is ended, no answer counts as wrong.
func TestOverviewBrokenOff(t *testing.T) {
	for _, tc := range []struct{ name, variable, body, want string }{
		{"no cache", "GOCACHE=off", "", "build cache is disabled by GOCACHE=off, but required"},
		{"nowhere to build", "GOTMPDIR=/nonexistent", "", "go: creating work dir: "},
		{"killed", "", "parent.Kill()", "the examination ended early"},
		{"interrupted", "", "for _, p := range []*os.Process{us, parent, self} { p.Signal(os.Interrupt) }; select {}", "context canceled"},
		{"ended", "", "us.Signal(syscall.SIGTERM)", "context canceled"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.body != "" {
				needSignals(t)
			}
			writeBook(t, map[string]string{"01-x/exercise/exercise_test.go": signalling(tc.body)})
			t.Setenv("CHAPTERS_PID", strconv.Itoa(os.Getpid()))
			name, value, _ := strings.Cut(cmp.Or(tc.variable, "X=x"), "=")
			t.Setenv(name, value)
			ctx, stop := listen()
			defer stop()
			var stdout strings.Builder
			err := overview(ctx, []*task{{Chapter: "01-x", Name: "One"}}, &stdout)
			if err == nil || !strings.HasPrefix(err.Error(), "the exercises could not be examined: "+tc.want) ||
				strings.Contains(stdout.String(), "wrong") {
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
