// The source panel: the article that a figure comes from, with the sentence that says it marked.

import { get } from "./api.js";
import { heading, lines, speaksOf } from "./claims.js";
import { h, put } from "./dom.js";
import { amount, moment } from "./format.js";
import { outsideLink } from "./links.js";
import { describe, kindOf } from "./events.js";
import { legible, pieces } from "./evidence.js";
import { cameFromHere, go, withQuery } from "./router.js";
import { settle } from "./states.js";

const articles = new Map();
let dialog = null;
let opener = null;
let inside = false;

/** An article with its events, from the worker once. */
async function article(id) {
  if (!articles.has(id)) {
    articles.set(id, await get(["articles", id]));
    if (articles.size > 50) articles.delete(articles.keys().next().value);
  }
  return articles.get(id);
}

/**
 * Opens the panel for `{figure, article}` or `{incident, article}` or `{event, article}`, or closes it for null.
 * `article` chooses among several.
 */
export function openSource(wanted) {
  if (!wanted) {
    close();
    return;
  }
  const subject = { ...wanted, ids: wanted.figure?.articles ?? wanted.ids ?? [wanted.article] };
  const id =
    subject.ids.includes(wanted.article) || wanted.article ? (wanted.article ?? subject.ids[0]) : subject.ids[0];
  const fresh = !dialog;
  if (fresh) show();
  const body = h("div", { class: "source-body" });
  put(dialog.querySelector(".source-frame"), head(subject), tabs(subject, id), body);
  dialog.querySelector(".source-tabs [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  if (fresh) dialog.querySelector("#source-title").focus({ preventScroll: true });
  if (!id) {
    put(body, h("p", { class: "state empty" }, "No article is named for this figure."));
    return;
  }
  settle(
    body,
    "the article",
    () => article(id),
    (found) => text(found, subject),
  ).then(() => {
    body.querySelector("mark")?.scrollIntoView({ block: "center" });
  });
}

function show() {
  opener = document.activeElement;
  inside = cameFromHere();
  const frame = h("div", { class: "source-frame" });
  dialog = h(
    "dialog",
    {
      class: "source",
      "aria-labelledby": "source-title",
      on: {
        cancel: (event) => {
          event.preventDefault();
          leave();
        },
        click: (event) => {
          if (event.target === dialog) leave();
        },
      },
    },
    frame,
  );
  document.body.append(dialog);
  dialog.showModal();
}

function close() {
  if (!dialog) return;
  dialog.close();
  dialog.remove();
  dialog = null;
  const again = opener?.isConnected
    ? opener
    : document.querySelector(`[data-key="${CSS.escape(opener?.dataset?.key ?? "")}"]`);
  again?.focus?.();
}

/** Back to where the panel was opened; where the address itself opened it, to the place without it. */
function leave() {
  if (inside) history.back();
  else go(withQuery({ figure: null, article: null, event: null }), { replace: true });
}

function head({ figure, title, notes = [] }) {
  const said = figure ? lines(figure) : notes;
  return h(
    "header",
    { class: "source-head" },
    h("button", { type: "button", class: "close", "aria-label": "Close", on: { click: leave } }, "×"),
    h("h2", { id: "source-title", tabindex: "-1" }, figure ? heading(figure) : title),
    figure ? h("p", { class: "source-value" }, amount(figure.value, figure.unit, figure.rounding)) : null,
    said.length
      ? h(
          "ul",
          { class: "said" },
          said.map((line) => h("li", { class: /^(Disputed|Rejected)/.test(line) ? "doubt-line" : null }, line)),
        )
      : null,
  );
}

function tabs({ ids }, id) {
  if (ids.length < 2) return null;
  return h(
    "nav",
    { class: "source-tabs", "aria-label": "Articles" },
    ids.map((item, index) => {
      const link = h(
        "a",
        {
          href: withQuery({ article: item }),
          "aria-current": item === id ? "true" : null,
          on: {
            click: (event) => {
              event.preventDefault();
              go(withQuery({ article: item }), { replace: true });
            },
          },
        },
        `Article ${index + 1}`,
      );
      article(item)
        .then((found) => {
          if (found.source) link.textContent = found.source;
        })
        .catch(() => {});
      return link;
    }),
  );
}

function text(found, subject) {
  const events = spoken(found, subject);
  const evidence = events.flatMap((event) => event.evidence);
  const part = (field) =>
    pieces(
      found[field] ?? "",
      evidence.filter((item) => item.field === field),
    );
  return h(
    "article",
    { class: "paper" },
    h(
      "p",
      { class: "byline" },
      h("strong", {}, found.source ?? "Unnamed source"),
      " · ",
      h("time", { datetime: found.published_at }, moment(found.published_at)),
    ),
    h("h3", {}, marked(part("title"))),
    paragraphs(part("body")),
    evidence.length
      ? null
      : h(
          "p",
          { class: "note" },
          "No sentence of this article is marked for this figure: a later revision may have changed it.",
        ),
    h("p", { class: "to-article" }, outsideLink(found.url, "Open the article")),
    others(found, events),
  );
}

/** The events of the article that speak of the subject, the best match only. */
function spoken(found, { figure, event, matches }) {
  const events = (found.events ?? []).filter((item) => !item.withdrawn);
  if (event) return events.filter((item) => item.event_id === event);
  const scored = events.map((item) => [figure ? speaksOf(figure, item) : matches(item), item]);
  const best = Math.max(0, ...scored.map(([score]) => score));
  return best ? scored.filter(([score]) => score === best).map(([, item]) => item) : [];
}

const marked = (items) =>
  items.map((item) => {
    const shown = item.marked ? h("mark", {}, legible(item.text)) : legible(item.text);
    return item.sentence ? h("span", { class: "sentence" }, shown) : shown;
  });

/** Pieces as paragraphs: line ends separate them. */
function paragraphs(items) {
  const found = [[]];
  for (const item of items) {
    item.text.split(/\n+/).forEach((line, index) => {
      if (index) found.push([]);
      if (line) found.at(-1).push({ ...item, text: line });
    });
  }
  return found.filter((line) => line.length).map((line) => h("p", {}, marked(line)));
}

function others(found, events) {
  const rest = (found.events ?? []).filter((event) => !events.includes(event) && !event.withdrawn);
  if (!rest.length) return null;
  return h(
    "details",
    { class: "others" },
    h("summary", {}, `What else was read here (${rest.length})`),
    h(
      "ul",
      {},
      rest.map((event) =>
        h("li", {}, h("span", { class: `tag ${kindOf(event)}`, "aria-hidden": "true" }), describe(event)),
      ),
    ),
  );
}
