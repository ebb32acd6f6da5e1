// Figures and dates as a reader says them. Only how things look: no arithmetic on what the tables hold.

const SCALES = [
  [1e12, "tn"],
  [1e9, "bn"],
  [1e6, "m"],
];
const SIGNS = { USD: "$", EUR: "€", GBP: "£", INR: "₹", BDT: "৳", PKR: "Rs " };
const THIN = " ";

/** A figure with as many digits as its rounding leaves, plus `more`: `$2.61bn`, `5.6%`. */
export function amount(value, unit, rounding = 0, more = 0) {
  if (value === null || value === undefined) return "–";
  if (unit === "percent") return `${number(value, digits(rounding, 1, 2) + more)}%`;
  const [scale, letter] = SCALES.find(([size]) => Math.abs(value) >= size) ?? [1, ""];
  const text = number(Math.abs(value) / scale, digits(rounding, scale, value / scale < 10 ? 2 : 1) + more);
  const sign = SIGNS[unit] ?? `${unit} `;
  return `${value < 0 ? "−" : ""}${sign}${text}${letter}`;
}

/** The range of a figure: `between 2.609 and 2.612`, in the scale and unit of the figure itself; "" where there is none. */
export function range({ low, high, rounding, value }, unit) {
  if (low === null || high === null || low === undefined || high === undefined || low === high) return "";
  const scale = SCALES.find(([size]) => Math.abs(value) >= size)?.[0] ?? 1;
  const places = digits(Math.min(rounding || Infinity, (high - low) / 2), scale, 2) + 1;
  const end = (item) => `${item < 0 ? "−" : ""}${number(Math.abs(item) / (unit === "percent" ? 1 : scale), places)}`;
  return `between ${end(low)} and ${end(high)}`;
}

function digits(rounding, scale, otherwise) {
  if (!rounding) return otherwise;
  return Math.min(4, Math.max(0, -Math.floor(Math.log10((2 * rounding) / scale) + 1e-9)));
}

function number(value, places) {
  return value.toLocaleString("en-GB", { minimumFractionDigits: 0, maximumFractionDigits: places }).replace("-", "−");
}

/** A growth rate: `+19.7%`, `−8%`. */
export function percent(value) {
  if (value === null || value === undefined) return "–";
  return `${value > 0 ? "+" : ""}${number(value, 1)}%`;
}

/** A change of a rate: `+1.5 points`. */
export const points = (value) =>
  `${value > 0 ? "+" : ""}${number(value, 2)} ${Math.abs(value) === 1 ? "point" : "points"}`;

/** A whole number with its thousands apart. */
export const count = (value) => (value ?? 0).toLocaleString("en-GB");

/** `1 article`, `2 articles`. */
export const plural = (value, one, many = `${one}s`) => `${count(value)} ${value === 1 ? one : many}`;

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const SHORT_DAY = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
const SHORT = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });
const MOMENT = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });

const at = (iso) => new Date(iso.length === 7 ? `${iso}-01` : iso);

/** `6 February 2026` of `2026-02-06`. */
export const day = (iso) => DAY.format(at(iso));
/** `6 Feb 2026`. */
export const shortDay = (iso) => SHORT_DAY.format(at(iso));
/** `December 2025` of `2025-12`. */
export const month = (iso) => MONTH.format(at(iso));
/** `Dec`. */
export const shortMonth = (iso) => SHORT.format(at(iso));
/** `6 Feb 2026, 10:40 UTC` of a time with an offset. */
export const moment = (iso) => `${MOMENT.format(new Date(iso))}${THIN}UTC`;
/** The time of the day where the reader is. */
export const clock = (date) => CLOCK.format(date);

/** When something happened, as precisely as it is known. */
export function when({ start, precision }, short = false) {
  if (precision === "year") return start.slice(0, 4);
  if (precision === "month") return month(start.slice(0, 7));
  const text = short ? shortDay(start) : day(start);
  return precision === "week" ? `week of ${text}` : text;
}

/** What a period's label means: `December 2025`, `July to November 2025`, `fiscal year 2026`. */
export function period(label, start, end) {
  if (/^\d{4}-\d{2}$/.test(label)) return month(label);
  if (/^\d{4}-\d{2}-\d{2}$/.test(label)) return day(label);
  const [, year, part] = /^(?:FY)?(\d{4})(?:-(.+))?$/.exec(label) ?? [null, label, null];
  const name = label.startsWith("FY") ? `FY${year}` : year;
  if (!part) return label.startsWith("FY") ? `fiscal year ${year}` : `the year ${year}`;
  if (part === "H1") return `first half of ${name}`;
  if (part === "H2") return `second half of ${name}`;
  if (/^Q[1-4]$/.test(part)) return `${["first", "second", "third", "fourth"][Number(part[1]) - 1]} quarter of ${name}`;
  if (/^M\d\d$/.test(part))
    return start && end ? months(start, end) : `first ${Number(part.slice(1))} months of ${name}`;
  return label;
}

/** `July to November 2025`, `July 2025 to January 2026`. */
export function months(start, end) {
  const [from, to] = [month(start.slice(0, 7)), month(end.slice(0, 7))];
  if (from === to) return from;
  return start.slice(0, 4) === end.slice(0, 4) ? `${from.split(" ")[0]} to ${to}` : `${from} to ${to}`;
}

/** How a moment lies before now: `12 s ago`. */
export function ago(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min ago`;
  return `${Math.round(seconds / 3600)} h ago`;
}
