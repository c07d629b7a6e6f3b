package live

import (
	"encoding/base64"
	"strconv"
)

// View returns all that the page has to know about the state of f, in JSON. It is
// written by hand because encoding/json would make what a page fetches a sixth larger.
func View(f Figure) string {
	_, touch := f.(Pointer)
	_, keys := f.(Keyed)
	pace, over := 0.0, false // it does not play
	if p, ok := f.(Player); ok {
		pace, over = p.Pace(), p.Over()
	}
	var w writer
	w.object(func() {
		controls := f.Controls()
		w.field("Controls").array(len(controls), func(i int) { w.control(controls[i]) })
		w.field("Scene").scene(f.Scene())
		w.field("Say").text(f.Say())
		w.field("Try").text(f.Try())
		w.field("Call").text(f.Call())
		w.field("Touch").truth(touch)
		w.field("Keys").truth(keys)
		w.field("Pace").number(pace)
		w.field("Over").truth(over)
	})
	return string(w.b)
}

// A writer writes JSON.
type writer struct{ b []byte }

func (w *writer) control(c Control) {
	w.object(func() {
		w.field("Name").text(c.Name)
		w.field("Label").text(c.Label)
		w.field("Kind").text(c.Kind)
		w.field("Min").number(c.Min)
		w.field("Max").number(c.Max)
		w.field("Step").number(c.Step)
		w.field("Value").number(c.Value)
		w.field("Options").array(len(c.Options), func(i int) { w.text(c.Options[i]) })
		w.field("Text").text(c.Text)
	})
}

func (w *writer) scene(s *Scene) {
	w.object(func() {
		w.field("Width").number(s.Width)
		w.field("Height").number(s.Height)
		w.field("Shapes").array(len(s.Shapes), func(i int) {
			shape := s.Shapes[i]
			w.object(func() {
				w.field("Kind").text(shape.Kind)
				w.field("At").array(len(shape.At), func(i int) { w.number(shape.At[i]) })
				w.field("R").number(shape.R)
				w.field("Colour").text(shape.Colour)
				w.field("Style").text(shape.Style)
				w.field("Anchor").text(shape.Anchor)
				w.field("Text").text(shape.Text)
				w.field("Cols").number(float64(shape.Cols))
				w.field("Pixels").text(base64.StdEncoding.EncodeToString(shape.Pixels))
			})
		})
	})
}

func (w *writer) object(fields func()) {
	w.b = append(w.b, '{')
	fields()
	w.b = append(w.b, '}')
}

// field writes the name of a field, after which its value has to follow.
func (w *writer) field(name string) *writer {
	if w.b[len(w.b)-1] != '{' {
		w.b = append(w.b, ',')
	}
	w.text(name)
	w.b = append(w.b, ':')
	return w
}

func (w *writer) array(n int, item func(i int)) {
	w.b = append(w.b, '[')
	for i := range n {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		item(i)
	}
	w.b = append(w.b, ']')
}

// text writes a string. All that a figure says is printable, and quoted by Go as by
// JSON.
func (w *writer) text(s string)    { w.b = strconv.AppendQuote(w.b, s) }
func (w *writer) number(v float64) { w.b = strconv.AppendFloat(w.b, v, 'g', -1, 64) }
func (w *writer) truth(v bool)     { w.b = strconv.AppendBool(w.b, v) }
