package check

import (
	"slices"

	"chainrule/numgrad"
)

func tasks05() []*Task { return []*Task{&OneStep.Task, &Descend.Task, &Momentum.Task} }

type stepping = func(x, grad []float64, lr float64) []float64

// OneStep examines one step of gradient descent.
var OneStep = Exercise[stepping]{
	Task: Task{"05-gradient-descent", "OneStep", "One step", [3]string{
		"Work out x = (−3, 4), grad = (−6, 8), rate 0.1 by hand. The first slope is negative: does x0 grow or shrink?",
		"x_i − η·grad_i for each i; the η of the formula is lr.",
		"Make a new slice of len(x) numbers, fill it in a loop over i, return it.",
	}},
	Params: "x, grad, lr",
	Cases: []Case[stepping]{
		// −3 + 0.6, 4 − 0.8
		{Args: []any{vec{-3, 4}, vec{-6, 8}, 0.1}, Want: []any{vec{-2.4, 3.2}}},
		// 1 − 0, 2 + 1, 3 − 5
		{Args: []any{vec{1, 2, 3}, vec{0, -1, 5}, 1.0}, Want: []any{vec{1, 3, -2}}},
	},
	Mistakes: []Mistake[stepping]{
		{"this goes uphill: a positive slope means that the function rises to the right, so go to the left, with a minus",
			stepBy(func(x, g, lr float64) float64 { return x + float64(lr*g) })},
		{"the learning rate is missing: the whole slope is subtracted",
			stepBy(func(x, g, lr float64) float64 { return x - g })},
		{"divided by the rate: a larger rate must make a longer step",
			stepBy(func(x, g, lr float64) float64 { return x - g/lr })},
		{"this is only how far to go: subtract it from x, to say where the step leads",
			stepBy(func(x, g, lr float64) float64 { return lr * g })},
		{"this is only the move, −η·grad: add x, to say where the step leads",
			stepBy(func(x, g, lr float64) float64 { return -lr * g })},
		{"the rate multiplies x too: only the slope is multiplied, so no parentheses around x − grad",
			stepBy(func(x, g, lr float64) float64 { return lr * (x - g) })},
		{"x and grad have changed places", stepBy(func(x, g, lr float64) float64 { return g - float64(lr*x) })},
		{"only the direction of the slope counts here, not how steep it is: multiply the rate with grad_i itself",
			stepBy(func(x, g, lr float64) float64 {
				switch {
				case g > 0:
					return x - lr
				case g < 0:
					return x + lr
				}
				return x
			})},
		{"the step is written into the caller's x: make a new slice for the new point. (next := x copies nothing, it " +
			"is a second name for the same array.)", func(x, grad vec, lr float64) vec {
			for i := range x {
				x[i] -= float64(lr * grad[i])
			}
			return x
		}},
		{"the new point is written into the caller's grad: make a new slice for it",
			func(x, grad vec, lr float64) vec {
				for i := range x {
					grad[i] = x[i] - float64(lr*grad[i])
				}
				return grad
			}},
		{"nothing comes out: copy fills no more places than its target has. Make the new slice with len(x) places",
			func(x, grad vec, lr float64) vec { return nil }},
		{"every variable is moved by the first slope: x_i belongs to grad_i",
			func(x, grad vec, lr float64) vec {
				next := slices.Clone(x)
				for i := range x {
					next[i] -= float64(lr * grad[0])
				}
				return next
			}},
		{"twice as many numbers as variables, zeros first: append adds behind what make has made. Set next[i] instead",
			func(x, grad vec, lr float64) vec {
				return append(make([]float64, len(x)), downhill(x, grad, lr)...)
			}},
		{"only the first two variables are moved: let the loop run over all of x",
			func(x, grad vec, lr float64) vec {
				return append(downhill(x[:2], grad[:2], lr), x[2:]...)
			}},
		{"two variables come out, whatever went in: let the loop run over all of x",
			func(x, grad vec, lr float64) vec { return downhill(x[:2], grad[:2], lr) }},
	},
}

// stepBy moves each variable alone.
func stepBy(one func(x, g, lr float64) float64) stepping {
	return func(x, grad vec, lr float64) vec {
		next := make([]float64, len(x))
		for i := range x {
			next[i] = one(x[i], grad[i], lr)
		}
		return next
	}
}

// downhill is the right step.
func downhill(x, grad vec, lr float64) vec {
	next := make([]float64, len(x))
	for i := range x {
		next[i] = x[i] - float64(lr*grad[i])
	}
	return next
}

type walk = func(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64)

