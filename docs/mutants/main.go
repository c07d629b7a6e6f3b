// Mutants plants one small fault at a time in the packages losses, numgrad and
// backprop, and tells which of them the package's own tests let pass:
//
//	go run -C docs/mutants .             all three packages
//	go run -C docs/mutants . losses      this one only
//
// A fault, or mutant, is one changed token: + for −, < for <=, && for ||, += for
// −=, n + 1, 0 or 2n for a constant n, a minus or a not left out, a call left
// out. A mutant is killed if a test fails, or never ends; one that survives shows
// what no test looks at, or that the token does not matter. The latter stand in
// survivors.txt, each below its reason. Any other survivor is an error, and so is
// a line there whose mutant is killed, or gone.
//
// All mutants of a package are compiled at once, each as a copy of its function
// that is called instead of it where the environment says so, so that a mutant
// costs a run of the tests and no build. Only what stands outside of functions
// is built one by one. The tree is not touched: go test -overlay does it all.
package main

import (
	"cmp"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"log"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// swaps holds what is written instead of an operator.
var swaps = map[string][]string{
	"+": {"-"}, "-": {"+"}, "*": {"/"}, "/": {"*"}, "%": {"*"}, "<<": {">>"}, ">>": {"<<"}, "&": {"|"}, "|": {"&"},
	"<": {"<=", ">="}, "<=": {"<", ">"}, ">": {">=", "<="}, ">=": {">", "<"}, "==": {"!="}, "!=": {"=="},
	"&&": {"||"}, "||": {"&&"}, "++": {"--"}, "--": {"++"}, "+=": {"-="}, "-=": {"+="}, "*=": {"/="}, "/=": {"*="},
	"min": {"max"}, "max": {"min"}, "true": {"false"}, "false": {"true"},
}

// A mutant is bytes from … to of a file, replaced by other ones.
type mutant struct {
	file     string // as in losses/mse.go
	from, to int
	other    string
	fn       *ast.FuncDecl // nil outside of functions
	where    string        // losses/mse.go:12:7
	line     string        // losses/mse.go: sum [+= → -=] x[k], whatever line it is
	number   int           // from 1
	fate     fate
}

type fate int

const (
	killed   fate = iota // a test fails, or does not end
	survived             // all tests pass
	broken               // does not compile
)

// plant returns the mutants of a file.
func plant(file, src string) (mutants []*mutant) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	if err != nil {
		log.Fatal(err)
	}
	var fn *ast.FuncDecl
	add := func(pos, end token.Pos, others ...string) {
		from, to := fset.Position(pos).Offset, fset.Position(end).Offset
		start := strings.LastIndexByte(src[:from], '\n') + 1
		rest, _, _ := strings.Cut(src[to:], "\n")
		for _, other := range others {
			old, _, _ := strings.Cut(src[from:to], "\n")
			line := fmt.Sprintf("%s: %s[%s → %s]%s", file, strings.TrimSpace(src[start:from]), old, other, rest)
			where := fset.Position(pos).String()
			mutants = append(mutants, &mutant{file: file, from: from, to: to, other: other, fn: fn, where: where, line: line})
		}
	}
	operator := func(pos token.Pos, op token.Token) { add(pos, pos+token.Pos(len(op.String())), swaps[op.String()]...) }
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			operator(n.OpPos, n.Op)
		case *ast.AssignStmt:
			operator(n.TokPos, n.Tok)
		case *ast.IncDecStmt:
			operator(n.TokPos, n.Tok)
		case *ast.UnaryExpr:
			if n.Op == token.SUB || n.Op == token.NOT {
				add(n.OpPos, n.OpPos+1, "")
			}
		case *ast.BasicLit:
			if value, err := strconv.ParseFloat(n.Value, 64); err == nil && n.Kind != token.STRING {
				add(n.Pos(), n.End(), "("+n.Value+"+1)")
				if value != 0 {
					add(n.Pos(), n.End(), "0")
				}
				if value != 0 && value != 1 {
					add(n.Pos(), n.End(), "(2*"+n.Value+")")
				}
			}
		case *ast.Ident:
			add(n.Pos(), n.End(), swaps[n.Name]...)
		case *ast.ExprStmt:
			add(n.Pos(), n.End(), "")
		case *ast.DeferStmt:
			add(n.Pos(), n.End(), "")
		}
		return true
	}
	for _, decl := range tree.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok {
			fn = f
			ast.Inspect(f.Body, visit)
			fn = nil
		} else {
			ast.Inspect(decl, visit)
		}
	}
	return mutants
}

