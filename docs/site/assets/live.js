// Draws the figures of chapters/live, and listens to the reader. What a figure does,
// draws and says is decided in Go; nothing here knows one figure from another.
//
// The page marks the place of a figure with <figure class="live" data-live="NAME">,
// which holds a still picture and <p class="live-note">. The picture stays, since the
// text speaks of it, and the figure to play with goes below it. The page loads this file as
// <script type="module" src="live.js" data-wasm="live.wasm" data-exec="wasm_exec.js">.

const script = document.querySelector("script[data-wasm][data-exec]");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const SVG = "http://www.w3.org/2000/svg";
let started; // the promise of the figures' functions, once something asked for them

function start() {
  return started ??= (async () => {
    if (location.protocol === "file:") {
      throw new Error("This picture comes alive when the book is served: go run -C docs/site .");
    }
    if (!window.WebAssembly) throw new Error("This picture needs WebAssembly to come alive, which this browser does not have.");
    await new Promise((resolve, reject) => {
      const tag = document.createElement("script");
      tag.src = script.dataset.exec;
      tag.onload = resolve;
      tag.onerror = () => reject(new Error("wasm_exec.js could not be loaded, so this picture stays still."));
      document.head.append(tag);
    });
    const go = new Go();
    const answer = await fetch(script.dataset.wasm);
    if (!answer.ok) throw new Error("The figures could not be loaded, so this picture stays still.");
    let module;
    try {
      module = await WebAssembly.instantiateStreaming(answer.clone(), go.importObject);
    } catch { // a server that does not call it application/wasm
      module = await WebAssembly.instantiate(await answer.arrayBuffer(), go.importObject);
    }
    go.run(module.instance);
    return globalThis.chainruleLive;
  })();
}

function element(name, attributes = {}, ...children) {
  const e = document.createElement(name);
  for (const [k, v] of Object.entries(attributes)) k in e ? e[k] = v : e.setAttribute(k, v);
  e.append(...children);
  return e;
}

// shapes

function svg(name, attributes, ...children) {
  const e = document.createElementNS(SVG, name);
  for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
  e.append(...children);
  return e;
}

// ramp returns the colour of a pixel value, 0 to 255, of a map of the given kind.
function ramp(kind, probe) {
  const ends = ["low", "mid", "high"].map((end) => {
    probe.style.color = `var(--live-${kind}-${end})`;
    return getComputedStyle(probe).color.match(/\d+/g).map(Number);
  });
  return (v) => {
    const [a, b, t] = v < 128 ? [ends[0], ends[1], v / 127.5] : [ends[1], ends[2], v / 127.5 - 1];
    return a.map((c, i) => c + (b[i] - c) * Math.min(t, 1));
  };
}

function picture(shape, probe) {
  const bytes = Uint8Array.from(atob(shape.Pixels), (c) => c.charCodeAt(0));
  const cols = shape.Cols, rows = bytes.length / cols;
  const canvas = element("canvas", { width: cols, height: rows });
  const image = new ImageData(cols, rows), colour = ramp(shape.Colour, probe);
  bytes.forEach((v, i) => image.data.set([...colour(v), 255], 4 * i));
  canvas.getContext("2d").putImageData(image, 0, 0);
  return canvas.toDataURL();
}

