// Package exercise is yours. Replace each panic with your code, and run
//
//	go test ./chapters/05-gradient-descent/exercise
//
// Descend and Momentum need numgrad.Gradient from chapter 4. When you first use
// it, add the line import "chainrule/numgrad" below the package line. When you
// first use package slices (slices.Clone copies a slice), add import "slices" on
// a line of its own. Don't add them earlier, because Go refuses an unused import.
package exercise

// OneStep takes one step of gradient descent and returns the point where the step
// ends. The step begins at x, where the function has the slopes grad, and lr (η)
// is the learning rate:
//
//	x_i − η · grad_i
//
// The slices x and grad have the same length. The result is a new slice, and x
// and grad stay as they are.
func OneStep(x, grad []float64, lr float64) []float64 {
	panic("TODO: replace this line by your code")
}

// Descend walks downhill from start in the given number of steps. Each step moves
// all variables at once:
//
//	x_i ← x_i − η · ∂f/∂x_i
//
// The learning rate η is lr. Use numgrad.Gradient to find the gradient at the
// point where each step begins.
//
// Descend returns the last point x and the path, which has all steps+1 points
// from start to x. Each point in the path is a slice of its own, although x
// itself may be the last of them. The caller's start stays as it is, and shares
// no memory with x or the path. With 0 steps, x and the only point of the path
// are copies of start.
func Descend(f func(x []float64) float64, start []float64, lr float64, steps int) (x []float64, path [][]float64) {
	panic("TODO: replace this line by your code")
}

// Momentum walks downhill like Descend, but it keeps a part of its velocity, as a
// heavy ball does. Each variable has a velocity v_i, which is 0 at the start.
// Each step changes first v and then x. The number mu (μ), often 0.9, is the part
// of the velocity that is kept:
//
//	v_i ← μ·v_i − η · ∂f/∂x_i
//	x_i ← x_i + v_i
//
// Take the gradient at the point x where the step begins, and move all variables
// at once. Across a valley, the slopes change their sign again and again and
// nearly cancel in v, while along the valley they keep their sign and add up. So
// the ball moves along the valley faster than Descend does.
//
// Momentum returns what Descend returns, the last point and the path of all
// steps+1 points, and start stays as it is.
func Momentum(f func(x []float64) float64, start []float64, lr, mu float64, steps int) (x []float64, path [][]float64) {
	panic("TODO: replace this line by your code")
}
