package docs

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"math"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// Faults of the notes that no chapter and no package shows: the wrong form beside
// the right one. errata.md names these tests.

// A backward pass changes no weight, but a step of gradient descent does.
func TestErrata6And34(t *testing.T) {
	W := backprop.Matrix{{0.5, -1}, {2, 0.25}}
	b := []float64{0.1, -0.2}
	net := backprop.NewNetwork(backprop.NewAffine(W, b))
	before := fmt.Sprint(W, b)
	net.Loss(backprop.Matrix{{1, 2}}, backprop.Matrix{{0, 1}})
	net.Backward()
	if after := fmt.Sprint(W, b); after != before {
		t.Errorf("Backward changed the weights: %s, want %s", after, before)
	}
	backprop.SGD(net.Params(), 0.1)
	if after := fmt.Sprint(W, b); after == before {
		t.Errorf("SGD left the weights at %s", after)
	}
}

// Without an n under the sum over n, N equal terms are divided by N: the loss of one
// sample, whichever it is.
func TestErratum3(t *testing.T) {
	y, target := [][]float64{{0.5, 0}, {3, 1}}, [][]float64{{1, 0}, {1, 0}}
	sum := 0.0
	for range y {
		sum += losses.MSE(y[0], target[0]) // no n in y_k
	}
	if got, right := sum/2, losses.MSEBatch(y, target); got != 0.125 || right != 1.3125 {
		t.Errorf("without n %v, want ½·½²; with n %v, want (0.125 + ½(2² + 1²))/2", got, right)
	}
}

// byRows is the notes' numerical_gradient for an array with rows: x[i] is then a
// row, and tmp a second name for it, as in NumPy. So "tmp − h" leads back to x.
func byRows(f func(x backprop.Matrix) float64, x, grad backprop.Matrix) {
	const h = numgrad.Step
	move := func(row, from []float64, step float64) {
		for k := range row {
			row[k] = from[k] + step
		}
	}
	for i := range len(x) * len(x[0]) { // x.size
		tmp := x[i]
		move(x[i], tmp, h)
		right := f(x)
		move(x[i], tmp, -h)
		left := f(x)
		for k := range grad[i] {
			grad[i][k] = (right - left) / (2 * h)
		}
	}
}

// f = Σ w², with slopes 2w. A column gets half of each. Where there are several
// columns, a row gets half the sum of its slopes, and then the rows run out.
func TestErratum21(t *testing.T) {
	f := func(x backprop.Matrix) float64 {
		sum := 0.0
		for _, row := range x {
			for _, w := range row {
				sum += float64(w * w)
			}
		}
		return sum
	}
	column, grad := backprop.Matrix{{3}, {4}}, backprop.NewMatrix(2, 1)
	byRows(f, column, grad)
	for i, want := range []float64{3, 4} {
		if got := grad[i][0]; !(math.Abs(got-want) <= 1e-4) {
			t.Errorf("the notes' way, column: slope %d = %v, want half of %v", i, got, 2*want)
		}
	}

	square, grad := backprop.Matrix{{3, 4}, {5, 6}}, backprop.NewMatrix(2, 2)
	func() {
		defer func() {
			if got := fmt.Sprint(recover()); !strings.Contains(got, "index out of range [2]") {
				t.Errorf("the notes' way, two columns: %s, want no row 2", got)
			}
		}()
		byRows(f, square, grad)
	}()
	if got := grad[0][0]; !(math.Abs(got-7) <= 1e-3) {
		t.Errorf("the notes' way, two columns: first slope %v, want (6 + 8)/2", got)
	}

	// Handed over as one row, each number has the slope that it has.
	flat := func(x []float64) float64 { return f(backprop.Matrix{x[:2], x[2:]}) }
	for i, got := range numgrad.Gradient(flat, []float64{3, 4, 5, 6}) {
		if want := []float64{6, 8, 10, 12}[i]; !(math.Abs(got-want) <= 1e-9) {
			t.Errorf("numgrad.Gradient: slope %d = %v, want %v", i, got, want)
		}
	}
}

