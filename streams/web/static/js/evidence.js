// Where in an article something is said. Offsets count characters (Unicode code points), JavaScript's strings count UTF-16 units.

/** `text` cut at offsets in characters: `{text, marked, sentence}` pieces that together are the text again. */
export function pieces(text, ranges) {
  const units = offsets(text);
  const clean = ranges
    .map(({ start, end }) => [units[Math.max(0, start)], units[Math.min(end, units.length - 1)]])
    .filter(([start, end]) => start !== undefined && end > start);
  const sentences = clean.map(([start, end]) => sentence(text, start, end));
  const cuts = new Set([0, text.length, ...clean.flat(), ...sentences.flat()]);
  const ordered = [...cuts].sort((a, b) => a - b);
  const inside = (list, from, to) => list.some(([start, end]) => start <= from && to <= end);
  return ordered.slice(0, -1).map((from, index) => {
    const to = ordered[index + 1];
    return { text: text.slice(from, to), marked: inside(clean, from, to), sentence: inside(sentences, from, to) };
  });
}

const ENTITIES = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  hellip: "…",
  bull: "•",
  middot: "·",
  euro: "€",
  pound: "£",
  yen: "¥",
};

/** A piece of text with the character references that crawlers leave in it as the characters they mean. It stays text. */
export function legible(text) {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 31 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}

/** For each character its offset in UTF-16 units, and the length at the end. */
function offsets(text) {
  const found = [];
  let unit = 0;
  for (const character of text) {
    found.push(unit);
    unit += character.length;
  }
  found.push(unit);
  return found;
}

/** The sentence around a stretch: from the end of the one before to its own full stop, or the line's ends. */
function sentence(text, start, end) {
  const before = text.slice(0, start);
  const opening = Math.max(before.lastIndexOf("\n") + 1, lastEnd(text.slice(0, start + 1)));
  const after = /[.!?]["”’)]*(?=\s)|\n/.exec(text.slice(end));
  if (!after) return [opening, text.length];
  return [opening, end + after.index + (after[0] === "\n" ? 0 : after[0].length)];
}

function lastEnd(text) {
  let found = 0;
  // a full stop ends a sentence where a capital or a quotation follows; "U.S. " and "Rs. 5" mostly do not
  for (const match of text.matchAll(/[^.\s]{3,}[.!?]["”’)]*\s+(?=["“‘(]?[A-Z0-9$])/g))
    found = match.index + match[0].length;
  return found;
}
