package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
)

// A player is one side, and how it is started.
type player struct {
	name    string
	env     []string
	command []string
}

// turn starts the player, and returns what it has measured.
func (p player) turn() (sample, error) {
	cmd := exec.Command(p.command[0], p.command[1:]...)
	cmd.Env = append(os.Environ(), p.env...)
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %v: %s", p.name, err, lastLine(said.String()))
	}
	s := make(sample)
	if strings.HasPrefix(p.name, "small") {
		return s, s.readBenchmark(string(out))
	}
	return s, json.Unmarshal(out, &s)
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}

// smallSteps runs BenchmarkSmallStep, which compares a step of ours with one that is
// written by hand for its network alone.
func smallSteps(exe string) []string {
	return []string{exe + ".test", "-test.run=^$", "-test.bench=SmallStep", "-test.benchtime=100ms"}
}

// readBenchmark takes the times and the ratios from lines such as
// “BenchmarkSmallStep/2-8-1-2  100  1234567 ns/op  1100 ns/step  1.9 ×hand”.
func (s sample) readBenchmark(out string) error {
	for line := range strings.Lines(out) {
		fields := strings.Fields(line)
		if len(fields) < 4 || fields[3] != "ns/op" {
			continue
		}
		name := strings.TrimPrefix(fields[0], "BenchmarkSmallStep/")[:len("2-8-1")]
		values := make(map[string]float64)
		for i := 3; i < len(fields); i += 2 {
			v, err := strconv.ParseFloat(fields[i-1], 64)
			if err != nil {
				return fmt.Errorf("%q: %v", line, err)
			}
			values[fields[i]] = v
		}
		s["step/"+name], s["×hand/"+name] = values["ns/step"], values["×hand"]
	}
	if len(s) != 4 {
		return fmt.Errorf("want the times of two small steps, have %q", out)
	}
	return nil
}

// samples are those of every player, one a round; nil where it failed.
type samples map[string][]sample

// tournament lets the players measure by turns. Who fails is left out.
func tournament(rounds int, players []player) samples {
	results := make(samples)
	for round := range rounds {
		for _, p := range players {
			fmt.Fprintf(os.Stderr, "\rround %d of %d: %-24s", round+1, rounds, p.name)
			s, err := p.turn()
			if err != nil {
				fmt.Fprintf(os.Stderr, "\rleft out: %v\n", err)
			}
			results[p.name] = append(results[p.name], s)
		}
	}
	fmt.Fprintf(os.Stderr, "\r%-48s\r", "")
	return results
}

// middle returns the median over the rounds, or 0 if there is none.
func (r samples) middle(name, work string) float64 {
	var list []float64
	for _, s := range r[name] {
		if v, ok := s[work]; ok {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return 0
	}
	return middle(list)
}

// A figure is one side's value of a work in a round, or 0 where there is none.
type figure func(round int) float64

// of is the time of the player; of those whose names begin so, the fastest.
func (r samples) of(name, work string) figure {
	return func(round int) float64 {
		best := 0.0
		for player, list := range r {
			if v := list[round][work]; strings.HasPrefix(player, name) && v > 0 && (best == 0 || v < best) {
				best = v
			}
		}
		return best
	}
}

// limit is the time that the work's multiplications and additions take at a limit.
func (r samples) limit(name, work string) figure {
	return func(round int) float64 {
		return r.of("ours, SIMD, 1 core", "limit/"+name)(round) * operations(work)
	}
}

// ratio is the median over the rounds of a/b, or 0 if there is none.
func (r samples) ratio(a, b figure) float64 {
	var list []float64
	for round := range r["ours, 1 core"] {
		if x, y := a(round), b(round); x > 0 && y > 0 {
			list = append(list, x/y)
		}
	}
	if len(list) == 0 {
		return 0
	}
	return middle(list)
}
