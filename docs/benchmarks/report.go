package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"
)

// report prints medians in milliseconds, beside what the computer can do at most, then
// ratios: the medians of the ratios of each round.
func report(out io.Writer, r samples) {
	fmt.Fprintf(out, "%s, %s/%s, %d cores, %s\n%s\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.GOMAXPROCS(0), processor(), time.Now().Format("2006-01-02"))
	works := []string{"step/784-50-10", "step/64-50-10"}
	for _, s := range shapes {
		works = append(works, fmt.Sprintf("mul/%dx%dx%d", s[0], s[1], s[2]))
	}
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(w, "ms\t%s\t\n", strings.Join(works, "\t"))
	line := func(name, format string, value func(work string) float64) {
		fmt.Fprintf(w, "%s\t", name)
		for _, work := range works {
			fmt.Fprintf(w, "%s\t", orDash(format, value(work)))
		}
		fmt.Fprintln(w)
	}
	gap := func() { fmt.Fprintln(w, strings.Repeat("\t", len(works)+1)) }
	for _, l := range []struct{ limit, name string }{
		{"scalar", "one core: × and + of single numbers"}, {"vectors", "× and + of vectors"}, {"fused", "both in one instruction"},
	} {
		line(l.name, "%.3f", func(work string) float64 {
			return r.middle("ours, SIMD, 1 core", "limit/"+l.limit) * operations(work) / 1e6
		})
	}
	gap()
	for _, name := range []string{"ours, 1 core", "ours, all cores", "ours, SIMD, 1 core", "ours, SIMD, all cores",
		"NumPy, 1 thread", "NumPy, all threads", "gonum", "GoMLX"} {
		line(name, "%.3f", func(work string) float64 { return r.middle(name, work) / 1e6 })
	}
	for _, us := range []string{"ours, all cores", "ours, SIMD, all cores"} {
		gap()
		for _, them := range []string{"NumPy", "gonum", "GoMLX"} {
			line(us+" / "+them, "%.2f", func(work string) float64 { return r.ratio(r.of(us, work), r.of(them, work)) })
		}
	}
	w.Flush()
	aims(out, r)
}

// aims prints what we want to reach beside what we have reached.
func aims(out io.Writer, r samples) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "\n\tratio\twanted\t")
	row := func(what string, value float64, wanted string) {
		fmt.Fprintf(w, "%s\t%s\t%s\t\n", what, orDash("%.2f", value), wanted)
	}
	big, middling, square := "step/784-50-10", "step/64-50-10", "mul/256x256x256"
	plain, simd := "ours, 1 core", "ours, SIMD, 1 core"
	row("SIMD build / ordinary one, one core, 784-50-10", r.ratio(r.of(simd, big), r.of(plain, big)), "≤ 0.45")
	row("64-50-10", r.ratio(r.of(simd, middling), r.of(plain, middling)), "≤ 0.60")
	row("2-8-1", r.ratio(r.of("small, SIMD", "step/2-8-1"), r.of("small, plain", "step/2-8-1")), "≤ 1.00")
	row("SIMD build, all cores / faster NumPy, 784-50-10", r.ratio(r.of("ours, SIMD, all cores", big), r.of("NumPy", big)), "≤ 0.60")
	row("64-50-10", r.ratio(r.of("ours, SIMD, all cores", middling), r.of("NumPy", middling)), "≤ 0.80")
	row("784-50-10 / its × and + of single numbers, one core", r.ratio(r.of(plain, big), r.limit("scalar", big)), "≤ 1.25")
	row("all cores", r.ratio(r.of("ours, all cores", big), r.limit("scalar", big)), "")
	row("limit of vectors / SIMD product 256³, one core", r.ratio(r.limit("vectors", square), r.of(simd, square)), "≥ 0.55")
	row("2-2-1, four samples / by hand", r.middle("small, plain", "×hand/2-2-1"), "≤ 5")
	row("2-8-1", r.middle("small, plain", "×hand/2-8-1"), "≤ 4")
	fmt.Fprintf(w, "allocations of a warm step, 784-50-10\t%.0f\t0\t\n", r.middle(plain, "allocations/"+big))
	w.Flush()
}

func orDash(format string, v float64) string {
	if v == 0 {
		return "–"
	}
	return fmt.Sprintf(format, v)
}
