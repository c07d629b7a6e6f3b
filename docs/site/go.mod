module chainrule/docs/site

go 1.24

require (
	chainrule v0.0.0
	github.com/yuin/goldmark v1.8.7
)

replace chainrule => ../..
