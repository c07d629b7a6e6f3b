// Chapter 12: the four fixes. Why deep networks did not work, by the four reasons of
// the notes: one network on real digits, and one reason at a time put back.
//
// Run it with
//
//	go run ./chapters/12-four-fixes
//
// and, to see also how long things take on this computer, with
//
//	go run ./chapters/12-four-fixes -time
package main

import (
	"bufio"
	"flag"
	"fmt"
	"io"
	"slices"

	"chainrule/chapters/internal/chapter"
)

func main() {
	timed := flag.Bool("time", false, "measure also how long things take on this computer")
	chapter.Main(func(w io.Writer) error {
		if err := run(w); err != nil || !*timed {
			return err
		}
		return timing(w)
	}, figures)
}

func run(w io.Writer) error {
	out := bufio.NewWriter(w)
	r := measured()
	theNetwork(out, r)
	data(out, r)
	computer(out, r)
	costOfAStep(out)
	initialisation(out, r)
	nonLinearity(out, r)
	twoAtATime(out, r)
	conclusions(out, r)
	return out.Flush()
}

// base is the network with all four fixes in it. Every experiment changes one
// field, or two where it says so.
var base = setup{digits: 1437, hidden: 4, start: "He", bend: "ReLU", rate: 0.1}

const last = 1000 // the step after which learning ends

// milestones are the steps after which the accuracy is taken.
var milestones = []int{0, 10, 30, 100, 300, last}

func theNetwork(w io.Writer, r results) {
	fmt.Fprintf(w, `Four reasons, put to the test. The notes quote them without the name: Geoffrey Hinton.
  the network  %v: He, ReLU, rate %v, %d steps of %d digits
  held back    accuracy on the last 360 digits, mean of 3 seeds (lowest to highest):
               %v
  Three seeds are few: of more, the brackets would be wider. Between two means near
  0.9, a gap of 0.02 may be luck.

`, base.sizes(), base.rate, last, batch, r.of(base))
}

// dataSetups are base with fewer digits to learn from, drawn at random.
func dataSetups() (list []setup) {
	for _, n := range []int{50, 150, 500, 1437} {
		s := base
		s.digits = n
		list = append(list, s)
	}
	return list
}

func data(w io.Writer, r results) {
	fmt.Fprintf(w, "%q: fewer digits, %d steps\n",
		"Our labeled datasets were thousands of times too small", last)
	fmt.Fprintln(w, "  digits  held back               on the digits it learned from")
	for _, s := range dataSetups() {
		fmt.Fprintf(w, "  %6d  %v  %.3f\n", s.digits, r.of(s), r[s].learned.Mean)
	}
	fmt.Fprint(w, `  All know nearly by heart what they were shown. What they lack is more to see, and
  29 times as much already makes that plain.

`)
}

// startSetups are base with other first weights.
func startSetups() (list []setup) {
	for _, name := range []string{"std 0.01", "all equal", "Xavier", "He"} {
		s := base
		s.start = name
		list = append(list, s)
	}
	return list
}

func initialisation(w io.Writer, r results) {
	fmt.Fprintln(w, `"We initialized the weights in a stupid way": other first weights, all else equal`)
	fmt.Fprintln(w, "  weights    after 100 steps         after 1000 steps")
	for _, s := range startSetups() {
		fmt.Fprintf(w, "  %-9s  %v  %v\n", s.start, r[s].after[slices.Index(milestones, 100)], r.of(s))
	}
	fmt.Fprint(w, `  Guessing gets one digit in ten. With std 0.01 the slopes fade on the way back
  (chapter 11). All equal, here 1/inputs, gives equal slopes to all units of a layer:
  30 units do the work of one. Xavier, made for tanh, seems to start slower than He.
  Twenty other seeds confirm that, and leave open who is ahead at the end.

`)
}

// bendSetups are base with another non-linearity, each with the weights that
// suit it and with those of base.
func bendSetups() (suited, same []setup) {
	for _, name := range []string{"sigmoid", "tanh", "ReLU"} {
		s := base
		s.bend = name
		same = append(same, s)
		s.start = suits[name]
		suited = append(suited, s)
	}
	return suited, same
}

