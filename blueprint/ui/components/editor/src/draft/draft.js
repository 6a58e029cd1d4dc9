/**
 * Sends the draft as it grows: half a second after the last keystroke, at the latest 1.5 seconds after the first one
 * not yet sent, and when the page is left. What is not acknowledged stays in the journal and is sent again, ever more
 * slowly, and at once when the connection is back.
 *
 * A draft that was changed on another device is taken over while nothing is half typed here. Else the next request
 * brings both together on the server, which knows from `shared` what either side began from.
 */
/** @import { Connection } from "../../../../client/updates.js" */
/** @import { Conflict, DraftEntry, DraftText, Shared, Show, State, StoredDraft } from "../types.js" */
/** @import { Journal } from "./journal.js" */
import { DraftRequests } from "./requests.js";
import { updates } from "../../../../client/updates.js";

/**
 * @typedef {object} DraftOptions
 * @property {string} url
 * @property {string} topic of the notices that another device has written
 * @property {Journal} journal
 * @property {Shared} shared
 * @property {DraftEntry | null} unsent what was typed here before and did not reach the server
 * @property {number} stored the server's number of the draft; 0 for no draft
 * @property {() => DraftText} read
 * @property {() => boolean} isComposing whether a character is half typed with an input method
 * @property {(draft: StoredDraft) => void} takeOver show this text in place of the one here
 * @property {(conflicts: Conflict[]) => void} showConflicts
 * @property {Show} show
 */

const QUIET = 500;
const LONGEST = 1500;
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15_000;
const SIGN_IN_WAIT = 3000;
const COMPOSING_WAIT = 1000;
const REFUSALS = new Set([400, 403, 404, 409, 413, 422]);

export class Draft {
  /** @param {DraftOptions} options */
  constructor(options) {
    this.options = options;
    this.journal = options.journal;
    this.device = options.journal.device;
    this.requests = new DraftRequests(options.url);
    this.shared = options.shared;
    /** The server's number of the last draft that has everything shown here, for the save of a revision. */
    this.stored = options.stored;
    /** @type {DraftEntry | null} the last one that was captured */
    this.latest = options.unsent;
    this.sequence = options.unsent?.sequence ?? 0;
    /** Own sequence up to which the server has everything. */
    this.acknowledged = options.unsent ? this.sequence - 1 : 0;
    /** @type {number | null} when something was typed that is not captured yet */
    this.dirtySince = null;
    /** @type {Promise<void> | null} the request that is under way */
    this.sending = null;
    this.again = false;
    this.waiting = false;
    this.isStored = true;
    this.readingTook = 0;
    this.wait = FIRST_WAIT;
    /** @type {Connection} */
    this.connection = "connecting";
    /** @type {State} what to say when there is nothing to complain of */
    this.calm = "unchanged";
    /** @type {string | null} a state of another device that was told of while this one was busy */
    this.told = null;
    this.paused = false;
    this.looking = false;
    /** @type {Set<string>} conflicts that are decided, until the server has been told */
    this.settled = new Set();
    this.listen();
    if (this.latest) this.isStored = this.journal.store(this.latest);
    void this.start();
  }

