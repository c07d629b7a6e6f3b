package check

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
)

// Dice draws the arguments of a random call. All numbers of a call have one scale, and in
// many calls they are halves from −3 to 3, so that there are zeros, equal numbers,
// and numbers on the border of a condition. A layer keeps its Dice while it is used.
type Dice struct {
	*rand.Rand
	sizes map[string]int
	scale float64 // 0 for halves
}

// The numbers of a call have one of these scales, or one of all if the formula allows it.
var (
	scales    = []float64{0, 0, 0, 1, 1, 0.01, 30, 1000}
	anyScales = append(scales, 0, tiny, 1e6)
)

const tiny = 1e-15

// Some calls, and as many uses of one layer after another.
const (
	randomCallsMade = 120
	usesOfALayer    = 6
)

// randomCalls returns the calls that are not printed. They are the same in every run.
func (e *exam) randomCalls() (calls []Case[any]) {
	if e.Right == nil {
		return nil
	}
	draw, layer := e.Random, makesLayer(reflect.TypeOf(e.Right))
	if draw == nil {
		if draw = byKind(reflect.TypeOf(e.Right)); draw == nil {
			return nil
		}
	}
	d, from := newDice(), scales
	if e.AnyScale {
		from = anyScales
	}
	for i := range randomCallsMade {
		again := layer && i%usesOfALayer != 0
		d.scale = from[d.IntN(len(from))]
		if !again {
			d.sizes = make(map[string]int)
		}
		calls = append(calls, Case[any]{Args: draw(d), Again: again, tiny: d.scale == tiny, room: 3})
	}
	return calls
}

func newDice() *Dice { return &Dice{Rand: rand.New(rand.NewPCG(7, 11))} }

// byKind draws the arguments of functions of type f, or is nil if f has others than
// numbers, vectors and matrices.
func byKind(f reflect.Type) func(d *Dice) []any {
	var kinds []func(d *Dice) any
	for from := f; ; from = from.Out(0) {
		for i := range from.NumIn() {
			in := from.In(i)
			switch {
			case in.Kind() == reflect.Float64:
				kinds = append(kinds, func(d *Dice) any { return d.Positive() })
			case in.Kind() == reflect.Int:
				kinds = append(kinds, func(d *Dice) any { return d.Between(1, 5) })
			case in.ConvertibleTo(reflect.TypeFor[[]float64]()):
				kinds = append(kinds, func(d *Dice) any { return d.Vec(d.Size("K")) })
			case in.ConvertibleTo(reflect.TypeFor[[][]float64]()):
				kinds = append(kinds, func(d *Dice) any { return d.Mat(d.Size("N"), d.Size("K")) })
			default:
				return nil
			}
		}
		if !makesLayer(from) {
			break
		}
	}
	return func(d *Dice) (args []any) {
		if f.NumIn() == 0 { // a layer, which is given batches of other sizes too
			d.sizes = make(map[string]int)
		}
		for _, kind := range kinds {
			args = append(args, kind(d))
		}
		return args
	}
}

// Size is the size of that name, from 1 up. It stays the same in a call, and as long as a
// layer is used.
func (d *Dice) Size(name string) int {
	if d.sizes[name] == 0 {
		d.sizes[name] = d.Few()
	}
	return d.sizes[name]
}

// Few is a size from 1 to 4, and now and then more than ten.
func (d *Dice) Few() int {
	if d.IntN(12) == 0 {
		return d.Between(11, 13)
	}
	return d.Between(1, 4)
}

// Between is a whole number from lo to hi.
func (d *Dice) Between(lo, hi int) int { return lo + d.IntN(hi-lo+1) }

// Number is any number, with few digits.
func (d *Dice) Number() float64 {
	if d.scale == 0 {
		return float64(d.Between(-6, 6)) / 2
	}
	digits := 100 / min(d.scale, 1)
	return math.Round(digits*d.scale*d.NormFloat64()) / digits
}

// unit is the size of the numbers of this call.
func (d *Dice) unit() float64 {
	if d.scale == 0 {
		return 1
	}
	return d.scale
}

