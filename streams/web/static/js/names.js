// What codes are called.

const COUNTRIES = new Intl.DisplayNames(["en"], { type: "region" });

/** `Pakistan` of `PK`; blocs and unknown codes as they are. */
export function country(code) {
  if (!code) return "";
  try {
    return COUNTRIES.of(code) ?? code;
  } catch {
    return code;
  }
}

const INDICATORS = {
  "exports.total": "Exports, goods and services",
  "exports.goods": "Goods exports",
  "exports.services": "Services exports",
  "exports.it": "IT exports",
  "exports.textiles": "Textile exports",
  "exports.food": "Food exports",
  "imports.total": "Imports, goods and services",
  "imports.goods": "Goods imports",
  "trade.balance": "Trade balance",
  "current_account.balance": "Current account balance",
  remittances: "Remittances",
  "reserves.central_bank": "Central bank reserves",
  "reserves.total": "Total reserves",
  "fdi.net": "Foreign direct investment, net",
  "prices.cpi": "Consumer price inflation",
  "prices.spi": "Weekly price inflation (SPI)",
  policy_rate: "Policy rate",
  "gdp.growth": "GDP growth",
  "tax.revenue": "Tax revenue",
  "debt.external": "External debt",
  "debt.total": "Public debt",
  "fx.rate": "Exchange rate",
  "financing.imf": "IMF financing",
  "financing.other": "Other financing",
  "output.lsm": "Large-scale manufacturing",
};

/** `IT exports` of `exports.it`. */
export const indicator = (code) => INDICATORS[code] ?? words(code);
/** All indicators in the order of the contract. */
export const INDICATOR_ORDER = Object.keys(INDICATORS);

/** `suicide bombing` of `suicide_bombing`. */
export const words = (code) =>
  String(code ?? "")
    .replaceAll("_", " ")
    .replaceAll(".", " ");

/** The same with a capital. */
export function title(code) {
  const text = words(code);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Where an incident happened, from the site to the country, each name once. */
export function place({ name, city, admin1, country: code }) {
  return [...new Set([name, city, admin1 === city ? null : admin1, country(code)].filter(Boolean))].join(", ");
}

/** Kinds of attack, as the contract orders them. */
export const ATTACKS = [
  "suicide_bombing",
  "bombing",
  "shooting",
  "armed_clash",
  "assassination",
  "air_strike",
  "shelling",
  "abduction",
  "hostage_taking",
  "other",
];

/** What a disputed claim was rejected for. */
export const REASONS = {
  arithmetic: "does not add up",
  outvoted: "other publishers disagree",
  magnitude: "wrong order of size",
  growth: "does not fit the growth rates",
  superseded: "replaced by a later figure",
};
