// Package exercise is yours. Replace each panic with your code, and run
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
	// Add the fields that Backward needs.
}

// Forward returns z.
func (l *MulLayer) Forward(x, y float64) float64 {
	panic("TODO: replace this line by your code")
}

// Backward takes dout, the slope of the final result with respect to z, and
// returns the slopes with respect to x and y. x or y may be 0.
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
	// Add the fields that Backward needs.
}

// Forward returns z.
func (l *DivLayer) Forward(x, y float64) float64 {
	panic("TODO: replace this line by your code")
}

// Backward takes dout, the slope of the final result with respect to z, and
// returns the slopes with respect to x and y.
func (l *DivLayer) Backward(dout float64) (dx, dy float64) {
	panic("TODO: replace this line by your code")
}

// BulkPrice returns the price of n apples in a shop where apples get cheaper
// the more you buy, and its three slopes: dp is ∂price/∂p, dr is ∂price/∂r, and
// dn is ∂price/∂n. The price tag of an apple says p. If you buy n apples, each
// of them costs r·n less than p, and unit is this lower price:
//
//	unit  = p − r·n
//	price = unit·n
//
// Draw the graph first. It has three nodes, and one of the inputs goes to two of
// them. The node that subtracts is new, so find its two slopes as the chapter
// does for the node that adds. If n is 0, the price is 0, and its slopes are
// still ordinary numbers.
func BulkPrice(p, r, n float64) (price, dp, dr, dn float64) {
	panic("TODO: replace this line by your code")
}
