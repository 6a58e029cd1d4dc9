// Sending: actions go to the server one at a time and wait for its answer, which comes with the next data.

const DOUBT = 3000;
const PATIENCE = 15000;
const LATE = "The workbench has not answered yet. Your words are kept here: check the connection, then send again.";
const SIGNED_OUT =
  "You have been signed out. Your words are kept here: load this page again, sign in, and send them then.";

export class Sender {
  constructor(folio) {
    this.folio = folio;
    this.queue = [];
    this.flying = null;
  }

  send(action, answered) {
    const nonce = `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;
    this.queue.push({ action: { ...action, nonce }, answered });
    this.next();
  }

  next() {
    if (this.flying || !this.queue.length) return;
    this.flying = this.queue.shift();
    this.doubts = setTimeout(() => this.doubt(this.flying), DOUBT);
    this.timer = setTimeout(() => this.end(LATE), PATIENCE);
    this.folio.trigger("action", this.flying.action);
  }

  // `outcomes` maps nonces to "" (done) or the sentence that refuses.
  heard(outcomes) {
    if (!this.flying || !(this.flying.action.nonce in outcomes)) return;
    this.end(outcomes[this.flying.action.nonce]);
  }

  // A session that has ended takes the connection's power with it, and nothing answers: ask, rather than let people wait.
  async doubt(flying) {
    if ((await signedOut()) && this.flying === flying) this.end(SIGNED_OUT);
  }

  end(outcome) {
    clearTimeout(this.doubts);
    clearTimeout(this.timer);
    const { answered } = this.flying;
    this.flying = null;
    answered(outcome);
    this.next();
  }
}

async function signedOut() {
  const home = await fetch("/", { headers: { Accept: "text/plain" }, redirect: "manual" }).catch(() => null);
  return home?.status === 401;
}
