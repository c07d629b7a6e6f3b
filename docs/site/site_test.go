package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"chainrule/chapters/check"
)

var project = os.DirFS("../..")

// small returns a project with a README, one chapter of the given text, and
// what the chapter may speak of.
func small(chapter string) fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"losses/mse.go":                 file("package losses\n"),
		"numgrad/gradient.go":           file("package numgrad\n"),
		"backprop/graph.go":             file("package backprop\n"),
		"README.md":                     file("# Front\n\n[One](chapters/01-one/README.md)\n"),
		"chapters/01-one/README.md":     file(chapter),
		"chapters/01-one/main.go":       file("package main\n\nfunc main() {\n}\n"),
		"docs/page.md":                  file("# A page\n\n## Its end, at `last`\n\nText.\n"),
		"docs/figures/01-one/graph.svg": file(`<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300"></svg>`),
		"testdata/01-one/output.golden": file("First\n  1\n\nSecond\n  2\n"),
	}
}

// chapter returns the page of the small project's chapter.
func chapter(t *testing.T, text string) string {
	t.Helper()
	files, err := build(small(text))
	if err != nil {
		t.Fatalf("build: %v", err)
	}
	return string(files["01-one.html"])
}

// The whole book is built, and each of its exercises has its card.
func TestBook(t *testing.T) {
	files, err := build(project)
	if err != nil {
		t.Fatal(err)
	}
	for _, task := range check.Tasks() {
		page := string(files[task.Chapter+".html"])
		_, card, ok := strings.Cut(page, fmt.Sprintf(`<section class="exercise" id="exercise-%s"`, task.Name))
		if card, _, _ = strings.Cut(card, "</section>"); !ok {
			t.Errorf("%s: no card for exercise %s", task.Chapter, task.Name)
		}
		for _, want := range append(task.Hints[:], "go test ./chapters/"+task.Chapter+"/exercise -run Test"+task.Name+"$", "TODO: replace this line") {
			if !strings.Contains(card, html.EscapeString(want)) {
				t.Errorf("%s: the card of %s lacks %q", task.Chapter, task.Name, want)
			}
		}
	}
	for _, name := range []string{"index.html", "errata.html", "digits-data.html", "source/losses/mse.go.html", "source/LICENSE.html",
		"source/chapters/check/index.html", "assets/katex/LICENSE"} {
		if files[name] == nil {
			t.Errorf("no %s in the book", name)
		}
	}
	search := string(files["assets/search.js"])
	for _, want := range []string{`"losses.MSE"`, `"backprop.Affine.Forward"`, `"06-chain-rule.html#exercises"`} {
		if !strings.Contains(search, want) {
			t.Errorf("the search does not know %s", want)
		}
	}
	for _, tex := range []string{`\\frac`, `\\hat`, `\\cdot`} {
		if strings.Contains(search, tex) {
			t.Errorf("the search shows TeX: %s", tex)
		}
	}
	if strings.Contains(string(files["06-chain-rule.html"]), "<!-- go:") {
		t.Error("a marker is left in a page")
	}
}

