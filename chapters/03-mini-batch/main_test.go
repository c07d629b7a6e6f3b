package main

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chainrule/backprop"
	"chainrule/chapters/internal/chaptertest"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// The formula against a count of the innermost steps of both products.
func TestMultiplications(t *testing.T) {
	product := func(rows, inner, cols int) (count int) {
		for range rows {
			for range cols {
				for range inner {
					count++
				}
			}
		}
		return count
	}
	for _, size := range []int{1, 3, 100} {
		want := product(size, 64, 10) + product(64, size, 10) // x·W and xᵀ·dout
		if got := multiplications(size); got != want {
			t.Errorf("multiplications(%d) = %d, want %d", size, got, want)
		}
	}
}

// All 650 slopes against the numerical gradient.
func TestGradient(t *testing.T) {
	train, _ := load()
	net, batch := trained(train, 3), train.rows([]int{5, 600, 1436})
	var x []float64
	for _, p := range net.Params() {
		for _, row := range p.Value {
			x = append(x, row...)
		}
	}
	f := func(x []float64) float64 {
		other := newNet()
		i := 0
		for _, p := range other.Params() {
			for _, row := range p.Value {
				i += copy(row, x[i:])
			}
		}
		return loss(other, batch)
	}
	if r := numgrad.Check(f, x, gradient(net, batch)); !r.OK {
		t.Error(r)
	}
}

// Weights of 0 call all ten digits equally likely: the loss is log 10.
func TestStart(t *testing.T) {
	train, test := load()
	if len(train.x) != 1437 || len(test.x) != 360 {
		t.Fatalf("%d and %d samples, want 1437 and 360", len(train.x), len(test.x))
	}
	if got := loss(newNet(), train); !(math.Abs(got-math.Ln10) <= 1e-12) {
		t.Errorf("loss = %v, want log 10", got)
	}
}

// One matrix or one sample at a time: the same scores to the last bit, and the
// same gradient but for the rounding of its mean.
func TestOneByOne(t *testing.T) {
	train, _ := load()
	net := trained(train, 3)
	scores, mean := oneByOne(net, train)
	for n, row := range net.Predict(train.x) {
		if !slices.Equal(row, scores[n]) {
			t.Fatalf("sample %d: %v in the batch, %v alone", n, row, scores[n])
		}
	}
	if d := distance(mean, gradient(net, train)); !(d <= 1e-12) {
		t.Errorf("the mean of the gradients is %g off the gradient of all", d)
	}
}

// Measured and theoretical errors agree within 8 %: 100 draws leave up to 7 % of
// doubt to each. The factor for all samples is 0, and drawing with replacement
// sees N(1 − (1−1/N)^size) samples of N.
func TestErrorFollowsTheory(t *testing.T) {
	train, _ := load()
	N := float64(len(train.x))
	points := measured()
	for _, p := range points {
		if p.Size < len(train.x) && !(math.Abs(p.Without/p.Theory-1) <= 0.08) {
			t.Errorf("size %d without replacement: %v, theory %v", p.Size, p.Without, p.Theory)
		}
		if !(math.Abs(p.With/p.TheoryWith-1) <= 0.08) {
			t.Errorf("size %d with replacement: %v, theory %v", p.Size, p.With, p.TheoryWith)
		}
		want := N * (1 - math.Pow(1-1/N, float64(p.Size)))
		if !(math.Abs(p.Distinct/want-1) <= 0.01) {
			t.Errorf("size %d: %v different samples, want about %v", p.Size, p.Distinct, want)
		}
	}
	last := points[len(points)-1]
	if last.Theory != 0 || !(last.Without <= 1e-12) {
		t.Errorf("all samples: error %v, theory %v, want 0", last.Without, last.Theory)
	}
}

