package docs

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// The Go code of the pages that has no better place: numpy-to-go.md and
// portability.md show these bodies.

func Example_literals() {
	x := []float64{3, 4} // the type says it: this 3 is 3.0
	W := backprop.Matrix{
		{1, 2, 3},
		{4, 5, 6},
	}
	fmt.Println(len(x), "numbers;", len(W), "rows,", len(W[0]), "columns;", W[1][0])
	// Output:
	// 2 numbers; 2 rows, 3 columns; 4
}

func Example_zeros() {
	x := []float64{3, 4}
	grad := make([]float64, len(x))
	DW := backprop.NewMatrix(2, 3)
	fmt.Println(grad, DW)

	square := func(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }
	fmt.Println(numgrad.Gradient(square, x))
	// Output:
	// [0 0] [[0 0 0] [0 0 0]]
	// [6.00000000000378 7.999999999999119]
}

func Example_alias() {
	start := []float64{-3, 4}
	x := start // a second name for the same numbers
	x[0] -= 0.5
	fmt.Println(start)

	x = slices.Clone(start) // numbers of its own
	x[0] -= 0.5
	fmt.Println(start, x)
	// Output:
	// [-3.5 4]
	// [-3.5 4] [-4 4]
}

func Example_bias() {
	y := backprop.Matrix{{1, 2}, {3, 4}}
	b := []float64{10, 20}
	for n := range y {
		for k := range b {
			y[n][k] += b[k]
		}
	}
	fmt.Println(y)
	// Output:
	// [[11 22] [13 24]]
}

func Example_product() {
	x := backprop.Matrix{{1, 2}, {3, 4}}
	W := backprop.Matrix{{5, 6}, {7, 8}}
	fmt.Println(backprop.MatMul(x, W))
	// Output:
	// [[19 22] [43 50]]
}

func Example_sums() {
	x := backprop.Matrix{{1, 2}, {3, 4}}
	columns, rows := make([]float64, 2), make([]float64, 2)
	for n := range x {
		for k := range x[n] {
			columns[k] += x[n][k] // axis=0: over the samples
			rows[n] += x[n][k]    // axis=1: over the features
		}
	}
	fmt.Println(columns, rows)

	sum := 0.0
	for range 10 {
		sum += 0.1
	}
	fmt.Println(sum) // np.sum([0.1] * 10) is 1.0
	// Output:
	// [4 6] [3 7]
	// 0.9999999999999999
}

func Example_each() {
	x := []float64{0, 1, 2}
	y := make([]float64, len(x))
	for i := range x {
		y[i] = math.Exp(x[i])
	}
	fmt.Printf("%.4f\n", y)
	fmt.Println(math.Exp(1000), math.Log(0), math.IsNaN(math.Log(-1)))
	// Output:
	// [1.0000 2.7183 7.3891]
	// +Inf -Inf true
}

func Example_argmax() {
	y := []float64{0.1, 0.7, 0.2}
	fmt.Println(slices.Index(y, slices.Max(y)))

	bad := []float64{0.1, math.NaN(), 0.2}
	fmt.Println(slices.Index(bad, slices.Max(bad))) // NaN equals nothing
	// Output:
	// 1
	// -1
}

func Example_oneHot() {
	fmt.Println(losses.OneHot([]int{2, 0}, 3))
	// Output:
	// [[0 0 1] [1 0 0]]
}

func Example_batch() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Println(backprop.MiniBatch(rng, 60000, 5)) // never a number twice

	again := make([]int, 5) // as np.random.choice draws: perhaps twice
	for i := range again {
		again[i] = rng.IntN(60000)
	}
	fmt.Println(len(again))
	// Output:
	// [46162 36986 47066 47796 14059]
	// 5
}

func Example_seed() {
	a := rand.New(rand.NewPCG(1, 2))
	b := rand.New(rand.NewPCG(1, 2))
	fmt.Println(a.IntN(100), a.IntN(100), "and", b.IntN(100), b.IntN(100))
	// Output:
	// 76 61 and 76 61
}

func Example_none() {
	var kept struct{ x, y float64 } // never set: 0 and 0
	var batch []int                 // never set: nil, of length 0
	fmt.Println(2*kept.x, batch == nil, len(batch))

	defer func() { fmt.Println(recover()) }()
	var mul backprop.MulLayer
	mul.Backward(1)
	// Output:
	// 0 true 0
	// backprop: MulLayer: Backward before Forward
}

func Example_panic() {
	defer func() { fmt.Println(recover()) }() // the except: of Go, seldom right
	backprop.MatMul(backprop.NewMatrix(2, 3), backprop.NewMatrix(4, 2))
	// Output:
	// backprop: MatMul: left is 2×3, right is 4×2: 3 ≠ 4
}

func Example_printing() {
	price, tax := 650.0, 1.1
	fmt.Println(price, float64(price*tax), 650*1.1)
	fmt.Println(1000000.0, 123456789.0)
	fmt.Printf("%.0f %.4f\n", 123456789.0, []float64{6.00000000000378, 7.999999999999119})
	// Output:
	// 650 715.0000000000001 715
	// 1e+06 1.23456789e+08
	// 123456789 [6.0000 8.0000]
}

func Example_fused() {
	x, y, z := 0.1, 0.2, 0.2
	fmt.Println(float64(x*y)+z, "rounded twice")
	fmt.Println(math.FMA(x, y, z), "rounded once")

	price, tax := 650.0, 1.1
	fmt.Println(float64(price*tax)-715, "rounded twice")
	fmt.Println(math.FMA(price, tax, -715), "rounded once")
	// Output:
	// 0.22000000000000003 rounded twice
	// 0.22 rounded once
	// 1.1368683772161603e-13 rounded twice
	// 5.773159728050814e-14 rounded once
}

func Example_subnormal() {
	y := []float64{5e-324, 1} // the smallest number above 0
	t := []float64{1, 0}
	fmt.Printf("%.4f\n", losses.CrossEntropy(y, t))
	// Output:
	// 744.4401
}
