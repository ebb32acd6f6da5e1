// One incident in full: its toll and how it rose, who is blamed, what followed, and every report.

import { h } from "./dom.js";
import { says } from "./events.js";
import { count, moment, plural, when } from "./format.js";
import { country, place, title, words } from "./names.js";
import { go, withQuery } from "./router.js";
import { tollPlot } from "./tollplot.js";

/** The element of an incident. */
export function incidentDetail(item) {
  const follow = (report) => go(toReport(report.article));
  const target = item.target ? ` on ${item.target.name ?? words(item.target.kind)}` : "";
  return h(
    "article",
    { class: "incident card" },
    h("p", { class: "eyebrow" }, when(item.date)),
    h("h2", {}, `${title(item.attack)}${target}`),
    h("p", { class: "where" }, place(item.place)),
    h("dl", { class: "tolls" }, toll("Killed", item.killed, item), toll("Injured", item.injured, item)),
    history(item, follow),
    perpetrators(item),
    operations(item),
    statements(item),
    reports(item),
  );
}

const toReport = (article, event = null) => withQuery({ article, event });

/** What is known of a toll beside its best figure: "between 31 and 36", "31 or more"; "" where all agree. */
function span({ low, best, high }) {
  if (high === null) return `${low ?? best} or more`;
  return low === high ? "" : `between ${low ?? "?"} and ${high}`;
}

function toll(name, { low, best, high }, item) {
  const range = best === null ? "" : span({ low, best, high });
  const latest =
    item.toll_history.findLast((report) => report[name.toLowerCase()] === best) ?? item.toll_history.at(-1);
  const value = best === null ? "–" : count(best);
  return h(
    "div",
    {},
    h("dt", {}, name),
    h(
      "dd",
      {},
      latest && best !== null
        ? h("a", { href: toReport(latest.article), class: "figure-link toll-value" }, value)
        : h("span", { class: "toll-value" }, value),
      h("span", { class: "tile-note" }, range || (best === null ? "no report gives a number" : "all reports agree")),
    ),
  );
}

function history(item, follow) {
  if (!item.toll_history.length) return null;
  const parts = ["killed", "injured"].filter(
    (what) => item.toll_history.filter((report) => report[what] !== null).length > 1,
  );
  return h(
    "section",
    { class: "part" },
    h("h3", {}, "How the toll was told"),
    h(
      "div",
      { class: "toll-plots" },
      parts.map((what) =>
        h(
          "figure",
          {},
          h("figcaption", { class: "lead" }, title(what)),
          tollPlot({ reports: item.toll_history, what, toll: item[what], follow }),
        ),
      ),
    ),
    tollTable(item, parts.length > 0),
  );
}

function tollTable(item, folded) {
  const table = h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Reports of the toll" },
    h(
      "table",
      {},
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          h("th", { scope: "col" }, "Reported"),
          h("th", { scope: "col" }, "Source"),
          h("th", { scope: "col", class: "number" }, "Killed"),
          h("th", { scope: "col", class: "number" }, "Injured"),
        ),
      ),
      h(
        "tbody",
        {},
        item.toll_history.map((report) =>
          h(
            "tr",
            {},
            h("td", {}, h("a", { href: toReport(report.article), class: "figure-link" }, moment(report.as_of))),
            h("td", {}, report.source ?? "–"),
            h("td", { class: "number" }, report.killed ?? "–"),
            h("td", { class: "number" }, report.injured ?? "–"),
          ),
        ),
      ),
    ),
  );
  return folded ? h("details", { class: "as-table" }, h("summary", {}, "Show as a table"), table) : table;
}

function perpetrators(item) {
  if (!item.perpetrators.length) return null;
  return section(
    "Who is named",
    item.perpetrators.map((group) =>
      h(
        "li",
        {},
        h("strong", {}, group.name),
        h("span", { class: `badge ${group.status === "denied" ? "doubtful" : ""}` }, group.status),
        h("span", { class: "soft" }, ` since ${moment(group.since)}`),
        group.history.length > 1
          ? h(
              "span",
              { class: "soft" },
              ` (before: ${group.history
                .slice(0, -1)
                .map(([, status]) => status)
                .join(", ")})`,
            )
          : null,
      ),
    ),
  );
}

