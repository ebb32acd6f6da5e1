// A list of any length: only the rows that can be seen, and a few around them, are in the page.

import { h, onWidth, put } from "./dom.js";

const AROUND = 6;

/** `height`: of a row, in pixels. `render(item)` gives a row's element. `show(items, {keep})` sets them, where `keep` keeps the place; `update()` after layout changes. */
export function virtualList({ height, label, render }) {
  const rows = h("ul", { class: "rows", "aria-label": label });
  const element = h("div", { class: "virtual", tabindex: "-1" }, rows);
  const shown = new Map();
  let items = [];
  let asked = 0;

  function update() {
    if (!element.isConnected) return;
    const { top } = rows.getBoundingClientRect();
    const frame = element.getBoundingClientRect();
    const from = Math.max(0, frame.top) - top;
    const to = Math.min(window.innerHeight, frame.bottom) - top;
    const first = Math.max(0, Math.floor(from / height) - AROUND);
    const last = Math.min(items.length, Math.ceil(to / height) + AROUND);
    const focused = rows.contains(document.activeElement)
      ? Number(document.activeElement.closest("li").dataset.index)
      : -1;
    for (const [index, node] of shown) {
      if ((index < first || index >= last) && index !== focused) {
        node.remove();
        shown.delete(index);
      }
    }
    for (let index = first; index < last; index += 1) {
      if (!shown.has(index)) insert(index);
    }
  }

  function insert(index) {
    const node = h(
      "li",
      {
        "aria-setsize": items.length,
        "aria-posinset": index + 1,
        data: { index },
        vars: { top: `${index * height}px` },
      },
      render(items[index]),
    );
    const next = [...shown.keys()].filter((other) => other > index).sort((a, b) => a - b)[0];
    rows.insertBefore(node, next === undefined ? null : shown.get(next)); // in order, for the Tab key
    shown.set(index, node);
  }

  const later = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      update();
    });
  };

  rows.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const index = Number(event.target.closest("li")?.dataset.index);
    if (!step || Number.isNaN(index) || !items[index + step]) return;
    event.preventDefault();
    if (!shown.has(index + step)) insert(index + step);
    const link = shown.get(index + step).querySelector("a");
    link.focus({ preventScroll: true });
    shown.get(index + step).scrollIntoView({ block: "nearest" });
  });
  document.addEventListener("scroll", later, { capture: true, passive: true });
  window.addEventListener("resize", later);
  onWidth(element, later);

  return {
    element,
    update,
    show(next, { keep = false } = {}) {
      items = next;
      const focused =
        keep && rows.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      shown.clear();
      put(rows);
      rows.style.setProperty("height", `${items.length * height}px`);
      if (!keep) element.scrollTop = 0;
      update();
      if (focused) rows.querySelector(`[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    },
    leave() {
      document.removeEventListener("scroll", later, { capture: true });
      window.removeEventListener("resize", later);
    },
  };
}
