// Package progress tells a waiting reader, on standard error, how far a chapter
// has come, and runs its experiments on all cores (SideBySide). It never touches
// standard output, so that a chapter prints the same with and without it.
package progress

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"time"
)

// A Line is one line of a terminal that is written over and over.
type Line struct {
	w     io.Writer // nil if no terminal shows it
	what  string
	start time.Time
	shown time.Time
	width int
}

// Start returns a line for the work called what. It stays silent for the first
// two seconds, and altogether if standard error is not a terminal.
func Start(what string) *Line {
	l := &Line{what: what, start: time.Now()}
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		l.w = os.Stderr
	}
	return l
}

// Show says that done of total steps are done, with the time left at the pace
// so far; extra, if not empty, is written after it. It writes at most ten times a
// second.
func (l *Line) Show(done, total int, extra string) {
	now := time.Now()
	passed := now.Sub(l.start)
	if l.w == nil || passed < 2*time.Second || now.Sub(l.shown) < time.Second/10 {
		return
	}
	l.shown = now
	left := "?"
	if done > 0 {
		left = time.Duration(float64(passed) * float64(total-done) / float64(done)).Round(time.Second).String()
	}
	l.write(fmt.Sprintf("%s: %d of %d, %s left %s", l.what, done, total, left, extra))
}

// Done wipes the line.
func (l *Line) Done() {
	if l.width > 0 {
		l.write("")
		fmt.Fprint(l.w, "\r")
	}
}

// write replaces the line by text, and cuts the text where a terminal of 80
// columns would begin another line, because \r returns only to the start of one line.
func (l *Line) write(text string) {
	runes := []rune(text)
	runes = runes[:min(len(runes), 79)]
	fmt.Fprintf(l.w, "\r%-*s", l.width, string(runes))
	l.width = len(runes)
}

// SideBySide runs do(0) … do(n−1) on all cores, and shows how many of them are done;
// the line begins with what. Each call must do its own work and write to places of its
// own, so that it makes no difference which ends first.
func SideBySide(what string, n int, do func(i int)) {
	line := Start(what)
	free := make(chan bool, runtime.GOMAXPROCS(0))
	done := make(chan bool, n)
	for i := range n {
		go func() {
			free <- true
			do(i)
			<-free
			done <- true
		}()
	}
	for i := range n {
		<-done
		line.Show(i+1, n, "")
	}
	line.Done()
}
