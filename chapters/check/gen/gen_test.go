package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What is committed comes from the texts.
func TestGenerated(t *testing.T) {
	texts, err := filepath.Glob("../mistakes/*.txt")
	if err != nil || len(texts) == 0 {
		t.Fatal("no texts: ", err)
	}
	texts = append(texts, "../testdata/course/week1.txt")
	for _, text := range texts {
		files, err := generate(text)
		if err != nil {
			t.Error(err)
		}
		for name, want := range files {
			if got, _ := os.ReadFile(name); !bytes.Equal(got, want) {
				t.Errorf("%s is not what %s says now: go run ./chapters/check/gen", name, text)
			}
		}
		check, base := place(text)
		exercises, err := read(text)
		if err != nil || check == "" {
			continue
		}
		prints, _ := os.ReadFile(filepath.Join(check, "prints", base))
		for _, e := range exercises {
			if len(e.mistakes) > 0 && !e.random() && !strings.Contains(string(prints), fmt.Sprintf("== %s %d ", e.name, e.hash)) {
				t.Errorf("the mistakes of %s have changed since they were tried: go run ./chapters/check/gen", e.name)
			}
		}
	}
}

const doubled = "== Double(x []float64) float64\n\tsum := 0.0\n\tfor k := range x {\n\t\tsum += x[k]\n\t}\n\treturn 2 * sum\n"

// A course's text becomes a file of its package.
func TestCourse(t *testing.T) {
	file := filepath.Join(t.TempDir(), "week1", "a.txt")
	os.Mkdir(filepath.Dir(file), 0o777)
	if err := os.WriteFile(file, []byte(doubled+"\nnothing is doubled\n\t2 * sum → sum\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	files, err := generate(file)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	for name, text := range files {
		if !strings.HasSuffix(name, "a_gen.go") {
			t.Errorf("it is called %s", name)
		}
		for _, want := range []string{"package week1\n", "import (\n\t\"chainrule/chapters/check\"\n)",
			"var mistakesDouble = []check.Mistake[func(x []float64) float64]{\n\t{\"nothing is doubled\", double1},\n}",
			"\treturn sum\n", "{\"k = 0 is left out: the loop over k should begin with it\", double2}"} {
			if !strings.Contains(string(text), want) {
				t.Errorf("%q is missing in\n%s", want, text)
			}
		}
	}
}

// A fault in a text is said with its place.
func TestFaults(t *testing.T) {
	for text, want := range map[string]string{
		"== MSE":                                     "\"MSE\" is no header",
		doubled + "\nh\n\t3 * sum → sum\n":           "h\": \"3 * sum\" occurs 0 times",
		doubled + "\nh\n\tsum → 1\n":                 "\"sum\" occurs 3 times",
		doubled + "\nh\n\t2 * sum → 1\n\treturn 2\n": "\"return 2\" has no →",
		doubled + "\nh\n\n":                          "\"h\" has nothing below it",
		doubled + "\nh\n\t2 * sum → 2 * total\n":     "h\" does not compile: 8:13: undefined: total",
		doubled + "\nsame: h\n\tbecause\n":           "no classic is called \"h\"",
		"== D() int\n\treturn x\n":                   "the right answer does not compile",
	} {
		all, err := parse(text)
		for _, e := range all {
			if err == nil {
				err = e.addClassics()
			}
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q in it", text, err, want)
		}
	}
}
