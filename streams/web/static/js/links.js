// Addresses from articles are untrusted: only http and https, nothing else is ever a link.

import { h } from "./dom.js";

/** The address as a URL where it is http or https with a host, else null. */
export function outside(address) {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address);
    return (url.protocol === "http:" || url.protocol === "https:") && url.hostname ? url.href : null;
  } catch {
    return null;
  }
}

/** A link that opens elsewhere, or the text alone where the address is none. */
export function outsideLink(address, text, props = {}) {
  const href = outside(address);
  if (!href) return h("span", { class: "no-link" }, "The article has no web address");
  return h(
    "a",
    { href, target: "_blank", rel: "noopener noreferrer", class: "outside", ...props },
    text,
    h("span", { class: "visually-hidden" }, " (opens in a new tab)"),
  );
}
