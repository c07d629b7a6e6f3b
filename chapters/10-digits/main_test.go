package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/internal/chaptertest"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// What the chapter is there to show, and the project promises.
func TestHeldBackAccuracy(t *testing.T) {
	nets, unseen := learned().nets, learned().unseen
	sum := 0.0
	for _, net := range nets {
		sum += accuracy(net, unseen)
	}
	if mean := sum / seeds; !(mean >= 0.915 && mean <= 0.95) {
		t.Errorf("mean accuracy on held-back digits is %.4f, want 0.915 at least (and no miracle)", mean)
	}
}

// The counts that are printed must be the same on every computer, though exp and
// log differ in the last place. So no image may be a near tie.
func TestNoNearTies(t *testing.T) {
	nets, unseen := learned().nets, learned().unseen
	for i, net := range nets {
		for n, a := range net.Predict(unseen.x) {
			sorted := slices.Sorted(slices.Values(a))
			if gap := sorted[9] - sorted[8]; !(gap > 1e-5) {
				t.Errorf("seed %d, image %d: the two best scores differ by %.2g only", i+1, n, gap)
			}
		}
	}
}

// What the text says about the table of epochs.
func TestCurve(t *testing.T) {
	points := measured()
	at := map[int]Point{}
	for i, p := range points {
		if p.Epoch != looks[i] {
			t.Fatalf("point %d is of epoch %d, want %d", i, p.Epoch, looks[i])
		}
		at[p.Epoch] = p
	}
	before := math.Inf(1)
	for _, e := range milestones {
		if p, ok := at[e]; !ok || !(p.Training < before) {
			t.Errorf("epoch %d: the loss on learned images is %v, and was %v", e, p.Training, before)
		}
		before = at[e].Training
	}
	if p := at[0]; !(math.Abs(p.Accuracy-0.1) < 0.05) {
		t.Errorf("accuracy before learning is %v, want about one in ten", p.Accuracy)
	}
	if !(at[40].Validation < at[20].Validation && at[40].Validation < at[80].Validation) {
		t.Error("the loss left out is not lowest at epoch 40 and rising after it")
	}
	if gain := at[80].Accuracy - at[40].Accuracy; !(gain > 0.002) {
		t.Errorf("from epoch 40 to 80 the accuracy gains %.4f, want something", gain)
	}
}

func TestShuffledFlatters(t *testing.T) {
	sum := 0.0
	for _, right := range reshuffled() {
		sum += right
	}
	if mean := sum / shuffles; !(mean >= 0.97) {
		t.Errorf("the shuffled split claims %.3f, want 0.97 at least", mean)
	}
}

// five images of one pixel, numbered by it
var five = Data{
	x:      backprop.Matrix{{0}, {1}, {2}, {3}, {4}},
	t:      backprop.Matrix{{10}, {11}, {12}, {13}, {14}},
	labels: []int{20, 21, 22, 23, 24},
}

func TestSplit(t *testing.T) {
	rest, part := five.split(1, 3)
	for _, tc := range []struct {
		name string
		got  Data
		want []int
	}{{"rest", rest, []int{0, 3, 4}}, {"part", part, []int{1, 2}}} {
		if len(tc.got.x) != len(tc.want) {
			t.Fatalf("%s has %d images, want %d", tc.name, len(tc.got.x), len(tc.want))
		}
		for i, n := range tc.want {
			if tc.got.x[i][0] != float64(n) || tc.got.t[i][0] != float64(10+n) || tc.got.labels[i] != 20+n {
				t.Errorf("%s: image %d is %v, %v, %d, want number %d", tc.name, i,
					tc.got.x[i], tc.got.t[i], tc.got.labels[i], n)
			}
		}
	}
}

// One epoch over all images more than halves the loss (2.5 to about 1.0).
func TestEpoch(t *testing.T) {
	known, _ := load()
	rng := rand.New(rand.NewPCG(1, 10))
	net := newNetwork(rng, 64, 10)
	before := net.Loss(known.x, known.t)
	epoch(net, rng, known)
	if after := net.Loss(known.x, known.t); !(after < before/2) {
		t.Errorf("an epoch brings the loss from %v to %v, want less than half", before, after)
	}
}

