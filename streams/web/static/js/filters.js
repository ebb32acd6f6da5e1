// Which incidents a reader wants: dates, country, kind, a least toll, one spot on the map. All of it is in the address.

import { h, put, uid } from "./dom.js";
import { ATTACKS, country, title } from "./names.js";
import { go, here, withQuery } from "./router.js";

/** The incidents that fit a query. */
export function matching(items, query) {
  const least = Number(query.min_killed) || 0;
  const found = items.filter(
    (item) =>
      (!query.country || item.place.country === query.country) &&
      (!query.attack || item.attack === query.attack) &&
      (!query.from || item.date.end >= query.from) &&
      (!query.to || item.date.start <= query.to) &&
      (!least || (item.killed.best ?? 0) >= least) &&
      (!query.spot || spotOf(item.place) === query.spot),
  );
  return query.sort === "killed" ? [...found].sort((a, b) => (b.killed.best ?? -1) - (a.killed.best ?? -1)) : found;
}

/** A place's coordinates as the address has them. */
export const spotOf = ({ lat, lon }) => (lat === null || lon === null ? "" : `${lat},${lon}`);

const drawn = new WeakMap();

/** Draws the filters of `items` for a place; only when what they offer or hold has changed. */
export function filters(element, items, place) {
  const countries = [...new Set(items.map((item) => item.place.country).filter(Boolean))].sort((a, b) =>
    country(a).localeCompare(country(b)),
  );
  const kinds = ATTACKS.filter((kind) => items.some((item) => item.attack === kind));
  const { query } = place;
  const key = JSON.stringify([countries, kinds, query]);
  if (
    drawn.get(element) === key ||
    (element.contains(document.activeElement) && document.activeElement.matches("input"))
  ) {
    if (drawn.get(element) === key) return;
  }
  drawn.set(element, key);
  const focused = element.contains(document.activeElement) ? document.activeElement.name : null;
  const spot = query.spot && items.find((item) => spotOf(item.place) === query.spot);
  put(
    element,
    select(
      "country",
      "Country",
      [["", "All countries"], ...countries.map((code) => [code, country(code)])],
      query.country,
    ),
    select("attack", "Kind", [["", "All kinds"], ...kinds.map((kind) => [kind, title(kind)])], query.attack),
    input("from", "From", "date", query.from),
    input("to", "To", "date", query.to),
    input("min_killed", "Killed at least", "number", query.min_killed),
    select(
      "sort",
      "Order",
      [
        ["", "Latest first"],
        ["killed", "Deadliest first"],
      ],
      query.sort,
    ),
    spot
      ? h(
          "button",
          { type: "button", class: "chip", on: { click: () => change("spot", "") } },
          spot.place.city ?? spot.place.name,
          h("span", { "aria-hidden": "true" }, " ×"),
          h("span", { class: "visually-hidden" }, ", take this filter away"),
        )
      : null,
  );
  if (focused) element.querySelector(`[name="${focused}"]`)?.focus();
}

function change(name, value) {
  const place = here();
  go(withQuery({ [name]: value || null, article: null, event: null }, { ...place, parts: [] }), {
    replace: Boolean(place.query[name]),
  });
}

function select(name, label, options, value) {
  const id = uid("filter");
  return h(
    "div",
    { class: `field field-${name}` },
    h("label", { for: id }, label),
    h(
      "select",
      { id, name, on: { change: (event) => change(name, event.target.value) } },
      options.map(([code, text]) => h("option", { value: code, selected: code === (value ?? "") }, text)),
    ),
  );
}

function input(name, label, type, value) {
  const id = uid("filter");
  return h(
    "div",
    { class: `field field-${name}` },
    h("label", { for: id }, label),
    h("input", {
      id,
      name,
      type,
      value,
      min: type === "number" ? 0 : null,
      inputmode: type === "number" ? "numeric" : null,
      on: { change: (event) => change(name, event.target.value) },
    }),
  );
}
