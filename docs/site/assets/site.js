// What the pages do beyond reading: formulas, copying, colours, search.
"use strict";

const root = document.currentScript.dataset.root;

function element(tag, attributes = {}, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) e.setAttribute(name, value);
  e.append(...children);
  return e;
}

// Formulas: without this script they stay as their source.
for (const e of document.querySelectorAll(".math")) {
  katex.render(e.textContent, e, { displayMode: e.classList.contains("display"), throwOnError: false, strict: "ignore" });
  e.classList.add("set");
}

// Code is copied with a click; what a program printed is not to be typed.
for (const figure of document.querySelectorAll(".code:not(.text)")) {
  const button = element("button", { type: "button", class: "copy" }, "Copy");
  button.addEventListener("click", async () => {
    const text = figure.querySelector("code").textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch { // no clipboard for a page opened as a file
      const range = document.createRange();
      range.selectNodeContents(figure.querySelector("code"));
      getSelection().removeAllRanges();
      getSelection().addRange(range);
      document.execCommand("copy");
    }
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 1500);
  });
  figure.append(button);
}

// What scrolls by itself is a stop for the keyboard, and what fits is none.
const scrollers = new ResizeObserver((entries) => {
  for (const { target: e } of entries) {
    if (e.scrollWidth > e.clientWidth) e.tabIndex = 0;
    else e.removeAttribute("tabindex");
  }
});
for (const e of document.querySelectorAll(".code pre, .table, .math.display")) scrollers.observe(e);

// In print every fold is open, but for answers and hints, and afterwards as it was.
addEventListener("beforeprint", () => {
  for (const d of document.querySelectorAll("details:not([open], .answer, .hint)")) { d.open = true; d.dataset.folded = ""; }
});
addEventListener("afterprint", () => {
  for (const d of document.querySelectorAll("details[data-folded]")) { d.open = false; delete d.dataset.folded; }
});

// Colours: as the system has them, or light, or dark; the choice stays.
const tools = document.querySelector(".tools");
const themes = { "": ["◐", "as the system"], light: ["○", "light"], dark: ["●", "dark"] };
const theme = element("button", { type: "button", class: "theme" });
function showTheme() {
  const [sign, name] = themes[document.documentElement.dataset.theme ?? ""];
  theme.textContent = sign;
  theme.title = `Colours: ${name}`;
  theme.setAttribute("aria-label", theme.title);
}
theme.addEventListener("click", () => { // the first click has to change something
  const order = matchMedia("(prefers-color-scheme: dark)").matches ? ["", "light", "dark"] : ["", "dark", "light"];
  const next = order[(order.indexOf(document.documentElement.dataset.theme ?? "") + 1) % order.length];
  if (next) document.documentElement.dataset.theme = next;
  else delete document.documentElement.dataset.theme;
  try {
    if (next) localStorage.setItem("theme", next);
    else localStorage.removeItem("theme");
  } catch { /* not kept, then */ }
  showTheme();
});
showTheme();

// The contents: where the reader is.
const contents = document.getElementById("contents");
const current = contents.querySelector("[aria-current]");
if (current && matchMedia("(min-width: 62rem)").matches) {
  contents.scrollTop = current.offsetTop - contents.clientHeight / 3;
}
const jumps = new Map();
for (const a of contents.querySelectorAll("li li a")) jumps.set(decodeURIComponent(a.hash.slice(1)), a);
contents.addEventListener("click", (event) => {
  if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
});
const headings = [...document.querySelectorAll("h2[id]")].filter((h) => jumps.has(h.id));
function follow() {
  let here = null;
  for (const h of headings) if (h.getBoundingClientRect().top < innerHeight / 3) here = h.id;
  for (const [id, a] of jumps) a.classList.toggle("here", id === here);
}
if (headings.length) {
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; follow(); });
  }, { passive: true });
  follow();
}

// Search: all the words have to be there; a word in a heading weighs more, most where
// it heads a chapter, and lists that mention everything come last.
const find = element("button", { type: "button", class: "find", "aria-label": "Search the book" }, "Search ", element("kbd", {}, "/"));
tools.append(find, theme);

