// Everything works without this file. With it: rows and their words light one another, keys, light or dark.
"use strict";

(() => {
  const root = document.documentElement;
  root.classList.add("has-script");

  const stored = (name) => { try { return localStorage.getItem(name); } catch { return null; } };
  const store = (name, value) => { try { localStorage.setItem(name, value); } catch { /* a browser may forbid it */ } };
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  const isDark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const turn = () => { root.dataset.theme = isDark() ? "light" : "dark"; store("theme", root.dataset.theme); };
  const keys = () => { const list = document.getElementById("keys"); if (list.open) list.close(); else list.showModal(); };
  const deeds = { theme: turn, keys, print: () => window.print() };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button && deeds[button.dataset.do]) deeds[button.dataset.do]();
  });

  // An article: the words of a row and the row light one another.
  const marks = [...document.querySelectorAll("mark[data-rows]")];
  const entries = new Map([...document.querySelectorAll(".entry[data-row]")].map((entry) => [entry.dataset.row, entry]));
  const has = (mark, row) => mark.dataset.rows.split(" ").includes(row);
  const light = (row, on) => {
    for (const mark of marks) if (has(mark, row)) mark.classList.toggle("lit", on);
    entries.get(row)?.classList.toggle("lit", on);
  };
  const choose = (row, entry) => {
    for (const mark of marks) mark.classList.toggle("chosen", has(mark, row));
    for (const [name, each] of entries) {
      each.classList.toggle("chosen", name === row);
      const link = each.querySelector(".to-words");
      if (name === row) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
    }
    if (entry) entries.get(row)?.scrollIntoView({ block: "nearest" });
    else document.getElementById(row)?.scrollIntoView({ block: "center" });
    history.replaceState(null, "", `?row=${row}#${row}`);
  };
  // Of several rows over the same words, the one with the fewest pieces is meant: the innermost.
  const inner = (mark) => mark.dataset.rows.split(" ").map((row) => [marks.filter((each) => has(each, row)).length, row]).sort((a, b) => a[0] - b[0])[0][1];
  for (const [row, entry] of entries) {
    for (const [begin, end] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
      entry.addEventListener(begin, () => light(row, true));
      entry.addEventListener(end, () => light(row, false));
    }
    entry.querySelector(".to-words").addEventListener("click", (event) => { event.preventDefault(); choose(row, false); });
  }
  const chosen = document.querySelector(".entry.chosen");
  if (chosen) chosen.closest(".rows").scrollTop = chosen.offsetTop - chosen.closest(".rows").clientHeight / 3;
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => light(inner(mark), true));
    mark.addEventListener("mouseleave", () => light(inner(mark), false));
    mark.addEventListener("click", () => { if (!String(getSelection())) choose(inner(mark), true); });
  }

  // Words that are selected may become a row, or the words of the chosen one. Offsets count code points, as the record does.
  const text = document.querySelector("article.text");
  const bar = document.getElementById("selected");
  const length = (words) => [...words].length;
  // Between paragraphs the page has line breaks of its own, which are no part of the text.
  const offset = (node, at) => {
    let sum = 0;
    for (const paragraph of text.querySelectorAll("p")) {
      const range = document.createRange();
      range.selectNodeContents(paragraph);
      if (range.comparePoint(node, at) > 0) { sum += length(paragraph.textContent); continue; }
      if (range.comparePoint(node, at) < 0) return sum;
      range.setEnd(node, at);
      return sum + length(range.toString());
    }
    return sum;
  };
  if (text && bar) document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    const range = chosen.rangeCount && !chosen.isCollapsed ? chosen.getRangeAt(0) : null;
    bar.hidden = !range || !text.contains(range.startContainer) || !text.contains(range.endContainer);
    if (bar.hidden) return;
    const span = `?start=${offset(range.startContainer, range.startOffset)}&end=${offset(range.endContainer, range.endOffset)}`;
    const add = bar.querySelector("[data-add]");
    add.href = add.dataset.add + span;
    const words = bar.querySelector("[data-words]");
    const row = document.querySelector(".entry.chosen")?.dataset.row;
    words.hidden = !row;
    if (row) words.href = `/rows/${row}/correct${span}`;
  });

  // Keys.
  const pages = { b: "/", d: "/demands", t: "/timeline", w: "/parties", s: "/statements", a: "/articles" };
  let before = "";
  const step = (by) => {
    const stops = [...document.querySelectorAll("main .to-words, main .what")];
    if (!stops.length) return;
    const at = stops.indexOf(document.activeElement);
    const next = stops[Math.min(Math.max(at + by, 0), stops.length - 1)];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    const busy = event.target.closest("input, select, textarea, dialog[open]");
    if (busy || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key;
    if (before === "g" && pages[key]) location.href = pages[key];
    else if (key === "/") { event.preventDefault(); document.getElementById("find").focus(); }
    else if (key === "?") keys();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else document.querySelector(`.moves [data-key="${CSS.escape(key)}"]`)?.click();
    before = key;
  });
})();