// Numbers of 32 bits near 3 are 2.4e-7 apart, those near 25 1.9e-6: with h = 1e-4,
// rounding alone moves the slope 6 by more than a thousandth. A float64 has eleven
// digits of it.
func TestErratum23(t *testing.T) {
	f := func(x float32) float32 { return float32(x*x) + 16 } // x0² + x1², x1 = 4
	x, h := float32(3), float32(1e-4)
	short := float64((f(x+h) - f(x-h)) / (2 * h))
	long := numgrad.Derivative(func(x float64) float64 { return float64(x*x) + 16 }, 3)
	if off := math.Abs(short - 6); !(off > 1e-3 && off < 0.1) || !(math.Abs(long-6) <= 1e-10) {
		t.Errorf("slope at 3: float32 %v, want 6 but for 0.001 to 0.1; float64 %v, want 6", short, long)
	}
}

// The slope of f(g(x)) is f'(g(x))·g'(x), which is neither df/dx read as f'(x), nor
// f' taken at x and multiplied by g'(x).
func TestErratum36(t *testing.T) {
	f := func(u float64) float64 { return float64(u * u) }
	g := func(x float64) float64 { return 3*x + 1 }
	slope := numgrad.Derivative(func(x float64) float64 { return f(g(x)) }, 2)
	for _, c := range []struct {
		name        string
		value, want float64
		right       bool
	}{
		{"f'(g(x))·g'(x)", numgrad.Derivative(f, g(2)) * numgrad.Derivative(g, 2), 42, true}, // 2·7·3
		{"f'(x)", numgrad.Derivative(f, 2), 4, false},                                        // 2·2
		{"f'(x)·g'(x)", numgrad.Derivative(f, 2) * numgrad.Derivative(g, 2), 12, false},      // 2·2·3
	} {
		if agrees := math.Abs(c.value-slope) <= 1e-7; !(math.Abs(c.value-c.want) <= 1e-7) || agrees != c.right {
			t.Errorf("%s = %v, want %v; the slope of f(g(x)) is %v", c.name, c.value, c.want, slope)
		}
	}
}

// Prediction and target are not to be exchanged: −Σ y·log t has the logarithm of 0.
func TestErratum37(t *testing.T) {
	y, target := []float64{0.6, 0.3, 0.1}, []float64{1, 0, 0}
	if got := losses.CrossEntropy(y, target); !(math.Abs(got+math.Log(0.6)) <= 1e-15) {
		t.Errorf("−Σ t·log y = %v, want −log 0.6", got)
	}
	if got := losses.CrossEntropy(target, y); !math.IsInf(got, 1) {
		t.Errorf("−Σ y·log t = %v, want +Inf", got)
	}
}

// Go's Println puts a space between what it is given, as Python's print does: the
// notes' statements print two before "apple num:", and their output shows one.
func TestErratum51(t *testing.T) {
	const printed = "Backward| apple price: 2.2 apple num: 110.00000000000001"
	tax := 1.1
	got := strings.TrimSuffix(fmt.Sprintln("Backward| apple price:", tax*2, " apple num:", tax*100), "\n")
	if want := strings.Replace(printed, " apple num", "  apple num", 1); got != want {
		t.Errorf("the statement prints\n%s, want\n%s", got, want)
	}
	if got == printed || strings.Join(strings.Fields(got), " ") != printed {
		t.Errorf("%q and %q should differ by one space", got, printed)
	}
}

// What errata.md and notes-map.md refer to.

const numbered = 62 // faults, in the first column of the tables

func TestErrataAreComplete(t *testing.T) {
	page, err := fs.ReadFile(root, "docs/errata.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range checkNumbering(string(page), numbered) {
		t.Errorf("errata.md: %s", fault)
	}
}

var numberCell = regexp.MustCompile(`(?m)^\| (\d+(?:, \d+)*) \|`)

