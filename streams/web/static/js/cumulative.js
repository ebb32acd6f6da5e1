// The running total of a fiscal year, month by month: what was reported for it, else what follows from the months.
// Ends add up as intervals, so a sum is as wide as its parts together.

/** The twelve months of a row's fiscal year: `{index, month, end}`. */
export function calendar(row) {
  const [year, first] = row.start.split("-").map(Number);
  return Array.from({ length: 12 }, (_, offset) => {
    const last = new Date(Date.UTC(year, first + offset, 0));
    const end = last.toISOString().slice(0, 10);
    return { index: offset + 1, month: end.slice(0, 7), end };
  });
}

/** The known totals of a row in order: `{index, month, end, value, low, high, rounding, method, label, yoy, from, articles}`. */
export function totals(row) {
  const days = calendar(row);
  const known = new Map();
  const ofMonth = new Map(row.months.map((item) => [item.month, item]));
  for (const { index, month, end } of days) {
    const found = reported(row, index, end, month, ofMonth);
    if (found) known.set(index, { index, month, end, ...found });
  }
  for (const { index, month, end } of days) {
    const [before, item] = [known.get(index - 1), ofMonth.get(month)];
    if (!known.has(index) && before && item) known.set(index, { index, month, end, ...sum(before, item, 1) });
  }
  for (const { index, month, end } of [...days].reverse()) {
    const [after, item] = [known.get(index + 1), ofMonth.get(days[index]?.month)];
    if (!known.has(index) && after && item) known.set(index, { index, month, end, ...sum(after, item, -1) });
  }
  return [...known.values()].sort((a, b) => a.index - b.index);
}

function reported(row, index, end, month, ofMonth) {
  const span = row.spans.find((item) => item.start === row.start && item.end === end);
  if (row.cumulative?.through === end) {
    const { cumulative } = row;
    return figure(
      cumulative,
      cumulative.method,
      span?.label ?? label(row, index),
      cumulative.yoy_percent ?? span?.yoy_percent,
    );
  }
  if (span) return figure(span, "reported", span.label, span.yoy_percent);
  if (index === 12 && row.full_year) return figure(row.full_year, row.full_year.method, row.fiscal_year, null);
  const first = index === 1 ? ofMonth.get(month) : null;
  return first ? figure(first, first.method, first.month, first.yoy_percent) : null;
}

const figure = ({ value, low, high, rounding, derived_from: from = [], articles }, method, name, yoy) => ({
  value,
  low,
  high,
  rounding,
  method,
  label: name,
  yoy: yoy ?? null,
  from,
  articles,
});

function sum(total, item, sign) {
  const [low, high] =
    sign > 0 ? [total.low + item.low, total.high + item.high] : [total.low - item.high, total.high - item.low];
  return {
    value: total.value + sign * item.value,
    low,
    high,
    rounding: (high - low) / 2,
    method: "summed",
    yoy: null,
    label: "",
    from: [total.label || total.month, item.month],
    articles: [...new Set([...total.articles, ...item.articles])],
  };
}

/** The label that the total through a month has: `FY2026-M05`, `FY2026-H1`, `FY2026`. */
export function label(row, index) {
  const part = { 3: "Q1", 6: "H1" }[index] ?? `M${String(index).padStart(2, "0")}`;
  return index === 12 ? row.fiscal_year : `${row.fiscal_year}-${part}`;
}

/** The disputed claims, those of a month or a running total with `of` and the `index` of the month where the charts have it. */
export function placed(row) {
  const days = calendar(row);
  const totals = new Map(days.map(({ index }) => [label(row, index), index]));
  const months = new Map(days.map(({ index, month }) => [month, index]));
  return row.disputed.map((item) => {
    if (months.has(item.label)) return { ...item, of: "months", index: months.get(item.label) };
    return totals.has(item.label) ? { ...item, of: "totals", index: totals.get(item.label) } : item;
  });
}

/** Disputed claims of running totals. */
export const disputedTotals = (row) => placed(row).filter((item) => item.of === "totals");

/** Disputed claims of single months. */
export const disputedMonths = (row) => placed(row).filter((item) => item.of === "months");
