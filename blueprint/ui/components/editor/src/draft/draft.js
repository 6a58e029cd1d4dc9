/**
 * Sends the draft as it grows: half a second after the last keystroke, at the latest 1.5 seconds after the first one
 * not yet sent, and when the page is left. What is not acknowledged stays in the journal and is sent again, ever more
 * slowly, until it is.
 *
 *     PUT draftUrl {base, title, markdown, sequence} → 200 {sequence, savedAt}
 *     401 or a redirect: signed out; 400, 403, 404, 409, 413, 422 {message}: refused; anything else: tried again
 */
/** @import { DraftEntry, DraftText, Show, State } from "../types.js" */
/** @import { Journal } from "./journal.js" */

/**
 * @typedef {object} DraftOptions
 * @property {string} url
 * @property {Journal} journal
 * @property {number | null} [sequence] of the draft that the server has; 0 or none for no draft
 * @property {() => DraftText} read
 * @property {Show} show
 */

const QUIET = 500;
const LONGEST = 1500;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
const SIGN_IN_WAIT = 3000;
const KEEPALIVE_LIMIT = 60_000;
const REFUSALS = new Set([400, 403, 404, 409, 413, 422]);

export class Draft {
  /** @param {DraftOptions} options */
  constructor({ url, journal, sequence, read, show }) {
    this.url = url;
    this.journal = journal;
    this.read = read;
    this.show = show;
    this.sequence = sequence ?? 0;
    this.acknowledged = this.sequence;
    /** @type {number | null} when something was typed that is not captured yet */
    this.dirtySince = null;
    /** @type {DraftEntry | null} the last one that was captured */
    this.latest = null;
    /** @type {Promise<Response | null> | null} the request that is under way */
    this.sending = null;
    this.again = false;
    this.waiting = false;
    this.isStored = true;
    this.readingTook = 0;
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
    return Math.min(1000, this.readingTook * 5);
  }

  get pending() {
    return this.dirtySince !== null || this.sequence > this.acknowledged;
  }

  /** Takes the text as it is now, keeps it here, and sends it. */
  async flush() {
    if (this.dirtySince !== null) this.capture();
    if (this.sequence > this.acknowledged) await this.send();
  }

  capture() {
    clearTimeout(this.timer);
    const started = performance.now();
    this.dirtySince = null;
    const text = this.read();
    this.readingTook = performance.now() - started;
    this.sequence = Math.max(Date.now(), this.sequence + 1);
    this.latest = { ...text, sequence: this.sequence };
    this.isStored = this.journal.store(this.latest);
  }

  async send() {
    const entry = this.latest;
    if (!entry) return;
    if (this.sending) {
      this.again = true;
      await this.sending;
      return;
    }
    this.sending = this.put(entry, false);
    this.show("saving");
    try {
      await this.handle(await this.sending, entry);
    } finally {
      this.sending = null;
    }
    if (this.again) {
      this.again = false;
      await this.send();
    }
  }

  /**
   * The response, or null when there is no connection.
   * @param {DraftEntry} entry
   * @param {boolean} keepalive
   * @returns {Promise<Response | null>}
   */
  async put(entry, keepalive) {
    const { base, title, markdown, sequence } = entry;
    const body = JSON.stringify({ base, title, markdown, sequence });
    /** @type {RequestInit} */
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

  /** @param {Response | null} response @param {DraftEntry} entry */
  async handle(response, entry) {
    if (response?.ok) {
      this.acknowledge(entry);
    } else if (response && (response.type === "opaqueredirect" || response.status === 401)) {
      this.retryLater("signedOut", SIGN_IN_WAIT);
    } else if (response && REFUSALS.has(response.status)) {
      await this.refuse(response);
    } else {
      this.retryLater(response ? "unavailable" : this.isStored ? "offline" : "offlineUnstored", this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }
  }

  /** @param {{ sequence: number }} entry */
  acknowledge({ sequence }) {
    this.acknowledged = Math.max(this.acknowledged, sequence);
    this.wait = FIRST_WAIT;
    this.journal.remove(sequence);
    clearTimeout(this.retryTimer);
    this.waiting = false;
    if (!this.pending) this.show("saved");
  }

  /** A refusal holds until the text is changed; the words stay in the journal. @param {Response} response */
  async refuse(response) {
    const answer = await response.json().catch(() => ({}));
    this.show("refused", answer.message ?? (response.status === 413 ? "tooLarge" : null));
  }

  /** @param {State} state @param {number} wait milliseconds */
  retryLater(state, wait) {
    this.show(state);
    this.waiting = true;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.retry(), wait);
  }

  retry() {
    if (this.waiting && this.sequence > this.acknowledged) this.flush();
  }

  /** The page may not be shown again: store at once, and send while that is still allowed. */
  leave() {
    if (this.dirtySince !== null) this.capture();
    const { latest } = this;
    if (!latest || this.sequence <= this.acknowledged) return;
    const small = new Blob([latest.markdown, latest.title]).size < KEEPALIVE_LIMIT;
    this.put(latest, small).then((response) => response?.ok && this.acknowledge(latest));
  }

  /** The text is the server's again, up to this sequence. @param {number | null} sequence */
  acknowledgeUpTo(sequence) {
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
