/** Reads a JSON array of texts from standard input; writes, for each, [from, to] of every block the editor finds. */
import { readFileSync } from "node:fs";
import { outline } from "../../../../blueprint/ui/components/editor/src/source/index.js";

const texts = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => outline(text).map(({ from, to }) => [from, to]))));
