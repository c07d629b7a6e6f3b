package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"chainrule/chapters/check"
)

func TestHint(t *testing.T) {
	book := []chapter{{"04-x", 4, "x", "It runs."}}
	tasks := []*check.Task{
		{Chapter: "04-x", Name: "Slope", Read: "Slopes", Hints: [3]string{"look", "formula", "shape"}},
		{Chapter: "04-x", Name: "Other"},
		{Chapter: "05-y", Name: "Far"},
	}
	cache := t.TempDir()
	for _, tc := range []struct{ args, want string }{
		{"4 Slope", "Slope, hint 1 of 3\n    look\nread: chapters/04-x, \"Slopes\"\nnext: go run ./chapters hint 04 Slope 2\n"},
		{"x slope", "Slope, hint 2 of 3\n    formula\n"}, // the next, however it is called
		{"04 Slope", "Slope, hint 3 of 3\n    shape\nread: chapters/04-x, \"Slopes\"\n"},
		{"04 Slope", "hint 1 of 3\n"}, // and again from the first
		{"04 Slope 3", "hint 3 of 3\n"},
		{"", "hint takes a chapter and an exercise, as in"},
		{"4", "hint: which exercise of chapter 4: Slope, Other?"},
		{"4 Far", "hint: which exercise of chapter 4: Slope, Other?"},
		{"9 Slope", `there is no chapter "9"`},
		{"4 Slope 4", `hint: Slope has hints 1 to 3, and got "4"`},
		{"4 Slope 0", `hint: Slope has hints 1 to 3, and got "0"`},
		{"4 Slope x y", "hint takes a chapter and an exercise, as in"},
	} {
		var out strings.Builder
		if err := hint(book, tasks, strings.Fields(tc.args), cache, &out); err != nil {
			out.WriteString(err.Error())
		}
		if got := out.String(); !strings.HasPrefix(got, tc.want) && !strings.Contains(got, ", "+tc.want) {
			t.Errorf("hint %s:\n%s\nwant\n%s", tc.args, got, tc.want)
		}
	}
	var out strings.Builder // without a place to remember
	for range 2 {
		if err := hint(book, tasks, []string{"4", "Slope"}, "", &out); err != nil {
			t.Error(err)
		}
	}
	if got := strings.Count(out.String(), "hint 1 of 3"); got != 2 {
		t.Errorf("without a cache folder the first hint comes %d times, want 2", got)
	}
}

// Whatever stands in the place of the number, hints come, and are counted anew.
func TestHintCache(t *testing.T) {
	book := []chapter{{"04-x", 4, "x", "It runs."}}
	tasks := []*check.Task{{Chapter: "04-x", Name: "Slope", Hints: [3]string{"look", "formula", "shape"}}}
	for _, tc := range []struct{ name, text, link, first, second string }{
		{"two", "2", "", "hint 3 of 3", "hint 1 of 3"},
		{"negative", "-5", "", "hint 1 of 3", "hint 2 of 3"},
		{"large", "9", "", "hint 1 of 3", "hint 2 of 3"}, // 9 = 3·3
		{"huge", strings.Repeat("9", 99), "", "hint 1 of 3", "hint 2 of 3"},
		{"no number", "x", "", "hint 1 of 3", "hint 2 of 3"},
		{"empty", "", "", "hint 1 of 3", "hint 2 of 3"},
		{"without an end", "", "/dev/zero", "hint 1 of 3", "hint 2 of 3"},
		{"nobody writes", "", "a pipe", "hint 1 of 3", "hint 2 of 3"},
	} {
		cache := t.TempDir()
		memory, err := filepath.Join(cache, "04-x.Slope"), error(nil)
		switch tc.link {
		case "":
			err = os.WriteFile(memory, []byte(tc.text), 0o666)
		case "a pipe":
			err = exec.Command("mkfifo", memory).Run()
		default:
			err = os.Symlink(tc.link, memory)
		}
		if err != nil {
			t.Logf("%s: cannot be had here: %v", tc.name, err)
			continue
		}
		for _, want := range []string{tc.first, tc.second} {
			var out strings.Builder
			if err := hint(book, tasks, []string{"4", "Slope"}, cache, &out); err != nil || !strings.Contains(out.String(), want) {
				t.Errorf("%s: hint gives %v, and prints\n%s\nwant %s", tc.name, err, &out, want)
			}
		}
	}
}

