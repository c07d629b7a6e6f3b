package docs

import (
	"cmp"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// allowed says what the packages of a folder may import besides the standard
// library, or, for the three that people copy from, what of it: nothing there
// prints, reads a file, looks at the clock or asks the environment.
var allowed = []struct{ folder, imports string }{
	{"losses", "fmt math slices"},
	{"numgrad", "fmt math math/bits slices"},
	{"backprop", "fmt math math/rand/v2 reflect runtime simd/archsimd slices strings sync sync/atomic chainrule/losses"},
	{"chapters", "std chainrule/losses chainrule/numgrad chainrule/backprop chainrule/chapters/"},
	{"docs", "std"},
}

// The arrows run one way, and what is not a test needs the standard library only.
// Tests may use goldie. Folders with a go.mod are modules of their own.
func TestImports(t *testing.T) {
	files := 0
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			_, alone := fs.Stat(root, path.Join(name, "go.mod"))
			if d != nil && name != "." && (alone == nil || d.Name() == "testdata" || d.Name()[0] == '.') {
				return cmp.Or(err, fs.SkipDir)
			}
			return err
		}
		if path.Ext(name) == ".go" && !readers(name) {
			files++
			for _, fault := range checkImports(name, readFile(t, name)) {
				t.Errorf("%s: %s", name, fault)
			}
		}
		return nil
	})
	if err != nil || files < 100 {
		t.Errorf("%d Go files read, %v", files, err)
	}
}

// checkImports returns a line for each import that a file of this name must not have.
func checkImports(name, src string) (faults []string) {
	f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly)
	if err != nil {
		return []string{err.Error()}
	}
	var mayImport []string
	for _, a := range allowed {
		if strings.HasPrefix(name, a.folder+"/") {
			mayImport = strings.Fields(a.imports)
		}
	}
	isTest := strings.HasSuffix(name, "_test.go") || strings.Contains(name, "/chaptertest/")
	for _, spec := range f.Imports {
		imported, _ := strconv.Unquote(spec.Path.Value) // the parser has seen that it is a string
		first, _, _ := strings.Cut(imported, "/")
		std := first != "chainrule" && !strings.Contains(first, ".")
		ok := isTest && (std || first == "chainrule" || imported == "github.com/sebdah/goldie/v2")
		for _, may := range mayImport {
			ok = ok || imported == may || may == "std" && std || strings.HasSuffix(may, "/") && strings.HasPrefix(imported, may)
		}
		if !ok {
			faults = append(faults, "must not import "+imported)
		}
	}
	return faults
}

// What runs on other people's machines is named by commit, not by a name that
// somebody may move.
func TestActionsArePinned(t *testing.T) {
	files, _ := fs.Glob(root, ".github/workflows/*.yml")
	if len(files) == 0 {
		t.Fatal("no workflow")
	}
	pinned := regexp.MustCompile(`^\S+@[0-9a-f]{40} # v[0-9.]+$`)
	for _, file := range files {
		for line := range strings.Lines(readFile(t, file)) {
			if _, action, ok := strings.Cut(strings.TrimSpace(line), "uses: "); ok && !pinned.MatchString(action) {
				t.Errorf("%s: %s is not named by commit and version", file, action)
			}
		}
	}
}
