// The worker's stream, listened to once for all views: what came last, how far behind each topic is, whether it is connected.

import { listen } from "./sse.js";

/** So many entries are kept, and so many measures of the lag of each topic. */
const KEPT = 200;
const MEASURES = 60;

const listeners = new Set();
const handlers = {
  event: (value) => add({ kind: "event", value }),
  table: (value) => add({ kind: "table", value }),
  lag: (value) => measure(value.items ?? []),
  reset: () => tell("onReset"),
};

/** What is known: `entries` newest last (`{kind, value, at}`; `at` is null for what came before this page), `lags`, `state`. */
export const stream = { entries: [], lags: [], state: { name: "connecting", error: null } };

/** Is told of what comes until the returned function is called: `onEntry(entry)`, `onLag(lags)`, `onState(state)`, `onReset()`. */
export function hear(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** How long a page may be out of sight and still listen, in milliseconds: a browser has few connections for all its tabs. */
const HIDDEN = 30000;

const place = { last: null };
let settled = false;
let listening = null;
let timer = 0;

/** Begins to listen, from where it ended; does nothing while it listens. */
export function startStream() {
  if (listening) return;
  const mine = new AbortController();
  listening = mine;
  listen({
    query: { recent: KEPT },
    place,
    signal: mine.signal,
    onEvent: (type, value) => handlers[type]?.(value),
    onState: (name, error = null) => {
      stream.state = { name, error };
      tell("onState", stream.state);
    },
  }).finally(() => {
    if (listening === mine) listening = null;
  });
}

/** Listens only while the page can be seen, and again when a token was given. */
export function followSight() {
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (!document.hidden) startStream();
    else timer = setTimeout(stopStream, HIDDEN);
  });
  window.addEventListener("khabar:token", startStream);
}

function stopStream() {
  listening?.abort();
  listening = null;
}

function add(entry) {
  // before the first measure of the lag the worker sends what came before
  const dated = { ...entry, at: settled ? new Date() : null };
  stream.entries.push(dated);
  if (stream.entries.length > KEPT) stream.entries.shift();
  tell("onEntry", dated);
}

function measure(rows) {
  settled = true;
  const topics = new Map();
  for (const { topic, messages, seconds } of rows) {
    const entry = topics.get(topic) ?? { topic, messages: 0, seconds: 0 };
    entry.messages += messages ?? 0;
    entry.seconds = Math.max(entry.seconds, seconds ?? 0);
    topics.set(topic, entry);
  }
  const before = new Map(stream.lags.map((entry) => [entry.topic, entry.history]));
  stream.lags = [...topics.values()].map((entry) => ({
    ...entry,
    history: [...(before.get(entry.topic) ?? []), entry.messages].slice(-MEASURES),
  }));
  tell("onLag", stream.lags);
}

function tell(name, value) {
  for (const listener of [...listeners]) listener[name]?.(value);
}
