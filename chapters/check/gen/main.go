// Gen reads the texts in chapters/check/mistakes: for each exercise the right answer, which
// is written down once, and its typical mistakes, which are edits of it.
//
//	go run ./chapters/check/gen                 # all texts of the book
//	go run ./chapters/check/gen chapters/check/mistakes/02-loss-functions.txt
//	go run ./chapters/check/gen -diff           # writes nothing, and fails if something would change
//	go run chainrule/chapters/check/gen a.txt   # writes a_gen.go beside a.txt, for a course
//
// In the book, the right answers become Go in chNN_gen.go and in testdata/solution. The
// mistakes, some hundred for each exercise, would take long to compile, and so nobody who
// does an exercise gets their code: Gen puts it among the tests of package check with an overlay, and
// runs it once. A test makes all calls of each mistake, and writes down in prints/NN-name.txt its
// hint and what it does, as a few numbers (see fingerprint in prints.go and record in
// prints_test.go). The judge makes the same numbers of an answer, and compares. So run Gen
// after every change of a text, of the cases, of what is drawn at random, or of fingerprints: SelfTest
// and TestGenerated say where that was forgotten, and the lane mistakes of .ci/run tries all.
//
// Mistakes that do the same as one before are left out. Those of a course, and where answers
// draw random numbers, stay Go: they are run whenever an answer is wrong.
//
// A text has a section for each exercise. What is indented, by a tab, is Go:
//
//	== MSE(y, t []float64) float64
//		sum := 0.0
//		for k := range y {
//			e := y[k] - t[k]
//			sum += e * e
//		}
//		return sum / 2
//
//	the ½ is missing: its 2 cancels the 2 of the derivative
//		sum / 2 → sum
//	the errors are not squared, so they cancel: square each one before you add it
//		e * e → e
//
// The part before → must occur in the answer exactly once. Write →* to replace it
// everywhere, and ¶ for the end of a line together with the tabs that follow. Several edits are
// made one after the other. Lines without an arrow are a whole other body.
//
// Several ways to one mistake have the same hint. A last line "$ = 0.1 0.01" makes a mistake of
// each value, which stands for $ in the hint and in the edits.
//
// Helper functions stand below the body ("func largest(…) {", indented). An answer that is
// a type has a header with the type of the exercise and a value of it, and its
// declarations below:
//
//	== ReLU LayerUse ThroughLayer(func() backprop.Layer { return new(ReLU) })
//		type ReLU struct{ x backprop.Matrix }
//
// To add an exercise to the book:
//
//  1. Write its section in mistakes/NN-name.txt: the right answer in plain loops, as a reader would
//     write it, and the mistakes as edits. Think of constants for arguments, moved borders, wrong
//     signs, factors left out, and combinations of two that beginners make. A hint says what is
//     wrong and then what to do. It must be true of every answer with the same results, and
//     should not read like a description of the right one.
//  2. In chNN_name.go, give it rightX as its Right, and a few cases, which a reader sees first. Set
//     Random if an argument is not just any number, vector or matrix: see CrossEntropy and
//     Affine. What is random itself (rng) has Probes for cases, and Mistakes: mistakesX.
//  3. go run ./chapters/check/gen && go test -short ./chapters/check ./chapters/check/gen
//     Gen names each mistake that passes or gets the hint of another. Give it a call that
//     unmasks it, or, if it changes nothing, name it after "same: " with the reason.
//  4. In chNN_test.go test the exercise with the library's function (losses.MSE) where there is
//     one, and put wrong answers of your own into found_test.go.
//
// For every exercise, but those that draw random numbers, Gen also makes the mistakes that any loop,
// sum, copy or layer can have (classics.go). A classic that changes nothing is named, with the
// reason below it:
//
//	same: y and t have changed places
//		(y − t)² = (t − y)²
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	diff := flag.Bool("diff", false, "write nothing, and fail if a file would change")
	flag.Parse()
	files := flag.Args()
	if len(files) == 0 {
		files, _ = filepath.Glob("chapters/check/mistakes/*.txt")
		if len(files) == 0 {
			log.Fatal("run it in the folder of go.mod, or name a text")
		}
	}
	g := generator{diff: *diff}
	for _, step := range []func([]string) error{g.answers, g.prints} {
		if err := step(files); err != nil {
			log.Fatal(err)
		}
	}
	if len(g.stale) > 0 {
		log.Fatal("not up to date: ", strings.Join(g.stale, ", "))
	}
}

// A generator writes files or, with diff, lists those that are not what they would be.
type generator struct {
	diff  bool
	stale []string
}

func (g *generator) write(name string, text []byte) error {
	if old, err := os.ReadFile(name); err == nil && bytes.Equal(old, text) {
		return nil
	}
	if g.diff {
		g.stale = append(g.stale, name)
		return nil
	}
	return os.WriteFile(name, text, 0o666)
}