// call returns what calls the copy of fn that is named name, with fn's arguments.
func call(fn *ast.FuncDecl, name string) string {
	var args []string
	for _, field := range fn.Type.Params.List {
		for _, arg := range field.Names {
			args = append(args, arg.Name)
		}
		if _, ok := field.Type.(*ast.Ellipsis); ok {
			args[len(args)-1] += "..."
		}
	}
	if fn.Recv != nil {
		name = fn.Recv.List[0].Names[0].Name + "." + name
	}
	if c := name + "(" + strings.Join(args, ", ") + ")"; fn.Type.Results != nil {
		return "return " + c
	} else {
		return c + "; return"
	}
}

// copies returns the sources with a copy of its function for each mutant in ms,
// and what calls the copy: { switch mutant { case 7: return F_7(x) }; … }.
func copies(sources map[string]string, ms []*mutant) map[string]string {
	changed := make(map[string]string)
	for file, src := range sources {
		cases, tail := make(map[*ast.FuncDecl]string), ""
		var fns []*ast.FuncDecl // as they stand in the file
		for _, m := range ms {
			if m.file != file {
				continue
			}
			if cases[m.fn] == "" {
				fns = append(fns, m.fn)
			}
			name := fmt.Sprintf("%s_%d", m.fn.Name.Name, m.number)
			cases[m.fn] += fmt.Sprintf("case %d: %s; ", m.number, call(m.fn, name))
			f := m.fn // a token.Pos is the offset + 1: each file has a FileSet of its own
			tail += fmt.Sprintf("\n//line mutant-%d:1\n%s%s%s%s%s\n", m.number, src[f.Pos()-1:f.Name.Pos()-1], name,
				src[f.Name.End()-1:m.from], m.other, src[m.to:f.End()-1])
		}
		for _, f := range slices.Backward(fns) {
			src = src[:f.Body.Lbrace] + " switch mutant { " + cases[f] + "}; " + src[f.Body.Lbrace:]
		}
		changed[file] = src + tail
	}
	return changed
}

// A bench is where the mutants of one package are tried.
type bench struct {
	root, pkg, dir string            // dir is for what is built
	sources        map[string]string // by name, as in losses/mse.go
	mutants        []*mutant
}

// compile makes a test binary of the package with these changed sources.
func (b *bench) compile(bin string, sources map[string]string) (messages string, err error) {
	replace := make(map[string]string)
	for file, src := range sources {
		copied := bin + "-" + path.Base(file)
		replace[filepath.Join(b.root, file)] = copied
		if err := os.WriteFile(copied, []byte(src), 0o600); err != nil {
			return "", err
		}
	}
	overlay, _ := json.Marshal(map[string]any{"Replace": replace}) // strings only
	if err := os.WriteFile(bin+".json", overlay, 0o600); err != nil {
		return "", err
	}
	cmd := exec.Command("go", "test", "-c", "-gcflags=-e", "-overlay", bin+".json", "-o", bin, "./"+b.pkg)
	cmd.Dir = b.root
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// passes runs a test binary with one mutant on, and tells whether all tests pass.
func (b *bench) passes(bin string, number int, limit time.Duration) bool {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, bin, "-test.short", "-test.failfast")
	cmd.Dir = filepath.Join(b.root, b.pkg)
	cmd.Env = append(os.Environ(), "GOLDIE_UPDATE=", fmt.Sprint("MUTANT=", number))
	return cmd.Run() == nil
}

// together makes one test binary for all mutants in functions. Those that do not
// compile leave until the rest does.
func (b *bench) together(bin string) error {
	for {
		ms := slices.DeleteFunc(slices.Clone(b.mutants), func(m *mutant) bool { return m.fn == nil || m.fate == broken })
		sources := copies(b.sources, ms)
		sources[b.pkg+"/mutant.go"] = "package " + path.Base(b.pkg) + "\n\nimport (\"os\"; \"strconv\")\n\n" +
			"var mutant, _ = strconv.Atoi(os.Getenv(\"MUTANT\"))\n"
		out, err := b.compile(bin, sources)
		if err == nil {
			return nil
		}
		guilty := regexp.MustCompile(`mutant-(\d+):\d`).FindAllStringSubmatch(out, -1)
		if len(guilty) == 0 {
			return fmt.Errorf("package %s: %s", b.pkg, out)
		}
		for _, g := range guilty {
			number, _ := strconv.Atoi(g[1])
			b.mutants[number-1].fate = broken
		}
	}
}

// try tells the fate of a mutant: bin is the binary of all those in functions.
func (b *bench) try(m *mutant, bin string, limit time.Duration) fate {
	if m.fn == nil {
		bin = filepath.Join(b.dir, fmt.Sprintf("alone-%d.test", m.number))
		src := b.sources[m.file]
		if _, err := b.compile(bin, map[string]string{m.file: src[:m.from] + m.other + src[m.to:]}); err != nil {
			return broken
		}
	}
	switch {
	case m.fate == broken:
		return broken
	case b.passes(bin, m.number, limit):
		return survived
	}
	return killed
}

