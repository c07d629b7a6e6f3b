package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// fullDisk is a file that takes no byte.
func fullDisk(t *testing.T) *os.File {
	t.Helper()
	f, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no file here is always full:", err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// closedPipe is a pipe that nobody reads.
func closedPipe(t *testing.T) *os.File {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no signal for a closed pipe")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	t.Cleanup(func() { w.Close() })
	return w
}

// late is the end of a program that should have ended long ago, so that no test waits
// for ever and leaves nothing behind.
const late = "\nfunc init() { time.AfterFunc(30*time.Second, func() { os.Exit(9) }) }\n"

// writeBook writes a module of the name chainrule, a chapter for each body of main, and the
// files of the exercises, and goes there. It returns the chapters and the directory of
// temporary files.
func writeBook(t *testing.T, exercises map[string]string, bodies ...string) (book []chapter, tmp string) {
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
			fmt.Sprintf("// Chapter %d: x. It runs.\n//\npackage main\n\n", i+1)+
				"import (\"os\"; \"syscall\"; \"time\")\n\nfunc main() {\n\t"+body+"\n}\n\nvar _ syscall.Signal\n"+late)
	}
	t.Chdir(dir)
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} { // what Unix and Windows look at
		t.Setenv(name, tmp)
	}
	return contents(os.DirFS("chapters")), tmp
}

func needSignals(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("Windows processes cannot send a signal")
	}
	if signal.Ignored(os.Interrupt) {
		t.Skip("interrupts are ignored here, as in the background of a script")
	}
}

func expectEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

const bookNotice = "The book takes less than a minute, once its chapters have been built.\n"

func TestPlay(t *testing.T) {
	book, tmp := writeBook(t, nil,
		`os.Stdout.WriteString("ok\n")`,
		`for _, a := range os.Args[1:] { os.Stdout.WriteString("<" + a + ">") }`,
		`os.Stderr.WriteString("no luck\n"); os.Exit(3)`,
		`return 1`)
	for _, tc := range []struct {
		args           string
		status         int
		stdout, stderr string
	}{
		{"1", 0, "ok\n", ""},
		{"2 -idx DIR x", 0, "<-idx><DIR><x>", ""},
		{"3", 3, "", "no luck\n"},
		{"4", 1, "", "chapters: chapter 4 does not build:\n# chainrule/chapters/04-x\n" +
			filepath.Join("chapters", "04-x", "main.go") + ":8:9: too many return values\n\thave (number)\n\twant ()\n"},
		{"all", 3, "=== Chapter 1: x ===\n\nok\n\n=== Chapter 2: x ===\n\n\n=== Chapter 3: x ===\n\n", bookNotice + "no luck\n"},
	} {
		var stdout, stderr strings.Builder
		status := run(book, strings.Fields(tc.args), &stdout, &stderr)
		if status != tc.status || stdout.String() != tc.stdout || stderr.String() != tc.stderr {
			t.Errorf("run(%q) = %d, stdout %q, stderr %q\nwant %d, stdout %q, stderr %q",
				tc.args, status, &stdout, &stderr, tc.status, tc.stdout, tc.stderr)
		}
		expectEmpty(t, tmp)
	}
}

func TestPlayInterrupted(t *testing.T) {
	needSignals(t)
	book, tmp := writeBook(t, nil, `p, _ := os.FindProcess(os.Getppid())
	p.Signal(os.Interrupt)
	for i := 0; i < 1e8; i++ { // a while
	}
	p.Signal(os.Interrupt) // impatient: the folder is to go all the same
	p, _ = os.FindProcess(os.Getpid()) // as from the terminal, to both
	p.Signal(os.Interrupt)
	select {}`, "os.Exit(0)")
	var stdout, stderr strings.Builder
	if status := run(book, []string{"all"}, &stdout, &stderr); status != 130 {
		t.Errorf("run, interrupted = %d, want 130; stderr: %s", status, &stderr)
	}
	if strings.Contains(stdout.String(), "Chapter 2") {
		t.Errorf("after the interrupt the book goes on:\n%s", &stdout)
	}
	expectEmpty(t, tmp)
}

// If we are told to end, and the chapter is not, we end the chapter too.
func TestPlayEnded(t *testing.T) {
	needSignals(t)
	book, tmp := writeBook(t, nil, `p, _ := os.FindProcess(os.Getppid())
	if os.Args[1] == "hangup" {
		p.Signal(syscall.Signal(1))
	} else {
		p.Signal(syscall.SIGTERM)
	}
	select {}`)
	for _, sig := range []syscall.Signal{syscall.SIGTERM, hangup} {
		if signal.Ignored(sig) {
			continue // as under nohup, where the chapter goes on
		}
		var stdout, stderr strings.Builder
		if status := run(book, []string{"1", sig.String()}, &stdout, &stderr); status != 130 {
			t.Errorf("run, told to end by the signal %s = %d, want 130; stderr: %s", sig, status, &stderr)
		}
		expectEmpty(t, tmp)
	}
}
