/* Sets `lang` and `dir` of the document element, from which Streamlit's menus, dialogs and tooltips inherit too. */

/** @param {{ data: [language: string, direction: "ltr" | "rtl"] }} component */
export default function documentLanguage({ data: [language, direction] }) {
  const root = document.documentElement;
  root.lang = language;
  root.dir = direction;
  return () => {
    root.lang = "en";
    root.dir = "";
  };
}
