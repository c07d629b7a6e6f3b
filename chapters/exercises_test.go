package main

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"chainrule/chapters/check"
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
	one := &check.Task{Chapter: "01-x", Name: "One", Read: "The start"}
	two := &check.Task{Chapter: "01-x", Name: "Two", Read: "The start"}
	far := &check.Task{Chapter: "02-x", Name: "Far", Read: "The end"}
	tasks := []*check.Task{one, two, far}
	const (
		pass  = "t.Log(1)"
		fail  = `t.Output().Write([]byte("call: Two(1)\n")); t.Fail()`
		skip  = `t.Skip("to do")`
		crash = "go func() { panic(1) }(); select {}"
	)
	for _, tc := range []struct {
		name        string
		first, last string // the test files of both chapters
		want        []string
	}{
		{"to do", tested("One: "+skip, "Two: "+skip), tested("Far: " + skip), []string{
			"It runs.\n       Exercises: One to do, Two to do\n02",
			"0 done, 0 wrong, 3 to do. Next, write One:\n\n    read   chapters/01-x/README.md, \"The start\"\n",
			"    help   go run ./chapters hint 01 One\n"}},
		{"one wrong", tested("One: "+pass, "Two: "+fail), tested("Far: " + skip), []string{
			"Exercises: One done, Two wrong\n",
			"1 done, 1 wrong, 1 to do. Next, mend Two:\n\n    call: Two(1)\n\n"}},
		{"does not compile", tested("One: "+pass, "Two: "+skip), tested("Far: x"), []string{
			"Exercises: Far does not compile\n",
			"1 done, 0 wrong, 1 to do. 1 cannot be examined. Next, mend what does not compile:\n\n", "exercise_test.go:5:", "undefined: x"}},
		{"crashes", tested("One: "+pass, "Two: "+skip), tested("Far: " + crash), []string{
			"1 done, 1 wrong, 1 to do. Next, mend Far:\n\npanic: 1"}},
		{"goes on after the last one done", tested("One: "+skip, "Two: "+pass), tested("Far: " + skip), []string{
			"1 done, 0 wrong, 2 to do. Next, write Far:"}},
		{"goes back for the rest", tested("One: "+skip, "Two: "+skip), tested("Far: " + pass), []string{
			"1 done, 0 wrong, 2 to do. Next, write One:"}},
		{"all done", tested("One: "+pass, "Two: "+pass), tested("Far: " + pass), []string{
			"3 done, 0 wrong, 0 to do. Well done!\n"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fsys, _ := writeBook(t, map[string]string{
				"01-x/exercise/exercise_test.go": tc.first,
				"02-x/exercise/exercise_test.go": tc.last,
			}, "os.Exit(0)", "os.Exit(0)")
			book, err := contents(fsys)
			if err != nil {
				t.Fatal(err)
			}
			var stdout, stderr bytes.Buffer
			if status := overview(book, tasks, &stdout); status != 0 {
				t.Errorf("status %d", status)
			}
			for _, want := range append(tc.want, usage) {
				if !strings.Contains(stdout.String(), want) {
					t.Errorf("%q is missing in\n%s%s", want, &stdout, &stderr)
				}
			}
		})
	}
}

func TestOverviewElsewhere(t *testing.T) {
	book := []chapter{{"01-x", 1, "x", "It runs."}}
	tasks := []*check.Task{{Chapter: "01-x", Name: "One"}}
	for path, want := range map[string]string{
		os.Getenv("PATH"): "go does not find the chapters from here",
		"":                "this needs the go command",
	} {
		t.Chdir(t.TempDir())
		t.Setenv("PATH", path)
		var stdout bytes.Buffer
		status := overview(book, tasks, &stdout)
		if status != 0 || !strings.Contains(stdout.String(), "01  x  It runs.\n\nThe exercises could not be examined: "+want) {
			t.Errorf("with PATH %q: status %d\n%s", path, status, &stdout)
		}
	}
}
