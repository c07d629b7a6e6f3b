package live

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// says fails unless the figure says what is true of it.
func says(t *testing.T, f Figure, words string, holds bool) {
	t.Helper()
	if said := strings.Contains(f.Say(), words); said != holds {
		t.Errorf("%q said is %v, true is %v: %s", words, said, holds, f.Say())
	}
}

func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol }

func TestThreshold(t *testing.T) {
	best := 0.0
	play("threshold", 100, func(f Figure) {
		right := 0
		for i, x := range images().train.X { // the rule once more, on the pixels themselves
			centre, top := (x[28]+x[36]+x[44])/3, (x[2]+x[3]+x[4]+x[5]+x[10]+x[11]+x[12]+x[13])/8
			read := 7
			if centre <= f.Controls()[0].Value {
				read = 0
			} else if top <= f.Controls()[1].Value {
				read = 4
			}
			if read == images().train.Labels[i] {
				right++
			}
		}
		rings := 0
		for _, s := range f.Scene().Shapes {
			if s.Style == "hollow" {
				rings++
			}
		}
		n := len(f.(*threshold).train)
		if was := best; f.(*threshold).best < max(was, float64(right)/float64(n)) {
			t.Errorf("the best so far is %v after %v and %d of %d", f.(*threshold).best, was,
				right, n)
		}
		best = f.(*threshold).best
		says(t, f, fmt.Sprintf("reads %d of %d", right, n), true)
		says(t, f, fmt.Sprintf("misreads the %s", count(n-right, "ring")), true)
		says(t, f, fmt.Sprintf("best so far is %.3f", best), right < 421)
		says(t, f, "can do is 0.979", right < 421)
		if rings != n-right {
			t.Errorf("%d rings for %d misread", rings, n-right)
		}
	})

	// The best of all places of the two sliders leaves as few rings as any thresholds.
	f := newThreshold().(*threshold)
	fewest := len(f.train)
	for i := range 101 {
		for j := range 101 {
			wrong := 0
			for _, d := range f.train {
				if rule(d, float64(i)/100, float64(j)/100) != d.label {
					wrong++
				}
			}
			fewest = min(fewest, wrong)
		}
	}
	if fewest != 9 || f.fewest != 9 {
		t.Errorf("the sliders leave %d rings at least, and any thresholds %d; want 9", fewest, f.fewest)
	}
	f.Set("centre", 0.19)
	f.Set("top", 0.51)
	says(t, f, "It misreads the 9 rings, and no other two thresholds leave fewer.", true)

	f = newThreshold().(*threshold)
	a := thresholdAxes
	f.Press(a.px(0.6), a.py(0.9)) // on the upright line
	f.Drag(a.px(0.3), a.py(0.5))
	if f.value("centre") != 0.3 || f.value("top") != 0.2 {
		t.Errorf("after a drag of the upright line: %v, %v", f.value("centre"), f.value("top"))
	}
	f.Press(a.px(0.8), a.py(0.2)) // on the level one
	f.Drag(a.px(0.9), a.py(0.5))
	if f.value("centre") != 0.3 || f.value("top") != 0.5 {
		t.Errorf("after a drag of the level line: %v, %v", f.value("centre"), f.value("top"))
	}
	if got := f.accuracy(f.test); got < 0.9 {
		t.Errorf("a good rule reads %.3f of the images held back", got)
	}
}

func TestJudges(t *testing.T) {
	play("judges", 200, func(g Figure) {
		f := g.(*judges)
		k, sum, mse := f.int("true"), 0.0, 0.0
		for j, v := range f.y {
			sum += v
			if j == k {
				mse += (1 - v) * (1 - v) / 2
			} else {
				mse += v * v / 2
			}
		}
		if !near(sum, 1, 1e-9) {
			t.Errorf("the prediction %v sums to %v", f.y, sum)
		}
		says(t, f, "Cross entropy is infinite", f.y[k] == 0)
		says(t, f, fmt.Sprintf("MSE is %.2f", mse), true)
		says(t, f, fmt.Sprintf("cross entropy is %.2f, whatever", math.Abs(math.Log(f.y[k]))),
			f.y[k] > 0)
		least := (1-f.y[k])*(1-f.y[k])/2 + (1-f.y[k])*(1-f.y[k])/4
		says(t, f, fmt.Sprintf("would be %.2f if the two wrong classes", least), f.y[k] > 0 &&
			mse-least >= 0.005)
	})
	f := newJudges().(*judges)
	f.Press(judgesAxes.px(0), judgesAxes.py(0.2))
	for k, want := range []float64{0.2, 0.6, 0.2} { // 0.3 and 0.1 keep their proportion
		if !near(f.y[k], want, 1e-9) {
			t.Errorf("dragged to 0.2: %v, want %v for class %d", f.y, want, k)
		}
	}
	for _, v := range []float64{0.1, 0.75, 1, 0} { // a wrong bar takes from the other wrong one
		before := losses.CrossEntropy(f.y[:], f.target())
		f.Press(judgesAxes.px(1), judgesAxes.py(v))
		if want := min(v, 0.8); !near(f.y[0], 0.2, 1e-9) || !near(f.y[1], want, 1e-9) ||
			!near(f.y[2], 0.8-want, 1e-9) ||
			losses.CrossEntropy(f.y[:], f.target()) != before {
			t.Errorf("class 1 dragged to %v: %v", v, f.y)
		}
	}
	f.Set("y0", 1)
	if f.Set("y1", 0.3); f.y != [3]float64{1, 0, 0} || f.value("y1") != 0 {
		t.Errorf("where the true class has all, a wrong bar makes it %v", f.y)
	}
	f.Set("y0", 0.4) // the others are 0, so they share equally
	if !near(f.y[1], 0.3, 1e-9) || !near(f.y[2], 0.3, 1e-9) {
		t.Errorf("back from 1: %v", f.y)
	}
}