// What the text says of batches dealt like cards: a tenth of the error that 100
// make takes about 1,270, and with replacement 10,000.
func TestTenthOfTheError(t *testing.T) {
	train, _ := load()
	p := errorCurve(train, []int{100, 1267, 1270, 10000}, 0)
	if e := p[1].Theory; !(math.Abs(e-0.081) <= 0.0005) {
		t.Errorf("batches of 1267 are %v off, want 0.081", e)
	}
	if ratio := p[0].Theory / p[2].Theory; !(math.Abs(ratio-10) <= 0.2) {
		t.Errorf("without replacement, 100 are %v times as far off as 1270", ratio)
	}
	if ratio := p[0].TheoryWith / p[3].TheoryWith; !(math.Abs(ratio-10) <= 1e-12) {
		t.Errorf("with replacement, 100 are %v times as far off as 10000", ratio)
	}
}

// What the text says of the arrows: in the two steepest slopes, batches of 10 are
// off by a fifth of their length and batches of 100 by 0.06 of it. Hundreds of the
// other slopes are far smaller, and yet they vary more from sample to sample.
func TestTwoSteepest(t *testing.T) {
	train, _ := load()
	net := newNet()
	full := gradient(net, train)
	N := float64(len(train.x))
	variance := make([]float64, len(full))
	for n := range train.x {
		for k, g := range gradient(net, train.rows([]int{n})) {
			variance[k] += (g - full[k]) * (g - full[k]) / N
		}
	}
	i, j := steepest(full)
	for size, want := range map[float64]float64{10: 0.2, 100: 0.061} {
		off := math.Sqrt((variance[i] + variance[j]) / size * (N - size) / (N - 1))
		if got := off / math.Hypot(full[i], full[j]); !(math.Abs(got-want) <= 0.001) {
			t.Errorf("batches of %v are %.4f off in the two steepest slopes, want %v", size, got, want)
		}
	}
	count := 0
	for k, g := range full {
		if math.Abs(g) <= math.Abs(full[j])/4 && variance[k] > max(variance[i], variance[j]) {
			count++
		}
	}
	if count < 200 {
		t.Errorf("%d of 650 slopes are at most a quarter of the second steepest and vary more, want 200 or more", count)
	}
}

// A spread by hand: the root mean square distance is taken from the mean, over N.
func TestSpread(t *testing.T) {
	train, _ := load()
	two := train.rows([]int{0, 1})
	net := newNet()
	apart := distance(gradient(net, two.rows([]int{0})), gradient(net, two.rows([]int{1})))
	if got := spread(net, two); !(math.Abs(got-apart/2) <= 1e-12) {
		t.Errorf("spread of two samples = %v, want half of what they are apart, %v", got, apart/2)
	}
}

func TestWithReplacement(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	seen := make([]int, 3)
	for _, n := range withReplacement(rng, 3, 3000) {
		seen[n]++
	}
	for n, count := range seen {
		if count < 900 || count > 1100 { // 1000 ± 26 is one standard deviation
			t.Errorf("number %d came %d times of 3000", n, count)
		}
	}
	if got := distinct([]int{2, 0, 2, 2, 1}); got != 3 {
		t.Errorf("distinct = %d, want 3", got)
	}
}

// Sorted, the first 100 are zeros and the last 100 nines; the first 100 of the
// file hold every digit.
func TestOrders(t *testing.T) {
	train, _ := load()
	sorted := byLabel(train)
	digits := func(d Data, from, to int) (found []int) {
		for _, row := range d.t[from:to] {
			found = append(found, slices.Index(row, 1))
		}
		slices.Sort(found)
		return slices.Compact(found)
	}
	for _, test := range []struct {
		name string
		got  []int
		want []int
	}{
		{"sorted, first 100", digits(sorted, 0, 100), []int{0}},
		{"sorted, last 100", digits(sorted, 1337, 1437), []int{9}},
		{"file, first 100", digits(train, 0, 100), []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}},
	} {
		if !slices.Equal(test.got, test.want) {
			t.Errorf("%s: digits %v, want %v", test.name, test.got, test.want)
		}
	}
	if !slices.EqualFunc(sorted.x[:1], train.x[:1], slices.Equal) {
		t.Error("the first zero of the file is not the first of the sorted")
	}
}

