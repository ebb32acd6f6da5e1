// The worker's JSON. Every failure is one of four kinds, since the page shows each of them differently.

import { ask, authorization, token } from "./token.js";

const ROOT = "api/v1/";
/** How often a 503 is waited for before the page says so. */
const PATIENCE = 2;

/** `kind` is `offline`, `unready` (503), `token` (401, dismissed), `missing` (404) or `failed`. */
export class ApiError extends Error {
  constructor(kind, message, { retryAfter = 5 } = {}) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }
}

/** The address of a resource: `address("incidents", {country: "PK"})`. Each part of the path is quoted. */
export function address(path, query = {}) {
  const kept = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const parts = [path]
    .flat()
    .map((part, index) => (index ? encodeURIComponent(part) : part))
    .join("/");
  return `${ROOT}${parts}${kept.length ? `?${new URLSearchParams(kept)}` : ""}`;
}

/** A response, after the token was asked for where it is needed. Raises ApiError. */
export async function request(url, { signal, headers = {} } = {}) {
  for (;;) {
    const sent = token();
    let answer;
    try {
      answer = await fetch(url, { signal, headers: { ...headers, ...authorization() }, cache: "no-cache" });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new ApiError("offline", "The worker does not answer.");
    }
    if (answer.status === 401 && token() !== sent) continue; // given meanwhile
    if (answer.status === 401 && (await ask(sent !== ""))) continue;
    if (!answer.ok) throw await failure(answer);
    return answer;
  }
}

/** The JSON at an address. A 503 is waited for a little; then it raises ApiError like other failures. */
export async function get(path, query = {}, { signal } = {}) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await (await request(address(path, query), { signal, headers: { Accept: "application/json" } })).json();
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== "unready" || tries >= PATIENCE) throw error;
      await pause(Math.min(error.retryAfter, 2) * 1000, signal);
    }
  }
}

/** The pages of a list, one after another: `{items, total}`; with `first`, so many in the first, to have something soon. */
export async function* pages(path, query = {}, { first = query.limit, ...options } = {}) {
  let cursor = null;
  do {
    const page = await get(path, { ...query, limit: cursor ? query.limit : first, cursor }, options);
    yield { items: page.items, total: page.total };
    cursor = page.next;
  } while (cursor);
}

/** All items of a list. */
export async function all(path, query = {}, options = {}) {
  const found = [];
  for await (const page of pages(path, query, options)) found.push(...page.items);
  return found;
}

/** Resolves after some milliseconds; rejects when aborted. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        reject(new DOMException("aborted", "AbortError"));
      },
      { once: true },
    );
  });
}

async function failure(answer) {
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    // no problem document: the status says enough
  }
  const text =
    typeof problem.detail === "string" ? problem.detail : typeof problem.title === "string" ? problem.title : "";
  const kinds = { 401: "token", 404: "missing", 503: "unready" };
  const retryAfter = Number(answer.headers.get("Retry-After")) || 5;
  return new ApiError(kinds[answer.status] ?? "failed", text || `The worker answered ${answer.status}.`, {
    retryAfter,
  });
}
