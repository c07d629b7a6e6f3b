package check

import (
	"testing"

	solution "chainrule/chapters/check/testdata/solution/09-gradient-check"
)

func TestRelativeError(t *testing.T) { RelativeError.SelfTest(t, solution.RelativeError) }
func TestCheck(t *testing.T)         { Check.SelfTest(t, solution.Check) }
func TestSlopesAlong(t *testing.T)   { SlopesAlong.SelfTest(t, solution.SlopesAlong) }
