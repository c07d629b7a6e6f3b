package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"chainrule/chapters/check"
)

//go:embed assets
var assets embed.FS

// A book is being built from the project in fsys.
type book struct {
	fsys   fs.FS
	pages  []*page          // in the order of reading
	byFile map[string]*page // also by folder
	shown  []string         // files and folders that have a page as a source, in the order found
	tasks  []*check.Task
	tex    tex
	files  map[string][]byte // the finished book
	faults []string
}

// fault notes what is wrong at a line of a text.
func (b *book) fault(p *page, line int, format string, args ...any) {
	b.faults = append(b.faults, fmt.Sprintf("%s:%d: %s", p.file, line, fmt.Sprintf(format, args...)))
}

// places is where the texts are, in the order of reading; those of docs come as
// the README names them.
var places = []string{"README.md", "chapters/[0-9][0-9]-*/README.md", "docs/*.md", "chapters/internal/digits/DATA.md"}

// build returns the files of the book by path. The error has a line for each fault.
func build(fsys fs.FS) (map[string][]byte, error) {
	b := &book{fsys: fsys, byFile: map[string]*page{}, files: map[string][]byte{}, tasks: check.Tasks()}
	if err := b.addAssets(); err != nil {
		return nil, err
	}
	for _, place := range places {
		names, err := fs.Glob(fsys, place)
		if err != nil {
			return nil, err
		}
		var found []*page
		for _, name := range names {
			src, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, err
			}
			p := parse(name, src)
			found = append(found, p)
			b.byFile[name] = p
			if dir, base := path.Split(name); base == "README.md" {
				b.byFile[path.Clean(dir)] = p
			}
		}
		if front := b.byFile["."]; front != nil && place == "docs/*.md" {
			mentioned := func(p *page) int {
				if at := bytes.Index(front.src, []byte("("+p.file)); at >= 0 {
					return at
				}
				return len(front.src)
			}
			slices.SortStableFunc(found, func(p, q *page) int { return mentioned(p) - mentioned(q) })
		}
		b.pages = append(b.pages, found...)
	}
	if b.byFile["."] == nil {
		return nil, errors.New("the project has no README.md")
	}
	for _, p := range b.pages {
		if err := b.render(p); err != nil {
			return nil, err
		}
	}
	if len(b.faults) > 0 {
		return nil, errors.New(strings.Join(b.faults, "\n"))
	}
	for i, p := range b.pages {
		if err := b.layOut(p, i); err != nil {
			return nil, err
		}
	}
	for _, dir := range libraries {
		b.show(dir)
	}
	for i := 0; i < len(b.shown); i++ { // a folder may add its files
		if err := b.source(b.shown[i]); err != nil {
			return nil, err
		}
	}
	b.addIndex()
	return b.files, nil
}

func (b *book) addAssets() error {
	err := fs.WalkDir(assets, "assets", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b.files[name], err = assets.ReadFile(name)
		}
		return err
	})
	b.tex = readTeX(string(b.files["assets/katex/katex.min.js"]))
	return err
}
