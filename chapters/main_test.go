package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"
)

// source is a file whose package doc comment is doc.
func source(doc string) *fstest.MapFile {
	comment := "// " + strings.ReplaceAll(doc, "\n", "\n// ")
	return &fstest.MapFile{Data: []byte(comment + "\npackage main\n")}
}

var library = fstest.MapFS{
	"01-three-ways/main.go": source("Chapter 1: three ways. Rules or pixels?\n\nMore text."),
	"06-chain-rule/main.go": source("Chapter 6: the chain rule. The graph, with\nx = 0.5. More text."),
	"07-six/main.go":        source("Chapter 7: six. It has a name."),
	"08-six/main.go":        source("Chapter 8: six. It has the same name."),
	"10-digits/main.go": source("Chapter 10: digits. The whole machine, every ∂ of it, " +
		"in a sentence so long that the table has to break it into two lines at least."),
	"check/main.go":         source("Check is no chapter."),
	"02-empty/main_test.go": source("Nor is a folder without main.go."),
}

func TestContents(t *testing.T) {
	book, err := contents(library)
	if err != nil {
		t.Fatal(err)
	}
	want := []chapter{
		{"01-three-ways", 1, "three ways", "Rules or pixels?"},
		{"06-chain-rule", 6, "the chain rule", "The graph, with x = 0.5."},
		{"07-six", 7, "six", "It has a name."},
		{"08-six", 8, "six", "It has the same name."},
	}
	if len(book) != 5 {
		t.Fatalf("contents has %d chapters, want 5: %v", len(book), book)
	}
	for i, w := range want {
		if book[i] != w {
			t.Errorf("chapter %d of contents = %+v, want %+v", i, book[i], w)
		}
	}
}

func TestContentsMalformed(t *testing.T) {
	for _, tc := range []struct{ name, src, want string }{
		{"no comment", "package main\n",
			`06-x/main.go: the doc comment must begin "Chapter 6: THE TITLE.`},
		{"no number", "// Chapter: a. B.\npackage main\n", "must begin"},
		{"other number", "// Chapter 7: a. B.\npackage main\n", "must begin"},
		{"no sentence", "// Chapter 6: a.\npackage main\n", "must begin"},
		{"unfinished sentence", "// Chapter 6: a. B\n//\n// C.\npackage main\n", "must begin"},
		{"not Go", "Chapter 6\n", "must begin"},
	} {
		_, err := contents(fstest.MapFS{"06-x/main.go": {Data: []byte(tc.src)}})
		if err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: contents error = %v, want %q in it", tc.name, err, tc.want)
		}
	}
}

func TestFind(t *testing.T) {
	book, err := contents(library)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ arg, want, err string }{
		{"6", "06-chain-rule", ""},
		{"06", "06-chain-rule", ""},
		{"chain-rule", "06-chain-rule", ""},
		{"06-chain-rule", "06-chain-rule", ""},
		{"./chapters/06-chain-rule/", "06-chain-rule", ""},
		{"10", "10-digits", ""},
		{"08-six", "08-six", ""},
		{"1", "01-three-ways", ""},
		{"", "", "no chapter"},
		{"0", "", "no chapter"},
		{"-6", "", "no chapter"},
		{"rule", "", `there is no chapter "rule"`},
		{"99999999999999999999", "", "no chapter"},
		{"six", "", `"six" is both 07-six and 08-six`},
	} {
		c, err := find(book, tc.arg)
		if c.name != tc.want || (err != nil) != (tc.err != "") {
			t.Errorf("find(%q) = %q, %v; want %q, error %q", tc.arg, c.name, err, tc.want, tc.err)
		}
		if err != nil && !strings.Contains(err.Error(), tc.err) {
			t.Errorf("find(%q) error = %q, want %q in it", tc.arg, err, tc.err)
		}
	}
}

