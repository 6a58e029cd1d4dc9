/** What saving promises, one rule at a time (node:test). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { openText, outline, read, sameMeaning } from "../../../../blueprint/ui/components/editor/src/source/index.js";
import { touched } from "./edits.mjs";

const text = (words, ...marks) => ({
  type: "text",
  text: words,
  ...(marks.length && { marks: marks.map((type) => ({ type })) }),
});
const paragraph = (...content) => ({
  type: "paragraph",
  content: content.map((one) => (typeof one === "string" ? text(one) : one)),
});
const doc = (...content) => ({ type: "doc", content });
const save = (before, ...content) => openText(before).save(doc(...content));

/** Touches the piece at `path` and gives the saved text. */
const touch = (markdown, path) => openText(markdown).save(touched(openText(markdown).document, path));

for (const newline of ["\n", "\r\n", "\r"]) {
  test(`a text whose lines end with ${JSON.stringify(newline)} keeps them, and new lines get them`, () => {
    const before = ["# Title", "", "One", "two", "", "- a", "- b", ""].join(newline);
    assert.equal(openText(before).save(openText(before).document), before);
    const document = structuredClone(openText(before).document);
    document.content.push(paragraph("New"));
    assert.equal(
      openText(before).save(document),
      `${before.slice(0, -newline.length)}${newline}${newline}New${newline}`,
    );
  });
}

test("bytes that no editor would write are kept", () => {
  for (const odd of [
    "",
    "\n",
    "  \n\n",
    "\uFEFF# x",
    "a\0b",
    "x\u2028y\u2029z\u0085",
    "x  \t",
    "\t\tcode",
    "a\r\nb\rc\nd",
    "<div>\n\n\n</div>  ",
    "---\na: 1\n---\n\ntext",
  ]) {
    const { document, save: saved } = openText(odd);
    assert.equal(saved(structuredClone(document)), odd, JSON.stringify(odd));
    const longer = `${odd}\n\nlast`;
    const path = outline(longer).at(-1).path;
    if (outline(longer).at(-1).type === "paragraph")
      assert.ok(touch(longer, path).startsWith(`${odd}\n\n`), JSON.stringify(odd));
  }
});

const UNTOUCHED = [
  [
    "a loose spelling of emphasis stays beside a new word",
    "__a__ *b* _c_ more words",
    [0],
    "__a__ *b* _c_ more inserted  words",
  ],
  ["a list's marker and its indent", "  *   one\n  *   two", [0, 1, 0], "  *   one\n  *   t inserted wo"],
  ["a lazy line of a quotation", "> one\ntwo", [0, 0], "> one\n inserted  two"],
  ["the underline of a heading", "Heading\n=======\n\ntext", [0], "Hea inserted ding\n=======\n\ntext"],
  ["closing signs of a heading", "## Head ##\n", [0], "## He inserted ad ##\n"],
  ["a table's ragged line", "a|b\n-|-\none|two three", [0, 1], "a|b\n-|-\no inserted ne|two three"],
];
for (const [name, before, path] of UNTOUCHED) {
  test(name, () => {
    const saved = touch(before, path);
    const { from, to } = outline(before).find((piece) => piece.path.join() === path.join());
    assert.ok(saved.startsWith(before.slice(0, from)) && saved.endsWith(before.slice(to)), saved);
    assert.match(saved, /inserted/);
  });
}

test("typed signs are read back as the same signs", () => {
  const typed = [
    "*",
    "**",
    "* a",
    "- a",
    "+ a",
    "1. a",
    "2) a",
    "# a",
    "#a",
    "> a",
    "|",
    "| a | b |",
    "a | b",
    "---",
    "===",
    "<b>",
    "<b>a</b>",
    "a < b > c",
    "[x]",
    "[ ] a",
    "[a](b)",
    "![a](b)",
    "_a_",
    "a_b_c",
    "\\",
    "\\*",
    "C:\\dir\\",
    "`a`",
    "``",
    "~~a~~",
    "H~2~O",
    "m^2^",
    "$a$",
    "$5 and $6",
    "&amp;",
    "&copy",
    "  two leading spaces",
    "\tleading tab",
    "\u00A0nbsp",
    "a  b",
    ":::",
    "::: note",
    ": a",
    "~ a",
    "{#id}",
    "[^1]",
    "[^1]: a",
    "[a]: b",
    "<!-- a -->",
    "<https://a.b>",
    "https://a.b/_c_",
    "a@b.c",
    "\u202Eabc",
    "50 %",
    "#",
    "##",
    "a #",
    "1986. A year",
    "(1) a",
    "a\u2028b",
    ":smile:",
    "...",
    '"a"',
    "***a***",
  ];
  for (const words of typed) {
    for (const wanted of [
      doc(paragraph(words)),
      doc({ type: "heading", attrs: { level: 2 }, content: [text(words)] }),
      doc({ type: "bulletList", content: [{ type: "listItem", content: [paragraph(words)] }] }),
      doc({ type: "blockquote", content: [paragraph(words)] }),
    ]) {
      const saved = openText("").save(wanted);
      assert.ok(
        sameMeaning(wanted, read(saved)),
        `${JSON.stringify(words)} in a ${wanted.content[0].type} was saved as ${JSON.stringify(saved)}`,
      );
    }
  }
});

