// The figures of one series: its latest, its years as lines, its months as columns, and what is disputed.

import { all } from "./api.js";
import { catalogue, countries, fullest, indicators } from "./catalogue.js";
import { figures as readFigures } from "./claims.js";
import { columnChart } from "./columns.js";
import { calendar } from "./cumulative.js";
import { h, put, uid } from "./dom.js";
import { background, disputes, monthTable } from "./figuretable.js";
import { plural } from "./format.js";
import { headline, source } from "./headline.js";
import { lineChart } from "./linechart.js";
import { country, indicator } from "./names.js";
import { format, go, here } from "./router.js";
import { openSource } from "./source.js";
import { hear } from "./stream.js";
import { empty, settle } from "./states.js";

/** How long changes are gathered before they are shown, in milliseconds. */
const GATHER = 1500;
const FIRST = { geo: "PK", indicator: "exports.it" };

/** The view: `show(place)` draws the place, or only opens and closes the source panel where the series stays the same. */
export function figuresView(root) {
  const body = h("div", { class: "series" });
  const pickers = h("div", { class: "pickers" });
  const heading = h("h1", { id: "view-title" }, "Figures");
  const news = h("p", { class: "news", role: "status" });
  put(root, h("div", { class: "view figures" }, h("div", { class: "view-head" }, heading, pickers), news, body));
  let shown = "";
  let known = new Map();
  let texts = new Map();
  let timer = 0;
  /** Rows of the series that came on the stream and are not shown yet, as text by key. */
  const came = new Map();

  const deaf = hear({
    onEntry: ({ kind, value }) => {
      const [geo, code] = shown.split("/");
      if (kind !== "table" || value.table !== "fiscal-years" || !value.key.startsWith(`${geo}/${code}/`)) return;
      came.set(value.key, JSON.stringify(value.row));
      timer ||= setTimeout(renew, GATHER);
    },
    onReset: () => reload(),
  });

  /** Shows what came meanwhile: at once, or when asked for where it would take the reader's place away. */
  function renew() {
    timer = 0;
    if ([...came].every(([key, text]) => texts.get(key) === text)) return;
    const busy = body.contains(document.activeElement) || body.querySelector("details[open]");
    if (!busy && !document.querySelector("dialog[open]")) {
      reload();
      return;
    }
    put(
      news,
      h("button", { type: "button", class: "button", on: { click: reload } }, "New figures have come: show them"),
    );
  }

  async function reload() {
    put(news);
    const key = shown;
    const [geo, code] = key.split("/");
    try {
      const found = await load(geo, code, here());
      if (key === shown) fill(found);
    } catch {
      // what is shown was true; the next change asks again
    }
  }

  function fill([rows, first]) {
    if (!rows.length && first) return;
    put(body, drawn(rows));
  }

  function drawn(rows) {
    const view = series(rows, shown.split("/")[2]);
    known = view.known;
    texts = new Map(rows.map((row) => [row.key, JSON.stringify(row)]));
    came.clear();
    return view.element;
  }

  async function show(place) {
    const [geo = FIRST.geo, code = FIRST.indicator, year = ""] = place.parts;
    const key = [geo, code, year].join("/");
    if (key !== shown) {
      shown = key;
      came.clear();
      put(news);
      heading.textContent = `${indicator(code)}, ${country(geo)}`;
      document.title = `${indicator(code)}, ${country(geo)} · Khabar`;
      pick(pickers, geo, code);
      await settle(
        body,
        "the series",
        () => load(geo, code, place),
        ([rows, first]) => first ?? drawn(rows),
      );
    }
    if (key === shown) panel(place, known);
  }
  return {
    show,
    leave() {
      deaf();
      clearTimeout(timer);
      openSource(null);
    },
  };
}

async function load(geo, code, place) {
  const rows = await all("fiscal-years", { geo, indicator: code, limit: 100 });
  if (rows.length || place.parts.length) return [rows, null];
  const best = fullest(await catalogue());
  if (best) go(format({ view: "figures", parts: [best.geo, best.indicator] }), { replace: true });
  return [
    rows,
    best
      ? h("p", {}, "")
      : empty(
          "No figures yet",
          "No article with an economic figure has come through. They appear here as they are read.",
          h("a", { class: "button", href: "#/live" }, "Watch the stream"),
        ),
  ];
}

function panel(place, known) {
  const figure = known.get(place.query.figure);
  openSource(figure ? { figure, article: place.query.article } : null);
}

async function pick(pickers, geo, code) {
  let series;
  try {
    series = await catalogue();
  } catch {
    return; // the series itself says what is wrong
  }
  if (!series.some((entry) => entry.geo === geo))
    series = [...series, { geo, indicator: code, years: [], articles: 0 }];
  const to = (parts) => go(format({ view: "figures", parts }));
  put(
    pickers,
    select("Country", countries(series), geo, (value) => {
      const same = series.some((entry) => entry.geo === value && entry.indicator === code);
      const best = fullest(series.filter((entry) => entry.geo === value));
      to([value, same ? code : best.indicator]);
    }),
    select("Series", indicators(series, geo), code, (value) => to([geo, value])),
  );
}