func TestRunWithoutChapter(t *testing.T) {
	const list = "06  the chain rule  The graph, with x = 0.5.\n"
	for _, tc := range []struct {
		args           string
		status         int
		stdout, stderr string // parts; nothing at all where ""
	}{
		{"help", 0, "chapters all", ""},
		{"-h", 0, "chapters all", ""},
		{"rule", 1, "", "chapters: there is no chapter \"rule\"\n"},
		{"rule", 1, "", list},
		{"-idx DIR", 1, "", `no chapter "-idx"`},
		{"06 10", 1, "", `"06" and "10" are two chapters`},
		{"all 06", 1, "", `all takes no arguments, but got ["06"]`},
		{"hint", 1, "", "hint needs a chapter, for example: go run "},
		{"hint 6", 1, "", "hint: which exercise of chapter 6 do you want: "},
		{"reset", 1, "", "reset needs a chapter, for example: go run "},
		{"reset 7", 1, "", "07-six has no exercises"},
		{"reset 9", 1, "", `there is no chapter "9"`},
	} {
		var stdout, stderr bytes.Buffer
		status := run(library, strings.Fields(tc.args), nil, &stdout, &stderr)
		if status != tc.status {
			t.Errorf("run(%q) = %d, want %d", tc.args, status, tc.status)
		}
		for _, s := range []struct{ name, got, want string }{
			{"stdout", stdout.String(), tc.stdout},
			{"stderr", stderr.String(), tc.stderr},
		} {
			if !strings.Contains(s.got, s.want) || s.want == "" && s.got != "" {
				t.Errorf("run(%q) %s:\n%s\nwant in it: %q", tc.args, s.name, s.got, s.want)
			}
			for line := range strings.Lines(s.got) {
				if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 100 {
					t.Errorf("run(%q) %s: a line of %d columns: %s", tc.args, s.name, n, line)
				}
			}
		}
	}
}

func TestWrap(t *testing.T) {
	for _, tc := range []struct {
		s     string
		width int
		want  string
	}{
		{"a bc d", 4, "a bc|d"},
		{"a bc d", 3, "a|bc|d"}, // "a bc" has 4
		{"∂y ∂x", 5, "∂y ∂x"},   // characters, not bytes
		{"longer than", 3, "longer|than"},
		{"", 3, ""},
	} {
		if got := strings.Join(wrap(tc.s, tc.width), "|"); got != tc.want {
			t.Errorf("wrap(%q, %d) = %q, want %q", tc.s, tc.width, got, tc.want)
		}
	}
}

// late is the end of a program that should have ended long ago, so that no test waits
// for ever and leaves nothing behind.
const late = "\nfunc init() { time.AfterFunc(30*time.Second, func() { os.Exit(9) }) }\n"

// afterNotice returns what is said after the line about the building.
func afterNotice(said string) string {
	if strings.HasPrefix(said, "Building the chapter") {
		_, said, _ = strings.Cut(said, "\n")
	}
	return said
}

// writeBook writes a module of the name chainrule, a chapter for each body of
// main, and the files of the exercises, and goes there. It returns the chapters and the directory of temporary
// files, which must be empty again in the end.
func writeBook(t *testing.T, exercises map[string]string, bodies ...string) (fs.FS, string) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	dir, tmp := t.TempDir(), t.TempDir()
	write := func(name, text string) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("go.mod", "module chainrule\n\ngo 1.24\n")
	write("chapters/main.go", "package main\n")
	for name, text := range exercises {
		write("chapters/"+name, text)
	}
	for i, body := range bodies {
		write(fmt.Sprintf("chapters/%02d-x/main.go", i+1),
			fmt.Sprintf("// Chapter %d: x. It runs.\npackage main\n\n", i+1)+
				"import (\"os\"; \"syscall\"; \"time\")\n\nfunc main() {\n\t"+body+"\n}\n\nvar _ syscall.Signal\n"+late)
	}
	t.Chdir(dir)
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} { // what Unix and Windows look at
		t.Setenv(name, tmp)
	}
	return os.DirFS(filepath.Join(dir, "chapters")), tmp
}

func TestPlay(t *testing.T) {
	const (
		ok    = `os.Stdout.WriteString("ok\n")`
		echo  = `for _, a := range os.Args[1:] { os.Stdout.WriteString("<" + a + ">") }`
		three = `os.Stderr.WriteString("no luck\n"); os.Exit(3)`
		wrong = `return 1`
	)
	for _, tc := range []struct {
		name, args     string
		bodies         []string
		status         int
		stdout, stderr string
	}{
		{"one", "1", []string{ok, three}, 0, "ok\n", ""},
		{"arguments", "2 -idx DIR x", []string{ok, echo}, 0, "<-idx><DIR><x>", ""},
		{"failure", "1", []string{three}, 3, "", "no luck\n"},
		{"all", "all", []string{ok, ok}, 0,
			"=== Chapter 1: x ===\n\nok\n\n=== Chapter 2: x ===\n\nok\n", ""},
		{"all, to the first failure", "all", []string{three, ok}, 3,
			"=== Chapter 1: x ===\n\n", "01-x ended early: exit status 3\n"},
		{"does not build", "1", []string{wrong}, 1, "", "main.go:7:9: too many return values"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			fsys, tmp := writeBook(t, nil, tc.bodies...)
			var stdout, stderr bytes.Buffer
			status := run(fsys, strings.Fields(tc.args), nil, &stdout, &stderr)
			said := afterNotice(stderr.String())
			if status != tc.status || stdout.String() != tc.stdout ||
				!strings.Contains(said, tc.stderr) || tc.stderr == "" && said != "" {
				t.Errorf("run(%q) = %d, stdout %q, stderr %q\nwant %d, stdout %q, stderr %q",
					tc.args, status, &stdout, said, tc.status, tc.stdout, tc.stderr)
			}
			expectEmpty(t, tmp)
		})
	}
}

