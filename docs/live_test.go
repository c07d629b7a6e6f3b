package docs

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"chainrule/chapters/live"
)

// A figure to play with stands in a text as a comment directly above a still picture,
// <!-- live: NAME -->. Each has its place in one text.
func TestLive(t *testing.T) {
	var placed []string
	for name, text := range pages(t, root) {
		names, faults := checkLive(text, live.Names())
		placed = append(placed, names...)
		for _, fault := range faults {
			t.Errorf("%s:%s", name, fault)
		}
	}
	slices.Sort(placed)
	if want := slices.Sorted(slices.Values(live.Names())); !slices.Equal(placed, want) {
		t.Errorf("the texts have the figures %v, want each once: %v", placed, want)
	}
}

var liveMarker = regexp.MustCompile(`^<!-- live: (\S+) -->$`)

// checkLive returns the figures that a text places, and a line for each fault.
func checkLive(text string, known []string) (names, faults []string) {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		m := liveMarker.FindStringSubmatch(line)
		switch {
		case m == nil && strings.HasPrefix(line, "<!-- live"):
			faults = append(faults, fmt.Sprintf("%d: %s is not <!-- live: NAME -->", i+1, line))
		case m != nil && !slices.Contains(known, m[1]):
			faults = append(faults, fmt.Sprintf("%d: there is no figure %s in chapters/live", i+1, m[1]))
		case m != nil && (i+1 == len(lines) || !strings.HasPrefix(lines[i+1], "![")):
			faults = append(faults, fmt.Sprintf("%d: the line below %s is no picture", i+1, line))
		case m != nil:
			names = append(names, m[1])
		}
	}
	return names, faults
}

func TestCheckLive(t *testing.T) {
	for _, tt := range []struct{ name, text, fault string }{
		{"right", "a\n\n<!-- live: walk -->\n![p](p.svg)\n", ""},
		{"unknown", "<!-- live: run -->\n![p](p.svg)", "1: there is no figure run in chapters/live"},
		{"no picture", "<!-- live: walk -->\n\n![p](p.svg)", "1: the line below <!-- live: walk --> is no picture"},
		{"at the end", "<!-- live: walk -->", "1: the line below <!-- live: walk --> is no picture"},
		{"two names", "<!-- live: walk walk -->\n![p](p.svg)", "1: <!-- live: walk walk --> is not <!-- live: NAME -->"},
	} {
		names, faults := checkLive(tt.text, []string{"walk"})
		if fault := strings.Join(faults, "\n"); fault != tt.fault || (len(names) == 1) != (fault == "") {
			t.Errorf("%s: %v, %q, want %q", tt.name, names, fault, tt.fault)
		}
	}
}