// The numbers of chapter 2 come out: 10 steps and 71.
func TestConfident(t *testing.T) {
	f := newConfident().(*confident)
	says(t, f, "Cross entropy has slope −0.98 here. MSE has slope −0.035", true)
	entropy, square := 0, 0
	for n := 1; n <= 100; n++ {
		if f.Step(); entropy == 0 && sigmoid(f.entropy) > 0.5 {
			entropy = n
		}
		if square == 0 && sigmoid(f.square) > 0.5 {
			square = n
		}
	}
	if entropy != 10 || square != 71 {
		t.Errorf("p > ½ after %d and %d steps, want 10 and 71", entropy, square)
	}
	says(t, f, "After 100 steps, cross entropy has moved p from 0.0180 to 0.977, and MSE has "+
		"moved it to 0.837", true)
	for _, start := range []float64{-8, -5, 0, 2} {
		f.Set("start", start)
		p := sigmoid(start)
		says(t, f, fmt.Sprintf("slope %s here. MSE has slope %s, which is only 1/%s of that.",
			number(round(p-1, 2)), number(round(-2*(1-p)*p*(1-p), 2)),
			number(round(1/(2*p*(1-p)), 2))), true)
	}
	f.Press(confidentAxes.px(2), 100)
	if f.value("start") != 2 || f.steps != 0 || f.entropy != 2 {
		t.Errorf("a click at 2 begins at %v after %d steps", f.value("start"), f.steps)
	}
	for n := 1; f.Step(); n++ {
		if n > confidentSteps {
			t.Fatal("it does not end")
		}
		says(t, f, "last step", false)
	}
	says(t, f, "After 200 steps", true)
	says(t, f, "That was the last step.", true)
	if f.Step(); f.steps != 1 || f.entropy > 3 {
		t.Errorf("after the last step it goes on with step %d, at %v", f.steps, f.entropy)
	}
}

func TestMinibatch(t *testing.T) {
	f := newMinibatch().(*minibatch)
	errorOf := func(v []float64) float64 { // the loss of all samples, by hand
		sum := 0.0
		for n := range f.x {
			e := v[0]*f.x[n][0] + v[1] - f.t[n][0]
			sum += e * e / 2 / minibatchN
		}
		return sum
	}
	if r := numgrad.Check(errorOf, []float64{0, 0}, f.full[:]); !r.OK {
		t.Error(r)
	}
	for i, size := range minibatchSizes {
		f.Set("size", float64(i))
		mean := 0.0
		for range 50 {
			f.Set("draw", 1)
			mean += f.error() * f.error() / 50
		}
		if want := f.theory(int(size)); !near(math.Sqrt(mean), want, 0.08*want+1e-12) {
			t.Errorf("batches of %v miss by %v, theory %v", size, math.Sqrt(mean), want)
		}
		uphill := 0
		for _, g := range f.batches {
			if errorOf([]float64{-1e-6 * g[0], -1e-6 * g[1]}) > errorOf([]float64{0, 0}) {
				uphill++
			}
		}
		says(t, f, fmt.Sprintf("%d of the 40 would even lead uphill", uphill), uphill > 0)
		says(t, f, "each arrow is the true one", size == minibatchN)
		scene := f.Scene()
		for _, s := range scene.Shapes {
			for k, v := range s.At {
				r := 0.0
				if s.Kind == "circle" {
					r = s.R
				}
				if side := []float64{scene.Width, scene.Height}[k%2]; v-r < 0 || v+r > side {
					t.Errorf("batches of %v: %+v leaves the picture", size, s)
				}
			}
		}
	}
}

