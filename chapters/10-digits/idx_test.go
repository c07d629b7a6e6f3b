package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"chainrule/chapters/internal/chapter"
	"chainrule/chapters/internal/digits"
)

// idxDir writes a set in MNIST's format and returns its folder: n images to learn
// from and 10 to test with, 3×4 pixels, where digit k is a dot at place k.
func idxDir(t *testing.T, n int) string {
	dir := t.TempDir()
	for prefix, n := range map[string]int{"train": n, "t10k": 10} {
		images := binary.BigEndian.AppendUint32(nil, 0x803)
		for _, size := range []int{n, 3, 4} {
			images = binary.BigEndian.AppendUint32(images, uint32(size))
		}
		labels := binary.BigEndian.AppendUint32(nil, 0x801)
		labels = binary.BigEndian.AppendUint32(labels, uint32(n))
		for i := range n {
			image := make([]byte, 12)
			image[i%10] = 255
			images, labels = append(images, image...), append(labels, byte(i%10))
		}
		write(t, filepath.Join(dir, prefix+"-images-idx3-ubyte"), images)
		write(t, filepath.Join(dir, prefix+"-labels-idx1-ubyte"), labels)
	}
	return dir
}

func write(t *testing.T, path string, data []byte) {
	if err := os.WriteFile(path, data, 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestIDX(t *testing.T) {
	var out bytes.Buffer
	err := runIDX(idxDir(t, 3001), &out) // the last batch is one image
	lines := strings.Split(out.String(), "\n")
	if err != nil || len(lines) != 1+idxEpochs+1 {
		t.Fatalf("runIDX returns %v and prints %d lines:\n%s", err, len(lines), &out)
	}
	if want := "3001 images of 3×4 pixels to train on, 10 to test with, 10 classes (labels 0 to 9)"; lines[0] != want {
		t.Errorf("it starts %q, want %q", lines[0], want)
	}
	if last := lines[idxEpochs]; !strings.HasSuffix(last, ", test accuracy 1.0000") {
		t.Errorf("ten dots are not told apart: %q", last)
	}
}

// Labels from 1, as EMNIST's letters have them, and more than ten classes.
func TestIDXTwelveClasses(t *testing.T) {
	dir := t.TempDir()
	for prefix, n := range map[string]int{"emnist-letters-train": 1200, "emnist-letters-test": 12} {
		images := binary.BigEndian.AppendUint64(nil, 0x803<<32|uint64(n))
		images = binary.BigEndian.AppendUint64(images, 3<<32|4)
		labels := binary.BigEndian.AppendUint64(nil, 0x801<<32|uint64(n))
		for i := range n {
			image := make([]byte, 12)
			image[i%12] = 255
			images, labels = append(images, image...), append(labels, byte(1+i%12))
		}
		write(t, filepath.Join(dir, prefix+"-images-idx3-ubyte"), images)
		write(t, filepath.Join(dir, prefix+"-labels-idx1-ubyte"), labels)
	}
	var out strings.Builder
	err := runIDX(dir, &out)
	if err != nil || !strings.HasPrefix(out.String(), "1200 images of 3×4 pixels to train on, "+
		"12 to test with, 12 classes (labels 1 to 12)\n") || !strings.HasSuffix(out.String(), " 1.0000\n") {
		t.Errorf("runIDX returns %v and prints\n%s", err, &out)
	}
}

// As the program itself, so that the tests below see what a reader sees.
func TestMain(m *testing.M) {
	if os.Getenv("CHAPTER_AS_PROGRAM") != "" {
		flag.CommandLine = flag.NewFlagSet("", flag.ExitOnError) // without those of the test
		main()
		return
	}
	os.Exit(m.Run())
}

// program returns the command, which ends after a minute, should the test itself not.
func program(t *testing.T, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append(os.Environ(), "CHAPTER_AS_PROGRAM=1")
	return cmd
}

// One sentence on stderr, nothing on stdout, status 1.
func TestIDXBadFiles(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "none")
	truncated := idxDir(t, 20)
	if err := os.Truncate(filepath.Join(truncated, "train-images-idx3-ubyte"), 100); err != nil {
		t.Fatal(err)
	}
	foreign := idxDir(t, 20)
	write(t, filepath.Join(foreign, "t10k-labels-idx1-ubyte"), []byte("<!DOCTYPE html>"))
	for _, tc := range []struct {
		name string
		args []string
		want string
	}{
		{"missing", []string{"-idx", missing}, "no such file"},
		{"empty name", []string{"-idx", ""}, "digits: .: there is no file train-images"},
		{"truncated", []string{"-idx", truncated}, "train-images-idx3-ubyte: reading stopped"},
		{"foreign", []string{"-idx", foreign}, "t10k-labels-idx1-ubyte: it starts"},
		{"pictures too", []string{"-idx", missing, "-figures", missing}, "-figures draws the pictures of the text"},
	} {
		var stdout, stderr bytes.Buffer
		cmd := program(t, tc.args...)
		cmd.Stdout, cmd.Stderr = &stdout, &stderr
		err := cmd.Run()
		said := stderr.String()
		if cmd.ProcessState.ExitCode() != 1 || stdout.Len() > 0 || !strings.Contains(said, tc.want) ||
			strings.Count(said, "\n") != 1 {
			t.Errorf("%s: %v, stdout %q, stderr %q; want status 1 and one line with %q",
				tc.name, err, &stdout, said, tc.want)
		}
	}
}

func TestHelp(t *testing.T) {
	said, err := program(t, "-h").CombinedOutput()
	if err != nil || !bytes.Contains(said, []byte("-idx DIR")) || !bytes.Contains(said, []byte("-figures folder")) {
		t.Errorf("-h: %v, it says %q; want both flags", err, said)
	}
}

// Ctrl-C: what is reached, no word on stderr, status 130.
func TestInterruptedProgram(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted from here")
	}
	var stderr bytes.Buffer
	cmd := program(t, "-idx", idxDir(t, 30000))
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stdout)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Errorf("it prints no line: %v", err)
	}
	cmd.Process.Signal(os.Interrupt)
	rest, _ := io.ReadAll(lines)
	err = cmd.Wait()
	if cmd.ProcessState.ExitCode() != 130 || stderr.Len() > 0 ||
		!bytes.Contains(rest, []byte("interrupted in epoch ")) {
		t.Errorf("it ends with %v, stdout %q, stderr %q; want status 130", err, rest, &stderr)
	}
}

