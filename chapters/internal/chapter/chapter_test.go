package chapter

import (
	"os"
	"path/filepath"
	"testing"

	"chainrule/chapters/internal/plot"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	if err := write(dir, []plot.Figure{{Name: "one", SVG: "<svg/>\n"}}); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "one.svg"))
	if err != nil || string(got) != "<svg/>\n" {
		t.Errorf("one.svg holds %q, %v", got, err)
	}
	if err := write(filepath.Join(dir, "one.svg"), nil); err == nil {
		t.Error("a file as the folder: no error")
	}
}
