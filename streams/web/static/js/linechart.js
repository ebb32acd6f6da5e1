// Lines by month of the fiscal year, one a year: the year in question strong, those before it lighter.

import { d3 } from "./vendor.js";
import { onWidth, put, s, h, uid } from "./dom.js";
import { amount, shortMonth } from "./format.js";
import { lines as saidLines, spoken } from "./claims.js";
import { reachable } from "./points.js";
import { tooltip } from "./tooltip.js";

/**
 * A chart of `years`, the strongest first: `{name, figures, disputed}` with the month's `index` in each figure.
 * `zero`: the lines start at nothing. `target`: a figure drawn as a level. `follow(figure)` is called for a point.
 */
export function lineChart({ years, unit, calendar, zero, target, label, follow }) {
  const holder = h("div", { class: "plot" });
  const canvas = h("div", { class: "plot-area" });
  const help = h(
    "p",
    { class: "visually-hidden", id: uid("help") },
    "Arrow left and right go from month to month, up and down from year to year, Enter opens the sentence.",
  );
  holder.append(help, canvas);
  const tip = tooltip(holder);
  onWidth(holder, (width) =>
    draw(canvas, { years, unit, calendar, zero, target, label, follow, width, tip, help: help.id }),
  );
  return holder;
}

function draw(canvas, { years, unit, calendar, zero, target, label, follow, width, tip, help }) {
  const small = width < 560;
  const height = small ? 300 : 400;
  const margin = { top: 18, right: small ? 58 : 104, bottom: 30, left: small ? 40 : 52 };
  const x = d3.scaleLinear([zero ? 0 : 0.6, 12.2], [margin.left, width - margin.right]);
  const values = years.flatMap((year) => year.figures.map((item) => item.value));
  const shownTarget = target && target.value <= Math.max(...values) * 2.2 ? target : null;
  const [low, high] = d3.extent([...values, ...(shownTarget ? [shownTarget.value] : []), ...(zero ? [0] : [])]);
  const gap = (high - low || Math.abs(high) || 1) * 0.08;
  const y = d3
    .scaleLinear(
      [zero && low >= 0 ? 0 : low - gap, zero && high <= 0 ? 0 : high + gap],
      [height - margin.bottom, margin.top],
    )
    .nice(5);
  const svg = s("svg", {
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
    role: "group",
    "aria-label": label,
    "aria-describedby": help,
  });
  const frame = { x, y, width, height, margin, unit, calendar, small };
  svg.append(grid(frame));
  if (shownTarget) svg.append(targetLine(frame, shownTarget));
  const drawn = years.map((year, rank) => ({ year, rank: Math.min(rank, 3) }));
  for (const { year, rank } of [...drawn].reverse()) svg.append(...strokes(frame, year, rank, zero));
  const groups = drawn.map(({ year, rank }) => marks(frame, year, rank));
  for (const group of [...groups].reverse()) svg.append(...group.map(({ node }) => node));
  svg.append(...endLabels(frame, drawn));
  put(canvas, svg);
  reachable(
    groups.filter((group) => group.length),
    {
      onShow: (figure, node) => {
        const title =
          figure.method === "disputed" ? `${figure.name}: disputed` : `${figure.name} (${figure.row.fiscal_year})`;
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
    },
  );
}

function grid({ x, y, width, height, margin, unit, calendar, small }) {
  const group = s("g", { class: "axis", "aria-hidden": "true" });
  for (const tick of y.ticks(5)) {
    group.append(
      s("line", {
        x1: margin.left,
        x2: width - margin.right,
        y1: y(tick),
        y2: y(tick),
        class: tick === 0 ? "zero" : "rule",
      }),
    );
    group.append(s("text", { x: margin.left - 8, y: y(tick), dy: "0.32em", "text-anchor": "end" }, amount(tick, unit)));
  }
  for (const { index, month } of calendar) {
    const name = shortMonth(month);
    group.append(s("text", { x: x(index), y: height - 8, "text-anchor": "middle" }, small ? name.charAt(0) : name));
  }
  return group;
}

function targetLine({ x, y, width, margin, unit }, target) {
  const level = y(target.value);
  return s(
    "g",
    { class: "target", "aria-hidden": "true" },
    s("line", { x1: x.range()[0], x2: width - margin.right, y1: level, y2: level }),
    s("text", { x: x.range()[0] + 4, y: level - 6 }, `${target.name}: ${amount(target.value, unit)}`),
  );
}

/** A line through the points; dashed where a month between two of them is not known. */
function strokes({ x, y }, year, rank, zero) {
  const points = zero ? [{ index: 0, value: 0 }, ...year.figures] : year.figures;
  return points.slice(1).map((point, index) => {
    const before = points[index];
    const gap = point.index - before.index > 1;
    return s("line", {
      class: `stroke rank-${rank}${gap ? " gap" : ""}`,
      "aria-hidden": "true",
      x1: x(before.index),
      y1: y(before.value),
      x2: x(point.index),
      y2: y(point.value),
    });
  });
}

function marks({ x, y }, year, rank) {
  const [bottom, top] = y.range();
  const points = year.figures.map((figure) => ({
    figure,
    node: point(figure, x(figure.index), y(figure.value), rank),
  }));
  const claims = year.disputed.map((figure) => {
    const level = Math.min(bottom, Math.max(top, y(figure.value)));
    // beside the figure that it disputes where it would cover it
    const covers = year.figures.some((other) => other.index === figure.index && Math.abs(y(other.value) - level) < 14);
    return {
      figure,
      node: point(figure, x(figure.index) + (covers ? (figure.index === 12 ? -16 : 16) : 0), level, rank),
    };
  });
  return [...points, ...claims].sort((a, b) => a.figure.index - b.figure.index);
}

/** One point: a disc where reported, a ring where it follows from others, a cross where it is disputed. */
export function point(figure, cx, cy, rank = 0) {
  const size = rank === 0 ? 5 : 4;
  const group = s("g", {
    class: `point rank-${rank} ${figure.method}`,
    role: "button",
    "aria-label": spoken(figure),
    data: { x: cx, y: cy, key: figure.key },
  });
  group.append(s("circle", { class: "hit", cx, cy, r: 13 }));
  if (figure.method === "disputed") {
    group.append(
      s("circle", { class: "backdrop", cx, cy, r: 7 }),
      s("path", { class: "cross", d: `M${cx - 4.5} ${cy - 4.5}l9 9m0-9l-9 9` }),
    );
    return group;
  }
  if (figure.disputed.length) group.append(s("path", { class: "doubt", d: diamond(cx, cy, rank === 0 ? 10 : 8) }));
  group.append(s("circle", { class: "dot", cx, cy, r: size }));
  return group;
}

const diamond = (x, y, r) => `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r}${-r}z`;

/** Names at the lines' ends, with their values where there is room; moved apart where they would overlap. */
function endLabels({ x, y, unit, small }, drawn) {
  const ends = drawn
    .filter(({ year }) => year.figures.length)
    .map(({ year, rank }) => {
      const last = year.figures.at(-1);
      return { year, rank, last, at: y(last.value) };
    })
    .sort((a, b) => a.at - b.at);
  for (let index = 1; index < ends.length; index += 1)
    ends[index].at = Math.max(ends[index].at, ends[index - 1].at + (small ? 16 : 32));
  return ends.map(({ year, rank, last, at }) =>
    s(
      "text",
      { class: `end rank-${rank}`, "aria-hidden": "true", x: x(last.index) + (small ? 9 : 12), y: at, dy: small ? "0.32em" : 0 },
      s("tspan", { class: "end-name" }, year.name),
      small ? null : s("tspan", { x: x(last.index) + 12, dy: "1.2em" }, amount(last.value, unit, last.rounding)),
    ),
  );
}