// The question of the figure has its answer on the slider: four times as many samples
// halve the error, as long as they are few of the 400.
func TestMinibatchHalves(t *testing.T) {
	f := newMinibatch().(*minibatch)
	for i := 0; i < 6; i += 2 {
		less, more := int(minibatchSizes[i]), int(minibatchSizes[i+2])
		if r := f.theory(less) / f.theory(more); more != 4*less || !near(r, 2, 0.2) {
			t.Errorf("from %d to %d samples, the error falls to 1/%.2f", less, more, r)
		}
	}
	if f.size() != 4 {
		t.Errorf("it starts with %d samples a batch", f.size())
	}
}

func TestSecant(t *testing.T) {
	play("secant", 300, func(g Figure) {
		f := g.(*secant)
		h := f.h()
		if strings.Contains(f.Say(),
			"smaller h makes it better") && !(f.errorWith(h/2) < f.errorWith(h)) {
			t.Errorf("h/2 has the error %v: %s", f.errorWith(h/2), f.Say())
		}
		low := false
		for _, s := range f.Scene().Shapes {
			low = low || s.Text == "below the scale"
		}
		if low != (f.errorWith(h) < 1e-13) {
			t.Errorf("the error %v is marked as below the scale: %v", f.errorWith(h), low)
		}
		// without rounding, 200 bits long, the quotient is
		exact := func(v float64) *big.Float { return new(big.Float).SetPrec(200).SetFloat64(v) }
		sum := func(a, b *big.Float, sign float64) *big.Float {
			return new(big.Float).SetPrec(200).Add(a, new(big.Float).SetPrec(200).Mul(b,
				exact(sign)))
		}
		cubed := func(a *big.Float) *big.Float {
			return new(big.Float).SetPrec(200).Mul(a, new(big.Float).SetPrec(200).Mul(a, a))
		}
		x, step := exact(f.value("x")), exact(h)
		rise, run := sum(cubed(sum(x, step, 1)), cubed(x), -1), step
		if f.option("form") == "central" {
			rise, run = sum(cubed(sum(x, step, 1)), cubed(sum(x, step, -1)), -1), sum(step, step, 1)
		}
		quotient := new(big.Float).SetPrec(200).Quo(rise, run)
		r, _ := sum(exact(f.slopeWith(h)), quotient, -1).Float64()
		rounding, e := math.Abs(r), f.errorWith(h)
		if strings.Contains(f.Say(), "all of it is rounding") && !(rounding > 0.75*e) ||
			strings.Contains(f.Say(), "comes from the formula") && !(rounding < 0.25*e) {
			t.Errorf("rounding has %v of the error %v: %s", rounding, e, f.Say())
		}
	})
	f := newSecant().(*secant)
	f.Set("x", 1)
	f.Set("h", 0)
	for _, tt := range []struct {
		form float64
		want float64
	}{{0, 4}, {1, 7}} { // (8 − 0)/2, (8 − 1)/1; the slope is 3
		if f.Set("form", tt.form); f.slopeWith(1) != tt.want {
			t.Errorf("x³ at 1, step 1: %v, want %v", f.slopeWith(1), tt.want)
		}
		says(t, f, fmt.Sprintf("wrong by %v. Nearly all of it comes from the formula",
			tt.want-3), true)
	}
	if f.Step(); f.value("h") != 0.25 {
		t.Errorf("after a step h is 10^−%v", f.value("h"))
	}
	f.Set("form", 0)
	f.Set("h", 4)
	if got, want := f.slopeWith(f.h()), numgrad.Derivative(cube, 1); got != want ||
		f.Call() != "numgrad.Derivative(cube, 1)" {
		t.Errorf("with h = 1e-4: %v by %s, want %v", got, f.Call(), want)
	}
	f.Drag(secantError.px(1e-8), 350)
	f.Drag(secantGraph.px(-0.5), 100)
	if f.value("h") != 8 || f.value("x") != -0.5 {
		t.Errorf("dragged to h = 10^−%v, x = %v", f.value("h"), f.value("x"))
	}
}

