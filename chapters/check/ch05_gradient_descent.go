package check

func tasks05() []*Task { return []*Task{&OneStep.Task, &Descend.Task, &Momentum.Task} }

type stepping = func(x, grad []float64, lr float64) []float64

// OneStep examines one step of gradient descent.
var OneStep = Exercise[stepping]{
	Task: Task{"05-gradient-descent", "OneStep", "One step", [3]string{
		"Work out the step from x = (−3, 4) with grad = (−6, 8) and rate 0.1 by hand. The first slope is negative: " +
			"does x0 go up or down?",
		"x_i − η·grad_i for each i; the η of the formula is lr.",
		"Make a new slice of len(x) numbers, fill it in a loop over i, and return it.",
	}},
	Params: "x, grad, lr",
	Cases: []Case[stepping]{
		// −3 + 0.6, 4 − 0.8
		{Args: []any{vec{-3, 4}, vec{-6, 8}, 0.1}, Want: []any{vec{-2.4, 3.2}}},
		// 1 − 0, 2 + 1, 3 − 5
		{Args: []any{vec{1, 2, 3}, vec{0, -1, 5}, 1.0}, Want: []any{vec{1, 3, -2}}},
		// a small slope, and a step below 0
		{Args: []any{vec{0, 0}, vec{1e-7, -1e-7}, 0.5}, Want: []any{vec{-5e-8, 5e-8}}},
	},
	Right:    rightOneStep,
	AnyScale: true,
}

type walk = func(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64)

// Descend examines gradient descent.
var Descend = Exercise[walk]{
	Task: Task{"05-gradient-descent", "Descend", "One step", [3]string{
		"Work out two steps on x0² + x1² from (−3, 4) by hand, with rate 0.1: the gradient is (2·x0, 2·x1), so a step " +
			"multiplies both by 0.8. Write down all three points: that is the path.",
		"x_i ← x_i − η·∂f/∂x_i for all i, using the gradient at the old point; then do the same from the new point.",
		"Copy start to x (slices.Clone), and put a copy of x into the path. In a loop that runs steps times, take the " +
			"gradient at x, change every x[i], and append a copy of x to the path.",
	}},
	Params:  "f, start, lr, steps",
	Returns: "x, path",
	Tol:     1e-6, // a gradient by trying is right to eight or nine digits
	Cases: []Case[walk]{
		// A step leaves 0.8: (−2.4, 3.2), (−1.92, 2.56).
		{Args: []any{bowl2, vec{-3, 4}, 0.1, 2}, Want: []any{vec{-1.92, 2.56},
			mat{{-3, 4}, {-2.4, 3.2}, {-1.92, 2.56}}}},
		// The gradient is (2·(−3) + 4, 2·4 − 3) = (−2, 5).
		{Args: []any{tiltedBowl, vec{-3, 4}, 0.1, 1}, Want: []any{vec{-2.8, 3.5}, mat{{-3, 4}, {-2.8, 3.5}}}},
		{Args: []any{bowl2, vec{-3000, 4000}, 0.1, 1}, Want: []any{vec{-2400, 3200}, mat{{-3000, 4000}, {-2400, 3200}}}}, // a steep one
		{Args: []any{bowl2, vec{-3, 4}, 0.1, 0}, Want: []any{vec{-3, 4}, mat{{-3, 4}}}},
		// at the bottom, where no step leads anywhere
		{Args: []any{bowl2, vec{0, 0}, 0.1, 2}, Want: []any{vec{0, 0}, mat{{0, 0}, {0, 0}, {0, 0}}}},
		// The gradient is 2³ = 8.
		{Args: []any{quartic, vec{2}, 0.1, 1}, Want: []any{vec{1.2}, mat{{2}, {1.2}}}},
		ownPoints("Descend(f, [0 0], 0.1, 2)", func(answer walk) (x []float64, path [][]float64) {
			return answer(bowl2.Value.(func([]float64) float64), vec{0, 0}, 0.1, 2)
		}),
	},
	Random: func(d *Dice) []any {
		n := d.Size("n")
		return []any{d.Landscape(n), d.each(n, d.Modest), d.Positive() / 10, d.Few() - 1}
	},
	Right: rightDescend,
}

