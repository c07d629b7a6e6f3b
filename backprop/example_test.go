package backprop_test

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
)

func ExampleMulLayer() {
	var mul backprop.MulLayer
	z := mul.Forward(3, 4)
	dx, dy := mul.Backward(1)
	fmt.Println(z, dx, dy) // 3·4, and each factor is the slope of the other
	// Output: 12 4 3
}

func ExampleAddLayer() {
	var add backprop.AddLayer
	z := add.Forward(3, 4)
	dx, dy := add.Backward(10)
	fmt.Println(z, dx, dy) // a sum hands the slope on
	// Output: 7 10 10
}

func ExampleDivLayer() {
	var div backprop.DivLayer
	z := div.Forward(6, 4)
	dx, dy := div.Backward(1)
	fmt.Println(z, dx, dy) // 6/4, 1/4 and −6/16
	// Output: 1.5 0.25 -0.375
}

func ExampleExpLayer() {
	var exp backprop.ExpLayer
	z := exp.Forward(1)
	fmt.Printf("%.4f %.4f\n", z, exp.Backward(10)) // e and 10·e
	// Output: 2.7183 27.1828
}

func ExampleLogLayer() {
	var log backprop.LogLayer
	z := log.Forward(2)
	fmt.Printf("%.4f %.4f\n", z, log.Backward(1)) // ln 2 and 1/2
	// Output: 0.6931 0.5000
}

func ExampleMatrix() {
	x := backprop.Matrix{{1, 2, 3}, {4, 5, 6}}
	t := backprop.Matrix(losses.OneHot([]int{1, 0}, 2)) // a conversion, for the methods
	fmt.Println(len(x), "samples of", len(x[0]), "features; the last of the first is", x[0][2])
	fmt.Println(x.Rows([]int{1}), t.Rows([]int{1}))
	// Output:
	// 2 samples of 3 features; the last of the first is 3
	// [[4 5 6]] [[1 0]]
}

func ExampleMatrix_Rows() {
	x := backprop.Matrix{{0, 1}, {10, 11}, {20, 21}}
	fmt.Println(x.Rows([]int{2, 0}))
	// Output: [[20 21] [0 1]]
}

// A prediction is valid until the next one. Clone keeps it.
func ExampleMatrix_Clone() {
	layer := backprop.NewAffine(backprop.Matrix{{1, 2}}, []float64{0, 0})
	net := backprop.NewNetwork(layer)
	x := backprop.Matrix{{10}}
	before := net.Predict(x).Clone()
	layer.W[0][0] = 7
	fmt.Println(before, net.Predict(x))
	// Output: [[10 20]] [[70 20]]
}

func ExampleNewMatrix() {
	fmt.Println(backprop.NewMatrix(2, 3))
	// Output: [[0 0 0] [0 0 0]]
}

func ExampleMatMul() {
	a := backprop.Matrix{{1, 2}, {3, 4}}
	b := backprop.Matrix{{5, 6}, {7, 8}}
	fmt.Println(backprop.MatMul(a, b))
	// Output: [[19 22] [43 50]]
}

func ExampleAffine() {
	affine := backprop.NewAffine(backprop.Matrix{{1, 2}, {3, 4}, {5, 6}}, []float64{0.5, -0.5})
	fmt.Println("y ", affine.Forward(backprop.Matrix{{1, 1, 1}}))
	fmt.Println("dx", affine.Backward(backprop.Matrix{{1, -1}}))
	fmt.Println("DW", affine.DW, "DB", affine.DB)
	// Output:
	// y  [[9.5 11.5]]
	// dx [[-1 -1 -1]]
	// DW [[1 -1] [1 -1] [1 -1]] DB [1 -1]
}

func ExampleNewAffine() {
	rng := rand.New(rand.NewPCG(1, 2))
	affine := backprop.NewAffine(backprop.He(rng, 784, 50), make([]float64, 50))
	y := affine.Forward(backprop.NewMatrix(100, 784))
	fmt.Println(len(y), "samples,", len(y[0]), "outputs")
	// Output: 100 samples, 50 outputs
}

