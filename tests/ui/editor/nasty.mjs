/** Random Markdown of the worst kind: every construct, nested, badly spaced, in every newline. */
import { random } from "./edits.mjs";

const INLINE = [
  "word", "*em*", "**strong**", "__strong__ _em_", "***both***", "`code`", "`` a`b ``", "[link](http://a.b \"t\")", "[ref][r]", "[r]", "<http://auto.link>",
  "![alt *x*](images/p.png)", "text[^1]", "[^2]", "[^none]", "~~gone~~", "H~2~O", "m^2^", "$a_1$", "$5 and $6", "&amp; &nbsp;", "\\* \\_ \\\\", "a\\",
  "<b>raw</b>", "<br>", "{.class}", "[span]{#id}", "سلام", "日本語。", "ไทย", "\u{1F600}", "e\u0301", "\u00A0", "\u2028", "\u200B", "a|b", "1. x", "# h", "- d", "\t", "foo*bar*baz",
  "**\u201Cq\u201D**x", "*a **b** c*", "snake_case_word", "http://bare.link", ":smile:", "--- ...", "\"q\" 'q'", "<!-- c -->", "\u0000", "[x]", "![", "](", "***",
];

const BLOCKS = [
  (t) => t(), (t) => `# ${t()}`, (t) => `## ${t()} ##`, (t) => `${t().trim() || "x"}\n===`, (t) => `${t().trim() || "x"}\nmore\n---`, (t) => `   ### ${t()}  `,
  (t) => `- ${t()}\n- ${t()}`, (t) => `* ${t()}\n\n* ${t()}\n\n  ${t()}`, (t) => `1. ${t()}\n1. ${t()}\n1. ${t()}`, (t) => `9) ${t()}\n10) ${t()}`, (t) => `- ${t()}\n  - ${t()}\n    1. ${t()}\n  - ${t()}`,
  (t) => `-\t${t().trim()}\n-\t${t().trim()}`, (t) => `  - ${t()}\n  - ${t()}`, (t) => `-\n- ${t()}\n-`, (t) => `- [ ] ${t()}\n- [x] ${t()}`, (t) => `+ # ${t()}\n+ > ${t()}`, (t) => `- - ${t()}\n  - ${t()}`,
  (t) => `> ${t()}\n> ${t()}`, (t) => `>${t()}\n${t().trim() || "lazy"}`, (t) => `> ${t()}\n>\n> - ${t()}\n>   ${t()}`, (t) => `>> ${t()}\n> ${t()}`, () => ">", (t) => `> # ${t()}\n>`, (t) => `1. ${t()}\n\n   > ${t()}\n   > - ${t()}`,
  (t) => `| ${t()} | b |\n|---|:-:|\n| ${t()} | ${t()} |\n| x |`, (t) => `a | b\n- | -\n${t()} | y\\|z`, (t) => `|a|\n|-|`, (t) => `> | a | b |\n> |---|---|\n> | ${t()} | 2 |`,
  () => "```js\nlet a = 1;\n\n```", () => "~~~\n```\n~~~", () => "    indented\n\n    code", () => "\tcode", () => "```\nopen", () => "- ```\n  x\n  ```", () => "---", () => "* * *", () => "<div>\n\n</div>", () => "<!-- c\n\nd -->", (t) => `<p>${t()}</p>`,
  (t) => `[^1]: ${t()}`, (t) => `[^2]: ${t()}\n\n    ${t()}\n\n    - x`, () => "[r]: http://ref.x 'title'", (t) => `[q]: <u>\n${t()}`, (t) => `Term\n\n:   ${t()}`, (t) => `Term\n: ${t()}\n\n  more`, (t) => `::: note\n${t()}\n:::`, () => "$$\na\n\nb\n$$", (t) => `$$a\n${t().trim() || "x"}$$`,
  (t) => `${t()}  \n${t()}`, (t) => `${t()}\\\n${t()}`, (t) => `${t()}\n   ${t()}`, (t) => `${t()}\n# ${t()}`, (t) => `${t()}\n- ${t()}`,
];

const FRONT = ["", "", "", "---\ntitle: x\n---\n\n", "\uFEFF", "\n\n  \n", "---\n\nnot: front\n---\n"];
const BETWEEN = ["\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\n\n\t\n", "\n\n "];
const END = ["", "\n", "\n", "\n\n", "  ", "\n \n", "\n\t"];
const NEWLINES = ["\n", "\n", "\n", "\r\n", "\r", "mixed"];

export function nasty(seed, size = 8) {
  const next = random(seed);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const text = () => Array.from({ length: 1 + Math.floor(next() * 4) }, () => pick(INLINE)).join(pick([" ", " ", "", "  "]));
  const count = Math.floor(next() * size);
  let out = pick(FRONT);
  for (let at = 0; at < count; at += 1) out += (at ? pick(BETWEEN) : "") + pick(BLOCKS)(text);
  const newline = pick(NEWLINES);
  return (out + pick(END)).replaceAll("\n", () => (newline === "mixed" ? pick(["\n", "\r\n", "\r"]) : newline));
}
