// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/05-gradient-descent/exercise
//
// Descend and Momentum need numgrad.Gradient of chapter 4. When you first use it,
// write the line import "chainrule/numgrad" below the package line; and when you
// first use package slices (slices.Clone copies a slice), import "slices" in a
// line of its own. Go refuses an import that is not used, so they are not there
// yet.
package exercise

// OneStep returns the point that one step of gradient descent leads to. The
// walk is at x, where the function has the slopes grad, and lr (η) is the
// learning rate:
//
//	x_i − η · grad_i
//
// The slices x and grad have the same length. The result is a new slice, and
// both stay as they are.
func OneStep(x, grad []float64, lr float64) []float64 {
	panic("TODO: replace this line by your code")
}

// Descend walks downhill from start in the given number of steps, each of which
// moves all variables at once:
//
//	x_i ← x_i − η · ∂f/∂x_i
//
// The rate η is lr. Call numgrad.Gradient for the gradient, at the point where
// each step begins.
//
// It returns the last point x, and the path: all steps+1 points from start to
// x, each a slice of its own (x itself may be the last of them). The caller's
// start stays as it is, and shares no memory with x or the path. With 0 steps, x
// and the only point of the path are copies of start.
func Descend(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
	panic("TODO: replace this line by your code")
}

// Momentum walks downhill like Descend, but like a heavy ball it keeps a part of
// its velocity. There is one velocity v_i for each variable, and all
// are 0 at the start. Each step changes first v and then x. The number mu (μ),
// often 0.9, is the part of the velocity that is kept:
//
//	v_i ← μ·v_i − η · ∂f/∂x_i
//	x_i ← x_i + v_i
//
// Take the gradient at the point x where the step begins, and move all variables
// at once. Across a valley the slopes change their sign again and again and nearly
// cancel in v, while along it they keep their sign and add up. So the ball goes
// along the valley faster than Descend does.
//
// It returns what Descend returns, the last point and all steps+1 points, and
// start stays as it is.
func Momentum(f func(x []float64) float64, start []float64, lr, mu float64, steps int) (x []float64, path [][]float64) {
	panic("TODO: replace this line by your code")
}
