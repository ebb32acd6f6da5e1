// How a toll rose: a step at each report, the range that is believed now as a band.

import { d3 } from "./vendor.js";
import { h, onWidth, put, s } from "./dom.js";
import { moment, shortDay } from "./format.js";
import { reachable } from "./points.js";
import { tooltip } from "./tooltip.js";

/** The plot of `reports` (of `toll_history`) for `what`, `killed` or `injured`; `toll` is its low, best, high. */
export function tollPlot({ reports, what, toll, follow }) {
  const holder = h("div", { class: "plot toll" });
  const canvas = h("div", { class: "plot-area" });
  holder.append(canvas);
  const tip = tooltip(holder);
  const known = reports.filter((report) => report[what] !== null);
  onWidth(holder, (width) => draw(canvas, { known, what, toll, follow, width, tip }));
  return holder;
}

function draw(canvas, { known, what, toll, follow, width, tip }) {
  const height = 170;
  const margin = { top: 14, right: 46, bottom: 26, left: 34 };
  const times = known.map((report) => new Date(report.as_of));
  const [first, last] = d3.extent(times);
  const room = Math.max(3600e3, (last - first) * 0.06);
  const x = d3.scaleUtc([new Date(+first - room), new Date(+last + room)], [margin.left, width - margin.right]);
  const y = d3
    .scaleLinear(
      [0, Math.max(1, toll.high ?? 0, ...known.map((report) => report[what]))],
      [height - margin.bottom, margin.top],
    )
    .nice(4);
  const svg = s("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": `Reports of the ${what}, by time`,
  });
  svg.append(axis({ x, y, width, height, margin }));
  if (toll.low !== null && toll.high !== null) {
    svg.append(
      s("rect", {
        class: "band",
        x: margin.left,
        width: width - margin.left - margin.right,
        y: y(toll.high),
        height: Math.max(2, y(toll.low) - y(toll.high)),
      }),
    );
  }
  if (toll.best !== null) {
    svg.append(
      s("line", { class: "best", x1: margin.left, x2: width - margin.right, y1: y(toll.best), y2: y(toll.best) }),
    );
    for (const [name, level] of levels(toll, y)) {
      svg.append(
        s("text", { class: "level", "aria-hidden": "true", x: width - margin.right + 6, y: level, dy: "0.32em" }, name),
      );
    }
  }
  const step = d3
    .line(
      (report) => x(new Date(report.as_of)),
      (report) => y(report[what]),
    )
    .curve(d3.curveStepAfter);
  svg.append(s("path", { class: "steps", d: step(known) }));
  const points = known.map((report, index) => ({ figure: { ...report, index }, node: point(report, x, y, what) }));
  svg.append(...points.map(({ node }) => node));
  put(canvas, svg);
  reachable(points.length ? [points] : [], {
    onShow: (report, node) =>
      tip.show(Number(node.dataset.x), Number(node.dataset.y), moment(report.as_of), `${report[what]} ${what}`, [
        report.source ?? "Unnamed source",
      ]),
    onHide: () => tip.hide(),
    onFollow: follow,
  });
}

function point(report, x, y, what) {
  const [cx, cy] = [x(new Date(report.as_of)), y(report[what])];
  return s(
    "g",
    {
      class: "report",
      role: "button",
      "aria-label": `${report[what]} ${what}, ${report.source ?? "unnamed source"}, ${moment(report.as_of)}`,
      data: { x: cx, y: cy, key: `${report.article}:${what}` },
    },
    s("circle", { class: "hit", cx, cy, r: 12 }),
    s("circle", { class: "dot", cx, cy, r: 4 }),
  );
}

function axis({ x, y, width, height, margin }) {
  const group = s("g", { class: "axis", "aria-hidden": "true" });
  for (const tick of y.ticks(3).filter(Number.isInteger)) {
    group.append(
      s("line", {
        x1: margin.left,
        x2: width - margin.right,
        y1: y(tick),
        y2: y(tick),
        class: tick === 0 ? "zero" : "rule",
      }),
      s("text", { x: margin.left - 7, y: y(tick), dy: "0.32em", "text-anchor": "end" }, String(tick)),
    );
  }
  const days = x.ticks(d3.utcDay.every(1));
  const every = Math.ceil(days.length / Math.max(2, Math.floor(width / 95)));
  const ticks = days.length ? days.filter((_, index) => index % every === 0) : [x.domain()[0]];
  for (const tick of ticks) {
    group.append(
      s(
        "text",
        { x: x(tick), y: height - 7, "text-anchor": days.length ? "middle" : "start" },
        shortDay(tick.toISOString()).replace(/ \d{4}$/, ""),
      ),
    );
  }
  return group;
}

/** The range's names at the right edge, those that would overlap left out. */
function levels({ low, best, high }, y) {
  const found = [[String(best), y(best)]];
  for (const [value, name] of [
    [high, "high"],
    [low, "low"],
  ]) {
    if (value !== null && value !== best && found.every(([, level]) => Math.abs(level - y(value)) > 13))
      found.push([`${value} ${name}`, y(value)]);
  }
  return found;
}
