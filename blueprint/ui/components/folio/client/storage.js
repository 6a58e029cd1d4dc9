// Choices: what a reader chose about how texts are shown, kept on their own device.

export function rememberChoice(name, value) {
  try {
    localStorage.setItem(name, JSON.stringify(value));
  } catch {
    /* the choice holds for this page */
  }
}

export function recallChoice(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}
