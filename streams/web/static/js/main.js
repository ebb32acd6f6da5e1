// The page: which view the address names, and what all views share.

import { figuresView } from "./figures.js";
import { incidentsView } from "./incidents.js";
import { liveView } from "./live.js";
import { here, go } from "./router.js";
import { colours } from "./colours.js";
import { followSight, startStream } from "./stream.js";

const VIEWS = { figures: figuresView, incidents: incidentsView, live: liveView };
const main = document.getElementById("main");
let current = null;

function show() {
  const place = here();
  const name = VIEWS[place.view] ? place.view : "figures";
  if (current?.name !== name) {
    const first = !current;
    current?.view.leave?.();
    current = { name, view: VIEWS[name](main) };
    for (const link of document.querySelectorAll("[data-view]")) {
      if (link.dataset.view === name) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    if (!first) {
      window.scrollTo(0, 0);
      main.focus({ preventScroll: true });
    }
  }
  current.view.show(place);
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
colours(document.getElementById("theme"));
window.addEventListener("hashchange", show);
if (!location.hash) go("#/figures", { replace: true });
else show();
startStream();
followSight();
