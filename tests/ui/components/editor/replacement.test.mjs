/** Replacing a document block by block: it becomes the new one, and the caret stays in its words (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Schema } from "../../../../blueprint/ui/components/editor/node_modules/@tiptap/pm/dist/model/index.js";
import {
  EditorState,
  TextSelection,
} from "../../../../blueprint/ui/components/editor/node_modules/@tiptap/pm/dist/state/index.js";
import { replaceDocument } from "../../../../blueprint/ui/components/editor/src/replacement.js";

const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: { group: "block", content: "text*" },
    heading: { group: "block", content: "text*", attrs: { level: { default: 1 } } },
    list: { group: "block", content: "item+" },
    item: { content: "paragraph+" },
    rule: { group: "block" },
    table: { group: "block", content: "row+", isolating: true },
    row: { content: "cell+" },
    cell: { content: "paragraph+", isolating: true },
    text: {},
  },
});

const WORDS = ["water", "town", "price", "الماء", "水", "council"];

/** A generator of the same numbers every time (Park and Miller). */
function numbers(seed) {
  let state = seed;
  return (limit) => {
    state = (state * 48271) % 2147483647;
    return state % limit;
  };
}

function paragraph(next) {
  const text = Array.from({ length: next(4) }, () => WORDS[next(WORDS.length)]).join(" ");
  return schema.node("paragraph", null, text ? [schema.text(text)] : []);
}

function block(next) {
  const kind = next(7);
  if (kind === 6) return table(next, 1 + next(3));
  if (kind === 0) return schema.node("rule");
  if (kind === 1) return schema.node("heading", { level: 1 + next(2) }, [schema.text(WORDS[next(WORDS.length)])]);
  if (kind > 2) return paragraph(next);
  const items = Array.from({ length: 1 + next(3) }, () => schema.node("item", null, [paragraph(next)]));
  return schema.node("list", null, items);
}

function table(next, columns) {
  const row = () =>
    schema.node(
      "row",
      null,
      Array.from({ length: columns }, () => cell(next)),
    );
  return schema.node("table", null, Array.from({ length: 1 + next(3) }, row));
}

function cell(next) {
  return schema.node("cell", null, [paragraph(next)]);
}

/** A table with a row more or a row less, or with words typed into a row. */
function changedTable(old, next) {
  const rows = [];
  old.forEach((row) => {
    if (next(4)) rows.push(row);
    if (next(2))
      rows.push(
        schema.node(
          "row",
          null,
          Array.from({ length: row.childCount }, () => cell(next)),
        ),
      );
  });
  return rows.length ? old.type.create(null, rows) : old;
}

/** Some blocks of the old document, others in between. */
function changed(doc, next) {
  const blocks = [];
  doc.forEach((child) => {
    if (next(4)) blocks.push(child.type.name === "table" ? changedTable(child, next) : child);
    if (!next(4)) blocks.push(block(next));
  });
  return schema.node("doc", null, blocks.length ? blocks : [paragraph(next)]);
}

test("any document becomes any other one", () => {
  const next = numbers(7);
  for (let round = 0; round < 3000; round += 1) {
    const doc = schema.node(
      "doc",
      null,
      Array.from({ length: 1 + next(8) }, () => block(next)),
    );
    const wanted = changed(doc, next);
    const { tr } = EditorState.create({ doc });
    const { doc: found } = replaceDocument(tr, wanted);
    found.check();
    assert.ok(found.eq(wanted), `${doc}\n${wanted}\n${found}`);
  }
});

test("the caret stays in its paragraph when others change around it", () => {
  const paragraphs = (...texts) =>
    schema.node(
      "doc",
      null,
      texts.map((text) => schema.node("paragraph", null, [schema.text(text)])),
    );
  const doc = paragraphs("first", "where I write", "last");
  const state = EditorState.create({ doc, selection: TextSelection.create(doc, doc.child(0).nodeSize + 1 + 7) });
  const { tr } = state;
  replaceDocument(tr, paragraphs("new", "first, changed", "where I write on", "last, too", "and more"));
  const { $head } = tr.selection;
  assert.equal($head.parent.textContent, "where I write on");
  assert.equal($head.parentOffset, 7);
});
