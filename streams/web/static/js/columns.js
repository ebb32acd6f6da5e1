// The months of one fiscal year as columns, the year before as a tick in each, disputed claims as crosses.

import { d3 } from "./vendor.js";
import { h, onWidth, put, s, uid } from "./dom.js";
import { amount, shortMonth } from "./format.js";
import { lines as saidLines, spoken } from "./claims.js";
import { point } from "./linechart.js";
import { reachable } from "./points.js";
import { tooltip } from "./tooltip.js";

/** A chart of `figures` (months) and `disputed` claims; `before` are the months of the year before. */
export function columnChart({ figures, disputed, before, unit, calendar, label, follow }) {
  const holder = h("div", { class: "plot" });
  const canvas = h("div", { class: "plot-area" });
  holder.append(canvas);
  const tip = tooltip(holder);
  onWidth(holder, (width) => draw(canvas, { figures, disputed, before, unit, calendar, label, follow, width, tip }));
  return holder;
}

function draw(canvas, { figures, disputed, before, unit, calendar, label, follow, width, tip }) {
  const small = width < 560;
  const height = small ? 210 : 250;
  const margin = { top: 16, right: small ? 14 : 104, bottom: 30, left: small ? 40 : 52 };
  const x = d3.scaleBand(d3.range(1, 13), [margin.left, width - margin.right]).padding(0.32);
  const values = [...figures, ...before].map((item) => item.value);
  const [low, high] = d3.extent([
    0,
    ...values,
    ...disputed.map((item) => item.value).filter((value) => value < Math.max(...values) * 1.5),
  ]);
  const y = d3.scaleLinear([low, high * 1.06], [height - margin.bottom, margin.top]).nice(4);
  const hatch = uid("hatch");
  const svg = s(
    "svg",
    { width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": label },
    s(
      "defs",
      {},
      s(
        "pattern",
        { id: hatch, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
        s("rect", { width: 6, height: 6, class: "hatch-ground" }),
        s("line", { x1: 0, x2: 0, y1: 0, y2: 6, class: "hatch-line" }),
      ),
    ),
  );
  svg.append(axis({ x, y, width, height, margin, unit, calendar, small }));
  const columns = figures.map((figure) => ({ figure, node: column(figure, { x, y, hatch }) }));
  svg.append(...columns.map(({ node }) => node));
  for (const item of before) {
    const left = x(item.index) - 3;
    svg.append(
      s("line", {
        class: "before",
        "aria-hidden": "true",
        x1: left,
        x2: left + x.bandwidth() + 6,
        y1: y(item.value),
        y2: y(item.value),
      }),
    );
  }
  const [bottom, top] = y.range();
  const claims = disputed.map((figure) => {
    const level = Math.min(bottom, Math.max(top, y(figure.value)));
    return { figure, node: point(figure, x(figure.index) + x.bandwidth() + 2, level) };
  });
  svg.append(...claims.map(({ node }) => node));
  put(canvas, svg);
  const group = [...columns, ...claims].sort((a, b) => a.figure.index - b.figure.index);
  reachable(group.length ? [group] : [], {
    onShow: (figure, node) => {
      const title = figure.method === "disputed" ? `${figure.name}: disputed` : figure.name;
      tip.show(
        Number(node.dataset.x),
        Number(node.dataset.y),
        title,
        amount(figure.value, unit, figure.rounding),
        saidLines(figure),
      );
    },
    onHide: () => tip.hide(),
    onFollow: follow,
  });
}

function axis({ x, y, width, height, margin, unit, calendar, small }) {
  const group = s("g", { class: "axis", "aria-hidden": "true" });
  for (const tick of y.ticks(4)) {
    group.append(
      s("line", {
        x1: margin.left,
        x2: width - margin.right,
        y1: y(tick),
        y2: y(tick),
        class: tick === 0 ? "zero" : "rule",
      }),
      s("text", { x: margin.left - 8, y: y(tick), dy: "0.32em", "text-anchor": "end" }, amount(tick, unit)),
    );
  }
  for (const { index, month } of calendar) {
    const name = shortMonth(month);
    group.append(
      s(
        "text",
        { x: x(index) + x.bandwidth() / 2, y: height - 8, "text-anchor": "middle" },
        small ? name.charAt(0) : name,
      ),
    );
  }
  return group;
}

/** A column: full where reported, hatched where derived; a whisker where its range can be seen. */
function column(figure, { x, y, hatch }) {
  const [left, wide] = [x(figure.index), x.bandwidth()];
  const [from, to] = [Math.min(y(0), y(figure.value)), Math.max(y(0), y(figure.value))];
  const middle = left + wide / 2;
  const group = s("g", {
    class: `column ${figure.method}`,
    role: "button",
    "aria-label": spoken(figure),
    data: { x: middle, y: from, key: figure.key },
  });
  const derived = figure.method === "derived";
  group.append(
    s("rect", {
      class: "body",
      x: left,
      y: from,
      width: wide,
      height: Math.max(1, to - from),
      rx: 2,
      ...(derived ? { fill: `url(#${hatch})` } : {}),
    }),
  );
  const [high, low] = [y(figure.high ?? figure.value), y(figure.low ?? figure.value)];
  if (low - high > 3)
    group.append(
      s("path", { class: "whisker", d: `M${middle} ${high}V${low}M${middle - 4} ${high}h8M${middle - 4} ${low}h8` }),
    );
  if (figure.disputed.length) group.append(s("path", { class: "doubt", d: `M${middle} ${from - 12}l6 6l-6 6l-6-6z` }));
  return group;
}
