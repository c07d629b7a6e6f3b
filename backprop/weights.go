package backprop

import "fmt"

// Param is a matrix of weights and the slopes of the loss with respect to each of
// them. Both share memory with the layer that they belong to.
type Param struct{ Value, Grad Matrix }

// Weights returns a copy of the weights in params, one matrix for each, that
// later steps do not change. Keep the best weights with it while you train, or
// write them to a file: encoding/json and encoding/gob store the result to the
// last bit. SetWeights puts it back.
func Weights(params []Param) []Matrix {
	weights := make([]Matrix, len(params))
	for i, p := range params {
		weights[i] = p.Value.Clone()
	}
	return weights
}

// SetWeights sets the weights in params to those that Weights returned, from the
// same network or from another one of the same shape.
//
// SetWeights panics, before it changes anything, if there are more or fewer
// matrices than params, or if one has another shape than its Value.
func SetWeights(params []Param, weights []Matrix) {
	if len(weights) != len(params) {
		panic(fmt.Sprintf("backprop: SetWeights: %d matrices for %d parameters", len(weights), len(params)))
	}
	for i, p := range params {
		checkParam("SetWeights", "new value", i, p.Value, weights[i])
	}
	for i, p := range params {
		for r, row := range p.Value {
			copy(row, weights[i][r])
		}
	}
}

// checkParam panics on behalf of fn unless other has the shape of the value.
func checkParam(fn, name string, i int, value, other Matrix) {
	same := len(value) == len(other)
	for r := range value {
		same = same && len(value[r]) == len(other[r])
	}
	if !same {
		rows, cols := shape(fn, fmt.Sprintf("value of parameter %d", i), value)
		wantShape(fn, fmt.Sprintf("%s of parameter %d", name, i), other, rows, cols)
	}
}

// MarshalJSON returns an error, because a network would be stored without its
// weights, which are not exported. Store Weights(net.Params()) instead.
func (Network) MarshalJSON() ([]byte, error) {
	return nil, fmt.Errorf("backprop: Network: store backprop.Weights(net.Params()), and set them with SetWeights")
}