test("words in a cell may hold a pipe and a broken line", () => {
  const cell = (type, ...content) => ({ type, attrs: { align: null }, content: [paragraph(...content)] });
  const table = doc({
    type: "table",
    content: [
      { type: "tableRow", content: [cell("tableHeader", "a|b"), cell("tableHeader", "\\|")] },
      {
        type: "tableRow",
        content: [cell("tableCell", "x", { type: "hardBreak" }, "y"), cell("tableCell", text("a|b", "code"))],
      },
    ],
  });
  assert.ok(sameMeaning(table, read(openText("").save(table))));
});

test("marks begin and end where they must, also beside letters, signs and other marks", () => {
  const rows = [
    [text("a"), text("b", "bold"), text("c")],
    [text("\u201Cq\u201D", "bold"), "x"],
    ["x", text("(y)", "bold"), "z"],
    [text("a", "bold"), text("b", "italic")],
    [text("a", "bold", "italic"), text("b", "italic")],
    [text("a ", "bold"), "b"],
    ["a", text(" b", "italic")],
    [text("語。", "bold"), "語"],
    [text("`", "code")],
    [text(" a ", "code")],
    [text("a", "code", "bold"), "b"],
    ["!", { ...text("a"), marks: [{ type: "link", attrs: { href: "http://x", title: null } }] }],
    [{ ...text("a ] b"), marks: [{ type: "link", attrs: { href: "http://x/(a) b", title: '"t"' } }] }],
  ];
  for (const row of rows) {
    const wanted = doc(paragraph(...row));
    const saved = openText("").save(wanted);
    assert.ok(sameMeaning(wanted, read(saved)), `${JSON.stringify(row)} was saved as ${JSON.stringify(saved)}`);
  }
});

test("a link that runs as a script is saved as its words", () => {
  const saved = save(
    "",
    paragraph({ ...text("press me"), marks: [{ type: "link", attrs: { href: "javascript:alert(1)", title: null } }] }),
  );
  assert.equal(saved, "press me\n");
});

test("a new item takes its neighbours' marker and the list stays tight", () => {
  const edited = structuredClone(openText("* a\n* b\n").document);
  edited.content[0].content.push({ type: "listItem", content: [paragraph("c")] });
  assert.equal(openText("* a\n* b\n").save(edited), "* a\n* b\n* c\n");
});

test("taking the first item away lets the next one begin the count", () => {
  const edited = structuredClone(openText("1. a\n2. b\n3. c\n").document);
  edited.content[0].content.shift();
  assert.equal(openText("1. a\n2. b\n3. c\n").save(edited), "1. b\n3. c\n");
});

test("putting a paragraph into a quotation keeps its spelling", () => {
  const before = "__One__ line\nand two\n\nafter\n";
  const [first, ...rest] = structuredClone(openText(before).document).content;
  assert.equal(
    openText(before).save(doc({ type: "blockquote", content: [first] }, ...rest)),
    "> __One__ line\n> and two\n\nafter\n",
  );
});

test("a note is written at its place, and what it refers to stays", () => {
  const before = "Text.[^1]\n\n[^1]: Note\n    goes on\n";
  assert.equal(touch(before, [0]), "Te inserted xt.[^1]\n\n[^1]: Note\n    goes on\n");
});

test("what the editor does not model is kept when its neighbours change", () => {
  const odd = [
    "<div>\n<b>raw</b>\n</div>",
    "Term\n: definition",
    "::: box\n\ninside\n\n:::",
    "[r]: http://x 'y'",
    "$$\na_1\n$$",
    "    code  ",
    "~~~ {.x}\ny\n~~~",
  ];
  for (const piece of odd) {
    const saved = touch(`before\n\n${piece}\n\nafter\n`, [0]);
    assert.equal(saved, `bef inserted ore\n\n${piece}\n\nafter\n`);
  }
});
