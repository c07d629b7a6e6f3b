package live

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// play plays with the figure of the given name as a reader might, at random, and calls
// see in each state.
func play(name string, moves int, see func(f Figure)) {
	f := New(name)
	rng := rand.New(rand.NewPCG(7, 7))
	place := func() (x, y float64) { return 500*rng.Float64() - 40, 500*rng.Float64() - 40 }
	see(f)
	for range moves {
		switch c := f.Controls(); rng.IntN(4) {
		case 0, 1:
			c := c[rng.IntN(len(c))]
			f.Set(c.Name, c.Min+1.2*rng.Float64()*(c.Max-c.Min)) // sometimes more than there is
		case 2:
			if p, ok := f.(Pointer); ok {
				p.Press(place())
				for range rng.IntN(4) {
					p.Drag(place())
				}
				p.Release()
			}
			if k, ok := f.(Keyed); ok {
				keys := []string{"ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown", " ",
					"Delete", "x"}
				for range rng.IntN(20) {
					k.Key(keys[rng.IntN(len(keys))])
				}
			}
		case 3:
			if p, ok := f.(Player); ok {
				for range rng.IntN(30) {
					p.Step()
				}
			}
		}
		see(f)
	}
}

// moves is how many states of each figure the tests look at.
const moves = 60

func TestNew(t *testing.T) {
	if names := Names(); len(names) < 12 ||
		len(slices.Compact(slices.Sorted(slices.Values(names)))) != len(names) {
		t.Errorf("Names() = %v; want 12 different ones at least", names)
	}
	defer func() {
		if r := recover(); r == nil || !strings.Contains(fmt.Sprint(r), `no figure "nothing"`) {
			t.Errorf("New(nothing): %v", r)
		}
	}()
	New("nothing")
}

// Whatever a reader does, the page gets numbers and words that it can show.
func TestView(t *testing.T) {
	odd := regexp.MustCompile(`NaN|Inf|%!|\be[+-]?\d|  |-\d`)
	for _, name := range Names() {
		play(name, moves, func(f Figure) {
			view := View(f)
			var v struct {
				Controls []Control
				Scene    Scene
				Say      string
			}
			if err := json.Unmarshal([]byte(view), &v); err != nil {
				t.Fatalf("%s: %v in %s", name, err, view)
			}
			if len(v.Scene.Shapes) != len(f.Scene().Shapes) || v.Say != f.Say() ||
				len(v.Controls) != len(f.Controls()) {
				t.Errorf("%s: the page gets something else than the figure has:\n%s", name, view)
			}
			if View(f) != view {
				t.Errorf("%s: to look at it changes it", name)
			}
			for _, s := range []string{f.Say(), f.Try()} {
				said := strings.ReplaceAll(strings.ReplaceAll(s, "gives NaN", ""), "1e-", "")
				if !strings.ContainsAny(s[len(s)-1:], ".?") || odd.MatchString(said) {
					t.Errorf("%s says %q", name, s)
				}
			}
			for _, c := range f.Controls() {
				if c.Value < c.Min || c.Value > c.Max && c.Kind != "button" {
					t.Errorf("%s: %s is %v, not in %v…%v", name, c.Name, c.Value, c.Min, c.Max)
				}
			}
		})
	}
}

// Step is over exactly when it says that there are no more steps, and begins again then.
func TestOver(t *testing.T) {
	for _, name := range Names() {
		f, ok := New(name).(Player)
		if !ok {
			continue
		}
		for n := 1; f.Step(); n++ {
			if f.Over() || n > 20000 {
				t.Fatalf("%s: over is %v after %d steps, with more to come", name, f.Over(), n)
			}
		}
		if !f.Over() {
			t.Errorf("%s: the last step is taken, and it is not over", name)
		}
		if view := View(f.(Figure)); !strings.Contains(view, `"Over":true`) {
			t.Errorf("%s: the page does not learn that it is over", name)
		}
		if !f.Step() || f.Over() {
			t.Errorf("%s: it does not begin again", name)
		}
	}
}

// box is where a text is, with letters as wide as on a phone.
func box(s Shape) (left, top, right, bottom float64) {
	size := map[string]float64{"": 15, "bold": 15, "small": 13.5, "big": 20, "huge": 64}[s.Style]
	wide := 0.54 * size * float64(utf8.RuneCountInString(s.Text))
	left = s.At[0] - map[string]float64{"middle": 0.5, "end": 1}[s.Anchor]*wide
	return left, s.At[1] - 0.75*size, left + wide, s.At[1] + 0.1*size
}