// Positive is a number such as a rate or a border, from 0.01 to 3.
func (d *Dice) Positive() float64 {
	return []float64{0.01, 0.1, 0.25, 0.5, 0.9, 1, 1.5, 2, 3}[d.IntN(9)]
}

// Modest is a number for a function whose slope is found by trying: not a large one.
func (d *Dice) Modest() float64 {
	d.scale = min(d.scale, 1)
	return d.Number()
}

// Curve is a function of one variable, f.
func (d *Dice) Curve() Named {
	a, b, c := d.Between(-3, 3), d.Between(-3, 3), d.Between(-3, 3)
	if d.IntN(4) == 0 {
		return Named{"f", fmt.Sprintf("f(x) = %d·sin(x) + %d·x", a, b), func(x float64) float64 {
			return float64(float64(a)*math.Sin(x)) + float64(float64(b)*x)
		}}
	}
	return Named{"f", fmt.Sprintf("f(x) = %d·x³ + %d·x² + %d·x + 1", a, b, c), func(x float64) float64 {
		sum := float64(float64(a)*x) + float64(b)
		sum = float64(sum*x) + float64(c)
		return float64(sum*x) + 1
	}}
}

// Landscape is a function of n variables, f.
func (d *Dice) Landscape(n int) Named {
	a, b, c, last := float64(d.Between(1, 3)), float64(d.Between(-2, 2)), float64(d.Between(-2, 2)), n-1
	return Named{"f", fmt.Sprintf("f(x) = %v·(x0² + … + x%d²) + %v·x0·x%[2]d + %[4]v·x%[2]d + 1", a, last, b, c),
		func(x []float64) float64 {
			sum := 1 + float64(b*x[0]*x[last]) + float64(c*x[last])
			for _, v := range x {
				sum += float64(a * v * v)
			}
			return sum
		}}
}

// Vec is a vector of n numbers.
func (d *Dice) Vec(n int) []float64 { return d.each(n, d.Number) }

// Probs is a vector of n probabilities, which sum to one. Some are 0, or nearly.
func (d *Dice) Probs(n int) []float64 {
	tenths := make([]float64, n)
	for range 10 { // in the first places more often
		tenths[d.IntN(d.Between(1, n))]++
	}
	d.Shuffle(n, func(i, j int) { tenths[i], tenths[j] = tenths[j], tenths[i] })
	p, most, least := tenths, slices.Index(tenths, slices.Max(tenths)), []float64{0, 0, 1e-7, 1e-12}[d.IntN(4)]
	for k := range p {
		p[k] /= 10
	}
	for k := range p {
		if p[k] == 0 {
			p[k], p[most] = least, p[most]-least
		}
	}
	return p
}

// Target is a vector of n shares: one is 1, or they are soft, or they do not sum to one.
func (d *Dice) Target(n int) []float64 {
	switch d.IntN(4) {
	case 0:
		return d.Probs(n)
	case 1:
		return d.each(n, func() float64 { return math.Round(8*d.Float64()) / 4 })
	}
	t := make([]float64, n)
	t[d.IntN(n)] = 1
	return t
}

// scores is a matrix of numbers to compare. In some calls they differ by little.
func (d *Dice) scores(rows, cols int) [][]float64 {
	m := d.Mat(rows, cols)
	if d.IntN(4) == 0 {
		for _, row := range m {
			for k := range row {
				row[k] = 1 + float64(1e-9*row[k])
			}
		}
	}
	return m
}

// Mat is a matrix of numbers.
func (d *Dice) Mat(rows, cols int) [][]float64 {
	return d.Rows(rows, func() []float64 { return d.Vec(cols) })
}

// Rows is a matrix whose rows are drawn one by one.
func (d *Dice) Rows(rows int, row func() []float64) [][]float64 {
	m := make([][]float64, rows)
	for n := range m {
		m[n] = row()
	}
	return m
}

func (d *Dice) each(n int, draw func() float64) []float64 {
	v := make([]float64, n)
	for k := range v {
		v[k] = draw()
	}
	return v
}
