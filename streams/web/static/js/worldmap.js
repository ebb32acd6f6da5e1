// The map: Natural Earth's countries on a canvas, incidents as discs whose area grows with the killed.

import { clusters } from "./clusters.js";
import { h, onWidth, put } from "./dom.js";
import { spotOf } from "./filters.js";
import { ground } from "./ground.js";
import { count, plural, when } from "./format.js";
import { place, title } from "./names.js";
import { go, here, withQuery } from "./router.js";
import { tooltip } from "./tooltip.js";
import { d3 } from "./vendor.js";

const STILL = "(prefers-reduced-motion: reduce)";
const CLOSEST = 400;
/** How near one incident is looked at. */
const NEAR = 18;
/** How long the map must rest before its outlines are drawn anew, in milliseconds. */
const REST = 120;

/** The map in an element: `show(items)`, `choose(item)`, `leave()`. */
export function worldMap(holder) {
  const canvas = h("canvas", {
    class: "map",
    tabindex: "0",
    role: "application",
    "aria-label": "Map of the incidents. Plus and minus zoom, the arrow keys move it; the list has the same incidents.",
  });
  const zooming = h(
    "div",
    { class: "map-tools" },
    tool("+", "Zoom in", () => scale(2)),
    tool("−", "Zoom out", () => scale(0.5)),
    tool("⌖", "Show all", () => fit(true)),
  );
  const frame = h("div", { class: "map-frame" }, canvas, zooming);
  put(
    holder,
    frame,
    h(
      "p",
      { class: "map-note" },
      "The area of a disc grows with the killed. Boundaries: Natural Earth; they take no position.",
    ),
  );
  const tip = tooltip(frame);
  const context = canvas.getContext("2d");
  const selection = d3.select(canvas);
  const state = {
    width: 0,
    height: 0,
    view: d3.zoomIdentity,
    points: [],
    items: [],
    marks: [],
    chosen: null,
    moved: false,
    moving: false,
  };
  let projection = d3.geoMercator();
  let rest = 0;
  let ink = null;
  let asked = 0;

  const zoom = d3
    .zoom()
    .scaleExtent([0.8, CLOSEST])
    .on("zoom", (event) => {
      state.view = event.transform;
      state.moving = true;
      if (event.sourceEvent) state.moved = true;
      tip.hide();
      later();
    });
  selection.call(zoom).on("dblclick.zoom", null);

  const later = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  };

  const base = ground(canvas, later);

  function layout(width) {
    const ratio = window.devicePixelRatio || 1;
    state.width = width;
    state.height = Math.round(frame.clientHeight || width * 0.7);
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(state.height * ratio);
    zoom.extent([
      [0, 0],
      [width, state.height],
    ]);
    projection = d3
      .geoMercator()
      .scale(width / (2 * Math.PI))
      .translate([width / 2, state.height / 2]);
    base.project(projection);
    locate();
    fit(false);
  }

  function locate() {
    state.points = state.items
      .filter((item) => item.place.lat !== null && item.place.lon !== null)
      .map((item) => {
        const [x, y] = projection([item.place.lon, item.place.lat]);
        return { x, y, item };
      });
  }

  function fit(animate) {
    const { points, width, height } = state;
    if (!width) return;
    let next = d3.zoomIdentity;
    if (points.length) {
      // of many, the few far away do not decide
      const out = points.length < 200 ? 0 : 0.01;
      const edge = (values) => [d3.quantileSorted(values, out), d3.quantileSorted(values, 1 - out)];
      const [[left, right], [top, bottom]] = [
        edge(points.map(({ x }) => x).sort(d3.ascending)),
        edge(points.map(({ y }) => y).sort(d3.ascending)),
      ];
      const closest = 14;
      const k = Math.max(
        0.8,
        Math.min(closest, (width - 70) / (right - left || 1e-6), (height - 70) / (bottom - top || 1e-6)),
      );
      next = d3.zoomIdentity
        .translate(width / 2 - (k * (left + right)) / 2, height / 2 - (k * (top + bottom)) / 2)
        .scale(k);
    }
    state.moved = false;
    move(next, animate);
    if (!animate) state.moving = false;
  }

  function move(next, animate) {
    if (animate && !matchMedia(STILL).matches) selection.transition().duration(350).call(zoom.transform, next);
    else selection.call(zoom.transform, next);
    later();
  }

  const scale = (by) =>
    selection
      .transition()
      .duration(matchMedia(STILL).matches ? 0 : 200)
      .call(zoom.scaleBy, by);

  function draw() {
    const { width, height, view } = state;
    if (!width || !canvas.isConnected) return;
    ink ??= colours();
    base.draw(context, view, ink, state.moving);
    if (state.moving) resting();
    const visible = (x, y) => {
      const [px, py] = [view.applyX(x), view.applyY(y)];
      return px > -40 && py > -40 && px < width + 40 && py < height + 40;
    };
    state.marks = clusters(state.points, view.k, visible).map((mark) => ({
      ...mark,
      px: view.applyX(mark.x),
      py: view.applyY(mark.y),
    }));
    for (const mark of state.marks) disc(mark);
    if (state.chosen) ring(state.chosen);
  }

  function resting() {
    clearTimeout(rest);
    rest = setTimeout(() => {
      state.moving = false;
      later();
    }, REST);
  }

  function disc(mark) {
    context.beginPath();
    context.arc(mark.px, mark.py, mark.radius, 0, 2 * Math.PI);
    context.globalAlpha = 0.78;
    context.fillStyle = ink.security;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1.25;
    context.strokeStyle = ink.card;
    context.stroke();
    if (mark.items.length > 1 && mark.radius >= 9) {
      context.fillStyle = ink.card;
      context.font = `600 ${mark.items.length > 999 ? 9 : 11}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.fillText(count(mark.items.length), mark.px, mark.py + 0.5);
      context.textBaseline = "alphabetic";
    }
  }

  function ring(item) {
    if (item.place.lat === null) return;
    const [x, y] = projection([item.place.lon, item.place.lat]);
    context.beginPath();
    context.arc(state.view.applyX(x), state.view.applyY(y), 17, 0, 2 * Math.PI);
    context.lineWidth = 2.5;
    context.strokeStyle = ink.ink;
    context.stroke();
  }

  function hit(event) {
    const [x, y] = d3.pointer(event, canvas);
    return state.marks.findLast((mark) => Math.hypot(mark.px - x, mark.py - y) <= Math.max(mark.radius, 9) + 2) ?? null;
  }

  canvas.addEventListener("pointermove", (event) => {
    const mark = event.buttons ? null : hit(event);
    canvas.classList.toggle("over", Boolean(mark));
    if (mark) explain(mark);
    else tip.hide();
  });
  canvas.addEventListener("pointerleave", () => tip.hide());
  canvas.addEventListener("click", (event) => {
    const mark = hit(event);
    if (mark) open(mark);
  });
  canvas.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    if (event.key === "+" || event.key === "=") scale(2);
    else if (event.key === "-") scale(0.5);
    else if (steps[event.key]) selection.call(zoom.translateBy, ...steps[event.key].map((step) => step / state.view.k));
    else return;
    event.preventDefault();
  });

  function explain(mark) {
    const [first] = mark.items;
    if (mark.items.length === 1) {
      tip.show(
        mark.px,
        mark.py - mark.radius,
        when(first.date, true),
        title(first.attack),
        [
          place(first.place),
          `${first.killed.best ?? "unknown number"} killed, ${first.injured.best ?? "unknown number"} injured`,
        ],
        "Click: its reports and sources",
      );
      return;
    }
    const places = [...new Set(mark.items.map((item) => item.place.city ?? item.place.name))];
    tip.show(
      mark.px,
      mark.py - mark.radius,
      places.slice(0, 3).join(", ") + (places.length > 3 ? " …" : ""),
      plural(mark.items.length, "incident"),
      [`${count(mark.killed)} killed`],
      one(mark) ? "Click: list them" : "Click: look closer",
    );
  }

  function open(mark) {
    const [first] = mark.items;
    if (mark.items.length === 1)
      go(withQuery({ article: null, event: null }, { ...here(), parts: [first.incident_id] }));
    else if (one(mark))
      go(withQuery({ spot: spotOf(first.place), article: null, event: null }, { ...here(), parts: [] }));
    else closer(mark);
  }

  function closer(mark) {
    const k = Math.min(CLOSEST, state.view.k * 2.6);
    move(d3.zoomIdentity.translate(state.width / 2 - k * mark.x, state.height / 2 - k * mark.y).scale(k), true);
  }

  onWidth(frame, layout);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const recolour = () => {
    ink = null;
    later();
  };
  dark.addEventListener("change", recolour);
  window.addEventListener("khabar:colours", recolour);
  return {
    show(items) {
      state.items = items;
      locate();
      if (state.moved || state.chosen) later();
      else fit(false);
      base.begin();
    },
    choose(item) {
      state.chosen = item;
      if (item && item.place.lat !== null && state.width) {
        const [x, y] = projection([item.place.lon, item.place.lat]);
        const k = Math.max(state.view.k, NEAR);
        move(d3.zoomIdentity.translate(state.width / 2 - k * x, state.height / 2 - k * y).scale(k), true);
      }
      later();
    },
    leave() {
      dark.removeEventListener("change", recolour);
      window.removeEventListener("khabar:colours", recolour);
    },
  };
}

const one = (mark) => mark.items.every((item) => spotOf(item.place) === spotOf(mark.items[0].place));

const tool = (text, label, click) =>
  h("button", { type: "button", "aria-label": label, title: label, on: { click } }, text);

function colours() {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(
    ["sea", "land", "border", "security", "card", "ink", "faint"].map((name) => [
      name,
      style.getPropertyValue(`--${name}`).trim(),
    ]),
  );
}
