package check

import "slices"

// Tasks returns the tasks of all exercises of the book, in its order.
func Tasks() []*Task {
	return slices.Concat(tasks01(), tasks02(), tasks03(), tasks04(), tasks05(), tasks06(),
		tasks07(), tasks08(), tasks09(), tasks10(), tasks11(), tasks12())
}