// Every shape is inside the picture, and no text lies on another.
func TestScene(t *testing.T) {
	kinds := []string{"line", "arrow", "circle", "rect", "text", "map"}
	colours := strings.Fields("ink quiet grid ground node blue red gold purple grey heat height")
	for _, name := range Names() {
		play(name, moves, func(f Figure) {
			scene := f.Scene()
			var texts []Shape
			for _, s := range scene.Shapes {
				if !slices.Contains(kinds, s.Kind) || !slices.Contains(colours, s.Colour) ||
					len(s.At)%2 != 0 {
					t.Errorf("%s: no shape is like %+v", name, s)
				}
				for i, v := range s.At {
					if size := []float64{scene.Width, scene.Height}[i%2]; v < -1 || v > size+1 {
						t.Errorf("%s: %+v runs out of the picture", name, s)
						break
					}
				}
				if s.Kind == "map" && len(s.Pixels) != s.Cols*s.Cols {
					t.Errorf("%s: a map of %d columns has %d pixels", name, s.Cols, len(s.Pixels))
				}
				if s.Kind == "text" {
					texts = append(texts, s)
					if l, _, r, _ := box(s); s.Text != "" && (l < -8 || r > scene.Width+12) {
						t.Errorf("%s: %q runs out of the picture", name, s.Text)
					}
				}
			}
			for i, a := range texts {
				for _, b := range texts[:i] {
					l, u, r, d := box(a)
					l2, u2, r2, d2 := box(b)
					if l < r2 && l2 < r && u < d2 && u2 < d && a.Text != "" && b.Text != "" {
						t.Errorf("%s: %q lies on %q", name, a.Text, b.Text)
					}
				}
			}
		})
	}
}

// What a figure says it calls is Go: it compiles, given what its chapter has.
func TestCall(t *testing.T) {
	calls := map[string]bool{}
	for _, name := range Names() {
		play(name, moves, func(f Figure) { calls[f.Call()] = true })
	}
	src := `package p
import ("chainrule/backprop"; "chainrule/losses"; "chainrule/numgrad"; "math/rand/v2")
var (
	rng *rand.Rand; net *backprop.Network; x []float64; t [][]float64; w, grad []float64
	taxed, apples, oranges backprop.MulLayer; sum backprop.AddLayer
)
func rule(x []float64, centre, top float64) []int { return nil }
func cube(x float64) float64 { return x*x*x }
func loss(w []float64) float64 { return 0 }
func bowl(x []float64) float64 { return 0 }
func valley(x []float64) float64 { return 0 }
func saddle(x []float64) float64 { return 0 }
func use(...any) {}
func calls() {
`
	for call := range calls {
		if strings.HasPrefix(call, "backprop.SGD") {
			src += "\t" + call + "\n"
		} else {
			src += "\tuse(" + call + ")\n"
		}
	}
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "calls.go",
		src+"\t_ = losses.MSE\n\t_ = numgrad.Step\n}\n", 0)
	if err != nil {
		t.Fatal(err)
	}
	conf := types.Config{Importer: importer.ForCompiler(fset, "source", nil)}
	if _, err := conf.Check("p", fset, []*ast.File{file}, nil); err != nil {
		line := err.(types.Error).Fset.Position(err.(types.Error).Pos).Line
		t.Errorf("%v: %s", err, strings.Split(src, "\n")[line-1])
	}
}

func TestSet(t *testing.T) {
	c := controls{slider("a", "", 0, 1, 0.1, 0.5), list("b", "", []float64{1, 10, 100}, 1),
		choice("c", "", 0, "x", "y")}
	for _, tt := range []struct {
		name        string
		value, want float64
		text        string
	}{
		{"a", 0.32, 0.3, "0.3"},
		{"a", 7, 1, "1"},
		{"a", -7, 0, "0"},
		{"a", math.Inf(1), 1, "1"},
		{"b", 1.6, 2, "100"},
		{"c", 5, 1, ""},
	} {
		c.Set(tt.name, tt.value)
		c.Controls()
		if k := c.find(tt.name); k.Value != tt.want || k.Text != tt.text {
			t.Errorf("Set(%s, %v): %v %q, want %v %q", tt.name, tt.value, k.Value, k.Text,
				tt.want, tt.text)
		}
	}
	for _, bad := range []func(){func() { c.Set("a", math.NaN()) }, func() { c.Set("z", 1) }} {
		func() {
			defer func() {
				if r := recover(); r == nil || !strings.HasPrefix(fmt.Sprint(r), "live: ") {
					t.Errorf("bad input of Set: %v", r)
				}
			}()
			bad()
		}()
	}
}

func TestNumbers(t *testing.T) {
	for _, tt := range []struct{ got, want string }{
		{number(-3), "−3"}, {number(715.0000000000001), "715"}, {number(math.Copysign(0, -1)), "0"},
		{short(0.5623), "0.56"}, {short(5.6234e-10), "5.6·10⁻¹⁰"}, {short(-1e-4),
			"−10⁻⁴"}, {short(123456), "1.2·10⁵"},
		{short(9.99e-5), "10⁻⁴"},
		{fixed(-0.0001, 2), "0.00"}, {fixed(-1.005, 1), "−1.0"}, {fixed(2, 2), "2.00"},
		{power(1), "1"}, {power(1e-12), "10⁻¹²"}, {literal(-0.3),
			"-0.3"}, {literals([]float64{1, -2}), "[]float64{1, -2}"},
		{count(1, "dot"), "1 dot"}, {count(0, "dot"), "0 dots"}, {place(-0.004),
			"−0.004"}, {place(3), "3.00"},
	} {
		if tt.got != tt.want {
			t.Errorf("%q, want %q", tt.got, tt.want)
		}
	}
}
