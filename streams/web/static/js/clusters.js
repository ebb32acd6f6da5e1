// Incidents that would cover one another on the map, as one mark.

/** How wide the squares are whose points are one mark, in pixels. */
const CELL = 34;

/**
 * Points `{x, y, item}` in the map's own coordinates, as marks at a zoom: `{x, y, items, killed, radius}`, the largest first.
 * Only those that are `visible(x, y)`; their sizes are relative to all.
 */
export function clusters(points, zoom, visible) {
  const size = CELL / zoom;
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
  const most = Math.max(LEAST, ...[...found.values()].map(({ killed }) => killed));
  const marks = [...found.values()]
    .map(({ items, killed, sumX, sumY }) => ({ items, killed, x: sumX / items.length, y: sumY / items.length }))
    .filter(({ x, y }) => visible(x, y))
    .map(({ items, killed, x, y }) => mark(items, killed, x, y, most));
  return apart(marks, zoom, most);
}

/** The toll that a disc of full size stands for at least, so that a few incidents do not fill the map. */
const LEAST = 150;
const [SMALLEST, LARGEST] = [4.5, 30];

const mark = (items, killed, x, y, most) => ({ x, y, items, killed, radius: radius(items.length, killed / most) });

/** Marks of which none covers the middle of another: a smaller one that would goes into the larger, which is near by. */
function apart(marks, zoom, most) {
  const size = (1.5 * LARGEST) / zoom;
  const kept = new Map();
  for (const small of marks.sort((a, b) => b.radius - a.radius)) {
    const [column, row] = [Math.floor(small.x / size), Math.floor(small.y / size)];
    const covers = (large) =>
      Math.hypot(large.x - small.x, large.y - small.y) * zoom < large.radius + small.radius * 0.5;
    const place = around(column, row).find((key) => kept.get(key)?.some(covers));
    if (place === undefined) {
      const key = `${column}:${row}`;
      kept.set(key, [...(kept.get(key) ?? []), small]);
      continue;
    }
    const near = kept.get(place);
    const index = near.findIndex(covers);
    near[index] = joined(near[index], small, most);
  }
  return [...kept.values()].flat().sort((a, b) => b.radius - a.radius);
}

const around = (column, row) => [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => `${column + x}:${row + y}`));

/** Two marks as one, at the place of the larger. */
function joined(large, small, most) {
  return mark([...large.items, ...small.items], large.killed + small.killed, large.x, large.y, most);
}

/** Area grows with the share of the killed; a mark without any can still be seen and hit, and a number of several be read. */
function radius(number, share) {
  return Math.max(number > 1 ? 9 : SMALLEST, LARGEST * Math.sqrt(Math.min(1, share)));
}