function select(label, options, chosen, onChange) {
  const id = uid("pick");
  return h(
    "div",
    { class: "field" },
    h("label", { for: id }, label),
    h(
      "select",
      { id, on: { change: (event) => onChange(event.target.value) } },
      options.map(([value, name]) => h("option", { value, selected: value === chosen }, name)),
    ),
  );
}

/** The element of a series, and the figures in it by key. */
function series(rows, wanted) {
  if (!rows.length) {
    return {
      known: new Map(),
      element: empty("No such series yet", "No article has given a figure for it. Choose another series above."),
    };
  }
  const years = [...rows].sort((a, b) => b.start.localeCompare(a.start));
  const told = (row) => row.cumulative || row.months.length || row.latest;
  const row = years.find((item) => item.fiscal_year === wanted) ?? years.find(told) ?? years[0];
  const found = new Map(years.map((item) => [item, readFigures(item)]));
  const known = new Map(years.flatMap((item) => [...found.get(item).all]));
  const mine = found.get(row);
  const drawn = charts(row, years, found);
  return {
    known,
    element: h(
      "div",
      { class: "stack" },
      h(
        "div",
        { class: "card hero" },
        yearLinks(years, row),
        headline(row, mine) ??
          empty(
            "No total is known",
            "What is told of this year is no figure of a month or a period: a payment, a forecast or a disputed claim.",
          ),
      ),
      drawn,
      disputes(mine),
      background(row, mine, { open: !drawn.length }),
    ),
  };
}

function yearLinks(years, row) {
  if (years.length < 2) return null;
  return h(
    "nav",
    { class: "years", "aria-label": "Years" },
    years.map((item) =>
      h(
        "a",
        {
          href: format({ view: "figures", parts: [row.geo, row.indicator, item.fiscal_year] }),
          "aria-current": item === row ? "true" : null,
        },
        item.fiscal_year,
      ),
    ),
  );
}

function charts(row, years, found) {
  const flow = years.some((item) => item.cumulative);
  const kind = flow ? "totals" : "months";
  const older = years.filter((item) => item.start <= row.start && (item === row || found.get(item)[kind].length));
  const mine = found.get(row);
  const days = calendar(row);
  const follow = (figure) => go(source(figure));
  const name = `${indicator(row.indicator)}, ${country(row.geo)}`;
  const lines = older.slice(0, 4).map((item) => ({
    name: item.fiscal_year,
    figures: found.get(item)[kind],
    disputed: found.get(item).disputed.filter((claim) => claim.of === kind),
  }));
  const parts = [];
  if (lines.some((line) => line.figures.length)) {
    parts.push(
      h(
        "figure",
        { class: "card chart-card", "aria-labelledby": "lines-title" },
        h(
          "figcaption",
          {},
          h("h2", { id: "lines-title" }, flow ? "Since the year began" : "Month by month"),
          h(
            "p",
            { class: "lead" },
            flow
              ? "Cumulative by month of the fiscal year, against the years before"
              : "By month of the fiscal year, against the years before",
          ),
        ),
        legend(lines),
        lineChart({
          years: lines,
          unit: row.unit,
          calendar: days,
          zero: flow,
          target: flow ? mine.target : null,
          label: `${name}, by month, one line a year`,
          follow,
        }),
        monthTable(mine, row.unit),
      ),
    );
  }
  if (flow && mine.months.length) {
    const before = older[1] ? found.get(older[1]).months : [];
    parts.push(
      h(
        "figure",
        { class: "card chart-card", "aria-labelledby": "columns-title" },
        h(
          "figcaption",
          {},
          h("h2", { id: "columns-title" }, "Each month"),
          h(
            "p",
            { class: "lead" },
            `${plural(mine.months.length, "month")} of ${row.fiscal_year}${before.length ? `; the marks are those of ${older[1].fiscal_year}` : ""}`,
          ),
        ),
        columnChart({
          figures: mine.months,
          disputed: mine.disputed.filter((claim) => claim.of === "months"),
          before,
          unit: row.unit,
          calendar: days,
          label: `${name}, ${row.fiscal_year}, each month`,
          follow,
        }),
      ),
    );
  }
  return parts;
}

function legend(lines) {
  const shown = lines.flatMap((line) => [...line.figures, ...line.disputed]);
  const items = [
    ["reported", "reported"],
    ["derived", "derived or added up"],
    ["disputed", "disputed claim"],
    ["doubted", "figure with a disputed rival"],
  ];
  const there = {
    reported: shown.some((item) => item.method === "reported"),
    disputed: shown.some((item) => item.method === "disputed"),
    derived: shown.some((item) => ["derived", "summed", "combined"].includes(item.method)),
    doubted: shown.some((item) => item.disputed.length),
  };
  return h(
    "ul",
    { class: "legend", "aria-label": "Marks" },
    items
      .filter(([kind]) => there[kind])
      .map(([kind, text]) => h("li", {}, h("span", { class: `key ${kind}`, "aria-hidden": "true" }), text)),
  );
}
