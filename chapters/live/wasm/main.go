//go:build js && wasm

// Command wasm carries the figures of chapters/live into a web page. It sets
// globalThis.chainruleLive, for docs/site/assets/live.js:
//
//	open(name)            makes a figure and returns its number
//	view(number)          all there is to show, as JSON
//	set(number, control, value)
//	press(number, x, y)   and drag, and release(number)
//	key(number, key)      whether the figure had a use for the key
//	run(number, steps)    goes so many steps on, or as far as a frame allows; whether there are more
package main

import (
	"syscall/js"
	"time"

	"chainrule/chapters/live"
)

// budget is how long run may take: half of a frame, so that drawing has the other half.
const budget = 8 * time.Millisecond

var opened []live.Figure

func main() {
	api := map[string]any{}
	on := func(name string, do func(f live.Figure, args []js.Value) any) {
		api[name] = js.FuncOf(func(_ js.Value, args []js.Value) any {
			return do(opened[args[0].Int()], args[1:])
		})
	}
	api["open"] = js.FuncOf(func(_ js.Value, args []js.Value) any {
		opened = append(opened, live.New(args[0].String()))
		return len(opened) - 1
	})
	on("view", func(f live.Figure, _ []js.Value) any { return live.View(f) })
	on("set", func(f live.Figure, args []js.Value) any {
		f.Set(args[0].String(), args[1].Float())
		return nil
	})
	on("press", func(f live.Figure, args []js.Value) any {
		f.(live.Pointer).Press(args[0].Float(), args[1].Float())
		return nil
	})
	on("drag", func(f live.Figure, args []js.Value) any {
		f.(live.Pointer).Drag(args[0].Float(), args[1].Float())
		return nil
	})
	on("release", func(f live.Figure, _ []js.Value) any {
		f.(live.Pointer).Release()
		return nil
	})
	on("key", func(f live.Figure, args []js.Value) any { return f.(live.Keyed).Key(args[0].String()) })
	on("run", func(f live.Figure, args []js.Value) any {
		start, more := time.Now(), true
		for i := 0; i < args[0].Int() && more && time.Since(start) < budget; i++ {
			more = f.(live.Player).Step()
		}
		return more
	})
	js.Global().Set("chainruleLive", js.ValueOf(api))
	select {} // the page calls from now on
}
