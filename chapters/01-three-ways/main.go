// Chapter 1: three ways. Who reads the same handwritten digits best: rules by a human,
// features by a human with learning, or a network that learns from raw pixels?
//
// Run it with
//
//	go run ./chapters/01-three-ways
//
// Later chapters build the parts that do the learning: the loss in 2 and 7,
// mini-batches in 3, the steps downhill in 5, the slopes in 6 and the layers in
// 8. Here only their results count.
package main

import (
	"bufio"
	_ "embed"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"

	"chainrule/backprop"
	"chainrule/chapters/internal/chapter"
	"chainrule/chapters/internal/digits"
	"chainrule/chapters/internal/progress"
	"chainrule/losses"
)

func main() { chapter.Main(run, figures) }

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	known, held := digits.Load()
	theTask(out, known, held)
	ways := learned()
	compare(out, ways, known, held)
	yardsticks(out, known, held)
	oneDigit(out, ways, held)
	return out.Flush()
}

func theTask(w io.Writer, known, held digits.Set) {
	fmt.Fprintln(w, "The task: which digit is it?")
	fmt.Fprintf(w, "  %4d training images, %d×%d pixels, ink from 0 to 1\n", len(known.X), known.Rows, known.Cols)
	fmt.Fprintf(w, "  %4d test images, held back\n\n", len(held.X))
}

// A Reader names the digit of an image, and says how it came to that.
type Reader func(x []float64) (digit int, why string)

// A Way is one way to make a reader. What is learned depends on chance, on the
// seed; so there are five readers, or one where nothing is learned.
type Way struct {
	name    string
	human   string // what a person wrote
	files   string // the source that holds it
	learned int    // numbers found by learning
	readers []Reader

	see  func(x []float64) []float64 // what the networks behind the readers are given
	nets []*backprop.Network
}

var (
	//go:embed shape.go
	shapeSource string
	//go:embed rules.go
	rulesSource string
	//go:embed features.go
	featuresSource string
	//go:embed pixels.go
	pixelsSource string
)

// learned are the three ways when they have learned, for the text and the pictures.
var learned = sync.OnceValue(func() []Way {
	known, _ := digits.Load()
	return threeWays(known)
})

func threeWays(known digits.Set) []Way {
	return []Way{
		{"1 rules", fmt.Sprintf("%d rules", len(rules)), shapeSource + rulesSource, 0,
			[]Reader{readRules}, nil, nil},
		learning("2 features, then learning", fmt.Sprintf("%d features", featureN),
			shapeSource+featuresSource, known, features, regression),
		learning("3 pixels and a network", "50 units", pixelsSource, known, pixels, network),
	}
}

func readRules(x []float64) (digit int, why string) {
	i := byRules(x)
	return rules[i].digit, fmt.Sprintf("rule %d: %s", i+1, rules[i].because)
}

// learning returns a way with five readers, from the seeds 1 to 5. Each learns
// from what see makes of the known images.
func learning(name, human, files string, known digits.Set, see func(x []float64) []float64,
	start func(rng *rand.Rand) *backprop.Network) Way {
	var x backprop.Matrix
	for _, image := range known.X {
		x = append(x, see(image))
	}
	way := Way{name, human, files, 0, make([]Reader, 5), see, make([]*backprop.Network, 5)}
	for _, p := range start(rand.New(rand.NewPCG(0, 0))).Params() {
		way.learned += len(p.Value) * len(p.Value[0])
	}
	progress.SideBySide(name, len(way.readers), func(i int) {
		rng := rand.New(rand.NewPCG(uint64(i+1), 1))
		net := start(rng)
		train(net, rng, x, losses.OneHot(known.Labels, 10))
		way.nets[i] = net
		way.readers[i] = func(image []float64) (digit int, why string) {
			p := losses.Softmax(net.Predict(backprop.Matrix{see(image)})[0])
			digit = slices.Index(p, slices.Max(p))
			return digit, fmt.Sprintf("probability %.2f", p[digit])
		}
	})
	return way
}

// train goes 80 times over the images, in batches of 100 in random order. After
// each batch every learned number moves a little to where the loss is smaller.
// Chapter 10 tells how 80 and the rate of 0.5 were chosen.
func train(net *backprop.Network, rng *rand.Rand, x, t backprop.Matrix) {
	for range 80 {
		for numbers := range slices.Chunk(backprop.MiniBatch(rng, len(x), len(x)), 100) {
			net.Loss(x.Rows(numbers), t.Rows(numbers))
			net.Backward()
			backprop.SGD(net.Params(), 0.5)
		}
	}
}

// share returns how much of a set the readers of a way get right, on average.
func (way Way) share(s digits.Set) float64 {
	right := 0
	for _, read := range way.readers {
		for n, x := range s.X {
			if digit, _ := read(x); digit == s.Labels[n] {
				right++
			}
		}
	}
	return float64(right) / float64(len(s.X)*len(way.readers))
}
