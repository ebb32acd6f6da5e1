import { put, h } from "./dom.js";
export function liveView(root) { put(root, h("h1", {}, "Live")); return { show() {} }; }