func ExampleSigmoid() {
	var sigmoid backprop.Sigmoid
	y := sigmoid.Forward(backprop.Matrix{{0, math.Log(3)}}) // ½ and ¾
	dx := sigmoid.Backward(backprop.Matrix{{1, 1}})         // y(1 − y): ¼ and 3/16
	fmt.Printf("%.4f %.4f\n", y, dx)
	// Output: [[0.5000 0.7500]] [[0.2500 0.1875]]
}

func ExampleReLU() {
	var relu backprop.ReLU
	fmt.Println(relu.Forward(backprop.Matrix{{-2, 0, 3}}))
	fmt.Println(relu.Backward(backprop.Matrix{{10, 20, 30}}))
	// Output:
	// [[0 0 3]]
	// [[0 0 30]]
}

func ExampleTanh() {
	var tanh backprop.Tanh
	y := tanh.Forward(backprop.Matrix{{0, math.Log(3)}}) // 0 and (9 − 1)/(9 + 1)
	dx := tanh.Backward(backprop.Matrix{{1, 1}})         // 1 − y²
	fmt.Printf("%.4f %.4f\n", y, dx)
	// Output: [[0.0000 0.8000]] [[1.0000 0.3600]]
}

func ExampleSoftmaxWithLoss() {
	var end backprop.SoftmaxWithLoss
	scores := backprop.Matrix{{0, math.Log(3)}} // probabilities ¼ and ¾
	loss := end.Forward(scores, backprop.Matrix{{0, 1}})
	fmt.Printf("%.4f %.4f\n", loss, end.Backward(1)) // −ln ¾ and y − t
	// Output: 0.2877 [[0.2500 -0.2500]]
}

// A chain of one layer fits a line to 100 noisy measurements of 3x + 2.
func ExampleSquaredError() {
	rng := rand.New(rand.NewPCG(1, 2))
	x, t := backprop.NewMatrix(100, 1), backprop.NewMatrix(100, 1)
	for n := range x {
		x[n][0] = 2*rng.Float64() - 1
		t[n][0] = 3*x[n][0] + 2 + 0.1*rng.NormFloat64()
	}
	line := backprop.NewAffine(backprop.NewMatrix(1, 1), make([]float64, 1))
	chain := backprop.Chain{line}
	var end backprop.SquaredError
	params := chain.Params()
	for range 500 {
		end.Forward(chain.Forward(x), t)
		chain.Backward(end.Backward(1))
		backprop.SGD(params, 0.1)
	}
	fmt.Printf("slope %.2f, intercept %.2f\n", line.W[0][0], line.B[0])
	fmt.Printf("at x = 2: %.2f\n", chain.Forward(backprop.Matrix{{2}})[0][0])
	// Output:
	// slope 2.99, intercept 1.98
	// at x = 2: 7.95
}

func ExampleChain() {
	chain := backprop.Chain{
		backprop.NewAffine(backprop.Matrix{{2}}, []float64{1}),
		&backprop.ReLU{},
	}
	fmt.Println(chain.Forward(backprop.Matrix{{3}, {-3}})) // max(2x + 1, 0)
	fmt.Println(chain.Backward(backprop.Matrix{{1}, {1}})) // 2, and 0 where ReLU cuts off
	// Output:
	// [[7] [0]]
	// [[2] [0]]
}

// A network learns exclusive or, from all four cases at once.
func ExampleNetwork() {
	x := backprop.Matrix{{0, 0}, {0, 1}, {1, 0}, {1, 1}}
	t := losses.OneHot([]int{0, 1, 1, 0}, 2)
	rng := rand.New(rand.NewPCG(1, 2))
	net := backprop.NewNetwork(
		backprop.NewAffine(backprop.Xavier(rng, 2, 8), make([]float64, 8)),
		&backprop.Tanh{},
		backprop.NewAffine(backprop.Xavier(rng, 8, 2), make([]float64, 2)))
	for range 1000 {
		net.Loss(x, t)
		net.Backward()
		backprop.SGD(net.Params(), 0.5)
	}
	fmt.Println("accuracy", losses.Accuracy(net.Predict(x), t))
	// Output: accuracy 1
}

