package check

func tasks05() []*Task { return nil }
