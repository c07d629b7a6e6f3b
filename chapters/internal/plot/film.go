package plot

import (
	"fmt"
	"strings"
)

// Film shows charts one after the other, each for half a second and the last for
// three, and begins again. Where the reader wants no motion, or where a program
// knows no animation, only the last one is seen. The title and the size are
// those of the first.
func Film(charts []*Chart) string {
	const slot, hold = 0.5, 3.0
	var c canvas
	n := len(charts)
	total := float64(slot*float64(n-1)) + hold
	style := fmt.Sprintf("\n.frame{opacity:0;animation:frame %gs step-end infinite}", total) +
		fmt.Sprintf("\n@keyframes frame{0%%{opacity:1}%.2f%%,100%%{opacity:0}}", 100*slot/total-0.01) + // before the next begins
		fmt.Sprintf("\n.last{animation:last %gs step-end infinite}", total) +
		fmt.Sprintf("\n@keyframes last{0%%{opacity:0}%.2f%%,100%%{opacity:1}}", 100*(total-hold)/total) +
		"\n@media (prefers-reduced-motion:reduce){.frame,.last{animation:none}}"
	var height float64
	for i, chart := range charts {
		class := fmt.Sprintf(`class="frame" style="animation-delay:%gs"`, float64(slot*float64(i)))
		if i == n-1 {
			class = `class="last"`
		}
		body, h := chart.body()
		height = max(height, h)
		c.add("<g %s>\n%s</g>", class, strings.TrimSuffix(body, "\n")+"\n")
	}
	return strings.Replace(c.svg(charts[0].title, height), "</style>", style+"</style>", 1)
}