// Means of random batches come nearer to the full gradient.
func TestRandomErrorsCancel(t *testing.T) {
	train, _ := load()
	net, rng := newNet(), rand.New(rand.NewPCG(1, 2))
	full := gradient(net, train)
	one := distance(meanOfBatches(net, train, rng, 1), full)
	many := distance(meanOfBatches(net, train, rng, 100), full)
	if !(many <= one/5) { // 1/10 is expected
		t.Errorf("one batch is %v off, the mean of 100 is %v off", one, many)
	}
}

// What the text says of the pay-off: full batches end far behind, and the three
// sizes of mini-batch end close together, each at a tenth of the rate before.
func TestPayOff(t *testing.T) {
	var ends []float64
	for i, results := range learned() {
		if want := []float64{3, 3, 0.3, 0.03}[i]; rates[best(results)] != want {
			t.Errorf("size %d: best rate %v, want %v", payOffSizes[i], rates[best(results)], want)
		}
		ends = append(ends, results[best(results)].Test)
	}
	full, small := ends[0], ends[1:]
	if lo, hi := slices.Min(small), slices.Max(small); !(hi-lo <= 0.01) || !(full >= 1.5*hi) {
		t.Errorf("held-back loss %v with full batches, %v to %v with mini-batches", full, lo, hi)
	}
}

// What the text says of five seeds: each two of the three ranges have more than
// half of the shorter one in common. All are far below full batches.
func TestSeeds(t *testing.T) {
	ranges := seeds()[1:]
	for i, a := range ranges {
		if len(a) != 5 || !slices.IsSorted(a) || a[0] == a[4] {
			t.Fatalf("size %d: %v, want five losses in order", payOffSizes[i+1], a)
		}
		if !slices.Contains(a, learned()[i+1][best(learned()[i+1])].Test) {
			t.Errorf("size %d: %v lacks the loss of the table", payOffSizes[i+1], a)
		}
		for _, b := range ranges[:i] {
			common := min(a[4], b[4]) - max(a[0], b[0])
			if shorter := min(a[4]-a[0], b[4]-b[0]); !(common > shorter/2) {
				t.Errorf("ranges %v to %v and %v to %v have only %v in common", a[0], a[4], b[0], b[4], common)
			}
		}
		if full := learned()[0]; !(full[best(full)].Test >= 1.5*a[4]) {
			t.Errorf("size %d: up to %v, full batches %v", payOffSizes[i+1], a[4], full[best(full)].Test)
		}
	}
	if seeds()[0] != nil {
		t.Errorf("full batches have seeds: %v", seeds()[0])
	}
}

func TestBest(t *testing.T) {
	if got := best([]Result{{1, 3}, {3, 1}, {0, 2}}); got != 1 {
		t.Errorf("best = %d, want 1", got)
	}
	if tooWild(1, 0.3) || !tooWild(1, 1) || tooWild(10, 3) || !tooWild(10, 10) || tooWild(1437, 10) {
		t.Error("tooWild does not draw its line at 0.3·size")
	}
}

// Rows of a batch are those of the set.
func TestRowsShare(t *testing.T) {
	d := Data{backprop.Matrix{{1}, {2}}, backprop.Matrix{{1, 0}, {0, 1}}}
	if b := d.rows([]int{1}); &b.x[0][0] != &d.x[1][0] || b.t[0][1] != 1 {
		t.Errorf("rows([1]) = %v", b)
	}
}

// The answer to "Try it": with all samples in one batch their order means nothing.
func TestTryIt(t *testing.T) {
	before := passSize
	defer func() { passSize = before }()
	passSize = 1437
	d, _ := load()
	inOrder := order(len(d.x))
	for i, lr := range []float64{0.1, 0.3, 1} {
		want := []float64{2.282, 2.243, 2.107}[i]
		for _, d := range []Data{d, byLabel(d)} {
			if got := loss(onePass(d, inOrder, lr), d); !(math.Abs(got-want) <= 0.0005) {
				t.Errorf("rate %v: loss %.4f, want %v", lr, got, want)
			}
		}
	}
}
