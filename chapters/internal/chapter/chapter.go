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

	"chainrule/chapters/internal/plot"
)

// ErrInterrupted is what run returns if the reader has interrupted it, as with
// Ctrl-C. Main then says nothing more and exits with status 130.
var ErrInterrupted = errors.New("interrupted")

// Main runs a chapter as a program: run prints its text, and with -figures DIR
// its pictures are written to that folder instead. An error is one sentence on
// standard error, and exit status 1. Flags of the chapter's own are defined
// before the call.
func Main(run func(w io.Writer) error, figures func() []plot.Figure) {
	dir := flag.String("figures", "", "write the chapter's pictures, as SVG, to this `folder`")
	flag.CommandLine.Init(os.Args[0], flag.ContinueOnError) // else a wrong flag exits with 2
	err := flag.CommandLine.Parse(os.Args[1:])
	switch {
	case errors.Is(err, flag.ErrHelp):
		return
	case err != nil:
		os.Exit(1) // Parse has said why
	case flag.NArg() > 0:
		err = fmt.Errorf("this chapter takes flags only, and got %q", flag.Args())
	case *dir != "":
		err = write(*dir, figures())
	default:
		err = run(os.Stdout)
	}
	if errors.Is(err, ErrInterrupted) {
		os.Exit(130)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// write puts each picture into a file of dir, which it makes if need be.
func write(dir string, figures []plot.Figure) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for _, f := range figures {
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
