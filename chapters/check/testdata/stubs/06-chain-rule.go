// Package exercise is yours: replace each panic by your code, and run
//
//	go test ./chapters/06-chain-rule/exercise
package exercise

// MulLayer is a node that multiplies two numbers:
//
//	forward   z = x·y
//	backward  dx = dout · ∂z/∂x
//	          dy = dout · ∂z/∂y
//
// Every test calls Forward once and then Backward once, on a new node.
type MulLayer struct {
	// Keep here what Backward needs.
}

// Forward returns z.
func (l *MulLayer) Forward(x, y float64) float64 {
	panic("TODO: replace this line by your code")
}

// Backward returns the slopes of the final result with respect to x and to y;
// dout is its slope with respect to z. An input may be 0.
func (l *MulLayer) Backward(dout float64) (dx, dy float64) {
	panic("TODO: replace this line by your code")
}

// DivLayer is a node that divides two numbers:
//
//	forward   z = x/y
//	backward  dx = dout · ∂z/∂x
//	          dy = dout · ∂z/∂y
//
// The chapter does not say what the two slopes are. Find them as it does for the
// product: move one input, and hold the other still. No test divides by 0.
type DivLayer struct {
	// Keep here what Backward needs.
}

// Forward returns z.
func (l *DivLayer) Forward(x, y float64) float64 {
	panic("TODO: replace this line by your code")
}

// Backward returns the slopes of the final result with respect to x and to y;
// dout is its slope with respect to z.
func (l *DivLayer) Backward(dout float64) (dx, dy float64) {
	panic("TODO: replace this line by your code")
}

// BulkPrice returns the price of n apples in a shop where they get cheaper the
// more you buy, and three slopes: dp is ∂price/∂p, dr is ∂price/∂r, and dn is
// ∂price/∂n. The tag of an apple says p. If you buy n apples, each of them costs
// r·n less than p, and this price is unit.
//
//	unit  = p − r·n
//	price = unit·n
//
// Draw the graph first. It has three nodes, and one of the inputs goes to two
// of them. The minus is a new node: find its two slopes as the chapter does for the
// plus. If n is 0, the price is 0, and its slopes are ordinary numbers.
func BulkPrice(p, r, n float64) (price, dp, dr, dn float64) {
	panic("TODO: replace this line by your code")
}
