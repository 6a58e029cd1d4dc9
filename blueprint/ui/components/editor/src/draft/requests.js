/**
 * The requests of a draft (blueprint/web/api/drafts.py):
 *
 *     PUT draftUrl {base, title, markdown, sequence, device, follows, ancestor, settled, last}
 *         → 200 {sequence, savedAt, state, base, conflicts} of the draft as it is stored then, and {title, markdown}
 *           where that is not what was sent; 409 {needs: "ancestor"}: the same again with its ancestor
 *     GET draftUrl → 200, the same with {title, markdown}
 *     401 or a redirect: signed out; 400, 403, 404, 409, 413, 422 {message}: refused; anything else: tried again
 */
/** @import { DraftEntry, StoredDraft } from "../types.js" */

const KEEPALIVE_LIMIT = 60_000;

export class DraftRequests {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /**
   * Sends an entry; gives the response, or null when there is no connection.
   * @param {DraftEntry} entry
   * @param {{ diverged: boolean, settled: string[] }} options `diverged`: the stored draft is known to be another one
   * @returns {Promise<Response | null>}
   */
  async put(entry, { diverged, settled }) {
    const response = await this.send(entry, { ancestor: diverged ? entry.ancestor : null, settled });
    if (response?.status !== 409 || diverged) return response;
    const answer = await response
      .clone()
      .json()
      .catch(() => ({}));
    if (answer.needs !== "ancestor") return response;
    const again = entry.ancestor ? entry : { ...entry, follows: null };
    return this.send(again, { ancestor: entry.ancestor, settled });
  }

  /**
   * The last request of a page that may not be shown again: there is no time for a second one, so the ancestor goes
   * along, where both are short enough for a request that outlives its page.
   * @param {DraftEntry} entry
   */
  putLast(entry) {
    const { ancestor } = entry;
    const length = size([entry.markdown, entry.title]);
    const whole = length + (ancestor ? size([ancestor.markdown, ancestor.title]) : 0);
    const keepalive = length < KEEPALIVE_LIMIT;
    const sent = whole < KEEPALIVE_LIMIT || !keepalive ? ancestor : null;
    return this.send(entry, { ancestor: sent, settled: [], last: true, keepalive });
  }

  /**
   * @param {DraftEntry} entry
   * @param {{ ancestor: DraftEntry["ancestor"], settled: string[], last?: boolean, keepalive?: boolean }} options
   */
  send({ base, title, markdown, sequence, device, follows }, { ancestor, settled, last = false, keepalive = false }) {
    const body = JSON.stringify({ base, title, markdown, sequence, device, follows, ancestor, settled, last });
    return this.fetch({ method: "PUT", body, headers: { "Content-Type": "application/json" }, keepalive });
  }

  /** What the server has; null when it cannot be read now. @returns {Promise<StoredDraft | null>} */
  async read() {
    const response = await this.fetch({});
    return response?.ok ? response.json().catch(() => null) : null;
  }

  /** @param {RequestInit} options @returns {Promise<Response | null>} */
  fetch(options) {
    return fetch(this.url, { credentials: "same-origin", redirect: "manual", ...options }).catch((error) => {
      if (error instanceof TypeError) return null;
      throw error;
    });
  }
}

/** @param {string[]} texts */
function size(texts) {
  return new Blob(texts).size;
}