func ExampleNewNetwork() {
	net := backprop.NewNetwork(
		backprop.NewAffine(backprop.Matrix{{1, -1}}, []float64{0, 0}),
		&backprop.ReLU{})
	fmt.Println(net.Predict(backprop.Matrix{{2}, {-3}}))
	// Output: [[2 0] [0 3]]
}

func ExampleNetwork_Loss() {
	net := backprop.NewNetwork(backprop.NewAffine(backprop.NewMatrix(3, 10), make([]float64, 10)))
	x := backprop.Matrix{{1, 2, 3}}
	t := losses.OneHot([]int{7}, 10)
	fmt.Printf("%.4f\n", net.Loss(x, t)) // it knows nothing yet: ln 10
	// Output: 2.3026
}

func ExampleNetwork_Params() {
	net := backprop.NewNetwork(
		backprop.NewAffine(backprop.NewMatrix(4, 3), make([]float64, 3)),
		&backprop.Sigmoid{},
		backprop.NewAffine(backprop.NewMatrix(3, 2), make([]float64, 2)))
	for _, p := range net.Params() {
		fmt.Printf("%d×%d ", len(p.Value), len(p.Value[0]))
	}
	// Output: 4×3 1×3 3×2 1×2
}

func ExampleSGD() {
	w := backprop.Param{Value: backprop.Matrix{{1, 2}}, Grad: backprop.Matrix{{4, -8}}}
	backprop.SGD([]backprop.Param{w}, 0.25)
	fmt.Println(w.Value) // 1 − 0.25·4 and 2 + 0.25·8
	// Output: [[0 4]]
}

func ExampleMiniBatch() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Println(backprop.MiniBatch(rng, 60000, 5))
	// Output: [46162 36986 47066 47796 14059]
}

// Draw into slices that you keep: after the first step, nothing is allocated.
func ExampleMiniBatch_deck() {
	x := backprop.Matrix{{0}, {10}, {20}, {30}, {40}, {50}}
	rng := rand.New(rand.NewPCG(1, 2))
	deck := backprop.MiniBatch(rng, len(x), len(x)) // all row numbers
	var batch backprop.Matrix
	for range 2 {
		batch = batch[:0]
		for i := range 3 { // deal a card: one of those from place i on
			j := i + rng.IntN(len(deck)-i)
			deck[i], deck[j] = deck[j], deck[i]
			batch = append(batch, x[deck[i]])
		}
		fmt.Println(batch)
	}
	// Output:
	// [[20] [50] [0]]
	// [[50] [10] [20]]
}

// load copies stored weights into params, unless they are of another network.
func load(params, stored []backprop.Param) error {
	if got, want := sizes(stored), sizes(params); got != want {
		return fmt.Errorf("these weights are of another network: rows×columns %s instead of %s", got, want)
	}
	for i, p := range params {
		for r, row := range p.Value {
			copy(row, stored[i].Value[r])
		}
	}
	return nil
}

// sizes lists the shapes of params, such as 2×[3] 1×[3].
func sizes(params []backprop.Param) (s string) {
	for _, p := range params {
		var columns []int // of each row
		for _, row := range p.Value {
			columns = append(columns, len(row))
		}
		s += fmt.Sprintf("%d×%v ", len(p.Value), slices.Compact(columns))
	}
	return strings.TrimSpace(s)
}

// Keep the best weights, and not the last ones.
func ExampleNetwork_best() {
	x, t := backprop.Matrix{{1}, {2}, {3}}, backprop.Matrix{{1, 0}, {0, 1}, {1, 0}}
	net := backprop.NewNetwork(backprop.NewAffine(backprop.NewMatrix(1, 2), make([]float64, 2)))
	best, least := []backprop.Param{}, math.Inf(1)
	for range 100 {
		loss := net.Loss(x, t)
		if loss < least {
			best, least = best[:0], loss
			for _, p := range net.Params() {
				best = append(best, backprop.Param{Value: p.Value.Clone()})
			}
		}
		net.Backward()
		backprop.SGD(net.Params(), 1.5) // too large: the loss goes up and down
	}
	last := net.Loss(x, t)
	fmt.Println(load(net.Params(), best))
	fmt.Println(least < last, net.Loss(x, t) == least)
	// Output:
	// <nil>
	// true true
}

