// What came on the stream, a line each.

import { h } from "./dom.js";
import { describe, kindOf, sentenceOf } from "./events.js";
import { amount, clock, plural } from "./format.js";
import { country, indicator, place, title } from "./names.js";
import { format } from "./router.js";

/** The line of an entry of the stream; null for what has no page of its own. */
export function entryLine({ kind, value, at }) {
  return kind === "event" ? eventLine(value, at) : rowLine(value, at);
}

const time = (at) =>
  at ? h("time", { class: "at", datetime: at.toISOString() }, clock(at)) : h("span", { class: "at" }, "earlier");

function eventLine(event, at) {
  const kind = kindOf(event);
  const from = [
    title(kind),
    event.article.source ?? "unnamed source",
    event.prominence === "background" ? "as background" : "",
  ];
  return h(
    "li",
    { class: `entry ${kind}${event.withdrawn ? " withdrawn" : ""}` },
    time(at),
    h("span", { class: `tag ${kind}`, "aria-hidden": "true" }),
    h(
      "div",
      {},
      h(
        "p",
        { class: "what" },
        event.withdrawn ? [h("span", { class: "badge doubtful" }, "taken back"), " "] : null,
        h("a", { href: format({ view: "live", query: sentenceOf(event) }), class: "figure-link" }, describe(event)),
      ),
      h("p", { class: "from" }, from.filter(Boolean).join(", ")),
    ),
  );
}

const ROWS = {
  "fiscal-years": (key, row) => ({
    href: format({ view: "figures", parts: key.split("/") }),
    text: row ? `${indicator(row.indicator)}, ${country(row.geo)}, ${row.fiscal_year}` : key,
    note: row?.cumulative
      ? `${amount(row.cumulative.value, row.unit, row.cumulative.rounding)}${row.disputed.length ? `, ${plural(row.disputed.length, "claim")} disputed` : ""}`
      : "",
  }),
  incidents: (key, row) => ({
    href: row ? format({ view: "incidents", parts: [key] }) : "#/incidents",
    text: row ? `${title(row.attack)}, ${place(row.place)}` : "An incident was merged into another",
    note:
      row && row.killed.best !== null
        ? `${row.killed.best} killed, from ${plural(row.articles.length, "article")}`
        : "",
  }),
};

function rowLine({ table, key, row }, at) {
  const entry = ROWS[table]?.(key, row);
  if (!entry) return null;
  return h(
    "li",
    { class: "entry row-entry" },
    time(at),
    h("span", { class: "tag table-tag", "aria-hidden": "true" }),
    h(
      "div",
      {},
      h("p", { class: "what" }, h("a", { href: entry.href, class: "figure-link" }, entry.text)),
      h("p", { class: "from" }, `Table updated${entry.note ? `: ${entry.note}` : ""}`),
    ),
  );
}
