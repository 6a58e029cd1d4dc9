// Updates: one websocket a page, on which it learns that something has changed (blueprint/web/updates/__init__.py), and
// whether the workbench answers at this moment.
//
//     const stop = updates().subscribe("draft:PROPOSAL", (state) => …);   its state now, and whenever it changes
//     const stop = updates().watch((connection) => …);                    whenever the connection changes
//
// The websocket is opened for the first listener and closed after the last. While there is none it is opened again and
// again, every second on a page that is seen.

import { hasSessionEnded } from "./session.js";

/** @typedef {"connecting" | "connected" | "away" | "signedOut"} Connection */

const ADDRESS = "/api/updates";
/** Milliseconds between two pings on a page that is seen, and until one that is not answered tells of nobody there. */
const PING_INTERVAL = 750;
const ANSWER_WITHIN = 1100;
/** Milliseconds without a word after which the websocket is given up. */
const GIVEN_UP_AFTER = 10_000;
const RETRY_AFTER = 900;
const RETRY_AFTER_HIDDEN = 5000;
const SESSION_ENDED = 4401;

export class Updates {
  /** @param {string} address */
  constructor(address) {
    this.address = address;
    /** @type {Map<string, Set<(state: string) => void>>} */
    this.listeners = new Map();
    /** @type {Set<(connection: Connection) => void>} */
    this.watchers = new Set();
    /** @type {Connection} */
    this.connection = "connecting";
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {number | null} when the first ping was sent that has no answer yet */
    this.unansweredSince = null;
    window.addEventListener("online", () => this.hurry());
    window.addEventListener("offline", () => this.become("away"));
    document.addEventListener("visibilitychange", () => !document.hidden && this.hurry());
  }

  /** @param {string} topic @param {(state: string) => void} listener @returns {() => void} ends it */
  subscribe(topic, listener) {
    const listeners = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, listeners.add(listener));
    this.send({ subscribe: topic });
    this.open();
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.listeners.get(topic) === listeners) {
        this.listeners.delete(topic);
        this.send({ unsubscribe: topic });
      }
      this.closeIfUnused();
    };
  }

  /** @param {(connection: Connection) => void} watcher called at once with how it is @returns {() => void} ends it */
  watch(watcher) {
    this.watchers.add(watcher);
    watcher(this.connection);
    this.open();
    return () => {
      this.watchers.delete(watcher);
      this.closeIfUnused();
    };
  }

  get unused() {
    return this.watchers.size === 0 && this.listeners.size === 0;
  }

  open() {
    if (this.socket) return;
    clearTimeout(this.retryTimer);
    const socket = new WebSocket(new URL(this.address, location.href).href.replace(/^http/, "ws"));
    this.socket = socket;
    this.unansweredSince = null;
    socket.addEventListener("open", () => this.opened());
    socket.addEventListener("message", ({ data }) => this.receive(JSON.parse(data)));
    socket.addEventListener("close", ({ code }) => this.socket === socket && this.lost(code));
    // A host that is gone refuses nothing: connecting may take minutes.
    this.openTimer = setTimeout(() => this.socket === socket && this.abandon(), GIVEN_UP_AFTER);
    this.tellIfLate();
  }

  /** The first connection may take a moment before anybody is told that there is none. */
  tellIfLate() {
    if (this.connection !== "connecting") return;
    setTimeout(() => this.connection === "connecting" && this.become("away"), PING_INTERVAL + ANSWER_WITHIN);
  }

  opened() {
    clearTimeout(this.openTimer);
    for (const topic of this.listeners.keys()) this.send({ subscribe: topic });
    this.become("connected");
    clearInterval(this.pingTimer);
    this.pingTimer = setInterval(() => this.ping(), PING_INTERVAL);
  }

  ping() {
    const waited = this.unansweredSince === null ? 0 : Date.now() - this.unansweredSince;
    if (waited > GIVEN_UP_AFTER) this.abandon();
    else if (!document.hidden) this.sendPing();
  }

  sendPing() {
    const now = Date.now();
    this.unansweredSince ??= now;
    this.send({ ping: now });
    clearTimeout(this.answerTimer);
    const due = this.unansweredSince + ANSWER_WITHIN - now;
    this.answerTimer = setTimeout(() => this.unansweredSince !== null && this.become("away"), Math.max(0, due));
  }

  /** @param {{ topic?: string, state?: string, pong?: number }} message */
  receive({ topic, state }) {
    this.unansweredSince = null;
    clearTimeout(this.answerTimer);
    this.become("connected");
    if (topic === undefined || state === undefined) return;
    for (const listener of this.listeners.get(topic) ?? []) listener(state);
  }

  /** @param {number} code of the websocket's end */
  async lost(code) {
    this.forget();
    if (this.unused) return;
    const delay = document.hidden ? RETRY_AFTER_HIDDEN : RETRY_AFTER;
    this.retryTimer = setTimeout(() => this.open(), delay * (1 + Math.random() / 3));
    if (code === SESSION_ENDED || (await hasSessionEnded())) this.become("signedOut");
    else if (!this.isOpen()) this.become("away");
  }

  isOpen() {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** Nobody answers on it: another one is tried at once. */
  abandon() {
    const { socket } = this;
    this.forget();
    socket?.close();
    this.become("away");
    this.open();
  }

  forget() {
    this.socket = null;
    this.unansweredSince = null;
    clearInterval(this.pingTimer);
    clearTimeout(this.answerTimer);
    clearTimeout(this.openTimer);
  }

  /** The connection may be back: look now. */
  hurry() {
    if (this.unused) return;
    if (this.isOpen()) this.sendPing();
    else if (!this.socket) this.open();
  }

  closeIfUnused() {
    if (!this.unused) return;
    const { socket } = this;
    this.forget();
    clearTimeout(this.retryTimer);
    socket?.close();
    this.connection = "connecting";
  }

  /** @param {Connection} connection */
  become(connection) {
    const now = connection === "connected" && !navigator.onLine ? "away" : connection;
    if (this.connection === now || (this.unused && now !== "connected")) return;
    this.connection = now;
    for (const watcher of [...this.watchers]) watcher(now);
  }

  /** @param {object} message */
  send(message) {
    if (this.isOpen()) this.socket?.send(JSON.stringify(message));
  }
}

const KEY = Symbol.for("blueprint.updates");

/** The page's one connection; components that are bundled on their own share it. @returns {Updates} */
export function updates() {
  const page = /** @type {{ [KEY]?: Updates }} */ (globalThis);
  page[KEY] ??= new Updates(ADDRESS);
  return page[KEY];
}
