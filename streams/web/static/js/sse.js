// Server-sent events over fetch: EventSource cannot send the token.

import { address, pause, request } from "./api.js";

/** Cuts a stream of text into events: `feed(text)` gives those that are complete, `{type, data, id, retry}`. */
export function parser() {
  let rest = "";
  let event = { type: "", data: [] };
  return {
    feed(text) {
      const done = [];
      // a carriage return at the end may be half of a line end
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop();
      for (const line of lines) {
        if (line !== "") {
          take(event, line);
          continue;
        }
        if (event.data.length || event.id !== undefined || event.retry) {
          done.push({
            type: event.type || "message",
            data: event.data.length ? event.data.join("\n") : null,
            id: event.id,
            retry: event.retry,
          });
        }
        event = { type: "", data: [] };
      }
      return done;
    },
  };
}

function take(event, line) {
  const colon = line.indexOf(":");
  if (colon === 0) return;
  const name = colon < 0 ? line : line.slice(0, colon);
  const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
  if (name === "data") event.data.push(value);
  else if (name === "event") event.type = value;
  else if (name === "id" && !value.includes("\0")) event.id = value;
  else if (name === "retry" && /^\d+$/.test(value)) event.retry = Number(value);
}

/**
 * Listens to the worker's stream until aborted: `onEvent(type, value)`, `onState("open" | "waiting", error)`. After a
 * break it comes back with the id of the last event (`place.last`, kept up here), so nothing is lost.
 */
export async function listen({ query, place, onEvent, onState, signal }) {
  let wait = 2000;
  let failures = 0;
  while (!signal.aborted) {
    let error = null;
    try {
      const headers = { Accept: "text/event-stream", ...(place.last ? { "Last-Event-ID": place.last } : {}) };
      const answer = await request(address("stream", query), { signal, headers });
      onState("open");
      failures = 0;
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      const cut = parser();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        for (const event of cut.feed(value)) {
          if (event.id !== undefined) place.last = event.id;
          if (event.retry) wait = event.retry;
          if (event.data !== null) deliver(event, onEvent);
        }
      }
    } catch (problem) {
      if (problem.name === "AbortError" || signal.aborted) return;
      error = problem;
      if (problem.kind === "token") {
        onState("waiting", problem);
        return;
      }
    }
    failures += 1;
    onState("waiting", error);
    try {
      await pause(Math.min(30000, wait * 2 ** Math.min(4, failures - 1)), signal);
    } catch {
      return;
    }
  }
}

function deliver({ type, data }, onEvent) {
  let value;
  try {
    value = JSON.parse(data);
  } catch {
    return; // not ours
  }
  onEvent(type, value);
}