// checkNumbering returns a line for each number of 1 … n that the first column of
// the text's tables does not have exactly once, and for each that is beyond.
func checkNumbering(text string, n int) (faults []string) {
	seen := map[int]int{}
	for _, m := range numberCell.FindAllStringSubmatch(fenced.ReplaceAllString(text, ""), -1) {
		for _, s := range strings.Split(m[1], ", ") {
			i, _ := strconv.Atoi(s)
			if seen[i]++; i < 1 || i > n {
				faults = append(faults, fmt.Sprintf("there is no number %d", i))
			}
		}
	}
	for i := 1; i <= n; i++ {
		if seen[i] != 1 {
			faults = append(faults, fmt.Sprintf("number %d stands there %d times", i, seen[i]))
		}
	}
	return faults
}

// Every test that a page names exists. What these two pages name exists where they
// say, and so do the paragraphs of output.
func TestReferences(t *testing.T) {
	m := readModule(t, root)
	for name, text := range pages(t, root) {
		strict := name == "docs/errata.md" || name == "docs/notes-map.md"
		for _, fault := range m.checkReferences(name, text, strict) {
			t.Errorf("%s:%s", name, fault)
		}
	}
}

// A module is its declarations by folder, tests among them, and its files.
type module struct {
	fsys  fs.FS
	decls map[string][]ast.Decl
}

