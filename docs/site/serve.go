package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// A file is what the server sends for a path.
type file struct {
	data      []byte
	zipped    func() []byte // made when first asked for
	kind, tag string
}

// types holds what the table of some systems lacks, or has otherwise.
var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
	".svg": "image/svg+xml", ".wasm": "application/wasm", ".woff2": "font/woff2",
}

// handler serves the files. Browsers ask each time whether theirs is the newest,
// and fetch what they have only when it changed.
func handler(files map[string][]byte) http.Handler {
	served := map[string]file{}
	for name, data := range files {
		sum := sha256.Sum256(data)
		f := file{data: data, kind: types[path.Ext(name)], tag: fmt.Sprintf(`"%x"`, sum[:8])}
		if f.kind == "" {
			if f.kind = mime.TypeByExtension(path.Ext(name)); f.kind == "" {
				f.kind = "text/plain; charset=utf-8"
			}
		}
		f.zipped = sync.OnceValue(func() []byte { return zip(data) })
		served["/"+name] = f
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name := r.URL.Path
		if strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		f, ok := served[name]
		if !ok {
			http.NotFound(w, r)
			return
		}
		h := w.Header()
		h.Set("Content-Type", f.kind)
		h.Set("Cache-Control", "no-cache")
		h.Set("Vary", "Accept-Encoding")
		data, tag := f.data, f.tag
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			if zipped := f.zipped(); len(zipped) < len(data) {
				h.Set("Content-Encoding", "gzip")
				data, tag = zipped, strings.TrimSuffix(tag, `"`)+`z"`
			}
		}
		h.Set("ETag", tag)
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(data))
	})
}

func zip(data []byte) []byte {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression) // a level that there is
	w.Write(data)                                         // into memory: cannot fail
	w.Close()
	return b.Bytes()
}

// serve answers at the listener until ctx ends.
func serve(ctx context.Context, listener net.Listener, files map[string][]byte) error {
	server := &http.Server{Handler: handler(files), ReadHeaderTimeout: 10 * time.Second}
	go func() {
		<-ctx.Done()
		server.Close()
	}()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