const draw = {
  line: (s) => svg("polyline", { points: s.At.join(" "), "stroke-width": s.R }),
  circle: (s) => {
    const dot = (r, more) => svg("circle", { cx: s.At[0], cy: s.At[1], r, ...more });
    if (s.Style !== "grip") return dot(s.R);
    return svg("g", {}, dot(3 * s.R, { fill: "transparent", stroke: "none" }), dot(s.R)); // for fingers
  },
  rect: ({ At: [x, y, u, v] }) => svg("rect", { x, y, width: u - x, height: v - y }),
  text: (s) => {
    const e = svg("text", { x: s.At[0], y: s.At[1], "text-anchor": s.Anchor || "start" });
    e.textContent = s.Text;
    return e;
  },
  arrow: (s) => {
    const [x, y, u, v] = s.At, l = Math.hypot(u - x, v - y) || 1, head = Math.min(4 + 2.5 * s.R, l);
    const dx = (u - x) / l, dy = (v - y) / l, bx = u - head * dx, by = v - head * dy, w = head * 0.45;
    return svg("g", {},
      svg("polyline", { points: [x, y, bx, by].join(" "), "stroke-width": s.R }),
      svg("polygon", { points: [u, v, bx - w * dy, by + w * dx, bx + w * dy, by - w * dx].join(" ") }));
  },
  map: (s, probe) => {
    const [x, y, u, v] = s.At;
    return svg("image", { x, y, width: u - x, height: v - y, href: picture(s, probe), preserveAspectRatio: "none" });
  },
};

// controls

function makeControl(c, set) {
  if (c.Kind === "button") {
    return { row: element("button", { type: "button", className: "live-button", onclick: () => set(1) }, c.Label), update() {} };
  }
  if (c.Kind === "toggle") {
    const box = element("input", { type: "checkbox", onchange: () => set(box.checked ? 1 : 0) });
    return { row: element("label", { className: "live-toggle" }, box, " ", c.Label), update: (v) => { box.checked = v.Value === 1; } };
  }
  if (c.Kind === "choice") {
    const select = element("select", { onchange: () => set(select.selectedIndex) },
      ...c.Options.map((o) => element("option", {}, o)));
    return { row: element("label", { className: "live-row" }, element("span", {}, c.Label), select),
      update: (v) => { select.selectedIndex = v.Value; } };
  }
  const value = element("output", {});
  const range = element("input", { type: "range", min: c.Min, max: c.Max, step: c.Step, oninput: () => set(range.valueAsNumber) });
  return {
    row: element("label", { className: "live-row" }, element("span", {}, c.Label), range, value),
    update: (v) => {
      range.value = v.Value;
      range.setAttribute("aria-valuetext", v.Text);
      value.textContent = v.Text;
    },
  };
}

// a figure

