/**
 * Sends the draft as it grows: half a second after the last keystroke, at the latest 1.5 seconds after the first one
 * not yet sent, and when the page is left. What is not acknowledged stays in the journal and is sent again, ever more
 * slowly, until it is.
 *
 *     PUT draftUrl {base, title, markdown, sequence} → 200 {sequence, savedAt}
 *     401 or a redirect: signed out; 400, 403, 404, 409, 413, 422 {message}: refused; anything else: tried again
 *
 * `read()` gives {base, title, markdown}; `show(state, detail)` is told how it stands.
 */
const QUIET = 500;
const LONGEST = 1500;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
const SIGN_IN_WAIT = 3000;
const KEEPALIVE_LIMIT = 60_000;

export class Draft {
  constructor({ url, journal, sequence, read, show }) {
    Object.assign(this, { url, journal, read, show });
    this.sequence = sequence ?? 0;
    this.acknowledged = this.sequence;
    this.dirtySince = null;
    this.wait = FIRST_WAIT;
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    window.addEventListener("pagehide", () => this.leave(), { signal });
    window.addEventListener("online", () => this.retry(), { signal });
    window.addEventListener("focus", () => this.retry(), { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.retry()), { signal });
  }

  /** Something was typed. */
  changed() {
    const now = Date.now();
    this.dirtySince ??= now;
    clearTimeout(this.timer);
    const due = Math.min(now + QUIET + this.slowness(), this.dirtySince + LONGEST);
    this.timer = setTimeout(() => this.flush(), Math.max(0, due - now));
  }

  /** Reading a very long text takes time; then a little less often. */
  slowness() {
    return Math.min(1000, (this.readingTook ?? 0) * 5);
  }

  get pending() {
    return this.dirtySince !== null || this.sequence > this.acknowledged;
  }

  /** Takes the text as it is now, keeps it here, and sends it. */
  async flush() {
    if (this.dirtySince !== null) this.take();
    if (this.sequence > this.acknowledged) await this.send();
  }

  take() {
    clearTimeout(this.timer);
    const started = performance.now();
    this.dirtySince = null;
    const text = this.read();
    this.readingTook = performance.now() - started;
    this.sequence = Math.max(Date.now(), this.sequence + 1);
    this.latest = { ...text, sequence: this.sequence };
    this.kept = this.journal.keep(this.latest);
  }

  async send() {
    if (this.sending) {
      this.again = true;
      return this.sending;
    }
    this.sending = this.put(this.latest, false);
    this.show("saving");
    try {
      await this.settle(await this.sending, this.latest);
    } finally {
      this.sending = null;
    }
    if (this.again) {
      this.again = false;
      await this.send();
    }
    return undefined;
  }

  /** The response, or null when there is no connection. */
  async put(entry, keepalive) {
    const { base, title, markdown, sequence } = entry;
    const body = JSON.stringify({ base, title, markdown, sequence });
    const options = {
      method: "PUT",
      body,
      headers: { "Content-Type": "application/json" },
      credentials: "same-origin",
      redirect: "manual",
      keepalive,
    };
    return fetch(this.url, options).catch((error) => {
      if (error instanceof TypeError) return null;
      throw error;
    });
  }

  async settle(response, entry) {
    if (response?.ok) return this.acknowledge(entry);
    if (response && (response.type === "opaqueredirect" || response.status === 401))
      return this.later("signedOut", null, SIGN_IN_WAIT);
    if (response && [400, 403, 404, 409, 413, 422].includes(response.status)) return this.refuse(response);
    this.later(response ? "troubled" : this.kept ? "offline" : "offlineUnkept", null, this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    return undefined;
  }

  acknowledge({ sequence }) {
    this.acknowledged = Math.max(this.acknowledged, sequence);
    this.wait = FIRST_WAIT;
    this.journal.forget(sequence);
    clearTimeout(this.retryTimer);
    this.waiting = false;
    if (!this.pending) this.show("saved");
  }

  /** A refusal stands until the text is changed; the words stay in the journal. */
  async refuse(response) {
    const said = await response.json().catch(() => ({}));
    this.show("refused", said.message ?? (response.status === 413 ? "tooLarge" : null));
  }

  later(state, detail, wait) {
    this.show(state, detail);
    this.waiting = true;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.retry(), wait);
  }

  retry() {
    if (this.waiting && this.sequence > this.acknowledged) this.flush();
  }

  /** The page may never come back: keep at once, and send while that is still allowed. */
  leave() {
    if (this.dirtySince !== null) this.take();
    if (this.sequence <= this.acknowledged) return;
    const small = new Blob([this.latest.markdown, this.latest.title]).size < KEEPALIVE_LIMIT;
    this.put(this.latest, small).then((response) => response?.ok && this.acknowledge(this.latest));
  }

  /** The text is the server's again, up to this sequence. */
  settleAt(sequence) {
    clearTimeout(this.timer);
    this.dirtySince = null;
    this.acknowledge({ sequence: Math.max(this.sequence, sequence ?? 0) });
    this.sequence = this.acknowledged;
  }

  close() {
    this.leave();
    this.leaving.abort();
    clearTimeout(this.timer);
    clearTimeout(this.retryTimer);
  }
}
