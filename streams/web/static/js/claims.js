// What on the page can be followed to its sentence: one value a figure, with what the source panel needs to find it.

import { amount, percent, period, range } from "./format.js";
import { disputedMonths, disputedTotals, placed, totals } from "./cumulative.js";
import { indicator, REASONS } from "./names.js";

const HOW = {
  reported: "Reported",
  derived: "Derived: nobody reported it, it follows from other figures",
  summed: "Added up from reported parts",
  combined: "Follows from several reports together",
};

/** A figure of a row. `key` is its name in the address; `labels` are the periods whose events hold it. */
function figure(
  row,
  key,
  item,
  { name, label, articles = item.articles ?? [], from = item.derived_from ?? item.from ?? [], ...more },
) {
  return {
    key,
    row,
    name,
    label,
    from,
    articles,
    value: item.value,
    low: item.low,
    high: item.high,
    rounding: item.rounding,
    unit: row.unit,
    method: item.method ?? "reported",
    yoy: item.yoy ?? item.yoy_percent ?? null,
    mom: item.mom_percent ?? null,
    disputed: [],
    ...more,
  };
}

/** The figures of a fiscal year by kind: `{totals, months, disputed, target, rolling, latest, all}`; `all` maps key to figure. */
export function figures(row) {
  const found = {
    totals: running(row),
    months: monthly(row),
    disputed: placed(row).map((item) => rejected(row, item)),
  };
  if (row.target) {
    const name = `${row.target.status === "target" ? "Target" : "Forecast"} for ${row.target.label}`;
    found.target = figure(row, `target:${row.fiscal_year}`, row.target, {
      name,
      label: row.target.label,
      wanted: row.target.status,
    });
  }
  if (row.rolling_12m) {
    found.rolling = figure(row, `rolling:${row.fiscal_year}`, row.rolling_12m, {
      name: "Last twelve months",
      label: "",
    });
  }
  if (row.latest) {
    const name = period(row.latest.label, row.latest.start, row.latest.end);
    found.latest = figure(row, `latest:${row.fiscal_year}`, row.latest, { name, label: row.latest.label });
  }
  found.spans = row.spans.map((item) =>
    figure(row, `span:${item.label}`, item, { name: period(item.label, item.start, item.end), label: item.label }),
  );
  const single = [...found.spans, found.target, found.rolling, found.latest].filter(Boolean);
  found.all = new Map([...found.totals, ...found.months, ...found.disputed, ...single].map((item) => [item.key, item]));
  return found;
}

function running(row) {
  if (!row.cumulative) return [];
  const claims = disputedTotals(row);
  const months = disputedMonths(row);
  return totals(row).map((item) => {
    const name = item.label
      ? period(item.label, row.start, item.end)
      : `${row.fiscal_year} through ${period(item.month)}`;
    const own = [...claims, ...months]
      .filter((claim) => claim.index === item.index)
      .map((claim) => rejected(row, claim));
    const key = `total:${row.fiscal_year}:${item.index}`;
    return figure(row, key, item, {
      name,
      label: item.label,
      index: item.index,
      end: item.end,
      month: item.month,
      disputed: own,
    });
  });
}

function monthly(row) {
  const claims = disputedMonths(row);
  const first = Number(row.start.slice(5, 7));
  return row.months.map((item) => {
    const index = ((Number(item.month.slice(5, 7)) - first + 12) % 12) + 1;
    const own = claims.filter((claim) => claim.label === item.month).map((claim) => rejected(row, claim));
    return figure(row, `month:${item.month}`, item, {
      name: period(item.month),
      label: item.month,
      index,
      month: item.month,
      disputed: own,
    });
  });
}

function rejected(row, item) {
  return {
    ...figure(
      row,
      `disputed:${item.event_id}`,
      { ...item, low: null, high: null, rounding: 0 },
      {
        name: period(item.label),
        label: item.label,
        articles: [item.article],
        index: item.index,
        of: item.of,
      },
    ),
    method: "disputed",
    event: item.event_id,
    source: item.source,
    reason: item.reason,
    explanation: item.explanation,
  };
}

/** What an explanation of a figure says, line by line. */
export function lines(figure) {
  const said = [];
  const between = range(figure, figure.unit);
  if (figure.method === "disputed") {
    said.push(`Rejected: ${REASONS[figure.reason] ?? figure.reason}. ${capital(figure.explanation)}.`);
    return said;
  }
  if (between) said.push(between);
  if (figure.yoy !== null) said.push(`${percent(figure.yoy)} on the year before`);
  if (figure.mom !== null) said.push(`${percent(figure.mom)} on the month before`);
  const from = figure.from.length ? `, from ${figure.from.map((item) => period(item)).join(", ")}` : "";
  said.push(`${HOW[figure.method] ?? figure.method}${figure.method === "reported" ? "" : from}`);
  for (const claim of figure.disputed) {
    const who = claim.source ?? "An article";
    said.push(
      `Disputed: ${who} has ${amount(claim.value, claim.unit)} for ${claim.name} (${REASONS[claim.reason] ?? claim.reason})`,
    );
  }
  return said;
}

/** The whole figure as one sentence, for those who hear it. */
export function spoken(figure) {
  return `${figure.row.fiscal_year}, ${figure.name}: ${amount(figure.value, figure.unit, figure.rounding)}. ${lines(figure).join(". ")}`;
}

/** Whether an event says this figure, or one that it follows from. Better ones have a higher number; 0 is no. */
export function speaksOf(figure, event) {
  if (figure.event) return event.event_id === figure.event ? 3 : 0;
  if (event.indicator !== figure.row.indicator || event.geo !== figure.row.geo || event.counterpart) return 0;
  if (figure.wanted ? event.status !== figure.wanted : event.status === "target" || event.status === "forecast")
    return 0;
  const { label } = event.period;
  if (label === figure.label) return event.transformation === "level" && near(event, figure) ? 3 : 2;
  return figure.from.some((item) => item === label || item.startsWith(`${label} `)) ? 1 : 0;
}

const near = (event, figure) =>
  Math.abs(event.value - figure.value) <=
  (event.rounding ?? 0) + (figure.rounding ?? 0) + 1e-9 * Math.abs(figure.value);

/** The heading of a figure's panel. */
export const heading = (figure) => `${indicator(figure.row.indicator)}, ${figure.name}`;

const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
