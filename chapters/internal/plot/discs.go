package plot

// Discs draws a white disc with the sign s in it at each point. Discs stand out
// from any ground, and belong to no series.
func (c *Chart) Discs(s string, points []Point) {
	for _, p := range points {
		x, y := c.clamp(p)
		c.add(`<circle cx="%.1f" cy="%.1f" r="12" fill="#ffffff" stroke="#000000" stroke-width="1.5"/>`, x, y)
		c.text(x, y+5, "middle", "#000000", s)
	}
}
