// Command site turns the texts of the project into a book for the browser: the
// chapters, the pages of docs, the sources that they speak of, and the live figures.
//
//	go run -C docs/site .           shows it on http://127.0.0.1:8080
//	go run -C docs/site . -o DIR    writes it to a folder, for any web server
//
// There is no second copy of a text. What a page needs is inside it or beside it:
// the book asks no other host for anything.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"os/signal"
	"path/filepath"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, os.Args[1:], "127.0.0.1:8080", os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run builds the book, and writes it or serves it at the address until ctx ends.
func run(ctx context.Context, args []string, address string, stdout io.Writer) error {
	flags := flag.NewFlagSet("site", flag.ContinueOnError)
	dir := flags.String("o", "", "write the book to this folder instead of serving it")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return fmt.Errorf("site takes no arguments, and got %q; -o DIR writes the book to a folder", flags.Args())
	}
	root, err := findRoot()
	if err != nil {
		return err
	}
	files, err := build(os.DirFS(root))
	if err != nil {
		return err
	}
	if err := addWASM(ctx, root, files); err != nil {
		return err
	}
	if *dir != "" {
		return write(files, *dir, stdout)
	}
	listener, err := net.Listen("tcp", address)
	if err != nil { // taken: any free port
		host, _, _ := net.SplitHostPort(address)
		if listener, err = net.Listen("tcp", net.JoinHostPort(host, "0")); err != nil {
			return err
		}
	}
	fmt.Fprintf(stdout, "The book is at http://%s (Ctrl-C ends it)\n", listener.Addr())
	return serve(ctx, listener, files)
}

// findRoot returns the folder of the main module, at or above the current one.
func findRoot() (string, error) {
	here, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "docs", "site", "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("%s is not in the project: use go run -C docs/site . at its top", here)
		}
	}
}

// write puts the files into a folder that is new, empty, or an earlier book.
func write(files map[string][]byte, dir string, stdout io.Writer) error {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return err
	}
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, "assets", "site.css")); err != nil {
			return fmt.Errorf("%s holds other files: give a new or empty folder", dir)
		}
	} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for name, data := range files {
		to := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(to), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(to, data, 0o666); err != nil {
			return err
		}
	}
	fmt.Fprintf(stdout, "The book is in %s: open index.html, or copy the folder to a web server\n", dir)
	return nil
}
