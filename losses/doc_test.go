package losses

import (
	"math"
	"math/big"
	"reflect"
	"sync"
	"testing"

	"chainrule/numgrad"
)

// The helpers of this package's tests. The reference values of the entropies
// are computed here with 256 bits, from the definition.

func num(x float64) *big.Float { return new(big.Float).SetPrec(256).SetFloat64(x) }
func zero() *big.Float         { return num(0) }

// 1/n! for n from 0 to 14.
var inverseFactorials = func() []*big.Float {
	inv := []*big.Float{num(1)}
	for n := 1; n <= 14; n++ {
		inv = append(inv, zero().Quo(inv[n-1], num(float64(n))))
	}
	return inv
}()

// bigExp returns eˣ: the series for x/2ᵏ, squared k times.
func bigExp(x *big.Float) *big.Float {
	k := 0
	if x.Sign() != 0 {
		k = max(0, x.MantExp(nil)+16)
	}
	small := zero().SetMantExp(x, -k)
	// Two numbers in turn: a product in the place of a factor needs new memory.
	sum, next := zero(), zero()
	for i := len(inverseFactorials) - 1; i >= 0; i-- { // (2⁻¹⁶)¹⁵ / 15! is below 2⁻²⁷⁵
		sum.Add(next.Mul(sum, small), inverseFactorials[i])
	}
	for range k {
		sum, next = next.Mul(sum, sum), sum
	}
	return sum
}

// bigLog1p returns log(1+s) for s ≥ 0: a series for small s, else Halley's
// iteration, which triples the digits of its start.
func bigLog1p(s *big.Float) *big.Float {
	t := zero().Add(s, num(1))
	if s.MantExp(nil) < -20 {
		u := zero().Quo(s, zero().Add(s, num(2)))
		sum, power, square := zero(), zero().Set(u), zero().Mul(u, u)
		for i := 1; i <= 15; i += 2 { // log(1+s) = 2(u + u³/3 + u⁵/5 + …)
			sum.Add(sum, zero().Quo(power, num(float64(i))))
			power.Mul(power, square)
		}
		return sum.Add(sum, sum)
	}
	mantissa := zero()
	exponent := t.MantExp(mantissa) // apart, since t may exceed a float64
	start, _ := mantissa.Float64()
	y := num(math.Log(start) + float64(float64(exponent)*math.Ln2))
	for range 2 { // of 12 digits or more, 36 and 108
		e := bigExp(y)
		step := zero().Quo(zero().Sub(t, e), zero().Add(t, e))
		y.Add(y, step.Add(step, step))
	}
	return y
}

// near says whether got is want within the relative error tol.
func near(got, want, tol float64) bool {
	return got == want || math.Abs(got-want) <= tol*math.Abs(want)
}

// sameSlopes holds the documented derivatives of f at x to its slopes.
func sameSlopes(t *testing.T, name string, f func(x []float64) float64, x, want []float64) {
	t.Helper()
	if r := numgrad.Check(f, x, want); !r.OK {
		t.Errorf("%s: %v", name, r)
	}
}

// rows cuts x into rows of k values.
func rows(x []float64, k int) [][]float64 {
	var m [][]float64
	for ; len(x) > 0; x = x[k:] {
		m = append(m, x[:k])
	}
	return m
}

// All functions at once, on the same arguments. The race detector watches this one.
func TestConcurrent(t *testing.T) {
	y, target, labels := [][]float64{{0.25, 0.75}, {0.5, 0.5}}, [][]float64{{0, 1}, {1, 0}}, []int{1, 0}
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for _, f := range []func(y, t [][]float64) float64{MSEBatch, CrossEntropyBatch, SoftmaxCrossEntropyBatch, Accuracy} {
				if f(y, target) != f(y, target) {
					t.Error("a loss beside others is not what it was")
				}
			}
			SoftmaxAndCrossEntropy(Softmax(y[0]), y[0], OneHot(labels, 2)[0])
		}()
	}
	group.Wait()
}

func TestArgumentsUnchanged(t *testing.T) {
	y := func() [][]float64 { return [][]float64{{0.1, 0.7, 0.2}, {0.5, 0.25, 0.25}} }
	target := func() [][]float64 { return [][]float64{{0, 1, 0}, {0.5, 0, 0.5}} }
	a, b := y(), target()
	MSE(a[0], b[0])
	CrossEntropy(a[0], b[0])
	SoftmaxCrossEntropy(a[0], b[0])
	for _, f := range []func(y, t [][]float64) float64{MSEBatch, CrossEntropyBatch, SoftmaxCrossEntropyBatch, Accuracy} {
		f(a, b)
	}
	Softmax(a[0])[0] = 9 // the result is a slice of its own
	labels := []int{2, 0}
	OneHot(labels, 3)
	if !reflect.DeepEqual(a, y()) || !reflect.DeepEqual(b, target()) || !reflect.DeepEqual(labels, []int{2, 0}) {
		t.Errorf("arguments are now %v, %v, %v", a, b, labels)
	}
}