// A hint that could not be written comes again.
func TestHintNotSeen(t *testing.T) {
	book := []chapter{{"04-x", 4, "x", "It runs."}}
	tasks := []*check.Task{{Chapter: "04-x", Name: "Slope", Hints: [3]string{"look", "formula", "shape"}}}
	cache := t.TempDir()
	if err := hint(book, tasks, []string{"4", "Slope"}, cache, fullDisk(t)); err == nil {
		t.Error("onto a full disk: no error")
	}
	var out strings.Builder
	if hint(book, tasks, []string{"4", "Slope"}, cache, &out); !strings.Contains(out.String(), "hint 1 of 3") {
		t.Errorf("after a hint that was not seen:\n%s", &out)
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

// What is saved while the question stands is not lost.
func TestResetSavedMeanwhile(t *testing.T) {
	entries, _ := fs.ReadDir(stubs, "check/testdata/stubs")
	name := strings.TrimSuffix(entries[0].Name(), ".go")
	stub, _ := stubs.ReadFile("check/testdata/stubs/" + name + ".go")
	book := []chapter{{name, 2, "x", "It runs."}}
	for _, tc := range []struct {
		saved          string
		err            error
		after, attempt string
	}{
		{"exercise.go", nil, string(stub), "saved meanwhile"},
		{"attempt-1.txt", fs.ErrExist, "mine", "saved meanwhile"},
	} {
		writeBook(t, map[string]string{name + "/exercise/exercise.go": "mine"}, "os.Exit(0)")
		dir := filepath.Join("chapters", name, "exercise")
		var out bytes.Buffer
		err := reset(book, []string{name}, saves{filepath.Join(dir, tc.saved), strings.NewReader("yes\n")}, &out)
		if !errors.Is(err, tc.err) {
			t.Errorf("%s is saved: reset gives %v, want %v", tc.saved, err, tc.err)
		}
		for file, want := range map[string]string{"exercise.go": tc.after, "attempt-1.txt": tc.attempt} {
			if got, _ := os.ReadFile(filepath.Join(dir, file)); string(got) != want {
				t.Errorf("%s is saved: %s holds %q, want %q", tc.saved, file, got, want)
			}
		}
	}
}

func TestReset(t *testing.T) {
	entries, err := fs.ReadDir(stubs, "check/testdata/stubs")
	if err != nil || len(entries) == 0 {
		t.Fatal("no stubs: ", err)
	}
	name := strings.TrimSuffix(entries[0].Name(), ".go")
	stub, _ := stubs.ReadFile("check/testdata/stubs/" + name + ".go")
	book := []chapter{{name, 2, "x", "It runs."}, {"99-x", 99, "x", "It has no exercises."}}
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
		{"", "", "is missing, and comes back", string(stub), "mine", "more"},
	} {
		if os.Remove(path); step.before != "" {
			if err := os.WriteFile(path, []byte(step.before), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		var out bytes.Buffer
		if err := reset(book, []string{name}, strings.NewReader(step.answer), &out); err != nil {
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

	var out bytes.Buffer
	for _, tc := range []struct{ args, want string }{
		{"", "reset takes one chapter"},
		{"2 3", "reset takes one chapter"},
		{"7", "there is no chapter"},
		{"99", "99-x has no exercises"},
	} {
		err := reset(book, strings.Fields(tc.args), strings.NewReader("yes\n"), &out)
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("reset %s: %v, want %q", tc.args, err, tc.want)
		}
	}
	t.Chdir(t.TempDir())
	if err := reset(book, []string{name}, strings.NewReader("yes\n"), &out); err == nil ||
		!strings.Contains(err.Error(), "go.mod") {
		t.Errorf("outside the module: %v", err)
	}
}
