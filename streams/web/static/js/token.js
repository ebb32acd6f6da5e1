// The token of a worker that asks for one: asked for once, kept until the tab is closed, sent only to this worker.

import { h } from "./dom.js";

const KEY = "khabar.token";
let asking = null;
let memory = "";

/** The token, or "". */
export function token() {
  try {
    return sessionStorage.getItem(KEY) ?? memory;
  } catch {
    return memory;
  }
}

function keep(value) {
  memory = value;
  try {
    sessionStorage.setItem(KEY, value);
  } catch {
    // storage is switched off: it lasts as long as the page
  }
  window.dispatchEvent(new Event("khabar:token"));
}

/** Headers that carry the token, where there is one. */
export const authorization = () => (token() ? { Authorization: `Bearer ${token()}` } : {});

/** Asks the reader for the token; all who ask meanwhile wait for the same answer. Resolves to false when dismissed. */
export function ask(refused) {
  asking ??= show(refused).finally(() => {
    asking = null;
  });
  return asking;
}

function show(refused) {
  return new Promise((resolve) => {
    const input = h("input", {
      id: "token-input",
      type: "password",
      autocomplete: "off",
      spellcheck: "false",
      required: true,
      "aria-describedby": "token-why",
    });
    const form = h(
      "form",
      { method: "dialog", class: "token-form" },
      h("h2", { id: "token-title" }, "This worker asks for a token"),
      h(
        "p",
        { id: "token-why" },
        refused
          ? "The token was refused. Ask whoever runs the worker for the one in force."
          : "It is kept in this tab only, and sent to this worker only.",
      ),
      h("label", { for: "token-input" }, "Token"),
      input,
      h(
        "div",
        { class: "actions" },
        h("button", { type: "submit", class: "primary", value: "ok" }, "Continue"),
        h("button", { type: "button", class: "plain", on: { click: () => dialog.close() } }, "Not now"),
      ),
    );
    const dialog = h("dialog", { class: "token", "aria-labelledby": "token-title" }, form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      keep(input.value.trim());
      dialog.close("ok");
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "ok");
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
