// Events in one line each.

import { amount, period, when } from "./format.js";
import { country, indicator, place, title, words } from "./names.js";

/** `economy` or `security`. */
export const kindOf = (event) => (event.type === "economy.observation" ? "economy" : "security");

/** What an event says, as a line of text. */
export function describe(event) {
  return (LINES[event.type] ?? (() => words(event.type)))(event);
}

const LINES = {
  "economy.observation": (event) => {
    const status = event.status === "actual" ? "" : ` (${event.status})`;
    const partner = event.counterpart ? ` with ${country(event.counterpart)}` : "";
    const value = event.transformation === "change" ? `${event.value > 0 ? "+" : ""}${amount(event.value, "percent", event.rounding)}`
      : amount(event.value, event.unit, event.rounding);
    return `${country(event.geo)}: ${indicator(event.indicator)}${partner}, ${period(event.period.label, event.period.start, event.period.end)}: ${value}${status}`;
  },
  "security.attack": (event) => {
    const toll = [people(event.killed, "killed"), people(event.injured, "injured")].filter(Boolean).join(", ");
    return `${title(event.attack)}, ${place(event.place)}, ${when(event.date, true)}${toll ? `: ${toll}` : ""}`;
  },
  "security.operation": (event) => {
    const places = event.places.map((item) => item.name).join(", ");
    const result = [people(event.arrested, "arrested"), people(event.killed, "killed"), people(event.rescued, "rescued")].filter(Boolean).join(", ");
    return `${title(event.operation)}${places ? `, ${places}` : ""}, ${when(event.date, true)}${result ? `: ${result}` : ""}`;
  },
  "security.statement": (event) => `${speaker(event.speaker)}: ${words(event.act)}${event.addressee ? `, to ${event.addressee.name ?? country(event.addressee.country)}` : ""}`,
};

function people(count, what) {
  if (!count) return "";
  if (count.value === null || count.value === undefined) return count.low ? `at least ${count.low} ${what}` : "";
  const sure = { at_least: "at least ", about: "about ", at_most: "at most " }[count.qualifier] ?? "";
  return `${sure}${count.value} ${what}`;
}

/** Who speaks, as precisely as it is known. */
export function speaker({ name, organisation, country: code }) {
  return name ?? organisation ?? (country(code) || "Unnamed");
}

/** The address that shows an event's sentence. */
export const sentenceOf = (event) => ({ article: event.article.id, event: event.event_id });
