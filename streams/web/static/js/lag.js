// How far each topic is behind, as it was told so far: one line a topic, with its last minutes as a sparkline.

import { h, put } from "./dom.js";
import { count } from "./format.js";
import { sparkline } from "./sparkline.js";

const KEPT = 60;

/** A panel of topics: `take(rows)` adds what is now, from `/api/v1/lag`. */
export function lagPanel() {
  const histories = new Map();
  const body = h("div", { class: "lag-rows" }, h("p", { class: "soft" }, "Waiting for the first measure …"));
  const total = h("p", { class: "lag-total" }, "–");
  const words = h("p", { class: "lead" }, "messages not processed yet");
  const element = h("section", { class: "card lag", "aria-labelledby": "lag-title" },
    h("h2", { id: "lag-title" }, "Lag by topic"), total, words, body);

  function take(rows) {
    const topics = new Map();
    for (const { topic, messages, seconds } of rows) {
      const entry = topics.get(topic) ?? { messages: 0, seconds: 0, parts: 0 };
      entry.messages += messages ?? 0;
      entry.seconds = Math.max(entry.seconds, seconds ?? 0);
      entry.parts += 1;
      topics.set(topic, entry);
    }
    for (const [topic, { messages }] of topics) histories.set(topic, [...(histories.get(topic) ?? []), messages].slice(-KEPT));
    const all = [...topics.values()];
    const behind = all.reduce((sum, entry) => sum + entry.messages, 0);
    const oldest = Math.max(0, ...all.map((entry) => entry.seconds));
    total.textContent = count(behind);
    words.textContent = behind ? `messages not processed yet${oldest >= 1 ? `, the oldest for ${Math.round(oldest)} s` : ""}` : "everything published is processed";
    put(body, h("table", {}, h("caption", { class: "visually-hidden" }, "Messages not processed yet, by topic"),
      h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Topic"), h("th", { scope: "col" }, "Lately"), h("th", { scope: "col", class: "number" }, "Behind"))),
      h("tbody", {}, [...topics].map(([topic, entry]) => h("tr", {}, h("th", { scope: "row" }, topic),
        h("td", {}, sparkline(histories.get(topic), { width: 72, height: 22 })), h("td", { class: "number" }, count(entry.messages)))))));
  }
  return { element, take };
}