func TestWalk(t *testing.T) {
	judge := func(f *walk) {
		land, path := f.land(), f.path()
		first, end := path[0], path[len(path)-1]
		g := numgrad.Gradient(land.f, end)
		arrived := land.name != "saddle" && land.f(end) < 1e-4
		if strings.Contains(f.Say(), "practically reached") && !arrived {
			t.Errorf("%s from %v: %s", land.name, first, f.Say())
		}
		if strings.Contains(f.Say(), "yet this is no minimum") &&
			(math.Hypot(g[0], g[1]) > 0.01 || land.f([]float64{end[0],
				end[1] + 1}) >= land.f(end)) {
			t.Errorf("%s from %v: %s", land.name, first, f.Say())
		}
		says(t, f, "It has climbed", land.name != "saddle" && land.f(end) > land.f(first)*(1+1e-6))
		bend := map[string][2]float64{"bowl": {2, 2}, "valley": {2, 12}, "saddle": {2, -2}}
		steep := math.Hypot(bend[land.name][0]*end[0], bend[land.name][1]*end[1])
		says(t, f, fmt.Sprintf("where the slope is %s. ", place(steep)), true)
		says(t, f, "The numerical gradient reads "+place(math.Hypot(g[0], g[1])),
			math.Abs(math.Hypot(g[0], g[1])-steep) > max(0.02*steep, 0.01))
		if strings.Contains(f.Say(), "zigzags") {
			says(t, f, fmt.Sprintf("to %.2f of the distance in x1",
				math.Abs(1-bend[land.name][1]*f.rate())), true)
		}
		if last := land.f(end); strings.Contains(f.Say(), "same height") &&
			!near(last, land.f(first), 1e-5*last) {
			t.Errorf("%s: %v, %s", land.name, last, f.Say())
		}
	}
	play("walk", 400, func(f Figure) { judge(f.(*walk)) })
	f := newWalk().(*walk)
	for _, tt := range []struct {
		land, rate, steps, x0, x1 float64
		words                     string
	}{
		{1, 0.15, 30, -3, 4, "It zigzags"},
		{1, 0.15, 100, -3, 4, "practically reached"},
		{1, 0.01, 30, -3, 4, "still on its way"},
		{1, 0.17, 30, -3, 4, "It has climbed"},
		{1, 1.1, 100, -3, 4, "The numerical gradient reads 0.00 there"}, // far out, where
		// the slope is not 0
		{0, 1, 30, -3, 4, "same height"},
		{2, 0.1, 30, -3, 4, "left the picture"},
		{2, 0.1, 30, -3, 0, "yet this is no minimum"},
		{2, 0.02, 5, -3, 1, "still on its way"},
	} {
		for i, r := range walkRates {
			if r == tt.rate {
				f.Set("rate", float64(i))
			}
		}
		f.Set("land", tt.land)
		f.Set("steps", tt.steps)
		f.Set("x0", tt.x0)
		f.Set("x1", tt.x1)
		says(t, f, tt.words, true)
		judge(f)
	}
	f.Press(walkAxes.px(1), walkAxes.py(2))
	if f.value("x0") != 1 || f.value("x1") != 2 {
		t.Errorf("a click at (1, 2) starts at %v", f.start())
	}
	f.Step()
	if f.shown != 1 || len(f.path()) != 2 {
		t.Errorf("the first step of the animation shows %d points", len(f.path()))
	}
}

func TestShopping(t *testing.T) {
	play("shopping", 100, func(g Figure) {
		f := g.(*shopping)
		names := []string{"apple", "apples", "orange", "oranges", "tax"}
		var v []float64
		for _, n := range names {
			v = append(v, f.value(n))
		}
		price := func(v []float64) float64 { return (v[0]*v[1] + v[2]*v[3]) * v[4] }
		s := f.slopes
		grad := []float64{s[0], s[1], s[2], s[3], s[7]}
		if r := numgrad.Check(price, v, grad); !r.OK {
			t.Errorf("at %v: %v", v, r)
		}
		if !near(f.price(), price(v), 1e-9) {
			t.Errorf("price %v, want %v", f.price(), price(v))
		}
		more := func(i int) string { // the price grows by this if input i grows by 1
			w := append([]float64(nil), v...)
			w[i]++
			return number(price(w) - price(v))
		}
		switch f.int("back") {
		case 3:
			says(t, f, fmt.Sprintf("If an apple costs 1 more, you pay %s more, which is %s times "+
				"the tax factor %s. One more apple costs you %s.",
				more(0), number(v[1]), number(v[4]), more(1)), true)
		case 4:
			says(t, f, fmt.Sprintf("If an orange costs 1 more, you pay %s more. One more orange "+
				"costs you %s.", more(2), more(3)), true)
		}
	})
	f := newShopping().(*shopping)
	if f.price() != 715.0000000000001 {
		t.Errorf("the price is %v", f.price())
	}
	for want := 1.0; f.Step(); want++ {
		if f.value("back") != want {
			t.Errorf("%v nodes backward, want %v", f.value("back"), want)
		}
	}
	if f.Step(); f.value("back") != 0 {
		t.Error("after the last node it does not begin again")
	}
}

