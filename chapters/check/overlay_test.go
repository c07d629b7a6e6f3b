package check

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// goTest runs the tests of the exercises with other texts in the place of
// exercise.go, which the reader may have edited, and returns what it prints.
func goTest(t *testing.T, chapters []string, text func(chapter string) []byte) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds every exercise")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("no go command")
	}
	t.Parallel() // one waits for an endless loop
	dir, replace := t.TempDir(), make(map[string]string)
	args := []string{"test", "-v", "-vet=off", "-timeout=1m", "-ldflags=-s -w", "-overlay", filepath.Join(dir, "overlay.json")}
	for _, chapter := range chapters {
		file, err := filepath.Abs(filepath.Join("..", chapter, "exercise", "exercise.go"))
		if err != nil {
			t.Fatal(err)
		}
		replace[file] = filepath.Join(dir, chapter+".go")
		if err := os.WriteFile(replace[file], text(chapter), 0o666); err != nil {
			t.Fatal(err)
		}
		args = append(args, "chainrule/chapters/"+chapter+"/exercise")
	}
	overlay, _ := json.Marshal(map[string]any{"Replace": replace})
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o666); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // with a cold cache on a busy machine
	defer cancel()
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.WaitDelay = time.Second    // what it has started ends by its own deadline
	out, _ := cmd.CombinedOutput() // its lines say how it went
	if ctx.Err() != nil {
		t.Errorf("go test was ended after 5 minutes: %v", ctx.Err())
	}
	return string(out)
}

// allChapters returns the folders of the chapters that have exercises.
func allChapters() []string {
	var names []string
	for _, task := range Tasks() {
		if len(names) == 0 || names[len(names)-1] != task.Chapter {
			names = append(names, task.Chapter)
		}
	}
	return names
}

func stub(t *testing.T, chapter string) []byte {
	return []byte(read(t, "testdata/stubs/"+chapter+".go"))
}

// With the right answers in the readers' files, every exercise is done.
func TestSolutions(t *testing.T) {
	out := goTest(t, allChapters(), func(chapter string) []byte {
		return []byte(read(t, "testdata/solution/"+chapter+"/exercise.go"))
	})
	for _, task := range Tasks() {
		if !strings.Contains(out, "--- PASS: Test"+task.Name+" ") {
			t.Errorf("%s: the right answer to %s does not pass", task.Chapter, task.Name)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}

// In a fresh clone, every exercise is to do, and go test -v says where.
func TestStubs(t *testing.T) {
	out := goTest(t, allChapters(), func(chapter string) []byte { return stub(t, chapter) })
	for _, task := range Tasks() {
		said := fmt.Sprintf(": to do: %s in chapters/%s/exercise/exercise.go\n", task.Name, task.Chapter)
		if !strings.Contains(out, said) || !strings.Contains(out, "--- SKIP: Test"+task.Name+" ") {
			t.Errorf("%s: %s is not to do", task.Chapter, task.Name)
		}
	}
	if t.Failed() {
		t.Log(out)
	}
}

// A panic fails its exercise, with its place, and no other one.
func TestBoom(t *testing.T) {
	chapters := []string{"02-loss-functions", "08-learning-xor"} // functions, and layers
	out := goTest(t, chapters, func(chapter string) []byte {
		return []byte(strings.ReplaceAll(string(stub(t, chapter)), `panic("`+todo+`")`, `panic("boom")`))
	})
	for _, task := range Tasks() {
		if !slices.Contains(chapters, task.Chapter) {
			continue
		}
		_, said, _ := strings.Cut(out, "=== RUN   Test"+task.Name+"\n")
		said, _, _ = strings.Cut(said, "=== RUN")
		for _, want := range []string{
			": chapters/" + task.Chapter + "/exercise/exercise.go\n        call: ",
			"    got:  panic: boom\n", "    hint: it panics at exercise.go:",
			"--- FAIL: Test" + task.Name + " ",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("%s: %s that panics: %q is missing in\n%s", task.Chapter, task.Name, want, said)
			}
		}
	}
}

// A loop without an end fails its exercise, and the others are still examined.
func TestEndless(t *testing.T) {
	const chapter = "02-loss-functions"
	out := goTest(t, []string{chapter}, func(string) []byte {
		return []byte(strings.Replace(string(stub(t, chapter)), `panic("`+todo+`")`, "for i := 0; ; i++ {\n\t}", 1))
	})
	for _, want := range []string{"got:  nothing after 5s\n", "hint: it does not come back at exercise.go:",
		"--- FAIL: TestMSE", "--- SKIP: TestCrossEntropy", "--- SKIP: TestHuber"} {
		if !strings.Contains(out, want) {
			t.Errorf("an endless loop in MSE: %q is missing in\n%s", want, out)
		}
	}
}

// A recursion without an end fails its exercise, before its stack overflows, which would be said in
// hundreds of lines. Those after it are not examined.
func TestRecursion(t *testing.T) {
	const chapter = "02-loss-functions"
	out := goTest(t, []string{chapter}, func(string) []byte {
		before, after, _ := strings.Cut(string(stub(t, chapter)), "func CrossEntropy(")
		return []byte(before + "func CrossEntropy(" + strings.Replace(after, `panic("`+todo+`")`, "return CrossEntropy(t, y) + 1", 1))
	})
	for _, want := range []string{"--- SKIP: TestMSE", "got:  nothing yet, and calls within calls that fill 64 MiB\n",
		"hint: it calls itself at exercise.go:", "--- FAIL: TestCrossEntropy",
		"Huber is not examined: CrossEntropy, before it, calls itself without an end"} {
		if !strings.Contains(out, want) {
			t.Errorf("a recursion in CrossEntropy: %q is missing in\n%s", want, out)
		}
	}
	if strings.Contains(out, "stack overflow") {
		t.Errorf("the stack has overflown: %.2000s", out)
	}
}

// An answer that calls one that is to do is itself to do, and told why.
func TestCallsAStub(t *testing.T) {
	const chapter = "04-numerical-gradient"
	out := goTest(t, []string{chapter}, func(string) []byte {
		before, after, _ := strings.Cut(string(stub(t, chapter)), "func SecondDerivative(")
		return []byte(before + "func SecondDerivative(" + strings.Replace(after, `panic("`+todo+`")`, "return Derivative(f, x)", 1))
	})
	const want = "to do: SecondDerivative in chapters/04-numerical-gradient/exercise/exercise.go\n" +
		"        Derivative, which it calls, is to do first\n"
	if !strings.Contains(out, want) || strings.Count(out, "is to do first") != 1 {
		t.Errorf("want %q in\n%s", want, out)
	}
}
