package live

import (
	"fmt"
	"math"

	"chainrule/backprop"
)

// shopping is the graph of chapter 6: two kinds of fruit and a tax, values forward, and
// slopes backward, node by node.
type shopping struct {
	controls
	values [8]float64 // on the edges, in the order of shoppingEdges
	slopes [8]float64
}

// A shoppingEdge is an arrow of the graph. Its slope is known after so many nodes of
// the backward pass.
type shoppingEdge struct {
	x0, y0, x1, y1 float64
	after          int
	label          string
}

var shoppingEdges = [8]shoppingEdge{
	{62, 32, 151, 66, 3, "apple"},
	{62, 118, 151, 84, 3, "apples"},
	{62, 192, 151, 226, 4, "orange"},
	{62, 278, 151, 244, 4, "oranges"},
	{174, 83, 239, 145, 2, ""},
	{174, 227, 239, 165, 2, ""},
	{264, 155, 326, 155, 1, ""},
	{264, 262, 330, 166, 1, "tax"},
}

func newShopping() Figure {
	f := &shopping{controls: controls{
		slider("apple", "price of an apple", 50, 200, 10, 100),
		slider("apples", "apples", 0, 6, 1, 2),
		slider("orange", "price of an orange", 50, 200, 10, 150),
		slider("oranges", "oranges", 0, 6, 1, 3),
		slider("tax", "tax factor", 1, 1.5, 0.05, 1.1),
		slider("back", "nodes gone backward", 0, 4, 1, 0),
	}}
	f.run()
	return f
}

// run goes forward and backward through the five nodes.
func (f *shopping) run() {
	var apples, oranges, taxed backprop.MulLayer
	var sum backprop.AddLayer
	v, s := &f.values, &f.slopes
	v[0], v[1] = f.value("apple"), f.value("apples")
	v[2], v[3] = f.value("orange"), f.value("oranges")
	v[4] = apples.Forward(v[0], v[1])
	v[5] = oranges.Forward(v[2], v[3])
	v[6] = sum.Forward(v[4], v[5])
	v[7] = f.value("tax")
	taxed.Forward(v[6], v[7])

	s[6], s[7] = taxed.Backward(1)
	s[4], s[5] = sum.Backward(s[6])
	s[0], s[1] = apples.Backward(s[4])
	s[2], s[3] = oranges.Backward(s[5])
}

func (f *shopping) price() float64 {
	var taxed backprop.MulLayer
	return taxed.Forward(f.values[6], f.values[7])
}

func (f *shopping) Set(name string, v float64) {
	f.controls.Set(name, v)
	f.run()
}

func (f *shopping) Over() bool { return f.int("back") == 4 }

// Step goes one node backward, and begins again after the last.
func (f *shopping) Step() bool {
	if f.Over() {
		f.Set("back", 0)
	} else {
		f.Set("back", f.value("back")+1)
	}
	return !f.Over()
}

func (f *shopping) Pace() float64 { return 1. / 60 }

func (f *shopping) Scene() *Scene {
	s, back := newScene(310), f.int("back")
	for i, e := range shoppingEdges {
		colour := "ink"
		if e.after == back {
			colour = "red"
		}
		s.arrow(colour, 1.6, e.x0, e.y0, e.x1, e.y1)
		// the value above the middle of the arrow, the slope below, both clear of it
		l := math.Hypot(e.x1-e.x0, e.y1-e.y0)
		nx, ny := (e.y1-e.y0)/l, -(e.x1-e.x0)/l
		x, y := middle(e.x0, e.x1), middle(e.y0, e.y1)+5
		gap := 13 + float64(12*math.Abs(nx))
		s.text("blue", "bold", "middle", x+float64(gap*nx), y+float64(gap*ny), number(f.values[i]))
		if e.after <= back {
			s.text("red", "bold", "middle", x-float64(gap*nx), y-float64(gap*ny),
				number(f.slopes[i]))
		}
		s.text("quiet", "", "end", e.x0-5, e.y0+5, e.label)
	}
	s.text("blue", "small", "end", 416, 282, "above an arrow: its value")
	s.text("red", "small", "end", 416, 300, "below it: its slope")
	s.arrow("ink", 1.6, 352, 155, 414, 155)
	s.text("blue", "bold", "middle", 382, 147, number(f.price()))
	if back > 0 {
		s.text("red", "bold", "middle", 382, 173, "1")
	}
	for i, n := range []struct {
		x, y float64
		sign string
	}{{338, 155, "×"}, {250, 155, "+"}, {163, 75, "×"}, {163, 235, "×"}} {
		style := ""
		if back == i+1 {
			style = "bold"
		}
		s.circle("node", style, 14, n.x, n.y)
		s.text("ink", "big", "middle", n.x, n.y+6, n.sign)
	}
	return s
}

func (f *shopping) Say() string {
	s := &f.slopes
	switch v := &f.values; f.int("back") {
	case 0:
		return fmt.Sprintf("%s and %s cost %s with tax. The blue values run forward. Step "+
			"backward to see what each of them does to the price.",
			count(int(v[1]), "apple"), count(int(v[3]), "orange"), number(f.price()))
	case 1:
		return fmt.Sprintf("The last × swaps its inputs: 1 more before tax makes the price "+
			"%s larger, and 0.1 more of tax factor makes it %s larger.",
			number(s[6]), number(float64(0.1*s[7])))
	case 2:
		return fmt.Sprintf("The + passes the slope %s on to both of its inputs "+
			"unchanged.", number(s[6]))
	case 3:
		return fmt.Sprintf("If an apple costs 1 more, you pay %s more, which is %s times the tax "+
			"factor %s. One more apple costs you %s.",
			number(s[0]), number(v[1]), number(v[7]), number(s[1]))
	}
	return fmt.Sprintf("If an orange costs 1 more, you pay %s more. One more orange costs you "+
		"%s. One pass backward has found the slopes of all five inputs.",
		number(s[2]), number(s[3]))
}

func (f *shopping) Try() string {
	return "Guess first how much more you pay if an apple costs 1 more. Then step backward, node by " +
		"node, and change the number of apples."
}

func (f *shopping) Call() string {
	v := &f.values
	switch f.int("back") {
	case 0:
		return fmt.Sprintf("taxed.Forward(%s, %s)", literal(v[6]), literal(v[7]))
	case 1:
		return "taxed.Backward(1)"
	case 2:
		return fmt.Sprintf("sum.Backward(%s)", literal(f.slopes[6]))
	case 3:
		return fmt.Sprintf("apples.Backward(%s)", literal(f.slopes[4]))
	}
	return fmt.Sprintf("oranges.Backward(%s)", literal(f.slopes[5]))
}