func TestSoftmax(t *testing.T) {
	play("softmax", 200, func(g Figure) {
		f := g.(*softmax)
		a, y := f.scores(), losses.Softmax(f.scores())
		limit := math.Log(math.MaxFloat64)
		says(t, f, fmt.Sprintf("gives NaN, because e^%v is too large", max(a[0], a[1], a[2])),
			max(a[0], a[1], a[2]) > limit)
		if !f.fails() {
			says(t, f, fmt.Sprintf(
				"has probability %s, so the loss is %.3f",
				probability(y[f.int("true")]), -math.Log(y[f.int("true")])), true)
			a := newSoftmax().(*softmax) // a step does what is said of it
			for k := range 3 {
				a.Set(fmt.Sprint("a", k), f.value(fmt.Sprint("a", k)))
			}
			a.Set("true", f.value("true"))
			k := fmt.Sprint("a", f.int("true"))
			if a.Set("step", 1); a.value(k) < 6 {
				says(t, f, "rate 3 would raise its score by "+short(softmaxRate*math.Abs(
					f.slopes()[f.int("true")])), true)
				if got, want := a.value(k)-f.value(k),
					softmaxRate*math.Abs(f.slopes()[f.int("true")]); !near(got, want, 0.0501) {
					t.Errorf("a step raises the true score by %v, want %v", got, want)
				}
			}
		}
		nan := 0
		for _, s := range f.Scene().Shapes {
			if s.Text == "textbook: NaN" {
				nan++
			}
		}
		if (nan > 0) != f.fails() {
			t.Errorf("%d NaN in the picture of %v", nan, a)
		}
		sum := 0.0
		for k, slope := range f.slopes() {
			sum += slope
			if !near(slope, y[k]-f.target()[k], 1e-9) {
				t.Errorf("slope %d is %v, want y − t = %v", k, slope, y[k]-f.target()[k])
			}
		}
		if !near(sum, 0, 1e-9) {
			t.Errorf("the slopes sum to %v", sum)
		}
	})
	f := newSoftmax().(*softmax)
	y := losses.Softmax(f.scores())
	f.Set("push", 1000)
	for k, v := range losses.Softmax(f.scores()) {
		if !near(v, y[k], 1e-9) {
			t.Errorf("pushed, class %d has %v instead of %v", k, v, y[k])
		}
	}
	f.Set("push", 0)
	before := losses.SoftmaxCrossEntropy(f.scores(), f.target())
	if f.Set("step", 1); losses.SoftmaxCrossEntropy(f.scores(), f.target()) >= before {
		t.Error("a step of learning does not make the loss smaller")
	}
	f.Press(softmaxScores.px(2), softmaxScores.py(5))
	if f.value("a2") != 5 {
		t.Errorf("dragged to 5, score 2 is %v", f.value("a2"))
	}
}

func TestXOR(t *testing.T) {
	learned := map[float64]int{}
	for _, units := range []float64{1, 2, 4} {
		for seed := range 10 {
			f := newXOR().(*xor)
			f.Set("units", units)
			f.Set("seed", float64(seed))
			before := f.loss()
			if f.Step(); len(f.losses) != 1 || f.losses[0] != before {
				t.Errorf("after a step the losses are %v, want %v", f.losses, before)
			}
			f.Set("rate", 2)
			if len(f.losses) != 1 {
				t.Error("another rate starts again")
			}
			for f.Step() {
			}
			right := 0
			for i, y := range f.net.Forward(xorX) {
				if near(y[0], xorT[i][0], 0.1) {
					right++
				}
			}
			says(t, f, fmt.Sprintf("After %d steps the loss is %.4f, and %d of", len(f.losses),
				f.loss(), right), true)
			says(t, f, "of the 4 points is within", right == 1)
			says(t, f, "XOR is learned", right == 4)
			says(t, f, "no single line", units == 1)
			lines := 0
			for _, s := range f.Scene().Shapes {
				if s.Style == "dashed" {
					lines++
				}
			}
			says(t, f, "has left the picture", units == 1 && lines == 0)
			if right == 4 {
				learned[units]++
			}
		}
	}
	t.Log("learned by units, of 10:", learned)
	if learned[1] != 0 || learned[2] < 3 || learned[4] <= learned[2] {
		t.Errorf("learned by units, of 10: %v", learned)
	}
	for _, tt := range []struct{ w0, w1, b float64 }{{1, 1, -0.5}, {1, 0, -0.2}, {0, 1, -0.2},
		{-3, 0.1, 0.7}} {
		x0, y0, x1, y1, ok := cross(tt.w0, tt.w1, tt.b)
		for _, p := range [][2]float64{{x0, y0}, {x1, y1}} {
			if !ok || !near(tt.w0*p[0]+tt.w1*p[1]+tt.b, 0, 1e-12) ||
				max(p[0], p[1]) > 1.4+1e-9 || min(p[0], p[1]) < -0.4-1e-9 {
				t.Errorf("%+v: %v, %v", tt, p, ok)
			}
		}
		if x0 == x1 && y0 == y1 {
			t.Errorf("%+v: one point only", tt)
		}
	}
	if _, _, _, _, ok := cross(1, 1, 9); ok {
		t.Error("a line outside of the map is drawn")
	}
}

