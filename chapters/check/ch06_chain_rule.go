package check

func tasks06() []*Task { return []*Task{&MulLayer.Task, &DivLayer.Task, &BulkPrice.Task} }

type nodeWalk = func(x, y, dout float64) (z, dx, dy float64)

const nodeCall = "l.Forward(%v, %v), then l.Backward(%v)"

// MulLayer examines the node that multiplies.
var MulLayer = Exercise[nodeWalk]{
	Task: Task{"06-chain-rule", "MulLayer", "The chain rule", [3]string{
		"By hand: z = 3·4. Let the 3 become 3.01: z grows by 0.04, four times as much. If the final " +
			"result grows twice as fast as z (dout = 2), how fast does it grow with x?",
		"∂z/∂x = y and ∂z/∂y = x, so dx = dout·y and dy = dout·x: each input gets the other one.",
		"Two float64 fields, x and y. Forward sets them and returns the product; Backward returns two " +
			"products, each of dout and a field.",
	}},
	Call:    nodeCall,
	Returns: "z, dx, dy",
	Cases: []Case[nodeWalk]{
		{Args: []any{3, 4, 2}, Want: []any{12, 8, 6}}, // 2·4 and 2·3
		{Args: []any{0, 5, 3}, Want: []any{0, 15, 0}}, // 3·5 and 3·0
	},
	Mistakes: []Mistake[nodeWalk]{
		{"each input has got its own value as the slope: x rises as fast as y is large, so dx belongs " +
			"to y",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, dout * x, dout * y }},
		{"dout is not used: these are the slopes of z, and Backward returns those of the final result",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, y, x }},
		{"dout is added: slopes along a chain are multiplied",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, dout + y, dout + x }},
		{"Forward adds: this node multiplies",
			func(x, y, dout float64) (z, dx, dy float64) { return x + y, dout * y, dout * x }},
		{"this is the way back of a node that adds: a product does not pass dout on unchanged",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, dout, dout }},
		{"both slopes are 0, as if Backward had never seen x and y: Forward must write them into " +
			"fields of l (and l must be a pointer, as in the stub)",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, 0, 0 }},
		{"dx is 0, as if Backward had never seen y: Forward must keep both inputs, each in its own field",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, 0, dout * x }},
		{"dout is multiplied by the result z: the slope along x is y alone, and that along y is x alone",
			func(x, y, dout float64) (z, dx, dy float64) { return x * y, dout * x * y, dout * x * y }},
		{"it divides z by an input to find the other one, and 0/0 is NaN: keep both inputs instead of z",
			func(x, y, dout float64) (z, dx, dy float64) {
				z = x * y
				return z, dout * z / x, dout * z / y
			}},
	},
}

// DivLayer examines the node that divides.
var DivLayer = Exercise[nodeWalk]{
	Task: Task{"06-chain-rule", "DivLayer", "One node", [3]string{
		"Hold y = 4 still: z = x/4 is a straight line in x. How steep? Then hold x = 12 still and go " +
			"from y = 4 to y = 4.01: does z = 12/y rise or fall, and by about how much?",
		"∂z/∂x = 1/y. For y, the school's (1/y)′ = −1/y² gives ∂z/∂y = −x/y². Then times dout.",
		"Two float64 fields, set by Forward. Backward returns two quotients; the second begins with a " +
			"minus and ends with / (l.y * l.y).",
	}},
	Call:    nodeCall,
	Returns: "z, dx, dy",
	Cases: []Case[nodeWalk]{
		{Args: []any{12, 4, 1}, Want: []any{3, 0.25, -0.75}}, // 1/4 and −12/16
		{Args: []any{-1, 2, 8}, Want: []any{-0.5, 4, 2}},     // 8/2 and 8·1/4
	},
	Mistakes: []Mistake[nodeWalk]{
		{"the minus of dy is missing: for positive x and y, a larger divisor makes z smaller",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, dout * x / (y * y) }},
		{"dy is divided by y only: the derivative of 1/y is −1/y²",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, -dout * x / y }},
		{"dy lacks the factor x: −1/y² is the derivative of 1/y, and z is x times that",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, -dout / (y * y) }},
		{"2y is the derivative of y²: in −x/y² it is y² itself that stands below",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, -dout * x / (2 * y) }},
		{"dy is made like dx with the inputs exchanged: but y stands below, so z = x/y is no line in " +
			"y; use (1/y)′ = −1/y²",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, dout / x }},
		{"in dy, Go reads a / y * y from the left, which is a again: put the y * y in parentheses",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, -dout * x / y * y }},
		{"dx is multiplied by y: z = x/y is a line in x that is 1/y as steep as x",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout * y, -dout * x / (y * y) }},
		{"this is the way back of MulLayer: a quotient has slopes of its own",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout * y, dout * x }},
		{"dx and dy have changed places: dx, the slope of the numerator, comes first",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, -dout * x / (y * y), dout / y }},
		{"dout is not used: these are the slopes of z, and Backward returns those of the final result",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, 1 / y, -x / (y * y) }},
		{"dout is missing in dy: what comes back is multiplied into both slopes",
			func(x, y, dout float64) (z, dx, dy float64) { return x / y, dout / y, -x / (y * y) }},
		{"Forward divides y by x: z is x over y",
			func(x, y, dout float64) (z, dx, dy float64) { return y / x, dout / y, -dout * x / (y * y) }},
	},
}

