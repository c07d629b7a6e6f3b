package digits_test

import (
	"fmt"

	"chainrule/chapters/internal/digits"
)

func ExampleLoad() {
	train, test := digits.Load()
	fmt.Println(len(train.X), "images to learn from,", len(test.X), "held back; the first is a", train.Labels[0])
	for r := range train.Rows {
		fmt.Print("|")
		for _, pixel := range train.X[0][r*train.Cols : (r+1)*train.Cols] {
			fmt.Printf("%c", " .:-=+*#%@"[int(9*pixel)])
		}
		fmt.Println("|")
	}
	// Output:
	// 1437 images to learn from, 360 held back; the first is a 0
	// |  :#+   |
	// |  #%+%: |
	// | .%. *= |
	// | :*  == |
	// | :=  += |
	// | :*  *- |
	// | .#:+*  |
	// |  -#+   |
}