function mount(figure, live) {
  const name = figure.dataset.live, number = live.open(name);
  const canvas = svg("svg", { class: "live-scene", role: "img" });
  const say = element("p", { className: "live-say", "aria-live": "polite" });
  const tip = element("p", { className: "live-try" });
  const call = element("code", {});
  const panel = element("div", { className: "live-controls" });
  const probe = element("i", { hidden: true }); // tells what a colour is, in numbers
  const view = () => JSON.parse(live.view(number));
  let waiting = false, playing = false, spoken = 0;

  const show = () => { // once a frame, however often the reader moves
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      render(view());
    });
  };
  const set = (control, value) => {
    live.set(number, control, value);
    show();
  };

  const first = view();
  const controls = first.Controls.map((c) => makeControl(c, (v) => set(c.Name, v)));

  function render(v) {
    canvas.setAttribute("viewBox", `0 0 ${v.Scene.Width} ${v.Scene.Height}`);
    canvas.replaceChildren(...v.Scene.Shapes.map((s) => {
      const e = draw[s.Kind](s, probe);
      e.setAttribute("class", `live-${s.Kind} live-${s.Colour} ${s.Style ? `live-${s.Style}` : ""}`);
      return e;
    }));
    v.Controls.forEach((c, i) => controls[i].update(c));
    step.textContent = v.Over ? "Restart" : many > 1 ? `${many} steps` : "Step";
    say.textContent = v.Say;
    call.textContent = v.Call;
  }

  // playing
  const play = element("button", { type: "button", className: "live-button live-play" });
  const many = first.Pace >= 1 ? 10 : 1; // where a single step shows nothing
  const step = element("button", { type: "button", className: "live-button live-step" });
  const label = () => { play.textContent = playing ? "Pause" : calm.matches ? "Run to the end" : "Play"; };
  function pause() {
    playing = false;
    say.setAttribute("aria-live", "polite");
    label();
  }
  step.onclick = () => {
    pause();
    for (let i = 0, more = true; i < many && more; i++) more = live.run(number, 1);
    show();
  };
  play.onclick = () => {
    if (playing) return pause();
    playing = true;
    say.setAttribute("aria-live", "off"); // not sixty sentences a second
    label();
    let owed = 0;
    const frame = () => {
      if (!playing) return;
      owed = calm.matches ? 1e6 : owed + first.Pace;
      const steps = Math.floor(owed);
      owed -= steps;
      if (steps > 0 && !live.run(number, steps)) pause();
      if (!playing || !calm.matches && steps > 0) render(view());
      else if (calm.matches && ++spoken % 30 === 0) say.textContent = view().Say;
      if (playing) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  };
  label();
  calm.addEventListener("change", label);
  if (first.Pace > 0) panel.append(element("div", { className: "live-player" }, play, step));

  // pointer and keys
  if (first.Touch) {
    canvas.classList.add("live-touch");
    const at = (e) => new DOMPoint(e.clientX, e.clientY).matrixTransform(canvas.getScreenCTM().inverse());
    let held, tap; // the pointer that is down, and whether it may be about to scroll
    const press = (e) => {
      live.press(number, at(e).x, at(e).y);
      show();
    };
    canvas.onpointerdown = (e) => {
      if (e.button !== 0 || held !== undefined) return;
      held = e.pointerId;
      tap = e.pointerType === "touch" && !e.target.closest(".live-grip");
      if (tap) return;
      canvas.setPointerCapture(held);
      press(e);
    };
    canvas.addEventListener("touchstart", (e) => { // browsers heed touch-action on whole pictures only
      if (e.target.closest(".live-grip")) e.preventDefault();
    }, { passive: false });
    canvas.onpointermove = (e) => {
      if (e.pointerId !== held || tap) return;
      for (const m of e.getCoalescedEvents?.() ?? [e]) live.drag(number, at(m).x, at(m).y);
      show();
    };
    canvas.onpointerup = canvas.onpointercancel = (e) => {
      if (e.pointerId !== held) return;
      held = undefined;
      if (tap && e.type === "pointerup") press(e);
      if (tap && e.type !== "pointerup") return;
      live.release(number);
      show();
    };
  }
  if (first.Keys) {
    canvas.setAttribute("tabindex", "0");
    canvas.setAttribute("role", "application"); // so that screen readers leave it the keys
    canvas.onblur = () => {
      if (live.key(number, "Escape")) show();
    };
    canvas.onkeydown = (e) => {
      if (e.ctrlKey || e.metaKey || e.altKey || !live.key(number, e.key)) return;
      e.preventDefault();
      show();
    };
  }

  tip.textContent = first.Try;
  panel.append(...controls.map((c) => c.row));
  const copy = element("button", { type: "button", className: "live-copy", title: "Copy the call" }, "Copy");
  copy.onclick = async () => {
    await navigator.clipboard?.writeText(call.textContent);
    copy.textContent = "Copied";
    setTimeout(() => { copy.textContent = "Copy"; }, 1500);
  };
  canvas.setAttribute("aria-label", first.Try);
  canvas.setAttribute("aria-describedby", say.id = `live-say-${number}`);
  const box = element("div", { className: "live-box" }, probe, tip, canvas, panel, say,
    element("p", { className: "live-call" }, call, copy));
  figure.querySelector(".live-note")?.replaceChildren();
  figure.append(box);
  render(first);
  figure.classList.add("live-ready");
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", show);
  new MutationObserver(show).observe(document.documentElement, { attributes: true, attributeFilter: ["class", "data-theme"] });
}

const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    start().then((live) => mount(target, live)).catch((fault) => {
      target.querySelector(".live-note")?.replaceChildren(fault.message);
    });
  }
}, { rootMargin: "600px" });
for (const figure of document.querySelectorAll("figure.live[data-live]")) near.observe(figure);
