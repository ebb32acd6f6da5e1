// How far each topic is behind: one line a topic, with its last minutes as a sparkline.

import { h, put } from "./dom.js";
import { count } from "./format.js";
import { sparkline } from "./sparkline.js";

/** A panel of topics: `show(lags)` draws what the stream knows of them. */
export function lagPanel() {
  const body = h("div", { class: "lag-rows" }, h("p", { class: "soft" }, "Waiting for the first measure …"));
  const wide = matchMedia("(min-width: 60rem)").matches;
  const total = h("p", { class: "lag-total" }, "–");
  const words = h("p", { class: "lead" }, "messages not processed yet");
  const element = h(
    "section",
    { class: "card lag", "aria-labelledby": "lag-title" },
    h("h2", { id: "lag-title" }, "Lag by topic"),
    total,
    words,
    h("details", { open: wide }, h("summary", {}, "Each topic"), body),
  );

  function show(lags) {
    if (!lags.length) return;
    const behind = lags.reduce((sum, entry) => sum + entry.messages, 0);
    const oldest = Math.max(...lags.map((entry) => entry.seconds));
    total.textContent = count(behind);
    words.textContent = behind
      ? `messages not processed yet${oldest >= 1 ? `, the oldest for ${Math.round(oldest)} s` : ""}`
      : "everything published is processed";
    put(
      body,
      h(
        "table",
        {},
        h("caption", { class: "visually-hidden" }, "Messages not processed yet, by topic"),
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, "Topic"),
            h("th", { scope: "col" }, "Lately"),
            h("th", { scope: "col", class: "number" }, "Behind"),
          ),
        ),
        h(
          "tbody",
          {},
          lags.map((entry) =>
            h(
              "tr",
              {},
              h("th", { scope: "row" }, entry.topic),
              h("td", {}, sparkline(entry.history, { width: 72, height: 22 })),
              h("td", { class: "number" }, count(entry.messages)),
            ),
          ),
        ),
      ),
    );
  }
  return { element, show };
}
