// Package browser opens the book in a real browser, Chromium without a window.
//
//	go test                            the pages, and what can be done on them
//	SCREENSHOTS=DIR go test -run Look  pictures of all pages, for a human to look at
package browser

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"chainrule/chapters/live"
)

var (
	program string // the built site
	book    string // http://127.0.0.1:NNNN/
	chrome  context.Context
)

func TestMain(m *testing.M) {
	status, err := runTests(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

// runTests builds and starts the site as a reader does, and a browser.
func runTests(m *testing.M) (status int, err error) {
	dir, err := os.MkdirTemp("", "site-test-")
	if err != nil {
		return 1, err
	}
	defer os.RemoveAll(dir)
	program = filepath.Join(dir, "site")
	if out, err := exec.Command("go", "build", "-C", "..", "-o", program, ".").CombinedOutput(); err != nil {
		return 1, fmt.Errorf("%w\n%s", err, out)
	}
	site := exec.Command(program)
	site.Stderr = os.Stderr
	out, err := site.StdoutPipe()
	if err != nil {
		return 1, err
	}
	if err := site.Start(); err != nil {
		return 1, err
	}
	defer func() { // as Ctrl-C: it must end by itself, without a complaint
		site.Process.Signal(os.Interrupt)
		if e := site.Wait(); e != nil && err == nil {
			status, err = 1, fmt.Errorf("the site ended with: %w", e)
		}
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if book = regexp.MustCompile(`http://\S+`).FindString(line) + "/"; book == "/" {
		return 1, fmt.Errorf("no address in %q, %v", line, err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.NoSandbox, chromedp.Flag("disable-gpu", true), chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("hide-scrollbars", true))
	allocator, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	defer cancel()
	for try := 1; ; try++ { // now and then one dies at its start
		var stop context.CancelFunc
		chrome, stop = chromedp.NewContext(allocator)
		defer stop()
		if err = chromedp.Do(chrome, chromedp.Navigate("about:blank")); err == nil {
			break
		}
		if try == 2 {
			return 1, err
		}
	}
	return m.Run(), nil
}

// A tab is one page of the browser, which notes what goes wrong in it.
type tab struct {
	t   *testing.T
	ctx context.Context
	mu  sync.Mutex

	faults []string
	bytes  float64 // received, as sent: zipped
}

// open returns a tab of its own for the test, as wide as given, light or dark.
func open(t *testing.T, width int64, colours string) *tab {
	t.Helper()
	ctx, cancel := chromedp.NewContext(chrome)
	ctx, stop := context.WithTimeout(ctx, 10*time.Minute)
	t.Cleanup(func() { stop(); cancel() })
	b := &tab{t: t, ctx: ctx}
	b.do(chromedp.EmulateViewport(width, 800), func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: colours}},
		})
		return chromedp.Void{}, err
	})
	if err := chromedp.Listen(ctx, b.note); err != nil {
		t.Fatal(err)
	}
	return b
}

// note notes an event if it is a fault.
func (b *tab) note(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	fault := func(format string, args ...any) { b.faults = append(b.faults, fmt.Sprintf(format, args...)) }
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		fault("exception: %v", &chromedp.ExceptionError{ExceptionDetails: e.ExceptionDetails})
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			for _, arg := range e.Args {
				fault("console: %s %s", arg.Value, arg.Description)
			}
		}
	case *cdplog.EventEntryAdded:
		if e.Entry.Level == "error" {
			fault("log: %s %s", e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, book) && !strings.HasPrefix(u, "file:") && !strings.HasPrefix(u, "data:") && !strings.HasPrefix(u, "blob:") {
			fault("a request to another host: %s", u)
		}
	case *network.EventResponseReceived:
		if e.Response.Status >= 400 {
			fault("%d for %s", e.Response.Status, e.Response.URL)
		}
	case *network.EventLoadingFailed:
		if !e.Canceled {
			fault("%s for a %s", e.ErrorText, e.Type)
		}
	case *network.EventLoadingFinished:
		b.bytes += e.EncodedDataLength
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatal(err)
	}
}

// to opens a page and waits for its formulas.
func (b *tab) to(page string) {
	b.t.Helper()
	b.do(chromedp.Navigate(page))
	b.wait(`document.readyState === "complete" && document.fonts.status === "loaded"`)
}

// wait waits until a JavaScript expression is true, also on the page that comes next.
func (b *tab) wait(expression string) {
	b.t.Helper()
	var err error
	for end := time.Now().Add(2 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var ok bool
		if ok, err = chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")")); ok {
			return
		}
	}
	b.t.Fatalf("waited in vain for %s (%v)", expression, err)
}

