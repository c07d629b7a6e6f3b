package check

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"strconv"
	"strings"
)

// arguments makes the arguments of a call of a function of type f anew, with room behind slices.
func arguments(f reflect.Type, args []any, room int) []reflect.Value {
	var made []reflect.Value
	for i, a := range args {
		if n, ok := a.(Named); ok {
			a = n.Value
		}
		made = append(made, convert(reflect.ValueOf(a), f.In(i), room))
	}
	return made
}

// convert copies v, with numbers and slices changed to what type t has. In the room behind
// a slice are numbers that nobody asked for.
func convert(v reflect.Value, t reflect.Type, room int) reflect.Value {
	switch {
	case !v.IsValid():
		return reflect.Zero(t)
	case v.Kind() == reflect.Slice && t.Kind() == reflect.Slice && !v.IsNil():
		s := reflect.MakeSlice(t, v.Len()+room, v.Len()+room)
		scribble(s.Slice(v.Len(), s.Len()))
		for i := range v.Len() {
			s.Index(i).Set(convert(v.Index(i), t.Elem(), room))
		}
		return s.Slice(0, v.Len())
	}
	return v.Convert(t)
}

func clone(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return convert(v, v.Type(), 0)
}

// scribble changes every number in the memory that v points to.
func scribble(v reflect.Value) {
	if v.Kind() != reflect.Slice {
		return
	}
	for i := range v.Len() {
		switch e := v.Index(i); {
		case e.CanFloat():
			e.SetFloat(12345.678)
		case e.CanInt():
			e.SetInt(^e.Int())
		default:
			scribble(e)
		}
	}
}

// untouched tells whether a still holds what b holds, in the room behind slices too.
func untouched(a, b reflect.Value) bool {
	if a.Kind() != reflect.Slice {
		return sameValue(a, b, 0)
	}
	a, b = a.Slice(0, a.Cap()), b.Slice(0, b.Cap())
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Len() {
		if !untouched(a.Index(i), b.Index(i)) {
			return false
		}
	}
	return true
}

// same tells whether two lists hold the same values, numbers being off by at
// most tol. NaN is the same as NaN only.
func same(a, b []reflect.Value, tol float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !sameValue(a[i], b[i], tol) {
			return false
		}
	}
	return true
}

func sameValue(a, b reflect.Value, tol float64) bool {
	x, aNumber := float(a)
	y, bNumber := float(b)
	switch {
	case aNumber && bNumber:
		return near(x, y, tol)
	case !a.IsValid() || !b.IsValid() || a.Kind() != b.Kind():
		return false
	case a.Kind() != reflect.Slice:
		return a.Equal(b)
	case a.Len() != b.Len():
		return false
	}
	for i := range a.Len() {
		if !sameValue(a.Index(i), b.Index(i), tol) {
			return false
		}
	}
	return true
}

// near tells whether x is within tol of y: absolute up to 1, relative above.
func near(x, y, tol float64) bool {
	return x == y || math.IsNaN(x) && math.IsNaN(y) ||
		!math.IsInf(x, 0) && !math.IsInf(y, 0) && math.Abs(x-y) <= tol*max(1, math.Abs(y))
}

func float(v reflect.Value) (x float64, ok bool) {
	switch {
	case v.CanFloat():
		return v.Float(), true
	case v.CanInt():
		return float64(v.Int()), true
	}
	return 0, false
}

// show prints v as a reader would write it down, with so many significant digits, or
// with all of them if digits is -1. Of a long list it prints the beginning.
func show(v reflect.Value, digits int) string {
	const most = 12
	switch {
	case !v.IsValid():
		return "nil"
	case v.CanFloat():
		return number(v.Float(), digits)
	case v.Kind() != reflect.Slice:
		return fmt.Sprint(v.Interface())
	}
	var texts []string
	for i := range v.Len() {
		if i == most {
			texts = append(texts, fmt.Sprintf("… %d in all", v.Len()))
			break
		}
		texts = append(texts, show(v.Index(i), digits))
	}
	return "[" + strings.Join(texts, " ") + "]"
}

func number(x float64, digits int) string { return strconv.FormatFloat(x, 'g', digits, 64) }

// here returns file and line, and the function, of the innermost frame that lies in
// the reader's folder, or "".
func here(folder string) (at, in string) {
	pc := make([]uintptr, 100)
	frames := runtime.CallersFrames(pc[:runtime.Callers(1, pc)])
	for {
		f, more := frames.Next()
		if place, ok := within(folder, f.File); ok {
			return fmt.Sprintf("%s:%d", place, f.Line), f.Function[strings.LastIndex(f.Function, "/")+1:]
		}
		if !more {
			return "", ""
		}
	}
}

// elsewhere is here for the goroutine, whichever it is, that runs code of the
// reader's folder.
func elsewhere(folder string) string {
	buf := make([]byte, 1<<20)
	return firstWithin(folder, string(buf[:runtime.Stack(buf, true)]))
}

// firstWithin returns file and line of the first frame of a stack, as the runtime
// prints it, that lies in the folder.
func firstWithin(folder, stack string) string {
	for line := range strings.Lines(stack) {
		// A tab, the path, which may have spaces, the line, and " +0x1d".
		if file, n, ok := strings.Cut(strings.TrimSpace(line), ".go:"); ok {
			n, _, _ = strings.Cut(n, " ")
			if file, ok := within(folder, file+".go"); ok {
				if n == "1" { // an empty loop has no line of its own
					return file
				}
				return file + ":" + n
			}
		}
	}
	return ""
}

func within(folder, file string) (base string, ok bool) {
	base, ok = strings.CutPrefix(file, folder+"/")
	return base, ok && folder != "" && !strings.Contains(base, "/") && !strings.HasSuffix(base, "_test.go")
}
