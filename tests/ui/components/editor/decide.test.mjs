/** Choosing between two wordings that stand one after the other in a text (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { withOneWording } from "../../../../blueprint/ui/components/editor/src/draft/decide.js";

/** The text with both wordings, the two, and the text with each alone. */
const PASSAGES = [
  ["A.\n\nOne x.\n\nOne y.\n\nB.\n", "One x.", "One y.", "A.\n\nOne x.\n\nB.\n", "A.\n\nOne y.\n\nB.\n"],
  ["- a\n- b x\n- b y\n- c\n", "b x", "b y", "- a\n- b x\n- c\n", "- a\n- b y\n- c\n"],
  ["1. a\n2. b x\n3. b y\n", "b x", "b y", "1. a\n2. b x\n", "1. a\n2. b y\n"],
  ["- a\n  - b x\n  - b y\n", "b x", "b y", "- a\n  - b x\n", "- a\n  - b y\n"],
  ["- a\n\n  b x\n\n  b y\n", "b x", "b y", "- a\n\n  b x\n", "- a\n\n  b y\n"],
  ["> الماء لنا\n\n> الماء لهم\n", "> الماء لنا", "> الماء لهم", "> الماء لنا\n", "> الماء لهم\n"],
  ["N[^1]\n\n[^1]: see y\n\n    see z\n", "see y", "see z", "N[^1]\n\n[^1]: see y\n", "N[^1]\n\n[^1]: see z\n"],
  [
    "| a |\n|---|\n| x |\n| y |\n| c |\n",
    "| x |",
    "| y |",
    "| a |\n|---|\n| x |\n| c |\n",
    "| a |\n|---|\n| y |\n| c |\n",
  ],
  ["| x |\n|---|\n| y |\n| c |\n", "| x |", "| y |", "| x |\n|---|\n| c |\n", "| y |\n|---|\n| c |\n"],
  ["水は公共。\n\n水は私有。\n", "水は公共。", "水は私有。", "水は公共。\n", "水は私有。\n"],
];

for (const [text, stored, sent, withStored, withSent] of PASSAGES) {
  test(`one of two wordings is kept: ${JSON.stringify(text)}`, () => {
    assert.equal(withOneWording(text, { stored, sent }, "stored"), withStored);
    assert.equal(withOneWording(text, { stored, sent }, "sent"), withSent);
  });
}

test("a passage that one device deleted goes, or stays", () => {
  const text = "A.\n\nChanged.\n\nB.\n";
  assert.equal(withOneWording(text, { stored: "", sent: "Changed." }, "stored"), "A.\n\nB.\n");
  assert.equal(withOneWording(text, { stored: "Changed.", sent: "" }, "sent"), "A.\n\nB.\n");
  assert.equal(withOneWording(text, { stored: "", sent: "Changed." }, "sent"), text);
});

test("nothing is taken away where something was written between the two, or one is gone", () => {
  assert.equal(withOneWording("One x.\n\nBetween.\n\nOne y.\n", { stored: "One x.", sent: "One y." }, "sent"), null);
  assert.equal(withOneWording("One x.\n", { stored: "One x.", sent: "One y." }, "stored"), null);
});
