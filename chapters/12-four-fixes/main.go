// Chapter 12: the four fixes. Geoffrey Hinton gave four reasons why deep networks did not
// work for so long, and we try them on one network with real digits, one at a time.
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

// looks are the steps after which s is looked at: all milestones, where a table or a
// picture shows the way, and else the last.
func (s setup) looks() []int {
	deep := pairs(base.hidden)
	if slices.Contains(append(startSetups(), deep[1][0], sigmoids()[2][0]), s) {
		return milestones
	}
	return []int{last}
}

func theNetwork(w io.Writer, r results) {
	fmt.Fprintf(w, `Four reasons, put to the test
  the network   %v: %s, %s, rate %v, %d steps, mini-batches of %d
  its accuracy  %v on 360 test digits, mean (and range) of %d seeds

`, base.sizes(), base.start, base.bend, base.rate, last, batch, r.of(base), seeds)
}

// dataSetups are base with fewer digits to learn from, drawn at random.
func dataSetups() (list []setup) {
	for _, n := range []int{50, 250, 1437} {
		s := base
		s.digits = n
		list = append(list, s)
	}
	return list
}

func data(w io.Writer, r results) {
	fmt.Fprintf(w, "%q: fewer digits, %d steps\n",
		"Our labeled datasets were thousands of times too small", last)
	fmt.Fprintln(w, "  digits  test accuracy           training accuracy")
	for _, s := range dataSetups() {
		fmt.Fprintf(w, "  %6d  %v  %.3f\n", s.digits, r.of(s), r[s].learned.Mean)
	}
	fmt.Fprintln(w)
}

// startSetups are base with other initial weights.
func startSetups() (list []setup) {
	for _, name := range []string{"std 0.01", "all equal", "Xavier", "He"} {
		s := base
		s.start = name
		list = append(list, s)
	}
	return list
}

func initialisation(w io.Writer, r results) {
	fmt.Fprintln(w, `"We initialized the weights in a stupid way": other weights, test accuracy`)
	fmt.Fprintln(w, "  weights    after 100 steps         after 1000 steps")
	for _, s := range startSetups() {
		fmt.Fprintf(w, "  %-9s  %v  %v\n", s.start, r[s].after[slices.Index(milestones, 100)], r.of(s))
	}
	fmt.Fprintln(w)
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

// sigmoids are base with sigmoids and other initial weights, and each of them once
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
	fmt.Fprintln(w, `"We used the wrong type of non-linearity": test accuracy of three`)
	fmt.Fprintln(w, "           its usual weights               all with He")
	for i, s := range suited {
		fmt.Fprintf(w, "  %-7s  %-6s %v   %v\n", s.bend, s.start, r.of(s), r.of(same[i]))
	}
	fmt.Fprintln(w, "\nSigmoids at two learning rates: test accuracy\n            rate 0.1                rate 1")
	for _, s := range sigmoids() {
		fmt.Fprintf(w, "    %-6s  %v  %v\n", s[0].start, r.of(s[0]), r.of(s[1]))
	}
	fmt.Fprintln(w)
}

// pairs are two initial weights by two non-linearities, with so many hidden layers.
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
		fmt.Fprintf(w, "  %-19v  sigmoid, accuracy       ReLU, accuracy\n", p[0][0].sizes())
		fmt.Fprintf(w, "    std 0.01           %v  %v\n", r.of(p[0][0]), r.of(p[0][1]))
		fmt.Fprintf(w, "    Xavier / He        %v  %v\n", r.of(p[1][0]), r.of(p[1][1]))
	}
	fmt.Fprintln(w)
}

// A Bar is one line of the summary, for a picture: an accuracy with its spread.
type Bar struct {
	Name string
	Spread
}

// bars are base, and then base with one of the four fixes undone at a time.
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
	fmt.Fprintln(w, "Undoing one fix at a time: test accuracy")
	all := bars(r)
	fmt.Fprintf(w, "  %-25s  %v\n", all[0].Name, all[0].Spread)
	for _, b := range all[1:] {
		fmt.Fprintf(w, "  %-25s  %v   %.2f lost\n", b.Name, b.Spread, all[0].Mean-b.Mean)
	}
}
