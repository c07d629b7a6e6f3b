package main

import (
	"os"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, tc := range []struct {
		args           string
		status         int
		stdout, stderr string // parts; nothing at all where ""
	}{
		{"help", 0, "chapters all", ""},
		{"-h", 0, "chapters all", ""},
		{"rule", 1, "", "chapters: there is no chapter \"rule\"; go run "},
		{"-idx DIR", 1, "", `no chapter "-idx"`},
		{"all 06", 1, "", `all takes no arguments, but got ["06"]`},
		{"hint", 1, "", "hint needs a chapter, for example: go run "},
		{"hint 6", 1, "", "which exercise of chapter 6 do you want: "},
		{"reset", 1, "", "reset needs a chapter, for example: go run "},
		{"reset 6 Mul", 1, "", `reset takes one chapter, but got ["Mul"] after it`},
		{"reset 9", 1, "", `there is no chapter "9"`},
	} {
		var stdout, stderr strings.Builder
		if status := run(contents(library), strings.Fields(tc.args), &stdout, &stderr); status != tc.status {
			t.Errorf("run(%q) = %d, want %d", tc.args, status, tc.status)
		}
		for _, s := range []struct{ name, got, want string }{
			{"stdout", stdout.String(), tc.stdout},
			{"stderr", stderr.String(), tc.stderr},
		} {
			if !strings.Contains(s.got, s.want) || s.want == "" && s.got != "" {
				t.Errorf("run(%q) %s:\n%s\nwant in it: %q", tc.args, s.name, s.got, s.want)
			}
		}
	}
}

// A full disk is one sentence and status 1, whatever is asked for. A closed pipe is silence.
func TestRunCannotWrite(t *testing.T) {
	for _, tc := range []struct {
		name string
		to   func(*testing.T) *os.File
		want string
	}{
		{"full disk", fullDisk, "no space left on device\n"},
		{"closed pipe", closedPipe, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.to(t)
			book, tmp := writeBook(t, nil, `if _, err := os.Stdout.WriteString("x"); err != nil { os.Stderr.WriteString(err.Error() + "\n"); os.Exit(1) }`)
			for _, args := range []string{"1", "all", "help", "hint 4 Gradient", ""} {
				if strings.HasPrefix(args, "hint") {
					book = contents(sources)
				}
				var stderr strings.Builder
				status := run(book, strings.Fields(args), w, &stderr)
				said := strings.TrimPrefix(stderr.String(), bookNotice)
				if tc.want == "" && (status != 0 || said != "") || tc.want != "" &&
					(status != 1 || !strings.HasSuffix(said, tc.want) || strings.Count(said, "\n") != 1) {
					t.Errorf("run(%q) = %d, stderr %q; want one line with %q", args, status, said, tc.want)
				}
			}
			expectEmpty(t, tmp)
		})
	}
}

// Outside of the module, or without go, one sentence says so.
func TestRunElsewhere(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, tc := range []struct{ path, args, want string }{
		{os.Getenv("PATH"), "", "go.mod file not found"},
		{os.Getenv("PATH"), "6", "chapters: chapter 6 does not build:\npackage chainrule/chapters/06-chain-rule is not in std"},
		{os.Getenv("PATH"), "reset 6", "go.mod file not found"},
		{"", "", "exec: \"go\": executable file not found in "},
		{"", "6", "exec: \"go\": executable file not found in "},
		{"", "reset 6", "exec: \"go\": executable file not found in "},
	} {
		t.Setenv("PATH", tc.path)
		var stdout, stderr strings.Builder
		if status := run(contents(library), strings.Fields(tc.args), &stdout, &stderr); status != 1 || !strings.Contains(stderr.String(), tc.want) {
			t.Errorf("with PATH %q, run(%q) = %d, stderr %q; want 1 and %s", tc.path, tc.args, status, &stderr, tc.want)
		}
	}
}
