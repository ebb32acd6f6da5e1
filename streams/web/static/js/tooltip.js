// What a point says, beside it, while it has the pointer or the focus.

import { h, put } from "./dom.js";

/** A tooltip in a positioned element: `show(x, y, title, value, lines)`, `hide()`. */
export function tooltip(parent) {
  const box = h("div", { class: "tip", role: "presentation", hidden: true });
  parent.append(box);
  return {
    show(x, y, title, value, lines, foot = "Enter or click: the sentence it comes from") {
      put(
        box,
        h("p", { class: "tip-title" }, title),
        h("p", { class: "tip-value" }, value),
        h(
          "ul",
          {},
          lines.map((line) => h("li", {}, line)),
        ),
        foot ? h("p", { class: "tip-foot" }, foot) : null,
      );
      box.hidden = false;
      const [width, room] = [box.offsetWidth, parent.clientWidth];
      const left = Math.min(Math.max(0, x - width / 2), Math.max(0, room - width));
      const above = y - box.offsetHeight - 14;
      box.style.setProperty("--x", `${left}px`);
      box.style.setProperty("--y", `${above < -60 ? y + 18 : above}px`);
    },
    hide() {
      box.hidden = true;
    },
  };
}
