package main

import (
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
)

// An exercise as a text describes it.
type exercise struct {
	name, kind string // its name, and the type of an answer
	value      string // an expression for the answer, which names its declarations
	answer     string // declarations: the right answer
	mistakes   []mistake
	classics   []mistake
	same       map[string]bool // classics that change nothing
	hash       int             // of the text
}

// A mistake has declarations that are wrong.
type mistake struct{ hint, answer string }

var section = regexp.MustCompile(`(?m)^== `)

func parse(text string) (all []*exercise, err error) {
	for _, part := range section.Split(text, -1)[1:] {
		e, err := parseOne(part)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, nil
}

func parseOne(text string) (*exercise, error) {
	header, rest, _ := strings.Cut(text, "\n")
	e := &exercise{same: map[string]bool{}, hash: int(crc32.ChecksumIEEE([]byte(text)) >> 1)}
	signature := ""
	if name, after, ok := strings.Cut(header, "("); ok && !strings.Contains(name, " ") {
		e.name, e.value, e.kind = name, name, "func("+after
		signature = "func " + header
	} else if fields := strings.SplitN(header, " ", 3); len(fields) == 3 {
		e.name, e.kind, e.value = fields[0], fields[1], fields[2]
	} else {
		return nil, fmt.Errorf("%q is no header: write NAME(ARGUMENTS) RESULTS, or NAME TYPE VALUE", header)
	}
	var hint string
	var code []string
	flush := func() error {
		block := strings.Join(code, "\n")
		code = nil
		switch name, isSame := strings.CutPrefix(hint, "same: "); {
		case hint == "":
			e.answer = declarations(signature, block)
		case strings.TrimSpace(block) == "":
			return fmt.Errorf("%s: %q has nothing below it", e.name, hint)
		case isSame:
			e.same[name] = true
		case !strings.Contains(block, " →"):
			e.mistakes = append(e.mistakes, mistake{hint, declarations(signature, block)})
		default:
			block, values, _ := strings.Cut(block, "$ = ")
			all := strings.Fields(values)
			if len(all) == 0 {
				all = []string{"$"}
			}
			for _, value := range all {
				with := strings.NewReplacer("$", value)
				wrong, err := edit(e.answer, with.Replace(block))
				if err != nil {
					return fmt.Errorf("%s: %q: %w", e.name, hint, err)
				}
				e.mistakes = append(e.mistakes, mistake{with.Replace(hint), wrong})
			}
		}
		return nil
	}
	for line := range strings.Lines(rest) {
		line = strings.TrimRight(line, " \n")
		switch {
		case line == "" || line[0] == '\t':
			code = append(code, strings.TrimPrefix(line, "\t"))
		case strings.TrimSpace(strings.Join(code, "")) == "" && hint != "": // the hint goes on
			hint += " " + line
		default:
			if err := flush(); err != nil {
				return nil, err
			}
			hint = line
		}
	}
	return e, flush()
}

// declarations puts a body under its signature; what follows it stands alone already.
func declarations(signature, block string) string {
	block = strings.Trim(block, "\n")
	if signature == "" {
		return block + "\n"
	}
	body, helpers, _ := strings.Cut(block+"\n", "\nfunc ")
	if helpers != "" {
		helpers = "\nfunc " + helpers
	}
	return signature + " {\n\t" + strings.ReplaceAll(strings.Trim(body, "\n"), "\n", "\n\t") + "\n}\n" + helpers
}

// edit makes the edits, one a line.
func edit(answer, edits string) (string, error) {
	for line := range strings.Lines(edits) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		from, to, ok := strings.Cut(line, " →")
		if !ok {
			return "", fmt.Errorf("%q has no →", line)
		}
		to, everywhere := strings.CutPrefix(to, "*")
		place := regexp.MustCompile(strings.ReplaceAll(regexp.QuoteMeta(from), "¶", `\n\t*`))
		places := place.FindAllStringIndex(answer, -1)
		if len(places) == 0 || len(places) > 1 && !everywhere {
			return "", fmt.Errorf("%q occurs %d times in\n%s", from, len(places), answer)
		}
		to = strings.ReplaceAll(strings.TrimSpace(to), "¶", "\n")
		answer = place.ReplaceAllLiteralString(answer, to)
	}
	return answer, nil
}
