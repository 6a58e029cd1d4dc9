// Styling: the folio's style sheet, fetched once; it stands at the end of the page, so that it is heard last.

const sheet = document.createElement("link");

export const styled = new Promise((done) => {
  sheet.rel = "stylesheet";
  sheet.href = new URL("folio.css", import.meta.url).href;
  sheet.addEventListener("load", done);
  sheet.addEventListener("error", done);
  document.body.append(sheet);
});
