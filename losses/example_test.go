package losses_test

import (
	"fmt"

	"chainrule/losses"
)

func ExampleMSE() {
	y := []float64{0.1, 0.7, 0.2}
	t := []float64{0, 1, 0}
	fmt.Printf("%.4f\n", losses.MSE(y, t))
	// Output: 0.0700
}

func ExampleMSEBatch() {
	y := [][]float64{{0.1, 0.7, 0.2}, {1, 0, 0}}
	t := [][]float64{{0, 1, 0}, {1, 0, 0}}
	fmt.Printf("%.4f\n", losses.MSEBatch(y, t))
	// Output: 0.0350
}

func ExampleCrossEntropy() {
	y := []float64{0.6, 0.01, 0.4} // of the notes: only the 0.6 counts
	t := []float64{1, 0, 0}
	fmt.Printf("%.2f\n", losses.CrossEntropy(y, t))
	// Output: 0.51
}

func ExampleCrossEntropyBatch() {
	y := [][]float64{{0.6, 0.4}, {0.1, 0.9}}
	t := [][]float64{{1, 0}, {0, 1}}
	fmt.Printf("%.6f\n", losses.CrossEntropyBatch(y, t))
	// Output: 0.308093
}

func ExampleSoftmax() {
	fmt.Printf("%.6f\n", losses.Softmax([]float64{0.3, 2.9, 4.0}))
	fmt.Printf("%.6f\n", losses.Softmax([]float64{1000.3, 1002.9, 1004}))
	// Output:
	// [0.018211 0.245192 0.736597]
	// [0.018211 0.245192 0.736597]
}

func ExampleSoftmaxCrossEntropy() {
	t := []float64{0, 1}
	fmt.Printf("%.6f\n", losses.SoftmaxCrossEntropy([]float64{2, 2}, t))
	fmt.Printf("%.6f\n", losses.SoftmaxCrossEntropy([]float64{5000, 0}, t))
	// Output:
	// 0.693147
	// 5000.000000
}

func ExampleSoftmaxCrossEntropyBatch() {
	a := [][]float64{{2, 2}, {0, 10}}
	t := losses.OneHot([]int{1, 1}, 2)
	fmt.Printf("%.6f\n", losses.SoftmaxCrossEntropyBatch(a, t))
	// Output: 0.346596
}

func ExampleSoftmaxAndCrossEntropy() {
	y := make([]float64, 2)
	loss := losses.SoftmaxAndCrossEntropy(y, []float64{2, 2}, []float64{0, 1})
	fmt.Printf("%.6f %.4f\n", loss, y)
	// Output: 0.693147 [0.5000 0.5000]
}

func ExampleAccuracy() {
	y := [][]float64{{0.1, 0.9}, {0.8, 0.2}, {0.6, 0.4}}
	t := losses.OneHot([]int{1, 0, 1}, 2)
	fmt.Printf("%.6f\n", losses.Accuracy(y, t))
	// Output: 0.666667
}

func ExampleOneHot() {
	fmt.Println(losses.OneHot([]int{2, 0}, 3))
	// Output: [[0 0 1] [1 0 0]]
}