// What is wrong in a text ends the build, with its file and line.
func TestFaults(t *testing.T) {
	const file = "chapters/01-one/README.md"
	for _, tt := range []struct {
		name, text, want string
	}{
		{"unknown command", "# A\n\nSee $`\\frc{1}{2}`$.\n", file + `:3: the formula \frc{1}{2}: KaTeX knows no \frc`},
		{"unknown command on display", "# A\n\n```math\nx\n\\foo\n```\n", file + `:3: the formula x \foo: KaTeX knows no \foo`},
		{"no font", "# A\n\n$`\\mathfrak{g}`$\n", `KaTeX knows no \mathfrak, or its letters are not among our fonts`},
		{"unknown environment", "# A\n\n```math\n\\begin{matrices}\\end{matrices}\n```\n", `KaTeX knows no \begin{matrices}`},
		{"brace", "# A\n\n$`\\frac{1}{2`$\n", "{ is never closed"},
		{"closing brace", "# A\n\n$`x}`$\n", "} closes nothing"},
		{"left", "# A\n\n$`\\left( x`$\n", `\left is never closed`},
		{"formula without an end", "# A\n\n- a $`x`, b\n", file + ":3: a formula that begins with $` does not end"},
		{"formula broken by a list", "# A\n\nSo $`a\n+ b`$.\n", file + ":3: a formula that begins with $` does not end"},
		{"in a list", "# A\n\n- a\n- $`\\foo`$\n", file + ":4: "},
		{"in a table", "# A\n\n| a |\n|---|\n| $`\\foo`$ |\n", file + ":5: "},
		{"dead link", "# A\n\ntext\n[b](no.md)\n", file + ":4: the link no.md leads nowhere"},
		{"dead anchor", "# A\n\n[b](../../docs/page.md#begin)\n", file + ":3: the link ../../docs/page.md#begin leads to no heading"},
		{"dead anchor here", "# A\n\n[b](#begin)\n", file + ":3: the link #begin leads to no heading"},
		{"dead link in the last line", "# A\n\n---\n\n[b](no.md) · [c](../../README.md)\n", file + ":5: the link no.md leads nowhere"},
		{"missing picture", "# A\n\n![b](no.svg)\n", file + ":3: no picture no.svg"},
		{"missing picture in a line", "# A\n\nSee ![b](no.svg).\n", file + ":3: no picture no.svg"},
		{"missing picture in HTML", "# A\n\n<img src=\"no.svg\">\n", file + ":3: no picture no.svg"},
		{"picture elsewhere", "# A\n\n![b](https://example.org/a.svg)\n", file + ":3: the picture https://example.org/a.svg is on another host"},
		{"marker of no file", "# A\n\n<!-- go: no.go main -->\n```go\nx\n```\n", file + ":4: no file no.go"},
		{"marker of no declaration", "# A\n\n<!-- go: chapters/01-one/main.go run -->\n```go\nx\n```\n", file + ":4: chapters/01-one/main.go declares no run"},
		{"marker of no paragraph", "# A\n\n<!-- output: testdata/01-one/output.golden \"Third\" -->\n```text\nx\n```\n", `has no paragraph that begins "Third"`},
		{"marker above nothing", "# A\n\n<!-- go: chapters/01-one/main.go main -->\n\ntext\n", file + ":5: <!-- go: chapters/01-one/main.go main --> is not directly above"},
		{"marker at the end", "# A\n\ntext\n\n<!-- live: walk -->\n", "<!-- live: walk --> is not directly above"},
		{"unknown figure", "# A\n\n<!-- live: wlak -->\n![b](../../docs/figures/01-one/graph.svg)\n", file + ":4: no figure in chapters/live is called wlak; there are threshold, judges, "},
	} {
		_, err := build(small(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: the build says %v, want %s", tt.name, err, tt.want)
		}
	}
	two := "# A\n\n[b](no.md)\n\n[c](neither.md)\n"
	if _, err := build(small(two)); err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("of two faults the build tells %v", err)
	}
}