// Store the weights as text, and read them into another network of the same layers.
func ExampleNetwork_store() {
	net := func(W backprop.Matrix, b []float64) *backprop.Network {
		return backprop.NewNetwork(backprop.NewAffine(W, b))
	}
	trained := net(backprop.Matrix{{0.5, -1}}, []float64{0, 0.25})
	fresh := net(backprop.NewMatrix(1, 2), make([]float64, 2))
	larger := net(backprop.NewMatrix(4, 3), make([]float64, 3))

	text, err := json.Marshal(trained.Params()) // for os.WriteFile; the slopes are stored, too
	var stored []backprop.Param
	fmt.Println(err, json.Unmarshal(text, &stored))
	fmt.Println(load(fresh.Params(), stored), fresh.Predict(backprop.Matrix{{2}}))
	fmt.Println(load(larger.Params(), stored))
	// Output:
	// <nil> <nil>
	// <nil> [[1 -1.75]]
	// these weights are of another network: rows×columns 1×[2] 1×[2] instead of 4×[3] 1×[3]
}

// standardize subtracts the mean of each column of train from both matrices, and
// divides by its standard deviation. test has no say in it: it stands for what comes later.
func standardize(train, test backprop.Matrix) {
	for k := range train[0] {
		mean, variance := 0.0, 0.0
		for _, row := range train {
			mean += row[k] / float64(len(train))
		}
		for _, row := range train {
			variance += (row[k] - mean) * (row[k] - mean) / float64(len(train))
		}
		if variance == 0 {
			variance = 1 // the column is all alike: 0, not 0/0
		}
		for _, m := range []backprop.Matrix{train, test} {
			for _, row := range m {
				row[k] = (row[k] - mean) / math.Sqrt(variance)
			}
		}
	}
}

// Years and salaries become numbers of about the size 1 before a network sees
// them.
func Example_standardize() {
	train := backprop.Matrix{{23, 20000}, {31, 40000}, {45, 30000}, {61, 50000}}
	test := backprop.Matrix{{50, 30000}}
	standardize(train, test)
	fmt.Printf("%.2f\n%.2f\n", train, test)
	// Output:
	// [[-1.18 -1.34] [-0.62 0.45] [0.35 -0.45] [1.45 1.34]]
	// [[0.69 -0.45]]
}

func ExampleGaussian() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Printf("%.4f\n", backprop.Gaussian(rng, 0.01, 2, 3))
	// Output: [[0.0038 0.0007 0.0020] [-0.0113 -0.0040 -0.0309]]
}

func ExampleXavier() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Printf("%.4f\n", backprop.Xavier(rng, 2, 3)) // standard deviation √(2/5)
	// Output: [[0.2400 0.0473 0.1265] [-0.7117 -0.2534 -1.9514]]
}

func ExampleHe() {
	rng := rand.New(rand.NewPCG(1, 2))
	fmt.Printf("%.4f\n", backprop.He(rng, 8, 2)[0]) // standard deviation √(2/8)
	// Output: [0.1897 0.0374]
}

// double is a layer of one's own: y = 2x.
type double struct{}

func (double) Forward(x backprop.Matrix) backprop.Matrix     { return twice(x) }
func (double) Backward(dout backprop.Matrix) backprop.Matrix { return twice(dout) } // the slope of 2x is 2

func twice(x backprop.Matrix) backprop.Matrix {
	y := backprop.NewMatrix(len(x), len(x[0]))
	for n := range x {
		for k := range x[n] {
			y[n][k] = 2 * x[n][k]
		}
	}
	return y
}

func ExampleLayer() {
	net := backprop.NewNetwork(double{}, &backprop.ReLU{}, double{})
	fmt.Println(net.Predict(backprop.Matrix{{1, -1, 3}}))
	// Output: [[4 0 12]]
}
