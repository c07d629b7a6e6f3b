package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The judge rejects the right answers with one token changed, but for those that
// survivors.txt lists with the reason why they change nothing. This builds and judges
// some thousand answers, which takes a minute or two: CHECK_MUTANTS=1 asks for it.
func TestMutants(t *testing.T) {
	if os.Getenv("CHECK_MUTANTS") == "" {
		t.Skip("set CHECK_MUTANTS=1")
	}
	texts, _ := filepath.Glob("../mistakes/*.txt")
	var all []*exercise
	for _, text := range texts {
		body, err := os.ReadFile(text)
		if err != nil {
			t.Fatal(err)
		}
		list, err := parse(string(body))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, list...)
	}
	test, n, err := mutantTest(all)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	check, _ := filepath.Abs("..")
	os.WriteFile(filepath.Join(dir, "mutants_test.go"), test, 0o666)
	overlay, _ := json.Marshal(map[string]any{"Replace": map[string]string{
		filepath.Join(check, "mutants_gen_test.go"): filepath.Join(dir, "mutants_test.go")}})
	os.WriteFile(filepath.Join(dir, "overlay.json"), overlay, 0o666)
	out, err := exec.Command("go", "test", "-timeout=28m", "-overlay", filepath.Join(dir, "overlay.json"), "-vet=off", "-run", "^TestMutants$", "-v",
		"chainrule/chapters/check").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	listed := survivors(t)
	var found []string
	for line := range strings.Lines(string(out)) {
		if mutant, ok := strings.CutPrefix(line, "survives: "); ok {
			found = append(found, strings.TrimSpace(mutant))
		}
	}
	for _, mutant := range found {
		if !slices.Contains(listed, mutant) {
			t.Errorf("called ok, and not in survivors.txt: %s", mutant)
		}
	}
	for _, mutant := range listed {
		if !slices.Contains(found, mutant) {
			t.Errorf("in survivors.txt, and not called ok: %s", mutant)
		}
	}
	t.Logf("of %d right answers with one token changed, %d are called ok", n, len(found))
}

// survivors returns the listed mutants. In survivors.txt a reason stands above those that it
// is about, indented.
func survivors(t *testing.T) (list []string) {
	text, err := os.ReadFile("survivors.txt")
	if err != nil {
		t.Fatal(err)
	}
	reason := ""
	for line := range strings.Lines(string(text)) {
		if mutant, ok := strings.CutPrefix(line, "\t"); !ok {
			reason = strings.TrimSpace(line)
		} else if list = append(list, strings.TrimSpace(mutant)); reason == "" {
			t.Errorf("no reason above %s", mutant)
		}
	}
	return list
}