// run plants the mutants of the package pkg in the module at root, tries them on
// so many cores at a time, and returns them with their fates. A test may take ten
// times as long as without a mutant, and spare.
func run(root, pkg string, cores int, spare time.Duration) ([]*mutant, error) {
	b := bench{root: root, pkg: pkg, sources: make(map[string]string)}
	folder, err := build.ImportDir(filepath.Join(root, pkg), 0)
	if err != nil {
		return nil, err
	}
	for _, name := range folder.GoFiles {
		src, err := os.ReadFile(filepath.Join(folder.Dir, name))
		if err != nil {
			return nil, err
		}
		b.sources[pkg+"/"+name] = string(src)
		b.mutants = append(b.mutants, plant(pkg+"/"+name, string(src))...)
	}
	for i, m := range b.mutants {
		m.number = i + 1
	}
	if b.dir, err = os.MkdirTemp("", "mutants"); err != nil {
		return nil, err
	}
	defer os.RemoveAll(b.dir)
	bin := filepath.Join(b.dir, "together.test")
	if err := b.together(bin); err != nil {
		return nil, err
	}
	start := time.Now()
	if !b.passes(bin, 0, time.Minute) {
		return nil, fmt.Errorf("package %s: a test fails without any mutant", pkg)
	}
	limit := spare + 10*time.Since(start)
	queue := make(chan *mutant)
	var group sync.WaitGroup
	for range cores {
		group.Go(func() {
			for m := range queue {
				m.fate = b.try(m, bin, limit)
			}
		})
	}
	info, err := os.Stderr.Stat()
	watched := err == nil && info.Mode()&os.ModeCharDevice != 0
	for i, m := range b.mutants {
		if queue <- m; watched {
			fmt.Fprintf(os.Stderr, "\r%s: %d of %d ", pkg, i+1, len(b.mutants))
		}
	}
	close(queue)
	group.Wait()
	if watched {
		fmt.Fprint(os.Stderr, "\r\033[K")
	}
	return b.mutants, nil
}

// totals counts what became of mutants.
func totals(mutants []*mutant) string {
	var count [3]int
	for _, m := range mutants {
		count[m.fate]++
	}
	share := 100 * float64(count[killed]) / float64(max(1, count[killed]+count[survived]))
	return fmt.Sprintf("%d killed, %d survived: %.1f %% (%d did not compile)", count[killed], count[survived], share, count[broken])
}

// known reads survivors.txt: lines of mutants, below lines with their reason,
// which begin with #. Lines of one text are as many mutants.
func known(text string) map[string]int {
	lines := make(map[string]int)
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			lines[line]++
		}
	}
	return lines
}

// faults tells where mutants, all those of the packages pkgs, and the text of
// survivors.txt differ. A line there that is of no package at all is gone, too.
func faults(mutants []*mutant, text string, pkgs []string) (found []string) {
	expected := known(text)
	for _, m := range mutants {
		if m.fate != survived {
			continue
		}
		if expected[m.line]--; expected[m.line] < 0 {
			found = append(found, fmt.Sprintf("new survivor, %s:\n%s", m.where, m.line))
		}
	}
	for _, line := range slices.Sorted(maps.Keys(expected)) {
		pkg, _, _ := strings.Cut(line, "/")
		if expected[line] > 0 && (slices.Contains(pkgs, pkg) || !slices.Contains(packages, pkg)) {
			found = append(found, "in survivors.txt, and killed or gone:\n"+line)
		}
	}
	return found
}

var packages = []string{"losses", "numgrad", "backprop"}

func main() {
	cores := flag.Int("p", runtime.NumCPU(), "how many mutants are tried at a time")
	flag.Parse()
	pkgs := flag.Args()
	if len(pkgs) == 0 {
		pkgs = packages
	}
	root, err := filepath.Abs("../..")
	text, err2 := os.ReadFile("survivors.txt")
	if err = cmp.Or(err, err2); err != nil {
		log.Fatal(err)
	}
	var all []*mutant
	for _, pkg := range pkgs {
		mutants, err := run(root, pkg, *cores, 2*time.Second)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%-9s %s\n", pkg, totals(mutants))
		all = append(all, mutants...)
	}
	fmt.Printf("%-9s %s\n", "together", totals(all))
	found := faults(all, string(text), pkgs)
	for _, fault := range found {
		fmt.Println(fault)
	}
	if len(found) > 0 {
		os.Exit(1)
	}
}