// eval returns the value of a JavaScript expression.
func eval[T any](b *tab, expression string) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// clean fails the test if something went wrong in the tab since the last call.
func (b *tab) clean(page string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, fault := range b.faults {
		b.t.Errorf("%s: %s", page, fault)
	}
	b.faults = nil
}

// pages returns the addresses of the pages in the contents, the front page first.
func pages(t *testing.T) []string {
	t.Helper()
	found := []string{"index.html"}
	for _, m := range regexp.MustCompile(`<li><a href="([^"#]+)"`).FindAllStringSubmatch(get(t, "index.html"), -1) {
		found = append(found, m[1])
	}
	if len(found) < 20 {
		t.Fatalf("only %d pages in the contents: %v", len(found), found)
	}
	return found
}

func get(t *testing.T, page string) string {
	t.Helper()
	answer, err := http.Get(book + page)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.StatusCode != 200 {
		t.Fatalf("%s: %s, %v", page, answer.Status, err)
	}
	return string(body)
}

// Every page loads without a complaint, from this host alone, its formulas set
// and its pictures there, and no page is wider than a phone.
func TestPages(t *testing.T) {
	b := open(t, 360, "light")
	formulas := 0
	for _, page := range append(pages(t), "source/losses/index.html", "source/losses/mse.go.html") {
		b.to(book + page)
		formulas += eval[int](b, `document.querySelectorAll(".math.set .katex").length`)
		for _, bad := range eval[[]string](b, `[
			...[...document.querySelectorAll(".math:not(.set), .katex-error")].map(e => "formula " + (e.title || e.textContent)),
			...[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => "picture " + i.src),
			...(document.documentElement.scrollWidth > innerWidth ? ["wider than the screen: " + document.documentElement.scrollWidth] : []),
			...[...document.querySelectorAll("a[href]")].filter(a => a.hash && a.pathname === location.pathname && !document.getElementById(decodeURIComponent(a.hash.slice(1)))).map(a => "anchor " + a.hash),
		]`) {
			t.Errorf("%s: %s", page, bad)
		}
		b.clean(page)
	}
	if formulas < 500 {
		t.Errorf("%d formulas in the whole book", formulas)
	}
}

// Each page that a page links to is there, the sources too.
func TestLinks(t *testing.T) {
	to := regexp.MustCompile(`(?:href|src)="([^"#:]+)[^":]*"`)
	seen := map[string]bool{}
	for todo := pages(t); len(todo) > 0; todo = todo[1:] {
		page := todo[0]
		if seen[page] {
			continue
		}
		seen[page] = true
		body := get(t, page)
		if !strings.HasSuffix(page, ".html") {
			continue
		}
		for _, m := range to.FindAllStringSubmatch(body, -1) {
			todo = append(todo, strings.TrimPrefix(filepath.ToSlash(filepath.Join(filepath.Dir(page), m[1])), "/"))
		}
	}
	if len(seen) < 100 {
		t.Errorf("only %d files are linked to", len(seen))
	}
}

// slash presses the key. A real browser then writes no / either, since the page has
// taken the key for itself; chromedp.KeyEvent would send the letter all the same.
func slash(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
	_, err := cdp.Call(ctx, target, input.DispatchKeyEvent, input.DispatchKeyEventParams{Type: "rawKeyDown", Key: "/", Code: "Slash"})
	return chromedp.Void{}, err
}

