/**
 * JSON in a browser's storage, encrypted with a key that only its owner's page is given, so that nobody else who uses
 * the browser reads it: XChaCha20-Poly1305 with a random nonce, bound to the name under which the value is stored. The
 * Web Cryptography API has no synchronous functions, and a page that is being closed waits for nothing.
 *
 * A browser may refuse to store anything (private windows, full storage).
 */
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { bytesToUtf8, hexToBytes, utf8ToBytes } from "@noble/ciphers/utils.js";

const SEALED = "sealed-1:";
const NONCE_LENGTH = 24;
/** Bytes that become characters in one call. */
const PIECE = 0x8000;

export class SealedStorage {
  /** @param {() => Storage} storage @param {string} key 32 bytes in hexadecimal digits */
  constructor(storage, key) {
    this.storage = storage;
    this.key = hexToBytes(key);
  }

  /** @param {string} name @param {unknown} value @returns {boolean} whether it is stored */
  set(name, value) {
    return attempt(() => {
      this.storage().setItem(name, this.seal(name, JSON.stringify(value)));
      return true;
    }, false);
  }

  /**
   * The value of a name; null for none, and for one that is damaged or somebody else's, which stays as it is. What
   * earlier versions stored in plain words is encrypted when it is read.
   * @param {string} name
   * @returns {unknown}
   */
  get(name) {
    const stored = attempt(() => this.storage().getItem(name), null);
    if (!stored) return null;
    if (stored.startsWith(SEALED)) return attempt(() => JSON.parse(this.open(name, stored)), null);
    const value = attempt(() => JSON.parse(stored), null);
    if (value !== null) this.set(name, value);
    return value;
  }

  /** @param {string} name */
  remove(name) {
    attempt(() => this.storage().removeItem(name), undefined);
  }

  /** The names that begin so. @param {string} prefix @returns {string[]} */
  names(prefix) {
    return attempt(() => Object.keys(this.storage()).filter((name) => name.startsWith(prefix)), []);
  }

  /** @param {string} name @param {string} words */
  seal(name, words) {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_LENGTH));
    const sealed = xchacha20poly1305(this.key, nonce, utf8ToBytes(name)).encrypt(utf8ToBytes(words));
    return SEALED + characters(nonce) + characters(sealed);
  }

  /**
   * Throws where the key or the name is not the one that it was sealed with.
   * @param {string} name
   * @param {string} sealed
   */
  open(name, sealed) {
    const bytes = new Uint8Array(sealed.length - SEALED.length);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = sealed.charCodeAt(SEALED.length + at);
    const [nonce, content] = [bytes.subarray(0, NONCE_LENGTH), bytes.subarray(NONCE_LENGTH)];
    return bytesToUtf8(xchacha20poly1305(this.key, nonce, utf8ToBytes(name)).decrypt(content));
  }
}

/** A character for each byte: as short as storage takes bytes. @param {Uint8Array} bytes */
function characters(bytes) {
  let found = "";
  for (let at = 0; at < bytes.length; at += PIECE) found += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return found;
}

/** @template T @param {() => T} act @param {T} otherwise what comes back where the browser refuses @returns {T} */
function attempt(act, otherwise) {
  try {
    return act();
  } catch {
    return otherwise;
  }
}
