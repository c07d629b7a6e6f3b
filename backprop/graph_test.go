package backprop

import (
	"math"
	"testing"

	"chainrule/numgrad"
)

// A node with its two kinds of arity brought together; y is unused by exp and log.
type node struct {
	name     string
	forward  func(x, y float64) float64
	backward func(dout float64) (dx, dy float64)
}

// newNodes returns one fresh node of each kind.
func newNodes() []node {
	mul, add, div := new(MulLayer), new(AddLayer), new(DivLayer)
	exp, log := new(ExpLayer), new(LogLayer)
	return []node{
		{"MulLayer", mul.Forward, mul.Backward},
		{"AddLayer", add.Forward, add.Backward},
		{"DivLayer", div.Forward, div.Backward},
		{"ExpLayer", func(x, _ float64) float64 { return exp.Forward(x) },
			func(dout float64) (dx, dy float64) { return exp.Backward(dout), 0 }},
		{"LogLayer", func(x, _ float64) float64 { return log.Forward(x) },
			func(dout float64) (dx, dy float64) { return log.Backward(dout), 0 }},
	}
}

// The notes, "Simple example": 2 apples at 100, 3 oranges at 150, tax 1.1.
func TestApplesAndOranges(t *testing.T) {
	apple, appleNum, orange, orangeNum, tax := 100.0, 2.0, 150.0, 3.0, 1.1
	var apples, oranges, taxed MulLayer
	var both AddLayer
	all := both.Forward(apples.Forward(apple, appleNum), oranges.Forward(orange, orangeNum))
	price := taxed.Forward(all, tax)
	dAll, dTax := taxed.Backward(1)
	dApples, dOranges := both.Backward(dAll)
	dApple, dAppleNum := apples.Backward(dApples)
	dOrange, dOrangeNum := oranges.Backward(dOranges)
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"sum before tax", all, 650},                 // 200 + 450
		{"price", price, 715.0000000000001},          // 650·1.1, where 1.1 is a little more than 1.1
		{"apple", dApple, 2.2},                       // 1.1·2
		{"apple num", dAppleNum, 110.00000000000001}, // 1.1·100
		{"orange", dOrange, 3.3000000000000003},      // 1.1·3
		{"orange num", dOrangeNum, 165},              // 1.1·150
		{"tax", dTax, 650},
		{"all price", dAll, 1.1},
	} {
		if c.got != c.want {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestNodesByHand(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	nodes := map[string]int{"mul": 0, "add": 1, "div": 2, "exp": 3, "log": 4}
	for _, c := range []struct {
		node       string
		x, y, dout float64
		z, dx, dy  float64
	}{
		{"mul", 3, 4, 10, 12, 40, 30},    // dx = 10·4, dy = 10·3
		{"mul", -0.5, 8, -2, -4, -16, 1}, // dx = −2·8, dy = −2·−0.5
		{"mul", 0, inf, 1, nan, inf, 0},
		{"mul", 0.1, 3, 1, 0.30000000000000004, 3, 0.1}, // rounded, as the notes' Python has it
		{"add", 3, 4, 10, 7, 10, 10},
		{"add", 1e16, 1, -0.5, 1e16, -0.5, -0.5},
		{"add", inf, -inf, 1, nan, 1, 1},
		{"div", 6, 4, 8, 1.5, 2, -3},  // dx = 8/4, dy = −8·6/16
		{"div", -1, 0.5, 1, -2, 2, 4}, // dx = 1/0.5, dy = −1·−1/0.25
		{"div", 1, 0, 1, inf, inf, -inf},
		{"div", 0, 2, 1, 0, 0.5, 0}, // no minus zero
		{"div", 0, 0, 1, nan, inf, nan},
		{"exp", 0, 0, 3, 1, 3, 0},
		{"exp", 710, 0, 1, inf, inf, 0},
		{"exp", -inf, 0, 1, 0, 0, 0},
		{"log", 1, 0, 3, 0, 3, 0},
		{"log", 0, 0, 1, -inf, inf, 0},
		{"log", -1, 0, 1, nan, -1, 0},
		{"log", nan, 0, 1, nan, nan, 0},
	} {
		n := newNodes()[nodes[c.node]]
		z := n.forward(c.x, c.y)
		dx, dy := n.backward(c.dout)
		if !same(Matrix{{z, dx, dy}}, Matrix{{c.z, c.dx, c.dy}}) {
			t.Errorf("%s of %v and %v, dout %v: %v, slopes %v and %v; want %v, slopes %v and %v",
				c.node, c.x, c.y, c.dout, z, dx, dy, c.z, c.dx, c.dy)
		}
	}
}

// Values that go through exp and log: exp(ln 2) = 2 and log(e) = 1, in the last place or next to it.
func TestExpAndLogByHand(t *testing.T) {
	var exp ExpLayer
	var log LogLayer
	if z, dx := exp.Forward(math.Ln2), exp.Backward(5); !(math.Abs(z-2) <= 1e-15 && math.Abs(dx-10) <= 1e-14) {
		t.Errorf("exp(ln 2) = %v with slope %v, want 2 and 5·2", z, dx)
	}
	if z, dx := log.Forward(math.E), log.Backward(5); !(math.Abs(z-1) <= 1e-15 && dx == 5/math.E) {
		t.Errorf("log(e) = %v with slope %v, want 1 and 5/e", z, dx)
	}
	if z := log.Forward(1 - 0x1p-53); !(math.Abs(z+0x1p-53) <= 1e-31) { // next to 1
		t.Errorf("log(1 − 2⁻⁵³) = %v, want -2⁻⁵³", z)
	}
}

// What a node returns is rounded, even where the compiler puts the node's body
// into a sum and might fuse the two (it does on arm64, and on amd64 v3).
func TestNodesRoundTheirProducts(t *testing.T) {
	for _, x := range []float64{1 + 0x1p-27, 1 - 0x1p-27, 1.1} {
		minusSquare := -float64(x * x)
		var mul MulLayer
		z := mul.Forward(x, x) + minusSquare
		dx, dy := mul.Backward(x)
		dx, dy = dx+minusSquare, dy+minusSquare
		var exp ExpLayer
		minusProduct := -float64(x * exp.Forward(x))
		rest := exp.Backward(x) + minusProduct
		if z != 0 || dx != 0 || dy != 0 || rest != 0 {
			t.Errorf("at %v: %v, %v, %v and %v are left of the sums, want 0 four times", x, z, dx, dy, rest)
		}
	}
}

// The logarithm of 2⁻¹⁰⁷⁴, the smallest number, is −1074·ln 2; math.Log is wrong
// below 2⁻¹⁰²² on some processors (go.dev/issue/56600).
func TestLogOfSubnormals(t *testing.T) {
	for _, n := range []int{-1021, -1022, -1023, -1050, -1074} {
		var log LogLayer
		if got, want := log.Forward(math.Ldexp(1, n)), float64(n)*math.Ln2; !(math.Abs(got-want) <= 1e-12) {
			t.Errorf("log of 2^%d is %v, want %v", n, got, want)
		}
	}
}

func TestNodesAgainstTrying(t *testing.T) {
	points := [][]float64{{3, 4}, {0.7, -1.3}, {1.9, 0.21}, {0.02, 11}} // x > 0, for log
	for i := range newNodes() {
		for _, x := range points {
			for _, dout := range []float64{1, -0.37, 12.5} {
				n := newNodes()[i]
				f := func(x []float64) float64 { return dout * n.forward(x[0], x[1]) }
				f(x)
				dx, dy := n.backward(dout)
				if r := numgrad.Check(f, x, []float64{dx, dy}); !r.OK {
					t.Errorf("%s at %v, dout %v: %v", n.name, x, dout, r)
				}
			}
		}
	}
}

// Forward may run any number of times before one Backward, and Backward any
// number of times after one Forward; both speak of the last Forward.
func TestNodesCalledOften(t *testing.T) {
	for i := range newNodes() {
		fresh, n := newNodes()[i], newNodes()[i]
		fresh.forward(2, 5)
		wantDx, wantDy := fresh.backward(3)
		check := func(when string) {
			if dx, dy := n.backward(3); dx != wantDx || dy != wantDy {
				t.Errorf("%s %s: slopes %v and %v, want %v and %v", n.name, when, dx, dy, wantDx, wantDy)
			}
		}
		n.forward(2, 5)
		check("after one Forward")
		check("at the second Backward")
		check("at the third Backward")
		for range 3 {
			n.forward(7, 7)
		}
		n.forward(2, 5)
		check("after four Forwards")
		for range 3 { // pass after pass
			n.forward(2, 5)
			check("in the next pass")
		}
	}
}

func TestNodesPanic(t *testing.T) {
	for i := range newNodes() {
		n := newNodes()[i]
		name := "backprop: " + n.name + ": "
		twice := func() {
			n.forward(1, 2)
			n.forward(3, 4)
			n.backward(1)
			n.backward(1)
		}
		testPanics(t, []panicCase{
			{"Backward first", func() { n.backward(1) }, name + "Backward before Forward"},
			{"Backward first, again", func() { n.backward(1) }, name + "Backward before Forward"},
			{"in two places", twice, name + "Forward 2 times, then Backward 2 times; a node stands for one place in the graph, so use another node for each place"},
			{"in two places, next pass", twice, name + "Forward 2 times, then Backward 2 times; a node stands for one place in the graph, so use another node for each place"},
			{"in three places", func() { n.forward(0, 1); twice() }, name + "Forward 3 times, then Backward 2 times; a node stands for one place in the graph, so use another node for each place"},
			{"and then used well", func() { n.forward(1, 2); n.backward(1) }, "no panic"},
		})
	}
}

// One value on two paths is not one node in two places: z = x·x, and w = x/(x + 1).
func TestValueOnTwoPaths(t *testing.T) {
	var mul MulLayer
	mul.Forward(3, 3)
	if d1, d2 := mul.Backward(1); d1+d2 != 6 { // dz/dx = 2x
		t.Errorf("slope of x·x at 3 is %v, want 6", d1+d2)
	}
	var add AddLayer
	var div DivLayer
	w := div.Forward(3, add.Forward(3, 1))
	dTop, dSum := div.Backward(1)
	dBottom, dOne := add.Backward(dSum)
	if w != 0.75 || dTop+dBottom != 0.0625 || dOne != -0.1875 { // 1/(x+1)² = 1/16, −x/(x+1)² = −3/16
		t.Errorf("x/(x+1) at 3 is %v with slopes %v and %v, want 0.75, 0.0625, -0.1875", w, dTop+dBottom, dOne)
	}
}
