// Package exercise has the right answers to the exercises of chapter 6.
package exercise

import "chainrule/backprop"

type MulLayer struct{ backprop.MulLayer }

type DivLayer struct{ backprop.DivLayer }

func BulkPrice(p, r, n float64) (price, dp, dr, dn float64) {
	var off, whole backprop.MulLayer
	unit := p - off.Forward(r, n)
	price = whole.Forward(unit, n)

	dunit, dn1 := whole.Backward(1)
	dp = dunit
	dr, dn2 := off.Backward(-dunit)
	return price, dp, dr, dn1 + dn2
}
