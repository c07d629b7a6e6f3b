package main

import "syscall"

// These stand for signals that this system does not have.
const (
	hangup = syscall.SIGTERM
	pipe   = syscall.SIGTRAP
)
