package check

func tasks01() []*Task { return nil }