func TestRender(t *testing.T) {
	const figure = "# A\n\n<!-- live: walk -->\n![A walk, \"downhill\"](../../docs/figures/01-one/graph.svg)\n"
	for _, tt := range []struct {
		name, text, want string
	}{
		{"title", "# Chapter 1: the one\n", `<h1 id="chapter-1-the-one"><span class="eyebrow">Chapter 1</span> The one</h1>`},
		{"heading", "# A\n\n## Why 1, `x` and −t/y?\n", `<h2 id="why-1-x-and-ty">Why 1, <code>x</code> and −t/y? <a class="anchor" href="#why-1-x-and-ty"`},
		{"the same twice", "# A\n\n## B\n\n## B\n", `<h2 id="b-1">`},
		{"formula", "# A\n\nSo $`a_1 < b_2`$ holds.\n", `So <span class="math">a_1 &lt; b_2</span> holds.`},
		{"formula over two lines", "# A\n\nSo $`a\n< b`$.\n", "<span class=\"math\">a\n&lt; b</span>."},
		{"dollars", "# A\n\nIt costs $5 or `$`.\n", "It costs $5 or <code>$</code>."},
		{"display", "# A\n\n```math\na < b\n```\n", `<div class="math display" tabindex="0">a &lt; b</div>`},
		{"code", "# A\n\n<!-- go: chapters/01-one/main.go main -->\n```go\nfunc main() {\n}\n```\n",
			`<figure class="code go"><figcaption><a href="source/chapters/01-one/main.go.html#L3">chapters/01-one/main.go, line 3</a></figcaption>` +
				`<pre tabindex="0"><code><span class="k">func</span> <span class="f">main</span>() {`},
		{"code in a list", "# A\n\n- b\n\n  <!-- go: chapters/01-one/main.go main -->\n  ```go\n  x\n  ```\n", `chapters/01-one/main.go, line 3`},
		{"output", "# A\n\n<!-- output: testdata/01-one/output.golden \"Second\" -->\n```text\nSecond\n```\n",
			`<a href="source/testdata/01-one/output.golden.html#L4">output of go run ./chapters/01-one</a>`},
		{"picture", "# A\n\n![b](../../docs/figures/01-one/graph.svg)\n",
			`<figure class="picture"><img src="pictures/01-one/graph.svg" alt="b" width="480" height="300"></figure>`},
		{"figure", figure, `<figure class="live" data-live="walk" aria-label="A walk, &#34;downhill&#34;"><img src="pictures/01-one/graph.svg" alt="A walk, &#34;downhill&#34;" width="480" height="300"><p class="live-note">`},
		{"figure on paper", figure, `<p class="live-paper">In the browser, you can play with a figure here. Click where the walk should start.`},
		{"script of a figure", figure, `<script type="module" src="assets/live.js" data-wasm="assets/live.wasm" data-exec="assets/wasm_exec.js"></script>`},
		{"style of a figure", figure, `<link rel="stylesheet" href="assets/live.css">`},
		{"link to a page", "# A\n\n[b](../../docs/page.md#its-end-at-last)\n", `<a href="page.html#its-end-at-last">b</a>`},
		{"link to a folder with a text", "# A\n\n[b](../../)\n", `<a href="index.html">b</a>`},
		{"link to a source", "# A\n\n[b](main.go)\n", `<a href="source/chapters/01-one/main.go.html">b</a>`},
		{"link to a folder", "# A\n\n[b](../../docs)\n", `<a href="source/docs/index.html">b</a>`},
		{"link elsewhere", "# A\n\n[b](https://go.dev)\n", `<a href="https://go.dev">b</a>`},
		{"fold", "# A\n\n<details><summary>B</summary>\n\n$`x`$\n\n</details>\n", "<details><summary>B</summary>\n<p><span class=\"math\">x</span></p>\n</details>"},
		{"table", "# A\n\n| a |\n|---|\n| b |\n", "<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table>"},
		{"next", "# A\n", `<a class="prev" rel="prev" href="index.html"><small>Previous</small>Front</a><a class="next" rel="next" href="page.html">`},
	} {
		if page := chapter(t, tt.text); !strings.Contains(page, tt.want) {
			_, body, _ := strings.Cut(page, "<article>")
			t.Errorf("%s: the page lacks\n%s\nbut has\n%s", tt.name, tt.want, body)
		}
	}
	if page := chapter(t, "# A\n\ntext\n\n---\n\n[b](../../README.md) · [c](../../docs/page.md)\n"); strings.Contains(page, "<hr>") || !strings.Contains(page, "text") {
		t.Error("the links to the neighbours are there twice")
	}
	if page := chapter(t, "# A\n"); strings.Contains(page, "live.js") || strings.Contains(page, "katex") {
		t.Error("a page without a figure or a formula loads live.js or KaTeX")
	}
}

// No colour changes a letter of the code, and no mark goes across a line's end.
func TestColour(t *testing.T) {
	if got, want := colour("x := f(`a\nb`) // <c>"),
		"x := <span class=\"f\">f</span>(<span class=\"s\">`a</span>\n<span class=\"s\">b`</span>) <span class=\"c\">// &lt;c&gt;</span>"; got != want {
		t.Errorf("colour: %s\nwant %s", got, want)
	}
	tag := regexp.MustCompile(`<[^>]*>`)
	files, err := fs.Glob(project, "*/*.go")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, name := range files {
		src, err := fs.ReadFile(project, name)
		if err != nil {
			t.Fatal(err)
		}
		coloured := colour(string(src))
		if html.UnescapeString(tag.ReplaceAllString(coloured, "")) != string(src) {
			t.Errorf("%s: the colours change the code", name)
		}
		for i, line := range strings.Split(coloured, "\n") {
			if strings.Count(line, "<span") != strings.Count(line, "</span") {
				t.Errorf("%s:%d: a mark goes across the line's end: %s", name, i+1, line)
			}
		}
	}
}

