/** Sending the draft, with a server that answers when the test says so (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";

const nowhere = { addEventListener() {}, hidden: false };
globalThis.window = nowhere;
globalThis.document = nowhere;

const { Draft } = await import("../../../../blueprint/ui/components/editor/src/draft/draft.js");

/** A draft whose requests are answered by hand; `text` is what is typed. */
function drafting() {
  const desk = { text: "", requests: [], forgotten: [], shown: [] };
  globalThis.fetch = (_url, { body }) =>
    new Promise((resolve) => {
      desk.requests.push({ sent: JSON.parse(body), answer: (ok) => resolve({ ok, status: ok ? 200 : 500 }) });
    });
  desk.draft = new Draft({
    url: "/draft",
    journal: { store: () => true, remove: (sequence) => desk.forgotten.push(sequence) },
    sequence: 0,
    read: () => ({ base: 1, title: "T", markdown: desk.text }),
    show: (state) => desk.shown.push(state),
  });
  desk.type = (text) => {
    desk.text = text;
    desk.draft.changed();
    return desk.draft.flush();
  };
  return desk;
}

const turn = () =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

test("an answer acknowledges what was sent, not what was typed since", async () => {
  const desk = drafting();
  desk.type("one");
  desk.type("one two");
  assert.equal(desk.requests.length, 1);
  desk.requests[0].answer(true);
  await turn();
  assert.deepEqual(desk.forgotten, [desk.requests[0].sent.sequence]);
  assert.equal(desk.requests[1].sent.markdown, "one two");
  assert.ok(desk.draft.pending);
  desk.requests[1].answer(false);
  await turn();
  assert.ok(desk.draft.pending);
  assert.equal(desk.shown.at(-1), "unavailable");
  desk.draft.close();
});

test("what was acknowledged is forgotten, and the draft is saved", async () => {
  const desk = drafting();
  desk.type("one");
  desk.requests[0].answer(true);
  await turn();
  assert.ok(!desk.draft.pending);
  assert.equal(desk.shown.at(-1), "saved");
  desk.draft.close();
});