function operations(item) {
  if (!item.operations.length) return null;
  return section(
    "What followed",
    item.operations.map((event) => {
      const result = [
        [event.arrested, "arrested"],
        [event.killed, "killed"],
      ]
        .filter(([number]) => number !== null)
        .map(([number, what]) => `${number} ${what}`);
      return h(
        "li",
        {},
        h(
          "a",
          { href: toReport(event.article, event.event_id), class: "figure-link" },
          title(event.operation),
          event.places.length ? `, ${event.places.map((spot) => spot.name).join(", ")}` : "",
        ),
        h(
          "span",
          { class: "soft" },
          ` ${when(event.date, true)}${result.length ? `: ${result.join(", ")}` : ""}${event.by ? `, by ${event.by}` : ""}`,
        ),
      );
    }),
  );
}

function statements(item) {
  const others = item.statements.filter((event) => event.act !== "condemn" && event.act !== "support");
  const parts = [];
  if (item.condemned_by.length) {
    const first = (code) =>
      item.statements.find(
        (event) => event.act === "condemn" && (event.country === code || event.organisation === code),
      );
    parts.push(
      h(
        "section",
        { class: "part" },
        h("h3", {}, "Condemned by"),
        h(
          "ul",
          { class: "chips" },
          item.condemned_by.map((code) => {
            const event = first(code);
            const name = /^[A-Z]{2}$/.test(code) ? country(code) : code;
            return h(
              "li",
              {},
              event?.articles.length
                ? h("a", { href: toReport(event.articles[0], event.event_id), class: "badge" }, name)
                : h("span", { class: "badge" }, name),
            );
          }),
        ),
      ),
    );
  }
  if (others.length) {
    parts.push(
      section(
        "What was said",
        others.map((event) =>
          h(
            "li",
            {},
            h(
              "a",
              { href: toReport(event.articles[0], event.event_id), class: "figure-link" },
              event.speaker ?? event.organisation ?? (country(event.country) || "Unnamed"),
            ),
            ` ${says(event.act, country(event.addressee))}`,
          ),
        ),
      ),
    );
  }
  return parts;
}

function reports(item) {
  const bySource = item.sources.length ? `, ${plural(item.sources.length, "source")}` : "";
  const list = [
    ...item.articles.map((id) => [id, ""]),
    ...item.mentions.filter((id) => !item.articles.includes(id)).map((id) => [id, "as background"]),
  ];
  const told = new Map(item.toll_history.map((report) => [report.article, report]));
  const time = ([id]) => told.get(id)?.as_of ?? "9";
  list.sort((a, b) => (time(a) < time(b) ? -1 : time(a) > time(b) ? 1 : 0));
  return h(
    "section",
    { class: "part" },
    h("h3", {}, `${plural(list.length, "article")}${bySource}`),
    h("p", { class: "lead" }, `First reported ${moment(item.first_reported)}, last ${moment(item.last_reported)}`),
    h(
      "ul",
      { class: "plain" },
      list.map(([id, note], index) =>
        h(
          "li",
          {},
          h("a", { href: toReport(id), class: "figure-link" }, told.get(id)?.source ?? `Article ${index + 1}`),
          h("span", { class: "soft" }, told.has(id) ? ` ${moment(told.get(id).as_of)}` : "", note ? ` (${note})` : ""),
        ),
      ),
    ),
  );
}

const section = (name, items) => h("section", { class: "part" }, h("h3", {}, name), h("ul", { class: "plain" }, items));

/** What the source panel shows for an incident at a query. */
export function openReport(item, { article, event }) {
  const report = item.toll_history.find((entry) => entry.article === article);
  const notes = report
    ? [
        [report.killed, "killed"],
        [report.injured, "injured"],
      ]
        .filter(([number]) => number !== null)
        .map(([number, what]) => `${number} ${what} in this report`)
    : [];
  return {
    title: `${title(item.attack)}, ${place(item.place)}`,
    notes,
    article,
    ids: event ? [article] : [...new Set([...item.articles, ...item.mentions])],
    matches: event ? (found) => (found.event_id === event ? 3 : 0) : (found) => tells(found, item),
  };
}

function tells(event, item) {
  if (event.type !== "security.attack") return 0;
  const together = event.date.start <= item.date.end && event.date.end >= item.date.start;
  const near =
    event.place.country === item.place.country &&
    (event.place.city ?? event.place.admin1) === (item.place.city ?? item.place.admin1);
  return (together ? 2 : 0) + (near ? 1 : 0);
}
