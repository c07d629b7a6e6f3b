// Package live holds the figures that a reader plays with in the browser, one for
// each chapter. A figure is a small machine in plain Go: controls and a pointer
// change its state, and the state tells what to draw and what to say about it. The
// page only draws and listens (chapters/live/wasm, docs/site/assets/live.js), so
// that everything a reader sees can be tested without a browser.
//
// docs/contributing.md says how to add a figure.
package live

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Figure shows one thing that a reader can find out by playing. Whatever a
// reader can do with the pointer, a control or a key can do, too.
type Figure interface {
	Controls() []Control
	Set(name string, value float64) // moves a control; a button is pressed by any value
	Scene() *Scene
	Say() string  // one or two sentences that are true for the state
	Try() string  // one line: what to try
	Call() string // the Go call that the figure makes, as a reader can type it
}

// A Pointer is a figure that can be clicked and dragged. The places are those of its
// Scene; Drag comes between Press and Release only.
type Pointer interface {
	Press(x, y float64)
	Drag(x, y float64)
	Release()
}

// A Keyed figure has uses for keys, which are named as in the browser ("ArrowUp").
// Key reports whether it had a use for this one.
type Keyed interface{ Key(key string) bool }

// A Player is a figure that goes on by itself when the reader presses Play.
type Player interface {
	Step() bool    // goes one step on, after the last from the start again; are there more?
	Over() bool    // was the last step taken, so that Step begins again?
	Pace() float64 // how many steps there should be in a frame, of which there are 60 in a second
}

// figures are all there are, in the order of the chapters.
var figures = []struct {
	name string
	make func() Figure
}{
	{"threshold", newThreshold},
	{"judges", newJudges},
	{"confident", newConfident},
	{"minibatch", newMinibatch},
	{"secant", newSecant},
	{"walk", newWalk},
	{"shopping", newShopping},
	{"softmax", newSoftmax},
	{"xor", newXOR},
	{"check", newCheck},
	{"draw", newDraw},
	{"vanishing", newVanishing},
	{"fixes", newFixes},
}

// Names returns the names of all figures, in the order of the chapters.
func Names() []string {
	var names []string
	for _, f := range figures {
		names = append(names, f.name)
	}
	return names
}

// New returns the figure of the given name in its first state. It panics if there
// is none of that name.
func New(name string) Figure {
	for _, f := range figures {
		if f.name == name {
			return f.make()
		}
	}
	panic(fmt.Sprintf("live: New: no figure %q; there are %s", name, strings.Join(Names(), ", ")))
}

// A Control is something that the reader can move or press.
type Control struct {
	Name, Label    string
	Kind           string   // slider, choice, toggle or button
	Min, Max, Step float64  // of a slider
	Value          float64  // of a slider; the number of a choice; 1 if a toggle is on
	Options        []string // of a choice
	Text           string   // the value of a slider in words

	show func(value float64) string // makes Text
}

func slider(name, label string, low, high, step, value float64) Control {
	return Control{Name: name, Label: label, Kind: "slider", Min: low, Max: high, Step: step,
		Value: value, show: number}
}

// list is a slider over the given values; its Value is the number of one of them.
func list(name, label string, values []float64, value int) Control {
	c := slider(name, label, 0, float64(len(values)-1), 1, float64(value))
	c.show = func(i float64) string { return number(values[int(i)]) }
	return c
}

func choice(name, label string, value int, options ...string) Control {
	return Control{Name: name, Label: label, Kind: "choice", Max: float64(len(options) - 1),
		Step: 1, Value: float64(value), Options: options}
}

func toggle(name, label string, on bool) Control {
	c := Control{Name: name, Label: label, Kind: "toggle", Max: 1, Step: 1}
	if on {
		c.Value = 1
	}
	return c
}

func button(name, label string) Control { return Control{Name: name, Label: label, Kind: "button"} }

// controls is the part that all figures have in common.
type controls []Control

// Controls returns the controls in the order in which they should be shown.
func (c controls) Controls() []Control {
	for i := range c {
		if c[i].show != nil {
			c[i].Text = c[i].show(c[i].Value)
		}
	}
	return c
}

// Set moves the control to the nearest value that it can have. It panics if there is
// no control of that name or value is NaN.
func (c controls) Set(name string, value float64) {
	k := c.find(name)
	if math.IsNaN(value) {
		panic(fmt.Sprintf("live: Set: the value of %q is NaN; want a number", name))
	}
	if k.Step > 0 {
		value = k.Min + float64(k.Step*math.Round((min(max(value, k.Min), k.Max)-k.Min)/k.Step))
		value, _ = strconv.ParseFloat(fmt.Sprintf("%.9g", value), 64) // 0.3, not 0.30…04
	}
	k.Value = value
}

func (c controls) find(name string) *Control {
	for i := range c {
		if c[i].Name == name {
			return &c[i]
		}
	}
	panic(fmt.Sprintf("live: no control %q", name))
}

func (c controls) value(name string) float64 { return c.find(name).Value }
func (c controls) int(name string) int       { return int(c.find(name).Value) }
func (c controls) on(name string) bool       { return c.find(name).Value == 1 }
func (c controls) option(name string) string { return c.find(name).Options[c.int(name)] }

// number writes a value with at most four significant digits and a real minus sign.
func number(v float64) string {
	return strings.Replace(strconv.FormatFloat(round(v, 4), 'g', -1, 64), "-", "−", 1)
}

// round returns v with the given number of significant digits.
func round(v float64, digits int) float64 {
	r, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'g', digits, 64), 64)
	return r + 0 // no minus zero
}

// count writes "1 dot", "2 dots".
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// literals writes numbers as a Go literal.
func literals(x []float64) string {
	var s []string
	for _, v := range x {
		s = append(s, literal(v))
	}
	return "[]float64{" + strings.Join(s, ", ") + "}"
}

// literal writes a number as Go has it.
func literal(v float64) string { return strconv.FormatFloat(round(v, 6), 'g', -1, 64) }
