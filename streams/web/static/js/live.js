// The stream as it happens: events and rows as they come, newest first, and the lag beside it.

import { h, put, say } from "./dom.js";
import { describe, kindOf, sentenceOf } from "./events.js";
import { amount, clock, plural } from "./format.js";
import { lagPanel } from "./lag.js";
import { get } from "./api.js";
import { country, indicator, place as placeName, title } from "./names.js";
import { format, here, withQuery } from "./router.js";
import { openSource } from "./source.js";
import { listen } from "./sse.js";
import { failed } from "./states.js";

/** So many entries stay on the page. */
const KEPT = 200;

/** The view: it listens from when it is opened until `leave()`. */
export function liveView(root) {
  document.title = "Live · Khabar";
  const ending = new AbortController();
  const state = { paused: false, waiting: [], entries: 0, events: new Map() };
  const dot = h("span", { class: "dot waiting", "aria-hidden": "true" });
  const status = h("span", { class: "live-state" }, "Connecting …");
  const button = h("button", { type: "button", class: "button pause", "aria-pressed": "false", on: { click: toggle } }, "Pause");
  const list = h("ol", { class: "feed", reversed: true });
  const quiet = h("p", { class: "quiet" }, "Nothing has come since this view was opened. What is published shows up here within moments.");
  const lag = lagPanel();
  put(root, h("div", { class: "view live" },
    h("div", { class: "view-head" }, h("div", {}, h("h1", { id: "view-title" }, "Live"),
      h("p", { class: "lead live-line" }, dot, status)), button),
    h("div", { class: "live-grid" }, h("section", { class: "card feed-card", "aria-label": "What comes" }, quiet, list), lag.element)));

  function toggle() {
    state.paused = !state.paused;
    button.setAttribute("aria-pressed", String(state.paused));
    if (!state.paused) {
      for (const entry of state.waiting.splice(0)) add(entry);
    }
    label();
    say(state.paused ? "Paused. What comes is kept until you go on." : "Going on.");
  }

  function label() {
    button.textContent = state.paused ? `Go on${state.waiting.length ? ` (${state.waiting.length} new)` : ""}` : "Pause";
  }

  function add(entry) {
    quiet.hidden = true;
    list.prepend(entry());
    state.entries += 1;
    while (list.children.length > KEPT) list.lastElementChild.remove();
  }

  function take(entry) {
    if (!state.paused) add(entry);
    else {
      state.waiting.push(entry);
      if (state.waiting.length > KEPT) state.waiting.shift();
      label();
    }
  }

  const handlers = {
    event(event) {
      state.events.set(event.event_id, event);
      if (state.events.size > 2 * KEPT) state.events.delete(state.events.keys().next().value);
      const at = new Date();
      take(() => eventLine(event, at));
    },
    table({ table, key, row }) {
      const at = new Date();
      const line = rowLine(table, key, row, at);
      if (line) take(() => line);
    },
    lag: (found) => lag.take(found.items ?? []),
    reset: () => say("Some of what came was missed."),
  };

  function connection(name, error) {
    dot.className = `dot ${name}`;
    if (name === "open") status.textContent = "Connected: events and tables as they change";
    else status.textContent = error?.kind === "unready" ? "The worker is taking over its partitions; asking again …" : "Not connected; asking again …";
    if (error?.kind === "token") put(list, h("li", {}, failed(error, () => location.reload())));
  }

  listen({ signal: ending.signal, onState: connection, onEvent: (type, value) => handlers[type]?.(value) });
  get("lag", {}, { signal: ending.signal }).then((found) => lag.take(found.items ?? [])).catch(() => {});

  return {
    show(place) {
      const { article, event } = place.query;
      const known = state.events.get(event);
      openSource(article ? { article, event, ids: [article], title: known ? describe(known) : "From the stream", notes: [] } : null);
    },
    leave() {
      ending.abort();
      openSource(null);
    },
  };
}

function eventLine(event, at) {
  const kind = kindOf(event);
  return h("li", { class: `entry ${kind}${event.withdrawn ? " withdrawn" : ""}` }, h("time", { class: "at", datetime: at.toISOString() }, clock(at)),
    h("span", { class: `tag ${kind}`, "aria-hidden": "true" }),
    h("div", {}, h("p", { class: "what" }, event.withdrawn ? h("span", { class: "badge doubtful" }, "taken back") : null, " ",
      h("a", { href: withQuery(sentenceOf(event), { view: "live", parts: [], query: {} }), class: "figure-link" }, describe(event))),
      h("p", { class: "from" }, `${title(kind)}, ${event.article.source ?? "unnamed source"}${event.prominence === "background" ? ", as background" : ""}`)));
}

const ROWS = {
  "fiscal-years": (key, row) => ({
    href: format({ view: "figures", parts: key.split("/") }),
    text: row ? `${indicator(row.indicator)}, ${country(row.geo)}, ${row.fiscal_year}` : key,
    note: row?.cumulative ? `now ${amount(row.cumulative.value, row.unit, row.cumulative.rounding)}${row.disputed.length ? `, ${plural(row.disputed.length, "claim")} disputed` : ""}` : "",
  }),
  incidents: (key, row) => ({
    href: format({ view: "incidents", parts: [key] }),
    text: row ? `${title(row.attack)}, ${placeName(row.place)}` : "An incident was merged into another",
    note: row && row.killed.best !== null ? `now ${row.killed.best} killed, from ${plural(row.articles.length, "article")}` : "",
  }),
};

function rowLine(table, key, row, at) {
  const entry = ROWS[table.replace("_", "-")]?.(key, row);
  if (!entry) return null;
  return h("li", { class: "entry row-entry" }, h("time", { class: "at", datetime: at.toISOString() }, clock(at)), h("span", { class: "tag table-tag", "aria-hidden": "true" }),
    h("div", {}, h("p", { class: "what" }, h("a", { href: row ? entry.href : here().view === "live" ? "#/live" : "#/incidents", class: "figure-link" }, entry.text)),
      h("p", { class: "from" }, `Table${entry.note ? `, ${entry.note}` : ""}`)));
}
