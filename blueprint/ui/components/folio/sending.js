// Sending: actions go to the server one at a time and wait for its answer, which comes with the next data.

const PATIENCE = 15000;

class Sender {
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
    this.timer = setTimeout(() => this.late(), PATIENCE);
    this.folio.trigger("action", this.flying.action);
  }

  // `outcomes` maps nonces to "" (done) or the sentence that refuses.
  heard(outcomes) {
    if (!this.flying || !(this.flying.action.nonce in outcomes)) return;
    clearTimeout(this.timer);
    const { action, answered } = this.flying;
    this.flying = null;
    answered(outcomes[action.nonce]);
    this.next();
  }

  late() {
    const { answered } = this.flying;
    this.flying = null;
    answered("The workbench has not answered yet. Your words are kept here: check the connection, then send again.");
    this.next();
  }
}
