// Incidents on a map and in a list, filtered as the address says, and one of them in full.

import { get, pages } from "./api.js";
import { append, h, put, say } from "./dom.js";
import { filters, matching } from "./filters.js";
import { count, plural } from "./format.js";
import { incidentDetail, openReport } from "./incident.js";
import { row, ROW } from "./incidentrow.js";
import { here, withQuery } from "./router.js";
import { openSource } from "./source.js";
import { hear } from "./stream.js";
import { empty, failed, loading } from "./states.js";
import { virtualList } from "./virtuallist.js";
import { worldMap } from "./worldmap.js";

/** So many are asked for at once, and so many are kept at most: more are a matter of narrower dates. */
const PAGE = 1000;
const MOST = 50000;
/** What the list, the map and the filters need; one in full is asked for by itself. */
const FIELDS = "incident_id,attack,date,place,killed,injured,toll_history,sources,mentions";
/** How long changes are gathered before they are shown, in milliseconds. */
const GATHER = 1000;
/** How often the list is drawn while more is loading, in milliseconds. */
const BETWEEN = 500;

/** The view: `show(place)` follows the address; `leave()` ends what is still being asked for. */
export function incidentsView(root) {
  document.title = "Incidents · Khabar";
  const asking = new AbortController();
  const side = h("section", { class: "incident-side", "aria-label": "Incidents" });
  const summary = h("p", { class: "lead summary", "aria-live": "polite" });
  const form = h("div", { class: "filters" });
  const holder = h("div", { class: "map-card card" });
  const frame = h(
    "div",
    { class: "view incidents" },
    h("div", { class: "view-head" }, h("div", {}, h("h1", { id: "view-title" }, "Incidents"), summary), form),
    h("div", { class: "incident-grid" }, holder, side),
  );
  put(root, frame);

  const state = {
    all: [],
    total: 0,
    done: false,
    error: null,
    chosen: null,
    key: "",
    query: "",
    version: 0,
    changed: new Map(),
    quiet: false,
  };
  const map = worldMap(holder, { most: PAGE });
  const list = virtualList({ height: ROW, label: "Incidents, latest first", render: row });

  let turns = 0;
  async function load() {
    Object.assign(state, { all: [], done: false, error: null, key: "", chosen: null });
    const turn = (turns += 1);
    let drawn = 0;
    put(side, loading("incidents", ["wide", "wide", "wide", "wide"]));
    try {
      for await (const { items, total } of pages(
        "incidents",
        { limit: PAGE, fields: FIELDS },
        { signal: asking.signal, first: 100 },
      )) {
        if (turn !== turns) return;
        // a row that came on the stream meanwhile is newer
        const known = new Set(state.all.map((item) => item.incident_id));
        state.all = state.all.concat(items.filter((item) => !known.has(item.incident_id)));
        sorted(state.all);
        state.total = total ?? state.all.length;
        state.version += 1;
        if (state.all.length === items.length || performance.now() - drawn > BETWEEN) {
          render(here());
          drawn = performance.now();
        }
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
    const filter = { ...place.query, article: 0, event: 0 };
    const key = JSON.stringify([state.version, filter]);
    if (key !== state.key) {
      state.key = key;
      const query = JSON.stringify(filter);
      map.show(found);
      summarise(summary, found, state);
      list.show(
        found.map((item) => ({ ...item, href: hrefOf(item, place) })),
        { keep: query === state.query },
      );
      state.query = query;
    }
    if (id) detail(id, place);
    else listing(found);
    panel(place);
  }

  function listing(found) {
    state.chosen = null;
    map.choose(null);
    if (!found.length) {
      put(
        side,
        state.all.length
          ? empty(
              "None fits these filters",
              "No incident that is known has all of this.",
              h("a", { class: "button", href: "#/incidents" }, "Take the filters away"),
            )
          : empty(
              "No incidents yet",
              "No article has told of an attack. They appear here as they are read.",
              h("a", { class: "button", href: "#/live" }, "Watch the stream"),
            ),
      );
      return;
    }
    if (!list.element.isConnected) put(side, list.element);
    list.update();
  }

  async function detail(id, place) {
    if (state.chosen?.id === id) return;
    state.chosen = { id, item: null };
    put(side, back(), loading("the incident"));
    map.choose(state.all.find((item) => item.incident_id === id) ?? null);
    try {
      const item = await get(["incidents", id], {}, { signal: asking.signal });
      if (state.chosen?.id === id) shown(item, here());
    } catch (error) {
      if (error.name === "AbortError" || state.chosen?.id !== id) return;
      put(
        side,
        back(),
        failed(error, () => {
          state.chosen = null;
          detail(id, here());
        }),
      );
    }
  }

  function shown(item, place) {
    state.chosen.item = item;
    document.title = `${item.place.name} · Incidents · Khabar`;
    put(side, back(), incidentDetail(item));
    if (!state.quiet) map.choose(item);
    state.quiet = false;
    if (matchMedia("(max-width: 60rem)").matches) window.scrollTo(0, 0);
    panel(place);
  }

  function panel(place) {
    const item = state.chosen?.item;
    openSource(item && place.query.article ? openReport(item, place.query) : null);
  }

  let gathering = 0;
  /** Rows that came on the stream, a second's worth at once. */
  function update() {
    gathering = 0;
    const { changed } = state;
    state.changed = new Map();
    const known = new Set(state.all.map((item) => item.incident_id));
    const gone = [...changed].filter(([id, row]) => !row && known.has(id)).length;
    const fresh = [...changed].filter(([id, row]) => row && !known.has(id)).length;
    state.all = sorted(
      state.all.filter((item) => !changed.has(item.incident_id)).concat([...changed.values()].filter(Boolean)),
    );
    state.total += fresh - gone;
    state.version += 1;
    const mine = changed.get(state.chosen?.id);
    if (mine && !document.querySelector("dialog[open]")) {
      state.quiet = true;
      shown(mine, here());
    }
    render(here());
  }

  const deaf = hear({
    onEntry: ({ kind, value }) => {
      if (kind !== "table" || value.table !== "incidents") return;
      state.changed.set(value.key, value.row);
      gathering ||= setTimeout(update, GATHER);
    },
    onReset: () => load(),
  });

  load();
  return {
    show(place) {
      if (!place.parts.length) document.title = "Incidents · Khabar";
      render(place);
    },
    leave() {
      asking.abort();
      deaf();
      clearTimeout(gathering);
      map.leave();
      list.leave();
      openSource(null);
    },
  };
}

const back = () =>
  h(
    "a",
    { class: "back", href: withQuery({ article: null, event: null }, { ...here(), parts: [] }) },
    h("span", { "aria-hidden": "true" }, "← "),
    "All incidents",
  );

const hrefOf = (item, place) => withQuery({ article: null, event: null }, { ...place, parts: [item.incident_id] });

const sorted = (items) =>
  items.sort((a, b) =>
    a.date.start < b.date.start ? 1 : a.date.start > b.date.start ? -1 : a.incident_id < b.incident_id ? 1 : -1,
  );

function summarise(element, found, state) {
  const killed = found.reduce((sum, item) => sum + (item.killed.best ?? 0), 0);
  const injured = found.reduce((sum, item) => sum + (item.injured.best ?? 0), 0);
  const text = `${plural(found.length, "incident")}, ${count(killed)} killed, ${count(injured)} injured`;
  const more =
    state.done || state.all.length >= state.total
      ? ""
      : ` (${count(state.all.length)} of ${count(state.total)} loaded)`;
  append(
    put(element),
    text,
    more,
    state.all.length >= MOST && state.total > MOST ? `; the ${count(MOST)} latest are shown` : "",
  );
  if (state.done && element.isConnected) say(text);
}