  listen() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    window.addEventListener("pagehide", () => this.leave(), { signal });
    window.addEventListener("online", () => this.retry(), { signal });
    window.addEventListener("focus", () => this.retry(), { signal });
    document.addEventListener("visibilitychange", () => (document.hidden ? this.leave() : this.retry()), { signal });
    this.stopWatching = updates().watch((connection) => this.connectionIs(connection));
    this.stopListening = updates().subscribe(this.options.topic, (state) => this.hear(state));
  }

  /** Sends what other editors on this device left in the journal, then what this one took over from it. */
  async start() {
    await this.flush();
    for (const entry of this.journal.entries()) if (entry.device !== this.device) await this.sendForAnother(entry);
  }

  /**
   * What was typed in a tab that is gone, or is still open and sends it itself: the server takes it once.
   * @param {DraftEntry} entry
   */
  async sendForAnother(entry) {
    const sent = { ...entry, device: entry.device || this.device };
    const response = await this.requests.put(sent, { diverged: true, settled: [] });
    if (response?.ok) this.journal.remove(entry);
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
    return this.dirtySince !== null || this.unacknowledged;
  }

  get unacknowledged() {
    return this.latest !== null && this.latest.sequence > this.acknowledged;
  }

  /** Takes the text as it is now, keeps it here, and sends it. */
  async flush() {
    if (this.dirtySince !== null) this.capture();
    if (this.unacknowledged) await this.send();
  }

  capture() {
    clearTimeout(this.timer);
    const started = performance.now();
    this.dirtySince = null;
    const text = this.options.read();
    this.readingTook = performance.now() - started;
    this.sequence = Math.max(Date.now(), this.sequence + 1);
    const { state, title, markdown } = this.shared;
    const ancestor = title === null || markdown === null ? null : { title, markdown };
    const before = this.latest;
    const entry = { ...text, sequence: this.sequence, device: this.device, follows: state, ancestor };
    this.latest = entry;
    this.isStored = this.journal.store(entry);
    if (before && before.device !== this.device && this.isStored) this.journal.remove(before);
  }

  async send() {
    if (this.sending) {
      this.again = true;
      await this.sending;
      return;
    }
    if (this.connection !== "away") this.options.show("saving");
    this.sending = this.exchange();
    try {
      await this.sending;
    } finally {
      this.sending = null;
    }
    if (this.again) {
      this.again = false;
      if (this.unacknowledged) await this.send();
    }
    await this.lookIfTold();
  }

  async exchange() {
    const entry = this.latest;
    if (!entry) return;
    const settled = [...this.settled];
    const diverged = entry.follows === null || this.told !== null;
    const response = await this.requests.put(entry, { diverged, settled });
    const stored = response?.ok ? await response.json().catch(() => null) : null;
    if (stored) {
      settled.forEach((id) => this.settled.delete(id));
      this.acknowledge(entry, stored);
    } else if (response && (response.type === "opaqueredirect" || response.status === 401)) {
      this.retryLater("signedOut", SIGN_IN_WAIT);
    } else if (response && REFUSALS.has(response.status)) {
      await this.refuse(response);
    } else {
      this.retryLater(response ? "unavailable" : this.unreachable(), this.wait);
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    }
  }

  /** @returns {State} */
  unreachable() {
    if (!this.isStored) return "offlineUnstored";
    return navigator.onLine ? "unavailable" : "offline";
  }

  /**
   * The server has the entry now, as it was sent or together with what another device sent.
   * @param {DraftEntry} entry
   * @param {StoredDraft} stored
   */
  acknowledge(entry, stored) {
    this.settle(entry);
    this.calm = "saved";
    const { state, base, title, markdown } = stored;
    if (markdown === undefined) {
      this.shared = { state, base, title: entry.title, markdown: entry.markdown };
      this.stored = stored.sequence;
      if (this.told === state) this.told = null;
      this.options.showConflicts(stored.conflicts);
    } else {
      // What is typed meanwhile goes on from what was sent, which is no state of the server's.
      this.shared = { state: null, base, title: entry.title, markdown: entry.markdown };
      if (this.isBusy()) this.told = state;
      else this.takeOver({ ...stored, title, markdown });
    }
    if (!this.pending) this.options.show("saved");
  }

  /** @param {DraftEntry} entry */
  settle(entry) {
    this.acknowledged = Math.max(this.acknowledged, entry.sequence);
    this.wait = FIRST_WAIT;
    this.journal.remove(entry);
    clearTimeout(this.retryTimer);
    this.waiting = false;
  }

  /** Whether something is half typed, so that the text must not be changed. */
  isBusy() {
    return this.pending || this.paused || this.options.isComposing();
  }

  /** Another device's state, or one's own. Without a draft the newest revision may be another. @param {string} state */
  hear(state) {
    this.told = state && state === this.shared.state ? null : state;
    if (!this.sending) void this.lookIfTold();
  }

  /** What another device wrote is taken over; while something is half typed, the next request brings both together. */
  async lookIfTold() {
    clearTimeout(this.lookTimer);
    if (this.told === null || this.sending || this.pending || this.paused) return;
    if (this.options.isComposing()) {
      this.lookTimer = setTimeout(() => this.lookIfTold(), COMPOSING_WAIT);
      return;
    }
    await this.look();
  }

  /** Reads what the server has, and shows it if nothing was typed meanwhile; again while there is newer news. */
  async look() {
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.told !== null && (await this.readOnce(this.told)));
    } finally {
      this.looking = false;
    }
  }

  /** @param {string} told @returns {Promise<boolean>} false when it has to wait */
  async readOnce(told) {
    const { shared } = this;
    const stored = await this.requests.read();
    if (!stored || this.isBusy() || this.sending) return false;
    if (this.told === told) this.told = null;
    if (shared !== this.shared || (stored.state === shared.state && stored.base === shared.base)) return true;
    this.takeOver(stored);
    this.options.show("updated");
    return true;
  }

  /** @param {StoredDraft} stored with its text */
  takeOver(stored) {
    const { state, base, title, markdown } = stored;
    this.shared = { state, base, title: title ?? "", markdown: markdown ?? "" };
    this.stored = stored.sequence;
    this.latest = null;
    if (this.told === state) this.told = null;
    this.options.takeOver(stored);
    this.forgetTyping();
    this.calm = "saved";
  }

  /** What the editor itself changed was not typed. */
  forgetTyping() {
    clearTimeout(this.timer);
    this.dirtySince = null;
  }

  /** A refusal holds until the text is changed; the words stay in the journal. @param {Response} response */
  async refuse(response) {
    const answer = await response.json().catch(() => ({}));
    this.options.show("refused", answer.message ?? (response.status === 413 ? "tooLarge" : null));
  }

  /** @param {State} state @param {number} wait milliseconds */
  retryLater(state, wait) {
    this.options.show(state);
    this.waiting = true;
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(() => this.retry(), wait);
  }

  retry() {
    if (this.waiting && this.unacknowledged) void this.flush();
  }

  /** @param {Connection} connection */
  connectionIs(connection) {
    const before = this.connection;
    this.connection = connection;
    if (connection === "away") this.options.show(this.unreachable());
    else if (connection === "signedOut") this.options.show("signedOut");
    else if (connection === "connected" && before !== "connecting") this.reconnected();
  }

  reconnected() {
    this.wait = FIRST_WAIT;
    if (this.pending) void this.flush();
    else this.options.show(this.calm);
  }

  /** A conflict is decided: the server is told with the next request. @param {string} id */
  settleConflict(id) {
    this.settled.add(id);
    this.changed();
  }

  /** Nothing is taken over while a revision is being saved. */
  pause() {
    this.paused = true;
  }

  resume() {
    this.paused = false;
    void this.lookIfTold();
  }

  /**
   * The text is a revision now. What was typed since goes on from it.
   * @param {DraftText} sent
   * @param {StoredDraft} stored what the server has now
   */
  saved(sent, stored) {
    const { title, markdown } = this.options.read();
    const isSent = stored.title === sent.title && stored.markdown === sent.markdown;
    const typedSince = title !== sent.title || markdown !== sent.markdown;
    this.shared = { ...sent, base: stored.base, state: isSent ? stored.state : null };
    this.stored = stored.sequence;
    this.told = isSent ? null : stored.state;
    if (!typedSince) {
      this.forgetTyping();
      if (this.latest) this.settle(this.latest);
    }
    this.calm = "saved";
    this.resume();
  }

  /** The page may not be shown again: store at once, and send while that is still allowed. */
  leave() {
    if (this.dirtySince !== null) this.capture();
    const { latest } = this;
    if (!latest || !this.unacknowledged) return;
    void this.requests.putLast(latest).then(async (response) => {
      if (!response?.ok) return;
      const stored = await response.json().catch(() => null);
      if (stored) this.acknowledge(latest, stored);
    });
  }

  close() {
    this.leave();
    this.leaving?.abort();
    this.stopWatching?.();
    this.stopListening?.();
    clearTimeout(this.timer);
    clearTimeout(this.retryTimer);
    clearTimeout(this.lookTimer);
  }
}
