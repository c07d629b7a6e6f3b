package main

import (
	"fmt"
	"io"
	"math/rand/v2"

	"chainrule/backprop"
	"chainrule/chapters/internal/digits"
	"chainrule/chapters/internal/progress"
	"chainrule/losses"
)

// A point says how far training has come after some steps.
type point struct {
	steps        int
	loss         float64 // on all training digits
	first, final float64 // how far W0 and the last W have moved, relative to their start
}

// learn trains n with mini-batches of 50 and lr 0.1, and returns a point before
// the first step and after every every steps.
func learn(n *stack, x, t backprop.Matrix, steps, every int) []point {
	rng := rand.New(rand.NewPCG(2, 11))
	net := n.network()
	params := net.Params()
	first, final := n.affines[0], n.affines[len(n.acts)]
	first0, final0 := first.W.Clone(), final.W.Clone()
	var points []point
	for s := 0; ; s++ {
		if s%every == 0 {
			points = append(points, point{s, net.Loss(x, t),
				moved(first.W, first0), moved(final.W, final0)})
		}
		if s == steps {
			return points
		}
		batch := backprop.MiniBatch(rng, len(x), 50)
		net.Loss(x.Rows(batch), t.Rows(batch))
		net.Backward()
		backprop.SGD(params, 0.1)
	}
}

// starved shows what slopes of each size make of the same training.
func starved(w io.Writer, x, t backprop.Matrix, test digits.Set) {
	const steps, every = 100, 50
	fmt.Fprintf(w, `%d steps of training, 5 layers, mini-batches of 50, lr 0.1
                     training loss at step ...    relative change  test
  kind of network            0       %d      %d    W0     last W   accuracy
`, steps, every, steps)
	nets := settings[:6]
	runs := make([][]point, len(nets))
	right := make([]float64, len(nets))
	progress.SideBySide("training", len(nets), func(i int) {
		n := nets[i].stack(64, 100, 5, 10)
		runs[i] = learn(n, x, t, steps, every)
		y := n.network().Predict(test.X)
		right[i] = losses.Accuracy(y, losses.OneHot(test.Labels, 10))
	})
	for i, s := range nets {
		p := runs[i]
		end := p[len(p)-1]
		fmt.Fprintf(w, "  %-17s     %6.3f   %.3f   %.3f   %.0e   %.0e   %.2f\n", s.name,
			p[0].loss, p[1].loss, end.loss, end.first, end.final, right[i])
	}
}

// moved returns the length of w − w0 relative to that of w0.
func moved(w, w0 backprop.Matrix) float64 {
	d := w.Clone()
	for i := range d {
		for k := range d[i] {
			d[i][k] -= w0[i][k]
		}
	}
	return length(d) / length(w0)
}
