package backprop

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestWeights(t *testing.T) {
	rng := rand.New(rand.NewPCG(14, 1))
	first, last := randomAffine(rng, 3, 4), randomAffine(rng, 4, 2)
	net := NewNetwork(first, new(Tanh), last)
	x := random(rng, 5, 3)
	before := net.Predict(x).Clone()
	best := Weights(net.Params())
	want := []Matrix{clone(first.W), {append([]float64(nil), first.B...)}, clone(last.W), {append([]float64(nil), last.B...)}}
	for range 3 { // the copy stays as it is
		net.Loss(x, random(rng, 5, 2))
		net.Backward()
		SGD(net.Params(), 1)
	}
	for i := range want {
		if !same(best[i], want[i]) {
			t.Fatalf("Weights[%d] is %v, want %v", i, best[i], want[i])
		}
	}
	if same(net.Predict(x), before) {
		t.Fatal("training has changed nothing")
	}
	SetWeights(net.Params(), best)
	if !same(net.Predict(x), before) {
		t.Error("with its old weights, the network predicts something else")
	}
	first.W[0][0]++ // no memory is shared
	if !same(best[0], want[0]) {
		t.Error("SetWeights made the network share memory with the copy")
	}
}

// Weights that went through a file are the same to the last bit.
func TestWeightsStored(t *testing.T) {
	weights := []Matrix{{{1. / 3, 5e-324, math.MaxFloat64}, {-0x1p-1022, 1e23, math.Copysign(0, -1)}}, {{0.1, math.Pi, -7}}}
	params := func() []Param {
		return NewNetwork(NewAffine(NewMatrix(2, 3), make([]float64, 3))).Params()
	}
	for name, through := range map[string]func(in []Matrix, out *[]Matrix) error{
		"json": func(in []Matrix, out *[]Matrix) error {
			text, err := json.Marshal(in)
			if err != nil {
				return err
			}
			return json.Unmarshal(text, out)
		},
		"gob": func(in []Matrix, out *[]Matrix) error {
			var file bytes.Buffer
			if err := gob.NewEncoder(&file).Encode(in); err != nil {
				return err
			}
			return gob.NewDecoder(&file).Decode(out)
		},
	} {
		from, to := params(), params()
		SetWeights(from, weights)
		var stored []Matrix
		if err := through(Weights(from), &stored); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		SetWeights(to, stored)
		for i := range to {
			if !same(to[i].Value, weights[i]) {
				t.Errorf("%s: parameter %d is %v, want %v", name, i, to[i].Value, weights[i])
			}
		}
	}
}

// A network is not stored as {}, without its weights.
func TestNetworkIsNotStored(t *testing.T) {
	net := NewNetwork(NewAffine(NewMatrix(2, 3), make([]float64, 3)))
	for _, v := range []any{net, *net, struct{ Net Network }{*net}} {
		if text, err := json.Marshal(v); err == nil || !strings.Contains(err.Error(), "store backprop.Weights(net.Params())") {
			t.Errorf("json.Marshal gives %s, %v", text, err)
		}
	}
	if err := gob.NewEncoder(new(bytes.Buffer)).Encode(net); err == nil {
		t.Error("gob stores a network without its weights")
	}
}

func TestSetWeightsPanicsBeforeAnyChange(t *testing.T) {
	good, two := Param{Matrix{{1}}, Matrix{{0}}}, Param{Matrix{{1, 2}, {3, 4}}, NewMatrix(2, 2)}
	set := func(w ...Matrix) func() { return func() { SetWeights([]Param{good, two}, w) } }
	nine := Matrix{{9}}
	testPanics(t, []panicCase{
		{"none", set(), "backprop: SetWeights: 0 matrices for 2 parameters"},
		{"too many", set(nine, nine, nine), "backprop: SetWeights: 3 matrices for 2 parameters"},
		{"fewer rows", set(nine, Matrix{{9, 9}}), "backprop: SetWeights: new value of parameter 1 is 1×2, want 2×2"},
		{"more columns", set(nine, NewMatrix(2, 3)), "backprop: SetWeights: new value of parameter 1 is 2×3, want 2×2"},
		{"ragged", set(nine, Matrix{{9, 9}, {9}}), "backprop: SetWeights: new value of parameter 1 is ragged: row 0 has 2 columns, row 1 has 1"},
		{"nil", set(nine, nil), "backprop: SetWeights: new value of parameter 1 is 0×0, want 2×2"},
	})
	if good.Value[0][0] != 1 || two.Value[0][0] != 1 {
		t.Errorf("SetWeights changed %v and %v, and then panicked", good.Value, two.Value)
	}
}
