// Benchmarks times the same work in chainrule, gonum, GoMLX and NumPy, by turns on
// this computer, and what the computer itself can do at most:
//
//	go run -C docs/benchmarks .
//
// It writes result.txt, growth.txt and growth.svg, which docs/benchmarks.md shows, in two
// or three minutes. It needs Go 1.26, a network for the others' modules the first time,
// and for NumPy a Python that has it (-python names it). It is a module of its own, so
// that nothing of this reaches the main one.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"chainrule/backprop"
)

// shapes are the products R×K · K×C that are timed.
var shapes = [][3]int{{100, 784, 50}, {256, 256, 256}, {1024, 1024, 1024}}

// A sample is what one side has measured in one round: nanoseconds, by work.
type sample map[string]float64

// measure times all that one side does.
func measure(side string) sample {
	s := make(sample)
	if side == "growth" {
		for _, g := range growing() {
			s[g.name()] = median(g.step())
		}
		return s
	}
	step := map[string]func(network) func() float64{"ours": ourStep, "gonum": gonumStep, "gomlx": gomlxStep}[side]
	product := map[string]func(a, b [][]float64) func() float64{
		"ours": ourProduct, "gonum": gonumProduct, "gomlx": gomlxProduct,
	}[side]
	for _, inputs := range []int{784, 64} {
		name, f := fmt.Sprintf("step/%d-50-10", inputs), step(newNetwork(inputs))
		s[name] = median(f)
		s["allocations/"+name] = testing.AllocsPerRun(20, func() { f() })
	}
	rng := rand.New(rand.NewPCG(3, 3))
	for _, r := range shapes {
		a, b := backprop.Gaussian(rng, 1, r[0], r[1]), backprop.Gaussian(rng, 1, r[1], r[2])
		s[fmt.Sprintf("mul/%dx%dx%d", r[0], r[1], r[2])] = median(product(a, b))
	}
	if side == "ours" {
		for name, limit := range limits {
			const n = 2000
			s["limit/"+name] = median(func() float64 { return limit.loop(n) }) / float64(24*n*limit.lanes)
		}
	}
	return s
}

// operations counts the multiplications and additions of a work's products.
func operations(work string) float64 {
	var r, k, c, inputs int
	if n, _ := fmt.Sscanf(work, "mul/%dx%dx%d", &r, &k, &c); n == 3 {
		return 2 * float64(r) * float64(k) * float64(c)
	}
	fmt.Sscanf(work, "step/%d-50-10", &inputs)
	return 2 * float64(setup{inputs: inputs, hidden: 50, layers: 1, batch: 100}.multiplications())
}

// median returns the median time of a call of f, in nanoseconds, of those that
// fit into a seventh of a second, and at least five.
func median(f func() float64) float64 {
	f()
	var times []time.Duration
	for end := time.Now().Add(time.Second / 7); time.Now().Before(end) || len(times) < 5; {
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

func main() {
	side := flag.String("side", "", "time only this `side`, and print JSON: what the program calls itself with")
	rounds := flag.Int("rounds", 5, "how often each side has its turn")
	python := flag.String("python", "python3", "the `program` that runs step.py")
	flag.Parse()
	if *side != "" {
		json.NewEncoder(os.Stdout).Encode(measure(*side))
		return
	}
	if err := all(*rounds, *python); err != nil {
		fmt.Fprintln(os.Stderr, "benchmarks:", err)
		os.Exit(1)
	}
}

// all measures everything and writes the files.
func all(rounds int, python string) error {
	dir, err := os.MkdirTemp("", "benchmarks-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	plain, vectors := filepath.Join(dir, "plain"), filepath.Join(dir, "vectors")
	for exe, experiment := range map[string]string{plain: "", vectors: "simd"} {
		for _, args := range [][]string{{"build", "-o", exe, "."}, {"test", "-C", "../..", "-c", "-o", exe + ".test", "./backprop"}} {
			cmd := exec.Command("go", args...)
			cmd.Env = append(os.Environ(), "GOEXPERIMENT="+experiment)
			if out, err := cmd.CombinedOutput(); err != nil {
				return fmt.Errorf("GOEXPERIMENT=%s go %s: %v: %s", experiment, strings.Join(args, " "), err, out)
			}
		}
	}
	one := []string{"GOMAXPROCS=1"}
	results := tournament(rounds, []player{
		{"ours, 1 core", one, []string{plain, "-side", "ours"}},
		{"ours, all cores", nil, []string{plain, "-side", "ours"}},
		{"ours, SIMD, 1 core", one, []string{vectors, "-side", "ours"}},
		{"ours, SIMD, all cores", nil, []string{vectors, "-side", "ours"}},
		{"NumPy, 1 thread", []string{"OPENBLAS_NUM_THREADS=1"}, []string{python, "step.py"}},
		{"NumPy, all threads", nil, []string{python, "step.py"}},
		{"gonum", nil, []string{plain, "-side", "gonum"}},
		{"GoMLX", nil, []string{plain, "-side", "gomlx"}},
		{"small, plain", nil, smallSteps(plain)},
		{"small, SIMD", nil, smallSteps(vectors)},
	})
	var growths [2]sample
	for i, exe := range []string{plain, vectors} {
		if growths[i], err = (player{"growth", nil, []string{exe, "-side", "growth"}}).turn(); err != nil {
			return err
		}
	}
	var result, growth bytes.Buffer
	report(&result, results)
	tableOfGrowth(&growth, growths)
	os.Stdout.Write(result.Bytes())
	os.Stdout.Write(growth.Bytes())
	for name, text := range map[string][]byte{
		"result.txt": result.Bytes(), "growth.txt": growth.Bytes(),
		"growth.svg": picture(growths, results.middle("ours, SIMD, 1 core", "limit/scalar"), results.middle("ours, SIMD, 1 core", "limit/vectors")),
	} {
		if err := os.WriteFile(name, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