var (
	bowl2 = Named{"f", "f(x) = x0² + x1²", func(x []float64) float64 {
		return float64(x[0]*x[0]) + float64(x[1]*x[1])
	}}
	tiltedBowl = Named{"f", "f(x) = x0² + x1² + x0·x1", func(x []float64) float64 {
		return float64(x[0]*x[0]) + float64(x[1]*x[1]) + float64(x[0]*x[1])
	}}
	quartic = Named{"f", "f(x) = x0⁴/4", func(x []float64) float64 { return x[0] * x[0] * x[0] * x[0] / 4 }}
)

// ownPoints changes the first point of a path at the bottom of bowl2, where all points are the same.
// The others must stay. What x shares with the path does not matter here.
func ownPoints[F any](call string, walk func(answer F) (x []float64, path [][]float64)) Case[F] {
	return Case[F]{
		Call: "x, path := " + call + " with " + bowl2.Text + ", then path[0][0] = 7",
		Probe: func(answer F) []any {
			_, path := walk(answer)
			if len(path) > 0 && len(path[0]) > 0 {
				path[0][0] = 7
			}
			return []any{vec{0, 0}, path}
		},
		Want: []any{vec{0, 0}, mat{{7, 0}, {0, 0}, {0, 0}}},
	}
}

type rolling = func(f func(x []float64) float64, start []float64, lr, mu float64, steps int) (x []float64, path [][]float64)

// Momentum examines gradient descent with a velocity.
var Momentum = Exercise[rolling]{
	Task: Task{"05-gradient-descent", "Momentum", "Exercises", [3]string{
		"Work out two steps of x0 on x0² by hand, from −3, with η = 0.1 and μ = 0.6. First step: v = 0.6, x = −2.4. " +
			"Second step: μ·v keeps 0.6·0.6 = 0.36, and the slope −4.8 adds 0.48, so v = 0.84.",
		"v_i ← μ·v_i − η·∂f/∂x_i: the v on the right is that of the step before. So what must live longer than one " +
			"step, and where in your code is it made? After that, x_i ← x_i + v_i uses the new v.",
		"Begin with your Descend. Make v, a slice of len(start) zeros, before the loop over the steps. Where x[i] was " +
			"changed, change v[i] first, and then add it to x[i].",
	}},
	Params:  "f, start, lr, mu, steps",
	Returns: "x, path",
	Tol:     1e-6, // as for Descend
	Cases: []Case[rolling]{
		// For −3, v is 0.6, then 0.36 + 0.48 = 0.84, then 0.504 + 0.312 = 0.816; for 4, −4/3 of it.
		{Args: []any{bowl2, vec{-3, 4}, 0.1, 0.6, 3}, Want: []any{vec{-0.744, 0.992},
			mat{{-3, 4}, {-2.4, 3.2}, {-1.56, 2.08}, {-0.744, 0.992}}}},
		// The first step is that of Descend, whatever mu.
		{Args: []any{tiltedBowl, vec{-3, 4}, 0.1, 0.9, 1}, Want: []any{vec{-2.8, 3.5}, mat{{-3, 4}, {-2.8, 3.5}}}},
		{Args: []any{bowl2, vec{-3000, 4000}, 0.1, 0.6, 1}, Want: []any{vec{-2400, 3200}, mat{{-3000, 4000}, {-2400, 3200}}}}, // a steep one
		// at the bottom, where no step leads anywhere
		{Args: []any{bowl2, vec{0, 0}, 0.1, 0.5, 2}, Want: []any{vec{0, 0}, mat{{0, 0}, {0, 0}, {0, 0}}}},
		// The gradient is 2³ = 8.
		{Args: []any{quartic, vec{2}, 0.1, 0.5, 1}, Want: []any{vec{1.2}, mat{{2}, {1.2}}}},
		ownPoints("Momentum(f, [0 0], 0.1, 0.5, 2)", func(answer rolling) (x []float64, path [][]float64) {
			return answer(bowl2.Value.(func([]float64) float64), vec{0, 0}, 0.1, 0.5, 2)
		}),
	},
	Random: func(d *Dice) []any {
		n := d.Size("n")
		return []any{d.Landscape(n), d.each(n, d.Modest), d.Positive() / 10, float64(d.Between(0, 10)) / 10, d.Few() - 1}
	},
	Right: rightMomentum,
}
