// Elements from values. Text only ever becomes text nodes: nothing that an article says can become markup.

const SVG = "http://www.w3.org/2000/svg";
const ADDRESSES = new Set(["href", "src"]);

/** An HTML element: `h("p", {class: "note"}, "text", child)`. `on: {click}` adds listeners, `data: {}` data attributes. */
export function h(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same in SVG. */
export function s(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else if (name === "vars") {
      // the policy forbids style attributes; properties set by script are allowed
      for (const [property, item] of Object.entries(value)) element.style.setProperty(property, item);
    } else if (/^(on|style|srcdoc)/i.test(name)) {
      throw new Error(`attribute ${name} is not for values`);
    } else if (ADDRESSES.has(name) && !/^(#|https?:\/\/|api\/|static\/)/i.test(value)) {
      throw new Error(`no such address on this page: ${name}`);
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  append(element, children);
  return element;
}

/** Adds children: nodes, text, numbers, lists; null and false are nothing. */
export function append(element, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
  return element;
}

/** Replaces what an element holds. */
export function put(element, ...children) {
  element.replaceChildren();
  return append(element, children);
}

let ids = 0;
/** An id that no other element has. */
export const uid = (stem) => `${stem}-${(ids += 1)}`;

/** Says something to a screen reader, once. */
export function say(text) {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
}

/** Draws anew what is inside an element; the point of a chart that had the keyboard's focus has it again. */
function keepingFocus(element, draw) {
  const { key } = element.contains(document.activeElement) ? document.activeElement.dataset : {};
  draw();
  const point = key && element.querySelector(`.point[data-key="${CSS.escape(key)}"]`);
  if (!point) return;
  for (const other of element.querySelectorAll(".point[tabindex='0']")) other.setAttribute("tabindex", "-1");
  point.setAttribute("tabindex", "0");
  point.focus({ preventScroll: true });
}

/** Calls back with the element's width now and whenever it changes; stops when the element has left the page. */
export function onWidth(element, callback) {
  let last = 0;
  const observer = new ResizeObserver(() => {
    if (!element.isConnected) {
      observer.disconnect();
      return;
    }
    const width = Math.floor(element.clientWidth);
    if (width && width !== last) {
      last = width;
      keepingFocus(element, () => callback(width));
    }
  });
  observer.observe(element);
}