// answers writes the Go of each text.
func (g *generator) answers(files []string) error {
	for _, file := range files {
		written, err := generate(file)
		if err != nil {
			return err
		}
		for name, text := range written {
			if err := g.write(name, text); err != nil {
				return err
			}
		}
	}
	return nil
}

// prints tries the mistakes of the book: it puts them among the tests of package check, in
// an overlay, and these write what they find out into a temporary folder.
func (g *generator) prints(files []string) error {
	dir, err := os.MkdirTemp("", "gen")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	replace, written := map[string]string{}, map[string]string{}
	for i, file := range files {
		check, base := place(file)
		if check == "" {
			continue
		}
		found := filepath.Join(dir, base)
		written[filepath.Join(check, "prints", base)] = found
		text, err := mistakesTest(file, found)
		if err != nil {
			return err
		}
		test := filepath.Join(dir, fmt.Sprintf("m%d.go", i))
		if err := os.WriteFile(test, text, 0o666); err != nil {
			return err
		}
		check, _ = filepath.Abs(check)
		replace[filepath.Join(check, fmt.Sprintf("m%d_test.go", i))] = test
	}
	if len(replace) == 0 {
		return nil
	}
	overlay, _ := json.Marshal(map[string]any{"Replace": replace})
	if err := os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o666); err != nil {
		return err
	}
	cmd := exec.Command("go", "test", "-count=1", "-timeout=30m", "-overlay", filepath.Join(dir, "overlay.json"),
		"-run", "^TestMistakes", "chainrule/chapters/check")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}
	for name, found := range written {
		text, err := os.ReadFile(found)
		if err != nil {
			return err
		}
		if err := g.write(name, text); err != nil {
			return err
		}
	}
	return nil
}

// place returns the folder of package check, or "" for a text of a course, and the name of the file.
func place(file string) (check, base string) {
	dir, base := filepath.Split(file)
	if filepath.Base(dir) != "mistakes" {
		return "", base
	}
	return filepath.Dir(filepath.Clean(dir)), base
}

func read(file string) ([]*exercise, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	exercises, err := parse(string(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return exercises, nil
}

// withClassics reads a text and adds the classics.
func withClassics(file string) ([]*exercise, error) {
	exercises, err := read(file)
	for _, e := range exercises {
		if err := e.addClassics(); err != nil {
			return nil, fmt.Errorf("%s: %s: %w", file, e.name, err)
		}
	}
	return exercises, err
}

// generate returns the files that come out of one text, by name.
func generate(file string) (map[string][]byte, error) {
	check, base := place(file)
	if check == "" {
		exercises, err := withClassics(file)
		if err != nil {
			return nil, err
		}
		dir, err := filepath.Abs(filepath.Dir(file))
		if err != nil {
			return nil, err
		}
		which := map[*exercise][]string{}
		for _, e := range exercises {
			which[e] = []string{"right", "mistakes", "classics"}
		}
		out, err := render(filepath.Base(dir), "check.", base, exercises, which, "")
		return map[string][]byte{strings.TrimSuffix(file, ".txt") + "_gen.go": out}, err
	}
	exercises, err := read(file)
	if err != nil {
		return nil, err
	}
	which := map[*exercise][]string{}
	for _, e := range exercises {
		which[e] = []string{"right"}
		if e.random() {
			which[e] = []string{"right", "mistakes"}
			if err := e.compile(); err != nil {
				return nil, fmt.Errorf("%s: %s: %w", file, e.name, err)
			}
		}
	}
	out, err := render("check", "", "mistakes/"+base, exercises, which, "")
	if err != nil {
		return nil, err
	}
	solved, err := solution(exercises)
	return map[string][]byte{
		filepath.Join(check, "ch"+base[:2]+"_gen.go"):                                                 out,
		filepath.Join(check, "testdata", "solution", strings.TrimSuffix(base, ".txt"), "exercise.go"): solved,
	}, err
}

// mistakesTest is a test of package check that writes the prints of a text's mistakes into a
// file.
func mistakesTest(file, prints string) ([]byte, error) {
	exercises, err := withClassics(file)
	if err != nil {
		return nil, err
	}
	_, base := place(file)
	var b strings.Builder
	fmt.Fprintf(&b, "\nfunc TestMistakes%s(t *testing.T) {\nt.Parallel()\nvar all strings.Builder\n", base[:2])
	which := map[*exercise][]string{}
	for _, e := range exercises {
		if len(e.mistakes) == 0 || e.random() {
			continue
		}
		which[e] = []string{"mistakes", "classics"}
		fmt.Fprintf(&b, "if text, err := record(&%s, %d, mistakes%[1]s, classics%[1]s); err != nil {\nt.Error(err)\n} else {\n"+
			"all.WriteString(text)\n}\n", e.name, e.hash)
	}
	fmt.Fprintf(&b, "if err := os.WriteFile(%q, []byte(all.String()), 0o666); err != nil {\nt.Fatal(err)\n}\n}\n", prints)
	return render("check", "", "mistakes/"+base, exercises, which, b.String())
}
