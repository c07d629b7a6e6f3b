package main

// A Rule says: an image like this is that digit.
type Rule struct {
	digit   int
	because string
	holds   func(s Shape) bool
}

// rules is the first way: a person looked at the training images, and at no
// others, and wrote down what tells the digits apart. The first rule that holds
// decides, so each speaks of the images that those above it have left over.
// Every rule was a try, every number in it too.
var rules = []Rule{
	{0, "holes above and below, nothing in the centre", func(s Shape) bool {
		return s.HoleUp >= 2 && s.HoleDown >= 2 && s.Core <= 1
	}},
	{1, "hardly a hole or a bay", func(s Shape) bool {
		return s.openings() <= 1 && !(s.Top <= 4 && s.Bottom <= 4 && s.Middle >= 5)
	}},
	{1, "broad foot, slim head, no hole", func(s Shape) bool {
		return s.Bottom >= 7 && s.Top <= 5 && s.HoleUp+s.HoleDown+s.RightUp+s.LeftUp == 0
	}},
	{4, "slim head and foot, broad in the middle", func(s Shape) bool {
		return s.Top <= 5 && s.Bottom <= 5 && s.Middle >= 4 && s.LeftDown <= 2
	}},
	{6, "nothing at the upper right, round below", func(s Shape) bool {
		return s.Corner <= 1 && s.Foot >= 2 && s.LeftDown == 0 && s.LeftUp == 0 &&
			(s.HoleDown >= 1 || s.Bottom >= 6)
	}},
	{5, "bay to the right above, to the left below", func(s Shape) bool {
		return s.RightUp >= 2 && s.LeftDown >= 1
	}},
	{7, "slim foot under a broad head or a bay to the left", func(s Shape) bool {
		return s.Bottom <= 4 && (s.Top >= 6 || s.LeftUp >= 1) && s.LeftDown <= 2 && s.RightUp <= 2
	}},
	{2, "bay to the left above, broad foot", func(s Shape) bool {
		return s.LeftUp >= 1 && (s.RightDown >= 1 || s.LeftDown <= 2) &&
			s.HoleDown <= 1 && s.Bottom >= 6
	}},
	{9, "hole above, bay to the left below", func(s Shape) bool {
		return s.LeftDown >= 3 && s.HoleUp >= 2 && s.LeftUp == 0
	}},
	{3, "bays that open to the left, in both halves", func(s Shape) bool {
		return s.LeftDown >= 2 && s.LeftUp >= 1
	}},
	{9, "bay to the left below", func(s Shape) bool { return s.LeftDown >= 2 }},
	{8, "something of a hole below", func(s Shape) bool { return s.HoleDown >= 1 }},
	{8, "bay to the right below", func(s Shape) bool { return s.RightDown >= 1 }},
	{8, "hole above", func(s Shape) bool { return s.HoleUp >= 1 }},
	{1, "none of the above", func(Shape) bool { return true }},
}

// openings counts the pixels in holes and bays.
func (s Shape) openings() int {
	return s.HoleUp + s.HoleDown + s.LeftUp + s.LeftDown + s.RightUp + s.RightDown
}

// byRules returns the number of the rule that decides, from 0. The last one
// always does.
func byRules(x []float64) int {
	s := measure(x)
	for i, rule := range rules[:len(rules)-1] {
		if rule.holds(s) {
			return i
		}
	}
	return len(rules) - 1
}
