"use strict";

// The colours of the user interface, in light and dark.
const DARK = {
  text: "#f0eee9",
  quiet: "#b9b4ab",
  page: "#171614",
  raised: "#1f1d1b",
  side: "#100f0e",
  line: "#3a3733",
  accent: "#8dbaff",
};
const LIGHT = {
  text: "#1b1916",
  quiet: "#4f4a43",
  page: "#ffffff",
  raised: "#f8f7f5",
  side: "#f3f2ef",
  line: "#cfcbc3",
  accent: "#1c58b8",
};
const colours = document.documentElement.dataset.theme === "dark" ? DARK : LIGHT;

Redoc.init(
  new URL("../../openapi.json", document.currentScript.src).href,
  {
    disableSearch: false,
    hideDownloadButton: false,
    nativeScrollbars: true,
    theme: {
      colors: {
        primary: { main: colours.accent },
        text: { primary: colours.text, secondary: colours.quiet },
        border: { light: colours.line, dark: colours.line },
        gray: { 50: colours.raised, 100: colours.raised },
      },
      schema: {
        nestedBackground: colours.raised,
        typeNameColor: colours.quiet,
        typeTitleColor: colours.quiet,
        linesColor: colours.line,
      },
      sidebar: { backgroundColor: colours.side, textColor: colours.text },
      rightPanel: { backgroundColor: "#0b0a09", textColor: "#f0eee9" },
      codeBlock: { backgroundColor: "#171614" },
      typography: {
        fontFamily: "system-ui, sans-serif",
        headings: { fontFamily: "system-ui, sans-serif" },
        code: { color: colours.text, backgroundColor: colours.raised },
        links: { color: colours.accent },
      },
    },
  },
  document.getElementById("redoc"),
);
