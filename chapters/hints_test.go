package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
		{"", "which exercise of chapter 4 do you want: Slope, Other?"},
		{"Far", "which exercise of chapter 4 do you want: Slope, Other?"},
		{"Slope x y", "which exercise of chapter 4 do you want: Slope, Other?"},
		{"Slope 4", `Slope has hints 1 to 3, but you asked for "4"`},
		{"Slope 0", `Slope has hints 1 to 3, but you asked for "0"`},
		{"Slope x", `Slope has hints 1 to 3, but you asked for "x"`},
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

func TestReset(t *testing.T) {
	entries, err := published.ReadDir("check/testdata/stubs")
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimSuffix(entries[0].Name(), ".go")
	writeBook(t, map[string]string{name + "/exercise/exercise.go": "mine"})
	dir, err := filepath.Abs("chapters/" + name + "/exercise")
	if err != nil {
		t.Fatal(err)
	}
	_, text := exercise(".", name)
	stubs := string(text)
	file := filepath.Join(dir, "exercise.go")
	attempt1, attempt2 := filepath.Join(dir, "attempt-1.txt"), filepath.Join(dir, "attempt-2.txt")
	again := "The stubs are again in\n    " + file + "\n"
	for _, step := range []struct{ before, said, kept1, kept2 string }{
		{"mine", "Your attempt is now\n    " + attempt1 + "\n" + again, "mine", ""},
		{stubs, file + " has not changed, so there is nothing to put back.\n", "mine", ""},
		{"more", "Your attempt is now\n    " + attempt2 + "\n" + again, "mine", "more"},
		{"", again, "mine", "more"}, // the file is missing
	} {
		os.Remove(file)
		if step.before != "" {
			if err := os.WriteFile(file, []byte(step.before), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		var out strings.Builder
		if err := reset(t.Context(), chapter{name: name}, nil, &out); err != nil || out.String() != step.said {
			t.Errorf("reset: %v\n%s\nwant\n%s", err, &out, step.said)
		}
		for file, want := range map[string]string{file: stubs, attempt1: step.kept1, attempt2: step.kept2} {
			if got, _ := os.ReadFile(file); string(got) != want {
				t.Errorf("%s holds %q, want %q", file, got, want)
			}
		}
	}
	if err := reset(t.Context(), chapter{name: "99-x"}, nil, os.Stdout); err == nil || err.Error() != "99-x has no exercises" {
		t.Errorf("reset of a chapter without exercises: %v", err)
	}
}
