// Points that one can reach: one stop of the Tab key a chart, arrow keys from point to point, Enter follows.

/** Makes `nodes` (elements with their figures, a list a line) one group. `onShow(figure, node)` and `onHide()` explain. */
export function reachable(lines, { onShow, onHide, onFollow }) {
  const flat = lines.flat();
  if (!flat.length) return;
  const start = lines[0].at(-1) ?? flat[0];
  for (const item of flat) {
    const { node, figure } = item;
    node.setAttribute("tabindex", item === start ? "0" : "-1");
    node.addEventListener("focus", () => onShow(figure, node));
    node.addEventListener("blur", onHide);
    node.addEventListener("pointerenter", () => onShow(figure, node));
    node.addEventListener("pointerleave", () => {
      if (document.activeElement !== node) onHide();
    });
    node.addEventListener("click", () => onFollow(figure));
    node.addEventListener("keydown", (event) => press(event, lines, item, { onFollow, onHide }));
  }
}

function press(event, lines, item, { onFollow, onHide }) {
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    onFollow(item.figure);
    return;
  }
  if (event.key === "Escape") onHide();
  const next = neighbour(event.key, lines, item);
  if (!next) return;
  event.preventDefault();
  for (const { node } of lines.flat()) node.setAttribute("tabindex", "-1");
  next.node.setAttribute("tabindex", "0");
  next.node.focus();
}

function neighbour(key, lines, item) {
  const row = lines.findIndex((line) => line.includes(item));
  const at = lines[row].indexOf(item);
  const steps = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: lines[row].length - 1 };
  if (key in steps) return lines[row][steps[key]];
  const other = { ArrowUp: row - 1, ArrowDown: row + 1 }[key];
  const line = lines[other];
  if (!line?.length) return null;
  const distance = ({ figure }) => Math.abs((figure.index ?? 0) - (item.figure.index ?? 0));
  return line.reduce((best, candidate) => (distance(candidate) < distance(best) ? candidate : best));
}
