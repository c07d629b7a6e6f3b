package check

func tasks06() []*Task { return []*Task{&MulLayer.Task, &DivLayer.Task, &BulkPrice.Task} }

type nodeWalk = func(x, y, dout float64) (z, dx, dy float64)

const nodeCall = "l.Forward(%v, %v), then l.Backward(%v)"

// MulLayer examines the node that multiplies.
var MulLayer = Exercise[nodeWalk]{
	Task: Task{"06-chain-rule", "MulLayer", "The chain rule", [3]string{
		"Take z = 3·4. Let the 3 become 3.01: z grows by 0.04, four times as much. If the final result grows twice as " +
			"fast as z (dout = 2), how fast does it grow with x?",
		"∂z/∂x = y and ∂z/∂y = x, so dx = dout·y and dy = dout·x: each slope uses the other input.",
		"Use two float64 fields, x and y. Forward sets them and returns the product; Backward returns two products, " +
			"dout times each field.",
	}},
	Call:    nodeCall,
	Params:  "x, y, dout",
	Returns: "z, dx, dy",
	Cases: []Case[nodeWalk]{
		{Args: []any{3, 4, 2}, Want: []any{12, 8, 6}}, // 2·4 and 2·3
		{Args: []any{0, 5, 3}, Want: []any{0, 15, 0}}, // 3·5 and 3·0
	},
	Random:   func(d *Dice) []any { return []any{d.Number(), d.Number(), d.Number()} },
	Right:    rightMulLayer,
	AnyScale: true,
}

// DivLayer examines the node that divides.
var DivLayer = Exercise[nodeWalk]{
	Task: Task{"06-chain-rule", "DivLayer", "One node", [3]string{
		"Hold y = 4 still: z = x/4 is a straight line in x. How steep? Then hold x = 12 still and go from y = 4 to y = " +
			"4.01: does z = 12/y rise or fall, and by about how much?",
		"∂z/∂x = 1/y. For y, the rule (1/y)′ = −1/y² from school gives ∂z/∂y = −x/y². Then multiply by dout.",
		"Use two float64 fields, set by Forward. Backward returns two quotients; the second begins with a minus sign " +
			"and ends with / (l.y * l.y).",
	}},
	Call:    nodeCall,
	Params:  "x, y, dout",
	Returns: "z, dx, dy",
	Cases: []Case[nodeWalk]{
		{Args: []any{12, 4, 1}, Want: []any{3, 0.25, -0.75}}, // 1/4 and −12/16
		{Args: []any{-1, 2, 8}, Want: []any{-0.5, 4, 2}},     // 8/2 and 8·1/4
	},
	Random: func(d *Dice) []any {
		y := d.Number()
		for y == 0 {
			y = d.Number()
		}
		return []any{d.Number(), y, d.Number()}
	},
	Right:    rightDivLayer,
	AnyScale: true,
}

type bulk = func(p, r, n float64) (price, dp, dr, dn float64)

// BulkPrice examines a graph in which one input goes two ways.
var BulkPrice = Exercise[bulk]{
	Task: Task{"06-chain-rule", "BulkPrice", "What to notice", [3]string{
		"Take p = 100, r = 5, n = 4. Forward: r·n = 20, unit = 80, price = 320. n goes into r·n and into unit·n. What " +
			"slope comes back to n along each of the two paths?",
		"Begin at the price, with the slope 1. A product hands each input the slope from the right, times the other " +
			"input. A subtraction hands that slope on to both inputs: to which of them with the opposite sign? And " +
			"what happens to the two slopes that arrive at n?",
		"Forward computes off := r * n, then unit and price. Backward goes from the last line to the first: find dunit " +
			"and a first slope for n, then dp and doff, then dr and a second slope for n. At the end, add the two " +
			"slopes for n.",
	}},
	Params:  "p, r, n",
	Returns: "price, dp, dr, dn",
	Cases: []Case[bulk]{
		// unit = 100 − 20 = 80; dr = −4·4; dn = 80 − 4·5
		{Args: []any{100, 5, 4}, Want: []any{320, 4, -16, 60}},
		// Nothing bought: the first apple would cost the whole 100.
		{Args: []any{100, 5, 0}, Want: []any{0, 0, 0, 100}},
		// The discount takes off the whole 20: unit = 0, and dr = −4·4, dn = 0 − 4·5.
		{Args: []any{20, 5, 4}, Want: []any{0, 4, -16, -20}},
	},
	Random:   func(d *Dice) []any { return []any{d.Number(), d.Number(), d.Number()} },
	Right:    rightBulkPrice,
	AnyScale: true,
}
