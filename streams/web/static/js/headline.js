// The latest figure of a fiscal year, large, and beside it what else a reader wants to know first.

import { h } from "./dom.js";
import { amount, months, percent, period, plural, points, range } from "./format.js";
import { withQuery } from "./router.js";

/** The address that opens a figure's sentence over the present view. */
export const source = (figure) => withQuery({ figure: figure.key, article: null });

/** The headline of a row's figures. */
export function headline(row, found) {
  const main = found.totals.at(-1) ?? found.latest ?? found.months.at(-1) ?? found.target;
  if (!main) return null;
  const between = range(main, main.unit);
  return h(
    "section",
    { class: "headline", "aria-label": "Latest figure" },
    h(
      "div",
      { class: "big" },
      h("p", { class: "eyebrow" }, when(row, main)),
      h(
        "p",
        { class: "value" },
        h(
          "a",
          { href: source(main), class: "figure-link", data: { figure: main.key } },
          amount(main.value, main.unit, main.rounding),
          h("span", { class: "visually-hidden" }, ", open its sentence"),
        ),
      ),
      h(
        "p",
        { class: "sub" },
        growth(main.yoy, main.value < 0 ? "in size on the year before" : "on the year before"),
        between ? h("span", { class: "range" }, between) : null,
      ),
    ),
    h("dl", { class: "tiles" }, tiles(found, main)),
  );
}

function when(row, main) {
  if (main.method === "disputed" || main.wanted) return main.name;
  if (!main.end) return main.name;
  return main.index === 12
    ? `${row.fiscal_year}, the whole year`
    : `${row.fiscal_year} so far: ${months(row.start, main.end)}`;
}

function growth(value, what) {
  if (value === null || value === undefined) return null;
  const direction = value > 0 ? "up" : value < 0 ? "down" : "flat";
  return h(
    "span",
    { class: `growth ${direction}` },
    h("span", { class: "arrow", "aria-hidden": "true" }, { up: "▲", down: "▼", flat: "■" }[direction]),
    `${percent(value)} ${what}`,
  );
}

function tiles(found, main) {
  const items = main.row.latest === null || main.end ? [] : moves(main.row, main.row.latest);
  const month = found.months.at(-1);
  if (month && month.label !== main.label) items.push(tile(month.name, month, growth(month.yoy, "on the year")));
  if (found.rolling) items.push(tile("Last twelve months", found.rolling, growth(found.rolling.yoy, "on the year")));
  if (found.target && found.target !== main) {
    const share = main.end ? `${Math.round((100 * main.value) / found.target.value)}% of it so far` : null;
    items.push(tile(found.target.name, found.target, share));
  }
  if (found.disputed.length) {
    items.push(
      h(
        "div",
        { class: "tile disputed-tile" },
        h("dt", {}, "Disputed"),
        h(
          "dd",
          {},
          h(
            "a",
            { href: "#disputed", class: "figure-link", on: { click: jump } },
            plural(found.disputed.length, "claim"),
          ),
          h("span", { class: "tile-note" }, "rejected, each with its reason"),
        ),
      ),
    );
  }
  return items;
}

/** How a level moved since the one before it, and since a year before. */
function moves(row, latest) {
  const same = latest.previous?.label === latest.year_before?.label;
  return [
    ["previous", same ? null : latest.previous],
    ["year_before", latest.year_before],
  ]
    .filter(([, item]) => item)
    .map(([name, item]) =>
      h(
        "div",
        { class: "tile" },
        h("dt", {}, `${name === "previous" ? "Since" : "A year before:"} ${period(item.label)}`),
        h(
          "dd",
          {},
          h("span", { class: "tile-value" }, row.unit === "percent" ? points(item.change) : percent(item.percent)),
          h("span", { class: "tile-note" }, `it was ${amount(item.value, row.unit)}`),
        ),
      ),
    );
}

const tile = (name, figure, note) =>
  h(
    "div",
    { class: "tile" },
    h("dt", {}, name),
    h(
      "dd",
      {},
      h(
        "a",
        { href: source(figure), class: "figure-link", data: { figure: figure.key } },
        amount(figure.value, figure.unit, figure.rounding),
      ),
      note ? h("span", { class: "tile-note" }, note) : null,
    ),
  );

function jump(event) {
  event.preventDefault();
  const list = document.getElementById("disputed");
  list?.scrollIntoView({ block: "start" });
  list?.querySelector("a")?.focus({ preventScroll: true });
}