func readModule(t *testing.T, fsys fs.FS) module {
	t.Helper()
	m := module{fsys, map[string][]ast.Decl{}}
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".go" {
			return err
		}
		src, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, 0)
		if err != nil {
			if readers(name) {
				return nil
			}
			return err
		}
		m.decls[path.Dir(name)] = append(m.decls[path.Dir(name)], f.Decls...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// has says whether the folder declares name; the folder "" is any.
func (m module) has(folder, name string) bool {
	for dir, decls := range m.decls {
		if (folder == "" || dir == folder) &&
			slices.ContainsFunc(decls, func(d ast.Decl) bool { return declares(d, name) }) {
			return true
		}
	}
	return false
}

// A reference is one of: a link to a chapter, of which the rest of the line speaks;
// package.Name; a test; a function of the chapter, name(); and “a paragraph of its
// output that begins so”.
var reference = regexp.MustCompile("\\]\\(([^)\\s]*)/README\\.md\\)|`(\\w+)\\.([A-Z][\\w.]*)`|\\b(Test[A-Z]\\w*)|`(\\w+)\\(\\)`|“([^”]*)”")

// checkReferences returns a line for each reference of the page called name that
// leads nowhere. If it is not strict, only tests count, and they may be anywhere.
func (m module) checkReferences(name, text string, strict bool) (faults []string) {
	text = fenced.ReplaceAllStringFunc(text, func(block string) string {
		return strings.Repeat("\n", strings.Count(block, "\n"))
	})
	for i, line := range strings.Split(text, "\n") {
		chapter := ""
		for _, r := range reference.FindAllStringSubmatch(line, -1) {
			link, pkg, inPkg, test, function, paragraph := r[1], r[2], r[3], r[4], r[5], r[6]
			fault := ""
			switch {
			case link != "" && strict:
				chapter = path.Join(path.Dir(name), link)
			case pkg != "" && (strict || strings.HasPrefix(inPkg, "Test")):
				if !m.has(pkg, inPkg) {
					fault = pkg + " declares no " + inPkg
				}
			case test != "":
				if !m.has(chapter, test) {
					fault = fmt.Sprintf("there is no %s in %q", test, chapter)
				}
			case function != "" && strict:
				if !m.has(chapter, function) {
					fault = fmt.Sprintf("there is no function %s in %q", function, chapter)
				}
			case paragraph != "" && strict:
				golden := path.Join("testdata", path.Base(chapter), "output.golden")
				text, _ := fs.ReadFile(m.fsys, golden)
				if !strings.Contains("\n\n"+string(text), "\n\n"+paragraph) {
					fault = fmt.Sprintf("%s has no paragraph that begins %q", golden, paragraph)
				}
			}
			if fault != "" {
				faults = append(faults, fmt.Sprintf("%d: %s", i+1, fault))
			}
		}
	}
	return faults
}

func TestCheckNumbering(t *testing.T) {
	for _, test := range []struct{ name, page, faults string }{
		{"complete", "| No. | x |\n| --- | --- |\n| 1 | a |\n| 2, 3 | b |\n", ""},
		{"two tables", "| 3 | a |\n\n## B\n| 1, 2 | b |\n", ""},
		{"missing", "| 1 | a |\n| 3 | b |\n", "number 2 stands there 0 times"},
		{"twice", "| 1 | a |\n| 2, 3 | b |\n| 1 | c |\n", "number 1 stands there 2 times"},
		{"beyond", "| 1, 2, 3, 4 | a |\n", "there is no number 4"},
		{"in another column", "| 1, 2 | a |\n| x | 3 |\n", "number 3 stands there 0 times"},
	} {
		if got := strings.Join(checkNumbering(test.page, 3), "; "); got != test.faults {
			t.Errorf("%s: faults %q, want %q", test.name, got, test.faults)
		}
	}
}

func TestCheckReferences(t *testing.T) {
	m := readModule(t, fstest.MapFS{
		"a/a.go":                             {Data: []byte("package a\n\ntype T struct{}\n\nfunc (*T) M() {}\n\nconst C = 1\n")},
		"a/a_test.go":                        {Data: []byte("package a\n\nfunc TestA(t *testing.T) {}\n")},
		"chapters/01-x/main.go":              {Data: []byte("package main\n\nfunc show() {}\n")},
		"chapters/01-x/exercise/exercise.go": {Data: []byte("package exercise\n\nfunc MSE( {\n")}, // does not parse
		"chapters/01-x/main_test.go":         {Data: []byte("package main\n\nfunc TestX(t *testing.T) {}\n")},
		"testdata/01-x/output.golden":        {Data: []byte("One\n  1\n\nTwo: more\n  2\n")},
	})
	const x = "[chapter 1](../chapters/01-x/README.md), "
	for _, test := range []struct{ name, page, loose, strict string }{
		{"all there", x + "`show()`, `TestX`, “Two”; `a.T.M`, `a.C`, `a.TestA`", "", ""},
		{"not ours", "`np.zeros`, `h = 1e-4`, Test, “no chapter", "", ""},
		{"in a block", "```sh\ngo test -run TestNone\n```\n", "", ""},
		{"any test", "text\n`TestX`", "", ""},
		{"no such test", "text\n`TestY`", `2: there is no TestY in ""`, `2: there is no TestY in ""`},
		{"after a block", "```sh\na\n```\n`TestY`", `4: there is no TestY in ""`, `4: there is no TestY in ""`},
		{"test of another folder", x + "`TestA`", "", `1: there is no TestA in "chapters/01-x"`},
		{"test of a package", "`a.TestX`", "1: a declares no TestX", "1: a declares no TestX"},
		{"name", "`a.D`", "", "1: a declares no D"},
		{"method", "`a.T.N`", "", "1: a declares no T.N"},
		{"function", x + "`hide()`", "", `1: there is no function hide in "chapters/01-x"`},
		{"paragraph", x + "“Three”", "", `1: testdata/01-x/output.golden has no paragraph that begins "Three"`},
		{"each line alone", x + "“One”\n“One”", "", `2: testdata/output.golden has no paragraph that begins "One"`},
	} {
		for strict, want := range map[bool]string{false: test.loose, true: test.strict} {
			if got := strings.Join(m.checkReferences("docs/page.md", test.page, strict), "; "); got != want {
				t.Errorf("%s, strict %v: faults %q, want %q", test.name, strict, got, want)
			}
		}
	}
}
