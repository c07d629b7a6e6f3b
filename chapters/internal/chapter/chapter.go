// Package chapter is what the programs of all chapters have in common: their
// command line.
package chapter

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"unicode"

	"chainrule/chapters/internal/plot"
)

// ErrInterrupted is what run returns if the reader has interrupted it, as with
// Ctrl-C. Main then says nothing more and exits with status 130.
var ErrInterrupted = errors.New("interrupted")

// Main runs a chapter as a program. It calls run, which prints the text, or with
// -figures DIR it writes the pictures to that folder instead. An error gives one
// sentence on standard error, and exit status 1. A chapter defines flags of its own
// before the call.
func Main(run func(w io.Writer) error, figures func() []plot.Figure) {
	dir := ""
	flag.Func("figures", "write the chapter's pictures, as SVG, to this `folder`", func(to string) error {
		if dir = to; dir == "" {
			return errors.New("want the name of a folder")
		}
		return nil
	})
	flag.CommandLine.Init("", flag.ContinueOnError) // else a wrong flag exits with 2
	flag.CommandLine.SetOutput(io.Discard)          // and is followed by the whole usage
	err := flag.CommandLine.Parse(os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(os.Stderr, "Usage of %s:\n", filepath.Base(os.Args[0]))
		flag.CommandLine.SetOutput(os.Stderr)
		flag.PrintDefaults()
		return
	case err != nil:
		err = fmt.Errorf("%w; this chapter takes %s", err, flags())
	case flag.NArg() > 0:
		err = fmt.Errorf("this chapter takes only flags, but got %q", flag.Args())
	case dir != "" && flag.NFlag() > 1:
		err = errors.New("-figures draws the pictures of the text and cannot be combined with another flag")
	case dir != "":
		err = write(dir, figures)
	default:
		err = run(os.Stdout)
	}
	if errors.Is(err, ErrInterrupted) {
		os.Exit(130)
	}
	if err != nil && !Closed(err) {
		fmt.Fprintln(os.Stderr, visible(err.Error()))
		os.Exit(1)
	}
}

// Closed says whether err comes from writing into a pipe whose reader is gone, as with
// … | head. That is no failure, because the reader has seen enough.
func Closed(err error) bool {
	const broken, closing, unconnected = syscall.Errno(109), syscall.Errno(232), syscall.Errno(233)
	var windows syscall.Errno
	return errors.Is(err, syscall.EPIPE) || runtime.GOOS == "windows" && errors.As(err, &windows) &&
		(windows == broken || windows == closing || windows == unconnected)
}

// flags lists the flags of the chapter.
func flags() string {
	var known []string
	flag.VisitAll(func(f *flag.Flag) {
		value, _ := flag.UnquoteUsage(f)
		known = append(known, strings.TrimSpace("-"+f.Name+" "+value))
	})
	return strings.Join(known, " and ")
}

// visible returns s with control characters, which a name may hold, spelled out.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsControl(r) {
			q := strconv.QuoteRune(r)
			b.WriteString(q[1 : len(q)-1])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// write puts each picture into a file of dir, and makes dir first if necessary.
func write(dir string, figures func() []plot.Figure) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range figures() {
		name := filepath.Join(dir, f.Name+".svg")
		if err := os.WriteFile(name, []byte(f.SVG), 0o666); err != nil {
			return err
		}
		if _, err := fmt.Println(name); err != nil {
			return err
		}
	}
	return nil
}
