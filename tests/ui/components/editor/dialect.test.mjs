/** The blocks and marks of the dialect, and what editing leaves of their source (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openText, read, sameMeaning } from "../../../../blueprint/ui/components/editor/src/source/index.js";

/** A text's lists as their first signs and the words of their items, nested. */
function lists(node) {
  if (node.type === "paragraph") return (node.content ?? []).map((part) => part.text ?? part.attrs.source).join("");
  const inner = (node.content ?? []).map(lists);
  if (node.type === "listItem") return inner.length === 1 ? inner[0] : inner;
  if (node.type !== "orderedList") return inner;
  const { style, delimiter, start } = node.attrs;
  return { [`${style} ${delimiter} ${start}`]: inner };
}

const LISTS = [
  ["(a) x\n(b) y\n", [{ "lower-alpha () 1": ["x", "y"] }]],
  ["a. x\nb. y\nc) z\n", [{ "lower-alpha . 1": ["x", "y"] }, { "lower-alpha ) 3": ["z"] }]],
  ["(h) x\n(i) y\n(j) z\n", [{ "lower-alpha () 8": ["x", "y", "z"] }]],
  ["(i) x\n(ii) y\n", [{ "lower-roman () 1": ["x", "y"] }]],
  ["i) x\n", [{ "lower-roman ) 1": ["x"] }]],
  ["(i) x\n(j) y\n", [{ "lower-alpha () 9": ["x", "y"] }]],
  ["(c) x\n(e) y\n", [{ "lower-alpha () 3": ["x"] }, { "lower-alpha () 5": ["y"] }]],
  ["iv. x\nv. y\nvi. z\n", [{ "lower-roman . 4": ["x", "y", "z"] }]],
  ["(3) x\n(4) y\n(4) z\n", [{ "decimal () 3": ["x", "y"] }, { "decimal () 4": ["z"] }]],
  ["3. x\n3. y\n9. z\n", [{ "decimal . 3": ["x", "y", "z"] }]],
  ["A.  x\nB.  y\n", [{ "upper-alpha . 1": ["x", "y"] }]],
  ["A) x\nB) y\n", [{ "upper-alpha ) 1": ["x", "y"] }]],
  ["A. Smith wrote\nII. it\n", ["A. Smith wrote II. it"]],
  ["aa. x\n\n(Xiv) x\n\n(civil) x\n\n1.1 x\n", ["aa. x", "(Xiv) x", "(civil) x", "1.1 x"]],
  ["Words\n(a) go on\n", ["Words (a) go on"]],
  ["Words\n(1) item\n", ["Words", { "decimal () 1": ["item"] }]],
  ["(a)\n(b) y\n", [{ "lower-alpha () 1": ["", "y"] }]],
  [
    "(a) x\n\n    (i) y\n\n        deep\n(b) z\n",
    [{ "lower-alpha () 1": [["x", { "lower-roman () 1": [["y", "deep"]] }], "z"] }],
  ],
];
for (const [markdown, expected] of LISTS) {
  test(`lists of ${JSON.stringify(markdown)}`, () => {
    assert.deepEqual(lists(read(markdown)), expected);
    const { document, save } = openText(markdown);
    assert.equal(save(structuredClone(document)), markdown);
    assert.ok(sameMeaning(document, read(openText("").save(document))), openText("").save(document));
  });
}

/** Saves `markdown` after `change` was made to its document. */
function changed(markdown, change) {
  const { document, save } = openText(markdown);
  const copy = structuredClone(document);
  change(copy.content);
  return save(copy);
}

const item = (words) => ({
  type: "listItem",
  content: [{ type: "paragraph", content: [{ type: "text", text: words }] }],
});

test("an item put between others renumbers those behind it and nothing else", () => {
  const before = "(a) __x__\n(b) *y*  \n    z\n(c) _w_\n";
  const after = changed(before, ([list]) => list.content.splice(1, 0, item("new")));
  assert.equal(after, "(a) __x__\n(b) new\n(c) *y*  \n    z\n(d) _w_\n");
});

test("a wider sign moves what is below its words", () => {
  const after = changed("(i) x\n\n    - __deep__\n(ii) y\n", ([list]) => list.content.unshift(item("new")));
  assert.equal(after, "(i) new\n(ii) x\n     - __deep__\n(iii) y\n");
});

