// What stands where content is not there yet, not there at all, or could not be had.

import { h, put, say } from "./dom.js";

/** Grey shapes of about the size of what is coming. */
export function loading(what, shapes = ["wide", "tall", "wide"]) {
  return h(
    "div",
    { class: "state loading", role: "status" },
    h("span", { class: "visually-hidden" }, `Loading ${what}`),
    shapes.map((shape) => h("span", { class: `bone ${shape}`, "aria-hidden": "true" })),
  );
}

/** Nothing to show, why, and what to do about it. */
export function empty(title, text, ...actions) {
  return h("div", { class: "state empty" }, h("p", { class: "state-title" }, title), h("p", {}, text), actions);
}

const TITLES = {
  offline: "The worker cannot be reached",
  unready: "The worker is taking over its partitions",
  token: "A token is needed",
  missing: "There is no such thing here",
  failed: "Something went wrong",
};
const TEXTS = {
  offline: "Is it still running? This page asks only the worker that served it.",
  unready: "It answers nothing rather than something incomplete. This page asks again by itself.",
  token: "This worker shows its tables only to those who have its token.",
  missing: "It may have been merged into another, or withdrawn by a later revision.",
};

/** An error, with a button that tries again; where the worker is only not ready yet, it tries by itself. */
export function failed(error, retry) {
  const kind = error.kind ?? "failed";
  const text = TEXTS[kind] ?? error.message;
  say(`${TITLES[kind]}. ${text}`);
  const element = h(
    "div",
    { class: `state error ${kind}` },
    h("p", { class: "state-title" }, TITLES[kind]),
    h("p", {}, text),
    retry ? h("button", { type: "button", class: "primary", on: { click: retry } }, "Try again") : null,
  );
  if (kind === "unready" && retry) {
    setTimeout(
      () => {
        if (element.isConnected) retry();
      },
      Math.max(1, error.retryAfter) * 1000,
    );
  }
  return element;
}

const turns = new WeakMap();

/** Fills an element with what a promise gives; shows loading meanwhile, and an error with a way to try again. The last one asked for stays. */
export async function settle(element, what, work, show) {
  const turn = (turns.get(element) ?? 0) + 1;
  turns.set(element, turn);
  put(element, loading(what));
  element.setAttribute("aria-busy", "true");
  try {
    const value = await work();
    if (turns.get(element) === turn) put(element, show(value));
  } catch (error) {
    if (error.name === "AbortError" || turns.get(element) !== turn) return;
    if (error.kind === undefined) console.error(error);
    put(
      element,
      failed(error, () => settle(element, what, work, show)),
    );
  } finally {
    if (turns.get(element) === turn) element.removeAttribute("aria-busy");
  }
}
