package docs

import (
	"context"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/sebdah/goldie/v2"
)

// The files and commands of teaching.md, run as a lecturer would run them.

const (
	stubLine = `panic("TODO: replace this line by your code")`
	byK      = `sum := 0.0
	for k := range y {
		sum += float64((y[k] - t[k]) * (y[k] - t[k]))
	}
	return sum / float64(len(y))`
)

var half = strings.Replace(byK, "float64(len(y))", "2", 1)

// answered replaces the first stubs of a file, and gives it an import.
func answered(file, path string, answers ...string) string {
	for _, a := range answers {
		file = strings.Replace(file, stubLine, a, 1)
	}
	if path != "" {
		file = regexp.MustCompile(`(?m)^package .*$`).ReplaceAllString(file, "$0\n\nimport \""+path+"\"")
	}
	return file
}

// goTool runs the go command in dir, without a network, and returns what it prints.
func goTool(t *testing.T, dir string, args ...string) string {
	t.Helper()
	return goFlags(t, "", dir, args...)
}

// goDoc runs go doc. Because that asks for every module that ours might need, and a fresh
// clone without a network has only those that the tests use, it gets a go.mod that needs none.
func goDoc(t *testing.T, args ...string) string {
	t.Helper()
	mod := filepath.Join(t.TempDir(), "go.mod")
	write(t, mod, "module chainrule\n\ngo 1.24\n")
	return goFlags(t, "'-modfile="+mod+"'", "..", append([]string{"doc"}, args...)...)
}

func goFlags(t *testing.T, flags, dir string, args ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds tests")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOPROXY=off", "GOFLAGS="+flags)
	out, _ := cmd.CombinedOutput() // its lines say how it went
	return regexp.MustCompile(`\d+\.\d\ds\b|\d+\.\d{3}s\b`).ReplaceAllString(string(out), "0.00s")
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	text, err := fs.ReadFile(root, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func golden(t *testing.T) *goldie.Goldie {
	return goldie.New(t, goldie.WithFixtureDir("../testdata/docs"))
}

const stub2 = "chapters/check/testdata/stubs/02-loss-functions.go"

func TestTeachingFailure(t *testing.T) {
	const place = "../chapters/02-loss-functions/exercise"
	dir := t.TempDir()
	file, err := filepath.Abs(place + "/exercise.go")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "wrong.go"), answered(readFile(t, stub2), "", byK))
	overlay, _ := json.Marshal(map[string]any{"Replace": map[string]string{file: filepath.Join(dir, "wrong.go")}})
	write(t, filepath.Join(dir, "overlay.json"), string(overlay))
	g := golden(t)
	g.Assert(t, "failure", []byte(goTool(t, ".", "test", "-overlay", filepath.Join(dir, "overlay.json"), place)))
}

func TestTeachingGrade(t *testing.T) {
	const place = "chapters/02-loss-functions/exercise/exercise.go"
	stub, dir := readFile(t, stub2), t.TempDir()
	for student, text := range map[string]string{
		"ada": answered(stub, "", half),
		"bob": answered(stub, "chainrule/losses", "return losses.MSE(y, t)", "return losses.CrossEntropy(y, t)"),
		"cyd": answered(stub, "", "return sum / 2"),
		"dan": answered(stub, "", byK),
	} {
		write(t, filepath.Join(dir, student, place), text)
		// Handed in as well, and not used:
		write(t, filepath.Join(dir, student, filepath.Dir(place), "exercise_test.go"), "package exercise\n")
	}
	write(t, filepath.Join(dir, "eve", "exercise.go"), answered(stub, "", half))
	g := golden(t)
	g.Assert(t, "grade", []byte(goTool(t, "..", "run", "chainrule/chapters/check/grade", dir)))
}

var courseFile = regexp.MustCompile("(?ms)^`course/(\\S+)`\n\n```\\w+\n(.*?)^```$")