test("other signs for a list are written for every item", () => {
  const after = changed("1. __x__\n2. y\n", ([list]) =>
    Object.assign(list.attrs, { style: "upper-roman", delimiter: "." }),
  );
  assert.equal(after, "I.  __x__\nII.  y\n");
});

test("behind z letters go on as numbers, and no item is lost", () => {
  const twentySix = Array.from({ length: 26 }, (_, at) => `(${String.fromCharCode(97 + at)}) x`).join("\n");
  const after = changed(`${twentySix}\n`, ([list]) => list.content.push(item("last")));
  assert.equal(after, `${twentySix}\n(27) last\n`);
});

test("a box is ticked in its place, given and taken", () => {
  const before = "- [ ] __ask__\n* no\n";
  assert.equal(
    changed(before, ([list]) => (list.content[0].attrs.checked = true)),
    "- [x] __ask__\n* no\n",
  );
  assert.equal(
    changed(before, ([list]) => (list.content[0].attrs = {})),
    "- __ask__\n* no\n",
  );
  assert.equal(
    changed("- # x\n- y\n", ([list]) => (list.content[1].attrs = { checked: false })),
    "- # x\n- [ ] y\n",
  );
  const odd = "- [ ] # no heading\n- [x] <!-- c -->\n";
  assert.equal(
    changed(odd, ([list]) => (list.content[1].attrs.checked = false)),
    "- [ ] # no heading\n- [ ] <!-- c -->\n",
  );
  assert.ok(!/^- # /m.test(changed(odd, ([list]) => (list.content[0].attrs = {}))));
});

const INLINE = [
  ["H<sub>2</sub>O __x__ y\n", "subscript"],
  ["<u>a *b*</u> __x__ y\n", "underline"],
  ["<mark>a</mark> __x__ y\n", "highlight"],
  ["<small>a</small> __x__ y\n", "small"],
];
for (const [markdown, mark] of INLINE) {
  test(`${mark} of HTML is a mark, and stays as it is written`, () => {
    const { document } = openText(markdown);
    assert.ok(document.content[0].content.some((part) => part.marks?.some(({ type }) => type === mark)));
    const after = changed(markdown, ([paragraph]) => (paragraph.content.at(-1).text = " z"));
    assert.equal(after, markdown.replace(" y", " z"));
    assert.ok(sameMeaning(document, read(openText("").save(document))), openText("").save(document));
  });
}

test("HTML that is no pair of plain tags stays source", () => {
  for (const markdown of ["<u>open\n", "x</sup>\n", '<mark class="x">a</mark>\n', "<u></u>\n", '<a name="x"></a>y\n']) {
    const parts = read(markdown).content[0].content ?? read(markdown).content;
    assert.ok(JSON.stringify(parts).includes("source"), markdown);
    const { document, save } = openText(markdown);
    assert.equal(save(structuredClone(document)), markdown);
  }
});

test("what is set lower may hold a break, a mark and spaces", () => {
  const sub = (part, ...more) => ({ ...part, marks: [...more, { type: "subscript" }] });
  const content = [
    { type: "text", text: "x" },
    sub({ type: "text", text: "a b" }),
    sub({ type: "hardBreak" }),
    sub({ type: "text", text: "c" }, { type: "bold" }),
    { type: "text", text: "y" },
  ];
  const wanted = { type: "doc", content: [{ type: "paragraph", content }] };
  const saved = openText("").save(wanted);
  assert.ok(sameMeaning(wanted, read(saved)), saved);
});

test("formulas are formulas, money is money", () => {
  const formulas = (markdown) =>
    (read(markdown).content[0].content ?? []).filter(({ type }) => type === "math").map(({ attrs }) => attrs.source);
  assert.deepEqual(formulas("$a_1$ and $$\\frac{1}{2}$$"), ["$a_1$", "$$\\frac{1}{2}$$"]);
  assert.deepEqual(formulas("$5 and $10, US$5/kg and US$7, a$b$, $ c"), []);
  const table = "| a |\n|---|\n| $x \\| y$ |\n";
  const { document, save } = openText(table);
  assert.equal(save(structuredClone(document)), table);
});

test("a head row without words says that there is none", () => {
  assert.deepEqual(read("|  |  |\n|--|--|\n| a | b |\n").content[0].attrs, { headless: true });
  assert.equal(read("| x |  |\n|--|--|\n| a | b |\n").content[0].attrs, undefined);
});

test("a table does not interrupt a paragraph", () => {
  assert.equal(read("words\n| a | b |\n|---|---|\n").content.length, 1);
});