// The figure counts each start once, under the setting with which it was run to the end.
func TestXORTally(t *testing.T) {
	f := newXOR().(*xor)
	run := func() {
		for f.Step() {
		}
	}
	says(t, f, "you have tried", false)
	learned := 0
	for seed := range 3 {
		if f.int("seed") != seed {
			t.Fatalf("the next seed is %d, want %d", f.int("seed"), seed)
		}
		run()
		run() // the same start again
		if f.right() == 4 {
			learned++
		}
		says(t, f, fmt.Sprintf("With 2 tanh units and rate 1 you have tried %s, and %d learned XOR.",
			count(seed+1, "start"), learned), true)
		f.Set("next", 1)
	}
	f.Set("units", 3)
	says(t, f, "you have tried", false)
	f.Step()
	f.Set("rate", 3)
	run()
	says(t, f, "This start does not count", true)
	says(t, f, "you have tried", false)
	run()
	says(t, f, "With 3 tanh units and rate 3 you have tried 1 start", true)
	f.Set("units", 2)
	f.Set("rate", 2)
	says(t, f, fmt.Sprintf("tried 3 starts, and %d learned", learned), true)
	f.Set("seed", 30)
	if f.Set("next", 1); f.int("seed") != 0 {
		t.Errorf("seed 30 is followed by %d, want 0", f.int("seed"))
	}
}

func TestCheck(t *testing.T) {
	f, axes := newCheck().(*check), ""
	for i, mistake := range mistakes {
		f.Set("mistake", float64(i))
		for seed := range 21 {
			f.Set("seed", float64(seed))
			says(t, f, "check passed", mistake == "none")
			red, arrows, dots, frame := 0, 0, 0, ""
			for _, s := range f.Scene().Shapes {
				switch {
				case s.Kind == "arrow":
					arrows++
				case s.Kind == "circle" && s.Colour == "red":
					red++
				case s.Kind == "circle":
					dots++
				case s.Kind == "text" && s.Style == "small":
					frame += fmt.Sprint(s.At, s.Text)
				}
			}
			if (red+arrows > 0) != (mistake != "none") || red+arrows+dots != 9 {
				t.Errorf("%s, seed %d: %d red dots, %d arrows and %d blue dots of 9", mistake, seed,
					red, arrows, dots)
			}
			says(t, f, "An arrow leads to a value beyond the picture", arrows > 0)
			if axes == "" {
				axes = frame
			} else if axes != frame {
				t.Errorf("%s, seed %d: the axes have moved: %s, want %s", mistake, seed, frame, axes)
			}
		}
		t.Logf("%s: %s", mistake, f.Say())
	}
}