func TestTeachingCourse(t *testing.T) {
	dir := t.TempDir()
	chainrule, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, m := range courseFile.FindAllStringSubmatch(readFile(t, "docs/teaching.md"), -1) {
		files[m[1]] = m[2]
		text := strings.Replace(m[2], "=> ../chainrule", "=> "+strconv.Quote(filepath.ToSlash(chainrule)), 1)
		write(t, filepath.Join(dir, m[1]), text)
	}
	exercise := files["week1/exercise.go"]
	if len(files) != 3 || !strings.Contains(files["go.mod"], "=> ../chainrule\n") || !strings.Contains(exercise, stubLine) {
		t.Fatalf("the files of the course are others: %q", files)
	}
	check := func(name string, out string, wants ...string) {
		for _, want := range wants {
			if !strings.Contains(out, want) {
				t.Errorf("%s: %q is missing in\n%s", name, want, out)
			}
		}
	}
	check("stub", goTool(t, dir, "test", "-v", "./..."),
		": to do: MSE in week1/exercise.go\n", "--- SKIP: TestMSE", "ok  \tcourse/week1")
	write(t, filepath.Join(dir, "week1/exercise.go"), answered(exercise, "", byK))
	write(t, filepath.Join(dir, "../check/check.go"), "package check\n") // no part of the course
	check("wrong", goTool(t, dir, "test", "./..."),
		"--- FAIL: TestMSE", "    help: go run chainrule/chapters hint 02 MSE\n", ": week1/exercise.go\n", "    hint: divided by K, the number of classes")

	check("hint", goTool(t, dir, "run", "chainrule/chapters", "hint", "02", "MSE"),
		"MSE, hint 1 of 3\n", "next: go run chainrule/chapters hint 02 MSE 2\n")
	check("contents", goTool(t, dir, "run", "chainrule/chapters"), "go run chainrule/chapters all ")
	in := t.TempDir()
	write(t, filepath.Join(in, "ada/week1/exercise.go"), answered(exercise, "", half))
	write(t, filepath.Join(in, "dan/week1/exercise.go"), answered(exercise, "", byK))
	check("grade", goTool(t, dir, "run", "chainrule/chapters/check/grade", in), "ada           1\ndan           0\n")
}

// Every command of the page, as it is written there. Those that begin with go run
// chainrule/… are run by the tests above, in their folders.
func TestTeachingCommands(t *testing.T) {
	page := readFile(t, "docs/teaching.md")
	want := map[string]string{
		"go test ./chapters/02-loss-functions/exercise": "chainrule/chapters/02-loss-functions/exercise",
		"go run ./chapters":                             "\nExercises: ",
		"go run ./chapters hint 02 MSE":                 "MSE, hint 1 of 3\n",
		"go run ./chapters reset 02":                    "exercise.go",
	}
	for _, m := range regexp.MustCompile(`(?m)^(go (?:run|test) .*?)(?: +#.*)?$`).FindAllStringSubmatch(page, -1) {
		command := m[1]
		if strings.Contains(command, "chainrule/chapters") {
			continue
		}
		said, ok := want[command]
		if !ok {
			t.Errorf("no test runs %q", command)
			continue
		}
		if out := goTool(t, "..", strings.Fields(command)[1:]...); !strings.Contains(out, said) {
			t.Errorf("%s: %q is missing in\n%s", command, said, out)
		}
		delete(want, command)
	}
	for command := range want {
		t.Errorf("the page has no %q any more", command)
	}
	for _, command := range []string{"go run chainrule/chapters/check/grade ../handed-in", "go run chainrule/chapters hint 02 MSE"} {
		if !strings.Contains(page, command) {
			t.Errorf("the page has no %q any more", command)
		}
	}
}

// The plan has every chapter.
func TestTeachingPlan(t *testing.T) {
	page := readFile(t, "docs/teaching.md")
	chapters, err := fs.Glob(root, "chapters/[0-9][0-9]-*")
	if err != nil || len(chapters) == 0 {
		t.Fatal("no chapters", err)
	}
	for _, c := range chapters {
		if !strings.Contains(page, "(../"+c+"/README.md)") {
			t.Errorf("the plan leaves out %s", c)
		}
	}
}
