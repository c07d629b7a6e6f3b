// Chapter 6: the chain rule. A price becomes a graph in which every node knows only its
// own slope, and one backward pass tells how the price depends on everything.
//
// Run it with
//
//	go run ./chapters/06-chain-rule
package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"math/big"
	"strings"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/numgrad"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	oneNode(out)
	applesAndOranges(out)
	alongAPath(out)
	byDifferences(out)
	usedTwice(out)
	theDigit1(out)
	return out.Flush()
}

// oneNode is the whole idea in its smallest form: forward with the values,
// backward with the slopes.
func oneNode(w io.Writer) {
	fmt.Fprintln(w, "One node: z = x·y at x = 3, y = 4")
	var mul backprop.MulLayer
	z := mul.Forward(3, 4)
	dx, dy := mul.Backward(1)
	fmt.Fprintf(w, "  forward   z = %v\n", z)
	fmt.Fprintf(w, "  backward  dz/dx = y = %v, dz/dy = x = %v\n", dx, dy)
	fmt.Fprintf(w, "  a test    x = 3.01 gives z = %.2f\n\n", mul.Forward(3.01, 4))
}

// A Basket is what we buy: the five inputs of the price.
type Basket struct{ Apple, AppleNum, Orange, OrangeNum, Tax float64 }

// basket holds variables and not constants: in constants Go would compute the
// price exactly (see theDigit1).
var basket = Basket{Apple: 100, AppleNum: 2, Orange: 150, OrangeNum: 3, Tax: 1.1}

// Slopes says by how much the price rises when an input, or the sum before tax,
// rises by a small amount, per unit of that amount.
type Slopes struct {
	Basket
	All float64
}

// buy computes the price forward, node by node, and the slopes backward through
// the same nodes in the opposite order.
func buy(b Basket) (price float64, d Slopes) {
	var apples, oranges, taxed backprop.MulLayer
	var both backprop.AddLayer

	applePrice := apples.Forward(b.Apple, b.AppleNum)
	orangePrice := oranges.Forward(b.Orange, b.OrangeNum)
	all := both.Forward(applePrice, orangePrice)
	price = taxed.Forward(all, b.Tax)

	dPrice := 1.0 // the price rises with itself, one to one
	d.All, d.Tax = taxed.Backward(dPrice)
	dApplePrice, dOrangePrice := both.Backward(d.All)
	d.Orange, d.OrangeNum = oranges.Backward(dOrangePrice)
	d.Apple, d.AppleNum = apples.Backward(dApplePrice)
	return price, d
}

func applesAndOranges(w io.Writer) {
	price, d := buy(basket)
	fmt.Fprintln(w, "Apples and oranges: price = (apple × apple num + orange × orange num) × tax")
	fmt.Fprintf(w, "  forward   price = %v\n", price)
	fmt.Fprintln(w, "  backward  d price / d …")
	fmt.Fprintf(w, "    apple      %v\n", d.Apple)
	fmt.Fprintf(w, "    apple num  %v\n", d.AppleNum)
	fmt.Fprintf(w, "    orange     %v\n", d.Orange)
	fmt.Fprintf(w, "    orange num %v\n", d.OrangeNum)
	fmt.Fprintf(w, "    before tax %v\n", d.All)
	fmt.Fprintf(w, "    tax        %v\n", d.Tax)
	fmt.Fprintln(w)
}

// alongAPath multiplies the slopes of the nodes between an input and the price:
// the chain rule in a row.
func alongAPath(w io.Writer) {
	b := basket
	fmt.Fprintln(w, "Along a path: the slopes of the nodes on the way, multiplied")
	fmt.Fprintf(w, "  apple      1 × %v (tax) × 1 (sum) × %v (apple num) = %v\n", b.Tax, b.AppleNum, 1*b.Tax*1*b.AppleNum)
	fmt.Fprintf(w, "  orange num 1 × %v (tax) × 1 (sum) × %v (orange) = %v\n\n", b.Tax, b.Orange, 1*b.Tax*1*b.Orange)
}

// byDifferences compares the backward pass with the numerical gradient of chapter 4.
func byDifferences(w io.Writer) {
	price := func(x []float64) float64 {
		p, _ := buy(Basket{x[0], x[1], x[2], x[3], x[4]})
		return p
	}
	x := []float64{basket.Apple, basket.AppleNum, basket.Orange, basket.OrangeNum, basket.Tax}
	_, d := buy(basket)
	back := []float64{d.Apple, d.AppleNum, d.Orange, d.OrangeNum, d.Tax}
	worst := 0.0
	for i, slope := range numgrad.Gradient(price, x) {
		worst = max(worst, math.Abs(slope-back[i]))
	}
	fmt.Fprintln(w, "By finite differences: the slopes of the five inputs, found numerically")
	fmt.Fprintf(w, "  %d forward passes instead of one forward and one backward\n", 2*len(x))
	fmt.Fprintf(w, "  all within 1e-6 of the backward pass: %v\n\n", worst <= 1e-6)
}

// usedTwice lets a value take two paths: the slopes that come back along them are
// added.
func usedTwice(w io.Writer) {
	fmt.Fprintln(w, "Used twice: z = x·x at x = 3")
	var square backprop.MulLayer
	z := square.Forward(3, 3)
	d1, d2 := square.Backward(1)
	dx := d1 + d2 // x goes to both inputs
	fmt.Fprintf(w, "  z = %v, the two paths bring %v and %v: dz/dx = %v\n\n", z, d1, d2, dx)

	fmt.Fprintln(w, "One node in two places, for apples and for oranges: the library panics")
	defer func() { fmt.Fprintf(w, "  %s\n\n", strings.ReplaceAll(fmt.Sprint(recover()), "; ", ";\n  ")) }()
	var mul backprop.MulLayer // for apples and for oranges
	mul.Forward(basket.Apple, basket.AppleNum)
	mul.Forward(basket.Orange, basket.OrangeNum)
	mul.Backward(1) // oranges
	mul.Backward(1) // apples? It has forgotten them.
}

// theDigit1 explains the last digit of 715.0000000000001.
func theDigit1(w io.Writer) {
	fmt.Fprintln(w, "Where the 1 in 715.0000000000001 comes from")
	exact := new(big.Float).SetPrec(200)
	exact.Mul(big.NewFloat(650), big.NewFloat(basket.Tax))
	above := math.Nextafter(715, 716)
	fmt.Fprintf(w, "  the float64 nearest to 1.1  %.30f\n", basket.Tax)
	fmt.Fprintf(w, "  650 times that            %.30f\n", exact)
	fmt.Fprintf(w, "  the next float64 below it %.30f\n", 715.0)
	fmt.Fprintf(w, "  the next float64 above it %.30f\n", above)
	halfway := new(big.Float).SetPrec(200).Add(big.NewFloat(715), big.NewFloat(above))
	halfway.Quo(halfway, big.NewFloat(2))
	fmt.Fprintf(w, "  halfway between them      %.30f\n", halfway)

	// Constants have no float64 until they are stored: Go multiplies them exactly.
	const price = (100*2 + 150*3) * 1.1
	fmt.Fprintf(w, "  650·1.1 in Go constants   %v\n", float64(price))
}
