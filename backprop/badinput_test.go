package backprop

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// oddMatrices are good, bad and worse, and fit each other now and then.
func oddMatrices() []Matrix {
	inf, nan := math.Inf(1), math.NaN()
	return []Matrix{
		nil, {}, {nil}, {{}, {}}, {{1}}, {{1, 2}}, {{3, -4}}, {{1}, {2}}, {{1, 2}, {3, 4}}, {{-1, 0.5}, {0, 2}},
		{{1, 2}, {3}}, {{1}, {2, 3}}, {{1, 2}, nil}, {{nan, 1}}, {{inf, 0}, {1, -inf}}, {{1, 2, 3}, {4, 5, 6}},
	}
}

// resultOrSentence calls f, and reports whatever is neither a result nor one
// sentence that begins with where: the runtime's own panic above all.
func resultOrSentence(t *testing.T, where string, f func() Matrix) (result Matrix, ok bool) {
	t.Helper()
	defer func() {
		if fault := recover(); fault != nil {
			sentence, isString := fault.(string)
			if !isString || !strings.HasPrefix(sentence, "backprop: "+where) || strings.Contains(sentence, "\n") {
				t.Fatalf("%s: no sentence, but %T: %v", where, fault, fault)
			}
		}
	}()
	return f().Clone(), true
}

// Layers are used in any order, with anything, and get other weights in between.
// What is not refused is what a new layer says that saw nothing before.
func TestLayersInAnyOrder(t *testing.T) {
	odd := oddMatrices()
	type kind struct {
		name  string
		fresh func(old Layer) Layer // with the same weights as the old one, if it has any
	}
	for _, k := range []kind{
		{"Sigmoid", func(Layer) Layer { return new(Sigmoid) }},
		{"ReLU", func(Layer) Layer { return new(ReLU) }},
		{"Tanh", func(Layer) Layer { return new(Tanh) }},
		{"Affine", func(old Layer) Layer {
			if old == nil {
				return new(Affine)
			}
			l := old.(*Affine)
			return &Affine{W: l.W.Clone(), B: append([]float64(nil), l.B...)}
		}},
	} {
		worked := map[string]int{}
		for seed := range uint64(2000) {
			rng := rand.New(rand.NewPCG(seed, 10))
			any := func() Matrix { return odd[rng.IntN(len(odd))] }
			l := k.fresh(nil)
			var x, y Matrix // x as it was when Forward saw it
			for range 40 {
				switch a, _ := l.(*Affine); rng.IntN(8) {
				default:
					in := any()
					if rng.IntN(3) == 0 {
						in = y
					}
					was, fresh := in.Clone(), k.fresh(l)
					out, ok := resultOrSentence(t, k.name, func() Matrix { y = l.Forward(in); return y })
					if !ok {
						continue
					}
					worked["Forward"]++
					if x = was; !same(out, fresh.Forward(was).Clone()) {
						t.Fatalf("%s, seed %d: Forward(%v) = %v, a new layer has %v", k.name, seed, was, out, fresh.Forward(was))
					}
				case 0, 1, 2:
					dout := any()
					if rng.IntN(3) == 0 {
						dout = y
					}
					was := dout.Clone()
					out, ok := resultOrSentence(t, k.name, func() Matrix { return l.Backward(dout) })
					if !ok {
						continue
					}
					worked["Backward"]++
					fresh := k.fresh(l)
					fresh.Forward(x)
					if want := fresh.Backward(was); !same(out, want) {
						t.Fatalf("%s, seed %d: after Forward(%v), Backward(%v) = %v, a new layer has %v", k.name, seed, x, was, out, want)
					}
					if a != nil && !(same(a.DW, fresh.(*Affine).DW) && same(Matrix{a.DB}, Matrix{fresh.(*Affine).DB})) {
						t.Fatalf("Affine, seed %d: after Forward(%v), Backward(%v): DW = %v, DB = %v, a new layer has %+v", seed, x, was, a.DW, a.DB, fresh)
					}
				case 3:
					if a == nil {
						continue
					}
					a.W, a.B = any(), []float64{5, -6, 7}[:rng.IntN(4)]
					if cols := len(slices.Concat(a.W[:min(1, len(a.W))]...)); rng.IntN(4) > 0 && cols <= 3 {
						a.B = []float64{5, -6, 7}[:cols]
					}
				case 4:
					if a != nil {
						a.DW, a.DB = any().Clone(), make([]float64, rng.IntN(3))
					}
				}
			}
		}
		if worked["Forward"] < 1000 || worked["Backward"] < 300 {
			t.Errorf("%s: only so many calls were not refused: %v", k.name, worked)
		}
		for i, m := range oddMatrices() {
			if !same(odd[i], m) {
				t.Errorf("%s changed %v to %v", k.name, m, odd[i])
			}
		}
	}
}

// What may be shared is shared by all: the arguments of functions, in calls too
// that fail, and the weights of networks that only predict. The products are large
// enough for several cores each. The race detector watches this one.
func TestConcurrent(t *testing.T) {
	rng := rand.New(rand.NewPCG(12, 1))
	a, b := random(rng, 128, 260), random(rng, 260, 64)
	if 128*260*64 < many {
		t.Fatalf("%d multiplications are done by one core: take larger matrices", 128*260*64)
	}
	product := textbook(a, b, 128, 260, 64)
	first, last := randomAffine(rng, 260, 20), randomAffine(rng, 20, 3)
	net := func() *Network { return NewNetwork(NewAffine(first.W, first.B), new(ReLU), NewAffine(last.W, last.B)) }
	scores := net().Predict(a).Clone()
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			mine := net()
			own := rand.New(rand.NewPCG(12, 2))
			for range 5 {
				if got := MatMul(a, b); !same(got, product) {
					t.Error("MatMul beside others is not the textbook's")
				}
				if got := mine.Predict(a); !same(got, scores) {
					t.Error("Predict beside others is not what it is alone")
				}
				if got := panicOf(func() { MatMul(b, a) }); got != "backprop: MatMul: left is 260×64, right is 128×260: 64 ≠ 128" {
					t.Errorf("MatMul beside others: %s", got)
				}
				if got := a.Rows(MiniBatch(own, len(a), 3)); len(got) != 3 {
					t.Errorf("Rows beside others gives %d rows", len(got))
				}
			}
		}()
	}
	group.Wait()
}