// Descend examines gradient descent.
var Descend = Exercise[walk]{
	Task: Task{"05-gradient-descent", "Descend", "One step", [3]string{
		"Work out two steps on x0² + x1² from (−3, 4) by hand, rate 0.1: the gradient is (2·x0, 2·x1), so a step " +
			"leaves 0.8 of both. Write down all three points: that is the path.",
		"x_i ← x_i − η·∂f/∂x_i, for all i with the gradient of the old point; then the same from the new point.",
		"Copy start to x (slices.Clone), and put a copy of x into the path. A loop of steps rounds: take the gradient " +
			"at x, change every x[i], append a copy of x to the path.",
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
		{Args: []any{bowl2, vec{-3, 4}, 0.1, 0}, Want: []any{vec{-3, 4}, mat{{-3, 4}}}},
	},
	Mistakes: []Mistake[walk]{
		{"the update is added, which goes uphill: subtract it", descentBy(func(x, g, lr float64) float64 {
			return x + float64(lr*g)
		})},
		{"the learning rate is missing: a step is η times the slope", descentBy(func(x, g, lr float64) float64 {
			return x - g
		})},
		{"the rate is applied twice: η once is in the formula", descentBy(func(x, g, lr float64) float64 {
			return x - float64(lr*lr*g)
		})},
		{"divided by the rate: a larger rate must make a longer step", descentBy(func(x, g, lr float64) float64 {
			return x - g/lr
		})},
		{"x becomes the move alone: x_i is missing on the right side of the arrow",
			descentBy(func(x, g, lr float64) float64 { return -lr * g })},
		{"the gradient is taken once, at the start: take it anew in each step, at the point where it begins",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				grad := numgrad.Gradient(f, start)
				return wander(start, steps, func(x vec) vec { return downhill(x, grad, lr) })
			}},
		{"x1 is moved by a slope that already sees the new x0: take the whole gradient first, then move all variables",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				return wander(start, steps, func(x vec) vec {
					next := slices.Clone(x)
					for i := range x {
						next[i] -= float64(lr * numgrad.Gradient(f, next)[i])
					}
					return next
				})
			}},
		{"it overwrites the caller's start: x = start copies nothing, it is a second name for the same array",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				copy(start, x)
				return start, path
			}},
		{"all points of the path are one and the same slice, which you go on changing, and it is the caller's start: " +
			"copy start at the beginning, and append a copy of x each time",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, _ := descend(f, start, lr, steps)
				copy(start, x)
				return start, slices.Repeat(mat{start}, steps+1)
			}},
		{"all points of the path are one and the same slice, the caller's start, and one is missing: copy start at " +
			"the beginning, append a copy of x each time, and make it steps+1 points",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, _ := descend(f, start, lr, steps)
				copy(start, x)
				return start, slices.Repeat(mat{start}, steps)
			}},
		{"all points of the path are the last one: they are one slice, which you go on changing. Append a copy of x",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, _ := descend(f, start, lr, steps)
				return x, slices.Repeat(mat{x}, steps+1)
			}},
		{"the path begins with the caller's own slice: append a copy of start",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				path[0] = start
				return x, path
			}},
		{"with 0 steps, x is the caller's own slice: copy start to x at the beginning",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				if steps == 0 {
					x = start
				}
				return x, path
			}},
		{"the start is missing in the path: steps+1 points, from start to x",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				return x, path[1:]
			}},
		{"the start is missing in the path, and its last place is empty: path[0] is the start, and the first step " +
			"leads to path[1]", func(f landscape, start vec, lr float64, steps int) (vec, mat) {
			x, path := descend(f, start, lr, steps)
			return x, append(path[1:], nil)
		}},
		{"the path begins with empty points: append adds behind what make has made. Begin with an empty path",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				return x, append(make(mat, steps+1), path[1:]...)
			}},
		{"the path is right, but x has gone one step further: there is one point more than there are steps",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, _ := descend(f, start, lr, steps+1)
				_, path := descend(f, start, lr, steps)
				return x, path
			}},
		{"the last point is missing in the path: steps+1 points, from start to x",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				return x, path[:steps]
			}},
		{"the first point is twice in the path: append after the move, not before it",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, path := descend(f, start, lr, steps)
				return x, append(mat{slices.Clone(start)}, path[:steps]...)
			}},
		{"one step too many: count from 0 to steps − 1",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				return descend(f, start, lr, steps+1)
			}},
		{"one step too few: count from 0 to steps − 1",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				return descend(f, start, lr, max(0, steps-1))
			}},
		{"path is empty: append a copy of x, at the start and after each step",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				x, _ := descend(f, start, lr, steps)
				return x, nil
			}},
		{"x is empty: copy fills only what is there; use slices.Clone(start)",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				return nil, make(mat, steps+1)
			}},
		{"x is the start still, only the path has moved on: return the last point",
			func(f landscape, start vec, lr float64, steps int) (vec, mat) {
				_, path := descend(f, start, lr, steps)
				return slices.Clone(start), path
			}},
	},
}

