// Package check examines the exercises of the book. An [Exercise] knows calls
// with their right results, and typical mistakes, each with the hint that helps
// whoever made it:
//
//	func TestMSE(t *testing.T) { check.MSE.Run(t, MSE) }
//
// An answer is held to the printed cases and to a hundred or more random calls. One that
// behaves like one of the mistakes on every call gets that hint. In the book these are
// fingerprints (prints.go), elsewhere wrong answers that are run. The package never imports
// an answer, so any module may hold its own to it, and build exercises of its own;
// docs/teaching.md shows how.
package check

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A Task is what a reader may know of an exercise.
type Task struct {
	Chapter string    // the folder of the chapter, "04-numerical-gradient"; "" outside the book
	Name    string    // of the function or type to write: "Gradient"
	Read    string    // what to read: in the book, the heading of a section of the chapter's text
	Hints   [3]string // what to look at; the formula; the shape of the code; "" outside the book
}

// An Exercise examines functions of type F.
type Exercise[F any] struct {
	Task
	Call     string  // how to print a call, if not as Name(…): a format with a %v for each argument
	Params   string  // names of the arguments, for messages about them: "x, dout"
	Returns  string  // names of the results, if there are several: "dx, dy"
	Tol      float64 // how far a result may be off, relative to max(1, |want|); 0 means 1e-9
	Cases    []Case[F]
	Mistakes []Mistake[F]

	// Right is the right answer. With it, an answer is also held to random calls: Random
	// returns the arguments of one, and may be nil where all are numbers, vectors of one
	// length, and matrices with rows of that length.
	Right    F
	Random   func(d *Dice) []any
	Classics []Mistake[F] // mistakes that every loop can have, asked after the others
	AnyScale bool         // the formula holds for numbers of any size: those of some random calls are tiny or huge

	// EitherSign says that results of the opposite sign are right too, as with
	// random weights: SelfTest then lets them pass.
	EitherSign bool
}

// A Case is one call of the answer, with the results that it should have. Args
// and Want are numbers, bools, strings, and slices of them to any depth; a
// number stands for any type of number, a slice for any type with such elements,
// and an argument may also be a [Named].
//
// F may be a function that makes a function, as [ThroughLayer] returns it: a layer, and
// its use. Args are then those of the first, followed by those of the second. A case
// that says Again uses the layer of the case before once more, as training does; the
// arguments that the layer was made with keep their memory, and get new numbers.
//
// What cannot be said so, such as the properties of random numbers, is a Probe: it
// calls the answer as it likes and returns what Want is compared with; Call
// says in words what it does.
type Case[F any] struct {
	Args  []any
	Want  []any
	Probe func(answer F) []any
	Call  string
	Again bool

	tiny bool    // all numbers are
	room int     // how many places each slice has behind its end, in the same array
	tol  float64 // what [Exercise.Tol] makes of it
}

// Named is an argument that is printed by its name, with an explanation
// after the call: Named{"f", "f(x) = x²", square}.
type Named struct {
	Name, Text string
	Value      any
}

// A Mistake is a complete wrong answer, and the hint for whoever wrote it.
type Mistake[F any] struct {
	Hint   string
	Answer F
}

// patience is how long one call may take.
var patience = 5 * time.Second

// How much memory one call may take, in MiB, and how much the calls that wait for it
// to come back.
const (
	room         = 256
	roomForCalls = 64
)

// lost is the exercise whose answer calls itself without an end. Nothing can stop it,
// and within a second or two its stack overflows, which ends the program. So the tests
// after it are not examined, and the program ends before.
var lost atomic.Pointer[string]

// todo is what a stub panics with.
const todo = "TODO: replace this line by your code"

// Run examines an answer. It skips t if the answer is a stub still, and
// fails t if the answer is wrong, saying what was called, what came out, what
// should have, and the likely reason.
func (e *Exercise[F]) Run(t *testing.T, answer F) {
	t.Helper()
	_, test, _, _ := runtime.Caller(1)
	e.exam().run(t, answer, test)
}

// An exam is an exercise without its type, so that the examiner is not compiled for
// each exercise anew.
type exam struct {
	Exercise[any]
	task *Task
}

func (e *Exercise[F]) exam() *exam {
	x := &exam{Exercise[any]{Task: e.Task, Call: e.Call, Params: e.Params, Returns: e.Returns, Tol: e.Tol,
		Random: e.Random, AnyScale: e.AnyScale, EitherSign: e.EitherSign}, &e.Task}
	for _, c := range e.Cases {
		plain := Case[any]{Args: c.Args, Want: c.Want, Call: c.Call, Again: c.Again}
		if c.Probe != nil {
			plain.Probe = func(answer any) []any { return c.Probe(answer.(F)) }
		}
		x.Cases = append(x.Cases, plain)
	}
	for _, m := range e.Mistakes {
		x.Mistakes = append(x.Mistakes, Mistake[any]{m.Hint, m.Answer})
	}
	for _, m := range e.Classics {
		x.Classics = append(x.Classics, Mistake[any]{m.Hint, m.Answer})
	}
	if right := reflect.ValueOf(e.Right); right.IsValid() && !right.IsZero() {
		x.Right = e.Right
	}
	return x
}

// run is Run for an answer in the file test.
func (e *exam) run(t *testing.T, answer any, test string) {
	t.Helper()
	if len(e.Cases) == 0 {
		t.Fatalf("check: exercise %s has no cases", e.Name)
	}
	file := strings.TrimSuffix(filepath.Base(test), "_test.go") + ".go"
	if dir, err := os.Getwd(); err == nil {
		file = filepath.Join(dir, file)
		if root := moduleRoot(dir); root != "" {
			file, _ = filepath.Rel(root, file)
		}
	}
	file = filepath.ToSlash(file)
	if lost := lost.Load(); lost != nil {
		t.Fatalf("%s\n%s is not examined: %s, before it, calls itself without an end, and nothing can stop that", file, e.Name, *lost)
	}
	v := e.judge(answer, path.Dir(test))
	switch {
	case v.todo:
		first := ""
		if _, name, _ := strings.Cut(v.stub, "."); !strings.Contains(name, e.Name) {
			first = name + ", which it calls, is to do first\n"
		}
		t.Skipf("to do: %s in %s\n%s%s", e.Name, file, first, e.task.help())
	case !v.ok:
		t.Errorf("%s\n%s", file, v.text)
	}
}

// moduleRoot returns the folder of the go.mod that dir belongs to, or "".
func moduleRoot(dir string) string {
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// help says where to read and, if the book has hints, how to ask for them.
func (e *Task) help() string {
	read := "read: " + e.Read + "\n"
	if e.Chapter != "" {
		read = fmt.Sprintf("read: chapters/%s, %q\n", e.Chapter, e.Read)
	}
	if !slices.Contains(Tasks(), e) {
		return read
	}
	program := "./chapters"
	dir, _ := os.Getwd()
	if _, err := os.Stat(filepath.Join(moduleRoot(dir), "chapters", "check")); err != nil { // another module
		program = "chainrule/chapters"
	}
	return read + fmt.Sprintf("help: go run %s hint %.2s %s\n", program, e.Chapter, e.Name)
}