func TestPlayInterrupted(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows processes cannot send an interrupt")
	}
	if signal.Ignored(os.Interrupt) {
		t.Skip("interrupts are ignored here, as in the background of a script")
	}
	fsys, tmp := writeBook(t, nil, `p, _ := os.FindProcess(os.Getppid())
	p.Signal(os.Interrupt)
	for i := 0; i < 1e8; i++ { // a while
	}
	p.Signal(os.Interrupt) // impatient: the folder is to go all the same
	p, _ = os.FindProcess(os.Getpid()) // as from the terminal, to both
	p.Signal(os.Interrupt)
	for {
	}`, "os.Exit(0)")
	var stdout, stderr bytes.Buffer
	if status := run(fsys, []string{"all"}, nil, &stdout, &stderr); status != 130 {
		t.Errorf("run, interrupted = %d, want 130; stderr: %s", status, &stderr)
	}
	if strings.Contains(stdout.String(), "Chapter 2") {
		t.Errorf("after the interrupt the book goes on:\n%s", &stdout)
	}
	expectEmpty(t, tmp)
}

// If we are told to end, and the chapter is not, we end the chapter too.
func TestPlayEnded(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows processes cannot send a signal")
	}
	for _, sig := range []string{"15", "1"} { // SIGTERM, SIGHUP
		if sig == "1" && signal.Ignored(hangup) {
			continue // as under nohup, where the chapter goes on
		}
		fsys, tmp := writeBook(t, nil, "p, _ := os.FindProcess(os.Getppid())\n\tp.Signal(syscall.Signal("+sig+"))\n\tfor {\n\t}")
		var stdout, stderr bytes.Buffer
		if status := run(fsys, []string{"1"}, nil, &stdout, &stderr); status != 130 {
			t.Errorf("run, told to end by signal %s = %d, want 130; stderr: %s", sig, status, &stderr)
		}
		expectEmpty(t, tmp)
	}
}

func TestPlayClosedPipe(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal for a closed pipe")
	}
	fsys, tmp := writeBook(t, nil, `os.Stdout.WriteString("more"); os.Exit(3)`)
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	for _, arg := range []string{"1", "all"} { // the chapter meets it, or the heading does
		var stderr bytes.Buffer
		status := run(fsys, []string{arg}, nil, w, &stderr)
		if status != 0 || strings.Contains(stderr.String(), "chapters:") {
			t.Errorf("run(%q) into a closed pipe = %d, want 0; stderr: %s", arg, status, &stderr)
		}
	}
	expectEmpty(t, tmp)
}

func TestPlayElsewhere(t *testing.T) {
	var stdout, stderr bytes.Buffer
	t.Chdir(t.TempDir())
	if status := run(library, []string{"6"}, nil, &stdout, &stderr); status != 1 {
		t.Errorf("outside the module: run = %d, want 1", status)
	}
	if !strings.Contains(stderr.String(), "go.mod") || strings.Count(stderr.String(), "\n") != 1 {
		t.Errorf("outside the module: stderr = %q, want one sentence", &stderr)
	}
	stderr.Reset()
	t.Setenv("PATH", "")
	if status := run(library, []string{"6"}, nil, &stdout, &stderr); status != 1 {
		t.Errorf("without go: run = %d, want 1", status)
	}
	if !strings.Contains(stderr.String(), "PATH") || strings.Count(stderr.String(), "\n") != 1 {
		t.Errorf("without go: stderr = %q, want one sentence", &stderr)
	}
}

func expectEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestBook holds the real chapters to their form: 01, 02, … without a gap, each
// with a program whose doc comment the contents can read.
func TestBook(t *testing.T) {
	here := os.DirFS(".")
	folders, err := fs.Glob(here, "[0-9][0-9]-*")
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range folders {
		if want := fmt.Sprintf("%02d-", i+1); !strings.HasPrefix(name, want) {
			t.Errorf("folder %d is %s, want %s…", i+1, name, want)
		}
		if _, err := fs.Stat(here, name+"/main.go"); err != nil {
			t.Errorf("a chapter without a program: %v", err)
		}
	}
	book, err := contents(sources)
	if err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for _, c := range book {
		if short := c.name[3:]; seen[short] {
			t.Errorf("two chapters are called %s", short)
		}
		seen[c.name[3:]] = true
	}
}