type bulk = func(p, r, n float64) (price, dp, dr, dn float64)

// BulkPrice examines a graph in which one input goes two ways.
var BulkPrice = Exercise[bulk]{
	Task: Task{"06-chain-rule", "BulkPrice", "What to notice", [3]string{
		"By hand: p = 100, r = 5, n = 4. Forward: r·n = 20, unit = 80, price = 320. n goes into r·n " +
			"and into unit·n. Which slope comes back to n on each of the two ways?",
		"Begin with 1 at the price. A product hands to each input what comes from the right, times the other " +
			"input. A minus hands it on in two ways: which one with the sign turned? And what happens to the two " +
			"slopes that come to n?",
		"Way forward: off := r * n, unit, price. Way back, from the last line to the first: dunit and " +
			"a first slope for n; dp and doff; dr and a second slope for n. At the end, the sum of the two.",
	}},
	Params:  "p, r, n",
	Returns: "price, dp, dr, dn",
	Cases: []Case[bulk]{
		// unit = 100 − 20 = 80; dr = −4·4; dn = 80 − 4·5
		{Args: []any{100, 5, 4}, Want: []any{320, 4, -16, 60}},
		// Nothing bought: the first apple would cost the whole 100.
		{Args: []any{100, 5, 0}, Want: []any{0, 0, 0, 100}},
	},
	Mistakes: []Mistake[bulk]{
		{"dn has only what comes from unit·n: n goes into r·n too, and slopes of different paths are " +
			"added",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) { return n, -n * n, unit })},
		{"dn has only what comes through r·n: n goes into unit·n too, and slopes of different paths " +
			"are added",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) { return n, -n * n, -n * r })},
		{"the minus got lost on the way back: a larger r·n makes unit smaller, so −n comes back to r·n",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, n * n, unit + float64(n*r)
			})},
		{"dn is p itself, as if the minus of the path through r·n got lost: there a larger n makes " +
			"unit smaller",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, -n * n, unit + float64(n*r)
			})},
		{"the minus of dr is missing: a larger r takes off more, and the price falls",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, n * n, unit - float64(n*r)
			})},
		{"dn is the mean of what the two paths bring: they are added, and nothing is halved",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, -n * n, (unit - float64(n*r)) / 2
			})},
		{"dn is the product of what the two paths bring: slopes are multiplied along one path, and the " +
			"results of different paths are added",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) { return n, -n * n, -unit * n * r })},
		{"the minus node starts again with 1: what comes back to it is the slope of the price along " +
			"unit, which is n",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) { return 1, -n, unit - r })},
		{"the node r·n gets the wrong slope from the right: not −1 but −n comes back to it",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) { return n, -n, unit - r })},
		{"dr lacks a factor: the path from r leads through two products, and each brings an n",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, -n, unit - float64(n*r)
			})},
		{"dp is 1, the slope of unit along p: the price is n times unit, so the path brings an n besides",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return 1, -n * n, unit - float64(n*r)
			})},
		{"unit is found as price/n on the way back, and 0/0 is NaN: keep the unit of the way forward",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, -n * n, unit*n/n - float64(n*r)
			})},
		{"dr and dn have changed places: they come out in the order of the first line, price, dp, dr, dn",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, unit - float64(n*r), -n * n
			})},
		{"one MulLayer stands for both products, and its second Forward writes over the numbers of the " +
			"first: make a node for each",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, -n * n, unit - float64(n*unit)
			})},
		{"what comes back from r·n has changed places: Backward returns the slopes in the order in which " +
			"Forward took the inputs",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return n, -n * r, unit - float64(n*n)
			})},
		{"what comes back from unit·n has changed places: Backward returns the slopes in the order in " +
			"which Forward took the inputs",
			bulkOf(func(r, n, unit float64) (dp, dr, dn float64) {
				return unit, -unit * n, n - float64(unit*r)
			})},
		{"r is taken off once, not off each apple: first unit = p − r·n, then unit·n",
			func(p, r, n float64) (price, dp, dr, dn float64) {
				return float64(p*n) - float64(r*n), n, -n, p - r
			}},
	},
}

// bulkOf goes forward rightly, and back as it is told.
func bulkOf(back func(r, n, unit float64) (dp, dr, dn float64)) bulk {
	return func(p, r, n float64) (price, dp, dr, dn float64) {
		unit := p - float64(r*n)
		dp, dr, dn = back(r, n, unit)
		return unit * n, dp, dr, dn
	}
}
