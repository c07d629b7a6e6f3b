package main

import (
	"fmt"
	"regexp"
)

// KaTeX sets the formulas in the browser. What it would reject there ends the
// build: the commands and environments that it knows are read from its own
// file, where each has its name in quotes.
var (
	quotedCommand = regexp.MustCompile("[\"'`]" + `\\\\([a-zA-Z]+|[^a-zA-Z])` + "[\"'`]")
	quotedWord    = regexp.MustCompile("[\"'`]" + `([a-zA-Z]+\*?)` + "[\"'`]")
	mark          = regexp.MustCompile(`\\(begin|end) *\{([^{}]*)\}|\\([a-zA-Z]+|[\s\S]|$)|[{}]`)
)

// noFont are commands for whose letters the fonts are not among our files.
var noFont = []string{"mathfrak", "frak", "textfrak", "mathscr", "mathsf", "textsf", "sf", "mathsfit"}

// A tex says what a KaTeX knows.
type tex struct{ commands, words map[string]bool }

func readTeX(js string) tex {
	t := tex{map[string]bool{`\`: true}, map[string]bool{}}
	for _, m := range quotedCommand.FindAllStringSubmatch(js, -1) {
		t.commands[m[1]] = true
	}
	for _, name := range noFont {
		delete(t.commands, name)
	}
	for _, m := range quotedWord.FindAllStringSubmatch(js, -1) {
		t.words[m[1]] = true
	}
	return t
}

// check returns what is wrong with a formula: an unknown command or environment,
// or a pair of which one half is missing.
func (t tex) check(formula string) error {
	var open []string // what has to be closed, the innermost last
	closes := func(what, by string) error {
		if len(open) == 0 || open[len(open)-1] != what {
			return fmt.Errorf("%s closes nothing", by)
		}
		open = open[:len(open)-1]
		return nil
	}
	for _, m := range mark.FindAllStringSubmatch(formula, -1) {
		var err error
		switch {
		case m[0] == "{", m[3] == "left":
			open = append(open, m[0])
		case m[0] == "}":
			err = closes("{", m[0])
		case m[3] == "right":
			err = closes(`\left`, m[0])
		case m[1] == "begin" && !t.words[m[2]]:
			err = fmt.Errorf("KaTeX knows no %s", m[0])
		case m[1] == "begin":
			open = append(open, m[0])
		case m[1] == "end":
			err = closes(`\begin{`+m[2]+`}`, m[0])
		case !t.commands[m[3]]:
			err = fmt.Errorf(`KaTeX knows no \%s, or its letters are not among our fonts`, m[3])
		}
		if err != nil {
			return err
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("%s is never closed", open[len(open)-1])
	}
	return nil
}
