// Incidents that would cover one another on the map, as one mark.

/** Points `{x, y, item}` in the map's own coordinates, as clusters at a zoom: `{x, y, items, killed}`, the largest first. */
export function clusters(points, zoom, cell = 34) {
  const size = cell / zoom;
  const found = new Map();
  for (const point of points) {
    const key = `${Math.floor(point.x / size)}:${Math.floor(point.y / size)}`;
    const entry = found.get(key);
    if (entry) {
      entry.items.push(point.item);
      entry.killed += point.item.killed.best ?? 0;
      entry.sumX += point.x;
      entry.sumY += point.y;
    } else {
      found.set(key, { items: [point.item], killed: point.item.killed.best ?? 0, sumX: point.x, sumY: point.y });
    }
  }
  return apart([...found.values()]
    .map(({ items, killed, sumX, sumY }) => mark(items, killed, sumX / items.length, sumY / items.length)), zoom);
}

const mark = (items, killed, x, y) => ({ x, y, items, killed, radius: radius(items.length, killed) });

/** Marks of which none covers the middle of another: a smaller one that would goes into the larger. */
function apart(marks, zoom) {
  const kept = [];
  for (const small of marks.sort((a, b) => b.radius - a.radius)) {
    const index = kept.findIndex((large) => Math.hypot(large.x - small.x, large.y - small.y) * zoom < large.radius + small.radius * 0.5);
    if (index < 0) {
      kept.push(small);
      continue;
    }
    const large = kept[index];
    const number = large.items.length + small.items.length;
    const between = (name) => (large[name] * large.items.length + small[name] * small.items.length) / number;
    kept[index] = mark([...large.items, ...small.items], large.killed + small.killed, between("x"), between("y"));
  }
  return kept.sort((a, b) => b.radius - a.radius);
}

/** Area grows with the killed; a mark without any can still be seen and hit. */
function radius(number, killed) {
  return Math.min(26, 4.5 + Math.sqrt(killed) * 0.9 + (number > 1 ? 3 : 0));
}
