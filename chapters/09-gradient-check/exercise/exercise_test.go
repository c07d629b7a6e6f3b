package exercise

import (
	"testing"

	"chainrule/chapters/check"
)

func TestRelativeError(t *testing.T) { check.RelativeError.Run(t, RelativeError) }
func TestCheck(t *testing.T)         { check.Check.Run(t, Check) }
func TestSlopesAlong(t *testing.T)   { check.SlopesAlong.Run(t, SlopesAlong) }