func TestDraw(t *testing.T) {
	f := newDraw().(*draw)
	says(t, f, "has learned nothing", true)
	f.Step()
	says(t, f, fmt.Sprintf("1 of %d steps", drawSteps), true)
	for n := 2; f.Step(); n++ {
		if n > drawSteps {
			t.Fatal("it does not end")
		}
	}

	// What it says of held-back images that are drawn back, counted once more.
	right := 0
	for i := range images().test.X {
		f.Set("image", float64(i+1))
		if argmax(f.probabilities()) == images().test.Labels[i] {
			right++
		}
	}
	says(t, f, fmt.Sprintf("Of the 360 held-back images, put on this pad as ink, it reads "+
		"%.0f %% correctly", float64(right)/3.6), true)
	if right < 360*85/100 {
		t.Errorf("%d of 360 right", right)
	}
	t.Log(f.Say())
	_, wrong := f.readBack()
	sum := 0
	for i, m := range wrong {
		if sum += m.times; i > 0 && wrong[i-1].times < m.times {
			t.Error("not the most frequent first")
		}
	}
	if sum != 360-right {
		t.Errorf("%d mistakes listed, %d made", sum, 360-right)
	}

	// Drawn by hand, anywhere and at any size.
	read := 0
	for _, g := range glyphs {
		var answers []int
		for _, size := range []float64{1, 0.6} {
			f.Set("clear", 1)
			for _, stroke := range g.strokes {
				at := func(p spot) (x, y float64) {
					return pad.px(size*p.x + 2), pad.py(size*p.y + 2)
				}
				f.Press(at(stroke[0]))
				for _, p := range stroke[1:] {
					f.Drag(at(p))
				}
				f.Release()
			}
			answers = append(answers, argmax(f.probabilities()))
		}
		if answers[0] != answers[1] {
			t.Errorf("%s: read as %v at two sizes", g.name, answers)
		}
		says(t, f, fmt.Sprintf("It reads %s (", a(answers[1])), true)
		switch {
		case answers[0] == g.digit:
			read++
		case g.name == "1 with a foot": // as it says
			if says(t, f, "It also reads a 1 with a foot as a 2", true); answers[0] != 2 {
				t.Errorf("%s: read as %v", g.name, answers)
			}
		default:
			t.Logf("%s: read as %v", g.name, answers)
		}
	}
	if read < 12 {
		t.Errorf("%d of %d glyphs read", read, len(glyphs))
	}

	// With keys: a stick from above to below.
	f.Set("clear", 1)
	f.cursor = spot{16, 6}
	f.Key(" ")
	for range 20 {
		f.Key("ArrowDown")
	}
	f.Key(" ")
	f.Key("ArrowLeft")
	byKeys, _ := f.input()
	f.Set("clear", 1)
	f.Press(pad.px(16), pad.py(6))
	f.Drag(pad.px(16), pad.py(26))
	f.Release()
	f.Drag(pad.px(1), pad.py(1)) // the pen is up
	if byPen, _ := f.input(); fmt.Sprint(byKeys) != fmt.Sprint(byPen) ||
		argmax(f.probabilities()) != 1 {
		t.Errorf("keys drew\n%v\nthe pen\n%v", byKeys, byPen)
	}
	if f.Key("Escape"); f.byKeys {
		t.Error("the pen is still shown after Escape")
	}
	if f.Key("q") || !f.Key("Delete") {
		t.Error("it has a use for q, or none for Delete")
	}
	if _, any := f.input(); any {
		t.Error("Delete leaves ink")
	}
	report := f.report
	for f.Step() {
	}
	if f.Say(); f.report != report {
		t.Errorf("trained once more, it says %q instead of %q", f.report, report)
	}
}

// Each 4×4 block of a drawn-back image has nearly as much ink as its pixel, and the
// pad exactly as much as the image.
func TestDrawnBack(t *testing.T) {
	for i, image := range images().test.X {
		var want, got, off float64
		for k, v := range counted(drawnBack(image)) {
			want, got = want+image[k], got+v
			off += math.Abs(v-image[k]) / 64
		}
		if want != got || off > 0.1 {
			t.Errorf("image %d has %v ink, drawn back %v, off by %v a pixel", i, want, got, off)
		}
	}
}

func curve(cx, cy, rx, ry, from, to float64) (s []spot) {
	for i := range 17 {
		w := (from + (to-from)*float64(i)/16) * math.Pi / 180
		s = append(s, spot{cx + rx*math.Cos(w), cy + ry*math.Sin(w)})
	}
	return s
}

// glyphs are digits as people write them, in strokes of a pen.
var glyphs = []struct {
	name    string
	digit   int
	strokes [][]spot
}{
	{"0", 0, [][]spot{curve(16, 16, 6, 10, -90, 270)}},
	{"a stick", 1, [][]spot{{{16, 5}, {16, 27}}}},
	{"1 with a flag", 1, [][]spot{{{11, 10}, {16, 5}, {16, 27}}}},
	{"1 with a foot", 1, [][]spot{{{11, 10}, {16, 5}, {16, 27}}, {{10, 27}, {22, 27}}}},
	{"2", 2, [][]spot{append(curve(16, 11, 6, 6, -180, 40), spot{10, 27}, spot{23, 27})}},
	{"3", 3, [][]spot{append(curve(14, 10, 6, 5, -150, 90), curve(14, 21, 7, 6, -90, 150)...)}},
	{"4, open", 4, [][]spot{{{14, 5}, {9, 18}, {23, 18}}, {{18, 10}, {18, 27}}}},
	{"4, closed", 4, [][]spot{{{18, 27}, {18, 5}, {8, 19}, {23, 19}}}},
	{"5", 5, [][]spot{{{22, 5}, {12, 5}, {11, 14}}, append([]spot{{11, 14}},
		curve(14, 20, 7, 7, -100, 140)...)}},
	{"6", 6, [][]spot{append([]spot{{19, 5}, {12, 14}}, curve(15, 20, 6, 6, -180, 180)...)}},
	{"7", 7, [][]spot{{{9, 5}, {22, 5}, {14, 27}}}},
	{"7 with a bar", 7, [][]spot{{{9, 5}, {22, 5}, {14, 27}}, {{11, 16}, {21, 16}}}},
	{"8", 8, [][]spot{append(curve(16, 10, 5, 5, 90, 450), curve(16, 21, 6, 6, -90, 270)...)}},
	{"9", 9, [][]spot{append(curve(15, 11, 6, 6, 0, -360), spot{21, 11}, spot{18, 27})}},
	{"9 with a curl", 9, [][]spot{append(curve(15, 11, 6, 6, 0, -360),
		append([]spot{{21, 11}}, curve(15, 20, 6, 7, 0, 150)...)...)}},
}

