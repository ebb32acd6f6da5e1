// Where the reader is, as the address says: #/view/part/part?name=value. The back button works because nothing else is state.

const SKIPPED = new Set(["", null, undefined]);

/** The place that an address's hash names: `{view, parts, query}`. */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#\/?/, "").split("?", 2);
  const [view, ...parts] = path.split("/").filter(Boolean).map(decoded);
  return { view: view || "figures", parts, query: Object.fromEntries(new URLSearchParams(query)) };
}

/** The hash of a place. */
export function format({ view, parts = [], query = {} }) {
  const search = new URLSearchParams(Object.entries(query).filter(([, value]) => !SKIPPED.has(value)));
  const path = [view, ...parts].map((part) => encodeURIComponent(part)).join("/");
  return `#/${path}${search.size ? `?${search}` : ""}`;
}

/** The present place. */
export const here = () => parse(location.hash);

/** The hash of the present place with some of its query changed; null takes a name away. */
export function withQuery(changes, place = here()) {
  return format({ ...place, query: { ...place.query, ...changes } });
}

let moves = 0;
window.addEventListener("hashchange", () => {
  moves += 1;
});

/** Whether the reader came to the present place from another one of this page. */
export const cameFromHere = () => moves > 0;

/** Goes to a place; with `replace` the back button does not stop at the present one. */
export function go(hash, { replace = false } = {}) {
  if (hash === location.hash) return;
  if (replace) {
    history.replaceState(null, "", hash);
    window.dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = hash;
  }
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
