/** Sending the draft, with a server that answers when the test says so (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";

const emptyTarget = { addEventListener() {}, hidden: false };
globalThis.window = emptyTarget;
globalThis.document = emptyTarget;
Object.defineProperty(globalThis.navigator, "onLine", { value: true, configurable: true });

/** What the page's connection tells its listeners. */
const told = { watchers: new Set(), listeners: new Set() };
globalThis[Symbol.for("blueprint.updates")] = {
  watch: (watcher) => (told.watchers.add(watcher), () => told.watchers.delete(watcher)),
  subscribe: (_topic, listener) => (told.listeners.add(listener), () => told.listeners.delete(listener)),
};
const connectionIs = (connection) => told.watchers.forEach((watcher) => watcher(connection));
const tell = (state) => told.listeners.forEach((listener) => listener(state));

const { Draft } = await import("../../../../blueprint/ui/components/editor/src/draft/draft.js");

/** A draft whose requests are answered by hand; `text` is what is typed. */
function startDraft(options = {}) {
  const context = { text: "", requests: [], forgotten: [], stored: [], shown: [], taken: [], composing: false };
  globalThis.fetch = (_url, { body, method = "GET" }) =>
    new Promise((resolve) => {
      const sent = body ? JSON.parse(body) : null;
      const answer = (status, found = {}) => {
        const response = { ok: status === 200, status, type: "basic", json: async () => found };
        resolve({ ...response, clone: () => response });
      };
      context.requests.push({ method, sent, answer });
    });
  context.draft = new Draft({
    url: "/draft",
    topic: "draft:x",
    journal: {
      device: "d",
      store: (entry) => Boolean(context.stored.push(entry)),
      remove: ({ sequence }) => context.forgotten.push(sequence),
      entries: () => [],
    },
    shared: { state: "", base: 1, title: "T", markdown: "" },
    unsent: null,
    stored: 0,
    read: () => ({ base: 1, title: "T", markdown: context.text }),
    isComposing: () => context.composing,
    takeOver: (draft) => {
      context.taken.push(draft.markdown);
      context.text = draft.markdown;
    },
    showConflicts: () => {},
    show: (state) => context.shown.push(state),
    ...options,
  });
  context.type = (text) => {
    context.text = text;
    context.draft.changed();
    return context.draft.flush();
  };
  context.acknowledge = async (at, state, more = {}) => {
    context.requests[at].answer(200, { sequence: at + 1, state, base: 1, conflicts: [], ...more });
    await settled();
  };
  return context;
}

async function settled() {
  for (let turn = 0; turn < 5; turn += 1)
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
}

test("an answer acknowledges what was sent, not what was typed since", async () => {
  const context = startDraft();
  context.type("one");
  context.type("one two");
  assert.equal(context.requests.length, 1);
  await context.acknowledge(0, "s1");
  assert.deepEqual(context.forgotten, [context.requests[0].sent.sequence]);
  assert.equal(context.requests[1].sent.markdown, "one two");
  assert.ok(context.draft.pending);
  context.requests[1].answer(500);
  await settled();
  assert.ok(context.draft.pending);
  assert.equal(context.shown.at(-1), "unavailable");
  context.draft.close();
});

test("what was acknowledged is forgotten, and the next text follows on from it", async () => {
  const context = startDraft();
  context.type("one");
  assert.equal(context.requests[0].sent.follows, "");
  await context.acknowledge(0, "s1");
  assert.ok(!context.draft.pending);
  assert.equal(context.shown.at(-1), "saved");
  context.type("one two");
  assert.equal(context.requests[1].sent.follows, "s1");
  assert.equal(context.requests[1].sent.ancestor, null);
  assert.deepEqual(context.stored.at(-1).ancestor, { title: "T", markdown: "one" });
  context.draft.close();
});

