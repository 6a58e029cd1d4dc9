/* Sets `lang` and `dir` of the document element, from which Streamlit's menus, dialogs and tooltips inherit too, and
   leaves the sentence there that stands for a part of the page that cannot be loaded. */

/** @param {{ data: [language: string, direction: "ltr" | "rtl", notLoaded: string] }} component */
export default function documentLanguage({ data: [language, direction, notLoaded] }) {
  const root = document.documentElement;
  root.lang = language;
  root.dir = direction;
  root.dataset.notLoaded = notLoaded;
  return () => {
    root.lang = "en";
    root.dir = "";
    delete root.dataset.notLoaded;
  };
}
