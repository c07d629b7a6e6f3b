package check

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every task names a heading of its chapter's text, and the text names it; every
// chapter has exercises; every exercise's own test runs it, and a test here
// tests it.
func TestBook(t *testing.T) {
	ours, err := filepath.Glob("ch*_test.go")
	if err != nil || len(ours) == 0 {
		t.Fatal("no tests of the exercises here")
	}
	selfTests := read(t, ours...)
	chapters, _ := filepath.Glob("../[0-9][0-9]-*")
	tasks := Tasks()
	for _, chapter := range chapters {
		text := read(t, filepath.Join(chapter, "README.md"))
		tests := read(t, filepath.Join(chapter, "exercise", "exercise_test.go"))
		named := 0
		for _, task := range tasks {
			if task.Chapter != filepath.Base(chapter) {
				continue
			}
			named++
			if !strings.Contains(text, "\n## "+task.Read+"\n") && !strings.Contains(text, "\n### "+task.Read+"\n") {
				t.Errorf("%s: %s says to read %q, and the text has no such heading", chapter, task.Name, task.Read)
			}
			if _, exercises, _ := strings.Cut(text, "\n## Exercises\n"); !strings.Contains(exercises, "`"+task.Name+"`") {
				t.Errorf("%s: the exercises in the text leave out %s", chapter, task.Name)
			}
			if !strings.Contains(tests, "func Test"+task.Name+"(t *testing.T)") ||
				!strings.Contains(tests, "check."+task.Name+".Run(t, ") {
				t.Errorf("%s: exercise_test.go does not run %s", chapter, task.Name)
			}
			if !regexp.MustCompile(`\b` + task.Name + `\.SelfTest\(`).MatchString(selfTests) {
				t.Errorf("%s: nothing tests exercise %s itself", chapter, task.Name)
			}
		}
		if named != strings.Count(tests, ".Run(t, ") || named < 2 {
			t.Errorf("%s: %d exercises are registered, and exercise_test.go runs %d; want as many, at least 2",
				chapter, named, strings.Count(tests, ".Run(t, "))
		}
	}
	if count := fmt.Sprintf("exercises, %d in all", len(tasks)); !strings.Contains(read(t, "../../README.md"), count) {
		t.Errorf("the README does not say %q", count)
	}
	for _, task := range tasks {
		if slices.Contains(task.Hints[:], "") {
			t.Errorf("%s: a hint is missing", task.Name)
		}
		if !slices.Contains(chapters, filepath.Join("..", task.Chapter)) {
			t.Errorf("%s belongs to %q, which is no chapter", task.Name, task.Chapter)
		}
	}
}

func read(t *testing.T, files ...string) string {
	t.Helper()
	var all strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

// The names of arguments, where an exercise has them, are those of the stub.
func TestParams(t *testing.T) {
	ours, err := filepath.Glob("ch*.go")
	if err != nil {
		t.Fatal(err)
	}
	checks := read(t, ours...)
	for _, chapter := range allChapters() {
		f, err := parser.ParseFile(token.NewFileSet(), "", stub(t, chapter), 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil {
				continue
			}
			var names []string
			for _, field := range fn.Type.Params.List {
				for _, name := range field.Names {
					names = append(names, name.Name)
				}
			}
			_, exercise, _ := strings.Cut(checks, "\nvar "+fn.Name.Name+" = Exercise[")
			exercise, _, _ = strings.Cut(exercise, "\n}\n")
			m := regexp.MustCompile(`\n\tParams: +"(.*)",\n`).FindStringSubmatch(exercise)
			if want := strings.Join(names, ", "); m != nil && m[1] != want {
				t.Errorf("%s: Params are %q, and the stub has %q", fn.Name.Name, m[1], want)
			}
		}
	}
}