test("the ancestor is sent when it is asked for, and what comes back is shown", async () => {
  const context = startDraft();
  context.type("one");
  context.requests[0].answer(409, { message: "", needs: "ancestor" });
  await settled();
  assert.deepEqual(context.requests[1].sent.ancestor, { title: "T", markdown: "" });
  await context.acknowledge(1, "s2", { title: "T", markdown: "one, and two" });
  assert.deepEqual(context.taken, ["one, and two"]);
  context.type("one, and two, and three");
  assert.equal(context.requests[2].sent.follows, "s2");
  context.draft.close();
});

test("what is typed while a merged text comes back is not lost, and is merged with it", async () => {
  const context = startDraft();
  context.type("one");
  context.text = "one and on";
  context.draft.changed();
  await context.acknowledge(0, "s2", { title: "T", markdown: "one, and two" });
  assert.deepEqual(context.taken, []);
  context.draft.flush();
  const { sent } = context.requests[1];
  assert.deepEqual([sent.markdown, sent.follows, sent.ancestor.markdown], ["one and on", null, "one"]);
  await context.acknowledge(1, "s3", { title: "T", markdown: "one and on, and two" });
  assert.deepEqual(context.taken, ["one and on, and two"]);
  context.draft.close();
});

test("another device's text is taken over while nothing is half typed", async () => {
  const context = startDraft();
  tell("s9");
  await settled();
  assert.equal(context.requests[0].method, "GET");
  await context.acknowledge(0, "s9", { title: "T", markdown: "theirs" });
  assert.deepEqual(context.taken, ["theirs"]);
  assert.equal(context.shown.at(-1), "updated");
  tell("s9");
  await settled();
  assert.equal(context.requests.length, 1);
  context.draft.close();
});

test("another device's text waits while something is half typed", async () => {
  const context = startDraft();
  context.text = "mine";
  context.draft.changed();
  tell("s9");
  await settled();
  assert.equal(context.requests.length, 0);
  context.draft.flush();
  assert.deepEqual(context.requests[0].sent.ancestor, { title: "T", markdown: "" });
  await context.acknowledge(0, "s10", { title: "T", markdown: "mine theirs" });
  assert.deepEqual(context.taken, ["mine theirs"]);
  context.draft.close();
});

test("another device's text waits while a character is composed", async () => {
  const context = startDraft();
  context.composing = true;
  tell("s9");
  await settled();
  assert.equal(context.requests.length, 0);
  context.composing = false;
  context.draft.lookIfTold();
  await settled();
  assert.equal(context.requests.length, 1);
  context.draft.close();
});

test("news that comes while older news is read is not missed", async () => {
  const context = startDraft();
  tell("s1");
  tell("s2");
  await context.acknowledge(0, "s1", { title: "T", markdown: "first" });
  await context.acknowledge(1, "s2", { title: "T", markdown: "second" });
  assert.deepEqual(context.taken, ["first", "second"]);
  context.draft.close();
});

test("the line tells when the server goes and comes back, and what waited is sent at once", async () => {
  const context = startDraft();
  connectionIs("connected");
  connectionIs("away");
  assert.equal(context.shown.at(-1), "unavailable");
  context.type("one");
  context.requests[0].answer(502);
  await settled();
  assert.equal(context.shown.at(-1), "unavailable");
  connectionIs("connected");
  await settled();
  await context.acknowledge(1, "s1");
  assert.equal(context.shown.at(-1), "saved");
  connectionIs("away");
  connectionIs("connected");
  assert.equal(context.shown.at(-1), "saved");
  context.draft.close();
});

test("what did not reach the server is sent as it is, under the name of the editor that wrote it", async () => {
  const unsent = { base: 1, title: "T", markdown: "typed", sequence: 5, device: "old", follows: "s1", ancestor: null };
  const context = startDraft({ unsent });
  const { device, sequence, follows } = context.requests[0].sent;
  assert.deepEqual([device, sequence, follows], ["old", 5, "s1"]);
  context.requests[0].answer(409, { message: "", needs: "ancestor" });
  await settled();
  assert.equal(context.requests[1].sent.follows, null);
  await context.acknowledge(1, "s2");
  assert.deepEqual(context.forgotten, [5]);
  context.draft.close();
});