// sigmoids are base with sigmoids and other first weights, and each of them once
// more at ten times the rate.
func sigmoids() (list [][2]setup) {
	for _, name := range []string{"Xavier", "He", "std 1"} {
		s := base
		s.bend, s.start = "sigmoid", name
		fast := s
		fast.rate = 10 * base.rate
		list = append(list, [2]setup{s, fast})
	}
	return list
}

func nonLinearity(w io.Writer, r results) {
	suited, same := bendSetups()
	fmt.Fprintln(w, `"We used the wrong type of non-linearity": another one, all else equal`)
	fmt.Fprintln(w, "           its usual weights               all with He")
	for i, s := range suited {
		fmt.Fprintf(w, "  %-7s  %-6s %v   %v\n", s.bend, s.start, r.of(s), r.of(same[i]))
	}
	fmt.Fprintln(w, "  sigmoids  rate 0.1                rate 1")
	for _, s := range sigmoids() {
		fmt.Fprintf(w, "    %-6s  %v  %v\n", s[0].start, r.of(s[0]), r.of(s[1]))
	}
	fmt.Fprint(w, `  With Xavier and with He the sigmoid is the wrong one; tanh is as old, and as good as
  ReLU here. But neither of the two is made for sigmoids. Weights of std 1, about four
  times He's 0.26 in the layers of 30, largely make up for their small slopes.

`)
}

// pairs are two first weights by two non-linearities, with so many hidden layers.
func pairs(hidden int) (list [2][2]setup) {
	for i, bend := range []string{"sigmoid", "ReLU"} {
		for j, start := range []string{"std 0.01", suits[bend]} {
			s := base
			s.hidden, s.bend, s.start = hidden, bend, start
			list[j][i] = s
		}
	}
	return list
}

func twoAtATime(w io.Writer, r results) {
	fmt.Fprintln(w, "Weights and non-linearity together: is one of the two fixes enough?")
	for _, hidden := range []int{1, base.hidden} {
		p := pairs(hidden)
		fmt.Fprintf(w, "  %-19v  sigmoid                 ReLU\n", p[0][0].sizes())
		fmt.Fprintf(w, "    std 0.01           %v  %v\n", r.of(p[0][0]), r.of(p[0][1]))
		fmt.Fprintf(w, "    Xavier, He         %v  %v\n", r.of(p[1][0]), r.of(p[1][1]))
	}
	fmt.Fprint(w, `  With one hidden layer either fix helps. In the deep network neither of these two does
  alone: Xavier's weights do not save a sigmoid, nor ReLU the weights of 0.01.
`)
	fmt.Fprintf(w, "  Weights of std 1 do save a sigmoid: %v, at rate %v.\n\n",
		r.of(sigmoids()[2][0]), base.rate)
}

// A Bar is one line of the summary, for a picture: an accuracy with its spread.
type Bar struct {
	Name string
	Spread
}

// bars are base, and then one of the four fixes at a time taken back.
func bars(r results) []Bar {
	stupid, wrong := base, base
	stupid.start, wrong.bend = "std 0.01", "sigmoid"
	return []Bar{
		{"all four fixes", r.of(base)},
		{"50 digits instead of 1437", r.of(dataSetups()[0])},
		{"10 steps instead of 1000", r[base].after[slices.Index(milestones, 10)]},
		{"std 0.01 instead of He", r.of(stupid)},
		{"sigmoid instead of ReLU", r.of(wrong)},
	}
}

func conclusions(w io.Writer, r results) {
	fmt.Fprintln(w, "One fix at a time taken back")
	all := bars(r)
	fmt.Fprintf(w, "  %-25s  %v\n", all[0].Name, all[0].Spread)
	for _, b := range all[1:] {
		fmt.Fprintf(w, "  %-25s  %v   %.2f lost\n", b.Name, b.Spread, all[0].Mean-b.Mean)
	}
	fmt.Fprint(w, `  Each of these four costs something when it is taken back; another cure for the last
  two would do too: tanh, or Xavier. Only these two have to do with slopes that fade in
  a deep network; the notes put all four under that heading.
`)
}
