"use strict";

// Sets the theme that the user interface has chosen in this browser, or the system's, before the
// first paint. Swagger UI has dark colours under the class dark-mode.
(() => {
  let chosen = "system";
  try {
    chosen = JSON.parse(localStorage.getItem("candlewick.preferences") ?? "{}").theme ?? "system";
  } catch {
    // Storage is not available, or its content is not ours: the system decides.
  }
  const dark =
    chosen === "system" ? !matchMedia("(prefers-color-scheme: light)").matches : chosen === "dark";
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  document.documentElement.classList.toggle("dark-mode", dark);
})();