func TestVanishing(t *testing.T) {
	play("vanishing", 200, func(g Figure) {
		f := g.(*vanishing)
		first, last := f.lengths[0], f.lengths[len(f.lengths)-1]
		if len(f.lengths) != f.int("depth") {
			t.Errorf("%d layers, want %d", len(f.lengths), f.int("depth"))
		}
		says(t, f, "times smaller", first > 0 && first < last/10 && first < 1e-3)
		off, marks := 0, 0
		for _, l := range f.lengths {
			if l < 1e-14 || l > 1e4 {
				off++
			}
		}
		for _, s := range f.Scene().Shapes {
			if s.Kind == "arrow" {
				marks++
			}
		}
		if off != marks {
			t.Errorf("%d bars are off the scale, %d are marked", off, marks)
		}
		says(t, f, "off the scale", off > 0 && first > 0)
		says(t, f, "Both are tiny", first > 0 && max(first, last) < 1e-3 && first >= last/10)
		says(t, f, "usual pace", first >= 1e-3 && first <= 100 && last >= 1e-3)
	})
	f := newVanishing().(*vanishing)
	f.Set("depth", 20)
	says(t, f, "the first layer hardly learns", true)
	f.Set("act", 2)
	f.Set("start", 3)
	says(t, f, "Both layers learn at a usual pace", true)
	if got := length(backprop.Matrix{{3}, {4}}); got != 5 {
		t.Errorf("length of (3, 4) is %v", got)
	}
}

func TestFixes(t *testing.T) {
	race := func(missing string) *fixes {
		f := newFixes().(*fixes)
		f.Set("start", 1)
		if missing != "" {
			f.Set(missing, 0)
		}
		for n := 1; f.Step(); n++ {
			if n > fixesSteps {
				t.Fatal("it does not end")
			}
		}
		yours := "yours"
		if missing == "time" {
			yours = "yours, which had time for only 10,"
		}
		says(t, f, fmt.Sprintf("After 1000 steps, the network with all four fixes reads %.3f of "+
			"the held-back digits, and %s reads %.3f", f.all.now(f.steps), yours,
			f.own.now(f.steps)), true)
		says(t, f, "Your network has all four fixes", missing == "")
		return f
	}
	same := race("")
	if fmt.Sprint(same.all.curve) != fmt.Sprint(same.own.curve) || same.all.now(fixesSteps) < 0.85 {
		t.Errorf("with all four: %v and %v", same.all.now(fixesSteps), same.own.now(fixesSteps))
	}
	if same.Step(); same.steps != 1 {
		t.Errorf("after the last step of the race comes step %d", same.steps)
	}
	same.Set("again", 1)
	says(t, same, "Press Play", true)
	if steps, _ := same.all.upTo(same.steps); len(steps) != 1 {
		t.Errorf("at the start of the second race the first is shown: %v", steps)
	}
	last := same.all.now(fixesSteps) // races that are over stay in sight
	same.Set("start", 0)
	for same.Step() {
	}
	poor := same.own.now(fixesSteps)
	for _, f := range []string{"bend", "data"} {
		same.Set(f, 0)
	}
	says(t, same, fmt.Sprintf("without more data, without better initial weights and without the "+
		"right non-linearity. Press Play to let both learn. Earlier races (thin lines): %.3f "+
		"without better initial weights.", poor), true)
	if poor > last-0.1 || len(same.past) != 2 {
		t.Errorf("after %v, the races are %v", last, same.past)
	}
	for missing, words := range map[string]string{"data": "without more data.",
		"time":  "without a faster computer.",
		"start": "without better initial weights.", "bend": "without the right non-linearity."} {
		f := race(missing)
		says(t, f, words, true)
		if f.own.now(f.steps) > f.all.now(f.steps)-0.1 {
			t.Errorf("without %s: %v, with all: %v", missing, f.own.now(f.steps),
				f.all.now(f.steps))
		}
	}
}
