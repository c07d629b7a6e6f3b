package losses

import (
	"math"
	"math/big"
	"reflect"
	"testing"
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

// slope is the central difference of f along x[i].
func slope(f func(x []float64) float64, x []float64, i int) float64 {
	const h = 1e-5
	right, left := append([]float64(nil), x...), append([]float64(nil), x...)
	right[i] += h
	left[i] -= h
	return (f(right) - f(left)) / (2 * h)
}

// sameSlopes compares the documented derivatives of f at x with slopes.
func sameSlopes(t *testing.T, name string, f func(x []float64) float64, x, want []float64) {
	t.Helper()
	for i := range x {
		if got := slope(f, x, i); !(math.Abs(got-want[i]) <= 1e-8) {
			t.Errorf("%s: slope %d at %v = %v, want %v", name, i, x, got, want[i])
		}
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

func TestHelpers(t *testing.T) {
	for _, tc := range []struct {
		name string
		got  *big.Float
		want string
	}{
		{"e", bigExp(num(1)), "2.71828182845904523536028747135266249775724709369995957"},
		{"1/e", bigExp(num(-1)), "0.36787944117144232159552377016146086744581113103176783"},
		{"log 2", bigLog1p(num(1)), "0.69314718055994530941723212145817656807550013436025526"},
		{"log 1000", bigLog1p(num(999)), "6.90775527898213705205397436405309262280330446588631893"},
		{"log(1+10⁻⁵)", bigLog1p(zero().Quo(num(1), num(1e5))), "9.99995000033333083335333316666809522559534920534921544e-6"},
		{"1074 log 2", bigLog1p(zero().Sub(zero().SetMantExp(num(1), 1074), num(1))), "744.440071921381262314107298446081634113087144302914142926"},
		{"e⁻⁷⁴⁵", bigExp(num(-745)), "2.82235073047193707635344008205978262082436306291017790e-324"},
		{"log(1+2⁻³⁰)", bigLog1p(num(0x1p-30)), "9.31322574181797646900062748524378479907790510761607e-10"},
	} {
		want, _, _ := big.ParseFloat(tc.want, 10, 256, big.ToNearestEven)
		rel, _ := zero().Quo(zero().Sub(tc.got, want), want).Float64()
		if !(math.Abs(rel) < 1e-48) {
			t.Errorf("%s = %.50g, want %s", tc.name, tc.got, tc.want)
		}
	}
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
