// The button for the colours: as the system has them, light, dark.

const ORDER = ["system", "light", "dark"];
const NAMES = { system: "as the system has them", light: "light", dark: "dark" };

/** Makes a button go through the three; what was chosen is kept in this browser. */
export function colours(button) {
  const root = document.documentElement;
  const present = () => root.dataset.theme ?? "system";
  const label = () => {
    button.setAttribute("aria-label", `Colours: ${NAMES[present()]}`);
    button.title = `Colours: ${NAMES[present()]}`;
  };
  button.addEventListener("click", () => {
    const next = ORDER[(ORDER.indexOf(present()) + 1) % ORDER.length];
    if (next === "system") delete root.dataset.theme;
    else root.dataset.theme = next;
    try {
      localStorage.setItem("khabar.theme", next);
    } catch {
      // storage is switched off: it lasts as long as the page
    }
    label();
    window.dispatchEvent(new Event("khabar:colours"));
  });
  label();
}
