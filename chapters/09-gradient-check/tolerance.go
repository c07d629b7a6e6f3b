package main

import (
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/backprop"
	"chainrule/losses"
	"chainrule/numgrad"
)

// A difference says how far two gradients are apart, at the worst of their values.
type difference struct{ abs, rel float64 }

// compare takes the absolute difference |a − n|, and the relative one, which is
// that over the larger of |a| and |n|. Both are NaN if a value is.
func compare(analytic, numerical []float64) (d difference) {
	for i, a := range analytic {
		n := numerical[i]
		diff := math.Abs(a - n)
		d.abs = max(d.abs, diff)
		if diff != 0 { // 0/0 where both are zero; a NaN must come through, so not "diff > 0"
			d.rel = max(d.rel, diff/max(math.Abs(a), math.Abs(n)))
		}
	}
	return d
}

// central is numgrad.Gradient for any h.
func central(f func(x []float64) float64, x []float64, h float64) []float64 {
	grad, z := make([]float64, len(x)), slices.Clone(x)
	for i := range z {
		z[i] = x[i] + h
		right := f(z)
		z[i] = x[i] - h
		left := f(z)
		z[i] = x[i]
		grad[i] = (right - left) / (2 * h)
	}
	return grad
}

// stepSize tries other h. Where rounding rules, the last digits differ between
// computers, so only a bound is printed.
func stepSize(w io.Writer) {
	net, p := small()
	grad := net.gradient(p)
	worst := func(h float64) float64 { return compare(grad, central(net.loss, p, h)).rel }
	fmt.Fprintln(w, "The same network, other h: the largest relative error of 31 central differences")
	for _, h := range []float64{1e-1, 1e-2, 1e-3, 1e-4} {
		fmt.Fprintf(w, "  h = %.0e  %.0e\n", h, worst(h))
	}
	for _, c := range []struct{ h, bound float64 }{{1e-5, 1e-8}, {1e-9, 1e-6}, {1e-12, 1e-3}} {
		fmt.Fprintf(w, "  h = %.0e  %s\n", c.h, side(worst(c.h), c.bound))
	}
	fmt.Fprintln(w)
}

// deep is a network of ten layers of sigmoids.
func deep() (l layered, p []float64) {
	rng := rand.New(rand.NewPCG(2, 9))
	l = layered{[]int{3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3}, sigmoid,
		backprop.Gaussian(rng, 1, 5, 3), losses.OneHot([]int{0, 2, 1, 1, 0}, 3)}
	for i := range l.ends() {
		in, out := l.sizes[i], l.sizes[i+1]
		p = append(p, flat(backprop.Xavier(rng, in, out))...)
		p = append(p, make([]float64, out)...)
	}
	return l, p
}

// ends says for each layer where its parameters end in the slice.
func (l layered) ends() (list []int) {
	end := 0
	for i, in := range l.sizes[:len(l.sizes)-1] {
		end += (in + 1) * l.sizes[i+1]
		list = append(list, end)
	}
	return list
}

// largest returns the largest of the absolute values.
func largest(grad []float64) float64 { return max(slices.Max(grad), -slices.Min(grad)) }

// A judge says whether a gradient of f at x passes.
type judge struct {
	name   string
	passes func(f func([]float64) float64, x, grad []float64) bool
}

var judges = []judge{
	{"relative limit 1e-7", func(f func([]float64) float64, x, grad []float64) bool {
		return compare(grad, numgrad.Gradient(f, x)).rel <= 1e-7
	}},
	{"absolute limit 1e-6", func(f func([]float64) float64, x, grad []float64) bool {
		return compare(grad, numgrad.Gradient(f, x)).abs <= 1e-6
	}},
	{"numgrad.Check", func(f func([]float64) float64, x, grad []float64) bool {
		return numgrad.Check(f, x, grad).OK
	}},
}

func vanishing(w io.Writer) {
	net, p := deep()
	grad, slopes := net.gradient(p), numgrad.Gradient(net.loss, p)
	fmt.Fprintln(w, "Ten layers of sigmoids: a correct gradient, and one doubled in layer 0")
	fmt.Fprintln(w, "  layer  largest slope   absolute error  relative error")
	from := 0
	for i, end := range net.ends() {
		if i == 0 || i == 2 || i == 5 || i == 9 {
			d := compare(grad[from:end], slopes[from:end])
			fmt.Fprintf(w, "  %5d  %13.1e  %15s  %s\n", i, largest(grad[from:end]), side(d.abs, 1e-9), side(d.rel, 1e-7))
		}
		from = end
	}
	doubled := slices.Clone(grad)
	for i := range doubled[:net.ends()[0]] {
		doubled[i] *= 2
	}
	fmt.Fprintln(w, "  judge                correct  doubled")
	for _, j := range judges {
		fmt.Fprintf(w, "  %-20s  %s  %s\n", j.name, verdict(j.passes(net.loss, p, grad)),
			verdict(j.passes(net.loss, p, doubled)))
	}
	fmt.Fprintln(w)
}

// faint shows what Check says of a slope that is smaller than its uncertainty.
func faint(w io.Writer) {
	f := func(x []float64) float64 { return 1 + float64(1e-14*x[0]) }
	fmt.Fprintln(w, "Too small to judge: f = 1 + 1e-14·x, at x = 0, with 2e-14 claimed as its slope")
	report := numgrad.Check(f, []float64{0}, []float64{2e-14}).String()
	fmt.Fprintf(w, "  %s\n\n", strings.ReplaceAll(report, "\n", "\n  "))
}

// side says on which side of a bound x is.
func side(x, bound float64) string {
	if x < bound {
		return fmt.Sprintf("below %.0e", bound)
	}
	return fmt.Sprintf("above %.0e", bound)
}

func verdict(ok bool) string {
	if ok {
		return "passed"
	}
	return "FAILED"
}