// KaTeX is what its authors published, and nothing else lies beside it.
func TestVendored(t *testing.T) {
	sums, err := os.ReadFile("assets/katex/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^([0-9a-f]{64})  (\S+)$`).FindAllStringSubmatch(string(sums), -1) {
		listed[m[2]] = m[1]
	}
	fs.WalkDir(os.DirFS("assets/katex"), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			t.Fatal(err)
		}
		if d.IsDir() || name == "SHA256SUMS" {
			return nil
		}
		data, err := os.ReadFile("assets/katex/" + name)
		if sum := fmt.Sprintf("%x", sha256.Sum256(data)); err != nil || sum != listed[name] {
			t.Errorf("%s has the sum %s, listed is %q", name, sum, listed[name])
		}
		delete(listed, name)
		return nil
	})
	for name := range listed {
		t.Errorf("%s is listed, and missing", name)
	}
	version := regexp.MustCompile(`katex (\S+),`).FindStringSubmatch(string(sums))[1]
	if js, _ := os.ReadFile("assets/katex/katex.min.js"); !bytes.Contains(js, []byte(`"`+version+`"`)) {
		t.Errorf("katex.min.js does not say that it is %s", version)
	}
}

func TestServe(t *testing.T) {
	text := strings.Repeat("<p>text</p>", 100)
	server := httptest.NewServer(handler(map[string][]byte{
		"index.html": []byte(text), "a/index.html": []byte("a"), "assets/live.wasm": []byte(text), "assets/x.woff2": []byte("font"),
	}))
	defer server.Close()
	get := func(path string, headers ...string) (*http.Response, string) {
		request, _ := http.NewRequest("GET", server.URL+path, nil)
		request.Header.Set("Accept-Encoding", "identity")
		for i := 0; i < len(headers); i += 2 {
			request.Header.Set(headers[i], headers[i+1])
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		body, _ := io.ReadAll(answer.Body)
		return answer, string(body)
	}
	plain, body := get("/")
	if plain.StatusCode != 200 || body != text || plain.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("/: %s, %d bytes, %s", plain.Status, len(body), plain.Header)
	}
	zipped, body := get("/index.html", "Accept-Encoding", "gzip, br")
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil || zipped.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("zipped: %v, %s", err, zipped.Header)
	}
	if unzipped, _ := io.ReadAll(r); string(unzipped) != text {
		t.Errorf("zipped: %d bytes, want %d", len(unzipped), len(text))
	}
	if plain.Header.Get("ETag") == zipped.Header.Get("ETag") {
		t.Error("zipped or not, the tag is the same")
	}
	if again, _ := get("/", "If-None-Match", plain.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
		t.Errorf("a second visit: %s, want not modified", again.Status)
	}
	if answer, body := get("/a/"); body != "a" || answer.Header.Get("Content-Encoding") != "" {
		t.Errorf("/a/: %q", body)
	}
	for path, kind := range map[string]string{"/assets/live.wasm": "application/wasm", "/assets/x.woff2": "font/woff2"} {
		if answer, _ := get(path); answer.Header.Get("Content-Type") != kind {
			t.Errorf("%s is sent as %s, want %s", path, answer.Header.Get("Content-Type"), kind)
		}
	}
	if answer, _ := get("/no.html"); answer.StatusCode != http.StatusNotFound {
		t.Errorf("/no.html: %s", answer.Status)
	}
}

// Where the port is taken the book has another, and it ends when it is told to.
func TestPortTaken(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	done := make(chan error)
	go func() { done <- run(ctx, nil, taken.Addr().String(), in) }()
	buffer := make([]byte, 200)
	n, _ := out.Read(buffer)
	m := regexp.MustCompile(`http://(127\.0\.0\.1:\d+) `).FindSubmatch(buffer[:n])
	if m == nil || string(m[1]) == taken.Addr().String() {
		t.Errorf("it says %q", buffer[:n])
	} else if answer, err := http.Get("http://" + string(m[1])); err != nil || answer.StatusCode != 200 {
		t.Errorf("the book: %v", err)
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(5 * time.Second):
		t.Error("it did not end")
	}
}

func TestWrite(t *testing.T) {
	files := map[string][]byte{"index.html": []byte("a"), "assets/site.css": nil}
	dir := filepath.Join(t.TempDir(), "new", "book")
	for range 2 { // and over an earlier book
		if err := write(files, dir, io.Discard); err != nil {
			t.Fatal(err)
		}
	}
	if data, err := os.ReadFile(filepath.Join(dir, "index.html")); string(data) != "a" {
		t.Errorf("index.html: %q, %v", data, err)
	}
	other := t.TempDir()
	if err := os.WriteFile(filepath.Join(other, "letter.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := write(files, other, io.Discard); err == nil || !strings.Contains(err.Error(), "holds other files") {
		t.Errorf("a folder with other files: %v", err)
	}
	if err := run(context.Background(), []string{"out"}, "", io.Discard); err == nil || !strings.Contains(err.Error(), "-o DIR") {
		t.Errorf("an argument: %v", err)
	}
}
