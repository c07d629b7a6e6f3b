// Benchmarks times the same work in chainrule, gonum, GoMLX and NumPy, by turns on
// this computer, and prints the table of docs/benchmarks.md:
//
//	go run -C docs/benchmarks .
//	go run -C docs/benchmarks . -growth
//
// The second prints how the cost of a step grows. It needs Go and, for NumPy, a
// Python that has it (-python names it). It is a module of its own, so that
// nothing of this reaches the main one.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"chainrule/backprop"
)

// shapes are the products R×K · K×C that are timed.
var shapes = [][3]int{{100, 784, 50}, {256, 256, 256}, {1024, 1024, 1024}}

// works returns what one side does, by name.
func works(side string) map[string]func() float64 {
	step := map[string]func(network) func() float64{"ours": ourStep, "gonum": gonumStep}[side]
	product := map[string]func(a, b [][]float64) func() float64{
		"ours": ourProduct, "gonum": gonumProduct, "gomlx": gomlxProduct,
	}[side]
	list := make(map[string]func() float64)
	if step != nil {
		for _, inputs := range []int{784, 64} {
			list[fmt.Sprintf("step/%d-50-10", inputs)] = step(newNetwork(inputs))
		}
	}
	rng := rand.New(rand.NewPCG(3, 3))
	for _, s := range shapes {
		a, b := backprop.Gaussian(rng, 1, s[0], s[1]), backprop.Gaussian(rng, 1, s[1], s[2])
		list[fmt.Sprintf("mul/%dx%dx%d", s[0], s[1], s[2])] = product(a, b)
	}
	return list
}

// median returns the median time of a call of f, in nanoseconds, of those that
// fit into a third of a second, and at least five.
func median(f func() float64) float64 {
	f()
	var times []time.Duration
	for end := time.Now().Add(time.Second / 3); time.Now().Before(end) || len(times) < 5; {
		start := time.Now()
		f()
		times = append(times, time.Since(start))
	}
	return float64(middle(times).Nanoseconds())
}

func middle[T int64 | float64 | time.Duration](list []T) T {
	slices.Sort(list)
	return list[len(list)/2]
}

// A player is one side, and how it is started.
type player struct {
	name    string
	env     []string
	command []string
}

func main() {
	side := flag.String("side", "", "time only this `side`, and print JSON: what the program calls itself with")
	rounds := flag.Int("rounds", 5, "how often each side has its turn")
	python := flag.String("python", "python3", "the `program` that runs step.py")
	grow := flag.Bool("growth", false, "show instead how the cost of our step grows")
	flag.Parse()
	if *grow {
		growth(os.Stdout)
		return
	}
	if *side != "" {
		times := make(map[string]float64)
		for name, f := range works(*side) {
			times[name] = median(f)
		}
		json.NewEncoder(os.Stdout).Encode(times)
		return
	}
	if err := tournament(*rounds, *python); err != nil {
		fmt.Fprintln(os.Stderr, "benchmarks:", err)
		os.Exit(1)
	}
}

func tournament(rounds int, python string) error {
	dir, err := os.MkdirTemp("", "benchmarks-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	plain, vectors := filepath.Join(dir, "plain"), filepath.Join(dir, "vectors")
	for _, b := range []struct{ exe, experiment string }{{plain, ""}, {vectors, "simd"}} {
		cmd := exec.Command("go", "build", "-o", b.exe, ".")
		cmd.Env = append(os.Environ(), "GOEXPERIMENT="+b.experiment)
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("building with GOEXPERIMENT=%s: %s", b.experiment, out)
		}
	}
	players := []player{
		{"ours", nil, []string{plain, "-side", "ours"}},
		{"ours, SIMD", nil, []string{vectors, "-side", "ours"}},
		{"NumPy, 1 thread", []string{"OPENBLAS_NUM_THREADS=1"}, []string{python, "step.py"}},
		{"NumPy, all threads", nil, []string{python, "step.py"}},
		{"gonum", nil, []string{plain, "-side", "gonum"}},
		{"GoMLX", nil, []string{plain, "-side", "gomlx"}},
	}
	results := make(map[string]map[string][]float64) // by work and player, one of each round
	for round := range rounds {
		for _, p := range players {
			fmt.Fprintf(os.Stderr, "\rround %d of %d: %-20s", round+1, rounds, p.name)
			cmd := exec.Command(p.command[0], p.command[1:]...)
			cmd.Env = append(os.Environ(), p.env...)
			var said strings.Builder
			cmd.Stderr = &said
			out, err := cmd.Output()
			times := make(map[string]float64)
			if err == nil {
				err = json.Unmarshal(out, &times)
			}
			if err != nil {
				fmt.Fprintf(os.Stderr, "\r%s is left out: %v: %s\n", p.name, err, lastLine(said.String()))
			}
			for name, t := range times {
				if results[name] == nil {
					results[name] = make(map[string][]float64)
				}
				results[name][p.name] = append(results[name][p.name], t)
			}
		}
	}
	fmt.Fprintf(os.Stderr, "\r%-40s\r", "")
	report(players, results)
	return nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// report prints medians, in milliseconds, and below them our times over theirs: the
// medians of the ratios of each round.
func report(players []player, results map[string]map[string][]float64) {
	fmt.Printf("%s, %s/%s, %d cores, %s\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.GOMAXPROCS(0), time.Now().Format("2006-01-02"))
	works := []string{"step/784-50-10", "step/64-50-10"}
	for _, s := range shapes {
		works = append(works, fmt.Sprintf("mul/%dx%dx%d", s[0], s[1], s[2]))
	}
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "ms\t%s\t\n", strings.Join(works, "\t"))
	line := func(name string, cell func(work string) string) {
		fmt.Fprintf(w, "%s\t", name)
		for _, work := range works {
			fmt.Fprintf(w, "%s\t", cell(work))
		}
		fmt.Fprintln(w)
	}
	for _, p := range players {
		line(p.name, func(work string) string {
			if times := results[work][p.name]; len(times) > 0 {
				return fmt.Sprintf("%.3f", middle(slices.Clone(times))/1e6)
			}
			return "–"
		})
	}
	for _, us := range []string{"ours", "ours, SIMD"} {
		fmt.Fprintln(w, strings.Repeat("\t", len(works)+1))
		for _, them := range []string{"NumPy", "gonum", "GoMLX"} {
			line(us+" / "+them, func(work string) string { return ratio(results[work], us, them) })
		}
	}
	w.Flush()
}

// ratio compares with the faster of several forms of them, in each round.
func ratio(times map[string][]float64, us, them string) string {
	var ratios []float64
	for round, ours := range times[us] {
		best := 0.0
		for name, list := range times {
			if strings.HasPrefix(name, them) && round < len(list) && (best == 0 || list[round] < best) {
				best = list[round]
			}
		}
		if best > 0 {
			ratios = append(ratios, ours/best)
		}
	}
	if len(ratios) == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", middle(ratios))
}
