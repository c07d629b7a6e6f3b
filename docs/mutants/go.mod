module chainrule/docs/mutants

go 1.26
