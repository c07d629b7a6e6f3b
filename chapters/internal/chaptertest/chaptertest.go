// Package chaptertest compares what a chapter prints and draws with its goldens.
package chaptertest

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sebdah/goldie/v2"

	"chainrule/chapters/internal/plot"
)

// Run compares what the chapter in the current folder prints with
// testdata/NN-name/output.golden and its pictures with docs/figures/NN-name, byte
// by byte; each picture must be well-formed XML, and no other picture may lie
// there. GOLDIE_UPDATE=1 writes them instead. A chapter that does not train, which
// would take long, must also say when it cannot write.
func Run(t *testing.T, run func(w io.Writer) error, figures func() []plot.Figure) {
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Base(folder)
	t.Run("output", func(t *testing.T) {
		start := time.Now()
		var out bytes.Buffer
		if err := run(&out); err != nil {
			t.Fatal(err)
		}
		goldie.New(t, goldie.WithFixtureDir("../../testdata/"+name)).Assert(t, "output", out.Bytes())
		if time.Since(start) < time.Second/2 {
			if err := run(full{}); err != errFull {
				t.Errorf("onto a full disk, run returns %v", err)
			}
		}
	})
	t.Run("figures", func(t *testing.T) {
		dir := "../../docs/figures/" + name
		g := goldie.New(t, goldie.WithFixtureDir(dir), goldie.WithNameSuffix(".svg"))
		var drawn []string
		for _, f := range figures() {
			g.Assert(t, f.Name, []byte(f.SVG))
			wellFormed(t, f)
			drawn = append(drawn, f.Name+".svg")
		}
		entries, _ := os.ReadDir(dir)
		for _, e := range entries {
			if !slices.Contains(drawn, e.Name()) {
				t.Errorf("%s/%s: nothing draws this picture", dir, e.Name())
			}
		}
	})
}

// full is a disk without room.
type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write([]byte) (int, error) { return 0, errFull }

func wellFormed(t *testing.T, f plot.Figure) {
	for d := xml.NewDecoder(strings.NewReader(f.SVG)); ; {
		_, err := d.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			t.Errorf("%s.svg: %v", f.Name, err)
			return
		}
	}
}
