// An incident in a list: when, what, where, and how many.

import { h } from "./dom.js";
import { count, plural, when } from "./format.js";
import { country, title } from "./names.js";
import { sparkline } from "./sparkline.js";

/** The height of a row, in pixels: fixed, so that a list of any length knows where each row is. */
export const ROW = 84;

/** The link of one incident; `href` is its address. */
export function row(item) {
  const killed = item.killed.best;
  const reports = item.toll_history.filter((report) => report.killed !== null);
  return h(
    "a",
    { class: "incident-row", href: item.href },
    h(
      "span",
      { class: "row-main" },
      h("span", { class: "row-kind" }, title(item.attack)),
      h("span", { class: "row-place" }, where(item.place)),
      h(
        "span",
        { class: "row-when" },
        when(item.date, true),
        " · ",
        plural(item.sources.length || item.mentions.length, item.sources.length ? "source" : "mention"),
      ),
    ),
    reports.length > 1
      ? sparkline(
          reports.map((report) => report.killed),
          { step: true },
        )
      : h("span"),
    h(
      "span",
      { class: "row-toll" },
      h("span", { class: "row-killed" }, killed === null ? "–" : count(killed)),
      h("span", { class: "row-label" }, killed === null ? "toll unknown" : range(item.killed) || "killed"),
      item.injured.best ? h("span", { class: "row-label" }, `${count(item.injured.best)} injured`) : null,
    ),
  );
}

const where = ({ name, city, country: code }) => [...new Set([name, city, country(code)].filter(Boolean))].join(", ");

const range = ({ low, high }) => {
  if (low === null || low === high) return "";
  return high === null ? `killed (${low} or more)` : `killed (${low}–${high})`;
};