// An interrupt ends the training before its next step, and no image is looked at
// any more: the accuracy is that of the epoch before.
func TestIDXInterrupt(t *testing.T) {
	learn, test, err := digits.ReadIDX(idxDir(t, 1000))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var out strings.Builder
	err = trainIDX(ctx, cancelAt{&out, "epoch  2", func() {
		cancel()
		for _, x := range test.X { // they can no longer be told apart
			clear(x)
		}
	}}, learn, test)
	if !errors.Is(err, chapter.ErrInterrupted) {
		t.Errorf("trainIDX returns %v, want %v", err, chapter.ErrInterrupted)
	}
	_, reached, _ := strings.Cut(out.String(), "\nepoch  2 of 20, ")
	_, reached, _ = strings.Cut(reached, "test accuracy ")
	reached, rest, _ := strings.Cut(reached, "\n")
	if want := "interrupted in epoch 3 of 20; the test accuracy before this epoch was " + reached + "\n"; rest != want {
		t.Errorf("it printed\n%swant at the end\n%s", &out, want)
	}
}

// A second interrupt kills, though the first one is held up: by a pipe that is
// full, here.
func TestIDXInterruptedTwice(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a process cannot be interrupted from here")
	}
	if signal.Ignored(os.Interrupt) {
		t.Skip("interrupts are ignored here, as in the background of a script")
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	w.SetWriteDeadline(time.Now().Add(50 * time.Millisecond))
	w.Write(make([]byte, 1<<24)) // as much as fits
	cmd := program(t, "-idx", idxDir(t, 20))
	cmd.Stdout = w
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		for cmd.Process.Signal(os.Interrupt) == nil {
			time.Sleep(50 * time.Millisecond)
		}
	}()
	if cmd.Wait(); cmd.ProcessState.String() != "signal: interrupt" {
		t.Errorf("interrupted over and over, it ends with %v", cmd.ProcessState)
	}
}

// cancelAt cancels once a line is written that begins so.
type cancelAt struct {
	w      io.Writer
	start  string
	cancel func()
}

func (c cancelAt) Write(p []byte) (int, error) {
	if bytes.HasPrefix(p, []byte(c.start)) {
		c.cancel()
	}
	return c.w.Write(p)
}

// A full disk or a closed pipe ends it too.
func TestIDXCannotWrite(t *testing.T) {
	learn, test, err := digits.ReadIDX(idxDir(t, 100))
	if err != nil {
		t.Fatal(err)
	}
	r, w := io.Pipe()
	r.Close()
	if err := trainIDX(context.Background(), w, learn, test); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("trainIDX returns %v, want %v", err, io.ErrClosedPipe)
	}
}
