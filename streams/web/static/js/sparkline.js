// A small line without axes, beside the number that it leads to.

import { d3 } from "./vendor.js";
import { s } from "./dom.js";

/** A sparkline of values; decoration beside a number that says the same, so it is hidden from screen readers. */
export function sparkline(values, { width = 64, height = 24, step = false } = {}) {
  const all = values.map((value) => value ?? 0);
  const known = all.length === 1 ? [all[0], all[0]] : all;
  const x = d3.scaleLinear([0, Math.max(1, known.length - 1)], [2, width - 4]);
  const y = d3.scaleLinear([0, Math.max(1, ...known)], [height - 3, 4]);
  const line = d3
    .line(
      (_, index) => x(index),
      (value) => y(value),
    )
    .curve(step ? d3.curveStepAfter : d3.curveLinear);
  return s(
    "svg",
    { class: "spark", width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false" },
    s("path", { d: line(known) }),
    known.length ? s("circle", { cx: x(known.length - 1), cy: y(known.at(-1)), r: 2.5 }) : null,
  );
}
