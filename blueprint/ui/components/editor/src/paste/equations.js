/** Equations of Word (OMML; ECMA-376, 22.1) and of web pages (MathML Core), as TeX. */

/** @typedef {(one: Element) => string} Rule */

/** @type {Record<string, string>} */
const LARGE = {
  "∑": "\\sum",
  "∏": "\\prod",
  "∫": "\\int",
  "∬": "\\iint",
  "∮": "\\oint",
  "⋃": "\\bigcup",
  "⋂": "\\bigcap",
};
/** @type {Record<string, string>} */
const ACCENTS = {
  "\u0302": "\\hat",
  "\u0303": "\\tilde",
  "\u0304": "\\bar",
  "\u0305": "\\overline",
  "\u0307": "\\dot",
  "\u0308": "\\ddot",
  "\u20D7": "\\vec",
  "^": "\\hat",
  "~": "\\tilde",
  "¯": "\\overline",
  "→": "\\vec",
  "˙": "\\dot",
};
const SPECIAL = /[#%&_{}$]/g;
const FUNCTIONS = /^(?:sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|ln|log|exp|lim|max|min|sup|inf|det|gcd)$/;
const EMPTY_TAG = /<([a-z][\w]*:[\w]+)((?:\s[^<>]*?)?)\/>/gi;

/** Word's markup in HTML: what has no end there gets one. @param {string} markup */
export function ommlOf(markup) {
  return new DOMParser().parseFromString(markup.replace(EMPTY_TAG, "<$1$2></$1>"), "text/html").body;
}

/** The TeX of an equation, or "" for one that cannot be read. @param {Element} equation */
export function texOfEquation(equation) {
  const tex = inner(equation).replace(/\s+/g, " ").trim();
  return /(?<!\\)\$/.test(tex) ? "" : tex;
}

/** @param {Element} one */
function inner(one) {
  return [...one.childNodes].map(texOfNode).join("");
}

/** @param {Node} node @returns {string} */
function texOfNode(node) {
  if (node instanceof Text) return letters(node.data);
  if (!(node instanceof Element)) return "";
  return (RULES[node.localName] ?? inner)(node);
}

/** @param {string} text */
function letters(text) {
  const plain = text.replace(/[\s\u00A0]+/g, " ").replace(/[\u2061-\u2064]/g, "");
  const escaped = plain.replaceAll("\\", "\\backslash ").replace(SPECIAL, "\\$&");
  return escaped.replaceAll("~", "\\sim ").replaceAll("^", "\\hat{}");
}

/** @param {Element} one @param {string} name */
const kid = (one, name) => [...one.children].find(({ localName }) => localName === name);
/** @param {Element} one @param {string} name */
const kids = (one, name) => [...one.children].filter(({ localName }) => localName === name);

/** A part in braces. @param {Element | undefined} one */
const group = (one) => `{${one ? inner(one).trim() : ""}}`;

/** A part that stands by itself when it is one letter. @param {Element | undefined} one */
const base = (one) => (one && /^[\w\p{L}]$/u.test(inner(one).trim()) ? inner(one).trim() : group(one));

/** A child of MathML, as what holds it alone. @param {Element} one @param {number} at */
const alone = (one, at) => {
  const holder = one.ownerDocument.createElement("mrow");
  holder.append(...[one.children[at]?.cloneNode(true)].filter((each) => each !== undefined));
  return holder;
};

/** A child of MathML in braces. @param {Element} one @param {number} at */
const part = (one, at) => `{${one.children[at] ? texOfNode(one.children[at]).trim() : ""}}`;

/** What the properties of an element say. @param {Element} one @param {string} name */
function property(one, name) {
  const found = one.querySelector(`:scope > ${CSS.escape(`${one.localName}pr`)} > ${CSS.escape(`m:${name}`)}`);
  return found ? (found.getAttribute("m:val") ?? "on") : null;
}

/** A bracket that grows. @param {string | null} sign @param {string} side */
function bracket(sign, side) {
  return `\\${side}${sign ? sign.replace(/[{}]/g, "\\$&") : "."}`;
}

/** @param {string} words @param {string | null} open @param {string | null} close */
const inBrackets = (words, open, close) => `${bracket(open, "left")} ${words} ${bracket(close, "right")}`;

/** @type {Rule} */
function delimited(one) {
  const between = property(one, "sepchr") ?? "|";
  const words = kids(one, "m:e").map(inner).join(` ${between} `);
  return inBrackets(words, property(one, "begchr") ?? "(", property(one, "endchr") ?? ")");
}

/** Where there is one. @param {string} sign @param {Element | undefined} one */
const limit = (sign, one) => (one?.textContent?.trim() ? `${sign}${group(one)}` : "");

/** @type {Rule} */
function large(one) {
  const sign = property(one, "chr") ?? "∫";
  const limits = limit("_", kid(one, "m:sub")) + limit("^", kid(one, "m:sup"));
  return `${LARGE[sign] ?? sign}${limits} ${group(kid(one, "m:e"))}`;
}

/** @type {Rule} */
function applied(one) {
  const name = kid(one, "m:fname");
  const words = name?.textContent?.trim() ?? "";
  return `${FUNCTIONS.test(words) ? `\\${words}` : group(name)} ${group(kid(one, "m:e"))}`;
}

/** @param {string[][]} rows */
const matrix = (rows) => `\\begin{matrix} ${rows.map((row) => row.join(" & ")).join(" \\\\ ")} \\end{matrix}`;

/** @type {Rule} */
function root(one) {
  const degree = kid(one, "m:deg");
  return `\\sqrt${degree?.textContent?.trim() ? `[${inner(degree).trim()}]` : ""}${group(kid(one, "m:e"))}`;
}

/** @type {Rule} */
const over = (one) => {
  const sign = one.children[1]?.textContent?.trim() ?? "";
  return ACCENTS[sign] ? `${ACCENTS[sign]}${part(one, 0)}` : `\\overset${part(one, 1)}${part(one, 0)}`;
};

/** @type {Rule} */
function fenced(one) {
  const words = [...one.children].map(texOfNode).join(", ");
  return inBrackets(words, one.getAttribute("open") ?? "(", one.getAttribute("close") ?? ")");
}

/** @type {Rule} */
function named(one) {
  const words = one.textContent?.trim() ?? "";
  if (FUNCTIONS.test(words)) return `\\${words} `;
  return words.length > 1 ? `\\mathrm{${letters(words)}}` : letters(words);
}

/** @type {Rule} */
const nothing = () => "";

/** What each element of OMML ("m:f") and of MathML ("mfrac") is. @type {Record<string, Rule>} */
const RULES = {
  "m:f": (one) => `\\frac${group(kid(one, "m:num"))}${group(kid(one, "m:den"))}`,
  "m:ssup": (one) => `${base(kid(one, "m:e"))}^${group(kid(one, "m:sup"))}`,
  "m:ssub": (one) => `${base(kid(one, "m:e"))}_${group(kid(one, "m:sub"))}`,
  "m:ssubsup": (one) => `${base(kid(one, "m:e"))}_${group(kid(one, "m:sub"))}^${group(kid(one, "m:sup"))}`,
  "m:spre": (one) => `{}_${group(kid(one, "m:sub"))}^${group(kid(one, "m:sup"))}${group(kid(one, "m:e"))}`,
  "m:rad": root,
  "m:nary": large,
  "m:d": delimited,
  "m:func": applied,
  "m:limlow": (one) => `\\underset${group(kid(one, "m:lim"))}${group(kid(one, "m:e"))}`,
  "m:limupp": (one) => `\\overset${group(kid(one, "m:lim"))}${group(kid(one, "m:e"))}`,
  "m:acc": (one) => `${ACCENTS[property(one, "chr") ?? "\u0302"] ?? "\\hat"}${group(kid(one, "m:e"))}`,
  "m:bar": (one) => `${property(one, "pos") === "top" ? "\\overline" : "\\underline"}${group(kid(one, "m:e"))}`,
  "m:m": (one) => matrix(kids(one, "m:mr").map((row) => kids(row, "m:e").map(inner))),
  "m:eqarr": (one) => matrix(kids(one, "m:e").map((line) => [inner(line)])),
  mfrac: (one) => `\\frac${part(one, 0)}${part(one, 1)}`,
  msup: (one) => `${base(alone(one, 0))}^${part(one, 1)}`,
  msub: (one) => `${base(alone(one, 0))}_${part(one, 1)}`,
  msubsup: (one) => `${base(alone(one, 0))}_${part(one, 1)}^${part(one, 2)}`,
  msqrt: (one) => `\\sqrt{${inner(one).trim()}}`,
  mroot: (one) => `\\sqrt[${part(one, 1).slice(1, -1)}]${part(one, 0)}`,
  mover: over,
  munder: (one) => `\\underset${part(one, 1)}${part(one, 0)}`,
  munderover: (one) => `${part(one, 0)}_${part(one, 1)}^${part(one, 2)}`,
  mtable: (one) => matrix(kids(one, "mtr").map((row) => kids(row, "mtd").map(inner))),
  mfenced: fenced,
  mi: named,
  mo: (one) => LARGE[one.textContent?.trim() ?? ""] ?? ` ${letters(one.textContent?.trim() ?? "")} `,
  mtext: (one) => `\\text{${letters(one.textContent ?? "")}}`,
  mspace: () => " ",
  annotation: nothing,
  "annotation-xml": nothing,
};
for (const name of ["f", "ssup", "ssub", "ssubsup", "rad", "nary", "d", "func", "acc", "bar", "m", "eqarr", "r"])
  RULES[`m:${name}pr`] = nothing;
