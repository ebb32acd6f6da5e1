// The stream as it happens: events and rows as they come, newest first, and the lag beside it.

import { h, put, say } from "./dom.js";
import { entryLine } from "./entries.js";
import { describe } from "./events.js";
import { lagPanel } from "./lag.js";
import { openSource } from "./source.js";
import { failed } from "./states.js";
import { hear, startStream, stream } from "./stream.js";

/** So many entries stay on the page. */
const KEPT = 200;

/** The view: what came before it was opened, and what comes until `leave()`. */
export function liveView(root) {
  document.title = "Live · Khabar";
  const state = { paused: false, waiting: [] };
  const dot = h("span", { class: "dot", "aria-hidden": "true" });
  const status = h("span", { class: "live-state" });
  const button = h(
    "button",
    { type: "button", class: "button pause", "aria-pressed": "false", on: { click: toggle } },
    "Pause",
  );
  const list = h("ol", { class: "feed", reversed: true });
  const quiet = h("p", { class: "quiet" }, "Nothing has come yet. What is published shows up here within moments.");
  const lag = lagPanel();
  put(
    root,
    h(
      "div",
      { class: "view live" },
      h(
        "div",
        { class: "view-head" },
        h("div", {}, h("h1", { id: "view-title" }, "Live"), h("p", { class: "lead live-line" }, dot, status)),
        button,
      ),
      h(
        "div",
        { class: "live-grid" },
        h("section", { class: "card feed-card", "aria-label": "What comes" }, quiet, list),
        lag.element,
      ),
    ),
  );

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
    button.textContent = state.paused
      ? `Go on${state.waiting.length ? ` (${state.waiting.length} new)` : ""}`
      : "Pause";
  }

  function add(entry) {
    const line = entryLine(entry);
    if (!line) return;
    quiet.hidden = true;
    list.prepend(line);
    while (list.children.length > KEPT) list.lastElementChild.remove();
  }

  function take(entry) {
    if (!state.paused) {
      add(entry);
      return;
    }
    state.waiting.push(entry);
    if (state.waiting.length > KEPT) state.waiting.shift();
    label();
  }

  function connection({ name, error }) {
    dot.className = `dot ${name}`;
    const texts = { open: "Connected: events and tables as they change", connecting: "Connecting …" };
    const waiting =
      error?.kind === "unready"
        ? "The worker is taking over its partitions; asking again …"
        : "Not connected; asking again …";
    status.textContent = error?.kind === "token" ? "Not connected: a token is needed" : (texts[name] ?? waiting);
    if (error?.kind === "token")
      put(
        list,
        h(
          "li",
          {},
          failed(error, () => put(list) && startStream()),
        ),
      );
  }

  const deaf = hear({
    onEntry: take,
    onLag: lag.show,
    onState: connection,
    onReset: () => say("Some of what came was missed."),
  });
  for (const entry of stream.entries) add(entry);
  connection(stream.state);
  lag.show(stream.lags);

  return {
    show({ query: { article, event } }) {
      const known = stream.entries.find((entry) => entry.kind === "event" && entry.value.event_id === event)?.value;
      openSource(
        article
          ? { article, event, ids: [article], title: known ? describe(known) : "From the stream", notes: [] }
          : null,
      );
    },
    leave() {
      deaf();
      openSource(null);
    },
  };
}
