// Grade counts the points of students who have handed in their files exercise.go:
//
//	go run chainrule/chapters/check/grade DIR
//
// DIR has a folder for each student; in it are the files, with the paths that
// they have in the module of the current folder, such as
//
//	DIR/ada/chapters/02-loss-functions/exercise/exercise.go
//
// The tests and the examiner are those of the module: of what was handed in,
// files with another name are not used. This runs the students' code, and nothing
// here holds it back: see docs/teaching.md.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

func main() {
	const usage = "grade takes the folder that holds a folder for each student"
	switch {
	case len(os.Args) == 2 && slices.Contains([]string{"-h", "-help", "--help"}, os.Args[1]):
		fmt.Println(usage)
		return
	case len(os.Args) != 2:
		fmt.Fprintln(os.Stderr, usage)
		os.Exit(2)
	}
	if err := grade(os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "grade:", err)
		os.Exit(1)
	}
}

// grade prints a line for each student: the points, packages that did not
// compile, files that belong nowhere, and what the answers import.
func grade(dir string, stdout io.Writer) error {
	students, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, s := range students {
		if !s.IsDir() {
			continue
		}
		answers, remarks := collect(filepath.Join(dir, s.Name()))
		n := 0
		if len(answers) > 0 {
			out, err := test(answers)
			if err != nil {
				return fmt.Errorf("%s: %w", s.Name(), err)
			}
			var broken []string
			n, broken = points(bytes.NewReader(out))
			for _, p := range broken {
				remarks = append(remarks, "does not compile: "+p)
			}
		}
		line := fmt.Sprintf("%-12s %2d", s.Name(), n)
		for i, r := range append(remarks, imports(answers)...) {
			line += []string{"  ", "; "}[min(i, 1)] + r
		}
		line = strings.Map(func(r rune) rune { // a name may not look like another line
			if unicode.IsControl(r) {
				return '?'
			}
			return r
		}, line)
		if _, err := fmt.Fprintln(stdout, line); err != nil {
			return err // a full disk: no points are lost in silence
		}
	}
	return nil
}

// collect returns a student's exercise.go files by their path in the module, and
// a remark for each one that has no test there, and for what cannot be read.
func collect(folder string) (answers map[string]string, remarks []string) {
	answers = make(map[string]string)
	filepath.WalkDir(folder, func(name string, d fs.DirEntry, err error) error {
		place, _ := filepath.Rel(folder, name) // it lies in folder
		remark := func(what string) { remarks = append(remarks, what+": "+filepath.ToSlash(place)) }
		switch {
		case err != nil:
			remark("cannot be read")
			return fs.SkipDir
		case d.Name() != "exercise.go" || d.IsDir():
		case !d.Type().IsRegular(): // a link might lead to anywhere
			remark("not a plain file")
		case !exists(filepath.Join(filepath.Dir(place), "exercise_test.go")):
			remark("not ours")
		default:
			answers[place] = name
		}
		return nil
	})
	return answers, remarks
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// test runs the module's tests with the answers in the places of its own files,
// which stay as they are, and returns what go test -json prints.
func test(answers map[string]string) ([]byte, error) {
	dir, err := os.MkdirTemp("", "grade")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	overlay := filepath.Join(dir, "overlay.json")
	args := []string{"test", "-json", "-timeout", "2m", "-overlay", overlay}
	replace := make(map[string]string)
	for place, answer := range answers {
		from, err1 := filepath.Abs(place)
		to, err2 := filepath.Abs(answer)
		if err := errors.Join(err1, err2); err != nil {
			return nil, err
		}
		replace[from] = to
		args = append(args, "./"+filepath.ToSlash(filepath.Dir(place)))
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, err
	}
	if err := os.WriteFile(overlay, text, 0o666); err != nil {
		return nil, err
	}
	out, err := exec.Command("go", args...).Output()
	var status *exec.ExitError
	if errors.As(err, &status) {
		if len(out) > 0 && status.Exited() {
			return out, nil // some answers are wrong
		}
		err = fmt.Errorf("go test: %w: %s", err, bytes.TrimSpace(status.Stderr))
	}
	return out, err
}

// points counts the tests that passed, in what go test -json prints, and
// names the packages that did not compile.
func points(out io.Reader) (sum int, broken []string) {
	worth := map[string]int{} // by test
	for d := json.NewDecoder(out); ; {
		var e struct{ Action, Package, Test, FailedBuild string }
		if d.Decode(&e) != nil {
			break
		}
		if e.FailedBuild != "" {
			broken = append(broken, e.Package)
		}
		if e.Test == "" || strings.Contains(e.Test, "/") {
			continue // of the package, or of a part of a test
		}
		switch name := e.Package + "." + e.Test; e.Action {
		case "pass":
			worth[name] = 1
		case "fail", "skip":
			worth[name] = 0
		}
	}
	for _, n := range worth {
		sum += n
	}
	return sum, broken
}

// imports returns what the answers import, except for math.
func imports(answers map[string]string) (remarks []string) {
	var all []string
	for _, file := range answers {
		f, _ := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if f == nil {
			continue
		}
		for _, spec := range f.Imports {
			if path, _ := strconv.Unquote(spec.Path.Value); path != "math" {
				all = append(all, path)
			}
		}
	}
	if slices.Sort(all); len(all) > 0 {
		remarks = append(remarks, "imports "+strings.Join(slices.Compact(all), " "))
	}
	return remarks
}
