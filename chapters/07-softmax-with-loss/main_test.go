package main

import (
	"math"
	"testing"

	"chainrule/chapters/internal/chaptertest"
	"chainrule/losses"
	"chainrule/numgrad"
)

func TestChapter(t *testing.T) { chaptertest.Run(t, run, figures) }

// Every slope of the graph against finite differences, for hard, soft and unnormalised
// targets: what the backward pass says of the scores, and of the probabilities.
func TestWalk(t *testing.T) {
	for _, target := range [][]float64{{0, 0, 1}, {0.2, 0.3, 0.5}, {1, 1, 0}, {0.5, 0.1, 0.9}} {
		v := walk(scores, target)
		ofScores := func(a []float64) float64 { return losses.CrossEntropy(losses.Softmax(a), target) }
		if r := numgrad.Check(ofScores, scores, v.DA); !r.OK {
			t.Errorf("target %v, scores: %v", target, r)
		}
		ofY := func(y []float64) float64 { return losses.CrossEntropy(y, target) }
		if r := numgrad.Check(ofY, v.Y, v.DY); !r.OK {
			t.Errorf("target %v, probabilities: %v", target, r)
		}
	}
}

// With one-hot targets the slopes of the graph are y − t.
func TestYMinusT(t *testing.T) {
	v := walk(scores, target)
	for k := range scores {
		if want := v.Y[k] - target[k]; !(math.Abs(v.DA[k]-want) <= 1e-15) {
			t.Errorf("dL/da%d = %v, want y − t = %v", k, v.DA[k], want)
		}
	}
}

// The answer to "Try it": three equal scores have ⅓ each, whatever they are.
func TestTryIt(t *testing.T) {
	for _, a := range []float64{-7, 0, 5} {
		v := walk([]float64{a, a, a}, target)
		for k, want := range []float64{1. / 3, 1. / 3, -2. / 3} {
			if !(math.Abs(v.DA[k]-want) <= 1e-15) {
				t.Errorf("scores %v: dL/da%d = %v, want %v", a, k, v.DA[k], want)
			}
		}
	}
}
