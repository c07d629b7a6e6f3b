package main

import (
	"fmt"
	"html"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// libraries are what readers copy from: all of their files are in the book.
var libraries = []string{"losses", "numgrad", "backprop"}

// show has a page made for a source file, or a folder.
func (b *book) show(name string) {
	if !slices.Contains(b.shown, name) {
		b.shown = append(b.shown, name)
	}
}

// sourcePage returns where the page of a source file or a folder is.
func (b *book) sourcePage(name string) string {
	out := "source/" + strings.TrimPrefix(name, ".") // web servers may hide what begins with a dot
	if info, err := fs.Stat(b.fsys, name); err == nil && info.IsDir() {
		return out + "/index.html"
	}
	return out + ".html"
}

// most is the size of a file above which it is only named.
const most = 300_000

// source makes the page of a source file, or of a folder with its files.
func (b *book) source(name string) error {
	var body string
	if info, err := fs.Stat(b.fsys, name); err == nil && info.IsDir() {
		if body, err = b.folder(name); err != nil {
			return err
		}
	} else {
		data, err := fs.ReadFile(b.fsys, name)
		if err != nil && readers(name) { // deleted: the stubs that were there
			data, err = fs.ReadFile(b.fsys, "chapters/check/testdata/stubs/"+path.Base(path.Dir(path.Dir(name)))+".go")
		}
		if err != nil {
			return err
		}
		body = lines(name, string(data))
	}
	up := ""
	if dir := path.Dir(name); slices.Contains(b.shown, dir) {
		up = fmt.Sprintf(`<a href="%s%s">%s</a>/`, toRoot(b.sourcePage(name)), html.EscapeString(b.sourcePage(dir)), html.EscapeString(dir))
	} else if dir != "." {
		up = html.EscapeString(dir) + "/"
	}
	return b.execute(b.sourcePage(name), layout{
		Title: name, Class: "source",
		Body: template.HTML(fmt.Sprintf("<h1>%s%s</h1>\n%s", up, html.EscapeString(path.Base(name)), body)),
	})
}

// lines returns a file as HTML in which each line can be linked to.
func lines(name, text string) string {
	text = strings.TrimSuffix(text, "\n")
	if path.Ext(name) == ".go" {
		text = colour(text)
	} else {
		text = html.EscapeString(text)
	}
	var b strings.Builder
	b.WriteString("<figure class=\"code file\"><pre tabindex=\"0\"><code>")
	for i, line := range strings.Split(text, "\n") {
		fmt.Fprintf(&b, "<span class=\"l\" id=\"L%d\">%s\n</span>", i+1, line)
	}
	b.WriteString("</code></pre></figure>\n")
	return b.String()
}

// folder returns the list of a folder's files, and has their pages made. Of a text that
// is in the book the list leads there.
func (b *book) folder(name string) (string, error) {
	entries, err := fs.ReadDir(b.fsys, name)
	if err != nil {
		return "", err
	}
	root := toRoot(b.sourcePage(name))
	var list strings.Builder
	list.WriteString("<ul class=\"files\">\n")
	for _, e := range entries {
		file := path.Join(name, e.Name())
		to := ""
		switch data, err := fs.ReadFile(b.fsys, file); {
		case b.byFile[file] != nil:
			to = b.byFile[file].out
		case e.IsDir() && slices.Contains(b.shown, file):
			to = b.sourcePage(file)
		case err == nil && len(data) <= most && utf8.Valid(data):
			b.show(file)
			to = b.sourcePage(file)
		}
		label := html.EscapeString(e.Name())
		if e.IsDir() {
			label += "/"
		}
		if to != "" {
			label = fmt.Sprintf(`<a href="%s%s">%s</a>`, root, html.EscapeString(to), label)
		}
		fmt.Fprintf(&list, "<li>%s</li>\n", label)
	}
	list.WriteString("</ul>\n")
	return list.String(), nil
}

// toRoot returns the way from a page to the top of the book: "../../".
func toRoot(page string) string { return strings.Repeat("../", strings.Count(page, "/")) }
