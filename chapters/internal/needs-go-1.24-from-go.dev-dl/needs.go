//go:build go1.24

// Package needs is here for its path alone: an older Go does not find it, and says so.
package needs