func TestSearch(t *testing.T) {
	b := open(t, 1200, "light")
	b.to(book)
	b.do(slash)
	b.wait(`document.activeElement.matches("dialog.search input") && window.bookIndex`)
	b.do(chromedp.KeyEvent("numgrad.descend"))
	b.wait(`document.querySelector("#found [aria-selected=true]")?.textContent.startsWith("numgrad.Descend")`)
	for _, tt := range []struct{ words, first string }{{"softmax", "07-softmax-with-loss.html"}, {"gradient check", "09-gradient-check.html"},
		{"xor", "08-learning-xor.html"}, {"vanishing", "11-vanishing-gradient.html"}} {
		eval[bool](b, fmt.Sprintf(`(i => { i.value = %q; i.dispatchEvent(new Event("input")); return true })(document.querySelector("dialog.search input"))`, tt.words))
		if got := eval[string](b, `document.querySelector("#found li").dataset.to`); got != tt.first {
			t.Errorf("%s: first comes %s, want %s", tt.words, got, tt.first)
		}
	}
	eval[bool](b, `document.querySelector("dialog.search input").value = "", true`)
	b.do(chromedp.KeyEvent("saddle point"))
	b.wait(`document.querySelectorAll("#found li").length > 1`)
	b.do(chromedp.KeyEvent(kb.ArrowDown))
	b.wait(`document.querySelectorAll("#found li")[1].getAttribute("aria-selected") === "true"`)
	if got, want := eval[string](b, `document.querySelector("dialog.search input").getAttribute("aria-activedescendant")`), "found-1"; got != want {
		t.Errorf("the chosen place is %q, want %q", got, want)
	}
	b.do(chromedp.KeyEvent(kb.ArrowUp), chromedp.KeyEvent(kb.Enter))
	b.wait(`/\.html/.test(location.pathname) && document.readyState === "complete" && document.querySelector(".find")`)
	b.do(slash)
	b.wait(`document.querySelector("dialog.search").open`)
	b.do(chromedp.KeyEvent("qqqq"))
	b.wait(`document.querySelector(".search .found").textContent === "Found nowhere"`)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.wait(`!document.querySelector("dialog.search").open`)
	b.clean("search")
}

// The colours follow the system until the reader chooses, and the choice stays.
func TestColours(t *testing.T) {
	b := open(t, 1200, "dark")
	dark := func() bool {
		return eval[bool](b, `(c => c[0] + c[1] + c[2] < 200)(getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number))`)
	}
	b.to(book)
	if !dark() {
		t.Error("light, where the system is dark")
	}
	b.do(chromedp.Click(chromedp.CSS(".theme")))
	b.to(book + "06-chain-rule.html")
	if dark() {
		t.Error("dark, though light was chosen on the page before")
	}
	b.do(chromedp.Click(chromedp.CSS(".theme")))
	if !dark() {
		t.Error("light, though dark was chosen")
	}
	b.do(chromedp.Click(chromedp.CSS(".theme")))
	if label := eval[string](b, `document.querySelector(".theme").ariaLabel + localStorage.length`); label != "Colours: as the system0" {
		t.Errorf("after the round of choices: %s", label)
	}
	b.clean("colours")

	// The first click changes something in a light system, too, and print is always light.
	b = open(t, 1200, "light")
	b.to(book + "12-four-fixes.html")
	b.do(chromedp.Click(chromedp.CSS(".theme")))
	if !dark() {
		t.Error("light after the first click, as before it")
	}
	b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
		return chromedp.Void{}, err
	})
	if ink := eval[string](b, `getComputedStyle(document.body).color + getComputedStyle(document.documentElement).colorScheme`); dark() || ink != "rgb(34, 37, 42)light" {
		t.Errorf("printed where dark is chosen: %s", ink)
	}
	b.clean("print")
}

func TestCopy(t *testing.T) {
	b := open(t, 1200, "light")
	b.to(book + "06-chain-rule.html")
	eval[bool](b, `navigator.clipboard.writeText = async (text) => { window.copied = text; }, true`)
	want := eval[string](b, `(f => { f.id = "this"; return f.querySelector("code").textContent })([...document.querySelectorAll(".code.go")].find(f => f.checkVisibility()))`)
	b.do(chromedp.Click(chromedp.CSS("#this .copy")))
	b.wait(`document.querySelector("#this .copy").textContent === "Copied"`)
	if code := eval[string](b, `window.copied`); code != want || !strings.Contains(code, "\n\t") {
		t.Errorf("copied %q, want %q", code, want)
	}
	if n := eval[int](b, `document.querySelectorAll(".code.text .copy").length`); n != 0 {
		t.Errorf("%d outputs can be copied", n)
	}
	b.clean("copy")
}

