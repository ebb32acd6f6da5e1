// What the charts show, as tables: for those who read rather than look, and for what no chart can hold.

import { h } from "./dom.js";
import { amount, moment, percent, range, shortDay } from "./format.js";
import { REASONS } from "./names.js";
import { source } from "./headline.js";

const link = (figure) =>
  h(
    "a",
    { href: source(figure), class: "figure-link", data: { figure: figure.key } },
    amount(figure.value, figure.unit, figure.rounding),
  );

const ends = (figure) => range(figure, figure.unit).replace("between ", "").replace(" and ", " to ");

const WORDS = { reported: "reported", derived: "derived", summed: "added up", combined: "combined" };

function how(figure) {
  const doubts = figure.disputed.length ? h("span", { class: "badge doubtful" }, "disputed") : null;
  return [h("span", { class: `badge ${figure.method}` }, WORDS[figure.method] ?? figure.method), doubts];
}

/** A table that opens on demand: the months of a row and its running totals. */
export function monthTable(found, unit) {
  const totals = new Map(found.totals.map((item) => [item.month, item]));
  const months = new Map(found.months.map((item) => [item.month, item]));
  const keys = [...new Set([...totals.keys(), ...months.keys()])].sort();
  const running = found.totals.length > 0;
  const head = [
    "Month",
    "In the month",
    "Range",
    "On the year",
    "How",
    ...(running ? ["Since the year began", "Range", "On the year", "How"] : []),
  ];
  const cells = (figure) =>
    figure
      ? [
          h("td", { class: "number" }, link(figure)),
          h("td", { class: "number soft" }, ends(figure)),
          h("td", { class: "number" }, percent(figure.yoy)),
          h("td", {}, how(figure)),
        ]
      : [h("td", { class: "number" }, "–"), h("td"), h("td"), h("td")];
  const body = keys.map((key) => {
    const named = months.get(key)?.name ?? monthName(key);
    return h(
      "tr",
      {},
      h("th", { scope: "row" }, named),
      cells(months.get(key)),
      running ? cells(totals.get(key)) : null,
    );
  });
  return h(
    "details",
    { class: "as-table" },
    h("summary", {}, "Show as a table"),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Figures by month" },
      h(
        "table",
        {},
        h("caption", { class: "visually-hidden" }, "Figures by month"),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            head.map((name, index) =>
              h("th", { scope: "col", class: index && name !== "How" ? "number" : null }, name),
            ),
          ),
        ),
        h("tbody", {}, body),
      ),
    ),
  );
}

const monthName = (iso) =>
  new Date(`${iso}-01`).toLocaleDateString("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });

/** The disputed claims, each with its reason in a sentence. */
export function disputes(found) {
  if (!found.disputed.length) return null;
  return h(
    "section",
    { class: "card disputes", id: "disputed", "aria-labelledby": "disputed-title" },
    h("h2", { id: "disputed-title" }, "Disputed"),
    h(
      "p",
      { class: "lead" },
      "Claims that arithmetic or better sources reject. They stay listed, and no figure above counts them.",
    ),
    h(
      "ul",
      {},
      found.disputed.map((figure) =>
        h(
          "li",
          { data: { label: figure.label } },
          h(
            "p",
            { class: "claim" },
            h("span", { class: "cross-mark", "aria-hidden": "true" }, "×"),
            link(figure),
            " for ",
            figure.name,
            h("span", { class: "badge doubtful" }, REASONS[figure.reason] ?? figure.reason),
          ),
          h(
            "p",
            { class: "why" },
            figure.source ? h("strong", {}, `${figure.source}: `) : null,
            sentence(figure.explanation),
          ),
        ),
      ),
    ),
  );
}

const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;

/** What was reported, what was believed when, and which equations hold; closed until asked for. */
export function background(row, found, { open = false } = {}) {
  return h("div", { class: "background" }, reported(row, found, open), beliefs(row), checks(row));
}

function reported(row, found, open) {
  if (!found.spans.length) return null;
  return h(
    "details",
    { open },
    h("summary", {}, `Every reported period (${found.spans.length})`),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Every reported period" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["Period", "Figure", "Range", "On the year"].map((name, index) =>
              h("th", { scope: "col", class: index ? "number" : null }, name),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          found.spans.map((item) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, item.name),
              h("td", { class: "number" }, link(item)),
              h("td", { class: "number soft" }, ends(item)),
              h("td", { class: "number" }, percent(item.yoy)),
            ),
          ),
        ),
      ),
    ),
  );
}

function beliefs(row) {
  if (row.history.length < 2) return null;
  return h(
    "details",
    {},
    h("summary", {}, `What was believed when (${row.history.length})`),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "What was believed when" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "From"),
            h("th", { scope: "col" }, "Through"),
            h("th", { scope: "col", class: "number" }, "Figure"),
          ),
        ),
        h(
          "tbody",
          {},
          row.history.map((item) =>
            h(
              "tr",
              {},
              h("td", {}, moment(item.as_of)),
              h("td", {}, shortDay(item.through)),
              h("td", { class: "number" }, amount(item.value, item.unit ?? row.unit)),
            ),
          ),
        ),
      ),
    ),
  );
}

function checks(row) {
  if (!row.checks.length) return null;
  const good = row.checks.filter((item) => item.ok).length;
  const shown = (item, value) => (item.check.endsWith("percent") ? percent(value) : amount(value, row.unit));
  return h(
    "details",
    {},
    h("summary", {}, `Arithmetic: ${good} of ${row.checks.length} equations hold`),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Equations between reported figures" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            ["Equation", "Left", "Right", "Apart", "Allowed", ""].map((name, index) =>
              h("th", { scope: "col", class: index && index < 5 ? "number" : null }, name),
            ),
          ),
        ),
        h(
          "tbody",
          {},
          row.checks.map((item) =>
            h(
              "tr",
              {},
              h("td", {}, item.check),
              [item.left, item.right, item.residual, item.tolerance].map((value) =>
                h("td", { class: "number" }, shown(item, value)),
              ),
              h("td", {}, h("span", { class: `badge ${item.ok ? "good" : "doubtful"}` }, item.ok ? "holds" : "fails")),
            ),
          ),
        ),
      ),
    ),
  );
}
