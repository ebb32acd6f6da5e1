// Which series there are: asked for once, in the background, since only the pickers need it.

import { pages } from "./api.js";
import { country, indicator, INDICATOR_ORDER } from "./names.js";

let asked = null;

/** Series as `{geo, indicator, years, articles}`, by country and then in the contract's order. */
export function catalogue() {
  asked ??= load().catch((error) => {
    asked = null;
    throw error;
  });
  return asked;
}

async function load() {
  const found = new Map();
  for await (const { items } of pages("fiscal-years", { limit: 1000, fields: "geo,indicator,fiscal_year,articles" })) {
    for (const row of items) {
      const key = `${row.geo}/${row.indicator}`;
      const entry = found.get(key) ?? { geo: row.geo, indicator: row.indicator, years: [], articles: 0 };
      entry.years.push(row.fiscal_year);
      entry.articles += row.articles.length;
      found.set(key, entry);
    }
  }
  const order = (entry) => INDICATOR_ORDER.indexOf(entry.indicator);
  return [...found.values()].sort((a, b) => country(a.geo).localeCompare(country(b.geo)) || order(a) - order(b));
}

/** The series that a reader who has chosen none sees: that of which most is told. */
export const fullest = (series) =>
  series.reduce((best, entry) => (entry.articles > (best?.articles ?? 0) ? entry : best), null);

/** The countries of a catalogue as `[code, name]`. */
export const countries = (series) => [...new Set(series.map(({ geo }) => geo))].map((geo) => [geo, country(geo)]);

/** The series of one country as `[code, name]`. */
export const indicators = (series, geo) =>
  series.filter((entry) => entry.geo === geo).map((entry) => [entry.indicator, indicator(entry.indicator)]);