// Hints unfold one by one. In print every fold is open, but for those that give an
// answer away, and afterwards as it was.
func TestFolds(t *testing.T) {
	b := open(t, 1200, "light")
	b.to(book + "06-chain-rule.html")
	visible := func() int {
		return eval[int](b, `[...document.querySelector(".exercise").querySelectorAll(".hint > p")].filter(p => p.checkVisibility()).length`)
	}
	for want := range 3 {
		if got := visible(); got != want {
			t.Errorf("after %d clicks %d hints are to be seen", want, got)
		}
		b.do(chromedp.Click(chromedp.CSS(".exercise " + strings.Repeat(".hint ", want+1) + "> summary")))
	}
	open := eval[int](b, `document.querySelectorAll("details[open]").length`)
	if n := eval[int](b, `dispatchEvent(new Event("beforeprint")), [...document.querySelectorAll("details:not([open])")].filter(d => !/^(Answer|Hint)/.test(d.textContent)).length`); n != 0 {
		t.Errorf("%d folds are closed in print", n)
	}
	if n := eval[int](b, `[...document.querySelectorAll("details[open]")].filter(d => /^Answer/.test(d.textContent)).length`); n != 0 {
		t.Errorf("%d answers are open in print", n)
	}
	if n := eval[int](b, `dispatchEvent(new Event("afterprint")), document.querySelectorAll("details[open]").length`); n != open {
		t.Errorf("%d folds are open after printing, %d were before", n, open)
	}
	b.clean("folds")
}

// Who has no mouse gets everywhere, and sees where.
func TestKeyboard(t *testing.T) {
	b := open(t, 400, "light") // where code has to be scrolled
	b.to(book + "06-chain-rule.html")
	b.do(chromedp.KeyEvent(kb.Tab))
	if at := eval[string](b, `document.activeElement.className`); at != "skip" {
		t.Errorf("the first stop is %q, want the link to the text", at)
	}
	stops := map[string]bool{}
	for range 90 {
		b.do(chromedp.KeyEvent(kb.Tab))
		at := eval[string](b, `(e => { const s = getComputedStyle(e); return [e.tagName, e.className, s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1].join(" ") })(document.activeElement)`)
		if strings.HasSuffix(at, "false") && !strings.HasPrefix(at, "BODY") {
			t.Errorf("no ring around %s", at)
		}
		kind, _, _ := strings.Cut(at, " ")
		stops[kind] = true
	}
	if idle := eval[int](b, `[...document.querySelectorAll("main [tabindex='0']:not(svg)")].filter(e => e.checkVisibility() && e.scrollWidth <= e.clientWidth).length`); idle > 0 {
		t.Errorf("%d stops at code, tables or formulas that have nothing to scroll", idle)
	}
	for _, kind := range []string{"A", "BUTTON", "SUMMARY", "PRE"} {
		if !stops[kind] {
			t.Errorf("no stop at any %s", kind)
		}
	}
	b.clean("keyboard")
}

// On a phone the contents are behind a button, and Escape closes them.
func TestMenu(t *testing.T) {
	b := open(t, 360, "light")
	b.to(book + "06-chain-rule.html")
	visible := `document.querySelector("#contents").checkVisibility()`
	b.wait("!" + visible)
	b.do(chromedp.Click(chromedp.CSS(".menu")))
	b.wait(visible)
	b.do(chromedp.KeyEvent(kb.Escape))
	b.wait("!" + visible)
	b.do(chromedp.Click(chromedp.CSS(".menu")))
	b.do(chromedp.Click(chromedp.CSS("#contents .current li:last-child a")))
	b.wait("!" + visible + ` && location.hash.length > 1`)
	b.clean("menu")
}

// A folder written with -o works without a server, but for the live figures.
func TestFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "book")
	if out, err := exec.Command(program, "-o", dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if out, err := exec.Command(program, "-o", dir).CombinedOutput(); err != nil {
		t.Errorf("writing over an earlier book: %v\n%s", err, out)
	}
	other := t.TempDir()
	os.WriteFile(filepath.Join(other, "letter.txt"), nil, 0o666)
	if out, err := exec.Command(program, "-o", other).CombinedOutput(); err == nil || !strings.Contains(string(out), "holds other files") {
		t.Errorf("writing among other files: %v %s", err, out)
	}
	b := open(t, 1200, "light")
	b.to("file://" + filepath.ToSlash(dir) + "/07-softmax-with-loss.html")
	if n := eval[int](b, `document.querySelectorAll(".math.set").length`); n == 0 {
		t.Error("no formula is set")
	}
	b.do(slash)
	b.wait(`window.bookIndex`)
	if n := eval[int](b, `document.querySelectorAll("figure.live").length`); n > 0 {
		b.wait(`[...document.querySelectorAll("figure.live")].every(f => f.querySelector("img").checkVisibility() && f.querySelector(".live-note").checkVisibility({ visibilityProperty: true }))`)
		b.faults = slices.DeleteFunc(b.faults, func(s string) bool { return strings.Contains(s, "live.js") || strings.Contains(s, "ERR_FAILED") })
	}
	b.clean("file")
}

