// What the map's marks stand on: sea, land, borders and names of countries.

import { d3, topojson } from "./vendor.js";

const COUNTRIES = "static/vendor/world-atlas/countries-50m.json";

/**
 * The ground of a canvas. `project(projection)` fits it to a size of the map, `draw(context, view, ink, moving)` paints it; `later()`
 * is called when there is more to paint. The outlines are asked for at the first `begin()`, after the marks: without them the map
 * shows where those are all the same.
 */
export function ground(canvas, later) {
  const shape = { land: null, borders: null, names: [] };
  const picture = { canvas: document.createElement("canvas"), view: null, land: null, borders: null, ink: null };
  let projection = null;
  let world = null;
  let asked = false;

  function begin() {
    if (asked) return;
    asked = true;
    fetch(COUNTRIES)
      .then((answer) => answer.json())
      .then((found) => {
        world = found;
        outlines();
      })
      .catch(() => {});
  }

  /** Paths in the zoom's own unit, made once a size of the map, a piece at a time when nothing else is to do. */
  function outlines() {
    if (!world || !projection) return;
    const mine = projection;
    const path = d3.geoPath(mine);
    const { countries, land } = world.objects;
    const named = (item) => ({ name: item.properties.name, at: path.centroid(item), area: path.area(item) });
    const pieces = [
      () => ({ land: new Path2D(path(topojson.feature(world, land))) }),
      () => ({ borders: new Path2D(path(topojson.mesh(world, countries, (a, b) => a !== b))) }),
      () => ({ names: topojson.feature(world, countries).features.map(named) }),
    ];
    const next = () => {
      if (mine !== projection || !canvas.isConnected) return;
      Object.assign(shape, pieces.shift()());
      later();
      if (pieces.length) idle(next);
    };
    idle(next);
  }

  /**
   * Drawing the outlines takes longer than a frame has, so while the map moves the last picture of them is moved and scaled, and
   * they are drawn anew when it rests.
   */
  function draw(context, view, ink, moving) {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [canvas.width / ratio, canvas.height / ratio];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = ink.sea;
    context.fillRect(0, 0, width, height);
    if (!shape.land) return;
    const same = picture.land === shape.land && picture.borders === shape.borders && picture.ink === ink;
    if (same && moving) {
      const by = view.k / picture.view.k;
      const [left, top] = [view.x - picture.view.x * by, view.y - picture.view.y * by];
      context.drawImage(picture.canvas, left, top, width * by, height * by);
    } else {
      if (!same || picture.view !== view) paint(view, ink, ratio);
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.drawImage(picture.canvas, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
    }
    write(context, view, ink);
  }

  function paint(view, ink, ratio) {
    picture.canvas.width = canvas.width;
    picture.canvas.height = canvas.height;
    const paper = picture.canvas.getContext("2d");
    paper.setTransform(ratio * view.k, 0, 0, ratio * view.k, ratio * view.x, ratio * view.y);
    paper.fillStyle = ink.land;
    paper.fill(shape.land);
    paper.strokeStyle = ink.border;
    paper.lineWidth = 0.9 / view.k;
    if (shape.borders) paper.stroke(shape.borders);
    Object.assign(picture, { view, land: shape.land, borders: shape.borders, ink });
  }

  /** The names of the countries that are large enough for them. */
  function write(context, view, ink) {
    context.fillStyle = ink.faint;
    context.font = "500 11px system-ui, sans-serif";
    context.textAlign = "center";
    for (const { name, at, area } of shape.names) {
      const size = Math.sqrt(area) * view.k;
      if (size > 8 * Math.sqrt(name.length) + 26) context.fillText(name, view.applyX(at[0]), view.applyY(at[1]));
    }
  }

  return {
    begin: () => idle(begin),
    draw,
    project(next) {
      projection = next;
      Object.assign(shape, { land: null, borders: null, names: [] });
      outlines();
    },
  };
}

const idle = (work) =>
  window.requestIdleCallback ? requestIdleCallback(work, { timeout: 1000 }) : setTimeout(work, 50);
