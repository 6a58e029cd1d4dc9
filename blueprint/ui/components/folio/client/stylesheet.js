// The folio's style sheet, fetched once, at the end of the page so that it wins over Streamlit's own.

/** @type {Promise<void>} fulfilled when it was loaded or could not be */
export const stylesheetLoaded = new Promise((resolve) => {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("folio.css", import.meta.url).href;
  link.addEventListener("load", () => resolve());
  link.addEventListener("error", () => resolve());
  document.body.append(link);
});