// wakeFigures brings each figure of the page to where it wakes up, and waits.
func (b *tab) wakeFigures() {
	b.t.Helper()
	n := eval[int](b, `document.querySelectorAll("figure.live").length`)
	for i := range n {
		b.wait(fmt.Sprintf(`(f => { f.scrollIntoView({ behavior: "instant", block: "center" }); return f.matches(".live-ready") })(document.querySelectorAll("figure.live")[%d])`, i))
	}
}

// Every figure answers to the mouse and to the keyboard, and says what the same
// moves make it say in Go. Its page, with all that it needs, is at most 1.35 MB on a
// first visit, of which the figures are 1.1.
func TestFigures(t *testing.T) {
	const most = 1.35e6
	tested := map[string]bool{}
	for _, page := range pages(t)[:13] {
		names := regexp.MustCompile(`data-live="(\w+)"`).FindAllStringSubmatch(get(t, page), -1)
		for _, m := range names {
			name := m[1]
			t.Run(name, func(t *testing.T) {
				tested[name] = true
				b := open(t, 1200, "light") // where controls beside a picture are narrowest
				b.do(func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
					_, err := cdp.Call(ctx, target, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
					return chromedp.Void{}, err
				})
				b.to(book + page)
				start := time.Now()
				b.wakeFigures()
				b.mu.Lock()
				bytes := b.bytes
				b.mu.Unlock()
				t.Logf("%s: %.0f kB, ready after %d ms", page, bytes/1000, time.Since(start).Milliseconds())
				if bytes < 5e5 || bytes > most {
					t.Errorf("%s: %.0f bytes, want at most %.0f", page, bytes, most)
				}
				eval[bool](b, fmt.Sprintf(`window.figure = document.querySelector("[data-live=%s]"), true`, name))
				b.play(live.New(name))
				b.clean(page)
			})
		}
	}
	for _, name := range live.Names() {
		if !tested[name] {
			t.Errorf("the figure %s is on no page", name)
		}
	}
}

// On a laptop, a picture and all its controls are in sight at once, and the controls stay
// where they are however long the sentence below them becomes.
func TestHeight(t *testing.T) {
	b := open(t, 1280, "light")
	for _, page := range pages(t)[:13] {
		if !strings.Contains(get(t, page), "data-live") {
			continue
		}
		b.to(book + page)
		b.wakeFigures()
		for _, bad := range eval[[]string](b, `[...document.querySelectorAll("figure.live")].map(f => {
			const [scene, controls, say] = [".live-scene", ".live-controls", ".live-say"].map(s => f.querySelector(s).getBoundingClientRect());
			const height = Math.max(scene.bottom, controls.bottom) - Math.min(scene.top, controls.top);
			return height > 720 - 60 ? f.dataset.live + " is " + height + " high" : say.top < controls.bottom ? f.dataset.live + ": the sentence is above the controls" : "";
		}).filter(Boolean)`) {
			t.Errorf("%s: %s", page, bad)
		}
		b.clean(page)
	}
}