// identity is a network that hands ten inputs on as scores.
func identity() *backprop.Network {
	w := backprop.NewMatrix(10, 10)
	for k := range w {
		w[k][k] = 1
	}
	return backprop.NewNetwork(backprop.NewAffine(w, make([]float64, 10)))
}

func scored(digit int, scores map[int]float64) (x, t []float64, label int) {
	x, t = make([]float64, 10), make([]float64, 10)
	for k, s := range scores {
		x[k] = s
	}
	t[digit] = 1
	return x, t, digit
}

// Four images: two right, a 3 taken for a 5, and a 7 more surely for a 1.
func TestMistakes(t *testing.T) {
	var d Data
	for _, c := range []struct {
		digit  int
		scores map[int]float64
	}{
		{3, map[int]float64{5: 1}},
		{3, map[int]float64{3: 1}},
		{7, map[int]float64{1: 4}},
		{0, map[int]float64{0: 9, 9: 8}},
	} {
		x, target, label := scored(c.digit, c.scores)
		d.x, d.t, d.labels = append(d.x, x), append(d.t, target), append(d.labels, label)
	}
	table := confusion(identity(), d)
	var want [10][10]int
	want[3][5], want[3][3], want[7][1], want[0][0] = 1, 1, 1, 1
	if table != want {
		t.Errorf("confusion = %v, want %v", table, want)
	}

	list := mistakes(identity(), d)
	if len(list) != 2 || list[0].image != 2 || list[1].image != 0 {
		t.Fatalf("mistakes = %+v, want images 2 and 0", list)
	}
	sum := math.Exp(4) + 9 // of exp(4) and nine times exp(0)
	for _, v := range []struct {
		name      string
		got, want float64
	}{
		{"pDigit", list[0].pDigit, 1 / sum},
		{"pGuess", list[0].pGuess, math.Exp(4) / sum},
		{"loss", list[0].loss, math.Log(sum)},
	} {
		if !(math.Abs(v.got-v.want) <= 1e-12) {
			t.Errorf("%s = %v, want %v", v.name, v.got, v.want)
		}
	}
	if list[0].digit != 7 || list[0].guess != 1 {
		t.Errorf("the worst mistake is a %d taken for %d, want 7 for 1", list[0].digit, list[0].guess)
	}
}

func TestDraw(t *testing.T) {
	got := strings.Join(draw([]float64{0, 0.19, 0.2, 0.5, 0.7, 1}, 3), "\n")
	if want := "    ░░\n▒▒▓▓██"; got != want {
		t.Errorf("draw gives\n%s\nwant\n%s", got, want)
	}
}

func TestSpread(t *testing.T) {
	if got, want := spread([]float64{0.9, 0.5, 0.7}), "0.700 (0.500 to 0.900)"; got != want {
		t.Errorf("spread = %q, want %q", got, want)
	}
}

// The answer to "Try it": ten units memorise the training images, five do not.
func TestTryIt(t *testing.T) {
	before := hidden
	defer func() { hidden = before }()
	known, unseen := load()
	for _, test := range []struct {
		hidden        int
		known, unseen string
	}{
		{200, "1.000 (1.000 to 1.000)", "0.919 (0.914 to 0.928)"},
		{10, "0.998 (0.994 to 1.000)", "0.903 (0.897 to 0.917)"},
		{5, "0.767 (0.624 to 0.867)", "0.648 (0.522 to 0.750)"},
	} {
		hidden = test.hidden
		_, in, out := many(seeds, "training", func(uint64) (Data, Data) { return known, unseen })
		if spread(in) != test.known || spread(out) != test.unseen {
			t.Errorf("%d units: %s and %s, want %s and %s",
				test.hidden, spread(in), spread(out), test.known, test.unseen)
		}
	}
}