var (
	bowl2 = Named{"f", "f(x) = x0² + x1²", func(x []float64) float64 {
		return float64(x[0]*x[0]) + float64(x[1]*x[1])
	}}
	tiltedBowl = Named{"f", "f(x) = x0² + x1² + x0·x1", func(x []float64) float64 {
		return float64(x[0]*x[0]) + float64(x[1]*x[1]) + float64(x[0]*x[1])
	}}
)

// wander walks as next says, and writes the path down rightly.
func wander(start vec, steps int, next func(x vec) vec) (x []float64, path [][]float64) {
	x = slices.Clone(start)
	path = mat{slices.Clone(x)}
	for range steps {
		x = next(x)
		path = append(path, slices.Clone(x))
	}
	return x, path
}

// descentBy moves each variable alone, by the gradient at the old point.
func descentBy(one func(x, g, lr float64) float64) walk {
	return func(f landscape, start vec, lr float64, steps int) (vec, mat) {
		return wander(start, steps, func(x vec) vec {
			return stepBy(one)(x, numgrad.Gradient(f, x), lr)
		})
	}
}

// descend is the right walk.
func descend(f landscape, start vec, lr float64, steps int) (vec, mat) {
	return descentBy(func(x, g, lr float64) float64 { return x - float64(lr*g) })(f, start, lr, steps)
}

type rolling = func(f func(x []float64) float64, start []float64, lr, mu float64, steps int) (x []float64, path [][]float64)