// play moves each control of the figure on the page by a key, and f, its twin, to the
// same value, and compares what they say. Then it tries the pointer and the keys.
func (b *tab) play(f live.Figure) {
	t := b.t
	t.Helper()
	same := func(after string) {
		t.Helper()
		eval[bool](b, `new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))`)
		if got := eval[string](b, `figure.querySelector(".live-say").textContent`); got != f.Say() {
			t.Errorf("after %s the page says\n%s\nand Go says\n%s", after, got, f.Say())
		}
		if got := eval[string](b, `figure.querySelector(".live-call code").textContent`); got != f.Call() {
			t.Errorf("after %s the page calls\n%s\nand Go calls\n%s", after, got, f.Call())
		}
		if p, ok := f.(live.Player); ok {
			if got := eval[string](b, `figure.querySelector(".live-step").textContent`); (got == "Restart") != p.Over() {
				t.Errorf("after %s the button says %q, and it is over: %v", after, got, p.Over())
			}
			if eval[bool](b, `(e => e.scrollWidth > e.clientWidth)(figure.querySelector(".live-controls"))`) {
				t.Errorf("after %s the buttons are wider than their place", after)
			}
		}
	}
	if note := eval[string](b, `figure.querySelector(".live-note").textContent`); note != "" {
		t.Errorf("below the living figure stands %q", note)
	}
	same("the start")
	controls := `[...figure.querySelectorAll(".live-controls input, .live-controls select, .live-controls button:not(.live-player *)")]`
	for i, c := range f.Controls() {
		control := fmt.Sprintf("%s[%d]", controls, i)
		before := eval[string](b, `figure.outerHTML`)
		eval[bool](b, control+`.focus(), true`)
		value := 1.0
		switch c.Kind {
		case "button":
			b.do(chromedp.KeyEvent(kb.Enter))
		case "toggle":
			value = 1 - c.Value
			b.do(chromedp.KeyEvent(" "))
		case "choice":
			value = float64((int(c.Value) + 1) % len(c.Options))
			key := kb.ArrowDown
			if value == 0 {
				value, key = c.Value-1, kb.ArrowUp
			}
			b.do(chromedp.KeyEvent(key))
		default:
			key := kb.ArrowRight
			if c.Value >= c.Max {
				key = kb.ArrowLeft
			}
			b.do(chromedp.KeyEvent(key))
			value = eval[float64](b, control+`.valueAsNumber`)
			if value == c.Value {
				t.Errorf("%s: an arrow moves it nowhere", c.Name)
			}
		}
		f.Set(c.Name, value)
		same(c.Name)
		if c.Kind != "button" && eval[string](b, `figure.outerHTML`) == before {
			t.Errorf("%s: nothing is to be seen", c.Name)
		}
	}
	const scene = `figure.querySelector(".live-scene").innerHTML + figure.querySelector(".live-say").textContent`
	changes := func(what string, do func()) {
		t.Helper()
		before := eval[string](b, scene)
		do()
		for range 100 {
			if eval[string](b, scene) != before {
				return
			}
			time.Sleep(20 * time.Millisecond)
		}
		t.Errorf("%s changes nothing", what)
	}
	if _, ok := f.(live.Player); ok {
		changes("Play", func() {
			eval[bool](b, `figure.querySelector(".live-play").focus(), true`)
			b.do(chromedp.KeyEvent(kb.Enter))
		})
	}
	if _, ok := f.(live.Pointer); ok {
		changes("dragging from place to place", func() {
			eval[bool](b, `figure.querySelector(".live-scene").scrollIntoView({ behavior: "instant", block: "center" }), true`)
			box := eval[[]float64](b, `(r => [r.left, r.top, r.width, r.height])(figure.querySelector(".live-scene").getBoundingClientRect())`)
			before := eval[string](b, scene)
			for i := range 12 * 12 { // somewhere there is something to grasp
				x, y := box[0]+box[2]*(float64(i%12)+0.5)/12, box[1]+box[3]*(float64(i/12)+0.5)/12
				b.do(mouse("mousePressed", x, y), mouse("mouseMoved", x+9, y+7), mouse("mouseReleased", x+9, y+7))
				if i%6 == 5 && eval[string](b, scene) != before {
					return
				}
			}
		})
	}
	if _, ok := f.(live.Keyed); ok {
		changes("no key", func() {
			eval[bool](b, `figure.querySelector(".live-scene").focus(), true`)
			for _, key := range []string{kb.ArrowRight, kb.ArrowUp, " ", kb.Enter} {
				b.do(chromedp.KeyEvent(key))
			}
		})
	}
}

func mouse(kind input.DispatchMouseEventType, x, y float64) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, target *chromedp.Target) (chromedp.Void, error) {
		_, err := cdp.Call(ctx, target, input.DispatchMouseEvent, input.DispatchMouseEventParams{
			Type: kind, X: x, Y: y, Button: "left", Buttons: 1, ClickCount: 1})
		return chromedp.Void{}, err
	}
}

// Pictures of all pages for a human to look at.
func TestLook(t *testing.T) {
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		t.Skip("SCREENSHOTS=DIR writes pictures of all pages there")
	}
	if err := os.MkdirAll(dir, 0o777); err != nil && !errors.Is(err, os.ErrExist) {
		t.Fatal(err)
	}
	for _, look := range []struct {
		name, colours string
		width         int64
	}{{"light", "light", 1280}, {"dark", "dark", 1280}, {"phone", "light", 360}} {
		for _, page := range append(pages(t), "source/losses/index.html", "source/losses/mse.go.html") {
			b := open(t, look.width, look.colours)
			b.to(book + page)
			b.wakeFigures()
			eval[bool](b, `scrollTo({ top: 0, behavior: "instant" }), true`)
			picture, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
			if err != nil {
				t.Fatal(err)
			}
			name := strings.ReplaceAll(strings.TrimSuffix(page, ".html"), "/", "-") + "-" + look.name + ".png"
			if err := os.WriteFile(filepath.Join(dir, name), picture, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}
