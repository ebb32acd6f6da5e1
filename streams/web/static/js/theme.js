// Before the first paint: the colours that the reader chose last time. A classic script, so that it blocks.
(() => {
  try {
    const chosen = localStorage.getItem("khabar.theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch {
    // storage is switched off: the system's colours
  }
})();