// Momentum examines gradient descent with a velocity.
var Momentum = Exercise[rolling]{
	Task: Task{"05-gradient-descent", "Momentum", "Exercises", [3]string{
		"Work out two steps of x0 on x0² by hand, from −3, with η = 0.1 and μ = 0.6. First step: v = 0.6, x = −2.4. " +
			"Second step: 0.36 of the old 0.6 is kept, and the slope −4.8 adds 0.48, so v = 0.84.",
		"v_i ← μ·v_i − η·∂f/∂x_i: the v on the right is that of the step before. So what must live longer than one step, " +
			"and where in your code is it made? Then x_i ← x_i + v_i, with the new v.",
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
	},
	Mistakes: []Mistake[rolling]{
		{"nothing of the velocity is kept, this is Descend: make v once before the loop over the steps, and set v[i] " +
			"to μ·v[i] and the rest", func(f landscape, start vec, lr, _ float64, steps int) (vec, mat) {
			return descend(f, start, lr, steps)
		}},
		{"0.9 stands where mu should: that is only its usual value, and here mu is an argument",
			rollBy(func(x, v, g, lr, _ float64) (float64, float64) {
				v = float64(0.9*v) - float64(lr*g)
				return x + v, v
			})},
		{"x has not moved from start: is v added to it, and is v still 0 there? Make v before the loop over the steps, " +
			"and change v first, then x", func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
			return wander(start, steps, func(x vec) vec { return x })
		}},
		{"this goes uphill: η·slope must be taken from the velocity before the velocity is added to x; or else add it, " +
			"and subtract the velocity",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = float64(mu*v) + float64(lr*g)
				return x + v, v
			})},
		{"what is kept of the velocity has the wrong sign: it pulls the ball back. With v ← μ·v − η·slope, " +
			"x ← x + v; not a minus in one and a plus in the other",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = -float64(mu*v) - float64(lr*g)
				return x + v, v
			})},
		{"x is moved by the old velocity, so that the first step leads nowhere: change v first, then x",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				return x + v, float64(mu*v) - float64(lr*g)
			})},
		{"μ multiplies the slope too, in v or where x is moved: it is for the old velocity alone",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = float64(mu * (v - float64(lr*g)))
				return x + v, v
			})},
		{"μ is at the slope, and the whole velocity is kept: μ belongs to v",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v -= float64(mu * lr * g)
				return x + v, v
			})},
		{"the whole velocity is kept: multiply the old one by μ",
			rollBy(func(x, v, g, lr, _ float64) (float64, float64) {
				v -= float64(lr * g)
				return x + v, v
			})},
		{"the slope is multiplied by 1 − μ, as in a running mean: this formula adds the slopes up, each with η alone",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = float64(mu*v) - float64((1-mu)*lr*g)
				return x + v, v
			})},
		{"1 − μ of the velocity is kept: μ itself is the part that is kept",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = float64((1-mu)*v) - float64(lr*g)
				return x + v, v
			})},
		{"the learning rate is missing: v ← μ·v − η·slope",
			rollBy(func(x, v, g, _, mu float64) (float64, float64) {
				v = float64(mu*v) - g
				return x + v, v
			})},
		{"the rate multiplies the velocity twice, once in v and once where x is moved: x ← x + v",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = float64(mu*v) - float64(lr*g)
				return x + float64(lr*v), v
			})},
		{"x becomes the velocity, but it should be moved by it: add v to x",
			rollBy(func(_, v, g, lr, mu float64) (float64, float64) {
				v = float64(mu*v) - float64(lr*g)
				return v, v
			})},
		{"the old velocity stays as a whole, and μ times it is added besides: v becomes μ·v − η·slope, so = and not +=",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v += float64(mu*v) - float64(lr*g)
				return x + v, v
			})},
		{"the slope moves x twice, by itself and within v: x ← x + v alone",
			rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
				v = float64(mu*v) - float64(lr*g)
				return x - float64(lr*g) + v, v
			})},
		{"only the last slope is remembered: what is kept is μ times the whole old v, in which all earlier slopes are",
			rollBy(func(x, before, g, lr, mu float64) (float64, float64) {
				move := float64(-lr * g)
				return x + float64(mu*before) + move, move
			})},
		{"the gradient is taken ahead, at x + μ·v: a good idea, which is called Nesterov's, but here it is that at x",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				v := make([]float64, len(start))
				return wander(start, steps, func(x vec) vec {
					ahead := slices.Clone(x)
					for i := range x {
						ahead[i] += float64(mu * v[i])
					}
					grad := numgrad.Gradient(f, ahead)
					next := slices.Clone(x)
					for i := range x {
						v[i] = float64(mu*v[i]) - float64(lr*grad[i])
						next[i] += v[i]
					}
					return next
				})
			}},
		{"v begins with the gradient: at the start the ball lies still, and v is 0",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				v := numgrad.Gradient(f, start)
				return wander(start, steps, func(x vec) vec {
					next := slices.Clone(x)
					for i, slope := range numgrad.Gradient(f, x) {
						v[i] = float64(mu*v[i]) - float64(lr*slope)
						next[i] += v[i]
					}
					return next
				})
			}},
		{"all variables share one velocity, and each gets a part of the one before: v is a slice, one v_i for each x_i",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				v := 0.0
				return wander(start, steps, func(x vec) vec {
					grad, next := numgrad.Gradient(f, x), slices.Clone(x)
					for i := range x {
						v = float64(mu*v) - float64(lr*grad[i])
						next[i] += v
					}
					return next
				})
			}},
		{"x1 is moved by a slope that already sees the new x0: take the whole gradient first, then move all variables",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				v := make([]float64, len(start))
				return wander(start, steps, func(x vec) vec {
					next := slices.Clone(x)
					for i := range x {
						v[i] = float64(mu*v[i]) - float64(lr*numgrad.Gradient(f, next)[i])
						next[i] += v[i]
					}
					return next
				})
			}},
		{"all points of the path are the last one: they are one slice, which you go on changing. Append a copy of x",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				x, _ := roll(f, start, lr, mu, steps)
				return x, slices.Repeat(mat{x}, steps+1)
			}},
		{"the start is missing in the path: steps+1 points, from start to x",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				x, path := roll(f, start, lr, mu, steps)
				return x, path[1:]
			}},
		{"path is empty: append a copy of x, at the start and after each step",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				x, _ := roll(f, start, lr, mu, steps)
				return x, nil
			}},
		{"x is empty: copy fills only what is there; use slices.Clone(start)",
			func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
				return nil, make(mat, steps+1)
			}},
	},
}

// rollBy moves each variable alone, by the gradient at the old point, and keeps
// one number for it from step to step, from 0 on.
func rollBy(one func(x, v, g, lr, mu float64) (newX, newV float64)) rolling {
	return func(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
		v := make([]float64, len(start))
		return wander(start, steps, func(x vec) vec {
			grad, next := numgrad.Gradient(f, x), make([]float64, len(x))
			for i := range x {
				next[i], v[i] = one(x[i], v[i], grad[i], lr, mu)
			}
			return next
		})
	}
}

// roll is the right walk.
func roll(f landscape, start vec, lr, mu float64, steps int) (vec, mat) {
	return rollBy(func(x, v, g, lr, mu float64) (float64, float64) {
		v = float64(mu*v) - float64(lr*g)
		return x + v, v
	})(f, start, lr, mu, steps)
}
