// Actions go to the server one at a time, and wait for its answer, which comes with the next data. While there is no
// connection they wait, since what is sent then is lost.

/** @import { Action, Answered, Progress } from "../types.js" */
import { hasSessionEnded } from "../../../../client/session.js";
import { isStreamlitConnectedNow } from "../../../../client/streamlit.js";
import { message } from "../messages.js";

/** Milliseconds after which we ask whether the session has ended, and after which an action has failed. */
export const ASK_AFTER = 3000;
export const FAIL_AFTER = 15_000;
/** Milliseconds between two looks for the connection, and until somebody is told that there is none. */
export const LOOK_INTERVAL = 250;
export const TOLD_AFTER = 1000;
/** Milliseconds after which the server has drawn the page anew, without which it executes nothing on it. */
export const DRAWN_AFTER = 1000;

/** @typedef {Action & { nonce: string }} NumberedAction */
/**
 * @typedef {object} Pending
 * @property {Action} action
 * @property {string} nonce
 * @property {Answered} answered
 * @property {Progress} progress
 * @property {number} waited milliseconds without a connection
 * @property {number} connected milliseconds since the connection is back that it waited for
 * @property {boolean} isSent whether it may have been executed
 */

/** A name for an action, by which it is executed once, however often it is sent. */
export function newNonce() {
  return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
}

const DO_NOTHING = () => {};

export class ActionQueue {
  /**
   * @param {(action: NumberedAction) => void} send
   * @param {{ hasEnded?: () => Promise<boolean>, isConnected?: () => boolean }} [page]
   */
  constructor(send, { hasEnded = hasSessionEnded, isConnected = isStreamlitConnectedNow } = {}) {
    this.send = send;
    this.hasEnded = hasEnded;
    this.isConnected = isConnected;
    /** @type {Pending[]} */
    this.waiting = [];
    /** @type {Pending | null} the one whose turn it is */
    this.current = null;
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
  }

  /**
   * Sends an action in its turn.
   * @param {Action} action may be changed until it is sent
   * @param {Answered} answered
   * @param {{ progress?: Progress, nonce?: string }} [options]
   * @returns {() => void} takes it back, unless it is sent already
   */
  add(action, answered, { progress = DO_NOTHING, nonce = newNonce() } = {}) {
    /** @type {Pending} */
    const pending = { action, nonce, answered, progress, waited: 0, connected: 0, isSent: false };
    this.waiting.push(pending);
    this.next();
    return () => this.withdraw(pending);
  }

  /** @param {Pending} pending */
  withdraw(pending) {
    if (pending.isSent) return;
    this.waiting = this.waiting.filter((one) => one !== pending);
    if (this.current !== pending) return;
    this.leave();
    this.next();
  }

  next() {
    if (this.current) return;
    this.current = this.waiting.shift() ?? null;
    if (this.current) this.dispatch(this.current);
  }

  /** @param {Pending} pending */
  dispatch(pending) {
    if (!this.isConnected() || this.isBeingDrawn(pending)) {
      this.wait(pending);
      return;
    }
    pending.isSent = true;
    pending.progress("sending");
    this.timers = [
      setTimeout(() => this.ask(pending), ASK_AFTER),
      setTimeout(() => this.end(pending, message("late")), FAIL_AFTER),
    ];
    this.transmit(pending);
  }

  /** Whether the connection that it waited for is back, and the page is not yet drawn anew. @param {Pending} pending */
  isBeingDrawn(pending) {
    if (pending.waited === 0 || pending.connected >= DRAWN_AFTER) return false;
    pending.connected += LOOK_INTERVAL;
    return true;
  }

  /** @param {Pending} pending */
  transmit({ action, nonce }) {
    this.send({ ...action, nonce });
  }

  /** @param {Pending} pending */
  wait(pending) {
    pending.waited += LOOK_INTERVAL;
    if (pending.waited === TOLD_AFTER) pending.progress("waiting");
    this.timers = [setTimeout(() => this.dispatch(pending), LOOK_INTERVAL)];
  }

  /** @param {Record<string, string>} outcomes by nonce: "" for done, else the sentence that refuses */
  receive(outcomes) {
    const { current } = this;
    if (current && current.nonce in outcomes) this.end(current, outcomes[current.nonce]);
  }

  /**
   * Nothing answers once the session has ended: ask whether it has, rather than let people wait. What was sent as soon
   * as the connection was back may have come before the page that it is meant for: once more.
   * @param {Pending} pending
   */
  async ask(pending) {
    const ended = await this.hasEnded();
    if (ended) this.end(pending, message("signedOut"));
    else if (this.current === pending && pending.waited && this.isConnected()) this.transmit(pending);
  }

  /** @param {Pending} pending @param {string} outcome */
  end(pending, outcome) {
    if (this.current !== pending) return;
    this.leave();
    pending.answered(outcome);
    this.next();
  }

  leave() {
    this.timers.forEach(clearTimeout);
    this.current = null;
  }
}
