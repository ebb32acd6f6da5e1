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
    const value =
      event.transformation === "change"
        ? `${event.value > 0 ? "+" : ""}${amount(event.value, "percent", event.rounding)}`
        : amount(event.value, event.unit, event.rounding);
    return `${country(event.geo)}: ${indicator(event.indicator)}${partner}, ${period(event.period.label, event.period.start, event.period.end)}: ${value}${status}`;
  },
  "security.attack": (event) => {
    const toll = [people(event.killed, "killed"), people(event.injured, "injured")].filter(Boolean).join(", ");
    return `${title(event.attack)}, ${place(event.place)}, ${when(event.date, true)}${toll ? `: ${toll}` : ""}`;
  },
  "security.operation": (event) => {
    const places = event.places.map((item) => item.name).join(", ");
    const result = [
      people(event.arrested, "arrested"),
      people(event.killed, "killed"),
      people(event.rescued, "rescued"),
    ]
      .filter(Boolean)
      .join(", ");
    return `${title(event.operation)}${places ? `, ${places}` : ""}, ${when(event.date, true)}${result ? `: ${result}` : ""}`;
  },
  "security.statement": (event) => {
    const whom = event.addressee ? (event.addressee.name ?? country(event.addressee.country)) : "";
    return `${speaker(event.speaker)} ${says(event.act, whom)}`;
  },
};

function people(count, what) {
  if (!count) return "";
  if (count.value === null || count.value === undefined) return count.low ? `at least ${count.low} ${what}` : "";
  const sure = { at_least: "at least ", about: "about ", at_most: "at most " }[count.qualifier] ?? "";
  return `${sure}${count.value} ${what}`;
}

/** What a speaker does by a statement: `accuses India`, `condemns the attack`. */
export function says(act, whom) {
  const alone = {
    condemn: "condemns the attack",
    accuse: "accuses others",
    deny: "denies it",
    claim: "claims the attack",
    support: "gives support",
    warn: "warns",
    demand: "makes demands",
  };
  if (!whom) return alone[act] ?? words(act);
  const toward = {
    condemn: `condemns ${whom}`,
    accuse: `accuses ${whom}`,
    deny: `denies it, to ${whom}`,
    support: `supports ${whom}`,
    warn: `warns ${whom}`,
    demand: `demands of ${whom}`,
  };
  return toward[act] ?? `${alone[act] ?? words(act)}, to ${whom}`;
}

/** Who speaks, as precisely as it is known. */
export function speaker({ name, organisation, country: code }) {
  return name ?? organisation ?? (country(code) || "Unnamed");
}

/** The address that shows an event's sentence. */
export const sentenceOf = (event) => ({ article: event.article.id, event: event.event_id });
