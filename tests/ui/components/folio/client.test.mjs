/** The folio's parts that need no page (node:test). */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import {
  ActionQueue,
  ASK_AFTER,
  DRAWN_AFTER,
  FAIL_AFTER,
  LOOK_INTERVAL,
} from "../../../../blueprint/ui/components/folio/client/controls/action_queue.js";
import { stepped } from "../../../../blueprint/ui/components/folio/client/controls/navigation.js";
import { message, plural, setMessages } from "../../../../blueprint/ui/components/folio/client/messages.js";
import { foldedRuns, rowKeys } from "../../../../blueprint/ui/components/folio/client/text/comparison.js";
import { isImage, safeHref } from "../../../../blueprint/ui/components/folio/client/text/links.js";
import { threadEndings } from "../../../../blueprint/ui/components/folio/client/text/pieces.js";
import { sourceRange } from "../../../../blueprint/ui/components/folio/client/text/ranges.js";
import { GAP, stackCards } from "../../../../blueprint/ui/components/folio/client/threads/margin_layout.js";
import { quoted } from "../../../../blueprint/ui/components/folio/client/threads/quoting.js";

const block = (kind, folded = false, at = 0) => ({ kind, folded, old: [at], new: [at], note: "" });
const part = (text, s, more = {}) => ({ text, s, e: s + text.length, side: "new", from: 0, to: text.length, ...more });

test("blocks folded one after the other are one run, every other block is its own", () => {
  const blocks = [block("same"), block("same", true), block("same", true), block("edited"), block("edited")];
  assert.deepEqual(
    foldedRuns(blocks).map((run) => run.length),
    [1, 2, 1, 1],
  );
  assert.deepEqual(foldedRuns([]), []);
  assert.deepEqual(
    [...rowKeys([block("same", true, 3), block("moved", true, 4)])],
    ["new:3", "old:3", "new:4", "old:4"],
  );
});

test("a card goes where its words are, unless another one is there", () => {
  const cards = [
    { wanted: 0, height: 100 },
    { wanted: 20, height: 50 },
    { wanted: 400, height: 50 },
  ];
  assert.deepEqual(stackCards(cards, 0), [0, 100 + GAP, 400]);
});

test("the active card goes where its words are, and those before it give way upwards", () => {
  const cards = [
    { wanted: 300, height: 100 },
    { wanted: 320, height: 100 },
    { wanted: 340, height: 100 },
  ];
  assert.deepEqual(stackCards(cards, 2), [120, 230, 340]);
});

test("no card goes above the text, even if the active one must give way", () => {
  const cards = [
    { wanted: 0, height: 300 },
    { wanted: 10, height: 50 },
  ];
  assert.deepEqual(stackCards(cards, 1), [0, 300 + GAP]);
});

test("cards never overlap, whatever they want", () => {
  let seed = 1;
  const next = (below) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  for (let round = 0; round < 500; round += 1) {
    const cards = Array.from({ length: 1 + next(8) }, () => ({ wanted: next(900), height: 20 + next(400) }));
    cards.sort((one, other) => one.wanted - other.wanted);
    const tops = stackCards(cards, next(cards.length));
    assert.ok(tops[0] >= 0);
    tops.slice(1).forEach((top, at) => assert.ok(top >= tops[at] + cards[at].height + GAP));
  }
});

test("selected words are a range of the source, without the space around them", () => {
  const parts = [part("  Water ", 10), part("is", 30), part(" free.", 40, { to: 3 })];
  assert.deepEqual(sourceRange(parts), { side: "new", s: 12, e: 43, text: "Water is fr" });
  assert.equal(sourceRange([part("  ", 0)]), null);
  assert.equal(sourceRange([]), null);
});

test("an emoji counts as one character of the source", () => {
  assert.deepEqual(sourceRange([part("a🌊b", 5, { e: 8, from: 1, to: 3 })]), { side: "new", s: 6, e: 7, text: "🌊" });
});

test("a piece that is selected to its end ends where its source does", () => {
  assert.equal(sourceRange([part("&", 5, { e: 10 })])?.e, 10);
});

test("of removed and unchanged words the unchanged ones count", () => {
  const parts = [part("old", 0, { side: "old" }), part("new", 7)];
  assert.deepEqual(sourceRange(parts), { side: "new", s: 7, e: 10, text: "new" });
  assert.equal(sourceRange(parts.slice(0, 1))?.side, "old");
});

test("a thread's number follows the last of its pieces", () => {
  const pieces = [{ on: ["a"] }, { on: ["a", "b"] }, {}, { on: ["b"] }];
  assert.deepEqual([...threadEndings(pieces)], [[1, ["a"]], [3, ["b"]]]); // prettier-ignore
});

test("only addresses that lead somewhere are followed", () => {
  for (const safe of ["https://a.b", "mailto:a@b.c", "#note", "/library", "page", "a/b?c"]) {
    assert.equal(safeHref(safe), safe);
  }
  for (const unsafe of [
    "javascript:alert(1)",
    " java\nscript:x",
    "data:text/html,x",
    "//evil.example",
    "vbscript:x",
    "",
  ]) {
    assert.equal(safeHref(unsafe), null, unsafe);
  }
  assert.ok(isImage(`images/${"0a".repeat(32)}.png`));
  assert.ok(!isImage("https://evil.example/x.png"));
});