const input = element("input", {
  type: "text", enterkeyhint: "search", placeholder: "Search the book", "aria-label": "Search the book", role: "combobox",
  "aria-expanded": "true", "aria-controls": "found", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
});
const list = element("ul", { id: "found", role: "listbox", "aria-label": "Places" });
const count = element("p", { class: "found", role: "status" });
const dialog = element("dialog", { class: "search", "aria-label": "Search" }, input, count, list);
document.body.append(dialog);
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

let loading = null;
function loadIndex() {
  loading ??= new Promise((resolve, reject) => {
    document.head.append(Object.assign(element("script", { src: `${root}assets/search.js` }), { onload: resolve, onerror: reject }));
  });
  return loading;
}

async function openSearch() {
  if (!dialog.open) dialog.showModal();
  input.select();
  await loadIndex();
  search();
}
find.addEventListener("click", openSearch);
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
  event.preventDefault();
  openSearch();
});

const plain = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

function search() {
  const words = plain(input.value).split(/\s+/).filter(Boolean);
  const found = [];
  for (const [to, page, heading, text] of words.length ? window.bookIndex : []) {
    const name = plain(heading), all = plain(`${page} ${heading} ${text}`);
    const chapter = /^\d\d-/.test(to), whole = !to.includes("#");
    let weight = 0;
    for (const word of words) {
      if (!all.includes(word)) { weight = 0; break; }
      weight += name === word ? 60 : name.startsWith(word) || name.endsWith(`.${word}`) ? 30 : name.includes(word) ? 20 : 1;
      if (chapter && name.includes(word)) weight += whole ? 100 : 5;
      weight += Math.min(all.split(word).length - 1, 8);
    }
    if (/^(errata|notes-map|[^#]*-errata)\.html/.test(to)) weight /= 100;
    if (weight) found.push({ to, page, heading, text, weight });
  }
  found.sort((a, b) => b.weight - a.weight);
  list.replaceChildren(...found.slice(0, 30).map((f, i) => {
    const item = element("li", { role: "option", id: `found-${i}`, "aria-selected": String(i === 0), "data-to": root + f.to },
      ...marked(f.heading, words), element("small", {}, f.page === f.heading ? "" : `${f.page} · `, ...marked(piece(f.text, words), words)));
    return item;
  }));
  count.textContent = words.length === 0 ? "Type a word: ↑ ↓ choose, Enter goes there"
    : found.length === 0 ? "Found nowhere" : found.length === 1 ? "Found in 1 place" : `Found in ${found.length} places`;
  choose(0);
}

// piece returns the part of a text around the first of the words in it.
function piece(text, words) {
  const at = Math.max(0, plain(text).indexOf(words.find((w) => plain(text).includes(w)) ?? "") - 40);
  const from = at === 0 ? 0 : text.indexOf(" ", at) + 1;
  return (from ? "… " : "") + text.slice(from, from + 130) + (text.length > from + 130 ? " …" : "");
}

function marked(text, words) {
  const low = text.toLowerCase(), parts = [];
  for (let at = 0; at < text.length;) {
    const hits = words.map((w) => [low.indexOf(w, at), w.length]).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
    if (!hits.length) { parts.push(text.slice(at)); break; }
    const [i, length] = hits[0];
    parts.push(text.slice(at, i), element("mark", {}, text.slice(i, i + length)));
    at = i + length;
  }
  return parts;
}

function choose(i) {
  const items = [...list.children];
  if (!items.length) { input.removeAttribute("aria-activedescendant"); return; }
  i = (i + items.length) % items.length;
  items.forEach((item, j) => item.setAttribute("aria-selected", String(i === j)));
  items[i].scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", items[i].id);
}
const chosen = () => [...list.children].findIndex((item) => item.getAttribute("aria-selected") === "true");
function go(item) {
  dialog.close();
  location.href = item.dataset.to;
}
input.addEventListener("input", () => { if (window.bookIndex) search(); });
input.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown") choose(chosen() + 1);
  else if (event.key === "ArrowUp") choose(chosen() - 1);
  else if (event.key === "Enter" && list.children[chosen()]) go(list.children[chosen()]);
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => {
  const item = event.target.closest("li");
  if (item) go(item);
});
