// Actions go to the server one at a time, and wait for its answer, which comes with the next data.

/** @import { Action, Answered } from "../types.js" */
import { hasSessionEnded } from "../../../../client/session.js";
import { message } from "../messages.js";

/** Milliseconds after which we ask whether the session has ended, and after which an action has failed. */
export const ASK_AFTER = 3000;
export const FAIL_AFTER = 15_000;

/** @typedef {Action & { nonce: string }} NumberedAction */
/** @typedef {{ action: NumberedAction, answered: Answered }} Pending */

export class ActionQueue {
  /**
   * @param {(action: NumberedAction) => void} send
   * @param {() => Promise<boolean>} [hasEnded]
   */
  constructor(send, hasEnded = hasSessionEnded) {
    this.send = send;
    this.hasEnded = hasEnded;
    /** @type {Pending[]} */
    this.waiting = [];
    /** @type {Pending | null} */
    this.sent = null;
    /** @type {ReturnType<typeof setTimeout>[]} */
    this.timers = [];
  }

  /** @param {Action} action @param {Answered} answered */
  add(action, answered) {
    const nonce = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    this.waiting.push({ action: { ...action, nonce }, answered });
    this.sendNext();
  }

  sendNext() {
    const next = this.sent ? undefined : this.waiting.shift();
    if (!next) return;
    this.sent = next;
    this.timers = [
      setTimeout(() => this.checkSession(next), ASK_AFTER),
      setTimeout(() => this.end(next, message("late")), FAIL_AFTER),
    ];
    this.send(next.action);
  }

  /** @param {Record<string, string>} outcomes by nonce: "" for done, else the sentence that refuses */
  receive(outcomes) {
    const { sent } = this;
    if (sent && sent.action.nonce in outcomes) this.end(sent, outcomes[sent.action.nonce]);
  }

  /**
   * Nothing answers once the session has ended: ask whether it has, rather than let people wait.
   * @param {Pending} sent
   */
  async checkSession(sent) {
    if (await this.hasEnded()) this.end(sent, message("signedOut"));
  }

  /** @param {Pending} sent @param {string} outcome */
  end(sent, outcome) {
    if (this.sent !== sent) return;
    this.timers.forEach(clearTimeout);
    this.sent = null;
    sent.answered(outcome);
    this.sendNext();
  }
}