test("a step stays within what there is", () => {
  assert.deepEqual(
    [stepped(-1, 1, 3), stepped(-1, -1, 3), stepped(2, 1, 3), stepped(0, -1, 3), stepped(1, 1, 3)],
    [0, 2, 2, 0, 2],
  );
});

test("messages are filled, and take the form of their number in their language", () => {
  const texts = { change: "Change {at} of {count}", commentBy: "Comment {number} by {name}" };
  const open = { one: "{count} open comment", other: "{count} open comments" };
  setMessages({ language: "en", texts, plurals: { open, threadNumber: { other: "Comment {number}, {count} turns" } } });
  assert.equal(message("change", { at: 2, count: 5 }), "Change 2 of 5");
  assert.equal(plural("open", 1), "1 open comment");
  assert.equal(plural("open", 0), "0 open comments");
  assert.equal(plural("threadNumber", 1, { number: 7 }), "Comment 7, 1 turns");
  assert.equal(message("commentBy", { number: 1, name: "{number}" }), "Comment 1 by {number}");
  setMessages({ language: "pl", texts, plurals: { open: { one: "one", few: "few", many: "many", other: "other" } } });
  assert.deepEqual(
    [1, 3, 5].map((count) => plural("open", count)),
    ["one", "few", "many"],
  );
});

test("a long quotation is cut", () => {
  setMessages({ language: "en", texts: { quoted: "“{words}”" }, plurals: {} });
  assert.equal(quoted("x".repeat(200)), `“${"x".repeat(160)} …”`);
});

test("actions go one at a time, in order, and are answered by their own outcome", () => {
  const sent = [];
  const answers = [];
  const queue = new ActionQueue((action) => sent.push(action), {
    hasEnded: async () => false,
    isConnected: () => true,
  });
  queue.add({ action: "resolve", thread: "a" }, (refusal) => answers.push(["a", refusal]));
  queue.add({ action: "resolve", thread: "b" }, (refusal) => answers.push(["b", refusal]));
  assert.deepEqual(sent.map(({ thread }) => thread), ["a"]); // prettier-ignore
  queue.receive({ unknown: "" });
  assert.deepEqual(answers, []);
  queue.receive({ [sent[0].nonce]: "" });
  queue.receive({ [sent[0].nonce]: "", [sent[1].nonce]: "No." });
  assert.deepEqual(answers, [["a", ""], ["b", "No."]]); // prettier-ignore
});

test("without an answer an action fails with a sentence, and the next one goes", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const sent = [];
  const answers = [];
  let signedOut = false;
  const queue = new ActionQueue((action) => sent.push(action), {
    hasEnded: async () => signedOut,
    isConnected: () => true,
  });
  queue.add({ action: "resolve", thread: "a" }, (refusal) => answers.push(refusal));
  queue.add({ action: "resolve", thread: "b" }, (refusal) => answers.push(refusal));
  mock.timers.tick(FAIL_AFTER);
  assert.equal(answers[0], "late");
  assert.equal(sent.length, 2);
  signedOut = true;
  mock.timers.tick(ASK_AFTER);
  await Promise.resolve();
  assert.equal(answers[1], "signedOut");
  mock.timers.tick(FAIL_AFTER);
  assert.equal(answers.length, 2);
  mock.timers.reset();
});

test("without a connection an action waits, can be changed and taken back, and goes once there is one", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const sent = [];
  const states = [];
  let connected = false;
  const page = { hasEnded: async () => false, isConnected: () => connected };
  const queue = new ActionQueue((action) => sent.push(action), page);
  const progress = (state) => states.push(state);
  const reply = { action: "reply", thread: "a", body: "On" };
  queue.add(reply, () => {}, { progress });
  const takeBack = queue.add({ action: "resolve", thread: "b" }, () => {});
  tick(FAIL_AFTER);
  assert.deepEqual([sent, states], [[], ["waiting"]]);
  reply.body = "Once more";
  takeBack();
  connected = true;
  tick(DRAWN_AFTER + LOOK_INTERVAL);
  assert.deepEqual([sent.map(({ body }) => body), states], [["Once more"], ["waiting", "sending"]]);
  mock.timers.tick(ASK_AFTER);
  await Promise.resolve();
  assert.equal(sent.length, 2, "the page that it is meant for may not have been there yet");
  assert.equal(sent[0].nonce, sent[1].nonce);
  queue.receive({ [sent[0].nonce]: "" });
  mock.timers.tick(FAIL_AFTER);
  assert.equal(sent.length, 2);
  mock.timers.reset();
});

/** Timers that are set while time passes come, too. */
function tick(milliseconds) {
  for (let passed = 0; passed < milliseconds; passed += LOOK_INTERVAL) mock.timers.tick(LOOK_INTERVAL);
}
