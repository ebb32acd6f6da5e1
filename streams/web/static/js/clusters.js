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
  return [...found.values()]
    .map(({ items, killed, sumX, sumY }) => ({ x: sumX / items.length, y: sumY / items.length, items, killed, radius: radius(items.length, killed) }))
    .sort((a, b) => b.radius - a.radius);
}

/** Area grows with the killed; a mark without any can still be seen and hit. */
function radius(number, killed) {
  return Math.min(26, 4.5 + Math.sqrt(killed) * 0.9 + (number > 1 ? 3 : 0));
}
