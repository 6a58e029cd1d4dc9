/**
 * What was typed and not yet acknowledged, kept on this device: one entry a proposal and person, {sequence, base,
 * title, markdown}. A device may refuse to keep anything (private windows, full storage): then `keep` says false.
 */
export class Journal {
  constructor(key) {
    this.key = `blueprint-draft:${key}`;
  }

  keep(entry) {
    return this.attempt(() => {
      localStorage.setItem(this.key, JSON.stringify(entry));
      return true;
    }, false);
  }

  entry() {
    return this.attempt(() => JSON.parse(localStorage.getItem(this.key)), null);
  }

  /** Forgets what the server has acknowledged, and nothing newer. */
  forget(sequence) {
    const kept = this.entry();
    if (kept && kept.sequence <= sequence) this.attempt(() => localStorage.removeItem(this.key), null);
  }

  attempt(act, otherwise) {
    try {
      return act();
    } catch (error) {
      if (error instanceof DOMException || error instanceof SyntaxError) return otherwise;
      throw error;
    }
  }
}
