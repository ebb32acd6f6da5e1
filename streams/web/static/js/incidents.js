// Incidents on a map and in a list, filtered as the address says, and one of them in full.

import { get, pages } from "./api.js";
import { append, h, put, say } from "./dom.js";
import { filters, matching } from "./filters.js";
import { count, plural } from "./format.js";
import { incidentDetail, openReport } from "./incident.js";
import { row, ROW } from "./incidentrow.js";
import { here, withQuery } from "./router.js";
import { openSource } from "./source.js";
import { empty, failed, loading } from "./states.js";
import { virtualList } from "./virtuallist.js";
import { worldMap } from "./worldmap.js";

/** So many are asked for at once, and so many are kept at most: more are a matter of narrower dates. */
const PAGE = 1000;
const MOST = 50000;

/** The view: `show(place)` follows the address; `leave()` ends what is still being asked for. */
export function incidentsView(root) {
  document.title = "Incidents · Khabar";
  const asking = new AbortController();
  const side = h("section", { class: "incident-side", "aria-label": "Incidents" });
  const summary = h("p", { class: "lead summary", "aria-live": "polite" });
  const form = h("div", { class: "filters" });
  const holder = h("div", { class: "map-card card" });
  const frame = h("div", { class: "view incidents" },
    h("div", { class: "view-head" }, h("div", {}, h("h1", { id: "view-title" }, "Incidents"), summary), form),
    h("div", { class: "incident-grid" }, holder, side));
  put(root, frame);

  const state = { all: [], total: 0, done: false, error: null, chosen: null, key: "" };
  const map = worldMap(holder, { most: PAGE });
  const list = virtualList({ height: ROW, label: "Incidents, latest first", render: row });

  async function load() {
    Object.assign(state, { all: [], done: false, error: null, key: "" });
    put(side, loading("incidents", ["wide", "wide", "wide", "wide"]));
    try {
      for await (const { items, total } of pages("incidents", { limit: PAGE }, { signal: asking.signal })) {
        state.all = sorted(state.all.concat(items));
        state.total = total ?? state.all.length;
        render(here());
        if (state.all.length >= MOST) break;
        await new Promise(requestAnimationFrame);
      }
      state.done = true;
    } catch (error) {
      if (error.name === "AbortError") return;
      state.error = error;
    }
    render(here());
  }

  function render(place) {
    if (place.view !== "incidents") return;
    const [id] = place.parts;
    if (!state.all.length && (state.error || !state.done) && !id) {
      if (state.error) put(side, failed(state.error, load));
      return;
    }
    const found = matching(state.all, place.query);
    frame.classList.toggle("detailed", Boolean(id));
    filters(form, state.all, place);
    const key = JSON.stringify([state.all.length, { ...place.query, article: 0, event: 0 }]);
    if (key !== state.key) {
      state.key = key;
      map.show(found, { fit: true });
      summarise(summary, found, state);
      list.show(found.map((item) => ({ ...item, href: hrefOf(item, place) })));
    }
    if (id) detail(id, place);
    else listing(found);
    panel(place);
  }

  function listing(found) {
    state.chosen = null;
    map.choose(null);
    if (!found.length) {
      put(side, state.all.length
        ? empty("None fits these filters", "No incident that is known has all of this.", h("a", { class: "button", href: "#/incidents" }, "Take the filters away"))
        : empty("No incidents yet", "No article has told of an attack. They appear here as they are read.", h("a", { class: "button", href: "#/live" }, "Watch the stream")));
      return;
    }
    if (!list.element.isConnected) put(side, list.element);
    list.update();
  }

  async function detail(id, place) {
    if (state.chosen?.id === id) return;
    state.chosen = { id, item: null };
    const known = state.all.find((item) => item.incident_id === id);
    if (known) shown(known, place);
    else {
      put(side, loading("the incident"));
      try {
        const item = await get(["incidents", id], {}, { signal: asking.signal });
        if (state.chosen?.id === id) shown(item, place);
      } catch (error) {
        if (error.name === "AbortError") return;
        put(side, back(), failed(error, () => {
          state.chosen = null;
          detail(id, place);
        }));
      }
    }
  }

  function shown(item, place) {
    state.chosen.item = item;
    document.title = `${item.place.name} · Incidents · Khabar`;
    put(side, back(), incidentDetail(item));
    map.choose(item);
    if (matchMedia("(max-width: 60rem)").matches) window.scrollTo(0, 0);
    panel(place);
  }

  function panel(place) {
    const item = state.chosen?.item;
    openSource(item && place.query.article ? openReport(item, place.query) : null);
  }

  load();
  return {
    show(place) {
      if (!place.parts.length) document.title = "Incidents · Khabar";
      render(place);
    },
    leave() {
      asking.abort();
      map.leave();
      list.leave();
      openSource(null);
    },
  };
}

const back = () => h("a", { class: "back", href: withQuery({ article: null, event: null }, { ...here(), parts: [] }) },
  h("span", { "aria-hidden": "true" }, "← "), "All incidents");

const hrefOf = (item, place) => withQuery({ article: null, event: null }, { ...place, parts: [item.incident_id] });

const sorted = (items) => items.sort((a, b) => (a.date.start < b.date.start ? 1 : a.date.start > b.date.start ? -1
  : a.incident_id < b.incident_id ? 1 : -1));

function summarise(element, found, state) {
  const killed = found.reduce((sum, item) => sum + (item.killed.best ?? 0), 0);
  const injured = found.reduce((sum, item) => sum + (item.injured.best ?? 0), 0);
  const text = `${plural(found.length, "incident")}, ${count(killed)} killed, ${count(injured)} injured`;
  const more = state.done || state.all.length >= state.total ? "" : ` (${count(state.all.length)} of ${count(state.total)} loaded)`;
  append(put(element), text, more, state.all.length >= MOST && state.total > MOST ? `; the ${count(MOST)} latest are shown` : "");
  if (state.done) say(text);
}
