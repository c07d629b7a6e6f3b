package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const tinySource = `package tiny

const first = 1

// Sum returns the sum of the numbers from first to n.
func Sum(n int) int {
	if n < 0 {
		return 0
	}
	sum := 0
	for k := first; k <= n; k++ {
		sum += k
	}
	return sum
}

type Word string

func (w Word) Twice() Word { return w + w }
`

const tinyTest = `package tiny

import "testing"

func TestTiny(t *testing.T) {
	if Sum(0) != 0 || Sum(3) != 6 || Word("a").Twice() != "aa" {
		t.Fail()
	}
}
`

// A module with one package, and what becomes of all the mutants in it.
func TestRun(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module tiny\n\ngo 1.26\n", "tiny/tiny.go": tinySource, "tiny/tiny_test.go": tinyTest} {
		name = filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want := map[string]fate{
		"const first =[1 → (1+1)]":                         killed,   // outside of functions
		"const first =[1 → 0]":                             survived, // 0 adds nothing
		"if n[< → <=] 0 {":                                 survived, // the loop gives 0 too
		"if n[< → >=] 0 {":                                 killed,
		"if n <[0 → (0+1)] {":                              survived,
		"return[0 → (0+1)]":                                survived, // not tested
		"sum :=[0 → (0+1)]":                                killed,
		"for k := first; k[<= → <] n; k++ {":               killed,
		"for k := first; k[<= → >] n; k++ {":               killed,
		"for k := first; k <= n; k[++ → --] {":             killed, // an endless loop
		"sum[+= → -=] k":                                   killed,
		"func (w Word) Twice() Word { return w[+ → -] w }": broken, // of words
	}
	mutants, err := run(root, "tiny", 2, 2*time.Second)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range mutants {
		line := strings.TrimPrefix(m.line, "tiny/tiny.go: ")
		if fate, ok := want[line]; !ok || m.fate != fate {
			t.Errorf("%s: fate %d, want %d (known: %v)", m.line, m.fate, fate, ok)
		}
		delete(want, line)
	}
	for line := range want {
		t.Errorf("no mutant %s", line)
	}
	if got, want := totals(mutants), "7 killed, 4 survived: 63.6 % (1 did not compile)"; got != want {
		t.Errorf("totals: %s, want %s", got, want)
	}

	test := filepath.Join(root, "tiny/tiny_test.go")
	if err := os.WriteFile(test, []byte(strings.Replace(tinyTest, "!= 6", "!= 7", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	if mutants, err := run(root, "tiny", 2, 2*time.Second); err == nil {
		t.Errorf("where a test fails without any mutant, run has %d mutants and no error", len(mutants))
	}
}

func TestKnown(t *testing.T) {
	got := known("# why\nlosses/a.go: x [+ → -] y\n\n  losses/a.go: x [+ → -] y  \n# why too\nlosses/b.go: z\n")
	if want := map[string]int{"losses/a.go: x [+ → -] y": 2, "losses/b.go: z": 1}; !maps.Equal(got, want) {
		t.Errorf("known survivors: %v, want %v", got, want)
	}
}

func TestFaults(t *testing.T) {
	live := func(line string) *mutant { return &mutant{line: line, where: "there", fate: survived} }
	dead := func(line string) *mutant { return &mutant{line: line, where: "there", fate: killed} }
	const isNew, isGone = "new survivor, there:\n", "in survivors.txt, and killed or gone:\n"
	for _, c := range []struct {
		name    string
		mutants []*mutant
		text    string
		want    []string
	}{
		{"nothing", nil, "", nil},
		{"all killed", []*mutant{dead("losses/a")}, "# why\n", nil},
		{"as listed", []*mutant{live("losses/a"), dead("losses/b")}, "# why\nlosses/a", nil},
		{"not listed", []*mutant{live("losses/a")}, "# losses/a", []string{isNew + "losses/a"}},
		{"listed once, there twice", []*mutant{live("losses/a"), live("losses/a")}, "losses/a", []string{isNew + "losses/a"}},
		{"listed twice, there once", []*mutant{live("losses/a"), dead("losses/a")}, "losses/a\nlosses/a", []string{isGone + "losses/a"}},
		{"killed", []*mutant{dead("losses/a")}, "losses/a", []string{isGone + "losses/a"}},
		{"does not compile", []*mutant{{line: "losses/a", fate: broken}}, "losses/a", []string{isGone + "losses/a"}},
		{"gone", nil, "losses/a", []string{isGone + "losses/a"}},
		{"of another package, which is not tried", nil, "numgrad/a", nil},
		{"of no package", nil, "loses/a", []string{isGone + "loses/a"}},
	} {
		if got := faults(c.mutants, c.text, []string{"losses"}); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
