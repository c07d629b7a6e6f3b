package main

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sebdah/goldie/v2"

	"chainrule/chapters/check"
)

// The tasks in the file are those of the exercises; GOLDIE_UPDATE=1 writes it.
func TestTasks(t *testing.T) {
	text, err := json.MarshalIndent(check.Tasks(), "", "\t")
	if err != nil {
		t.Fatal(err)
	}
	g := goldie.New(t, goldie.WithFixtureDir("check/testdata"), goldie.WithNameSuffix(".json"))
	g.Assert(t, "tasks", append(text, '\n'))
	if all := tasks(); len(all) != len(check.Tasks()) || all[0].Hints[2] == "" {
		t.Errorf("%d tasks are read", len(all))
	}
}

func TestHint(t *testing.T) {
	c := chapter{"04-x", 4, "x", "It runs."}
	tasks := []*task{
		{Chapter: "04-x", Name: "Slope", Read: "Slopes", Hints: [3]string{"look", "formula", "shape"}},
		{Chapter: "04-x", Name: "Other"},
		{Chapter: "05-y", Name: "Far"},
	}
	const (
		first  = "Slope, hint 1 of 3\n    look\n"
		second = "Slope, hint 2 of 3\n    formula\n"
		third  = "Slope, hint 3 of 3\n    shape\n"
		read   = "read: chapters/04-x, \"Slopes\"\n"
		next   = "next: go run ./chapters hint 04 Slope "
	)
	writeBook(t, nil)
	for _, tc := range []struct{ args, want string }{
		{"Slope", first + read + next + "2\n"},
		{"slope 1", first + read + next + "2\n"},
		{"Slope 2", first + second + read + next + "3\n"},
		{"Slope 3", first + second + third + read},
		{"", "hint: which exercise of chapter 4 do you want: Slope, Other?"},
		{"Far", "hint: which exercise of chapter 4 do you want: Slope, Other?"},
		{"Slope x y", "hint: which exercise of chapter 4 do you want: Slope, Other?"},
		{"Slope 4", `hint: Slope has hints 1 to 3, but you asked for "4"`},
		{"Slope 0", `hint: Slope has hints 1 to 3, but you asked for "0"`},
		{"Slope x", `hint: Slope has hints 1 to 3, but you asked for "x"`},
	} {
		var out strings.Builder
		if err := hint(c, tasks, strings.Fields(tc.args), &out); err != nil {
			out.WriteString(err.Error())
		}
		if got := out.String(); got != tc.want {
			t.Errorf("hint 4 %s:\n%s\nwant\n%s", tc.args, got, tc.want)
		}
	}
	t.Chdir(t.TempDir()) // as in the module of a course
	var out strings.Builder
	const want = "next: go run chainrule/chapters hint 04 Slope 2\n"
	if hint(c, tasks, []string{"Slope"}, &out); !strings.HasSuffix(out.String(), want) {
		t.Errorf("elsewhere, hint says\n%s\nwant in the end %s", &out, want)
	}
}

// saves is an answer to a question, before which a file is saved.
type saves struct {
	file   string
	answer io.Reader
}

func (s saves) Read(p []byte) (int, error) {
	if err := os.WriteFile(s.file, []byte("saved meanwhile"), 0o666); err != nil {
		return 0, err
	}
	return s.answer.Read(p)
}

func TestReset(t *testing.T) {
	entries, err := fs.ReadDir(stubs, "check/testdata/stubs")
	if err != nil || len(entries) == 0 {
		t.Fatal("no stubs: ", err)
	}
	name := strings.TrimSuffix(entries[0].Name(), ".go")
	stub, _ := stubs.ReadFile("check/testdata/stubs/" + name + ".go")
	c := chapter{name, 2, "x", "It runs."}
	file := "chapters/" + name + "/exercise/exercise.go"
	writeBook(t, map[string]string{name + "/exercise/exercise.go": "mine"}, "os.Exit(0)")
	path, _ := filepath.Abs(file)
	attempt := func(n string) string { return filepath.Join(filepath.Dir(path), "attempt-"+n+".txt") }

	for _, step := range []struct{ before, answer, said, after, attempt1, attempt2 string }{
		{"mine", "no\n", "Nothing has changed.", "mine", "", ""},
		{"mine", "", "Nothing has changed.", "mine", "", ""},
		{"mine", "yes\n", attempt("1"), string(stub), "mine", ""},
		{string(stub), "", "nothing to put back", string(stub), "mine", ""},
		{"more", "yes", attempt("2"), string(stub), "mine", "more"},
		{"", "", "is missing, so the stubs are written again", string(stub), "mine", "more"},
	} {
		if os.Remove(path); step.before != "" {
			if err := os.WriteFile(path, []byte(step.before), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		var out bytes.Buffer
		if err := reset(c, nil, strings.NewReader(step.answer), &out); err != nil {
			t.Error(err)
		}
		if !strings.Contains(out.String(), step.said) {
			t.Errorf("reset says\n%s\nwant in it: %s", &out, step.said)
		}
		for file, want := range map[string]string{
			path: step.after, attempt("1"): step.attempt1, attempt("2"): step.attempt2,
		} {
			if got, _ := os.ReadFile(file); string(got) != want {
				t.Errorf("%s holds %q, want %q", file, got, want)
			}
		}
	}

	var out bytes.Buffer // what is saved while the question waits is not lost
	if err := os.WriteFile(path, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := reset(c, nil, saves{path, strings.NewReader("yes\n")}, &out); err != nil {
		t.Error(err)
	}
	if got, _ := os.ReadFile(attempt("3")); string(got) != "saved meanwhile" {
		t.Errorf("what is saved before the answer: %s holds %q", attempt("3"), got)
	}

	for _, tc := range []struct {
		c    chapter
		args []string
		want string
	}{
		{c, []string{"3"}, `reset takes one chapter, but got ["3"] after it`},
		{chapter{name: "99-x"}, nil, "99-x has no exercises"},
	} {
		if err := reset(tc.c, tc.args, strings.NewReader("yes\n"), &out); err == nil || err.Error() != tc.want {
			t.Errorf("reset %s %q: %v, want %q", tc.c.name, tc.args, err, tc.want)
		}
	}
	t.Chdir(t.TempDir())
	if err := reset(c, nil, strings.NewReader("yes\n"), &out); err == nil ||
		!strings.Contains(err.Error(), "go.mod") {
		t.Errorf("outside the module: %v", err)
	}
}
