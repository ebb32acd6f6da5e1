// The vendored libraries, which are classic scripts, as modules see them.

export const { d3, topojson } = globalThis;
