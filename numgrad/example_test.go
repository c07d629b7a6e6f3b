package numgrad_test

import (
	"fmt"
	"math"

	"chainrule/numgrad"
)

func ExampleDerivative() {
	fmt.Printf("%.6f\n", numgrad.Derivative(math.Exp, 1))
	// Output: 2.718282
}

func ExampleGradient() {
	f := func(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }
	fmt.Println(numgrad.Gradient(f, []float64{3, 4}))
	// Output: [6.00000000000378 7.999999999999119]
}

func ExampleDescend() {
	f := func(x []float64) float64 { return float64(x[0]*x[0]) + float64(x[1]*x[1]) }
	x, path := numgrad.Descend(f, []float64{-3, 4}, 0.1, 100)
	fmt.Println(x)
	fmt.Println(len(path), path[0])
	// Output:
	// [-6.111107928998789e-10 8.148143905314271e-10]
	// 101 [-3 4]
}

func ExampleCheck() {
	f := func(x []float64) float64 { return x[0] * x[1] }
	x := []float64{3, 4}
	fmt.Println(numgrad.Check(f, x, []float64{4, 3}).OK) // ∂f/∂x0 = x1, ∂f/∂x1 = x0
	fmt.Println(numgrad.Check(f, x, []float64{4, 4}).OK)
	// Output:
	// true
	// false
}

func ExampleReport_String() {
	f := func(x []float64) float64 { return x[0] * x[1] }
	fmt.Println(numgrad.Check(f, []float64{3, 4}, []float64{4, -3}))
	// Output:
	// gradient check FAILED: 1 of 2 disagree
	// worst: grad[1] = -3, numerical 3, absolute error 6, relative 2
	// likely cause: the values that disagree are the numerical slopes with the opposite sign
}
