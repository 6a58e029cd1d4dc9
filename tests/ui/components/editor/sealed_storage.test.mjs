/** What a browser stores is for its author alone (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { SealedStorage } from "../../../../blueprint/ui/components/editor/src/sealed_storage.js";
import { Journal } from "../../../../blueprint/ui/components/editor/src/draft/journal.js";

const ADA = "a1".repeat(32);
const BEN = "b2".repeat(32);
const WORDS = "Wasser, das niemand sieht: ماء خفي 隠れた水 \ud83d\udca7 \ud83d";

/** A browser's storage with room for so many characters. */
function makeStorage(room = Infinity) {
  const storage = {};
  const used = () => Object.entries(storage).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const hide = (name, value) => Object.defineProperty(storage, name, { value, enumerable: false });
  hide("getItem", (name) => storage[name] ?? null);
  hide("setItem", (name, value) => {
    if (used() + value.length > room) throw new DOMException("full", "QuotaExceededError");
    storage[name] = value;
  });
  hide("removeItem", (name) => delete storage[name]);
  return storage;
}

const entryOf = (markdown, more = {}) => ({ base: 1, title: "T", markdown, sequence: 7, device: "d", ...more });

test("what is stored comes back to its author, and no word of it is in the storage", () => {
  const storage = makeStorage();
  const own = new SealedStorage(() => storage, ADA);
  assert.ok(own.set("draft:1", { words: WORDS }));
  assert.deepEqual(own.get("draft:1"), { words: WORDS });
  assert.doesNotMatch(JSON.stringify(storage), /Wasser|words|ماء|隠/);
  own.set("draft:2", { words: WORDS });
  assert.notEqual(storage["draft:1"], storage["draft:2"]);
  own.remove("draft:1");
  assert.deepEqual(own.names("draft:"), ["draft:2"]);
});

test("somebody else reads nothing, and destroys nothing", () => {
  const storage = makeStorage();
  new Journal("draft:p:ada", "d", new SealedStorage(() => storage, ADA)).store(entryOf(WORDS));
  const before = { ...storage };
  const other = new Journal("draft:p:ada", "d", new SealedStorage(() => storage, BEN));
  assert.deepEqual(other.entries(), []);
  other.remove(entryOf(WORDS, { sequence: 9 }));
  assert.deepEqual({ ...storage }, before);
  const [back] = new Journal("draft:p:ada", "e", new SealedStorage(() => storage, ADA)).entries();
  assert.equal(back.markdown, WORDS);
});

test("a record that was moved to another name, or damaged, is not read", () => {
  const storage = makeStorage();
  const own = new SealedStorage(() => storage, ADA);
  own.set("one", "words");
  storage.two = storage.one;
  assert.equal(own.get("two"), null);
  for (const damaged of [storage.one.slice(0, -1), storage.one.slice(0, 12), "sealed-1:", "{", "", "null"]) {
    storage.three = damaged;
    assert.equal(own.get("three"), null);
    assert.equal(storage.three, damaged);
  }
});

test("plain words of an earlier version are taken over, and encrypted", () => {
  const storage = makeStorage();
  const journal = new Journal("draft:p:ada", "new", new SealedStorage(() => storage, ADA));
  storage["blueprint-draft:draft:p:ada"] = JSON.stringify({ base: 1, title: "T", markdown: "Oldest", sequence: 3 });
  storage["blueprint-draft:draft:p:ada:d"] = JSON.stringify(entryOf("Older", { sequence: 5 }));
  storage["blueprint-draft:draft:p:adam:d"] = JSON.stringify(entryOf("Adam's", { sequence: 9 }));
  assert.deepEqual(
    journal.entries().map(({ markdown }) => markdown),
    ["Older", "Oldest"],
  );
  assert.doesNotMatch(JSON.stringify(storage), /Old/);
  assert.match(storage["blueprint-draft:draft:p:adam:d"], /Adam's/);
  assert.equal(journal.entries().length, 2);
  for (const entry of journal.entries()) journal.remove(entry);
  assert.deepEqual(Object.keys(storage), ["blueprint-draft:draft:p:adam:d"]);
});

test("a text without room for its ancestor is stored alone, and one without room says so", () => {
  const ancestor = { title: "T", markdown: "x".repeat(3000) };
  const storeIn = (room) => {
    const journal = new Journal("p", "d", new SealedStorage(() => storage, ADA));
    const storage = makeStorage(room);
    return [journal.store(entryOf("y".repeat(1000), { ancestor })), journal.entries()[0]?.ancestor];
  };
  assert.deepEqual(storeIn(5000), [true, ancestor]);
  assert.deepEqual(storeIn(2000), [true, null]);
  assert.deepEqual(storeIn(500), [false, undefined]);
});

test("a long text is as long as its bytes", () => {
  const storage = makeStorage();
  const own = new SealedStorage(() => storage, ADA);
  const words = "word ".repeat(400_000);
  assert.ok(own.set("long", words));
  assert.ok(storage.long.length < words.length + 100);
  assert.equal(own.get("long"), words);
});
