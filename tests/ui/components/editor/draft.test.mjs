/** Sending the draft, with a server that answers when the test says so (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";

const emptyTarget = { addEventListener() {}, hidden: false };
globalThis.window = emptyTarget;
globalThis.document = emptyTarget;

const { Draft } = await import("../../../../blueprint/ui/components/editor/src/draft/draft.js");

/** A draft whose requests are answered by hand; `text` is what is typed. */
function startDraft() {
  const context = { text: "", requests: [], forgotten: [], shown: [] };
  globalThis.fetch = (_url, { body }) =>
    new Promise((resolve) => {
      context.requests.push({ sent: JSON.parse(body), answer: (ok) => resolve({ ok, status: ok ? 200 : 500 }) });
    });
  context.draft = new Draft({
    url: "/draft",
    journal: { store: () => true, remove: (sequence) => context.forgotten.push(sequence) },
    sequence: 0,
    read: () => ({ base: 1, title: "T", markdown: context.text }),
    show: (state) => context.shown.push(state),
  });
  context.type = (text) => {
    context.text = text;
    context.draft.changed();
    return context.draft.flush();
  };
  return context;
}

const nextTask = () =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

test("an answer acknowledges what was sent, not what was typed since", async () => {
  const context = startDraft();
  context.type("one");
  context.type("one two");
  assert.equal(context.requests.length, 1);
  context.requests[0].answer(true);
  await nextTask();
  assert.deepEqual(context.forgotten, [context.requests[0].sent.sequence]);
  assert.equal(context.requests[1].sent.markdown, "one two");
  assert.ok(context.draft.pending);
  context.requests[1].answer(false);
  await nextTask();
  assert.ok(context.draft.pending);
  assert.equal(context.shown.at(-1), "unavailable");
  context.draft.close();
});

test("what was acknowledged is forgotten, and the draft is saved", async () => {
  const context = startDraft();
  context.type("one");
  context.requests[0].answer(true);
  await nextTask();
  assert.ok(!context.draft.pending);
  assert.equal(context.shown.at(-1), "saved");
  context.draft.close();
});
